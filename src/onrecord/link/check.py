"""What is wrong with a directory: what contradicts itself, and what names fit two entries."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from onrecord.link.names import key, person_key
from onrecord.record import Directory, Entry, Membership, NameKind, PartyKind


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend, or to know of where `serious` is False."""

    where: str
    what: str
    serious: bool = True


def faults(directory: Directory) -> tuple[Fault, ...]:
    """Everything that is wrong, the serious first.

    Serious are ids that lead nowhere or stand twice, days in the wrong order,
    bodies that are above themselves, and two holders of one post at one time.
    A name that fits two entries, and an entry without a source, are told.
    """
    entries = {entry.id: entry for entry in directory.entries}
    found = [
        *_twice(directory),
        *_dangling(directory, entries),
        *_reversed(directory),
        *_circles(entries),
        *_overlaps(directory, entries),
        *_unclear(directory),
        *_unsourced(directory),
    ]
    return tuple(sorted(found, key=lambda fault: not fault.serious))


def _twice(directory: Directory) -> Iterator[Fault]:
    counts = Counter(entry.id for entry in directory.entries)
    for id, count in counts.items():
        if count > 1:
            yield Fault(id, f"the id stands {count} times; give each entry its own")


def _dangling(directory: Directory, entries: dict[str, Entry]) -> Iterator[Fault]:
    areas = {area.id for area in directory.areas}
    for entry in directory.entries:
        if entry.body and entry.body not in entries:
            yield Fault(entry.id, f"belongs to {entry.body}, which is not in the directory")
        if entry.area and areas and entry.area not in areas:
            yield Fault(entry.id, f"lies in {entry.area}, which is no area of the directory")
    for one in directory.memberships:
        kinds = (
            (one.person, PartyKind.PERSON, "person"),
            (one.post, PartyKind.OFFICE, "post"),
            (one.body, PartyKind.BODY, "body"),
        )
        for id, kind, word in kinds:
            if id is None:
                continue
            known = entries.get(id)
            if known is None or known.kind is not kind:
                yield Fault(_of(one), f"names the {word} {id}, which is not in the directory")
        if one.post is None and one.body is None:
            yield Fault(_of(one), "a membership of nothing: name a post or a body")


def _reversed(directory: Directory) -> Iterator[Fault]:
    for entry in directory.entries:
        if _after(entry.start, entry.end):
            yield Fault(entry.id, f"ends ({entry.end}) before it begins ({entry.start})")
        for name in entry.names():
            if _after(name.start, name.end):
                yield Fault(
                    entry.id, f"“{name.text}” ends ({name.end}) before it begins ({name.start})"
                )
    for one in directory.memberships:
        if _after(one.start, one.end):
            yield Fault(_of(one), f"ends ({one.end}) before it begins ({one.start})")


def _circles(entries: dict[str, Entry]) -> Iterator[Fault]:
    done: set[str] = set()
    for id in entries:
        path: list[str] = []
        at: str | None = id
        while at is not None and at in entries and at not in done and at not in path:
            path.append(at)
            at = entries[at].body
        if at in path:
            circle = " → ".join([*path[path.index(at) :], at])
            yield Fault(at, f"is above itself: {circle}")
        done.update(path)


def _overlaps(directory: Directory, entries: dict[str, Entry]) -> Iterator[Fault]:
    """Two holders of one post; the day on which it is handed over may be both's."""
    posts: dict[str, list[Membership]] = defaultdict(list)
    for one in directory.memberships:
        if one.post:
            posts[one.post].append(one)
    for post, many in posts.items():
        order = sorted(many, key=lambda one: one.start or date.min)
        for before, after in pairwise(order):
            if before.person == after.person:
                continue
            if before.end is None or after.start is None or after.start < before.end:
                names = " and ".join(_name(entries, one.person) for one in (before, after))
                since = after.start or "an unknown day"
                yield Fault(post, f"{names} both hold it on {since}; give the days")


def _unclear(directory: Directory) -> Iterator[Fault]:
    """Names that stand alone for two entries; shared and short names are expected to."""
    bearers: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in directory.entries:
        for name in entry.names():
            if name.kind in (NameKind.OFFICIAL, NameKind.COMMON, NameKind.ACRONYM):
                at = person_key if entry.kind is PartyKind.PERSON else key
                bearers[at(name.text)].setdefault(entry.id, name.text)
    above = {entry.id: entry.body for entry in directory.entries}
    for ids in bearers.values():
        # An ombudsman is both an office and its body; the article's words tell which.
        alike = [id for id in ids if above.get(id) not in ids]
        if len(alike) > 1:
            first, *others = alike
            told = f"“{ids[first]}” fits {', '.join(others)} as well: alone it stays unresolved"
            yield Fault(first, told, serious=False)


def _unsourced(directory: Directory) -> Iterator[Fault]:
    for entry in directory.entries:
        if not entry.sources:
            yield Fault(entry.id, "has no source", serious=False)
    for one in directory.memberships:
        if not one.sources:
            yield Fault(_of(one), "has no source", serious=False)


def _of(one: Membership) -> str:
    return f"{one.person} as {one.post or one.body or '?'}"


def _name(entries: dict[str, Entry], id: str) -> str:
    return entries[id].name.text if id in entries else id


def _after(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and start > end
