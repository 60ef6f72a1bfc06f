"""What is wrong with a directory is told, each fault by its place."""

import time
from typing import Any

import pytest

from onrecord.link import Index, faults, starter
from onrecord.link.popolo import popolo
from onrecord.record import Directory

SOURCE = {"sources": [{"url": "https://tarn.example/"}]}
ADA = {"id": "ada", "name": "Ada Moss", **SOURCE}
BEA = {"id": "bea", "name": "Bea Holm", **SOURCE}
POST = {"id": "post", "label": "Mayor of Tarn", **SOURCE}


def held(person: str, start: str | None, end: str | None) -> dict[str, Any]:
    return {"person_id": person, "post_id": "post", "start_date": start, "end_date": end, **SOURCE}


ROWS: list[tuple[str, dict[str, Any], list[tuple[str, str, bool]]]] = [
    ("nothing wrong", {"persons": [ADA, BEA], "posts": [POST], "memberships": [
        held("ada", "2010-01-01", "2015-05-05"), held("bea", "2015-05-05", None)]}, []),
    ("id twice", {"persons": [ADA, ADA]},
     [("ada", "the id stands 2 times; give each entry its own", True)]),
    ("dangling", {"persons": [ADA], "memberships": [held("ada", None, None)]},
     [("ada as post", "names the post post, which is not in the directory", True)]),
    ("person that is a post", {"posts": [POST], "memberships": [held("post", None, None)]},
     [("post as post", "names the person post, which is not in the directory", True)]),
    ("of nothing", {"persons": [ADA], "memberships": [{"person_id": "ada", **SOURCE}]},
     [("ada as ?", "a membership of nothing: name a post or a body", True)]),
    ("days reversed", {"persons": [ADA], "posts": [POST],
                       "memberships": [held("ada", "2015-01-01", "2014-01-01")]},
     [("ada as post", "ends (2014-01-01) before it begins (2015-01-01)", True)]),
    ("name reversed", {"persons": [{**ADA, "other_names": [
        {"name": "Ada Holm", "start_date": "2015", "end_date": "2014"}]}]},
     [("ada", "“Ada Holm” ends (2014-12-31) before it begins (2015-01-01)", True)]),
    ("circle", {"organizations": [
        {"id": "a", "name": "A Board", "parent_id": "b", **SOURCE},
        {"id": "b", "name": "B Board", "parent_id": "a", **SOURCE}]},
     [("a", "is above itself: a → b → a", True)]),
    ("overlap", {"persons": [ADA, BEA], "posts": [POST], "memberships": [
        held("ada", "2010-01-01", "2016-01-01"), held("bea", "2015-05-05", None)]},
     [("post", "Ada Moss and Bea Holm both hold it on 2015-05-05; give the days", True)]),
    ("same name", {"persons": [ADA, {**ADA, "id": "other"}]},
     [("ada", "“Ada Moss” fits other as well: alone it stays unresolved", False)]),
    ("no source", {"persons": [{"id": "ada", "name": "Ada Moss"}]},
     [("ada", "has no source", False)]),
    ("unknown area", {"areas": [{"id": "tl", "name": "Tarnland"}],
                      "persons": [{**ADA, "area_id": "xx"}]},
     [("ada", "lies in xx, which is no area of the directory", True)]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "value", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_faults(why: str, value: dict[str, Any], expected: list[tuple[str, str, bool]]) -> None:
    directory = popolo(value, "here")
    assert [(one.where, one.what, one.serious) for one in faults(directory)] == expected
    # A directory with faults can be looked up all the same.
    Index(directory).find("Mayor of Tarn")


def test_the_starter_has_no_faults_and_every_fact_a_source() -> None:
    known = starter()
    assert [fault for fault in faults(known) if fault.serious or "source" in fault.what] == []
    assert len(known.entries) > 900
    assert all(
        source.url.startswith("https://")
        for entry in (*known.entries, *known.memberships)
        for source in entry.sources
    )


def test_looking_the_starter_up_is_ready_within_a_tenth_of_a_second() -> None:
    """Some 40 ms on an idle machine; start-up to the first document is to stay under 1 s."""
    times = []
    for _ in range(3):
        before = time.process_time()
        Index(starter())
        times.append(time.process_time() - before)
    assert min(times) < 0.1


def test_an_empty_directory() -> None:
    assert faults(Directory()) == ()
