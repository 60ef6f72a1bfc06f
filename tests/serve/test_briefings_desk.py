"""The desk's briefings: who may do what, and what comes of it."""

from typing import Any

import pytest
from django.test import Client

from onrecord.brief.models import Edition
from onrecord.keep.editors import EditorRole, add_editor

from .conftest import Record

PASSWORD = "gate-log-of-tarn-22"


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def signed_in(role: EditorRole) -> Client:
    client = Client()
    client.force_login(add_editor(role.value, role, PASSWORD))
    return client


@pytest.fixture
def draft(record: Record) -> tuple[Client, Edition]:
    """An editor's browser and the draft of the day that it made."""
    client = signed_in(EditorRole.EDITOR)
    answer = client.post("/review/briefings/make/")
    edition = Edition.objects.get()
    assert answer["Location"] == f"/review/briefings/{edition.pk}/"
    return client, edition


def text(client: Client, edition: Edition) -> str:
    return client.get(f"/review/briefings/{edition.pk}/").content.decode()


def test_an_editor_arranges_and_closes_a_draft(
    draft: tuple[Client, Edition], record: Record
) -> None:
    client, edition = draft
    change = f"/review/briefings/{edition.pk}/change/"
    ref = f"e{record.entries['log'].pk}"
    client.post(change, {"how": "line", "ref": ref, "words": "We have asked <twice>."})
    client.post(change, {"how": "subject", "words": "The log is late"})
    page = text(client, edition)
    assert "We have asked &lt;twice&gt;." in page
    assert '<h1><bdi>The log is late</bdi></h1>' in page  # fmt: skip
    client.post(change, {"how": "undo", "number": str(edition.lines.get(change="line").pk)})
    assert ">We have asked &lt;twice&gt;.</bdi></p>" not in text(client, edition)
    client.post(f"/review/briefings/{edition.pk}/close/")
    edition.refresh_from_db()
    assert (edition.state, edition.subject, edition.number) == ("ready", "The log is late", 1)
    client.post(change, {"how": "drop", "ref": ref})
    assert "is closed; what was sent stays as it is" in text(client, edition)
    assert edition.lines.count() == 2


def test_what_means_nothing_is_told(draft: tuple[Client, Edition]) -> None:
    client, edition = draft
    change = f"/review/briefings/{edition.pk}/change/"
    client.post(change, {"how": "drop", "ref": "e999"})
    assert "&#x27;e999&#x27; is not in this edition" in text(client, edition)
    client.post(change, {"how": "burn"})
    assert "is not a valid Change" in text(client, edition)
    client.post("/review/briefings/make/", {"topic": "hats"})
    assert "there is no topic" in client.get("/review/briefings/").content.decode()
    assert edition.lines.count() == 0


def test_a_reader_looks_and_changes_nothing(draft: tuple[Client, Edition]) -> None:
    _, edition = draft
    client = signed_in(EditorRole.READER)
    page = text(client, edition)
    assert "publish the gate log" in page
    assert f"/review/briefings/{edition.pk}/change/" not in page
    for deed in ("make/", f"{edition.pk}/change/", f"{edition.pk}/close/"):
        assert client.post(f"/review/briefings/{deed}").status_code == 403
        assert Client().post(f"/review/briefings/{deed}").status_code == 302
    assert client.get("/review/briefings/").status_code == 200
    edition.refresh_from_db()
    assert edition.state == "draft"


def test_a_day_without_news_is_told(make: Record) -> None:
    client = signed_in(EditorRole.EDITOR)
    client.post("/review/briefings/make/")
    assert (
        "Nothing new reached the record from" in client.get("/review/briefings/").content.decode()
    )
