"""The review desk: who may do what, what its pages say, and what its buttons do."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from onrecord.keep.editors import EditorRole, add_editor
from onrecord.keep.models import Deed, Entry, Judgement, LinkRow, MatterLink, PartyReply, StatusRow
from onrecord.record.status import Review
from onrecord.serve.accounts.throttle import TRIES
from onrecord.serve.accounts.views import one_time_link

from .conftest import NOON, Record

PASSWORD = "gate-log-of-tarn-22"


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:
    """Passwords are hashed a million times for real, which a hundred tests need not wait for."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def signed_in(role: EditorRole | None, name: str = "ada") -> Client:
    """A browser of somebody with that role, of nobody without one."""
    client = Client()
    if role is not None:
        client.force_login(add_editor(name, role, PASSWORD))
    return client


PAGES = [
    "/review/", "/review/next/", "/review/entries/{call}/", "/review/links/", "/review/articles/",
    "/review/statuses/", "/review/matters/", "/review/parties/", "/review/matters/{matter}/",
    "/review/parties/{party}/", "/review/log/", "/review/parties.json?q=Tarn",
]  # fmt: skip
DEEDS = [
    "/review/entries/{call}/accept/", "/review/entries/{call}/reject/",
    "/review/entries/{call}/correct/", "/review/entries/{call}/status/",
    "/review/entries/{call}/reply/", "/review/links/{link}/confirm/",
    "/review/links/{link}/reject/", "/review/articles/{placed}/confirm/",
    "/review/articles/{placed}/reject/", "/review/statuses/{event}/confirm/",
    "/review/statuses/{event}/reject/", "/review/matters/merge/", "/review/parties/merge/",
    "/review/matters/{matter}/split/", "/review/parties/{party}/split/",
    "/review/matters/{matter}/rename/", "/review/log/{judgement}/undo/",
]  # fmt: skip


@pytest.fixture
def places(record: Record) -> dict[str, int]:
    """The ids that stand in the addresses above."""
    matter = record.matters["The gates of Tarn dam"]
    article = record.articles["Inspectorate will not look"]
    placed = MatterLink.objects.create(
        article=article, matter=matter, score=0.6, reasons=["same dam"], maker="test", made_at=NOON
    )
    event = StatusRow.objects.create(
        entry=record.entries["pay"], axis="outcome", value="kept", by="machine", proposed=True,
        day=article.published, made_at=NOON,
    )  # fmt: skip
    other = User.objects.create_user("before")
    judgement = Judgement.objects.create(
        editor=other, made_at=NOON, deed=Deed.ACCEPT, target="entry",
        target_id=record.entries["no"].pk, before={"rows": []}, after={"rows": []},
    )  # fmt: skip
    return {
        "call": record.entries["log"].pk, "link": LinkRow.objects.get().pk, "placed": placed.pk,
        "event": event.pk, "matter": matter.pk, "party": record.party("Tarn Water").pk,
        "judgement": judgement.pk,
    }  # fmt: skip


@pytest.mark.parametrize("page", [*PAGES, *DEEDS, "/review/training.jsonl"])
def test_nobody_gets_in_without_signing_in(places: dict[str, int], page: str) -> None:
    client = signed_in(None)
    address = page.format(**places)
    answer = client.post(address) if page in DEEDS else client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/review/sign-in/?next=%2Freview%2F")
    assert Judgement.objects.count() == 1


@pytest.mark.parametrize("page", PAGES)
def test_readers_see_every_page(places: dict[str, int], page: str) -> None:
    answer = signed_in(EditorRole.READER).get(page.format(**places), follow=True)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    if "text/html" in answer["Content-Type"]:
        page_text = answer.content.decode()
        assert page_text.count("<h1") == 1
        offered = set(page_text.split('action="')[1:])
        forms = {one.split('"')[0] for one in offered}
        assert not {one for one in forms if one.startswith("/review/")} - {
            "/review/sign-out/", *(f"/review/{sort}/{places[one]}/split/"
            for sort, one in (("matters", "matter"), ("parties", "party")))
        }  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_readers_judge_nothing(places: dict[str, int], deed: str) -> None:
    answer = signed_in(EditorRole.READER).post(deed.format(**places))
    assert answer.status_code == 403
    assert "Your role does not allow this" in answer.content.decode()
    assert Judgement.objects.count() == 1


