"""What the status of an act is on a day, from what was said of it: pure, no database.

`docs/status.md` tells the rules in prose; `tests/keep/test_status.py` is the
table of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.keep.models import EntryKind
from onrecord.record.status import (
    Axis,
    Clock,
    Flag,
    Outcome,
    PublicWord,
    Reply,
    Review,
    SaidBy,
    Status,
    StatusEvent,
)

LONG_OVERDUE = 90
"""More days than this past its day, and it is long overdue."""

PATIENCE = 14
"""Days for which a call without a date is simply open, before its silence is worth a word."""

RATED = {
    Outcome.KEPT: PublicWord.KEPT,
    Outcome.PARTLY_KEPT: PublicWord.PARTLY_KEPT,
    Outcome.BROKEN: PublicWord.BROKEN,
    Outcome.SUPERSEDED: PublicWord.SUPERSEDED,
    Outcome.CANNOT_BE_CHECKED: PublicWord.CANNOT_BE_CHECKED,
}
"""Outcomes that end a matter, each with its word; the others leave it open."""

_ANSWERS = (Reply.ANSWERED, Reply.REFUSED, Reply.WITHDRAWN)
"""Replies that a holding one, coming later, does not take back."""


@dataclass(frozen=True, slots=True)
class ActFacts:
    """What the status of an act rests on besides its events.

    `due` is the last day that its own words name, `duty` the day by which a
    known duty has the asked body answer.
    """

    kind: str
    day: date
    due: date | None = None
    duty: date | None = None
    review: Review = Review.MACHINE


def status_of(
    act: ActFacts, events: Iterable[StatusEvent], today: date, sources_seen: int = 0
) -> Status:
    """The status of an act as one looks at it on `today`.

    Events come in the order in which they were recorded; those of later days
    than `today` are not looked at, those that are only proposed count for
    nothing (save that nobody is called overdue while it is proposed that they
    did it).  `sources_seen` is how many outlets have been read since the act.
    """
    # Sorting is stable: of two events of one day, the later recorded one counts.
    known = sorted((one for one in events if one.day <= today), key=lambda one: one.day)
    standing = [one for one in known if not one.proposed]
    reply = _reply([one for one in standing if one.axis is Axis.REPLY])
    outcome = _outcome(standing)
    flags = _flags(standing)
    extension = _last_said([one for one in standing if one.axis is Axis.EXTENSION])
    due = date.fromisoformat(extension.value) if extension else act.due or act.duty
    settled = _settled(act, reply, outcome, known)
    clock = _clock(due, min(today, settled or today), extended=extension is not None)
    claimed = _claimed_done(known) if outcome is None else None
    view = _View(act, reply, outcome, flags, clock, due, claimed, today, sources_seen)
    word = _word(view)
    return Status(
        reply=Reply(reply.value) if reply else Reply.AWAITING,
        outcome=Outcome(outcome.value) if outcome else Outcome.NOT_RATED,
        clock=clock,
        flags=flags,
        review=act.review,
        due=due,
        word=word,
        sentence=_sentence(word, view),
    )


@dataclass(frozen=True, slots=True)
class _View:
    """All that the public word and its sentence are chosen from."""

    act: ActFacts
    reply: StatusEvent | None
    outcome: StatusEvent | None
    flags: tuple[Flag, ...]
    clock: Clock
    due: date | None
    claimed: StatusEvent | None
    today: date
    sources_seen: int

    @property
    def replied(self) -> Reply:
        return Reply(self.reply.value) if self.reply else Reply.AWAITING

    @property
    def silent_days(self) -> int:
        return (self.today - self.act.day).days


def _last_said(events: Iterable[StatusEvent]) -> StatusEvent | None:
    """The event that counts of those that speak of one thing, oldest first.

    The last one, but an editor's word stands against whatever others say of
    that day or of a day before it.
    """
    said: StatusEvent | None = None
    for one in events:
        ruled = said is not None and said.by is SaidBy.EDITOR and one.day <= said.day
        if one.by is SaidBy.EDITOR or not ruled:
            said = one
    return said


def _reply(events: Sequence[StatusEvent]) -> StatusEvent | None:
    """The reply that counts: a holding one never takes an answer back, an editor may."""
    heard: list[StatusEvent] = []
    for one in events:
        answered = bool(heard) and heard[-1].value in _ANSWERS
        if one.by is SaidBy.EDITOR or one.value in _ANSWERS or not answered:
            heard.append(one)
    return _last_said(heard)


def _outcome(standing: Sequence[StatusEvent]) -> StatusEvent | None:
    """The last rating by an editor: nobody else's word rates."""
    rated = [one for one in standing if one.axis is Axis.OUTCOME and one.by is SaidBy.EDITOR]
    return rated[-1] if rated and rated[-1].value != Outcome.NOT_RATED else None


def _flags(standing: Sequence[StatusEvent]) -> tuple[Flag, ...]:
    """The flags that are up."""
    up = []
    for flag in Flag:
        said = _last_said(
            one
            for one in standing
            if one.axis in (Axis.FLAG, Axis.UNFLAG) and one.value == flag.value
        )
        if said is not None and said.axis is Axis.FLAG:
            up.append(flag)
    return tuple(up)


