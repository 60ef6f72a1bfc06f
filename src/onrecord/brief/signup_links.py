"""What signed links do: confirm, change, leave, take one's data along, be forgotten.

Only these functions change anything, and pages call them for POST alone: what
follows links in mails to look for viruses sends GET.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.db import transaction

from onrecord.brief.models import (
    ConsentEvent,
    ConsentStep,
    Delivery,
    Frequency,
    MailedLink,
    Purpose,
    Standing,
    State,
    Subscriber,
    Suppression,
    Topic,
    Why,
)
from onrecord.brief.signup import Address, Answer, Wish, chosen_topics
from onrecord.brief.tokens import Opened, Useless, keyed_hash, new_ref, opened


class Gone(Enum):
    """Why a link that was good does nothing any more."""

    USED = "used"


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-up that waits to be confirmed."""

    link: MailedLink
    topics: tuple[Topic, ...]


def pending(token: str) -> Pending | Useless | Gone:
    """The sign-up that this link confirms."""
    link = _mailed(Purpose.CONFIRM, token)
    if not isinstance(link, MailedLink):
        return link
    return Pending(link, tuple(Topic.objects.filter(slug__in=link.topics, removed_at=None)))


def confirm(token: str, network: str, now: datetime) -> Subscriber | Useless | Gone:
    """Makes the address a subscriber; one that was a subscriber has the new topics as well."""
    with transaction.atomic():
        found = pending(token)
        if not isinstance(found, Pending):
            return found
        link = found.link
        if not _use(link, now):
            return Gone.USED
        subscriber, fresh = Subscriber.objects.get_or_create(
            normal=link.normal,
            defaults={
                "ref": new_ref(),
                "address": link.address,
                "domain": Address(link.address, link.normal).domain,
                "confirmed_at": now,
            },
        )
        known = set(subscriber.topics.all())
        stays = not fresh and subscriber.standing == Standing.CONFIRMED
        both = known | set(found.topics) if stays and known and found.topics else found.topics
        subscriber.topics.set(both)
        subscriber.address = link.address
        subscriber.frequency = link.frequency
        subscriber.standing = Standing.CONFIRMED
        subscriber.confirmed_at = now
        subscriber.save()
        Suppression.objects.filter(hash=suppression_hash(link.normal)).delete()
        chosen = {"topics": link.topics, "frequency": link.frequency}
        asked = ConsentEvent(
            subscriber=subscriber, step=ConsentStep.ASKED, at=link.asked_at, form=link.form,
            network=link.network, detail=chosen,
        )  # fmt: skip
        asked.save()
        _log(subscriber, ConsentStep.CONFIRMED, now, network=network)
    return subscriber


def subscriber_of(purpose: Purpose, token: str) -> Subscriber | Useless | Gone:
    """Whose preferences, leaving, data or erasure this link is for."""
    if purpose in (Purpose.EXPORT, Purpose.ERASE):
        link = _mailed(purpose, token)
        if not isinstance(link, MailedLink):
            return link
        rows = Subscriber.objects.filter(normal=link.normal)
    else:
        found = opened(purpose, token)
        if not isinstance(found, Opened):
            return found
        rows = Subscriber.objects.filter(ref=found.ref)
    return rows.first() or Gone.USED


def change(subscriber: Subscriber, wish: Wish, now: datetime) -> Answer:
    """Sets topics and frequency; a reader's own searches that are not offered stay."""
    chosen = chosen_topics(wish.topics)
    if chosen is None or wish.frequency not in Frequency.values:
        return Answer.BAD_CHOICE
    with transaction.atomic():
        own = subscriber.topics.filter(listed=False)
        subscriber.topics.set([*own, *chosen])
        subscriber.frequency = wish.frequency
        subscriber.save(update_fields=["frequency"])
        detail = {"topics": [topic.slug for topic in chosen], "frequency": wish.frequency}
        _log(subscriber, ConsentStep.CHANGED, now, detail=detail)
    return Answer.THANKS


def unsubscribe(subscriber: Subscriber, now: datetime) -> None:
    """Ends all mail; what waits to go out is dropped.  A second time changes nothing."""
    with transaction.atomic():
        rows = Subscriber.objects.filter(pk=subscriber.pk, standing=Standing.CONFIRMED)
        if rows.update(standing=Standing.UNSUBSCRIBED):
            _log(subscriber, ConsentStep.UNSUBSCRIBED, now)
            _drop_waiting(subscriber, now)


