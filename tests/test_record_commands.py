"""The commands that keep a record and look into it, over a small made-up one."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
import time_machine
from click.testing import CliRunner, Result
from icalendar import Calendar

from onrecord import recording
from onrecord.keep import lists, showing
from onrecord.keep.models import Article, Entry
from onrecord.record import BadOption
from onrecord.record_commands import RECORD_COMMANDS
from onrecord.recording import Recorder, record_document

from .keep.conftest import Did, Said, write
from .test_recording import ByPier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

TODAY = date(2024, 7, 1)
COMMANDS = {command.name: command for command in RECORD_COMMANDS}

CALL = "Ada Moss asked Tarn Ferries to mend pier A by 31 May"
TEXT = f"{CALL}. “It leans, =really,” she said. Nobody answered."
HEADS = (
    "e2  2024-05-20  call: Ada Moss → Tarn Ferries\n"
    "    overdue by 31 days, was due on 31 May 2024\n"
    "    “Ada Moss asked Tarn Ferries to mend pier A by 31 May”\n"
    "    Tarn Mail, 2024-05-20, a1; made by machine, not reviewed, 0.90\n"
)


@pytest.fixture
def today() -> Any:
    with time_machine.travel("2024-07-01 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def record() -> dict[str, int]:
    """One article with a call that is overdue, and what its rows are called."""
    document = write(
        TEXT,
        Said("Ada Moss", "“It leans, =really,”"),
        Did("call", "Ada Moss", "Tarn Ferries", CALL, "mend pier A",
            ("by 31 May", date(2024, 5, 31))),
        parties=("p:Ada Moss", "b:Tarn Ferries"),
        outlet="Tarn Mail", title="Pier A leans", url="https://mail.example/pier",
    )  # fmt: skip
    done = record_document(document, ByPier())
    entry = Entry.objects.get(kind="call")
    return {"a": done.article, "m": done.matter or 0, "e": entry.pk,
            "p": entry.cast.get(role="speaker").party_id}  # fmt: skip


def run(name: str, *arguments: str) -> Result:
    result = CliRunner().invoke(COMMANDS[name], list(arguments), standalone_mode=False)
    if result.exception and not isinstance(result.exception, click.ClickException | BadOption):
        raise result.exception
    return result


def with_ids(text: str, record: dict[str, int]) -> str:
    """The expected text with the ids that the rows have in this database."""
    return text.replace("e2 ", f"e{record['e']} ").replace(", a1;", f", a{record['a']};")


def test_matters(record: dict[str, int]) -> None:
    result = run("matters")
    assert result.output == f"m{record['m']}  2024-05-20  Pier A leans  (1 article, 1 call)\n"
    [form] = json.loads(run("matters", "--format", "json").output)
    assert form == json.loads(json.dumps(lists.matters(lists.FIRST).items[0]))


def test_an_empty_record_says_how_to_fill_it() -> None:
    result = run("matters")
    assert (result.stdout, result.return_value) == ("", 0)
    assert result.stderr == "The record is empty; `onrecord add` fills it.\n"


def test_show_a_matter(record: dict[str, int]) -> None:
    result = run("show", f"m{record['m']}")
    assert result.output == with_ids(
        f"m{record['m']}  2024-05-20  Pier A leans\n"
        "    title: machine, from the earliest article’s title\n"
        f"    a{record['a']}  2024-05-20  Tarn Mail  Pier A leans\n"
        f"\n{HEADS}\nand 1 statement\n",
        record,
    )


def test_show_an_entry(record: dict[str, int]) -> None:
    assert run("show", f"e{record['e']}").output == with_ids(HEADS, record)


def test_show_a_party(record: dict[str, int]) -> None:
    lines = run("show", f"P{record['p']}").output.split("\n\n")
    assert lines[0] == f"p{record['p']}  Ada Moss (person)"
    assert lines[1] == "Spoke"
    assert with_ids(HEADS, record).rstrip() in [line.rstrip() for line in lines]


def test_show_an_article(record: dict[str, int]) -> None:
    lines = run("show", f"a{record['a']}").output.splitlines()
    assert lines[:3] == [
        f"a{record['a']}  2024-05-20  Tarn Mail  Pier A leans",
        "    https://mail.example/pier",
        f"    matter m{record['m']}",
    ]


@pytest.mark.parametrize("kind", ["m", "e", "a", "p"])
def test_show_gives_tools_the_form(kind: str, record: dict[str, int]) -> None:
    ref = f"{kind}{record[kind]}"
    form = json.loads(run("show", ref, "--format", "json").output)
    assert form == json.loads(json.dumps(showing.show(ref, TODAY)))
    assert form["ref"] == ref


def test_what_is_not_there_is_said() -> None:
    result = run("show", "m99")
    assert (result.return_value, result.stderr) == (3, "onrecord: the record holds no m99\n")
    wrong = run("show", "12")
    assert isinstance(wrong.exception, BadOption)
    assert str(wrong.exception) == (
        "'12' names nothing: write m12 for a matter, e45 for an entry, a7 for an article, "
        "p3 for a party"
    )


def test_search(record: dict[str, int]) -> None:
    result = run("search", "pier", "mended", "--status", "overdue")
    assert (result.stdout, result.stderr) == (with_ids(HEADS, record) + "\n", "1 found\n")
    [form] = json.loads(run("search", "pier", "--format", "json").output)
    entry = lists.forms_of([Entry.objects.get(pk=record["e"])], TODAY)[0]
    assert form == json.loads(json.dumps(entry))
    [article] = json.loads(run("search", "leans", "--articles", "-f", "json").output)
    assert article == json.loads(json.dumps(lists.article_row(Article.objects.get())))
    nothing = run("search", "pier", "--to", "2020-01-01")
    assert (nothing.return_value, nothing.stderr) == (3, "0 found\n")


WRONG = [
    (["search", "pier", "--from", "May"], "'May' is no day; write it as 2021-03-14"),
    (["search", "pier", "--kind", "promise"], "kind 'promise' is none of"),
    (["search", "pier", "--party", "Ada"], "--party 'Ada' is no party; write it as p3"),
    (["export", "--format", "parquet"], "Parquet is no text for a terminal"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_options_are_named(arguments: list[str], message: str) -> None:
    error = run(*arguments).exception
    assert isinstance(error, click.ClickException | BadOption)
    assert message in str(error)


def test_export_jsonl_says_what_the_site_says(record: dict[str, int]) -> None:
    forms = [json.loads(line) for line in run("export").output.splitlines()]
    entries = lists.forms_of(Entry.objects.order_by("pk"), TODAY)
    assert forms == json.loads(json.dumps(entries))


def test_export_csv(record: dict[str, int]) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "-f", "csv").output)))
    assert [(row["kind"], row["words"], row["speakers"], row["due"]) for row in rows] == [
        ("statement", "“It leans, =really,”", "Ada Moss", ""),
        ("call", CALL, "Ada Moss", "2024-05-31"),
    ]
    call = {name: value for name, value in rows[1].items() if value}
    assert call == {
        "ref": f"e{record['e']}", "kind": "call", "words": CALL, "action": "mend pier A",
        "speakers": "Ada Moss", "parties": "Tarn Ferries", "day": "2024-05-20",
        "due_words": "by 31 May", "due": "2024-05-31", "status": "overdue",
        "status_sentence": "overdue by 31 days, was due on 31 May 2024", "reply": "awaiting",
        "outcome": "not rated", "clock": "overdue", "review": "machine", "confidence": "0.9",
        "made_by": "test", "matter": f"m{record['m']}", "matter_title": "Pier A leans",
        "article": f"a{record['a']}", "article_title": "Pier A leans", "outlet": "Tarn Mail",
        "published": "2024-05-20", "url": "https://mail.example/pier",
    }  # fmt: skip


def test_a_value_that_a_spreadsheet_would_run_is_made_harmless(record: dict[str, int]) -> None:
    Entry.objects.filter(pk=record["e"]).update(action="=cmd()")
    rows = list(csv.DictReader(io.StringIO(run("export", "-f", "csv").output)))
    assert rows[1]["action"] == "'=cmd()"


def test_export_annotations(record: dict[str, int]) -> None:
    result = run("export", "-f", "annotation", "--base", "https://record.example/")
    annotation = json.loads(result.output.splitlines()[1])
    assert annotation == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"https://record.example/entries/{record['e']}/",
        "type": "Annotation",
        "motivation": ["identifying", "describing"],
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain",
             "value": "Ada Moss calls on Tarn Ferries: mend pier A"},
            {"type": "TextualBody", "purpose": "tagging", "value": "call"},
            {"type": "TextualBody", "purpose": "tagging", "value": "overdue"},
        ],
        "target": [{
            "source": "https://mail.example/pier",
            "selector": [
                {"type": "TextQuoteSelector", "exact": CALL,
                 "suffix": ". “It leans, =really,” she said."},
                {"type": "TextPositionSelector", "start": 0, "end": len(CALL)},
            ],
        }],
        "generator": {"type": "Software", "name": "onrecord, test model"},
    }  # fmt: skip


def test_export_calendar(record: dict[str, int]) -> None:
    [event] = Calendar.from_ical(run("export", "-f", "ics").output).walk("VEVENT")
    assert (str(event["UID"]), event["DTSTART"].dt, event["DTEND"].dt, str(event["SUMMARY"])) == (
        f"e{record['e']}@onrecord", date(2024, 5, 31), date(2024, 6, 1),
        "Ada Moss calls on Tarn Ferries: mend pier A",
    )  # fmt: skip


def test_export_parquet(record: dict[str, int], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "record.parquet"
    assert run("export", "-f", "parquet", "-o", str(file)).return_value == 0
    rows = parquet.read_table(file).to_pylist()
    assert [(row["kind"], row["day"], row["due"], row["confidence"]) for row in rows] == [
        ("statement", date(2024, 5, 20), None, 0.9),
        ("call", date(2024, 5, 20), date(2024, 5, 31), 0.9),
    ]


def test_without_pyarrow_parquet_says_what_to_install(
    record: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    error = run("export", "-f", "parquet", "-o", str(tmp_path / "r.parquet")).exception
    assert isinstance(error, BadOption)
    assert "pip install 'onrecord[parquet]'" in str(error)
    assert list(tmp_path.iterdir()) == []


def test_add_reads_keeps_and_sums_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        recording, "Recorder", lambda model, known: Recorder(model, known, ByPier())
    )
    file = tmp_path / "pier.txt"
    file.write_text(
        "date 2024-05-20 The old pier A at Tarn leans a little more every winter.\n\n"
        "“The pier is not safe,” said Ada Moss, the harbour master of Tarn.\n",
        encoding="utf-8",
    )
    missing = str(tmp_path / "none.txt")
    first = run("add", str(file), missing)
    assert first.return_value == 3
    assert first.stdout == (
        "Articles: 1 new, 0 changed, 0 unchanged, 0 copies of a report kept before, 1 skipped. "
        "1 new entry, 0 new links.\n"
    )
    assert "none.txt" in first.stderr
    assert [row.words for row in Entry.objects.all()] == ["“The pier is not safe,”"]
    again = json.loads(run("add", str(file), "--format", "json").output)
    article = Article.objects.get()
    assert again == {
        "article": f"a{article.pk}", "source": str(file), "change": "unchanged", "copy_of": None,
        "matter": f"m{article.matter_id}", "entries": 0, "gone": 0, "links": 0,
    }  # fmt: skip
