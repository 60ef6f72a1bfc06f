"""The commands that make briefings, over a small made-up record."""

from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
import time_machine
from click.testing import CliRunner, Result

from onrecord.brief.models import Edition
from onrecord.brief_commands import BRIEF_COMMANDS
from onrecord.record import BadOption

from .brief.conftest import FERRY, Record, june

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

COMMANDS = {command.name: command for command in BRIEF_COMMANDS}


@pytest.fixture
def today() -> Any:
    with time_machine.travel("2024-06-19 12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def call() -> int:
    """One call, of the day."""
    record = Record()
    return record.act(
        "bell", "call", "Ned Gray asked the Port Office for a bell", june(19), "Ned Gray",
        "Port Office", action="a bell", matter=FERRY,
    ).pk  # fmt: skip


def run(name: str, *words: str) -> Result:
    command = COMMANDS[name]
    assert isinstance(command, click.Command)
    return CliRunner().invoke(command, words, standalone_mode=False)


def test_a_briefing_for_the_terminal(call: int) -> None:
    done = run("brief")
    assert (done.return_value, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:3] == ["onrecord", "========", "Wednesday 19 June 2024"]
    assert "* Ned Gray asks Port Office: a bell" in lines
    edition = Edition.objects.get()
    assert (edition.day, edition.state, edition.number) == (date(2024, 6, 19), "draft", None)
    assert run("brief").stdout == done.stdout


def test_a_briefing_in_every_form(call: int, tmp_path: Path) -> None:
    beginnings = {"text": b"onrecord\n====", "html": b"<!DOCTYPE html>", "eml": b"From: briefing@"}
    for form, beginning in beginnings.items():
        file = tmp_path / form
        assert run("brief", "-f", form, "-o", str(file)).return_value == 0
        assert file.read_bytes().startswith(beginning)
        assert run("brief", "-f", form).stdout_bytes == file.read_bytes()
    assert sorted(tmp_path.iterdir()) == sorted(tmp_path / form for form in beginnings)


def test_released_it_stays(call: int) -> None:
    assert run("brief", "--release").return_value == 0
    assert Edition.objects.get().number == 1
    done = run("brief", "--date", "2024-06-20")
    assert (done.return_value, done.stdout) == (3, "")
    assert done.stderr == (
        "onrecord: nothing new reached the record from 2024-06-20 to 2024-06-20: no edition\n"
    )
    quiet = run("brief", "--date", "2024-06-20", "--quiet-day")
    assert "Nothing new reached the record on 20 June 2024." in quiet.stdout
    refused = run("edition", "line", "more").exception
    assert isinstance(refused, BadOption)
    assert str(refused) == "the edition of 2024-06-19 is closed; what was sent stays as it is"


def test_what_an_editor_changes(call: int) -> None:
    run("edition", "line", "The", "bell", "is", "gone", "--under", f"e{call}")
    run("edition", "subject", "A bell")
    made = run("brief", "-f", "text").stdout
    assert "Editor's note: The bell is gone" in made
    listed = run("edition", "changes").stdout.splitlines()
    assert [one.split("  ", 1)[1] for one in listed] == [
        f"line  e{call}  “The bell is gone”",
        "subject  “A bell”",
    ]
    assert run("edition", "undo", listed[0].split()[0]).stdout.endswith("(taken back)\n")
    assert "Editor's note" not in run("brief", "-f", "text").stdout
    assert run("edition", "first", f"e{call}").return_value == 0
    assert run("edition", "drop", f"e{call}").return_value == 0
    assert "Ned Gray" not in run("brief", "-f", "text").stdout
    assert run("edition", "drop", "e1", "--date", "2023-01-01").return_value == 3


def test_topics(call: int) -> None:
    assert run("topics", "list").stderr.startswith("There are no topics yet")
    added = run("topics", "add", "Safety at sea", "bell", "or", "horn*")
    assert added.stdout == "safety-at-sea  Safety at sea  (words bell or horn*)\n"
    assert run("topics", "list").stdout == added.stdout
    assert "onrecord: Safety at sea\n" in run("brief", "--topic", "safety-at-sea").stdout
    assert isinstance(run("brief", "--topic", "hats").exception, BadOption)
    assert isinstance(run("topics", "add", "Hats").exception, BadOption)
    assert isinstance(run("topics", "add", "Hats", "--party", "x1").exception, BadOption)
    assert run("topics", "add", "Calls", "--kind", "call").return_value == 0
    assert run("topics", "remove", "safety-at-sea").return_value == 0
    assert run("topics", "list").stdout == "calls  Calls  (kind call)\n"


def test_a_day_that_is_none_is_told() -> None:
    assert isinstance(run("brief", "--date", "yesterday").exception, click.BadParameter)
