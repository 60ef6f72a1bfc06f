"""The ledger's steps: each is one transaction, so that a sender may die between any two.

`reserve` gives a sender some waiting rows that no other sender takes for a
while.  `take` commits `sending` for one of them: after that, and not before,
the mail is handed over.  `settle` writes what became of it.  That a row is
never handed over twice rests on `take` alone, whose update finds the row
waiting or does nothing; the rest is for speed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from onrecord.brief.models import (
    Delivery,
    Edition,
    EditionState,
    Frequency,
    MailedLink,
    Period,
    Posting,
    Standing,
    State,
    Subscriber,
)
from onrecord.brief.sending_handover import Handed, Result

LEASE = timedelta(minutes=10)
"""After this long a row that was reserved is free again, and one in `sending` is unknown."""

PAUSES = (2, 5, 15, 30, 60, 60, 120, 120)
"""Minutes until a mail that was not taken for now is tried again; after the last it has failed."""

_FILL = 2000

Kind = type[Delivery] | type[MailedLink]
Rows = QuerySet[Delivery] | QuerySet[MailedLink]


@dataclass(frozen=True, slots=True)
class Hold:
    """Which sender reserves, when, and for how long nobody else may."""

    sender: str
    now: datetime
    lease: timedelta = LEASE


def open_postings(now: datetime, late: timedelta) -> list[Posting]:
    """The editions that are on their way; those that became ready get their posting."""
    ready = Edition.objects.filter(
        state=EditionState.READY, posting=None, closed_at__gt=now - late
    ).order_by("closed_at", "pk")
    for edition in ready:
        closed = edition.closed_at or now
        Posting.objects.get_or_create(
            edition=edition, defaults={"made_at": now, "last_at": closed + late}
        )
    return list(Posting.objects.filter(closed_at=None).order_by("pk").select_related("edition"))


def audience(edition: Edition) -> QuerySet[Subscriber]:
    """Who gets an edition: its topic's subscribers whose frequency it fits.

    The edition on everything goes to those who chose no topic.
    """
    rows = Subscriber.objects.filter(standing=Standing.CONFIRMED)
    if edition.period == Period.WEEKLY:
        rows = rows.filter(frequency=Frequency.WEEKLY)
    elif edition.content.get("quiet"):
        rows = rows.filter(frequency=Frequency.DAILY)
    else:
        rows = rows.exclude(frequency=Frequency.WEEKLY)
    return rows.filter(topics=edition.topic)


def fill(posting: Posting, now: datetime) -> None:
    """Gives each subscriber of the edition a row, by key, some at a time.

    Killed and begun again it goes on where it was; two at once do no harm.
    """
    people = audience(posting.edition).order_by("pk")
    while posting.filled_at is None:
        ids = list(people.filter(pk__gt=posting.filled_to).values_list("pk", flat=True)[:_FILL])
        rows = [Delivery(posting=posting, subscriber_id=one, next_at=now) for one in ids]
        with transaction.atomic():
            Delivery.objects.bulk_create(rows, ignore_conflicts=True)
            posting.filled_to = ids[-1] if ids else posting.filled_to
            posting.filled_at = None if len(ids) == _FILL else now
            posting.save(update_fields=["filled_to", "filled_at"])


def reserve(rows: Rows, hold: Hold, size: int) -> list[int]:
    """Ids of up to `size` waiting rows that are this sender's for a while, by key."""
    free = rows.filter(
        Q(sender="") | Q(reserved_at__lt=hold.now - hold.lease),
        state=State.WAITING, next_at__lte=hold.now,
    ).order_by("pk")  # fmt: skip
    if connection.features.has_select_for_update_skip_locked:
        free = free.select_for_update(skip_locked=True)
    with transaction.atomic():
        ids = list(free.values_list("pk", flat=True)[:size])
        if ids:
            kept = rows.model._base_manager.filter(pk__in=ids)
            kept.update(sender=hold.sender, reserved_at=hold.now)
    return ids


