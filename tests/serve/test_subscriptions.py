"""The pages of sign-up, and what links in mails lead to: GET changes nothing, POST does."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from onrecord.brief.models import (
    ConsentEvent,
    MailedLink,
    Purpose,
    Subscriber,
    Suppression,
    Topic,
)
from onrecord.brief.signup_guard import form_stamp
from onrecord.brief.tokens import token
from onrecord.serve.pages import subscriptions

from .html import Page

NOON = datetime(2024, 6, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def asked(monkeypatch: Any) -> list[int]:
    """How often links were to be mailed; nothing is, for no mail server is here."""
    calls: list[int] = []
    monkeypatch.setattr(subscriptions.soon, "ask", lambda: calls.append(1))
    return calls


@pytest.fixture(autouse=True)
def noon(db: None, time_machine: Any) -> Any:
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def politics() -> Topic:
    return Topic.objects.create(slug="politics", title="Politics", made_at=timezone.now())


@pytest.fixture
def ada(politics: Topic) -> Subscriber:
    row = Subscriber.objects.create(
        ref="the-ref-of-ada-moss-22", address="ada.moss@tarn.example",
        normal="ada.moss@tarn.example", domain="tarn.example", confirmed_at=timezone.now(),
    )  # fmt: skip
    row.topics.add(politics)
    return row


@pytest.fixture
def fill_in(client: Client, noon: Any) -> Iterator[Callable[..., Any]]:
    """Posts the form as a person does, some time after it was shown."""

    def posted(address: str, *, where: str = "/subscribe/", seconds: float = 5, **more: Any) -> Any:
        data = {"address": address, "frequency": "daily", "stamp": form_stamp(), **more}
        noon.shift(timedelta(seconds=seconds))
        return client.post(where, data)

    yield posted


def strictly(response: Any) -> Page:
    page = Page(response.content.decode())
    assert page.faults == []
    return page


def links(purpose: Purpose, subscriber: Subscriber) -> str:
    """The path of a link; of one that must have been mailed, a mailed one."""
    ref = subscriber.ref
    if purpose in (Purpose.CONFIRM, Purpose.EXPORT, Purpose.ERASE):
        ref = f"mailed-to-{purpose}"
        MailedLink.objects.get_or_create(
            ref=ref, purpose=purpose, address=subscriber.address, normal=subscriber.normal,
            defaults={"asked_at": timezone.now(), "next_at": timezone.now()},
        )  # fmt: skip
    return f"/{purpose}/{token(purpose, ref)}/"


def dump() -> dict[str, list[Any]]:
    """Every row of every table of briefings."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("brief").get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')
            found[model._meta.db_table] = cursor.fetchall()
    return found


def test_the_form_is_labelled_and_needs_no_script(politics: Topic, client: Client) -> None:
    page = strictly(client.get("/subscribe/?topic=politics"))
    labelled = {one["for"] for one in page.all("label") if "for" in one}
    # Boxes and buttons stand within their labels.
    loose = {
        one["id"] for one in page.all("input")
        if one.get("type") in ("email", "text", "search") and one["id"] not in labelled
    }  # fmt: skip
    assert (loose, page.all("script"), page.headings) == (set(), [], ["h1"])
    ticked = [one["value"] for one in page.all("input") if "checked" in one]
    assert ticked == ["politics", "daily"]
    assert [one["name"] for one in page.all("input") if one.get("tabindex") == "-1"] == ["website"]


def test_thanks_are_the_same_for_every_address(
    ada: Subscriber, fill_in: Any, asked: list[int]
) -> None:
    pages = {}
    for address in ("nobody@tarn.example", "ada.moss@tarn.example"):
        response = fill_in(address, topics=["politics"])
        pages[address] = response.content.decode().replace(address, "ADDRESS")
        said = strictly(response).text
        assert (
            "Thank you for signing up to our Politics newsletter. Please confirm it by the link "
            f"in the mail that we send to {address} ."
        ) in said.replace(" .", " .")
    assert len(set(pages.values())) == 1
    assert len(asked) == MailedLink.objects.filter(state="waiting").count() == 2


