"""Signing up: the same answer for every address, and nothing but the link is mailed."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from onrecord.brief.limits import Limits, until_next_hour
from onrecord.brief.models import (
    ConsentEvent,
    MailedLink,
    Purpose,
    SignUpCount,
    Subscriber,
    Suppression,
    Why,
)
from onrecord.brief.sending import Told
from onrecord.brief.signup import Answer, Wish, address_of, forget_old, sign_up
from onrecord.brief.signup_links import (
    Gone,
    Pending,
    ask_for,
    confirm,
    exported,
    pending,
    subscriber_of,
    suppress,
    unsubscribe,
)
from onrecord.brief.signup_mail import WITHHELD
from onrecord.brief.tokens import Useless, token

pytestmark = pytest.mark.django_db(transaction=True)

Make = Callable[..., Any]
Send = Callable[[], Told]

NO_ADDRESS = [
    "", "ada", "ada@", "@tarn.example", "ada@tarn", "ada@@tarn.example", "ada moss@tarn.example",
    "Ada Moss <ada@tarn.example>", "ada@tarn.example, eve@tarn.example",
    "ada@tarn.example\r\nBcc: eve@tarn.example", "ada@tarn.example\nX-Header: yes",
    "ada@tarn.example\x00", '"ada\r\n"@tarn.example', "ada@[192.0.2.1]", "ada@localhost",
    "ädä@tarn.example", "a" * 65 + "@tarn.example", "ada@" + "a" * 250 + ".example",
]  # fmt: skip


@pytest.mark.parametrize("typed", NO_ADDRESS)
def test_what_is_no_address_is_noted_nowhere(typed: str) -> None:
    assert sign_up(Wish(typed), timezone.now()) is Answer.BAD_ADDRESS
    assert (MailedLink.objects.count(), SignUpCount.objects.count()) == (0, 0)


def test_two_spellings_are_one_address() -> None:
    found = {
        address_of(one).normal  # type: ignore[union-attr]
        for one in ("Ada@Tarn.Example", " ada@tarn.example ", "ADA@TARN.EXAMPLE")
    }
    assert found == {"ada@tarn.example"}


def test_the_answer_takes_the_same_work_whether_or_not_the_address_is_known(
    subscriber: Make, topic: Make
) -> None:
    health = topic("Health")
    subscriber("known@tarn.example", health)
    left = subscriber("left@tarn.example")
    unsubscribe(left, timezone.now())
    suppress(subscriber("barred@tarn.example"), Why.COMPLAINT, timezone.now())
    asked: dict[str, tuple[Answer, list[str]]] = {}
    for at, name in enumerate(("nobody", "known", "left", "barred", "nobody2")):
        wish = Wish(f"{name}@tarn.example", ["health"], "weekly", f"192.0.{at}.1")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = sign_up(wish, timezone.now())
        asked[name] = answer, [one["sql"].split(" ")[0] for one in queries]
    assert len(set(map(str, asked.values()))) == 1
    assert asked["nobody"][0] is Answer.THANKS
    tables = ("brief_subscriber", "brief_suppression")
    assert not [one for one in queries if any(table in one["sql"] for table in tables)]


def test_nothing_is_mailed_but_the_link_until_it_is_confirmed(
    edition: Make, send: Send, server: Any, topic: Make
) -> None:
    topic("Politics")
    wish = Wish("Ada.Moss@tarn.example", ["politics"], "daily", "192.0.2.1")
    assert sign_up(wish, timezone.now()) is Answer.THANKS
    edition()
    send()
    send()
    (got,) = server.got
    words = got.data.decode()
    link = MailedLink.objects.get()
    assert Subscriber.objects.count() == 0
    assert (got.recipient, f"https://tarn.example/confirm/1.{link.ref}." in words) == (
        "Ada.Moss@tarn.example",
        True,
    )
    # Of what was typed the mail holds the address that it goes to, once, and nothing else.
    assert (words.count("Ada.Moss"), "olitics" in words, "192.0.2" in words) == (1, False, False)
    assert "List-Unsubscribe" not in words


def signed_up(address: str, *topics: str, **more: Any) -> str:
    """The link of a sign-up."""
    sign_up(Wish(address, topics, **more), timezone.now())
    return token(Purpose.CONFIRM, MailedLink.objects.latest("pk").ref)


def test_confirming_makes_a_subscriber_and_writes_the_log(topic: Make, noon: Any) -> None:
    health = topic("Health")
    link = signed_up("Ada@tarn.example", "health", frequency="weekly")
    found = pending(link)
    assert isinstance(found, Pending) and found.topics == (health,)
    noon.shift(timedelta(hours=1))
    made = confirm(link, "network-of-the-press", timezone.now())
    assert isinstance(made, Subscriber)
    assert (made.address, made.normal, made.domain, made.standing, made.frequency) == (
        "Ada@tarn.example", "ada@tarn.example", "tarn.example", "confirmed", "weekly",
    )  # fmt: skip
    assert list(made.topics.all()) == [health]
    log = ConsentEvent.objects.values_list("step", "form", "network", "detail")
    asked, confirmed = log
    assert (asked[0], asked[1], len(asked[2]), asked[3]) == (
        "asked", "2026-11", 64, {"topics": ["health"], "frequency": "weekly"},
    )  # fmt: skip
    assert confirmed == ("confirmed", "", "network-of-the-press", {})
    assert [one.at for one in ConsentEvent.objects.all()] == [
        timezone.now() - timedelta(hours=1), timezone.now(),
    ]  # fmt: skip


def test_a_link_confirms_once(topic: Make) -> None:
    link = signed_up("ada@tarn.example")
    ada = confirm(link, "", timezone.now())
    assert isinstance(ada, Subscriber)
    unsubscribe(ada, timezone.now())
    assert confirm(link, "", timezone.now()) is Gone.USED
    ada.refresh_from_db()
    assert ada.standing == "unsubscribed"


def test_signing_up_again_adds_topics_and_comes_back(topic: Make) -> None:
    topic("Health"), topic("Policing")
    ada = confirm(signed_up("ada@tarn.example", "health"), "", timezone.now())
    assert isinstance(ada, Subscriber)
    confirm(signed_up("ADA@tarn.example", "policing"), "", timezone.now())
    assert [one.slug for one in ada.topics.all()] == ["health", "policing"]
    unsubscribe(ada, timezone.now())
    confirm(signed_up("ada@tarn.example", "policing"), "", timezone.now())
    ada.refresh_from_db()
    assert ([one.slug for one in ada.topics.all()], ada.standing) == (["policing"], "confirmed")
    assert Subscriber.objects.count() == 1


def test_nobody_is_signed_up_to_what_is_not_offered(topic: Make) -> None:
    topic("Gone", removed_at=timezone.now())
    topic("Private", listed=False)
    for slug in ("gone", "private", "never", "x" * 500, "';--"):
        assert sign_up(Wish("ada@tarn.example", [slug]), timezone.now()) is Answer.BAD_CHOICE
    wish = Wish("ada@tarn.example", [], "hourly")
    assert sign_up(wish, timezone.now()) is Answer.BAD_CHOICE
    assert MailedLink.objects.count() == 0


def test_a_burst_for_one_address_mails_three_links_an_hour(
    send: Send, server: Any, noon: Any
) -> None:
    answers = [
        sign_up(Wish("Ada@tarn.example" if at % 2 else "ada@TARN.example", (), "daily",
                     f"10.{at}.0.1"), timezone.now())
        for at in range(50)
    ]  # fmt: skip
    send()
    assert (Counter(answers), len(server.got)) == ({Answer.THANKS: 50}, 3)
    noon.shift(timedelta(seconds=until_next_hour(timezone.now())))
    sign_up(Wish("ada@tarn.example"), timezone.now())
    send()
    assert len(server.got) == 4


@pytest.mark.parametrize(
    ("places", "thanked"),
    [
        ([f"192.0.2.{at}" for at in range(60)], 30),
        ([f"2001:db8:0:1:{at:x}::1" for at in range(60)], 30),
        ([f"2001:db8:{at:x}::1" for at in range(60)], 60),
        ([f"192.0.{at}.1" for at in range(60)], 60),
        (["not an address"] * 60, 30),
    ],
)
def test_a_burst_from_one_network(places: list[str], thanked: int, noon: Any) -> None:
    answers = Counter(
        sign_up(Wish(f"reader{at}@tarn.example", (), "daily", place), timezone.now())
        for at, place in enumerate(places)
    )
    assert answers[Answer.THANKS] == thanked
    assert answers[Answer.TOO_MANY] == 60 - thanked
    assert MailedLink.objects.filter(state="waiting").count() == thanked


def test_a_burst_from_all_the_world(noon: Any) -> None:
    answers = Counter(
        sign_up(
            Wish(f"reader{at}@tarn.example", (), "daily", f"10.{at}.0.1"),
            timezone.now(),
            Limits(world=20),
        )
        for at in range(40)
    )
    assert answers == {Answer.THANKS: 20, Answer.TOO_MANY: 20}


@pytest.mark.parametrize("why", list(Why))
def test_a_suppressed_address_is_not_even_asked(
    why: Why, subscriber: Make, send: Send, server: Any, noon: Any
) -> None:
    suppress(subscriber("ada@tarn.example"), why, timezone.now())
    sign_up(Wish("ADA@tarn.example"), timezone.now())
    send()
    assert server.got == []
    noon.shift((WITHHELD[why] or timedelta(days=4000)) + timedelta(seconds=1))
    link = signed_up("ada@tarn.example")
    send()
    assert len(server.got) == (0 if WITHHELD[why] is None else 1)
    if server.got:
        confirm(link, "", timezone.now())
        standing = Subscriber.objects.get().standing
        assert (Suppression.objects.count(), standing) == (0, "confirmed")


def test_links_that_nobody_used_are_forgotten_with_their_addresses(noon: Any) -> None:
    signed_up("ada@tarn.example")
    noon.shift(timedelta(days=30))
    forget_old(timezone.now())
    assert MailedLink.objects.count() == 1
    noon.shift(timedelta(seconds=1))
    forget_old(timezone.now())
    assert (MailedLink.objects.count(), SignUpCount.objects.count()) == (0, 0)


def test_a_link_to_erase_is_mailed_afresh_and_the_old_ones_do_not_erase(
    subscriber: Make, send: Send, server: Any
) -> None:
    ada = subscriber("ada@tarn.example")
    others = [
        subscriber_of(Purpose.ERASE, given)
        for given in (token(Purpose.PREFERENCES, ada.ref), token(Purpose.ERASE, ada.ref))
    ]
    # A good signature of a subscriber's name is not enough: the link must have been mailed.
    assert others == [Useless.FORGED, Gone.USED]
    for _ in range(4):
        ask_for(Purpose.ERASE, ada, timezone.now())
    send()
    (got,) = server.got
    (link,) = MailedLink.objects.all()
    assert (got.recipient, f"/erase/1.{link.ref}." in got.data.decode()) == (
        "ada@tarn.example",
        True,
    )
    assert subscriber_of(Purpose.EXPORT, token(Purpose.EXPORT, link.ref)) is Gone.USED
    assert subscriber_of(Purpose.ERASE, token(Purpose.ERASE, link.ref)) == ada


def test_all_that_is_held_is_exported(topic: Make, edition: Make, send: Send, noon: Any) -> None:
    made = edition(topic("Health"))
    ada = confirm(signed_up("ada@tarn.example", "health"), "n", timezone.now())
    assert isinstance(ada, Subscriber)
    send()
    at = "2024-06-20T12:00:00+00:00"
    assert exported(ada) == {
        "address": "ada@tarn.example",
        "standing": "confirmed",
        "confirmed_at": at,
        "frequency": "daily",
        "topics": ["Health"],
        "consent": [
            {"step": "asked", "at": at, "form": "2026-11", "topics": ["health"],
             "frequency": "daily"},
            {"step": "confirmed", "at": at, "form": ""},
        ],
        "mails": [
            {"edition": made.subject, "day": made.day.isoformat(), "state": "sent", "at": at}
        ],
    }  # fmt: skip
