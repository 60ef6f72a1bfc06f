"""Search finds the same on either database: a table of queries over one small record."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from onrecord.keep.adding import add
from onrecord.keep.models import Entry, Outlet, Party
from onrecord.keep.search import Facet, Query, search_articles, search_entries
from onrecord.record import BadOption

from .conftest import Did, Said, write

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 7, 1, tzinfo=UTC)
TODAY = date(2024, 7, 1)

ARTICLES = [
    # name, day, outlet, text, found, parties
    ("pier", date(2024, 5, 20), "Tarn Mail",
     "Ada Moss asked Tarn Ferries to publish its well-known survey of the Café pier by 31 May.",
     [Did("call", "Ada Moss", "Tarn Ferries",
          "Ada Moss asked Tarn Ferries to publish its well-known survey of the Café pier by 31 May",
          "publish its well-known survey", ("by 31 May", date(2024, 5, 31)))],
     ("p:Ada Moss", "b:Tarn Ferries")),
    ("reply", date(2024, 6, 3), "Hollin Post",
     "Tarn Ferries won’t be publishing the survey. “It’s 1.5 miles of paper,” said Ivo Lund.",
     [Did("refuses", "Tarn Ferries", "", "Tarn Ferries won’t be publishing the survey"),
      Said("Ivo Lund", "“It’s 1.5 miles of paper,”")],
     ("b:Tarn Ferries", "p:Ivo Lund")),
    ("inquiry", date(2023, 12, 1), "Tarn Mail",
     "Ivo Lund promised two inquiries into the inspectors’ survey paper by spring.",
     [Did("commitment", "Ivo Lund", "",
          "Ivo Lund promised two inquiries into the inspectors’ survey paper by spring")],
     ("p:Ivo Lund",)),
]  # fmt: skip


@pytest.fixture(autouse=True)
def record() -> None:
    for name, day, outlet, text, found, parties in ARTICLES:
        add(
            write(text, *found, parties=parties, source=f"/{name}.txt", published=day,
                  outlet=outlet, title=f"About the {name}"),
            now=NOW,
        )  # fmt: skip


CALL, REFUSAL, PAPER, PROMISE = "call", "response", "statement", "commitment"

ROWS = [
    # what is typed, the kinds of entry it finds, newest first
    ("survey", [REFUSAL, CALL, PROMISE]),
    ("SURVEY", [REFUSAL, CALL, PROMISE]),
    ("surveys", [REFUSAL, CALL, PROMISE]),
    ("publish", [REFUSAL, CALL]),
    ("published survey", [REFUSAL, CALL]),
    ("inquiry", [PROMISE]),
    ('"inquiry"', []),
    ("inspec*", [PROMISE]),
    ("inspector", [PROMISE]),
    ('"survey paper"', [PROMISE]),
    ("“survey paper”", [PROMISE]),
    ('"paper survey"', []),
    ("survey -ferries", [PROMISE]),
    ("survey -publishing", [PROMISE]),
    ('survey -"paper by"', [REFUSAL, CALL]),
    ("cafe", [CALL]),
    ("CAFÉ", [CALL]),
    ("well-known", [CALL]),
    ('"well known"', [CALL]),
    ("won't", [REFUSAL]),
    ("won’t", [REFUSAL]),
    ("1.5", [PAPER]),
    ('"1 5 mil*"', []),
    ("31", [CALL]),
    ("31st", []),
    ('"31 may', [CALL]),
    ("' OR 1=1 --", []),
    ("survey AND publish", []),
    ("survey:*", [REFUSAL, CALL, PROMISE]),
    ('"*"', []),
    ("& | ! <-> ()", []),
    ("survey)", [REFUSAL, CALL, PROMISE]),
    ("", [REFUSAL, PAPER, CALL, PROMISE]),
]


@pytest.mark.parametrize(("typed", "kinds"), ROWS, ids=[row[0] or "nothing" for row in ROWS])
def test_words(typed: str, kinds: list[str]) -> None:
    found = search_entries(Query(typed), TODAY)
    assert sorted(row.kind for row in found.rows) == sorted(kinds)
    days = [row.day for row in found.rows]
    assert (days, found.total, found.more, found.next) == (
        sorted(days, reverse=True), len(kinds), False, None,
    )  # fmt: skip


FACET_ROWS = [
    # rule, query, kinds
    ("kind", Query("survey", kind="call"), [CALL]),
    ("status", Query("survey", status="overdue"), [CALL]),
    ("other status", Query("survey", status="kept"), []),
    ("first day", Query("survey", first=date(2024, 5, 20)), [REFUSAL, CALL]),
    ("last day", Query("survey", last=date(2024, 5, 20)), [CALL, PROMISE]),
    ("both", Query(first=date(2024, 5, 1), last=date(2024, 5, 31)), [CALL]),
]


@pytest.mark.parametrize(("rule", "query", "kinds"), FACET_ROWS, ids=[r[0] for r in FACET_ROWS])
def test_narrowed(rule: str, query: Query, kinds: list[str]) -> None:
    assert sorted(row.kind for row in search_entries(query, TODAY).rows) == sorted(kinds)


def test_narrowed_by_party_and_outlet() -> None:
    ferries, mail = Party.objects.get(name="Tarn Ferries"), Outlet.objects.get(name="Tarn Mail")
    by_party = search_entries(Query("survey", party=ferries.pk), TODAY)
    by_both = search_entries(Query("survey", party=ferries.pk, outlet=mail.pk), TODAY)
    assert [row.kind for row in by_party.rows] == [REFUSAL, CALL]
    assert [row.kind for row in by_both.rows] == [CALL]


def test_facets_count_all_that_is_found() -> None:
    ids = {one.name: one.pk for one in (*Party.objects.all(), *Outlet.objects.all())}
    found = search_entries(Query("survey"), TODAY, size=1)
    assert found.total == 3
    assert found.facets == {
        "kind": (Facet("call", "call", 1), Facet("commitment", "commitment", 1),
                 Facet("response", "response", 1)),
        "status": (Facet("open", "open", 1), Facet("overdue", "overdue", 1)),
        "outlet": (Facet(ids["Tarn Mail"], "Tarn Mail", 2),
                   Facet(ids["Hollin Post"], "Hollin Post", 1)),
        "party": (Facet(ids["Tarn Ferries"], "Tarn Ferries", 2),
                  *(Facet(pk, name, 1) for pk, name in sorted(
                      (ids[name], name) for name in ("Ada Moss", "Ivo Lund")))),
        "year": (Facet(2024, "2024", 2), Facet(2023, "2023", 1)),
    }  # fmt: skip


def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    whole = [row.pk for row in search_entries(Query("survey"), TODAY).rows]
    seen, after = [], None
    while True:
        page = search_entries(Query("survey"), TODAY, after, size=1)
        seen += [row.pk for row in page.rows]
        if page.next is None:
            break
        after = page.next
    assert seen == whole


def test_articles_by_title_and_text() -> None:
    def titles(query: Query) -> list[str]:
        return [row.title for row in search_articles(query).rows]

    assert titles(Query("survey")) == ["About the reply", "About the pier", "About the inquiry"]
    assert titles(Query("about pier")) == ["About the pier"]
    assert titles(Query('"about the" inquiry')) == ["About the inquiry"]
    assert titles(Query("survey", last=date(2023, 12, 31))) == ["About the inquiry"]
    lund = Party.objects.get(name="Ivo Lund")
    assert titles(Query("survey", party=lund.pk)) == ["About the reply", "About the inquiry"]


def test_the_index_follows_every_change() -> None:
    entry = Entry.objects.get(kind=CALL)
    entry.words = "Ada Moss asked for the gate log"
    entry.save()
    assert [row.pk for row in search_entries(Query("gate"), TODAY).rows] == [entry.pk]
    assert CALL not in {row.kind for row in search_entries(Query("survey"), TODAY).rows}
    Entry.objects.filter(kind=PAPER).delete()
    assert search_entries(Query("miles"), TODAY).rows == ()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO keep_entry_search(keep_entry_search) VALUES ('integrity-check')"
            )


def test_what_makes_no_sense_is_said() -> None:
    with pytest.raises(BadOption, match="kind 'promise' is none of"):
        Query(kind="promise")
    with pytest.raises(BadOption, match="status 'late' is none of open"):
        Query(status="late")
    with pytest.raises(BadOption, match="comes before the first"):
        Query(first=date(2024, 2, 1), last=date(2024, 1, 1))
    with pytest.raises(BadOption, match="only words to leave out"):
        search_entries(Query("-survey"), TODAY)
    with pytest.raises(BadOption, match="no place in a list"):
        search_entries(Query("survey"), TODAY, after="x")
    with pytest.raises(BadOption, match="no kind and no status"):
        search_articles(Query("survey", kind="call"))
