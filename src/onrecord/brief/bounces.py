"""Mails that came back: which delivery, why, and what follows.

Which delivery is told by the return path, an address of each mail's own, with
a mark that strangers cannot make.  Whether it is a mail that came back, and
whether for good, is told by flufl.bounce (Mailman's detectors, kept up to
date), since not every server returns mail as RFC 3464 asks.  The status of
those that do, and complaints (RFC 5965), are read with the standard library.
"""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.utils import getaddresses
from enum import Enum

from django.db import transaction
from flufl.bounce import all_failures

from onrecord.brief.models import Delivery, State, Subscriber, Why
from onrecord.brief.sending_letter import delivery_named, delivery_of
from onrecord.brief.sending_settings import Post
from onrecord.brief.signup_links import suppress

IN_A_ROW = 5
"""So many mails in a row that came back for a full mailbox or the like: nobody reads them."""

_ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
_LONGEST = 5_000_000


class Kind(Enum):
    """What came back."""

    HARD = "no such mailbox"
    SOFT = "not taken"
    DELAYED = "delayed"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Returned:
    """A mail that came back, with the delivery that it was."""

    kind: Kind
    delivery: int


class NotUnderstood(Enum):
    """Why a mail says nothing about a delivery."""

    NOT_OURS = "it is addressed to no return path of this record"
    NO_BOUNCE = "it is neither a returned mail nor a complaint"
    GONE = "its delivery is not in this record any more"
    TOO_LONG = "it is longer than five million bytes"

    def __str__(self) -> str:
        return self.value


def take_back(data: bytes, post: Post, now: datetime) -> Returned | NotUnderstood:
    """Reads one mail, writes what follows into the ledger and suppresses where it must.

    A mail that is given twice counts once.
    """
    if len(data) > _LONGEST:
        return NotUnderstood.TOO_LONG
    found = read(email.message_from_bytes(data), post)
    if isinstance(found, Returned) and not _apply(found, now):
        return NotUnderstood.GONE
    return found


def read(mail: Message, post: Post) -> Returned | NotUnderstood:
    """What a mail says came back."""
    if _is_complaint(mail):
        id = _complained_of(mail, post)
        return NotUnderstood.NOT_OURS if id is None else Returned(Kind.COMPLAINT, id)
    found = [delivery_of(address, post) for address in _addressed(mail)]
    id = next((one for one in found if one), None)
    if id is None:
        return NotUnderstood.NOT_OURS
    try:
        temporary, permanent = all_failures(mail)
    except Exception:
        # Its detectors trip over mails that are no bounces (one without a From, say).
        return NotUnderstood.NO_BOUNCE
    if permanent:
        return Returned(Kind.HARD if _is_about_mailbox(mail) else Kind.SOFT, id)
    return Returned(Kind.DELAYED, id) if temporary else NotUnderstood.NO_BOUNCE


def _addressed(mail: Message) -> Iterator[str]:
    """Every address that the mail was brought to."""
    values = [str(one) for name in _ADDRESSED for one in mail.get_all(name, [])]
    for _, address in getaddresses(values):
        yield address


def _is_about_mailbox(mail: Message) -> bool:
    """Whether there is no such mailbox, and not a full one or a server that never answered.

    A server that gives no status says no more than that the mail came back for good.
    """
    statuses = [
        str(part.get("Status")).strip()
        for part in mail.walk()
        if part.get("Status") and part.get("Action", "failed").strip().casefold() == "failed"
    ]
    return all(one.startswith("5.1.") or one in ("5.2.1", "5.0.0") for one in statuses)


def _is_complaint(mail: Message) -> bool:
    return (
        mail.get_content_type() == "multipart/report"
        and str(mail.get_param("report-type", "")).casefold() == "feedback-report"
    )


def _complained_of(mail: Message, post: Post) -> int | None:
    """The delivery that a complaint encloses, by its return path or by its name."""
    for part in mail.walk():
        for name in ("Return-Path", "Original-Mail-From", "Message-ID"):
            value = str(part.get(name, ""))
            found = delivery_of(value.strip(" <>"), post) or delivery_named(value)
            if found:
                return found
    # Some enclose the mail, or its head alone, as plain text.
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            text = str(part.get_payload())
            for value in re.findall(r"<delivery\.[^<>\s]{1,100}>", text):
                found = delivery_named(value)
                if found:
                    return found
    return None


def _apply(returned: Returned, now: datetime) -> bool:
    """Writes it down; False where there is no such delivery."""
    with transaction.atomic():
        row = Delivery.objects.select_for_update().filter(pk=returned.delivery).first()
        if row is None:
            return False
        subscriber = row.subscriber
        if returned.kind is Kind.COMPLAINT:
            if subscriber is not None:
                suppress(subscriber, Why.COMPLAINT, now)
            return True
        if row.state == State.BOUNCED or returned.kind is Kind.DELAYED:
            return True
        row.state, row.done_at, row.detail = State.BOUNCED, now, f"came back: {returned.kind.value}"
        row.save(update_fields=["state", "done_at", "detail"])
        if subscriber is not None:
            _bounced(subscriber, returned.kind, now)
    return True


def _bounced(subscriber: Subscriber, kind: Kind, now: datetime) -> None:
    if kind is Kind.HARD:
        suppress(subscriber, Why.BOUNCE, now, "no such mailbox")
        return
    last = Delivery.objects.filter(subscriber=subscriber).exclude(state=State.WAITING)
    states = list(last.order_by("-pk").values_list("state", flat=True)[:IN_A_ROW])
    if states == [State.BOUNCED] * IN_A_ROW:
        suppress(subscriber, Why.BOUNCE, now, f"{IN_A_ROW} mails in a row came back")
