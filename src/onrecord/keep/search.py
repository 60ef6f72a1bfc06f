"""Search: words in entries and articles, narrowed by party, kind, status, outlet and day.

Both databases find the same (`search_schema.py`), newest first.  Of a word that
very many entries hold, the latest thousand are ordered and counted and the result
says so; a date range or another word leads to the rest.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet, Value
from django.db.models.expressions import Combinable, RawSQL

from onrecord.keep.forms import with_all
from onrecord.keep.models import Article, Entry, EntryKind, EntryParty, Outlet
from onrecord.keep.search_matching import ARTICLES, ENTRIES, LOOKED_AT, Searched, Walk
from onrecord.keep.status import HAVE_STATUS, word_expression
from onrecord.record import BadOption
from onrecord.record.status import PublicWord, Review

MOST_FOUND = 1_000
"""Matches that are ordered and counted; those kept last come first."""
PAGE = 50
_MOST_FACETS = 12
_NO_DAY = date.min


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; None leaves a facet open.  `party` and `outlet` are ids."""

    words: str = ""
    party: int | None = None
    kind: str | None = None
    status: str | None = None
    outlet: int | None = None
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.kind is not None and self.kind not in EntryKind.values:
            raise BadOption(f"kind {self.kind!r} is none of {', '.join(EntryKind.values)}")
        words = [one.value for one in PublicWord]
        if self.status is not None and self.status not in words:
            raise BadOption(f"status {self.status!r} is none of {', '.join(words)}")
        if self.first and self.last and self.first > self.last:
            raise BadOption(f"the last day, {self.last}, comes before the first, {self.first}")


