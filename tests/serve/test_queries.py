"""Pages ask the database as often for many rows as for few, and go on by key."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

WHERE = [
    "/", "/matters/", "/matters/1/", "/matters/1/statements/", "/parties/", "/parties/1/",
    "/parties/1/called-for/", "/articles/", "/articles/1/", "/entries/1/", "/calls/",
    "/statements/", "/due/", "/overdue/", "/corrections/", "/search/?q=sirens",
    "/search/?q=gate&what=articles", "/api/v1/matters/1",
]  # fmt: skip
MOST = 22


def asked(client: Client, where: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(where).status_code == 200
    return len(queries)


def more_of_all(record: Any) -> None:
    """Sixteen times as much of everything, in the same matter."""
    matter = record.matters["The gates of Tarn dam"]
    for number in range(15):
        day = date(2024, 5, 22) + timedelta(number)
        article = record.article(
            f"Sirens {number}", "Ida asked Tarn to examine the sirens by then. “No,” they said.",
            day, f"Outlet {number}", matter=matter,
        )  # fmt: skip
        for _ in range(2):
            name = f"c{len(record.entries)}"
            record.entry(
                name, article, "call", "asked Tarn to examine the sirens by then",
                action="examine the sirens", due_words="by then", due_stated=day,
                due_last=day + timedelta(60 * (number % 2)),
                speakers=["Ida Brook"], parties=[f"Party {number}"],
            )  # fmt: skip
            record.event(name, "reply", "holding", day)
            record.link(name, "sirens", "asks")
        record.entry(f"s{number}", article, "statement", "“No,”", speakers=["Ida Brook"])
        record.matter(f"Matter {number}", day, day)


@pytest.mark.parametrize("where", WHERE)
def test_the_number_of_queries_does_not_grow(where: str, judged: Any, client: Client) -> None:
    more_of_all(judged)
    few = asked(client, where)
    more_of_all(judged)
    assert asked(client, where) <= few <= MOST


def walk(client: Client, where: str) -> list[str]:
    """The refs of a whole list, part by part."""
    found: list[str] = []
    address = where
    while address:
        value = client.get(address).json()
        found += [row["ref"] for row in value["items"]]
        address = (value["next"] or "").removeprefix("http://testserver")
    return found


def test_lists_go_on_by_key_and_lose_nothing(
    make: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = make.article("Many", "Ida asked. " * 3, date(2024, 5, 1))
    undated = make.article("When?", "Ida asked.", None, url="https://news.example/undated")
    expected = []
    for number in range(130):
        day = date(2024, 1, 1) + timedelta(number // 3)
        row = make.entry(f"e{number}", article, "call", "Ida asked", day=day)
        expected.append((day, row.pk))
    last = [make.entry(f"u{at}", undated, "call", "Ida asked", day=None) for at in range(60)]
    refs = [f"e{pk}" for _, pk in sorted(expected, reverse=True)]
    refs += [f"e{row.pk}" for row in reversed(last)]
    assert walk(client, "/calls.json") == refs
    value: list[str] = []
    after: Any = ""
    while after is not None:
        part = client.get(f"/api/v1/entries?kind=call&limit=37{after and f'&after={after}'}").json()
        value += [row["ref"] for row in part["items"]]
        after = part["next"]
    assert value == refs
    names = sorted((f"Party {number}" for number in range(120)), key=str)
    for name in names:
        make.party(name)
    assert walk(client, "/parties.json?begins=Party") == [
        f"p{make.parties[name].pk}" for name in names
    ]


def test_a_page_leads_to_the_next_and_back(
    make: Any, see: Callable[..., str], client: Client
) -> None:
    article = make.article("Many", "Ida asked.", date(2024, 5, 1))
    rows = [make.entry(f"e{number}", article, "call", "Ida asked") for number in range(26)]
    key = rows[1].pk
    assert f'rel="next" href="/calls/?after={key}"' in see("/calls/")
    second = see(f"/calls/?after={key}")
    assert '<a href="/calls/">To the beginning</a>' in second
    assert f'id="e{rows[0].pk}"' in second and f'id="e{key}"' not in second
