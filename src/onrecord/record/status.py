"""The status of an act: separate axes, and the public word that is derived from them.

A machine proposes; that something was kept or broken is an editor's word alone.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reply(StrEnum):
    """Whether the party that was asked has answered."""

    AWAITING = "awaiting"
    HOLDING = "holding"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What became of what was asked for or promised."""

    NOT_RATED = "not rated"
    IN_PROGRESS = "in progress"
    STALLED = "stalled"
    PARTLY_KEPT = "partly kept"
    KEPT = "kept"
    BROKEN = "broken"
    SUPERSEDED = "superseded"
    CANNOT_BE_CHECKED = "cannot be checked"


class Clock(StrEnum):
    """Where a day stands against the day by which something is due; computed when looked at."""

    NO_DATE = "no date"
    DUE = "due"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long overdue"
    EXTENDED = "extended"


class Flag(StrEnum):
    """What else is true of an act, whatever its reply and outcome."""

    DISPUTED = "disputed"
    CONDITIONAL = "conditional"


class Review(StrEnum):
    """Who answers for an entry: nobody yet, or an editor."""

    MACHINE = "machine"
    REVIEWED = "reviewed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Axis(StrEnum):
    """What a status event speaks of."""

    REPLY = "reply"
    OUTCOME = "outcome"
    EXTENSION = "extension"  # the value is the new day, 2024-06-14
    FLAG = "flag"
    UNFLAG = "unflag"


class SaidBy(StrEnum):
    """Who says that a status is so."""

    MACHINE = "machine"
    EDITOR = "editor"
    PARTY = "party"
    THIRD_PARTY = "third party"


class PublicWord(StrEnum):
    """The one word that the public reads."""

    OPEN = "open"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"
    PARTLY_KEPT = "partly kept"
    BROKEN = "broken"
    DISPUTED = "disputed"
    OVERDUE = "overdue"
    NO_REPLY_SEEN = "no reply seen"
    SUPERSEDED = "superseded"
    CANNOT_BE_CHECKED = "cannot be checked"


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """That on one axis something became so, on which day, and who says it.

    `value` is a value of the axis's own type, or a day for an extension.
    `proposed` events wait for an editor and count for nothing until then.
    `evidence` is the id of the entry whose words prove it.
    """

    axis: Axis
    value: str
    by: SaidBy
    day: date
    proposed: bool = False
    evidence: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of one act on a day, on every axis, with the word that the public reads.

    `due` is the day that counts after extensions; `sentence` says the word with
    its figures: “no reply seen in 41 days in 3 sources”.
    """

    reply: Reply
    outcome: Outcome
    clock: Clock
    flags: tuple[Flag, ...]
    review: Review
    due: date | None
    word: PublicWord
    sentence: str
