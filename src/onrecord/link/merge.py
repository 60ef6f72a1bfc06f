"""Parties of an article that are one entry become one party, and all ids follow."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.record import Document, Entry, Party, PartyKind, Resolution, Unresolved

Outcomes = Mapping[str, Resolution | Unresolved | None]


def with_outcomes(document: Document, outcomes: Outcomes, entries: Mapping[str, Entry]) -> Document:
    """The document with each party's outcome, parties of one entry joined.

    A joined party keeps the id of the first of them; other ids stay as they
    are, so that the numbers may have gaps.
    """
    parties: dict[str, Party] = {}
    first_of: dict[str, str] = {}
    moved: dict[str, str] = {}
    for party in document.parties:
        outcome = outcomes.get(party.id)
        if not isinstance(outcome, Resolution):
            parties[party.id] = replace(party, resolution=outcome)
            continue
        kind = entries[outcome.entry].kind
        known = replace(party, entry=outcome.entry, resolution=outcome, kind=kind)
        first = first_of.setdefault(outcome.entry, party.id)
        if first == party.id:
            parties[first] = _told(known, party.kind)
        else:
            parties[first] = _joined(parties[first], _told(known, party.kind))
            moved[party.id] = first
    if not moved:
        return replace(document, parties=tuple(parties.values()))
    return replace(
        document,
        parties=tuple(parties.values()),
        statements=tuple(
            replace(one, speakers=_ids(one.speakers, moved)) for one in document.statements
        ),
        acts=tuple(
            replace(act, speakers=_ids(act.speakers, moved), parties=_ids(act.parties, moved))
            for act in document.acts
        ),
    )


def _told(party: Party, said: PartyKind) -> Party:
    """An office that turned out to be its holder: what it was called is a role as well."""
    if said is PartyKind.OFFICE and party.kind is PartyKind.PERSON:
        return replace(party, roles=_once((*party.roles, party.name)))
    return party


def _joined(one: Party, other: Party) -> Party:
    """Both as one; the fuller name is the name, that of a person before that of the office."""
    main = max(one, other, key=_fullness)
    best = max(one, other, key=lambda party: _score(party.resolution))
    names = _once((one.name, *one.names, other.name, *other.names))
    return replace(
        one,
        name=main.name,
        names=tuple(name for name in names if name != main.name),
        roles=_once((*one.roles, *other.roles)),
        mentions=tuple(sorted({*one.mentions, *other.mentions})),
        resolution=best.resolution,
    )


def _fullness(party: Party) -> tuple[bool, int, int]:
    by_office = party.name in party.roles
    return not by_office, party.name.count(" "), len(party.name)


def _score(resolution: Resolution | Unresolved | None) -> float:
    return resolution.score if isinstance(resolution, Resolution) else 0


def _ids(ids: Iterable[str], moved: Mapping[str, str]) -> tuple[str, ...]:
    return _once(moved.get(id, id) for id in ids)


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
