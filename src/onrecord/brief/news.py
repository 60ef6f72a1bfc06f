"""What counts as news: the sorts of it, and how each is said."""

from enum import StrEnum

from onrecord.keep.models import EntryKind
from onrecord.record import Stance
from onrecord.record.status import Outcome, Reply


class Sort(StrEnum):
    """Why something stands in an edition; the value is the word that a reader sees."""

    BROKEN = "broken"
    KEPT = "kept"
    PARTLY_KEPT = "partly kept"
    REFUSED = "refused"
    OVERDUE = "overdue"
    ACCEPTED = "agreed to"
    ANSWERED = "answered"
    DONE = "said to be done"
    DISPUTED = "disputed"
    DENIED = "denied"
    DUE = "due today"
    EXTENDED = "given more time"
    WITHDRAWN = "withdrawn"
    PROMISED = "promised"
    CALLED = "called for"
    EXPLAINED = "explained"
    HOLDING = "holding reply"
    SILENT = "no comment"
    REPLIED = "a party replies"
    RATED = "rated by an editor"


OF_STANCE = {
    Stance.REFUSES: Sort.REFUSED,
    Stance.ACCEPTS: Sort.ACCEPTED,
    Stance.DONE: Sort.DONE,
    Stance.DISPUTES: Sort.DISPUTED,
    Stance.DENIES: Sort.DENIED,
    Stance.EXPLAINS: Sort.EXPLAINED,
    Stance.SILENT: Sort.SILENT,
}
"""What a response is as news, by its stance."""

OF_REPLY = {
    Reply.REFUSED: Sort.REFUSED,
    Reply.ANSWERED: Sort.ANSWERED,
    Reply.HOLDING: Sort.HOLDING,
    Reply.WITHDRAWN: Sort.WITHDRAWN,
}

OF_OUTCOME = {
    Outcome.KEPT: Sort.KEPT,
    Outcome.PARTLY_KEPT: Sort.PARTLY_KEPT,
    Outcome.BROKEN: Sort.BROKEN,
}
"""Other outcomes that an editor found are simply “rated”; the status says which."""

_SPEAKS = {
    Sort.PROMISED: ("promises", "promise"),
    Sort.CALLED: ("asks", "ask"),
    Sort.REFUSED: ("refuses", "refuse"),
    Sort.ACCEPTED: ("agrees", "agree"),
    Sort.DONE: ("says that it is done", "say that it is done"),
    Sort.DISPUTED: ("disputes it", "dispute it"),
    Sort.DENIED: ("denies it", "deny it"),
    Sort.EXPLAINED: ("explains", "explain"),
    Sort.SILENT: ("does not comment", "do not comment"),
}
"""What the speaker of a new entry does, one and several."""

_SPOKE = {
    EntryKind.CALL.value: "asked",
    EntryKind.COMMITMENT.value: "promised",
    EntryKind.RESPONSE.value: "answered",
}
"""What the speaker of an entry did, of which something has since become so."""

SPEAKER_NOT_NAMED = "Somebody not named"


def said(sort: Sort, who: str, whom: str, *, several: bool) -> str:
    """A new entry in a few words.

    >>> said(Sort.CALLED, "Ada Moll", "Tarn Council", several=False)
    'Ada Moll asks Tarn Council'
    >>> said(Sort.REFUSED, "Residents", "Ada Moll", several=True)
    'Residents refuse, answering Ada Moll'
    """
    verb = _SPEAKS.get(sort, ("answers", "answer"))[several]
    if not whom:
        return f"{who} {verb}"
    if sort is Sort.CALLED:
        return f"{who} {verb} {whom}"
    if sort is Sort.PROMISED:
        return f"{who} {verb}, to {whom}"
    return f"{who} {verb}, answering {whom}"


def was_said(kind: str, who: str, whom: str) -> str:
    """An earlier entry in a few words.

    >>> was_said("call", "Ada Moll", "Tarn Council")
    'Ada Moll asked Tarn Council'
    """
    return " ".join(filter(None, [who, _SPOKE[kind], whom]))