def test_a_wrong_address_is_said_beside_the_field(politics: Topic, fill_in: Any) -> None:
    response = fill_in("<ada@tarn>", topics=["politics"], frequency="weekly")
    page = strictly(response)
    (field,) = [one for one in page.all("input") if one.get("name") == "address"]
    assert (response.status_code, field["value"], field["aria-invalid"]) == (
        400, "<ada@tarn>", "true",
    )  # fmt: skip
    assert field["aria-describedby"] == "address-fault" and "address-fault" in page.ids
    assert "This is no address that mail can be sent to." in page.text
    ticked = [one["value"] for one in page.all("input") if "checked" in one]
    assert (ticked, MailedLink.objects.count()) == (["politics", "weekly"], 0)


def test_too_many_tries_lose_nothing(politics: Topic, fill_in: Any) -> None:
    for number in range(30):
        assert fill_in(f"reader{number}@tarn.example").status_code == 200
    response = fill_in("ada@tarn.example", topics=["politics"])
    page = strictly(response)
    assert (response.status_code, int(response["Retry-After"]) > 0) == (429, True)
    assert "There were too many sign-ups from your network. Nothing is lost" in page.text
    values = [one.get("value") for one in page.all("input") if "checked" in one]
    assert (values, 'value="ada@tarn.example"' in response.content.decode()) == (
        ["politics", "daily"],
        True,
    )