@dataclass(frozen=True, slots=True)
class Facet:
    """A value by which the found can be narrowed, what a reader calls it, and how many have it."""

    value: str | int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, newest first.

    `total` counts all that was found, and is the least number where `more` is
    true.  `next` is the key of the page after this one, None on the last.
    `facets` are by name: kind, status, outlet, party, year.
    """

    rows: tuple[Any, ...]
    total: int
    more: bool
    facets: dict[str, tuple[Facet, ...]]
    next: str | None


def search_entries(query: Query, today: date, after: str | None = None, size: int = PAGE) -> Found:
    """The entries that hold the words, with what `entry_form` reads."""
    narrowed = _narrowed_entries(query, today).annotate(word=_word(query, today))
    fields = ("pk", "day", "kind", "article__outlet", "head", "word")
    rows, more = _latest(narrowed.values_list(*fields), _walk(ENTRIES, query), query, size)
    page, following = _page([(day, pk) for pk, day, *_ in rows], after, size)
    entries = {one.pk: one for one in with_all(Entry.objects.filter(pk__in=page))}
    words = [row[5] for row in rows if row[2] in HAVE_STATUS and row[4] is None]
    facets = {
        "kind": _counted((row[2], row[2]) for row in rows),
        "status": _counted((word, word) for word in words),
        "outlet": _outlets(row[3] for row in rows),
        "party": _parties([row[0] for row in rows]),
        "year": _years(row[1] for row in rows),
    }
    return Found(tuple(entries[pk] for pk in page), len(rows), more, facets, following)


def search_articles(query: Query, after: str | None = None, size: int = PAGE) -> Found:
    """The articles that hold the words in title or text; kind and status narrow entries alone."""
    if query.kind is not None or query.status is not None:
        raise BadOption("an article has no kind and no status; search entries for these")
    articles = Article.objects.all()
    if query.outlet is not None:
        articles = articles.filter(outlet=query.outlet)
    articles = _between(articles, "published", query)
    fields = articles.values_list("pk", "published", "outlet")
    rows, more = _latest(fields, _walk(ARTICLES, query), query, size)
    page, following = _page([(day, pk) for pk, day, _ in rows], after, size)
    found = (
        Article.objects.select_related("outlet", "matter")
        .defer("digest", "act_digests")
        .in_bulk(page)
    )
    facets = {
        "outlet": _outlets(row[2] for row in rows),
        "year": _years(row[1] for row in rows),
    }
    return Found(tuple(found[pk] for pk in page), len(rows), more, facets, following)


def among(entries: Iterable[int], query: Query, today: date) -> set[int]:
    """Those of some entries that a query finds, however many others it would find, too."""
    known = _narrowed_entries(query, today).filter(pk__in=_ids(list(entries)))
    return set(_walk(ENTRIES, query).narrow(known).values_list("pk", flat=True))


def _word(query: Query, today: date) -> Combinable:
    """The public word of each entry, which is not reckoned where it is known beforehand."""
    if query.status is not None:
        return Value(query.status)
    if query.kind is not None and query.kind not in HAVE_STATUS:
        return Value("")
    return word_expression(today)


def _walk(table: Searched, query: Query) -> Walk:
    return Walk(table, query.words, query.party, query.first, query.last)


def _latest(
    rows: QuerySet[Any, Any], walk: Walk, query: Query, size: int
) -> tuple[list[tuple[Any, ...]], bool]:
    """The rows that were kept last of those that are found, and whether there are more."""
    # Withdrawn entries are few: that some are among the latest leaves a few rows less.
    bare = Query(query.words, query.party, None, None, None, query.first, query.last)
    most = MOST_FOUND + 1 if query == bare else LOOKED_AT
    found = list(walk.narrow(rows, most)[: MOST_FOUND + 1])
    more = len(found) > MOST_FOUND or walk.goes_beyond(most)
    if more and len(found) < size:
        found = list(walk.narrow(rows)[: MOST_FOUND + 1])
        more = len(found) > MOST_FOUND
    return found[:MOST_FOUND], more


def _narrowed_entries(query: Query, today: date) -> QuerySet[Entry]:
    entries = Entry.objects.exclude(review=Review.WITHDRAWN.value)
    if query.kind is not None:
        entries = entries.filter(kind=query.kind)
    if query.outlet is not None:
        entries = entries.filter(article__outlet=query.outlet)
    if query.status is not None:
        followed = entries.filter(kind__in=HAVE_STATUS, head=None)
        entries = followed.annotate(status_word=word_expression(today)).filter(
            status_word=query.status
        )
    return _between(entries, "day", query)


def _between(rows: QuerySet[Any], field: str, query: Query) -> QuerySet[Any]:
    if query.first is not None:
        rows = rows.filter(**{f"{field}__gte": query.first})
    if query.last is not None:
        rows = rows.filter(**{f"{field}__lte": query.last})
    return rows


def _page(
    keys: list[tuple[date | None, int]], after: str | None, size: int
) -> tuple[list[int], str | None]:
    """The ids of one page by day and id, newest first, and the key of the next."""
    ordered = sorted(((day or _NO_DAY, pk) for day, pk in keys), reverse=True)
    if after is not None:
        last = _key(after)
        ordered = [one for one in ordered if one < last]
    page = ordered[:size]
    following = f"{page[-1][0]}.{page[-1][1]}" if len(ordered) > size else None
    return [pk for _, pk in page], following


def _key(after: str) -> tuple[date, int]:
    day, _, pk = after.partition(".")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError as error:
        raise BadOption(f"{after!r} is no place in a list; take the one it was given as") from error


def _counted(values: Iterable[tuple[Any, str]]) -> tuple[Facet, ...]:
    counts = Counter(values)
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0][1]))
    return tuple(Facet(value, name, count) for (value, name), count in order[:_MOST_FACETS])


def _outlets(ids: Iterable[int | None]) -> tuple[Facet, ...]:
    given = [id for id in ids if id is not None]
    names = {one.pk: one.name for one in Outlet.objects.filter(pk__in=set(given))}
    return _counted((id, names[id]) for id in given)


def _parties(entries: list[int]) -> tuple[Facet, ...]:
    """The parties that most of the found entries have in them, known beyond one article."""
    counts = (
        EntryParty.objects.filter(entry__in=_ids(entries), party__only_in=None)
        .values("party", "party__name")
        .annotate(count=Count("entry", distinct=True))
        .order_by("-count", "party_id")[:_MOST_FACETS]
    )
    return tuple(Facet(row["party"], row["party__name"], row["count"]) for row in counts)


def _ids(ids: list[int]) -> RawSQL:
    """Many ids in one parameter, which no database limits."""
    given = "[" + ",".join(map(str, ids)) + "]"
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", (given,))
    return RawSQL("SELECT value::bigint FROM jsonb_array_elements_text(%s::jsonb)", (given,))


def _years(days: Iterable[date | None]) -> tuple[Facet, ...]:
    counts = Counter(day.year for day in days if day)
    return tuple(Facet(year, str(year), counts[year]) for year in sorted(counts, reverse=True))
