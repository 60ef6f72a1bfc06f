"""Acts: what somebody asked for, undertook or answered, so that it can be followed up."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.record.periods import Period
from onrecord.record.spans import Span


class ActKind(StrEnum):
    """A call asks a party to do something; a commitment undertakes it; a response answers."""

    CALL = "call"
    COMMITMENT = "commitment"
    RESPONSE = "response"


class Stance(StrEnum):
    """How a response answers."""

    ACCEPTS = "accepts"
    REFUSES = "refuses"
    DONE = "done"
    DENIES = "denies"
    EXPLAINS = "explains"
    DISPUTES = "disputes"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Due:
    """By when an act is to be done.

    `period` is None where the words name no day (“quickly”, “at every game”);
    `working` says in words how the days were found.
    """

    span: Span
    period: Period | None = None
    working: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A call, a commitment or a response.

    `stance` is given for responses and for nothing else.  `speakers` and
    `parties` (the other side) are ids of the document's parties.  `evidence` is
    the run of words that reports the act, `action` what is to be done, was
    promised or is answered with.  `statements` are the ids of the statements
    that the act is made in, `answers` those of the acts that a response
    answers.  `confidence` is the model's estimate, 0 to 1, that a careful reader
    would mark the same.
    """

    id: str
    kind: ActKind
    stance: Stance | None
    speakers: tuple[str, ...]
    parties: tuple[str, ...]
    evidence: tuple[Span, ...]
    action: tuple[Span, ...]
    due: Due | None
    statements: tuple[str, ...]
    answers: tuple[str, ...]
    confidence: float
