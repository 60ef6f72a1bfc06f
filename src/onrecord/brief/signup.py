"""Signing up: the wish is noted, and a link is mailed to the address.

Nobody becomes a subscriber by this.  Whether the address is known is not even
looked up while the form's answer is made: what is mailed is decided by
`signup_mail.py` later, so that the answer tells nothing, in words or in time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db import transaction
from email_validator import EmailNotValidError, validate_email

from onrecord.brief.limits import Counted, Limits, count, forget_counts, network_of
from onrecord.brief.models import Frequency, MailedLink, Purpose, State, Topic
from onrecord.brief.tokens import keyed_hash, new_ref
from onrecord.brief.topics import topics

FORM = "2026-11"
"""The wording that is agreed to.  Change it whenever the words of the form change."""

MOST_TOPICS = 50

KEPT = timedelta(days=30)
"""How long a link is kept that was asked for, used or not."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is written to, and in the one form under which it is known."""

    written: str
    normal: str

    @property
    def domain(self) -> str:
        """What stands after the @, in ASCII."""
        return self.normal.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a visitor typed and ticked, unchecked; `place` is their address on the internet."""

    address: str
    topics: Sequence[str] = ()
    frequency: str = Frequency.DAILY
    place: str = ""


class Answer(Enum):
    """What the visitor is told."""

    THANKS = "thanks"
    BAD_ADDRESS = "bad address"
    BAD_CHOICE = "bad choice"
    TOO_MANY = "too many"


def address_of(typed: str) -> Address | None:
    """The address that was typed, or None where it is none that mail can be sent to.

    Names in other letters than ASCII are taken after the @ alone: many servers
    do not carry the others yet.

    >>> address_of(" Ada.Moss@Tarn.Example ")
    Address(written='Ada.Moss@tarn.example', normal='ada.moss@tarn.example')
    >>> address_of("ada@bücher.example").normal
    'ada@xn--bcher-kva.example'
    >>> address_of("ada@tarn.example\\nBcc: eve@tarn.example") is None
    True
    """
    try:
        found = validate_email(
            typed.strip(" \t"), check_deliverability=False, allow_smtputf8=False, strict=True
        )
    except EmailNotValidError:
        return None
    written = found.ascii_email
    if written is None:
        return None
    return Address(written, written.casefold())


def sign_up(wish: Wish, now: datetime, limits: Limits | None = None) -> Answer:
    """Notes the wish and has a link mailed, unless the address or the choice is none.

    Who signs one address up more often than the limit is thanked like any
    other, and nothing is mailed: that others tried is nobody's to know.
    """
    address = address_of(wish.address)
    if address is None:
        return Answer.BAD_ADDRESS
    chosen = chosen_topics(wish.topics)
    if chosen is None or wish.frequency not in Frequency.values:
        return Answer.BAD_CHOICE
    network = keyed_hash("network", network_of(wish.place))
    # The count stands whatever becomes of the rest.
    counted = count(address.normal, network, now, limits or Limits())
    if counted is Counted.TOO_MANY_FROM_NETWORK:
        return Answer.TOO_MANY
    within = counted is Counted.WITHIN
    with transaction.atomic():
        MailedLink.objects.create(
            ref=new_ref(),
            purpose=Purpose.CONFIRM,
            address=address.written,
            normal=address.normal,
            topics=[topic.slug for topic in chosen],
            frequency=wish.frequency,
            form=FORM,
            network=network,
            asked_at=now,
            next_at=now,
            state=State.WAITING if within else State.DROPPED,
            detail="" if within else "asked for too often",
        )
    return Answer.THANKS


def chosen_topics(slugs: Sequence[str]) -> list[Topic] | None:
    """The topics of these names, or None where one of them is none that is offered."""
    wanted = set(slugs)
    if len(wanted) > MOST_TOPICS:
        return None
    found = list(topics().filter(slug__in=wanted))
    return found if len(found) == len(wanted) else None


def forget_old(now: datetime) -> None:
    """Deletes links of long ago, and with them addresses that nobody confirmed, and old counts."""
    MailedLink.objects.filter(asked_at__lt=now - KEPT).delete()
    forget_counts(now)