@pytest.mark.parametrize("deed", DEEDS)
def test_deeds_need_a_post_and_its_token(places: dict[str, int], deed: str) -> None:
    address = deed.format(**places)
    user = add_editor("ada", EditorRole.EDITOR, PASSWORD)
    plain, strict = Client(), Client(enforce_csrf_checks=True)
    plain.force_login(user)
    strict.force_login(user)
    assert plain.get(address).status_code == 405
    assert strict.post(address).status_code == 403
    assert Judgement.objects.count() == 1


def test_only_admins_export(places: dict[str, int]) -> None:
    assert signed_in(EditorRole.EDITOR).get("/review/training.jsonl").status_code == 403
    answer = signed_in(EditorRole.ADMIN, "bea").get("/review/training.jsonl")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b""


def test_what_a_screen_shows(record: Record) -> None:
    log = record.entries["log"]
    page = signed_in(EditorRole.EDITOR).get(f"/review/entries/{log.pk}/").content.decode()
    assert (
        '<mark class="evidence" data-at="16">asked Tarn Water to </mark>'
        '<mark class="evidence action" data-at="36">publish the gate log</mark>'
        '<mark class="evidence" data-at="56"> </mark>'
        '<mark class="evidence due" data-at="57">by 14 June</mark>'
    ) in page.replace("&#x27;", "'") or _marks(page) == [
        ("evidence", 11), ("evidence action", 31), ("evidence", 51), ("evidence due", 52),
    ]  # fmt: skip
    assert "overdue by 6 days, was due on 14 June 2024" in page
    assert "91 % sure of these words" in page
    assert 'list="offered"' in page
    assert f'value="Ida Brook #{record.party("Ida Brook").pk}"' in page


def _marks(page: str) -> list[tuple[str, int]]:
    found = []
    for part in page.split("<mark ")[1:]:
        name = part.split('class="')[1].split('"')[0]
        found.append((name, int(part.split('data-at="')[1].split('"')[0])))
    return found


def test_hostile_text_is_shown_as_text(make: Record) -> None:
    words = "<script>alert(1)</script> & “<b>”"
    article = make.article("<img src=x onerror=alert(1)>", f"He said {words} twice.", None)
    entry = make.entry("bad", article, "call", words, action=words, speakers=["<i>Nobody</i>"])
    page = signed_in(EditorRole.EDITOR).get(f"/review/entries/{entry.pk}/").content.decode()
    assert page.count("<script") == 1  # the desk's own
    assert not [one for one in ("<img", "<i>", "<b>") if one in page]


def test_accepting_leads_to_the_next_entry(record: Record) -> None:
    client = signed_in(EditorRole.EDITOR)
    first = client.get("/review/next/")["Location"]
    id = int(first.split("/")[-2])
    page = client.get(first).content.decode()
    following = page.split('rel="next" href="')[1].split('"')[0]
    answer = client.post(f"/review/entries/{id}/accept/", {"seen": "0"})
    assert (answer.status_code, answer["Location"]) == (302, following)
    assert Entry.objects.get(pk=id).review == Review.REVIEWED
    undo = client.get(following).content.decode().split('class="undo"')[1]
    address = undo.split('action="')[1].split('"')[0]
    assert client.post(address)["Location"] == first
    assert Entry.objects.get(pk=id).review == Review.MACHINE


def test_the_queue_ends(record: Record) -> None:
    client = signed_in(EditorRole.EDITOR)
    seen = []
    at = client.get("/review/next/")["Location"]
    while at != "/review/" and len(seen) < 9:
        seen.append(int(at.split("/")[-2]))
        at = client.post(f"{at}accept/", {"seen": "0"})["Location"]
    assert sorted(seen) == sorted(
        record.entries[name].pk for name in ("log", "misled", "sirens", "pay", "no")
    )
    assert "Nothing waits" in client.get("/review/").content.decode()