def test_when_the_database_fails_nothing_is_lost(
    politics: Topic, fill_in: Any, monkeypatch: Any
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr(subscriptions, "sign_up", broken)
    monkeypatch.setattr(subscriptions, "topics", broken)
    response = fill_in("ada@tarn.example", topics=["politics"], frequency="weekly")
    page = strictly(response)
    assert response.status_code == 503
    assert "Something went wrong, please try again later." in page.text
    kept = {
        one["name"]: one["value"] for one in page.all("input")
        if one.get("type") in ("email", "hidden") or "checked" in one
    }  # fmt: skip
    kept.pop("stamp")
    assert kept == {"address": "ada@tarn.example", "topics": "politics", "frequency": "weekly"}


def test_a_program_that_fills_every_field_is_thanked_for_nothing(
    politics: Topic, fill_in: Any, asked: list[int]
) -> None:
    response = fill_in("ada@tarn.example", website="https://eve.example")
    assert "Thank you for signing up" in strictly(response).text
    assert (MailedLink.objects.count(), asked) == (0, [])


@pytest.mark.parametrize(
    ("seconds", "more"),
    [
        (0, {}), (1, {}), (24 * 3600 + 2, {}), (5, {"stamp": ""}), (5, {"stamp": "form:1:x"}),
        (5, {"stamp": "x" * 5000}),
    ],
)  # fmt: skip
def test_too_quick_or_too_old_a_form_is_asked_once_more(
    seconds: int, more: dict[str, str], politics: Topic, fill_in: Any
) -> None:
    response = fill_in("ada@tarn.example", seconds=seconds, topics=["politics"], **more)
    assert "Please press the button once more." in strictly(response).text
    assert 'value="ada@tarn.example"' in response.content.decode()
    assert MailedLink.objects.count() == 0


def test_the_form_in_a_frame_of_another_site(politics: Topic, client: Client, fill_in: Any) -> None:
    shown = client.get("/subscribe/embed/")
    strictly(shown)
    assert "frame-ancestors *" in shown["Content-Security-Policy"]
    assert ("X-Frame-Options" in shown, shown.cookies) == (False, {})
    # Django's check against forged requests would need a cookie, which frames do not get.
    stranger = Client(enforce_csrf_checks=True)
    stamp = form_stamp()
    response = stranger.post("/subscribe/embed/", {"address": "a@tarn.example", "stamp": stamp})
    assert response.status_code == 200
    assert "frame-ancestors 'none'" in client.get("/subscribe/")["Content-Security-Policy"]
    assert "/subscribe/embed/" in strictly(client.get("/subscribe/snippet/")).text


@pytest.mark.parametrize("purpose", list(Purpose))
def test_following_every_link_changes_nothing(
    purpose: Purpose, ada: Subscriber, client: Client
) -> None:
    """As mail filters do, which open each link of a mail, some of them twice."""
    where = links(purpose, ada)
    before = dump()
    for method in (client.get, client.head, client.get, client.options):
        response = method(where)
        assert response.status_code in (200, 405)
    page = client.get(where)
    for one in strictly(page).all("a"):
        client.get(one["href"])
    assert dump() == before
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert (page["X-Robots-Tag"], page["Referrer-Policy"], page.cookies) == (
        "noindex, nofollow", "same-origin", {},
    )  # fmt: skip
    assert "ada.moss" not in page.content.decode()


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize("other", list(Purpose))
def test_a_link_of_one_purpose_does_nothing_at_another_page(
    purpose: Purpose, other: Purpose, ada: Subscriber, client: Client
) -> None:
    where = links(purpose, ada).replace(f"/{purpose}/", f"/{other}/", 1)
    if purpose is other:
        return
    before = dump()
    for data in ({}, {"do": "leave"}, {"List-Unsubscribe": "One-Click"}):
        assert client.post(where, data).status_code == 404
    assert dump() == before


def test_confirming(ada: Subscriber, politics: Topic, fill_in: Any, client: Client) -> None:
    fill_in("Eve@tarn.example", topics=["politics"])
    where = f"/confirm/{token(Purpose.CONFIRM, MailedLink.objects.get().ref)}/"
    assert "Shall we mail you our Politics newsletter?" in strictly(client.get(where)).text
    done = strictly(client.post(where)).text
    assert "Our Politics newsletter comes to you from the next issue on." in done
    eve = Subscriber.objects.get(normal="eve@tarn.example")
    assert [one.step for one in eve.consent.all()] == ["asked", "confirmed"]
    for again in (client.get(where), client.post(where)):
        assert again.status_code == 410
        assert "It has been used" in strictly(again).text


def test_a_link_that_is_too_old(ada: Subscriber, client: Client, noon: Any) -> None:
    where = links(Purpose.CONFIRM, ada)
    noon.shift(timedelta(days=8))
    response = client.post(where)
    assert (response.status_code, "It is too old." in strictly(response).text) == (410, True)


def test_a_mail_program_unsubscribes_with_one_post(ada: Subscriber) -> None:
    program = Client(enforce_csrf_checks=True)
    where = links(Purpose.UNSUBSCRIBE, ada)
    for _ in range(2):
        response = program.post(where, {"List-Unsubscribe": "One-Click"})
        assert (response.status_code, response.cookies) == (200, {})
    ada.refresh_from_db()
    assert ada.standing == "unsubscribed"
    assert [one.step for one in ConsentEvent.objects.all()] == ["unsubscribed"]
    assert "You are unsubscribed" in strictly(program.get(where)).text


def test_preferences(ada: Subscriber, client: Client, asked: list[int]) -> None:
    Topic.objects.create(slug="health", title="Health", made_at=timezone.now())
    own = Topic.objects.create(slug="own", title="Gate", listed=False, made_at=timezone.now())
    ada.topics.add(own)
    where = links(Purpose.PREFERENCES, ada)
    page = strictly(client.get(where))
    assert "For a…@tarn.example" in page.text and "And your own: Gate" in page.text
    saved = client.post(where, {"do": "save", "topics": ["health"], "frequency": "changes"})
    ada.refresh_from_db()
    assert "Your choice is saved." in strictly(saved).text
    assert ({one.slug for one in ada.topics.all()}, ada.frequency) == ({"health", "own"}, "changes")
    for data in (
        {"do": "save", "topics": ["own"], "frequency": "daily"},
        {"do": "save", "topics": ["health"], "frequency": "never"},
        {"do": "erase everything"},
        {},
    ):
        before = dump()
        assert (client.post(where, data).status_code, dump()) == (400, before)
    assert client.post(where, {"do": "leave"}).status_code == 200
    ada.refresh_from_db()
    assert (ada.standing, asked) == ("unsubscribed", [])


def test_erasing_needs_a_fresh_mail_to_the_address(
    ada: Subscriber, client: Client, asked: list[int]
) -> None:
    client.post(links(Purpose.PREFERENCES, ada), {"do": "erase"})
    assert (Subscriber.objects.count(), asked) == (1, [1])
    link = MailedLink.objects.get()
    assert (link.address, link.purpose) == ("ada.moss@tarn.example", "erase")
    where = f"/erase/{token(Purpose.ERASE, link.ref)}/"
    assert "This cannot be undone." in strictly(client.get(where)).text
    assert "Your data are erased" in strictly(client.post(where)).text
    held = json.dumps(dump(), default=str)
    assert (Subscriber.objects.count(), "moss" in held, "tarn" in held) == (0, False, False)
    assert [row.why for row in Suppression.objects.all()] == ["erased"]
    assert client.post(where).status_code == 410


def test_having_ones_data(ada: Subscriber, client: Client) -> None:
    where = links(Purpose.EXPORT, ada)
    response = client.post(where)
    assert response["Content-Disposition"] == 'attachment; filename="newsletter-data.json"'
    assert json.loads(response.content) == {
        "address": "ada.moss@tarn.example",
        "standing": "confirmed",
        "confirmed_at": "2024-06-20T12:00:00+00:00",
        "frequency": "daily",
        "topics": ["Politics"],
        "consent": [],
        "mails": [],
    }


def call(client: Client, body: Any, **more: Any) -> Any:
    return client.post("/api/v1/subscriptions", json.dumps(body), "application/json", **more)


def test_the_api_answers_alike(ada: Subscriber, client: Client, asked: list[int]) -> None:
    answers = {
        (response.status_code, response.content)
        for response in (
            call(client, {"address": "nobody@tarn.example", "topics": ["politics"]}),
            call(client, {"address": "ada.moss@tarn.example", "topics": ["politics"]}),
        )
    }
    ((status, content),) = answers
    assert (status, list(json.loads(content)), asked) == (202, ["message"], [1, 1])
    assert client.get("/api/v1/subscriptions/topics").json() == [
        {"slug": "politics", "title": "Politics"}
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"address": "ada"}, 400),
        ({"address": "a@tarn.example\r\nBcc: b@tarn.example"}, 400),
        ({"address": "a@tarn.example", "topics": ["never"]}, 400),
        ({"address": "a@tarn.example", "frequency": "hourly"}, 400),
        ({"address": "a" * 500}, 422),
        ({"address": ["a@tarn.example"]}, 422),
        ({}, 422),
    ],
)
def test_the_api_says_what_is_wrong(
    body: Any, status: int, politics: Topic, client: Client
) -> None:
    assert call(client, body).status_code == status
    assert MailedLink.objects.count() == 0


