"""The organisations of GOV.UK: JSON of its API, or the same as a table.

https://www.gov.uk/api/organisations gives pages of `results`; a table of them
holds the nested fields as Python or JSON literals.
"""

import ast
from collections.abc import Mapping
from typing import Any

from onrecord.link.fields import day_of, json_of, mapping, maybe, needed, wrong
from onrecord.link.importers.tables import Table, rows_of
from onrecord.link.names import key
from onrecord.link.popolo import looks_like_initials
from onrecord.record import (
    BadDirectory,
    Directory,
    Entry,
    EntryName,
    FactSource,
    Identifier,
    NameKind,
    PartyKind,
)

FIELDS = frozenset({"title", "web_url", "details"})
SCHEME = "gov.uk"
_AREA = "gb"
_LONGEST_LITERAL = 100_000


def read(value: Any, where: str) -> Directory:
    """The bodies of the list, with their abbreviations, parents and days of closing."""
    if isinstance(value, Table):
        rows: list[Any] = [
            {**row, "details": _literal(row["details"], f"{where}: row {at}.details")}
            for at, row in enumerate(rows_of(value, FIELDS, where), 2)
        ]
    else:
        results = value.get("results") if isinstance(value, dict) else value
        if not isinstance(results, list):
            raise wrong(f"{where}: results", "a list", results)
        rows = results
    places = [f"{where}: [{at}]" for at in range(len(rows))]
    return Directory(
        tuple(_entry(mapping(row, at), at) for row, at in zip(rows, places, strict=True))
    )


def _entry(row: Mapping[str, Any], where: str) -> Entry:
    details = mapping(row.get("details") or {}, f"{where}.details")
    url = needed(row, "web_url", where)
    slug = maybe(details, "slug", f"{where}.details") or url.rstrip("/").rsplit("/", 1)[-1]
    title = needed(row, "title", where)
    closed = maybe(details, "closed_at", f"{where}.details")
    short = maybe(details, "abbreviation", f"{where}.details")
    names = []
    if short and key(short) != key(title):
        kind = NameKind.ACRONYM if looks_like_initials(short) else NameKind.COMMON
        names.append(EntryName(short, kind))
    return Entry(
        id=f"govuk/{slug}",
        kind=PartyKind.BODY,
        name=EntryName(title, NameKind.OFFICIAL),
        other_names=tuple(names),
        identifiers=(Identifier(SCHEME, slug),),
        end=day_of(closed, f"{where}.details.closed_at", last=True) if closed else None,
        area=_AREA,
        body=_parent(row.get("parent_organisations"), where),
        sources=(FactSource(url),),
    )


def _parent(value: Any, where: str) -> str | None:
    many = _literal(value, f"{where}.parent_organisations") if isinstance(value, str) else value
    if not many:
        return None
    if not isinstance(many, list):
        raise wrong(f"{where}.parent_organisations", "a list", many)
    first = mapping(many[0], f"{where}.parent_organisations[0]")
    address = maybe(first, "web_url", where) or maybe(first, "id", where)
    return f"govuk/{address.rstrip('/').rsplit('/', 1)[-1]}" if address else None


def _literal(text: str, where: str) -> Any:
    """A nested value that a table holds as text: `{'slug': 'met-office'}`."""
    if not text.strip():
        return {}
    if len(text) > _LONGEST_LITERAL:
        raise BadDirectory(f"{where}: {len(text):,} characters long; is the table damaged?")
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return json_of(text, where)
