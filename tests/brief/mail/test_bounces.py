"""Mails that come back, as servers write them, and complaints."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from onrecord.brief.bounces import Kind, NotUnderstood, Returned, take_back
from onrecord.brief.models import Delivery, Posting, Subscriber, Suppression
from onrecord.brief.sending_letter import delivery_named, return_path
from onrecord.brief.sending_settings import Post

pytestmark = pytest.mark.django_db

Make = Callable[..., Any]

POST = Post("x", {}, "The Tarn <news@tarn.example>", "bounces@tarn.example")


def dsn(to: str, status: str, action: str = "failed") -> bytes:
    return f"""From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your mail came back.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ada@tarn.example
Action: {action}
Status: {status}

--b
Content-Type: message/rfc822

Subject: News

words
--b--
""".encode()


def complaint(inner: str) -> bytes:
    return f"""From: fbl@mx.example
To: abuse@tarn.example
Subject: complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an abuse report.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Some/1.0
Version: 1

--b
Content-Type: message/rfc822

{inner}
Subject: News

words
--b--
""".encode()


QMAIL = """From: MAILER-DAEMON@mx.example
To: {to}
Subject: failure notice

Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ada@tarn.example>:
Sorry, no mailbox here by that name. (#5.1.1)
"""


@pytest.fixture
def sent(subscriber: Make, edition: Make) -> Callable[[], Delivery]:
    """A delivery to Ada that went out, each of another edition."""

    def made() -> Delivery:
        row = Subscriber.objects.first() or subscriber("ada@tarn.example")
        now = timezone.now()
        posting = Posting.objects.create(edition=edition(), made_at=now, last_at=now)
        return Delivery.objects.create(
            posting=posting, subscriber=row, state="sent", next_at=now, done_at=now
        )

    return made


def what_is(row: Delivery) -> tuple[str, str, list[str]]:
    """State, standing, and why addresses are suppressed."""
    row.refresh_from_db()
    why = [one.why for one in Suppression.objects.all()]
    return row.state, Subscriber.objects.get().standing, why


ROWS = [
    # status, action, kind, what follows
    ("5.1.1", "failed", Kind.HARD, ("bounced", "suppressed", ["bounce"])),
    ("5.1.10", "failed", Kind.HARD, ("bounced", "suppressed", ["bounce"])),
    ("5.2.1", "failed", Kind.HARD, ("bounced", "suppressed", ["bounce"])),
    ("5.2.2", "failed", Kind.SOFT, ("bounced", "confirmed", [])),
    ("4.4.7", "failed", Kind.SOFT, ("bounced", "confirmed", [])),
    ("5.7.1", "failed", Kind.SOFT, ("bounced", "confirmed", [])),
    ("4.4.1", "delayed", Kind.DELAYED, ("sent", "confirmed", [])),
]


@pytest.mark.parametrize(("status", "action", "kind", "follows"), ROWS)
def test_what_a_returned_mail_means(
    status: str, action: str, kind: Kind, follows: Any, sent: Callable[[], Delivery]
) -> None:
    row = sent()
    mail = dsn(return_path(POST, row.pk), status, action)
    for _ in range(2):
        assert take_back(mail, POST, timezone.now()) == Returned(kind, row.pk)
        assert what_is(row) == follows


def test_servers_that_do_not_write_as_the_standard_says(sent: Callable[[], Delivery]) -> None:
    row = sent()
    # Some change the case on the way, or add a header of their own.
    mail = QMAIL.format(to=return_path(POST, row.pk).upper()).encode()
    assert take_back(mail, POST, timezone.now()) == Returned(Kind.HARD, row.pk)
    assert what_is(row) == ("bounced", "suppressed", ["bounce"])


def test_five_full_mailboxes_in_a_row_are_given_up(sent: Callable[[], Delivery]) -> None:
    standings = []
    for at in range(7):
        row = sent()
        if at != 1:
            take_back(dsn(return_path(POST, row.pk), "5.2.2"), POST, timezone.now())
        standings.append(what_is(row)[1])
    assert standings == ["confirmed"] * 6 + ["suppressed"]


def test_a_complaint_suppresses_for_ever(sent: Callable[[], Delivery]) -> None:
    row = sent()
    path = return_path(POST, row.pk)
    name = f"<delivery.{path.split('+')[1].split('@')[0].replace('-', '.')}@tarn.example>"
    assert delivery_named(name) == row.pk
    for inner in (f"Return-Path: <{path}>", f"Message-ID: {name}"):
        Suppression.objects.all().delete()
        Subscriber.objects.update(standing="confirmed")
        found = take_back(complaint(inner), POST, timezone.now())
        assert found == Returned(Kind.COMPLAINT, row.pk)
        assert what_is(row) == ("sent", "suppressed", ["complaint"])


def test_strangers_cannot_make_mails_bounce(sent: Callable[[], Delivery]) -> None:
    row = sent()
    path = return_path(POST, row.pk)
    mark = path.split("-")[1].split("@")[0]
    wrong = [
        f"bounces+{row.pk}-{'0' * 16}@tarn.example", f"bounces+{row.pk + 1}-{mark}@tarn.example",
        f"bounces+{row.pk}@tarn.example", f"other+{row.pk}-{mark}@tarn.example",
        f"bounces+{row.pk}-{mark}@eve.example", "news@tarn.example", "",
    ]  # fmt: skip
    found = {take_back(dsn(one, "5.1.1"), POST, timezone.now()) for one in wrong}
    assert found == {NotUnderstood.NOT_OURS}
    forged = complaint(f"Message-ID: <delivery.{row.pk}.{'0' * 16}@tarn.example>")
    assert take_back(forged, POST, timezone.now()) is NotUnderstood.NOT_OURS
    assert what_is(row) == ("sent", "confirmed", [])


@pytest.mark.parametrize("words", [b"", b"\x00\xff" * 50, b"Subject: hello\n\nI am on holiday."])
def test_mails_that_are_no_bounces(words: bytes, sent: Callable[[], Delivery]) -> None:
    row = sent()
    path = return_path(POST, row.pk).encode()
    assert take_back(words, POST, timezone.now()) is NotUnderstood.NOT_OURS
    holiday = b"To: " + path + b"\nSubject: Out of office\n\n" + words
    assert take_back(holiday, POST, timezone.now()) is NotUnderstood.NO_BOUNCE
    assert what_is(row) == ("sent", "confirmed", [])


def test_a_delivery_that_is_gone(sent: Callable[[], Delivery]) -> None:
    row = sent()
    mail = dsn(return_path(POST, row.pk), "5.1.1")
    row.delete()
    assert take_back(mail, POST, timezone.now()) is NotUnderstood.GONE
    too_long = mail + b"x" * 5_000_000
    assert take_back(too_long, POST, timezone.now()) is NotUnderstood.TOO_LONG
