"""The parties of an article looked up in the directory, on the day it was published.

Precision comes first: a party that two entries fit, or that only its surname
speaks for, stays unresolved and says why.
"""

from dataclasses import replace

from onrecord.link.bodies import weigh_body, weigh_office
from onrecord.link.evidence import Evidence, gather
from onrecord.link.index import Index
from onrecord.link.merge import with_outcomes
from onrecord.link.outcome import NO_ENTRY, Weighed, decide
from onrecord.link.people import weigh_person
from onrecord.link.rules import SCORES, Rule
from onrecord.record import Document, Party, PartyKind, Resolution, Unresolved

_ROUNDS = 4
"""A resolved body leads to its post, the post to its holder, the holder to a surname."""


def resolve_parties(document: Document, index: Index) -> Document:
    """The document with its parties looked up; those of one entry are one party.

    Each party but a group keeps how it was resolved, or why it was not.  An
    empty directory leaves the document as it is.
    """
    if not index.entries:
        return document
    evidence = gather(document.article, index)
    outcomes: dict[str, Resolution | Unresolved | None] = {}
    known = {party.id: party for party in document.parties}
    for _ in range(_ROUNDS):
        changed = False
        for party in document.parties:
            if isinstance(outcomes.get(party.id), Resolution):
                continue
            outcome = _resolve(known[party.id], tuple(known.values()), index, evidence)
            outcomes[party.id] = outcome
            if isinstance(outcome, Resolution):
                known[party.id] = replace(party, entry=outcome.entry)
                evidence.add(index.entries[outcome.entry])
                changed = True
        if not changed:
            break
    return with_outcomes(document, outcomes, index.entries)


def _resolve(
    party: Party, parties: tuple[Party, ...], index: Index, evidence: Evidence
) -> Resolution | Unresolved | None:
    if party.kind is PartyKind.GROUP:
        return None
    weighed = [
        Weighed(entry, Rule.HANDLE, SCORES[Rule.HANDLE], (f"{name} is its handle",))
        for name in (party.name, *party.names)
        if name.startswith("@")
        for entry in index.with_handle(name)
    ]
    if party.kind is not PartyKind.BODY:
        people = [one for one in parties if one.kind is PartyKind.PERSON and one.id != party.id]
        weighed += weigh_office(party, index, evidence, people)
    # The kind is the reader's guess: a name may be that of a body though the
    # sentence reads as if it were a person's (“Ofsted told parents”).  An
    # ombudsman who is called an office is the office, not the body of that name.
    if not (weighed and party.kind is PartyKind.OFFICE):
        weighed += weigh_body(party, index, evidence)
    weighed += weigh_person(party, index, evidence)
    return decide(party.name, weighed)


__all__ = ["NO_ENTRY", "resolve_parties"]