def take(kind: Kind, id: int, hold: Hold) -> bool:
    """Whether this row is now ours to hand over; it is committed when the transaction is."""
    rows = kind._base_manager.filter(pk=id, state=State.WAITING, sender=hold.sender)
    if kind is Delivery:
        reads = Subscriber.objects.filter(pk=OuterRef("subscriber"), standing=Standing.CONFIRMED)
        if rows.filter(Exists(reads)).update(state=State.SENDING, reserved_at=hold.now):
            return True
        rows.update(state=State.DROPPED, detail="no subscriber any more", done_at=hold.now)
        return False
    return rows.update(state=State.SENDING, reserved_at=hold.now) == 1


def settle(kind: Kind, id: int, hold: Hold, handed: Handed) -> None:
    """Writes what became of a mail that was handed over."""
    # Taken for lost meanwhile, it is known again.
    rows = kind._base_manager.filter(
        pk=id, state__in=(State.SENDING, State.UNKNOWN), sender=hold.sender
    )
    detail = handed.detail[:300]
    if handed.result is Result.NOT_OFFERED:
        rows.update(state=State.WAITING, sender="", detail=detail)
        return
    if handed.result is Result.LATER:
        tries = rows.values_list("tries", flat=True).first()
        if tries is not None and tries < len(PAUSES):
            again = hold.now + timedelta(minutes=PAUSES[tries])
            rows.update(
                state=State.WAITING, sender="", detail=detail, tries=F("tries") + 1, next_at=again
            )
            return
    rows.update(state=_ENDS[handed.result], detail=detail, done_at=hold.now, tries=F("tries") + 1)


_ENDS = {
    Result.SENT: State.SENT,
    Result.LATER: State.FAILED,
    Result.REFUSED: State.FAILED,
    Result.BOUNCED: State.BOUNCED,
    Result.UNKNOWN: State.UNKNOWN,
}


def give_back(kind: Kind, ids: Collection[int], hold: Hold, until: datetime | None = None) -> None:
    """Frees reserved rows that were not taken, for now or for later."""
    rows = kind._base_manager.filter(pk__in=ids, state=State.WAITING, sender=hold.sender)
    rows.update(sender="", **({"next_at": until} if until else {}))


def mark_lost(kind: Kind, hold: Hold) -> int:
    """Calls unknown what has been `sending` for so long that its sender must be dead.

    How many there were.  They stay so: whether to risk that somebody gets an
    edition twice is for people to say (`send_unknown_again`).
    """
    rows = kind._base_manager.filter(state=State.SENDING, reserved_at__lt=hold.now - hold.lease)
    detail = "the sender died while handing it over"
    return rows.update(state=State.UNKNOWN, done_at=hold.now, detail=detail)


def send_unknown_again(now: datetime) -> int:
    """Has all that is unknown wait to be sent again, where it is not too late; how many."""
    late = Posting.objects.filter(last_at__gt=now)
    rows = Delivery.objects.filter(state=State.UNKNOWN, posting__in=late)
    with transaction.atomic():
        late.filter(deliveries__in=rows).update(closed_at=None)
        return rows.update(state=State.WAITING, sender="", next_at=now, done_at=None)


def drop(kind: Kind, id: int, hold: Hold, why: str) -> None:
    """Gives up a reserved row that is not to be sent."""
    rows = kind._base_manager.filter(pk=id, state=State.WAITING, sender=hold.sender)
    rows.update(state=State.DROPPED, detail=why[:300], done_at=hold.now)


def drop_late(posting: Posting, now: datetime) -> int:
    """Drops what is not out in time; how many there were."""
    if now <= posting.last_at:
        return 0
    rows = Delivery.objects.filter(posting=posting, state=State.WAITING)
    return rows.update(state=State.DROPPED, detail="too late", done_at=now)


def close_if_done(posting: Posting, now: datetime) -> bool:
    """Whether nothing of the posting waits or is under way."""
    under_way = Delivery.objects.filter(posting=posting, state__in=(State.WAITING, State.SENDING))
    if posting.filled_at is None or under_way.exists():
        return False
    posting.closed_at = now
    posting.save(update_fields=["closed_at"])
    return True