def test_form_and_api_share_one_count(
    politics: Topic, client: Client, fill_in: Any, monkeypatch: Any
) -> None:
    for number in range(20):
        fill_in(f"reader{number}@tarn.example")
    statuses = [
        call(client, {"address": f"program{number}@tarn.example"}).status_code
        for number in range(15)
    ]
    assert statuses == [202] * 10 + [429] * 5
    assert fill_in("ada@tarn.example").status_code == 429
    # What a visitor says of where they come from counts only behind a proxy of ours, the last.
    forged = {"HTTP_X_FORWARDED_FOR": "198.51.100.1"}
    assert call(client, {"address": "eve@tarn.example"}, **forged).status_code == 429
    monkeypatch.setenv("ONRECORD_BEHIND_PROXY", "1")
    assert call(client, {"address": "eve@tarn.example"}, **forged).status_code == 202
    behind = {"HTTP_X_FORWARDED_FOR": "198.51.100.1, 127.0.0.1"}
    assert call(client, {"address": "eve@tarn.example"}, **behind).status_code == 429


@pytest.mark.parametrize("name", ["confirm", "preferences", "unsubscribe", "export", "erase"])
@pytest.mark.parametrize("made_up", ["x", "1.a.b.c", "1." + "a" * 3000, "%00", "1.%0d%0aX:y"])
def test_made_up_links(name: str, made_up: str, client: Client) -> None:
    for method in (client.get, client.post):
        response = method(f"/{name}/{made_up}/")
        assert response.status_code == 404
        assert "This link does not work" in strictly(response).text
