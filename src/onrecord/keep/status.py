"""The status of entries in the record: its events as rows, and what follows from them.

`derive.py` says what events come to, `proposals.py` what a machine may say;
here both meet the database.  This file alone writes the columns of an entry
that follow from its events.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import LessThan

from onrecord.keep.derive import PATIENCE, RATED, ActFacts, status_of
from onrecord.keep.duties import CallFacts, Duty, duty_for
from onrecord.keep.models import Article, Entry, EntryKind, Outlet, StatusRow
from onrecord.keep.status_machine import apply_machine_events
from onrecord.keep.status_rows import HAVE_STATUS, day_of, events_of, facts_of
from onrecord.record.status import Axis, Outcome, PublicWord, Reply, Review, Status

_SAID = Coalesce(F("day"), TruncDate("added_at"))
"""The day of an entry, as SQL."""


def statuses(entries: Iterable[Entry], today: date) -> dict[int, Status]:
    """The status of each act among the entries that is followed up, on a day, by its id.

    Statements, responses, and reports of an act that has an earlier report have
    none.  Asks the database at most twice, however many entries there are; not
    for the events, where they were fetched (`prefetch_related("status_events")`).
    """
    acts = [one for one in entries if one.kind in HAVE_STATUS and one.head_id is None]
    prefetch_related_objects(acts, "status_events")
    heard = outlets_heard(today) if any(_awaits(one) for one in acts) else ()
    return {
        one.pk: status_of(
            facts_of(one),
            events_of(one.status_events.all()),
            today,
            len(heard) - bisect_right(heard, day_of(one)),
        )
        for one in acts
    }


def status_on(entry: Entry, today: date) -> Status | None:
    """The status of one entry on a day; None where it has none."""
    return statuses([entry], today).get(entry.pk)


def outlets_heard(today: date) -> Sequence[date]:
    """The day of the last article of each outlet up to today, the earliest first.

    How many outlets have been read since a day is how many of these come after it.
    """
    newest = Article.objects.filter(outlet=OuterRef("pk"), published__lte=today).order_by(
        "-published"
    )
    last = Outlet.objects.annotate(last=Subquery(newest.values("published")[:1]))
    return sorted(last.filter(last__isnull=False).values_list("last", flat=True))


def word_expression(today: date) -> Case:
    """The public word of calls and commitments as SQL, for lists and facets to choose by.

    Says what `status_of` says, which a test holds for records made at random.
    """
    newest = Article.objects.filter(outlet__isnull=False, published__lte=today)
    last_heard = newest.order_by("-published").values_list("published", flat=True).first()
    claimed = Exists(
        StatusRow.objects.filter(
            entry=OuterRef("pk"), axis=Axis.OUTCOME.value, value=Outcome.KEPT.value,
            proposed=True, confirmed=None, undone=None, day__lte=today,
        )
    )  # fmt: skip
    unrated = Q(outcome=Outcome.NOT_RATED.value)
    silent_since = min(last_heard or date.min, today - timedelta(days=PATIENCE))
    silent = Q(
        kind=EntryKind.CALL.value, reply=Reply.AWAITING.value, due_last__isnull=True
    ) & Q(LessThan(_SAID, Value(silent_since)))  # fmt: skip
    return Case(
        When(review=Review.WITHDRAWN.value, then=_value(PublicWord.WITHDRAWN)),
        When(reply=Reply.WITHDRAWN.value, then=_value(PublicWord.WITHDRAWN)),
        *(When(outcome=one.value, then=_value(word)) for one, word in RATED.items()),
        When(disputed=True, then=_value(PublicWord.DISPUTED)),
        When(reply=Reply.REFUSED.value, then=_value(PublicWord.REFUSED)),
        When(reply=Reply.ANSWERED.value, then=_value(PublicWord.ANSWERED)),
        When(Q(due_last__lt=today) & ~(unrated & claimed), then=_value(PublicWord.OVERDUE)),
        When(silent & ~(unrated & claimed), then=_value(PublicWord.NO_REPLY_SEEN)),
        default=_value(PublicWord.OPEN),
        output_field=CharField(),
    )


def _value(word: PublicWord) -> Value:
    return Value(word.value)


def _awaits(entry: Entry) -> bool:
    """Whether its sentence may have to say in how many sources no reply was seen."""
    return entry.kind == EntryKind.CALL and entry.reply == Reply.AWAITING


__all__ = [
    "HAVE_STATUS",
    "ActFacts",
    "CallFacts",
    "Duty",
    "apply_machine_events",
    "duty_for",
    "events_of",
    "facts_of",
    "outlets_heard",
    "status_of",
    "status_on",
    "statuses",
    "word_expression",
]
