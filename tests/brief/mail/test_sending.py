"""Editions go to their subscribers, once, and the ledger says what became of each."""

import email
import email.policy
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.mail import get_connection
from django.utils import timezone

from onrecord.brief.models import (
    ConsentEvent,
    Delivery,
    Edition,
    Posting,
    Subscriber,
    Suppression,
    Topic,
)
from onrecord.brief.place import Place
from onrecord.brief.sending import Sender, Sending, Told
from onrecord.brief.sending_ledger import Hold, mark_lost, reserve, send_unknown_again, take
from onrecord.brief.sending_letter import Letter, PersonalMail, Reader
from onrecord.brief.sending_settings import Post
from onrecord.brief.signup_links import erase, unsubscribe

pytestmark = pytest.mark.django_db(transaction=True)

Make = Callable[..., Any]
Send = Callable[[], Told]


def states() -> list[tuple[str | None, str, str]]:
    """Of each delivery the address, the state and the detail."""
    rows = Delivery.objects.order_by("pk")
    return list(rows.values_list("subscriber__address", "state", "detail"))


def test_who_gets_which_edition(
    subscriber: Make, edition: Make, topic: Make, send: Send, server: Any
) -> None:
    health, police = topic("Health"), topic("Policing")
    subscriber("all@tarn.example")
    subscriber("health@tarn.example", health)
    subscriber("both@tarn.example", health, police)
    subscriber("weekly@tarn.example", health, frequency="weekly")
    subscriber("changes@tarn.example", health, frequency="changes")
    subscriber("left@tarn.example", health, standing="unsubscribed")
    subscriber("barred@tarn.example", health, standing="suppressed")
    got = {}
    for name, made in {
        "all": edition(),
        "health": edition(health),
        "police": edition(police),
        "quiet": edition(health, content={"quiet": True}),
        "weekly": edition(health, period="weekly"),
        "draft": edition(health, state="draft"),
    }.items():
        server.got.clear()
        Edition.objects.exclude(pk=made.pk).filter(posting=None).update(closed_at=None)
        Edition.objects.filter(pk=made.pk).update(closed_at=timezone.now())
        send()
        got[name] = [one.split("@")[0] for one in server.hears()]
    assert got == {
        "all": ["all"],
        "health": ["health", "both", "changes"],
        "police": ["both"],
        "quiet": ["health", "both"],
        "weekly": ["weekly"],
        "draft": [],
    }


def test_a_mail_as_it_arrives(subscriber: Make, edition: Make, send: Send, server: Any) -> None:
    reader = subscriber("Ada.Moss@tarn.example")
    edition()
    told = send()
    assert [dict(one) for one in told.editions.values()] == [{"sent": 1, "late": 0}]
    (got,) = server.got
    row = Delivery.objects.get()
    mail = email.message_from_bytes(got.data, policy=email.policy.default)
    mark = got.sender.split("-")[1].split("@")[0]
    leave = mail["List-Unsubscribe"].strip("<>")
    assert leave.startswith(f"https://tarn.example/unsubscribe/1.{reader.ref}.")
    assert got.sender == f"bounces+{row.pk}-{mark}@tarn.example" and len(mark) == 16
    assert {name: value for name, value in mail.items() if name != "Content-Type"} == {
        "To": "Ada.Moss@tarn.example",
        "Message-ID": f"<delivery.{row.pk}.{mark}@tarn.example>",
        "List-Unsubscribe": f"<{leave}>",
        "From": "The Tarn <news@tarn.example>",
        "Subject": "What changed at the tarn",
        "List-Id": "<all.tarn.example>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
        "MIME-Version": "1.0",
    }
    text, html = (part.get_content() for part in mail.iter_parts())
    assert text.replace("\r\n", "\n") == f"The gate was mended – at last.\n\nLeave:\n{leave}\n"
    assert html.strip() == f'<p>The gate was mended – at last.</p><a href="{leave}">Leave</a>'
    assert max(map(len, got.data.splitlines())) <= 998


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        ".\n..\n.a line that begins with a full stop\n",
        "ends in a blank \nand a tab\t\n%%UNSUBSCRIBE%%",
        "é" * 300 + " %%PREFERENCES%% = " + "x" * 300,
        "%%UNSUBSCRIBE%%%%PREFERENCES%%\n.%%UNSUBSCRIBE%%\n.",
        "From the start\n--\n-- \n=3D =\n",
    ],
)
def test_both_forms_of_a_mail_say_the_same(text: str, post: Post) -> None:
    class Written:
        subject = "Größe = 1 – “quoted” and rather long, so that it has to be folded over lines"
        headers = {"List-Id": "<all.tarn.example>"}  # noqa: RUF012

    Written.text, Written.html = text, f"<p>{text}</p>"  # type: ignore[attr-defined]
    letter = Letter(Written, post, Place("Tarn", "https://tarn.example"))  # type: ignore[arg-type]
    mail = letter.to(Reader(7, "ada@tarn.example", "ref"))
    assert isinstance(mail, PersonalMail)
    wire = mail.wire()
    assert b"\n." not in wire.replace(b"\n..", b"") and wire.endswith(b"\r\n")
    assert wire.count(b"\n") == wire.count(b"\r\n")
    arrived = email.message_from_bytes(wire.replace(b"\n..", b"\n."), policy=email.policy.default)
    other = email.message_from_bytes(
        mail.message().message().as_bytes(), policy=email.policy.default
    )

    def read(message: Any) -> Any:
        # Django dates what has no date, and leaves a blank before a folded subject.
        heads = {k: v.strip() for k, v in message.items() if k not in ("Content-Type", "Date")}
        parts = [one.get_content().rstrip("\n").splitlines() for one in message.iter_parts()]
        return heads, parts

    assert read(arrived) == read(other)


