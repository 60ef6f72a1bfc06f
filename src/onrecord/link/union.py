"""Several lists as one directory: entries that share an identifier are the same.

So are two bodies of one country with the same official name, unless a list
numbers them differently.  A name alone never joins people: two lists may know
two of one name.
"""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.link.names import key
from onrecord.record import (
    Area,
    Directory,
    Entry,
    EntryName,
    Identifier,
    Membership,
    PartyKind,
)


def union(directories: Iterable[Directory]) -> Directory:
    """All entries of the lists; of one that several have, the first's words count.

    An entry keeps the id that the first list gives it.  Names, handles,
    identifiers and sources are gathered; a day that the first lacks is filled in.
    """
    entries: dict[str, Entry] = {}
    by_identifier: dict[Identifier, str] = {}
    by_name: dict[tuple[str, str], str] = {}
    areas: dict[str, Area] = {}
    memberships: dict[tuple[object, ...], Membership] = {}
    for directory in directories:
        renamed = _same(directory, entries, by_identifier, by_name)
        for entry in directory.entries:
            id = renamed.get(entry.id, entry.id)
            mine = _moved_entry(entry, id, renamed) if renamed else entry
            entries[id] = _both(entries[id], mine) if id in entries else mine
            for one in mine.identifiers:
                by_identifier.setdefault(one, id)
        for entry in directory.entries:
            named = _official(entry)
            if named:
                by_name.setdefault(named, renamed.get(entry.id, entry.id))
        for member in directory.memberships:
            moved = _moved(member, renamed) if renamed else member
            known = (moved.person, moved.post, moved.body, moved.role, moved.start)
            memberships.setdefault(known, moved)
        for area in directory.areas:
            before = areas.get(area.id)
            words = (*(before.other_names if before else ()), *area.other_names)
            areas[area.id] = replace(before or area, other_names=_once(words))
    return Directory(tuple(entries.values()), tuple(memberships.values()), tuple(areas.values()))


def _same(
    directory: Directory,
    entries: dict[str, Entry],
    known: dict[Identifier, str],
    by_name: dict[tuple[str, str], str],
) -> dict[str, str]:
    """For entries of this list that another list has under another id: that id."""
    renamed: dict[str, str] = {}
    for entry in directory.entries:
        if entry.id in entries:
            continue
        shared = (known[one] for one in entry.identifiers if one in known)
        other = next(shared, None)
        named = _official(entry)
        if other is None and named and named in by_name:
            alike = by_name[named]
            other = alike if _may_be_one(entry, entries[alike]) else None
        if other and entries[other].kind is entry.kind:
            renamed[entry.id] = other
    return renamed


def _official(entry: Entry) -> tuple[str, str] | None:
    """By what a body is known in its country; None of anything else."""
    if entry.kind is not PartyKind.BODY or entry.area is None:
        return None
    return key(entry.name.text), entry.area


def _may_be_one(one: Entry, other: Entry) -> bool:
    """Whether no list gives the two different numbers."""
    numbers = {known.scheme: known.value for known in one.identifiers}
    return all(numbers.get(known.scheme, known.value) == known.value for known in other.identifiers)


def _moved_entry(entry: Entry, id: str, renamed: dict[str, str]) -> Entry:
    return replace(entry, id=id, body=renamed.get(entry.body or "", entry.body))


def _moved(member: Membership, renamed: dict[str, str]) -> Membership:
    return replace(
        member,
        person=renamed.get(member.person, member.person),
        post=renamed.get(member.post or "", member.post),
        body=renamed.get(member.body or "", member.body),
    )


def _both(one: Entry, other: Entry) -> Entry:
    named = {name.text for name in one.names()}
    more: list[EntryName] = []
    for name in other.names():
        if name.text not in named:
            named.add(name.text)
            more.append(name)
    return replace(
        one,
        other_names=(*one.other_names, *more),
        handles=_once((*one.handles, *other.handles)),
        identifiers=tuple(dict.fromkeys((*one.identifiers, *other.identifiers))),
        start=one.start or other.start,
        end=one.end or other.end,
        area=one.area or other.area,
        body=one.body or other.body,
        role=one.role or other.role,
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
    )


def _once(many: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(many))
