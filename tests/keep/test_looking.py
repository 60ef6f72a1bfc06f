"""The day on which one looks, and where the record is: both may be told by a variable."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.keep.looking import today
from onrecord.keep.settings import TODAY, VARIABLE, database
from onrecord.record import BadOption


@pytest.mark.parametrize(
    ("told", "day"),
    [(None, date(2024, 5, 20)), ("", date(2024, 5, 20)), ("2024-06-16", date(2024, 6, 16))],
)
def test_today(told: str | None, day: date, monkeypatch: Any, time_machine: Any) -> None:
    time_machine.move_to("2024-05-20T12:00:00Z", tick=False)
    monkeypatch.delenv(TODAY, raising=False)
    if told is not None:
        monkeypatch.setenv(TODAY, told)
    assert today() == day


def test_a_day_that_is_none(monkeypatch: Any) -> None:
    monkeypatch.setenv(TODAY, "16 June")
    with pytest.raises(BadOption) as error:
        today()
    assert str(error.value) == "ONRECORD_TODAY: '16 June' is no day; write it as 2024-06-16"


@pytest.mark.parametrize(
    ("named", "file"),
    [
        ("sqlite:////var/record.db", "/var/record.db"),
        ("/var/record.db", "/var/record.db"),
        ("/var/50% done #1?.db", "/var/50% done #1?.db"),
        ("notes/record.db", "HERE/notes/record.db"),
        (None, "HERE/onrecord.db"),
    ],
)
def test_a_file_may_be_named_by_its_path(
    named: str | None, file: str, monkeypatch: Any, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert database(named)["NAME"] == file.replace("HERE", str(tmp_path))


def test_a_server_keeps_its_address() -> None:
    found = database("postgres://ada@db.example/record")
    assert (found["ENGINE"], found["HOST"], found["NAME"]) == (
        "django.db.backends.postgresql", "db.example", "record",
    )  # fmt: skip
