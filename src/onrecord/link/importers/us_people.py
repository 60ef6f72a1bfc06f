"""Members of the US Congress, presidents and vice presidents: YAML or JSON.

https://github.com/unitedstates/congress-legislators describes the fields:
`legislators-current`, `legislators-historical` and `executive` share them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from onrecord.link.fields import day, mapping, maybe, needed, wrong
from onrecord.record import (
    Directory,
    Entry,
    EntryName,
    FactSource,
    Identifier,
    Membership,
    NameKind,
    PartyKind,
)

_SITE = "https://bioguide.congress.gov/search/bio"
_LIST = FactSource("https://github.com/unitedstates/congress-legislators")
_HELD = {
    "sen": ("us/senate", None, "Senator"),
    "rep": ("us/house", None, "Representative"),
    "prez": (None, "us/post/president", None),
    "viceprez": (None, "us/post/vice-president", None),
}
_THINGS = (
    Entry("us/senate", PartyKind.BODY, EntryName("United States Senate", NameKind.OFFICIAL),
          area="us", sources=(_LIST,)),
    Entry("us/house", PartyKind.BODY,
          EntryName("United States House of Representatives", NameKind.OFFICIAL),
          area="us", sources=(_LIST,)),
    Entry("us/post/president", PartyKind.OFFICE,
          EntryName("President of the United States", NameKind.OFFICIAL),
          area="us", role="President", sources=(_LIST,)),
    Entry("us/post/vice-president", PartyKind.OFFICE,
          EntryName("Vice President of the United States", NameKind.OFFICIAL),
          area="us", role="Vice President", sources=(_LIST,)),
)  # fmt: skip


def read(value: Any, where: str) -> Directory:
    """The people of the list, and their terms; terms without a gap are one."""
    if not isinstance(value, list):
        raise wrong(where, "a list of people", value)
    entries, memberships = [], []
    for at, one in enumerate(value):
        place = f"{where}: [{at}]"
        person = _person(mapping(one, place), place)
        entries.append(person)
        memberships += _joined(list(_terms(mapping(one, place), person, place)))
    used = {id for one in memberships for id in (one.post, one.body)}
    things = tuple(thing for thing in _THINGS if thing.id in used)
    return Directory((*things, *entries), tuple(memberships))


def _person(one: Mapping[str, Any], where: str) -> Entry:
    ids = mapping(one.get("id") or {}, f"{where}.id")
    name = mapping(one.get("name") or {}, f"{where}.name")
    first, last = needed(name, "first", f"{where}.name"), needed(name, "last", f"{where}.name")
    middle = maybe(name, "middle", f"{where}.name")
    suffix = maybe(name, "suffix", f"{where}.name")
    nickname = maybe(name, "nickname", f"{where}.name")
    full = maybe(name, "official_full", f"{where}.name") or " ".join(
        part for part in (first, last, suffix) if part
    )
    others = [f"{first} {last}"] if not suffix else [f"{first} {last} {suffix}"]
    if middle:
        others.append(" ".join(part for part in (first, middle, last, suffix) if part))
    if nickname:
        others.append(f"{nickname} {last}")
    bioguide = maybe(ids, "bioguide", f"{where}.id")
    known = bioguide or maybe(ids, "govtrack", f"{where}.id")
    if known is None:
        raise wrong(f"{where}.id", "a bioguide or govtrack id", dict(ids))
    return Entry(
        id=f"us-congress/{known}",
        kind=PartyKind.PERSON,
        name=EntryName(full, NameKind.OFFICIAL),
        other_names=tuple(EntryName(text) for text in dict.fromkeys(others) if text != full),
        identifiers=tuple(
            Identifier(scheme, value)
            for scheme in ("bioguide", "govtrack")
            if (value := maybe(ids, scheme, f"{where}.id"))
        ),
        area="us",
        sources=(FactSource(f"{_SITE}/{bioguide}") if bioguide else _LIST,),
    )


def _terms(one: Mapping[str, Any], person: Entry, where: str) -> Iterator[Membership]:
    terms = one.get("terms")
    if not isinstance(terms, list):
        raise wrong(f"{where}.terms", "a list", terms)
    for at, term in enumerate(terms):
        place = f"{where}.terms[{at}]"
        inner = mapping(term, place)
        held = _HELD.get(needed(inner, "type", place))
        if held is None:
            raise wrong(f"{place}.type", f"one of {', '.join(_HELD)}", inner["type"])
        body, post, role = held
        start, end = day(inner, "start", place), day(inner, "end", place)
        yield Membership(person.id, post, body, role, start, end, sources=person.sources)


def _joined(terms: list[Membership]) -> list[Membership]:
    joined: list[Membership] = []
    for term in sorted(
        terms, key=lambda term: (term.role or term.post or "", term.start or date.min)
    ):
        before = joined[-1] if joined else None
        if (
            before
            and (before.role, before.post) == (term.role, term.post)
            and before.end
            and term.start
            and term.start <= before.end + timedelta(days=7)
        ):
            joined[-1] = replace(before, end=term.end)
        else:
            joined.append(term)
    return joined
