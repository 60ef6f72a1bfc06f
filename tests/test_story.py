"""The example story added in date order: its matters, what becomes of each act, and the pages.

With the acts that a careful reader finds (`story_acts.py`), so that what is tested are the
rules of matters, links and statuses; `docs/figures.md` tells how much of them the model finds.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from html import unescape
from typing import Any

import pytest
from django.test import Client

from onrecord.keep import lists
from onrecord.keep.models import Article, Entry, Matter
from onrecord.keep.status import status_on
from onrecord.recording import record_document

from .story_acts import CALL, COMMITMENT, ROWS, documents

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(400)]  # on a busy machine

TITLES = {
    "2024-05-19-post.txt": "flood, Post",
    "2024-05-20-courier.html": "calls, Courier",
    "2024-05-20-ledger.txt": "calls, Ledger",
    "2024-05-21-post.html": "quay, Post",
    "2024-05-21-tarnvale-water.md": "press release",
    "2024-05-22-ledger.ninjs.json": "inquiry, Ledger",
    "watchdog-investigates-20240522": "inquiry, Courier",
    "council-gate-log-20240525": "vote",
    "2024-05-30-post.json": "fund pays",
    "ombudsman-refuses-20240531": "refusal",
    "2024-06-05-ledger.html": "hearing",
    "2024-06-post.jsonl:1": "river rises",
    "2024-06-post.jsonl:2": "report, Post",
    "2024-06-12-courier.html": "report, Courier",
    "2024-06-15-courier.txt": "date passed",
}
"""What the tests call the articles, by how their sources end."""

MATTERS = {
    frozenset({
        "flood, Post", "calls, Courier", "calls, Ledger", "quay, Post", "press release",
        "inquiry, Ledger", "inquiry, Courier", "fund pays", "hearing", "date passed",
    }),
    frozenset({"vote"}),
    frozenset({"refusal"}),
    frozenset({"river rises", "report, Post", "report, Courier"}),
}  # fmt: skip
"""What is joined.  A careful reader would make it all one matter."""

HELD = "said to be done on {}, which no editor has checked"

MOMENTS = {
    date(2024, 5, 20): {
        "inquiry": "open",
        "sirens": "open",
        "explain": "disputed",
        "inquiry, ledger": "a report of inquiry",
        "sirens, ledger": "a report of sirens",
    },
    date(2024, 5, 31): {
        "inquiry": "answered on 22 May 2024",
        "sirens": "refused on 31 May 2024",
        "explain": "disputed",
        "inquiry, ledger": "a report of inquiry",
        "sirens, ledger": "a report of sirens",
        "no release": "open",
        "no release, company": "a report of no release",
        "meet": "answered on 21 May 2024",
        "siren records": "open",
        "fund": "open; " + HELD.format("30 May 2024"),
        "quay": "open",
        "families": "answered on 30 May 2024",
        "findings": "open; due on 12 June 2024",
        "preserve": "answered on 22 May 2024",
        "gate log": "open; due on 14 June 2024; a holding reply on 25 May 2024",
    },
    date(2024, 6, 16): {
        "inquiry": "answered on 22 May 2024",
        "sirens": "refused on 31 May 2024",
        "explain": "disputed",
        "inquiry, ledger": "a report of inquiry",
        "sirens, ledger": "a report of sirens",
        "no release": "disputed",
        "no release, company": "a report of no release",
        "meet": "answered on 21 May 2024",
        "siren records": "no reply seen in 26 days in 3 sources",
        "fund": "open; " + HELD.format("30 May 2024"),
        "quay": "open",
        "families": "answered on 30 May 2024",
        "findings": "open; " + HELD.format("12 June 2024"),
        "preserve": "answered on 22 May 2024",
        "gate log": "overdue by 2 days, was due on 14 June 2024",
        "question": "answered on 5 June 2024",
        "letter": "answered on 5 June 2024; was due on 7 June 2024, and nothing is known of it",
        "8 June": "open",
        "again": "open",
        "locks": "answered on 12 June 2024; due on 30 June 2024",
        "copy": "refused on 15 June 2024",
        "back her": "answered on 15 June 2024",
    },
}
"""What becomes of each call and commitment, in the words that a reader is told, day by day."""


_ADDRESS = re.compile(r'href="(/(?!static/|review/|entries/|search/)[^"#?]*)"')


def test_the_story_in_order(client: Client, time_machine: Any) -> None:
    seen = {}
    waiting = iter(MOMENTS)
    moment = next(waiting)
    for document in documents():
        published = document.article.published
        assert published is not None
        while moment < published:
            seen[moment] = _told(moment, client, time_machine)
            moment = next(waiting)
        time_machine.move_to(datetime.combine(published, time(18), UTC), tick=False)
        record_document(document)
    seen[moment] = _told(moment, client, time_machine)
    assert seen == MOMENTS
    assert _matters() == MATTERS
    run = Article.objects.get(source__endswith="watchdog-investigates-20240522")
    assert run.copy_of is not None
    assert run.copy_of.source.endswith("2024-05-22-ledger.ninjs.json")
    _pages_hold_together(client)


def _told(day: date, client: Client, time_machine: Any) -> dict[str, str]:
    """The words for each call and commitment, as the record has them; its page says the same."""
    time_machine.move_to(datetime.combine(day, time(18), UTC), tick=False)
    names = {entry.pk: name for name, entry in _entries()}
    found = {}
    for name, entry in _entries():
        if entry.head is not None:
            found[name] = f"a report of {names[entry.head.pk]}"
            continue
        status = status_on(entry, day)
        assert status is not None
        found[name] = status.sentence
        page = unescape(client.get(f"/entries/{entry.pk}/").content.decode())
        assert f"<span>{status.sentence}</span>" in page
    overdue = {form["id"] for form in lists.listed(lists.overdue(day), lists.FIRST, day).items}
    assert overdue == {entry.pk for name, entry in _entries() if "overdue" in found[name]}
    front = unescape(client.get("/").content.decode())
    for name, entry in _entries():
        if entry.pk in overdue:
            assert f"<span>{found[name]}</span>" in front
    return found


def _entries() -> Iterator[tuple[str, Entry]]:
    """The calls and commitments that are kept so far, by the names of their rows."""
    for end, rows in ROWS.items():
        for number, row in enumerate(rows, 1):
            if row.kind in (CALL, COMMITMENT):
                kept = Entry.objects.filter(article__source__endswith=end, local=f"a{number}")
                yield from ((row.name, entry) for entry in kept)


def _matters() -> set[frozenset[str]]:
    joined: dict[int | None, set[str]] = {}
    for article in Article.objects.all():
        name = next(name for end, name in TITLES.items() if article.source.endswith(end))
        joined.setdefault(article.matter_id, set()).add(name)
    return {frozenset(names) for names in joined.values()}


def _pages_hold_together(client: Client) -> None:
    """What the first page, the list of matters and every matter link to is there."""
    done: set[str] = set()
    todo = {"/", "/matters/", *(f"/matters/{one.pk}/" for one in Matter.objects.all())}
    for step in (todo, None):
        pages = [client.get(address) for address in sorted(todo - done)]
        assert {page.status_code for page in pages} == {200}
        done |= todo
        if step:
            todo = {found for page in pages for found in _ADDRESS.findall(page.content.decode())}
    assert {"/overdue/", "/corrections/", "/parties/1/", "/articles/1/"} <= done