def _fields(record: Record, **changed: Any) -> dict[str, Any]:
    """The form of the call for the log, as a browser without scripts sends it."""
    return {
        "seen": "0", "kind": "call", "stance": "",
        "speaker": [f"Ida Brook #{record.party('Ida Brook').pk}", ""],
        "party": [f"Tarn Water #{record.party('Tarn Water').pk}", ""],
        "new_kind": "body",
        "evidence": "asked Tarn Water to publish the gate log by 14 June",
        "action": "publish the gate log", "due": "by 14 June",
        "due_first": "2024-06-14", "due_last": "2024-06-14", "said_on": "", "note": "", **changed,
    }  # fmt: skip


def test_correcting_without_scripts(record: Record) -> None:
    client = signed_in(EditorRole.EDITOR)
    id = record.entries["log"].pk
    sent = _fields(
        record, evidence="Mayor Ida Brook asked Tarn  Water to publish the gate log",
        due="", due_first="", due_last="", party=["Dams Inspectorate", "Gate Keepers of Tarn"],
        note="two were asked",
    )  # fmt: skip
    answer = client.post(f"/review/entries/{id}/correct/", sent)
    assert answer.status_code == 302
    row = Entry.objects.get(pk=id)
    assert (row.review, row.words, row.action, row.due_words, row.due_last, row.spans) == (
        "corrected",
        "Mayor Ida Brook asked Tarn Water to publish the gate log",
        "publish the gate log",
        "",
        None,
        {"evidence": [[0, 56]], "action": [[36, 56]]},
    )
    assert [(one.party.name, one.party.kind, one.role) for one in row.cast.order_by("pk")] == [
        ("Ida Brook", "person", "speaker"),
        ("Dams Inspectorate", "body", "party"),
        ("Gate Keepers of Tarn", "body", "party"),
    ]
    told = Judgement.objects.get()
    assert (told.public, told.note) == (True, "two were asked")
    assert told.after["parties"] == ["Dams Inspectorate", "Gate Keepers of Tarn"]


WRONG = [
    # what is wrong, field, value, what the editor reads
    ("words not in the article", "evidence", "asked Tarn Water to publish the sluice log",
     "The article does not read “asked Tarn Water to publish the sluice log”."),
    ("no proof", "evidence", "", "Select the words that prove it (evidence)."),
    ("a stance without a response", "kind", "response",
     "A response has a stance, and nothing else has."),
    ("no such kind", "kind", "boast", "“boast” is no kind of entry."),
    ("days in the wrong order", "due_first", "2024-07-01",
     "The first day of the period comes after its last."),
    ("no day at all", "due_last", "Friday", "“Friday” is no day; write it as 2024-06-14."),
    ("nothing changed", "note", "only a note", "Nothing was changed."),
]  # fmt: skip


@pytest.mark.parametrize("row", WRONG, ids=[row[0] for row in WRONG])
def test_wrong_corrections_come_back(record: Record, row: tuple[str, ...]) -> None:
    _, name, value, told = row
    id = record.entries["log"].pk
    before = Entry.objects.filter(pk=id).values().get()
    answer = signed_in(EditorRole.EDITOR).post(
        f"/review/entries/{id}/correct/", _fields(record, **{name: value})
    )
    assert answer.status_code == 409
    assert f'<p class="error" role="alert">{told}</p>' in answer.content.decode()
    assert Entry.objects.filter(pk=id).values().get() == before
    assert not Judgement.objects.exists()


def test_two_editors_at_once(record: Record) -> None:
    id = record.entries["log"].pk
    ada, bea = signed_in(EditorRole.EDITOR), signed_in(EditorRole.EDITOR, "bea")
    ada.post(f"/review/entries/{id}/reject/", {"seen": "0"})
    answer = bea.post(f"/review/entries/{id}/accept/", {"seen": "0"}, follow=True)
    assert "ada was quicker (reject, 12:00 UTC); look at it again." in answer.content.decode()
    assert Entry.objects.get(pk=id).review == Review.WITHDRAWN
    assert Judgement.objects.count() == 1


