"""Judgements: what editors decide, appended one by one, each of which can be undone.

A deed happens in one transaction: the judgement, the rows that it changes, and
the status that follows from them.  It comes back as `Judged`, or as `NotJudged`
with the reason in words that the editor reads.  The deeds themselves stand in
`deeds_*.py`; this file has what they share, and undoing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils import timezone

from onrecord.keep.changes import Change, Overtaken, from_json, to_json, write
from onrecord.keep.models import Deed, Entry, Judgement, LinkRow, Matter, StatusRow, Target
from onrecord.keep.status_machine import apply_machine_events

ROWS = "rows"
"""Under this key `before` and `after` of a judgement hold the rows as they were and are;
whatever stands beside it is for people to read."""

_LOCK = 0x6A756467656D656E
"""“judgemen(t)” as a number: on PostgreSQL judgements wait for each other under it."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Who judges, and what they had seen: the last judgement on the target, 0 for none.

    `seen` is None where the caller looked at nothing before.
    """

    user: AbstractBaseUser
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """It is done and written down; `again` where the very same had been done before."""

    judgement: Judgement
    again: bool = False


@dataclass(frozen=True, slots=True)
class NotJudged:
    """Nothing was changed; `why` is a sentence for the editor."""

    why: str


Outcome = Judged | NotJudged


@dataclass(slots=True)
class Plan:
    """What a deed will do: the rows that change, and what readers of the log are told.

    `made` are changes that are so already: rows that the plan itself has added.
    `entries` are those whose status may follow differently afterwards.
    """

    changes: list[Change] = field(default_factory=list)
    told_before: dict[str, Any] = field(default_factory=dict)
    told_after: dict[str, Any] = field(default_factory=dict)
    entries: set[int] = field(default_factory=set)
    public: bool = False
    note: str = ""
    made: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class On:
    """What is judged, and by which deed."""

    deed: Deed
    target: Target
    id: int


def judge(editor: Editor, on: On, plan: Callable[[], Plan | NotJudged]) -> Outcome:
    """Does what `plan` says, which is asked within the transaction, so that it sees what is so."""
    try:
        with transaction.atomic():
            lock()
            last = last_judgement(on.target, on.id)
            again = _again(editor, on, last)
            if again:
                return again
            if editor.seen is not None and editor.seen != (last.pk if last else 0):
                return NotJudged(_overtaken_by(last))
            planned = plan()
            if isinstance(planned, NotJudged):
                return planned
            return Judged(_carry_out(editor, on, planned))
    except Overtaken:
        return NotJudged("Somebody changed this in the meantime; look at it again.")


def undo(editor: Editor, judgement: int) -> Outcome:
    """Takes a judgement back, or an undoing; what was changed since must be undone first."""
    try:
        with transaction.atomic():
            lock()
            row = Judgement.objects.filter(pk=judgement).first()
            if row is None:
                return NotJudged("There is no such judgement.")
            undone = Judgement.objects.filter(undoes=row).first()
            if undone is not None:
                same = undone.editor_id == editor.user.pk
                return Judged(undone, again=True) if same else NotJudged(_overtaken_by(undone))
            changes = from_json(row.before.get(ROWS, ()), row.after.get(ROWS, ()))
            plan = Plan(
                changes=[one.inverse() for one in reversed(changes)],
                told_before=_told(row.after),
                told_after=_told(row.before),
                public=row.public,
            )
            on = On(Deed.UNDO, Target(row.target), row.target_id)
            return Judged(_carry_out(editor, on, plan, undoes=row))
    except Overtaken:
        return NotJudged("It was changed again since; undo the later judgement first.")


def standing(judgement: Judgement) -> bool:
    """Whether it counts: it was not undone, or its undoing was."""
    later = Judgement.objects.filter(undoes=judgement).first()
    return later is None or not standing(later)


def last_judgement(target: str, id: int) -> Judgement | None:
    """The last judgement on something, undoings included."""
    return Judgement.objects.filter(target=target, target_id=id).order_by("-pk").first()


def seen_token(target: str, id: int) -> int:
    """What a page hands back, so that two editors do not judge past each other."""
    last = last_judgement(target, id)
    return last.pk if last else 0


def lock() -> None:
    """One judgement at a time; SQLite's transactions here are that already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _carry_out(editor: Editor, on: On, plan: Plan, undoes: Judgement | None = None) -> Judgement:
    changes = [*plan.made, *plan.changes]
    row = Judgement.objects.create(
        editor_id=editor.user.pk,
        made_at=timezone.now(),
        deed=on.deed,
        target=on.target,
        target_id=on.id,
        before={**plan.told_before, ROWS: to_json(changes, after=False)},
        after={**plan.told_after, ROWS: to_json(changes, after=True)},
        note=plan.note,
        public=plan.public,
        undoes=undoes,
    )
    write(plan.changes, row)
    apply_machine_events(plan.entries | touched(changes), because=row)
    _redate(changes)
    return row


def _redate(changes: Iterable[Change]) -> None:
    """Tells matters that they changed; those that gained or lost articles get their days anew."""
    moved = {
        side.get("matter_id") for one in changes if one.table == "article"
        for side in (one.was, one.now)
    }  # fmt: skip
    entries = [id for one in changes if one.table == "entry" for id in one.ids]
    concerned = set(Entry.objects.filter(pk__in=entries).values_list("matter", flat=True))
    for matter in Matter.objects.filter(pk__in=[one for one in moved | concerned if one]):
        if matter.pk in moved:
            days = matter.articles.aggregate(first=Min("published"), last=Max("published"))
            matter.first_day, matter.last_day = days["first"], days["last"]
        matter.changed_at = timezone.now()
        matter.save(update_fields=["first_day", "last_day", "changed_at"])


def touched(changes: Iterable[Change]) -> set[int]:
    """The entries whose status may follow differently after these changes."""
    ids: dict[str, set[int]] = {"entry": set(), "link": set(), "status": set()}
    for one in changes:
        if one.table in ids:
            ids[one.table] |= set(one.ids)
    entries = ids["entry"]
    heads = [one.now.get("head_id") or one.was.get("head_id") for one in changes]
    entries |= {head for head in heads if head}
    for newer, older in LinkRow.objects.filter(pk__in=ids["link"]).values_list("newer", "older"):
        entries |= {newer, older}
    entries |= set(StatusRow.objects.filter(pk__in=ids["status"]).values_list("entry", flat=True))
    repeats = Entry.objects.filter(head__in=entries).values_list("pk", flat=True)
    return entries | set(repeats)


def _again(editor: Editor, on: On, last: Judgement | None) -> Judged | None:
    """The same editor's same deed, sent twice: a second press of one button.

    Only deeds that say all that they do; two corrections may differ.
    """
    if last is None or last.deed != on.deed or on.deed in _SAY_MORE:
        return None
    if on.target in (Target.MATTER, Target.PARTY):
        return None  # kept apart from one, it may still be kept apart from another
    return Judged(last, again=True) if last.editor_id == editor.user.pk else None


_SAY_MORE = (
    Deed.CORRECT, Deed.MERGE, Deed.SPLIT, Deed.RATE, Deed.RENAME, Deed.ADD_REPLY, Deed.UNDO,
)  # fmt: skip


def _overtaken_by(last: Judgement | None) -> str:
    if last is None:
        return "Somebody changed this in the meantime; look at it again."
    return (
        f"{last.editor.get_username()} was quicker ({last.deed}, "
        f"{last.made_at:%H:%M} UTC); look at it again."
    )


def _told(side: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in side.items() if name != ROWS}
