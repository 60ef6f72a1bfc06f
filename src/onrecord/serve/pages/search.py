"""Search with its facets: words, party, kind, status, outlet, days."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest

from onrecord.keep import details, lists
from onrecord.keep.forms import Form
from onrecord.keep.search import Facet, Found, Query, search_articles, search_entries
from onrecord.record import BadOption
from onrecord.serve.feeds import Kind, Listing
from onrecord.serve.pages.page import Look, number_of, today

_LONGEST = 200
_NAMES = {"kind": "Kind", "status": "Status", "party": "Party", "outlet": "Outlet", "year": "Year"}
_KINDS = {"call": "Calls", "commitment": "Commitments", "response": "Responses",
          "statement": "Statements"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, with the search that it leads to; `chosen` where it narrows now."""

    name: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """One facet: its name and what can be chosen."""

    name: str
    values: tuple[Choice, ...]


def search(request: HttpRequest) -> Look:
    """What holds the words, narrowed as asked, the newest first.

    A query that cannot be understood is said on the page, with what to do.
    """
    day = today()
    query = query_of(request)
    asked = asked_of(request)
    listing = Listing("Search", "/search/", Kind.ENTRY, (), asked=tuple(asked.items()))
    shown: Form = {
        "query": query.words,
        "what": asked.get("what", "entries"),
        "first": asked.get("from", ""),
        "last": asked.get("to", ""),
        "kept": [(name, value) for name, value in asked.items() if name not in _OWN_FIELDS],
        "asked": bool(asked),
    }
    if not asked:
        return Look("onrecord/search.html", listing, shown)
    try:
        found, items = _found(request, query, day)
    except BadOption as error:
        return Look("onrecord/search.html", listing, {**shown, "fault": str(error)})
    kind = Kind.ARTICLE if shown["what"] == "articles" else Kind.ENTRY
    title = f"Search: {query.words}" if query.words else "Search"
    facets = {
        name: [{"value": one.value, "name": one.name, "count": one.count} for one in values]
        for name, values in found.facets.items()
    }
    listing = replace(
        listing,
        title=title,
        kind=kind,
        items=items,
        next=found.next,
        more={"total": found.total, "more_than_total": found.more, "facets": facets},
    )
    return Look(
        "onrecord/search.html",
        listing,
        {**shown, "found": found, "facets": _choices(found, asked), "chosen": _chosen(asked)},
    )


_OWN_FIELDS = ("q", "from", "to", "what")
_ASKED = ("q", "what", "party", "kind", "status", "outlet", "from", "to")


def asked_of(request: HttpRequest) -> dict[str, str]:
    """What is asked, by the names in the address, without the key; empty values left out."""
    given = {name: request.GET.get(name, "").strip()[:_LONGEST] for name in _ASKED}
    return {name: value for name, value in given.items() if value}


def query_of(request: HttpRequest) -> Query:
    """The query of an address; BadOption where a part of it is none."""
    asked = asked_of(request)
    return Query(
        words=asked.get("q", "").replace("\x00", " "),
        party=number_of(request, "party"),
        kind=asked.get("kind"),
        status=asked.get("status"),
        outlet=number_of(request, "outlet"),
        first=_day(asked, "from"),
        last=_day(asked, "to"),
    )


def _day(asked: dict[str, str], name: str) -> date | None:
    if name not in asked:
        return None
    try:
        return date.fromisoformat(asked[name])
    except ValueError as error:
        raise BadOption(f"{name}: {asked[name]!r} is no day; write it as 2024-05-20") from error


def _found(request: HttpRequest, query: Query, day: date) -> tuple[Found, tuple[Form, ...]]:
    after = request.GET.get("after") or None
    if request.GET.get("what") == "articles":
        found = search_articles(query, after, lists.PAGE)
        return found, tuple(lists.article_row(one) for one in found.rows)
    found = search_entries(query, day, after, lists.PAGE)
    return found, lists.forms_of(found.rows, day)


def _choices(found: Found, asked: dict[str, str]) -> list[Choices]:
    made = []
    for facet, name in _NAMES.items():
        values = found.facets.get(facet, ())
        if values:
            made.append(Choices(name, tuple(_choice(facet, one, asked) for one in values)))
    return made


def _choice(facet: str, one: Facet, asked: dict[str, str]) -> Choice:
    narrowed = dict(asked)
    if facet == "year":
        chosen = (
            asked.get("from") == f"{one.value}-01-01" and asked.get("to") == f"{one.value}-12-31"
        )
        narrowed |= {"from": f"{one.value}-01-01", "to": f"{one.value}-12-31"}
    else:
        chosen = asked.get(facet) == str(one.value)
        narrowed[facet] = str(one.value)
    name = _KINDS.get(one.name, one.name.capitalize()) if facet in ("kind", "status") else one.name
    return Choice(name, one.count, f"/search/?{urlencode(narrowed)}", chosen)


def _chosen(asked: dict[str, str]) -> list[tuple[str, str]]:
    """What narrows the search now, in words, each with the search without it."""
    made = []
    for name, value in asked.items():
        if name in ("q", "what"):
            continue
        rest = {key: kept for key, kept in asked.items() if key != name}
        made.append((_told(name, value), f"/search/?{urlencode(rest)}"))
    return made


def _told(name: str, value: str) -> str:
    if name == "party":
        party = details.party(int(value))
        return party.name if party else value
    if name == "outlet":
        return details.outlet_name(int(value)) or value
    if name == "kind":
        return _KINDS.get(value, value.capitalize())
    return f"{name} {value}" if name in ("from", "to") else value.capitalize()
