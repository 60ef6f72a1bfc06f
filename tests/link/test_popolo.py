"""Popolo JSON in and out: what is read is written so again; what is wrong is named."""

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.link import popolo_text, read_popolo
from onrecord.link.popolo import popolo
from onrecord.record import (
    BadDirectory,
    Directory,
    Entry,
    EntryName,
    FactSource,
    Membership,
    NameKind,
    PartyKind,
)


def test_written_and_read_again(tarnland: Directory) -> None:
    text = popolo_text(tarnland, "A made-up country.")
    assert popolo(json.loads(text), "again") == tarnland
    assert all(len(line) < 700 for line in text.splitlines())


def test_what_popolo_nests_is_read() -> None:
    body = {
        "id": "b",
        "name": "Tarn Council",
        "other_names": [
            {"name": "TC", "note": "Abbreviation", "start_date": "2017", "end_date": "2018-02"}
        ],
        "posts": [{"id": "p", "role": "Leader", "other_label": "Head"}],
        "memberships": [{"person_id": "x", "post_id": "p"}],
        "sources": [{"url": "https://tarn.example/", "checked": "2024-05-20", "note": "by hand"}],
        "image": "https://tarn.example/crest.png",
    }
    person = {"id": "x", "name": "Ada Moss", "birth_date": "", "memberships": None}
    assert popolo({"organizations": [body], "persons": [person]}, "here") == Directory(
        (
            Entry(
                "b",
                PartyKind.BODY,
                EntryName("Tarn Council", NameKind.OFFICIAL),
                (EntryName("TC", NameKind.ACRONYM, date(2017, 1, 1), date(2018, 2, 28)),),
                sources=(FactSource("https://tarn.example/", date(2024, 5, 20), "by hand"),),
            ),
            Entry(
                "p",
                PartyKind.OFFICE,
                EntryName("Leader", NameKind.OFFICIAL),
                (EntryName("Head"),),
                body="b",
                role="Leader",
            ),
            Entry("x", PartyKind.PERSON, EntryName("Ada Moss", NameKind.OFFICIAL)),
        ),
        (Membership("x", "p", "b"),),
    )


HOSTILE: list[tuple[str, str, str]] = [
    # why, file content, part of the message
    ("empty", "", "no JSON"),
    ("no JSON", "{", "no JSON: Expecting property name"),
    ("deep", "[" * 100_000, "nested too deeply"),
    ("a list", "[]", "expected an object, got []"),
    ("another object", '{"a": 1}', "no Popolo: an object with organizations"),
    ("lists of another type", '{"persons": {}}', "persons: expected a list, got {}"),
    ("no object", '{"persons": [7]}', "persons[0]: expected an object, got 7"),
    ("no id", '{"persons": [{"name": "A"}]}', "persons[0]: the field “id” is missing"),
    ("empty name", '{"persons": [{"id": "a", "name": " "}]}', "persons[0].name: expected a string"),
    ("name of a type", '{"persons": [{"id": "a", "name": {}}]}', "persons[0].name: expected"),
    ("post without label", '{"posts": [{"id": "a"}]}', "posts[0]: the field “label” is missing"),
    ("kind of name",
     '{"persons": [{"id": "a", "name": "A", "other_names": [{"name": "B", "kind": "pet"}]}]}',
     "persons[0].other_names[0].kind: expected one of official, common, acronym"),
    ("day", '{"memberships": [{"person_id": "a", "start_date": "May"}]}',
     "memberships[0].start_date: expected a day like 2021-03-14, a month or a year, got 'May'"),
    ("no such day", '{"memberships": [{"person_id": "a", "end_date": "2021-02-30"}]}',
     "memberships[0].end_date: expected a day"),
    ("last year of all", '{"memberships": [{"person_id": "a", "end_date": "9999"}]}',
     "memberships[0].end_date: expected a day"),
    ("source", '{"persons": [{"id": "a", "name": "A", "sources": [{}]}]}',
     "persons[0].sources[0]: the field “url” is missing"),
    ("number too long", '{"persons": [' + "9" * 5000 + "]}", "number too long"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "message"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_a_broken_file_says_where(why: str, text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadDirectory) as caught:
        read_popolo(path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BadDirectory, match="cannot be read"):
        read_popolo(tmp_path / "none.json")
    with pytest.raises(BadDirectory, match="a folder"):
        read_popolo(tmp_path)
    (tmp_path / "latin.json").write_bytes(b'{"persons": "caf\xe9"}')
    with pytest.raises(BadDirectory, match="no UTF-8 text"):
        read_popolo(tmp_path / "latin.json")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as stream:
        stream.truncate(300_000_000)
    with pytest.raises(BadDirectory, match="300 MB, and at most 200 MB are read"):
        read_popolo(path)