def ask_for(purpose: Purpose, subscriber: Subscriber, now: datetime) -> None:
    """Has a link to export or erase mailed to the subscriber's own address.

    A mail that was forwarded lets its reader ask for one, and gives them none.
    One that is on its way already is not followed by another.
    """
    recent = MailedLink.objects.filter(
        purpose=purpose, normal=subscriber.normal, used_at=None,
        state__in=(State.WAITING, State.SENDING),
    )  # fmt: skip
    with transaction.atomic():
        if not recent.exists():
            MailedLink.objects.create(
                ref=new_ref(), purpose=purpose, address=subscriber.address,
                normal=subscriber.normal, asked_at=now, next_at=now,
            )  # fmt: skip


def exported(subscriber: Subscriber) -> dict[str, Any]:
    """All that is known of a subscriber, for themselves."""
    deliveries = Delivery.objects.filter(subscriber=subscriber).order_by("pk")
    return {
        "address": subscriber.address,
        "standing": subscriber.standing,
        "confirmed_at": subscriber.confirmed_at.isoformat(),
        "frequency": subscriber.frequency,
        "topics": [topic.title for topic in subscriber.topics.all()],
        "consent": [
            {"step": one.step, "at": one.at.isoformat(), "form": one.form, **one.detail}
            for one in subscriber.consent.all()
        ],
        "mails": [
            {
                "edition": one.posting.edition.subject,
                "day": one.posting.edition.day.isoformat(),
                "state": one.state,
                "at": one.done_at.isoformat() if one.done_at else None,
            }
            for one in deliveries.select_related("posting__edition").iterator(chunk_size=500)
        ],
    }


def erase(token: str, now: datetime) -> Useless | Gone | None:
    """Deletes all that is known of a subscriber; a keyed hash stays, to keep the promise."""
    with transaction.atomic():
        subscriber = subscriber_of(Purpose.ERASE, token)
        if not isinstance(subscriber, Subscriber):
            return subscriber
        _drop_waiting(subscriber, now)
        Delivery.objects.filter(subscriber=subscriber).update(detail="")
        MailedLink.objects.filter(normal=subscriber.normal).delete()
        _suppressed(subscriber.normal, Why.ERASED, now)
        subscriber.delete()
    return None


def suppress(subscriber: Subscriber, why: Why, now: datetime, detail: str = "") -> None:
    """Never writes to this address again, unless its owner signs up anew where that is allowed."""
    step = ConsentStep.COMPLAINED if why is Why.COMPLAINT else ConsentStep.BOUNCED
    with transaction.atomic():
        _suppressed(subscriber.normal, why, now)
        rows = Subscriber.objects.filter(pk=subscriber.pk, standing=Standing.CONFIRMED)
        if rows.update(standing=Standing.SUPPRESSED):
            _log(subscriber, step, now, detail={"detail": detail} if detail else {})
            _drop_waiting(subscriber, now)


def suppression_hash(normal: str) -> str:
    """By what a suppressed address is known."""
    return keyed_hash("suppression", normal)


def _suppressed(normal: str, why: Why, now: datetime) -> None:
    Suppression.objects.update_or_create(
        hash=suppression_hash(normal), defaults={"why": why, "at": now}
    )


def _drop_waiting(subscriber: Subscriber, now: datetime) -> None:
    Delivery.objects.filter(subscriber=subscriber, state=State.WAITING).update(
        state=State.DROPPED, detail="no subscriber any more", done_at=now
    )


def _mailed(purpose: Purpose, token: str) -> MailedLink | Useless | Gone:
    found = opened(purpose, token)
    if not isinstance(found, Opened):
        return found
    return MailedLink.objects.filter(
        ref=found.ref, purpose=purpose, used_at=None
    ).first() or Gone.USED  # fmt: skip


def _use(link: MailedLink, now: datetime) -> bool:
    """Whether the link was unused until now: of two at once, one uses it."""
    return MailedLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now) == 1


def _log(subscriber: Subscriber, step: ConsentStep, now: datetime, **more: Any) -> None:
    ConsentEvent.objects.create(subscriber=subscriber, step=step, at=now, **more)
