"""The commands `onrecord directory …`, from arguments to output and exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

OWN = {
    "persons": [{"id": "moss", "name": "Ada Moss", "area_id": "tl"}],
    "organizations": [
        {"id": "board", "name": "Tarn Dams Board", "other_names": [{"name": "Weir House"}]}
    ],
    "posts": [{"id": "chair", "label": "Chair of the Tarn Dams Board", "role": "Chair",
               "organization_id": "board"}],
    "memberships": [{"person_id": "moss", "post_id": "chair", "start_date": "2020-01-01"}],
    "areas": [{"id": "tl", "name": "Tarnland"}],
}  # fmt: skip


def run(*arguments: str, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "", **(env or {})},
        check=False,
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(OWN), encoding="utf-8")
    return path


def test_find_tells_the_holder_on_the_day() -> None:
    done = run("directory", "find", "Met Commissioner", "--on", "2021-03-14")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:4] == [
        "Cressida Dick  (person, 0.90, holder of the office on the day)",
        "  “Met Commissioner” is a name of Commissioner of Police of the Metropolis",
        "  held Commissioner of Police of the Metropolis from 2017-04-10 to 2022-04-10",
        "  gb/person/cressida-dick",
    ]


def test_find_as_json_in_a_directory_of_ones_own(own: Path) -> None:
    arguments = ("directory", "find", "Weir House chair", "--on", "2021-03-14", "-f", "json")
    expected = [
        {
            "entry": "moss",
            "name": "Ada Moss",
            "kind": "person",
            "post": "chair",
            "rule": "holder of the office on the day",
            "score": 0.9,
            "reasons": [
                "“Weir House chair” is a name of Chair of the Tarn Dams Board",
                "held Chair of the Tarn Dams Board from 2020-01-01",
            ],
            "sources": [],
        }
    ]
    done = run(*arguments, "--directory", str(own))
    assert (done.returncode, json.loads(done.stdout)) == (0, expected)
    done = run(*arguments, env={"ONRECORD_DIRECTORY": str(own)})
    assert (done.returncode, json.loads(done.stdout)) == (0, expected)


ERRORS = [
    # arguments, status, part of the message
    (("find", "Metropolitn Police"), 3, "names written alike: metropolitan police"),
    (("find", "Xyzzy"), 3, "no entry is called 'Xyzzy'"),
    (("find", "Ofsted", "--on", "May"), 2, "'May' is no day"),
    (("find", "Ofsted", "--directory", "none.json"), 1, "none.json: cannot be read"),
    (("find", "Ofsted", "--directory", "a.json", "--no-directory"), 2, "contradict each other"),
    (("check", "none.json"), 1, "none.json: cannot be read"),
    (("import", "none.json", "--into", "new.json"), 1, "none.json: cannot be read"),
    (("import", "none.json", "--into", "new.json", "--format", "x"), 2, "'x' is none of popolo"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), ERRORS)
def test_errors(arguments: tuple[str, ...], status: int, message: str) -> None:
    done = run("directory", *arguments)
    assert (done.returncode, message in done.stderr) == (status, True), done.stderr
    assert "Traceback" not in done.stderr


def test_check_counts_and_exits(own: Path) -> None:
    done = run("directory", "check", str(own))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        "3 entries, 1 memberships: 0 wrong, 4 to note",
    )
    own.write_text(json.dumps({**OWN, "persons": []}), encoding="utf-8")
    done = run("directory", "check", str(own))
    assert done.returncode == 1
    assert done.stdout.startswith(
        "wrong: moss as chair: names the person moss, which is not in the directory\n"
    )


def test_import_adds_to_what_is_there(own: Path, tmp_path: Path) -> None:
    table = tmp_path / "register.tsv"
    table.write_text("government-organisation\tname\nD1\tWeir Office\n", encoding="utf-8")
    into = tmp_path / "new.json"
    assert run("directory", "import", str(own), "--into", str(into)).returncode == 0
    assert run("directory", "import", str(table), "--into", str(into)).returncode == 0
    known = json.loads(into.read_text(encoding="utf-8"))
    assert [one["name"] for one in known["organizations"]] == ["Tarn Dams Board", "Weir Office"]
    assert [one["name"] for one in known["persons"]] == ["Ada Moss"]


def test_read_looks_parties_up(own: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "“The dam is safe,” Weir House said. The Tarn Dams Board said it would inspect the dam "
        "in May.\n",
        encoding="utf-8",
    )
    told = {}
    for options in ((), ("--directory", str(own)), ("--no-directory",)):
        done = run("read", str(story), "--format", "json", "--model", "fast", *options)
        assert done.returncode == 0, done.stderr
        parties = json.loads(done.stdout)["parties"]
        told[options[:1]] = [(one["entry"], one["resolution"]) for one in parties]
    assert all(one == (None, None) for one in told[("--no-directory",)])
    assert all("unresolved" in how for _, how in told[()])
    board = [how for entry, how in told[("--directory",)] if entry == "board"]
    assert board == [
        {
            "rule": "name",
            "score": 0.98,
            "reasons": ["“Weir House” is a name of Tarn Dams Board"],
        }
    ]