def test_status_and_reply(record: Record) -> None:
    client = signed_in(EditorRole.EDITOR)
    id = record.entries["pay"].pk
    proof = record.entries["no"].pk
    client.post(
        f"/review/entries/{id}/status/",
        {"seen": "0", "said": "outcome:broken", "day": "2024-06-19", "evidence": f"e{proof}"},
    )
    row = StatusRow.objects.get(entry=id)
    assert (row.by, row.value, row.evidence_id, Entry.objects.get(pk=id).outcome) == (
        "editor", "broken", proof, "broken",
    )  # fmt: skip
    client.post(
        f"/review/entries/{id}/reply/",
        {"party": "Tarn Water", "words": "We paid.", "day": "2024-06-20", "url": ""},
    )
    reply = PartyReply.objects.get()
    assert (reply.party.name, reply.words, reply.withdrawn) == ("Tarn Water", "We paid.", False)
    page = client.get(f"/review/entries/{id}/").content.decode()
    assert "We paid." in page
    assert '<span class="status st-broken">broken</span>' in page


def test_a_link_rejected_takes_its_status_along(record: Record, places: dict[str, int]) -> None:
    StatusRow.objects.filter(axis="reply").delete()  # the factory's, which no link made
    client = signed_in(EditorRole.EDITOR)
    client.post(f"/review/links/{places['link']}/confirm/")
    sirens = record.entries["sirens"]
    assert Entry.objects.get(pk=sirens.pk).reply == "refused"
    client.post(f"/review/links/{places['link']}/reject/")
    assert Entry.objects.get(pk=sirens.pk).reply == "awaiting"
    answer = client.get("/review/links/").content.decode()
    assert "No link waits." in answer


def test_names_are_offered(record: Record) -> None:
    answer = signed_in(EditorRole.READER).get("/review/parties.json?q=tarn w")
    assert json.loads(answer.content) == {
        "parties": [f"Tarn Water #{record.party('Tarn Water').pk}"]
    }


def _try(client: Client, password: str, name: str = "ada", **more: str) -> Any:
    return client.post("/review/sign-in/", {"name": name, "password": password, **more})


def test_signing_in_and_out(db: None) -> None:
    add_editor("ada", EditorRole.EDITOR, PASSWORD)
    client = Client()
    refused = _try(client, "wrong")
    assert refused.status_code == 403
    assert "This name and password do not fit together." in refused.content.decode()
    answer = _try(client, PASSWORD, next="/review/log/")
    assert (answer.status_code, answer["Location"]) == (302, "/review/log/")
    cookie = answer.cookies["onrecord_session"]
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")
    assert client.get("/review/").status_code == 200
    assert client.post("/review/sign-out/").status_code == 302
    assert client.get("/review/").status_code == 302


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(db: None, onward: str) -> None:
    add_editor("ada", EditorRole.EDITOR, PASSWORD)
    assert _try(Client(), PASSWORD, next=onward)["Location"] == "/review/"


def test_wrong_passwords_are_counted(db: None) -> None:
    add_editor("ada", EditorRole.EDITOR, PASSWORD)
    assert [_try(Client(), "wrong").status_code for _ in range(TRIES)] == [403] * TRIES
    waiting = _try(Client(), PASSWORD)
    assert waiting.status_code == 429
    assert "Too many wrong passwords" in waiting.content.decode()
    add_editor("bea", EditorRole.READER, PASSWORD)
    assert _try(Client(), PASSWORD, "bea").status_code == 302


def test_a_user_without_a_role_does_not_get_in(db: None) -> None:
    User.objects.create_user("carl", password=PASSWORD)
    assert _try(Client(), PASSWORD, "carl").status_code == 403


def test_a_link_sets_a_password_once(db: None) -> None:
    user = add_editor("ada", EditorRole.EDITOR)
    link = one_time_link(user)
    client = Client()
    assert "Set your password" in client.get(link).content.decode()
    short = client.post(link, {"password": "tarn", "again": "tarn"})
    assert (short.status_code, "too short" in short.content.decode()) == (400, True)
    other = client.post(link, {"password": PASSWORD, "again": PASSWORD + "x"})
    assert (other.status_code, "The two passwords differ." in other.content.decode()) == (400, True)
    answer = client.post(link, {"password": PASSWORD, "again": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/review/")
    assert Client().get(link).status_code == 410
    assert _try(Client(), PASSWORD).status_code == 302
