"""Of very many matches the latest are looked at; what lies behind them is still reached."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from onrecord.keep import search
from onrecord.keep.adding import add
from onrecord.keep.models import Entry, Party
from onrecord.keep.search import Query, search_entries
from onrecord.keep.search_matching import ENTRIES, Walk

from .conftest import Did, write

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 10)

# Kept in this order, which is not that of their days.
ARTICLES = [
    ("harbour", date(2024, 5, 20), "call", "Ada Moss", "Ada Moss asked for the harbour survey"),
    ("mill", date(2024, 6, 3), "refuses", "Tarn Ferries", "Tarn Ferries refused the mill survey"),
    ("weir", date(2023, 12, 1), "commitment", "Ivo Lund", "Ivo Lund promised a weir survey"),
]
KINDS = {"Ada Moss": "p", "Ivo Lund": "p", "Tarn Ferries": "b"}


@pytest.fixture(autouse=True)
def record() -> None:
    for name, day, kind, who, words in ARTICLES:
        add(write(f"{words}.", Did(kind, who, "", words), parties=(f"{KINDS[who]}:{who}",),
                  source=f"/{name}.txt", published=day, title=f"About the {name}",
                  outlet="Tarn Mail"))  # fmt: skip


@dataclass(frozen=True)
class Met:
    """What a walk is narrowed by, and the kinds of entry among its first row and all."""

    rule: str
    given: dict[str, Any]
    first: list[str]
    whole: list[str]
    beyond: bool


CALL, REFUSAL, PROMISE = "call", "response", "commitment"
WALKS = [
    Met("kept last comes first", {}, [PROMISE], [PROMISE, REFUSAL, CALL], True),
    Met("a party", {"party": "Tarn Ferries"}, [REFUSAL], [REFUSAL], False),
    Met("a month", {"first": date(2024, 5, 1), "last": date(2024, 5, 31)}, [CALL], [CALL], False),
    Met("from a day on", {"first": date(2024, 5, 20)}, [REFUSAL], [REFUSAL, CALL], True),
    Met("up to a day", {"last": date(2023, 12, 1)}, [PROMISE], [PROMISE], False),
    Met("days without an entry", {"first": date(2025, 1, 1)}, [], [], False),
]


@pytest.mark.parametrize("met", WALKS, ids=[one.rule for one in WALKS])
def test_a_walk_is_narrowed_before_it_is_cut(met: Met) -> None:
    given = dict(met.given)
    if "party" in given:
        given["party"] = Party.objects.get(name=given["party"]).pk
    walk = Walk(ENTRIES, "survey", **given)
    found = [
        list(walk.narrow(Entry.objects.all(), most).values_list("kind", flat=True))
        for most in (1, None)
    ]
    assert (found, walk.goes_beyond(1)) == ([met.first, met.whole], met.beyond)


def test_the_latest_are_ordered_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_FOUND", 2)
    found = search_entries(Query("survey"), TODAY, size=2)
    kinds = [facet.value for facet in found.facets["kind"]]
    assert ([row.kind for row in found.rows], found.total, found.more, kinds) == (
        [REFUSAL, PROMISE], 2, True, [PROMISE, REFUSAL],
    )  # fmt: skip


def test_a_narrowed_search_says_that_there_may_be_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LOOKED_AT", 1)
    found = search_entries(Query("survey", kind=PROMISE), TODAY, size=1)
    assert ([row.kind for row in found.rows], found.total, found.more) == ([PROMISE], 1, True)


def test_a_page_that_is_not_full_looks_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LOOKED_AT", 1)
    found = search_entries(Query("survey", kind=CALL), TODAY, size=1)
    assert ([row.kind for row in found.rows], found.total, found.more) == ([CALL], 1, False)


@pytest.mark.parametrize("status", ["open", "no reply seen"])
def test_a_known_status_is_counted_as_what_it_is(status: str) -> None:
    found = search_entries(Query("survey", status=status), TODAY)
    kinds = {"open": [PROMISE], "no reply seen": [CALL]}
    assert [(one.value, one.count) for one in found.facets["status"]] == [(status, 1)]
    assert [row.kind for row in found.rows] == kinds[status]
