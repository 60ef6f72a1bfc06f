"""What a machine may say of an act's status, from the acts that are linked to it: pure.

It reads stances, never truth.  “Kept”, “broken” and “withdrawn” it only
proposes; `docs/status.md` has the whole table.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.keep.models import EntryKind
from onrecord.record import Relation, Stance
from onrecord.record.status import Axis, Flag, Outcome, Reply

_HOLDING = re.compile(
    r"\bconsider(?:s|ed|ing)?\b|\bconsideration\b|\blawyers?\b|\blegal advice\b|\bdue course\b"
    r"|\breview(?:s|ed|ing)? the (?:request|letter|report|recommendations?|findings)\b"
    r"|\bstud(?:y|ied|ying) the\b|\blook(?:s|ed|ing)? (?:at|into) (?:it|the|that)\b"
    r"|\b(?:will|would) (?:reply|respond|answer|come back)\b|\bno decision\b|\bnot before\b"
    r"|\btoo (?:early|soon)\b|\bnot yet (?:decided|ready|in a position)\b|\backnowledged?\b"
    r"|\bnoted the\b|\bin time\b",
    re.IGNORECASE,
)
"""Words of those who answer without answering: “consider the request”, “with our lawyers”."""

_FOR_WORDS = re.compile(
    r"\bexpla(?:in|nation|ining)\b|\banswers?\b|\brespond|\breply\b|\bto say\b|\btell\b|\bclarif"
    r"|\bapolog|\baccount for\b|\bwhether\b|\bwhy\b|\bcome clean\b|\bcomment\b|\bjustif|\bstate\b",
    re.IGNORECASE,
)
"""Words of calls that ask for words: an explanation then answers them."""

_CONDITIONAL = re.compile(
    r"\bonly (?:if|when|once|after)\b|\bunless\b|\bprovided (?:that|the|it|he|she|they|we)\b"
    r"|\bon (?:the )?condition\b|\bas long as\b|\bsubject to\b|\bconditional (?:up)?on\b"
    r"|\bin return for\b|\bin exchange for\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"(?<!ask )(?<!asked )(?<!know )(?<!see )(?<!say )(?<!said )(?<!even )(?<!as )(?<!wonder )"
    r"(?<!what )\bif (?!not\b|only\b|any\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LinkedAct:
    """An act as the status of another one needs it; `words` are its action and evidence."""

    id: int
    kind: str
    stance: str
    day: date
    speakers: frozenset[int]
    parties: frozenset[int]
    words: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """That a newer act stands in some relation to the one whose status is asked for.

    `of_answer` where it speaks of an answer to that act, not of the act itself:
    “not satisfied with the explanation”.  `doubtful` where the link between
    the two is: what follows from it is proposed, not said.
    """

    act: LinkedAct
    relation: str
    reasons: tuple[str, ...] = ()
    of_answer: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class MachineEvent:
    """One thing that a machine says of an act, proved by the words of `evidence`."""

    axis: Axis
    value: str
    day: date
    evidence: int
    reasons: tuple[str, ...] = ()
    proposed: bool = False


def machine_events(act: LinkedAct, answers: Iterable[Answer]) -> tuple[MachineEvent, ...]:
    """All that a machine may say of this act, oldest first, each thing once."""
    found: dict[tuple[Axis, str, int], MachineEvent] = {}
    answered = False
    for answer in sorted(answers, key=lambda one: (one.act.day, one.act.id)):
        if answer.act.day < act.day or answer.act.id == act.id:
            continue  # nobody answers what has not been said yet
        for axis, value, at_most in _said(act, answer, answered=answered):
            proposed = at_most or answer.doubtful
            event = MachineEvent(
                axis, value, answer.act.day, answer.act.id, answer.reasons, proposed
            )
            found.setdefault((axis, value, answer.act.id), event)
            said = axis is Axis.REPLY and value == Reply.ANSWERED and not proposed
            answered = answered or said
    if is_conditional(act.kind, act.words):
        own = MachineEvent(Axis.FLAG, Flag.CONDITIONAL, act.day, act.id, ("its words say so",))
        found[(own.axis, own.value, own.evidence)] = own
    return tuple(found.values())


def is_conditional(kind: str, words: str) -> bool:
    """Whether a call or commitment holds under a condition alone.

    >>> is_conditional("commitment", "The owners will sign only if the toll is dropped.")
    True
    >>> is_conditional("call", "She asked if the sirens had been tested.")
    False
    """
    if kind == EntryKind.COMMITMENT and _IF.search(words):
        return True
    return kind in (EntryKind.CALL, EntryKind.COMMITMENT) and bool(_CONDITIONAL.search(words))


def is_holding(words: str, asked_for: str = "") -> bool:
    """Whether these are the words of one who answers without answering.

    Not where the call asked for just that: “consider it afresh” is answered by
    “will consider it”.

    >>> is_holding("A spokesman said the letter was with our lawyers.")
    True
    >>> is_holding("It will consider the request afresh.", "consider the complaints")
    False
    """
    return any(
        one.group()[:7].casefold() not in asked_for.casefold() for one in _HOLDING.finditer(words)
    )


_Said = tuple[Axis, str, bool]
_DISPUTED: _Said = (Axis.FLAG, Flag.DISPUTED, False)
_DONE: _Said = (Axis.OUTCOME, Outcome.KEPT, True)
_BROKEN: _Said = (Axis.OUTCOME, Outcome.BROKEN, True)


def _said(act: LinkedAct, answer: Answer, *, answered: bool) -> list[_Said]:
    """What one answer says of the act: axis, value and whether it is only proposed."""
    if answer.of_answer:
        return [_DISPUTED] if answer.act.stance == Stance.DISPUTES else []
    if answer.relation not in (Relation.ANSWERS, Relation.FULFILS, Relation.CONTRADICTS):
        return []
    if act.kind == EntryKind.CALL:
        return _of_call(act, answer, answered=answered)
    if act.kind == EntryKind.COMMITMENT:
        return _of_commitment(act, answer)
    disputed = answer.act.stance in (Stance.DISPUTES, Stance.DENIES)
    return [_DISPUTED] if disputed and not _same_side(act, answer.act) else []


def _of_call(call: LinkedAct, answer: Answer, *, answered: bool) -> list[_Said]:
    newer = answer.act
    if _same_side(call, newer):
        # The one who called speaks again: of the answer, or takes the call back.
        if newer.stance == Stance.DISPUTES:
            return [_DISPUTED]
        back = answer.relation == Relation.CONTRADICTS
        return [(Axis.REPLY, Reply.WITHDRAWN, True)] if back else []
    if answer.relation == Relation.FULFILS or newer.stance == Stance.DONE:
        return [(Axis.REPLY, Reply.ANSWERED, False), _DONE]
    if newer.stance == Stance.REFUSES:
        return [(Axis.REPLY, Reply.REFUSED, False)]
    if newer.kind == EntryKind.COMMITMENT or newer.stance == Stance.ACCEPTS:
        held = is_holding(newer.words, call.action)
        return [(Axis.REPLY, Reply.HOLDING if held else Reply.ANSWERED, False)]
    if newer.stance in (Stance.EXPLAINS, Stance.DENIES):
        words_asked = bool(_FOR_WORDS.search(call.action or call.words))
        full = words_asked and not is_holding(newer.words, call.action)
        return [(Axis.REPLY, Reply.ANSWERED if full else Reply.HOLDING, False)]
    if newer.stance == Stance.DISPUTES:
        if _asked(call, newer):
            return [(Axis.REPLY, Reply.HOLDING, False)]
        # Others oppose the call, which says nothing of its reply; or they oppose the answer.
        return [_DISPUTED] if answered else []
    return []  # silence, and calls that are no answer, leave it awaiting


def _of_commitment(promise: LinkedAct, answer: Answer) -> list[_Said]:
    newer = answer.act
    if answer.relation == Relation.FULFILS or newer.stance == Stance.DONE:
        # Somebody else's word that it was done is worth as much as a proposal of theirs.
        return [_DONE]
    if _same_side(promise, newer):
        takes_back = answer.relation == Relation.CONTRADICTS or newer.stance == Stance.REFUSES
        if takes_back:
            return [_BROKEN]
        return [_DISPUTED] if newer.stance == Stance.DENIES else []
    if newer.stance == Stance.DISPUTES or answer.relation == Relation.CONTRADICTS:
        return [_DISPUTED, _BROKEN]
    return [_DISPUTED] if newer.stance == Stance.DENIES else []


def _same_side(older: LinkedAct, newer: LinkedAct) -> bool:
    """Whether the one who speaks now is the one who spoke then."""
    return bool(older.speakers & newer.speakers)


def _asked(call: LinkedAct, newer: LinkedAct) -> bool:
    """Whether the one who speaks now was asked, or nobody in particular was."""
    return not call.parties or bool(call.parties & newer.speakers)