def _claimed_done(known: Sequence[StatusEvent]) -> StatusEvent | None:
    """The first proposal, still waiting for an editor, that it was done."""
    return next(
        (
            one
            for one in known
            if one.proposed and one.axis is Axis.OUTCOME and one.value == Outcome.KEPT
        ),
        None,
    )


def _settled(
    act: ActFacts,
    reply: StatusEvent | None,
    outcome: StatusEvent | None,
    known: Sequence[StatusEvent],
) -> date | None:
    """The day on which the clock stopped: rated, refused, withdrawn, or its duty to answer done."""
    days = []
    if outcome is not None and Outcome(outcome.value) in RATED:
        days.append(outcome.day)
    if reply is not None and reply.value in (Reply.REFUSED, Reply.WITHDRAWN):
        days.append(reply.day)
    if reply is not None and reply.value == Reply.ANSWERED and act.due is None:
        # A duty to answer asks for an answer alone, whatever becomes of the matter.
        days.append(reply.day)
    claimed = _claimed_done(known) if outcome is None else None
    if claimed is not None:
        days.append(claimed.day)
    return min(days, default=None)


def _clock(due: date | None, day: date, *, extended: bool) -> Clock:
    if due is None:
        return Clock.NO_DATE
    late = (day - due).days
    if late > LONG_OVERDUE:
        return Clock.LONG_OVERDUE
    if late > 0:
        return Clock.OVERDUE
    return Clock.EXTENDED if extended else Clock.DUE


def _word(view: _View) -> PublicWord:
    """The first of these that is true; what an editor rated comes before what is argued."""
    if view.act.review is Review.WITHDRAWN or view.replied is Reply.WITHDRAWN:
        return PublicWord.WITHDRAWN
    if view.outcome is not None and Outcome(view.outcome.value) in RATED:
        return RATED[Outcome(view.outcome.value)]
    if Flag.DISPUTED in view.flags:
        return PublicWord.DISPUTED
    if view.replied is Reply.REFUSED:
        return PublicWord.REFUSED
    if view.replied is Reply.ANSWERED:
        return PublicWord.ANSWERED
    if view.clock in LATE and view.claimed is None:
        return PublicWord.OVERDUE
    silent = view.act.kind == EntryKind.CALL and view.replied is Reply.AWAITING
    if silent and view.due is None and view.claimed is None and _long_silent(view):
        return PublicWord.NO_REPLY_SEEN
    return PublicWord.OPEN


LATE = (Clock.OVERDUE, Clock.LONG_OVERDUE)


def _long_silent(view: _View) -> bool:
    """Silence is worth a word after a while, and only where somebody has listened."""
    return view.silent_days > PATIENCE and view.sources_seen > 0


def _sentence(word: PublicWord, view: _View) -> str:
    """The word with its figures, as a reader is told them."""
    match word:
        case PublicWord.NO_REPLY_SEEN:
            return (
                f"no reply seen in {view.silent_days} days in "
                f"{_counted(view.sources_seen, 'source')}"
            )
        case PublicWord.OVERDUE if view.due is not None:
            late = _counted((view.today - view.due).days, "day")
            return f"{'long ' * (view.clock is Clock.LONG_OVERDUE)}overdue by {late}, {_by(view)}"
        case PublicWord.OPEN:
            return "; ".join(["open", *_circumstances(view)])
        case PublicWord.WITHDRAWN if view.act.review is Review.WITHDRAWN:
            return "withdrawn from the record by an editor"
        case PublicWord.ANSWERED | PublicWord.REFUSED if view.reply is not None:
            return "; ".join([f"{word.value} on {_day(view.reply.day)}", *_still_due(view)])
        case _:
            return word.value


def _circumstances(view: _View) -> list[str]:
    """What is to be said of an act that is open."""
    if view.act.kind not in (EntryKind.CALL, EntryKind.COMMITMENT):
        return []
    told = []
    if view.outcome is not None:
        told.append(view.outcome.value)
    if view.claimed is not None:
        told.append(f"said to be done on {_day(view.claimed.day)}, which no editor has checked")
    elif view.due is not None:
        told.append(_by(view))
    if view.reply is not None and view.replied is Reply.HOLDING:
        told.append(f"a holding reply on {_day(view.reply.day)}")
    return told


def _still_due(view: _View) -> list[str]:
    """For what was answered and has a day of its own: how that day stands."""
    if view.replied is not Reply.ANSWERED or view.act.due is None:
        return []
    if view.claimed is not None:
        return [f"said to be done on {_day(view.claimed.day)}, which no editor has checked"]
    if view.clock in LATE:
        return [f"{_by(view)}, and nothing is known of it"]
    return [_by(view)]


def _by(view: _View) -> str:
    if view.due is None:
        return ""
    extended = " by extension" if view.clock is Clock.EXTENDED else ""
    return f"{'was ' * (view.today > view.due)}due on {_day(view.due)}{extended}"


def _day(day: date) -> str:
    """A day as one writes it: 5 June 2024."""
    return f"{day.day} {day:%B %Y}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
