"""Status events between rows and nouns, and the columns of entries that follow from them."""

from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.keep.derive import ActFacts, status_of
from onrecord.keep.models import Entry, EntryKind, StatusRow
from onrecord.record.status import Axis, Flag, Review, SaidBy, StatusEvent

HAVE_STATUS = (EntryKind.CALL, EntryKind.COMMITMENT)
"""Kinds of entries that are followed up; the others have no status of their own."""

COLUMNS = ("reply", "outcome", "disputed", "conditional", "due_last", "duty_last", "duty_rule")
"""Columns of an entry that follow from events and duties."""


def day_of(entry: Entry) -> date:
    """The day of an entry, which is never unknown: at the latest it was when it was added."""
    return entry.day or entry.added_at.date()


def facts_of(entry: Entry) -> ActFacts:
    """What the status of an entry rests on besides its events."""
    return ActFacts(
        kind=entry.kind,
        day=day_of(entry),
        due=entry.due_stated,
        duty=entry.duty_last,
        review=Review(entry.review),
    )


def events_of(rows: Iterable[StatusRow]) -> list[StatusEvent]:
    """The events that stand, as they were recorded; a confirmed proposal is an editor's word."""
    ordered = sorted((row for row in rows if row.undone_id is None), key=lambda row: row.pk)
    return [
        StatusEvent(
            axis=Axis(row.axis),
            value=row.value,
            by=SaidBy.EDITOR if row.confirmed_id else SaidBy(row.by),
            day=row.day,
            proposed=row.proposed and row.confirmed_id is None,
            evidence=row.evidence_id,
            note=row.note,
        )
        for row in ordered
    ]


def write_columns(entries: Sequence[Entry]) -> None:
    """Writes the columns that follow from the events of these entries, where they differ."""
    rows: dict[int, list[StatusRow]] = {entry.pk: [] for entry in entries}
    for row in StatusRow.objects.filter(entry__in=rows, undone=None):
        rows[row.entry_id].append(row)
    changed = []
    for entry in entries:
        status = status_of(facts_of(entry), events_of(rows[entry.pk]), date.max)
        values = {
            "reply": status.reply.value,
            "outcome": status.outcome.value,
            "disputed": Flag.DISPUTED in status.flags,
            "conditional": Flag.CONDITIONAL in status.flags,
            "due_last": status.due,
        }
        if any(getattr(entry, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(entry, name, value)
            changed.append(entry)
    Entry.objects.bulk_update(changed, COLUMNS, batch_size=100)