def test_sent_again_nothing_goes_twice(
    subscriber: Make, edition: Make, send: Send, server: Any
) -> None:
    for number in range(250):
        subscriber(f"reader{number}@tarn.example")
    edition()
    send()
    send()
    assert Counter(server.hears()) == {f"reader{n}@tarn.example": 1 for n in range(250)}
    assert Counter(state for _, state, _ in states()) == {"sent": 250}
    assert Posting.objects.filter(closed_at=None).count() == 0
    subscriber("later@tarn.example")
    send()
    assert "later@tarn.example" not in server.hears()
    # One connection carries all of a run.
    assert server.connections == 1


ANSWERS = [
    # step, answer, the state that follows, whether the address is suppressed
    ("RCPT", "450 4.2.1 later", "waiting", False),
    ("RCPT", "451 greylisted", "waiting", False),
    ("RCPT", "550 5.1.1 no such user", "bounced", True),
    ("RCPT", "550 no such user", "bounced", True),
    ("RCPT", "550 5.7.1 your server is listed", "waiting", False),
    ("RCPT", "550 relaying denied", "waiting", False),
    ("RCPT", "552 5.2.2 mailbox full", "failed", False),
    ("RCPT", "drop", "waiting", False),
    ("DATA", "451 4.3.0 try again", "waiting", False),
    ("DATA", "554 5.6.0 not like this", "failed", False),
    ("DATA", "drop", "unknown", False),
]


@pytest.mark.parametrize(("step", "answer", "state", "barred"), ANSWERS)
def test_what_an_answer_of_the_server_means(
    step: str, answer: str, state: str, barred: bool,
    subscriber: Make, edition: Make, send: Send, server: Any,
) -> None:  # fmt: skip
    for name in ("first", "odd", "last"):
        subscriber(f"{name}@tarn.example")
    edition()
    server.says = lambda at, to: answer if (at, to) == (step, "odd@tarn.example") else ""
    send()
    assert [(address, end) for address, end, _ in states()] == [
        ("first@tarn.example", "sent"),
        ("odd@tarn.example", state),
        ("last@tarn.example", "sent"),
    ]
    assert Suppression.objects.exists() == barred
    standing = Subscriber.objects.get(address="odd@tarn.example").standing
    assert standing == ("suppressed" if barred else "confirmed")
    dropped = ["odd@tarn.example"] if answer == "drop" and step == "DATA" else []
    accepted = ["first@tarn.example", *dropped, "last@tarn.example"]
    assert server.hears() == accepted


