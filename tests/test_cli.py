"""The command, from arguments to output and exit status."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

STORY = """Bridge at Tarn to close

The bridge at Tarn will close on Monday, the mayor, Ada Morrow, told reporters.

“The bridge is safe, but it needs paint,” Ms Morrow said.

Residents gathered at the town hall in the evening and stayed for an hour.
"""
FRENCH = (
    "Le maire a déclaré hier que le pont de la ville serait fermé pendant plusieurs semaines. "
    "Les habitants ont demandé des explications et la préfecture a promis une réponse rapide.\n"
)


def run(*arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": ""},
        check=False,
    )


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_report_is_plain_in_a_pipe_and_fits_80_columns(story: Path) -> None:
    done = run("read", str(story))
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "Ada Morrow" in done.stdout
    assert "“The bridge is safe, but it needs paint,”" in done.stdout
    assert "not reviewed" in done.stdout


def test_colour_when_asked(story: Path) -> None:
    assert "\x1b[" in run("read", str(story), "--colour", "always").stdout


def test_json_of_one_input_is_an_object_whose_spans_read_so(story: Path) -> None:
    done = run("read", str(story), "--format", "json", "--published", "2024-05-20")
    document = json.loads(done.stdout)
    text = document["article"]["text"]
    assert (done.returncode, text) == (0, STORY)
    assert document["article"]["published"] == "2024-05-20"
    direct = [s for s in document["statements"] if s["quotation"] == "direct"]
    names = {party["id"]: party["name"] for party in document["parties"]}
    assert [
        ([text[s:e] for s, e in one["content"]], [names[id] for id in one["speakers"]])
        for one in direct
    ] == [(["“The bridge is safe, but it needs paint,”"], ["Ada Morrow"])]
    assert all(0 <= one["confidence"] <= 1 for one in document["statements"])


def test_json_of_several_is_an_array_in_input_order(story: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none.txt"
    done = run("read", str(missing), str(story), "--format", "json")
    first, second = json.loads(done.stdout)
    assert done.returncode == 3
    assert first["skipped"]["reason"] == "missing"
    assert second["article"]["source"] == str(story)


def test_lines_hold_documents_and_skips_in_input_order(story: Path, tmp_path: Path) -> None:
    french = tmp_path / "french.txt"
    french.write_text(FRENCH, encoding="utf-8")
    done = run("read", str(story), str(french), str(story), "--format", "jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3
    assert ["skipped" in line for line in lines] == [False, True, False]
    assert lines[1]["skipped"]["reason"] == "other language"
    assert lines[0] == lines[2]


def test_a_skip_is_named_beside_the_report_and_the_rest_is_read(story: Path) -> None:
    done = run("read", "no-such-file.txt", str(story))
    assert done.returncode == 3
    assert "no-such-file.txt" in done.stderr and "Traceback" not in done.stderr
    assert "Ada Morrow" in done.stdout


def test_page_is_written_to_the_file_asked_for(story: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    done = run("read", str(story), "--format", "html", "--output", str(target))
    page = target.read_text(encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, "")
    assert page.lower().startswith("<!doctype html>")
    assert "Ada Morrow" in page and "<script" not in page
    assert "http://" not in page and "https://" not in page


def test_standard_input(story: Path) -> None:
    done = run("read", "-", "--format", "json", stdin=STORY)
    assert json.loads(done.stdout)["article"]["source"] == "-"


def test_the_fast_model_gives_the_same_form(story: Path) -> None:
    accurate, fast = (
        json.loads(run("read", str(story), "--format", "json", "--model", model).stdout)
        for model in ("accurate", "fast")
    )
    assert accurate["article"] == fast["article"]
    assert list(accurate) == list(fast)


def test_nothing_below_the_confidence_asked_for(story: Path) -> None:
    done = run("read", str(story), "--format", "json", "--min-confidence", "1")
    assert json.loads(done.stdout)["statements"] == []


WRONG = [
    # rule, arguments, word of the message
    ("unknown model", ["read", "x.txt", "--model", "huge"], "huge"),
    ("no day", ["read", "x.txt", "--published", "14/3/21"], "2021-03-14"),
    ("unknown option", ["read", "x.txt", "--fancy"], "--fancy"),
    ("output in no folder", ["read", "x.txt", "--output", "no/such/folder.txt"], "folder.txt"),
]


@pytest.mark.parametrize(
    ("arguments", "word"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG]
)
def test_wrong_options_say_what_is_wrong(arguments: list[str], word: str) -> None:
    done = run(*arguments)
    assert done.returncode in (1, 2)
    assert word in done.stderr and "Traceback" not in done.stderr


def test_a_reader_that_closes_the_pipe_early_is_no_error(story: Path) -> None:
    command = (
        f"{sys.executable} -m onrecord read {' '.join([str(story)] * 40)} -f json | head -c 10"
    )
    done = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# A shell's background jobs ignore the signal and hand that on; a terminal's do not.
LISTENING = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from onrecord.cli import main; main()"
)


def test_interrupted_it_ends_cleanly_with_what_is_done(story: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", LISTENING, "read", "-f", "jsonl", *[str(story)] * 5000],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=60)
    lines = [first, *rest.splitlines()]
    assert process.returncode == 130
    assert "stopped" in errors and "Traceback" not in errors
    assert all(json.loads(line)["onrecord"] == 1 for line in lines)
