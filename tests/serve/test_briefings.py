"""The archive of briefings: its list, its feed, one edition as it was sent."""

from collections.abc import Callable
from datetime import date
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from onrecord.brief import topics
from onrecord.brief.making import About, release
from onrecord.brief.making import make as make_edition
from onrecord.brief.models import Edition, Period

_SPEC = util.spec_from_file_location("serve_html", Path(__file__).with_name("html.py"))
assert _SPEC is not None and _SPEC.loader is not None
_HTML = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_HTML)

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def edition(day: date, topic: Any = None) -> Edition:
    made = make_edition(About(topic, Period.DAILY, day))
    assert isinstance(made, Edition)
    return made


@pytest.fixture
def sent(judged: Any) -> Edition:
    """The edition of the day on which the made-up record is looked at."""
    return release(edition(date(2024, 6, 20)))


def test_the_archive_lists_what_was_sent(sent: Edition, see: Callable[..., str]) -> None:
    draft = edition(date(2024, 6, 30))
    mine = release(edition(date(2024, 6, 20), topics.topic_for(topics.Search("gate"))))
    page = _HTML.Page(see("/briefings/"))
    assert page.faults == []
    links = [one["href"] for one in page.all("a") if "/briefings/" in one.get("href", "")]
    assert f"/briefings/{sent.pk}/" in links
    assert f"/briefings/{draft.pk}/" not in links
    assert f"/briefings/{mine.pk}/" not in links
    see(f"/briefings/{draft.pk}/", 404)
    assert '<meta name="robots" content="noindex">' in see(f"/briefings/{mine.pk}/")


def test_an_edition_reads_on_the_site_as_in_the_mail(
    sent: Edition, see: Callable[..., str]
) -> None:
    source = see(f"/briefings/{sent.pk}/")
    page = _HTML.Page(source)
    assert page.faults == []
    for words in (
        "Thursday 20 June 2024",
        "from 14 to 20 June 2024.",
        "The gates of Tarn dam",
        "Ida Brook asked Tarn Water",
        "publish the gate log",
        "The log is with our lawyers.",
        "Corrected: entry",
    ):
        assert words in page.text, words
    assert "%%" not in source


def test_it_stays_as_it_was_sent(sent: Edition, judged: Any, see: Callable[..., str]) -> None:
    before = see(f"/briefings/{sent.pk}/")
    for entry in judged.entries.values():
        entry.words, entry.action = "other words", "another action"
        entry.save()
    assert see(f"/briefings/{sent.pk}/") == before


def test_its_other_forms(sent: Edition, client: Client) -> None:
    feed = etree.fromstring(client.get("/briefings.atom").content)
    assert feed.xpath("string(a:entry/a:title)", namespaces=ATOM) == sent.subject
    assert feed.xpath("string(a:entry/a:link/@href)", namespaces=ATOM) == (
        f"http://testserver/briefings/{sent.pk}/"
    )
    (row,) = client.get("/briefings.json").json()["items"]
    assert (row["id"], row["subject"], row["number"]) == (sent.pk, sent.subject, 1)
    whole = client.get(f"/briefings/{sent.pk}.json").json()["edition"]
    assert [group["title"] for group in whole["groups"]] == ["The gates of Tarn dam"]
    assert "told" not in whole
    header, line = client.get("/briefings.csv").content.decode("utf-8-sig").splitlines()
    assert header == "id,number,day,period,topic,subject,news,page"
    assert line.startswith(f"b{sent.pk},1,2024-06-20,daily,,")


def test_the_list_of_a_topic(sent: Edition, see: Callable[..., str], client: Client) -> None:
    gates = topics.add_topic("Gates", topics.Search("gate"))
    own = release(edition(date(2024, 6, 20), gates))
    page = see("/briefings/?topic=gates")
    assert f'href="/briefings/{own.pk}/"' in page
    assert f'href="/briefings/{sent.pk}/"' not in page
    assert client.get("/briefings/?topic=hats").status_code == 404


def test_a_record_without_editions_says_so(make: Any, see: Callable[..., str]) -> None:
    assert "No briefing has been sent yet." in see("/briefings/")