def test_what_was_not_taken_is_tried_again_at_growing_intervals(
    subscriber: Make, edition: Make, send: Send, server: Any, noon: Any
) -> None:
    subscriber("ada@tarn.example")
    edition()
    tries = []
    server.says = lambda step, _: (
        tries.append(timezone.now()) or "451 busy" if step == "RCPT" else ""
    )
    start = timezone.now()
    for _ in range(6 * 60):
        send()
        noon.shift(timedelta(minutes=2))
    minutes = [int((one - start).total_seconds() // 60) for one in tries]
    assert minutes == [0, 2, 8, 24, 54, 114, 174, 294, 414]
    assert states() == [("ada@tarn.example", "failed", "451 busy")]


def test_what_is_not_out_in_time_is_dropped(
    subscriber: Make, edition: Make, send: Send, server: Any, noon: Any
) -> None:
    subscriber("ada@tarn.example")
    edition()
    server.says = lambda step, _: "451 busy" if step == "DATA" else ""
    send()
    server.says = lambda *_: ""
    noon.shift(timedelta(hours=12, seconds=1))
    send()
    assert states() == [("ada@tarn.example", "dropped", "too late")]
    edition(closed_at=timezone.now() - timedelta(hours=13), day=date(2024, 6, 1))
    send()
    assert (Delivery.objects.count(), server.hears()) == (1, [])


def test_without_a_server_nothing_is_lost(
    subscriber: Make, edition: Make, sending: Sending, server: Any
) -> None:
    for number in range(3):
        subscriber(f"reader{number}@tarn.example")
    edition()
    nobody = replace(sending.post, options={**sending.post.options, "port": 1})
    told = Sender(replace(sending, post=nobody)).run()
    assert "refused" in told.stopped_by
    assert {(state, tries) for state, tries in Delivery.objects.values_list("state", "tries")} == {
        ("waiting", 0)
    }
    Sender(sending).run()
    assert [state for _, state, _ in states()] == ["sent"] * 3


def test_a_server_that_takes_nothing_is_left_alone(
    subscriber: Make, edition: Make, send: Send, server: Any
) -> None:
    for number in range(60):
        subscriber(f"reader{number}@tarn.example")
    edition()
    server.says = lambda step, _: "550 5.7.1 not you" if step == "RCPT" else ""
    told = send()
    assert told.stopped_by == (
        "20 mails in a row were not taken; the last answer: 550 5.7.1 not you"
    )
    assert Counter(Delivery.objects.values_list("state", "tries")) == {
        ("waiting", 1): 20,
        ("waiting", 0): 40,
    }


def test_who_leaves_while_mails_wait_gets_none(
    subscriber: Make, edition: Make, send: Send, server: Any
) -> None:
    people = [subscriber(f"reader{number}@tarn.example") for number in range(3)]
    edition()
    server.says = lambda step, _: "451 busy" if step == "RCPT" else ""
    send()
    server.says = lambda *_: ""
    unsubscribe(people[0], timezone.now())
    # The ledger may be filled in the very moment in which somebody leaves.
    Subscriber.objects.filter(pk=people[1].pk).update(standing="unsubscribed")
    Delivery.objects.update(next_at=timezone.now())
    send()
    assert server.hears() == ["reader2@tarn.example"]
    assert [(state, detail) for _, state, detail in states()][:2] == [
        ("dropped", "no subscriber any more")
    ] * 2


def test_a_dead_sender_leaves_one_unknown_and_the_rest_to_others(
    subscriber: Make, edition: Make, send: Send, server: Any, noon: Any
) -> None:
    for number in range(5):
        subscriber(f"reader{number}@tarn.example")
    edition()
    server.says = lambda step, _: "451 busy" if step == "RCPT" else ""
    send()
    server.says = lambda *_: ""
    noon.shift(timedelta(minutes=3))
    dead = Hold("dead", timezone.now())
    ids = reserve(Delivery.objects.all(), dead, 100)
    assert take(Delivery, ids[1], dead)
    send()
    assert server.hears() == []
    noon.shift(timedelta(minutes=11))
    told = send()
    assert (told.lost, server.hears()) == (1, [f"reader{n}@tarn.example" for n in (0, 2, 3, 4)])
    assert states()[1][1:] == ("unknown", "the sender died while handing it over")
    assert (Posting.objects.get().closed_at is not None, send_unknown_again(timezone.now())) == (
        True,
        1,
    )
    send()
    assert Counter(server.hears()) == {f"reader{n}@tarn.example": 1 for n in range(5)}


def test_of_two_senders_one_takes_a_mail(subscriber: Make, edition: Make, send: Send) -> None:
    subscriber("ada@tarn.example")
    made = edition()
    posting = Posting.objects.create(
        edition=made, made_at=timezone.now(), last_at=timezone.now() + timedelta(hours=1)
    )
    Delivery.objects.create(
        posting=posting, subscriber=Subscriber.objects.get(), next_at=timezone.now()
    )
    now = timezone.now()
    one, other = Hold("one", now), Hold("other", now)
    rows = Delivery.objects.all()
    (id,) = reserve(rows, one, 10)
    assert reserve(rows, other, 10) == []
    # Its reservation may have run out, while it is alive after all.
    late = Hold("other", now + timedelta(minutes=11))
    assert reserve(rows, late, 10) == [id]
    assert (take(Delivery, id, one), take(Delivery, id, late), take(Delivery, id, late)) == (
        False,
        True,
        False,
    )
    assert mark_lost(Delivery, Hold("any", now + timedelta(minutes=15))) == 0


def test_no_more_a_minute_than_a_domain_takes(
    subscriber: Make, edition: Make, sending: Sending, server: Any, noon: Any
) -> None:
    for number in range(5):
        subscriber(f"slow{number}@slow.example")
        subscriber(f"quick{number}@quick.example")
    edition()
    paced = replace(sending, per_domain={"slow.example": 2, "*": 4})
    seen = []
    for _ in range(4):
        # Two senders share one count.
        Sender(paced).run()
        Sender(paced).run()
        seen.append(dict(Counter(one.split("@")[1] for one in server.hears())))
        noon.shift(timedelta(minutes=1))
    assert seen == [
        {"slow.example": 2, "quick.example": 4},
        {"slow.example": 4, "quick.example": 5},
        {"slow.example": 5, "quick.example": 5},
        {"slow.example": 5, "quick.example": 5},
    ]


@pytest.mark.parametrize(
    "address",
    [
        "ada@tarn.example\r\nBcc: eve@tarn.example",
        "ada@tarn.example>\nX: y",
        "a b@tarn.example",
        "",
    ],
)
def test_an_address_that_would_add_a_header_is_not_written_to(
    address: str, edition: Make, send: Send, server: Any
) -> None:
    # Sign-up takes none of these; here they are in the table by other ways.
    Subscriber.objects.create(
        ref="x", address=address, normal=address, domain="tarn.example",
        confirmed_at=timezone.now(),
    )  # fmt: skip
    edition()
    send()
    assert states() == [(address, "dropped", "the address cannot stand in a header")]
    assert server.got == []


def test_a_subject_with_line_breaks_stays_one_header(
    subscriber: Make, edition: Make, sending: Sending, server: Any
) -> None:
    class Evil:
        subject = "News\r\nBcc: eve@tarn.example\n\nand a body"
        text = html = "words"
        headers = {"List-Id": "<all>\r\nBcc: eve@tarn.example"}  # noqa: RUF012

    subscriber("ada@tarn.example")
    edition()
    Sender(replace(sending, written=lambda *_: Evil())).run()  # type: ignore[arg-type,return-value]
    mail = email.message_from_bytes(server.got[0].data, policy=email.policy.default)
    assert (mail["Bcc"], mail["Subject"]) == (None, "News Bcc: eve@tarn.example and a body")


def test_erased_subscribers_leave_the_count_and_nothing_else(
    subscriber: Make, edition: Make, send: Send, topic: Make
) -> None:
    from onrecord.brief.models import MailedLink, Purpose  # noqa: PLC0415
    from onrecord.brief.signup_links import ask_for  # noqa: PLC0415
    from onrecord.brief.tokens import token  # noqa: PLC0415

    ada: Subscriber = subscriber("ada@tarn.example", topic("Health"))
    topic_of: Topic = ada.topics.get()
    edition(topic_of)
    send()
    ask_for(Purpose.ERASE, ada, timezone.now())
    ref = MailedLink.objects.get().ref
    assert erase(token(Purpose.ERASE, ref), timezone.now()) is None
    assert states() == [(None, "sent", "")]
    left = [Subscriber, ConsentEvent, MailedLink]
    assert [model.objects.count() for model in left] == [0, 0, 0]  # type: ignore[attr-defined]
    (row,) = Suppression.objects.all()
    assert (len(row.hash), row.why, "ada" in row.hash) == (64, "erased", False)


def test_any_backend_of_django(
    subscriber: Make, edition: Make, sending: Sending, mailoutbox: Any, monkeypatch: Any
) -> None:
    reader = subscriber("ada@tarn.example")
    edition()
    memory = Post(
        "django.core.mail.backends.locmem.EmailBackend", {}, "The Tarn <news@tarn.example>",
        "bounces@tarn.example",
    )  # fmt: skip
    assert get_connection(memory.backend) is not None
    Sender(replace(sending, post=memory)).run()
    (mail,) = mailoutbox
    row = Delivery.objects.get()
    assert (row.state, mail.to, mail.extra_headers["From"], len(mail.alternatives)) == (
        "sent", ["ada@tarn.example"], "The Tarn <news@tarn.example>", 1,
    )  # fmt: skip
    assert mail.from_email.startswith(f"bounces+{row.pk}-") and reader.ref in mail.body
