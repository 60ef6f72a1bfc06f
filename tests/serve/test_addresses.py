"""Every address in every form: it answers, it is valid, it loads nothing from outside."""

import csv
import io
import json
from collections.abc import Callable
from importlib import util
from pathlib import Path
from typing import Any

import icalendar
import pytest
from django.test import Client
from lxml import etree

from onrecord.keep.details import SHELVES
from onrecord.serve.security import POLICY

_SPEC = util.spec_from_file_location("serve_html", Path(__file__).with_name("html.py"))
assert _SPEC is not None and _SPEC.loader is not None
_HTML = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_HTML)

LISTS = [
    "/matters", "/parties", "/articles", "/calls", "/commitments", "/responses", "/statements",
    "/due", "/overdue", "/corrections", "/index",
]  # fmt: skip
OF_ONE = [
    "/matters/{matter}", "/matters/{matter}/statements", "/parties/{party}", "/articles/{article}",
    "/entries/{entry}", *[f"/parties/{{party}}/{word}" for word in SHELVES],
]  # fmt: skip
ASKED = ["/search?q=gate", "/search?q=sirens&what=articles", "/search?kind=call&status=overdue"]
DATED = {
    "/index", "/calls", "/commitments", "/due", "/overdue", "/matters/{matter}", "/parties/{party}",
    "/entries/{entry}", *[f"/parties/{{party}}/{word}" for word in SHELVES],
}  # fmt: skip
PLAIN = ["/about/", "/search/", "/nothing/here/"]


def address(where: str, form: str, record: Any) -> str:
    """The address of a list in a form."""
    path, _, asked = where.partition("?")
    path = path.format(
        matter=record.matters["The gates of Tarn dam"].pk,
        party=record.parties["Tarn Water"].pk,
        article=record.articles["Mayor asks for the gate log"].pk,
        entry=record.entries["log"].pk,
    )
    page = "/" if path == "/index" else f"{path}/"
    path = page if form == "html" else f"{path}.{form}"
    return f"{path}?{asked}" if asked else path


@pytest.mark.parametrize("where", [*LISTS, *OF_ONE, *ASKED, *PLAIN])
def test_pages_are_valid_and_keep_to_the_policy(where: str, judged: Any, client: Client) -> None:
    asked = where if where in PLAIN else address(where, "html", judged)
    answer = client.get(asked)
    assert answer.status_code == (404 if "nothing" in where else 200)
    assert answer["Content-Security-Policy"] == POLICY
    assert "Cookie" not in answer.get("Vary", "")
    page = _HTML.Page(answer.content.decode())
    assert page.faults == []
    assert page.headings.count("h1") == 1 and page.headings[0] == "h1"
    assert page.all("html") == [{"lang": "en-GB"}]
    assert not [given for _, given in page.elements if "style" in given]
    assert not [name for _, given in page.elements for name in given if name.startswith("on")]
    assert page.all("style") == []
    loaded = [one.get("src") for one in page.all("script")]
    loaded += [one["href"] for one in page.all("link") if one["rel"] == "stylesheet"]
    assert loaded and all(one and one.startswith("/static/onrecord/") for one in loaded)
    inside = [one["href"][1:] for one in page.all("a") if one["href"].startswith("#")]
    assert [one for one in inside if one not in page.ids] == []
    fields = [
        one for one in (*page.all("input"), *page.all("select")) if one.get("type") != "hidden"
    ]
    labels = {one["for"] for one in page.all("label")}
    assert [one for one in fields if one["id"] not in labels] == []
    tables = len(page.all("table"))
    assert tables == len(page.all("caption"))


@pytest.mark.parametrize("where", [*LISTS, *OF_ONE, *ASKED])
def test_every_list_leads_to_its_other_forms(where: str, judged: Any, client: Client) -> None:
    page = _HTML.Page(client.get(address(where, "html", judged)).content.decode())
    forms = {one["type"]: one["href"] for one in page.all("link") if one["rel"] == "alternate"}
    links = {one["href"] for one in page.all("a")}
    assert client.get(forms["application/atom+xml"]).status_code == 200
    assert client.get(forms["application/json"]).status_code == 200
    expected = {"atom", "json", "csv", *(["ics"] if where in DATED else [])}
    path = where.partition("?")[0]
    stem = address(path, "atom", judged).removesuffix(".atom")
    found = {
        one.partition("?")[0].rpartition(".")[2] for one in links if one.startswith(stem + ".")
    }
    # The feed of the whole record is in every foot.
    assert found - (set() if path == "/index" else {"x"}) == expected


@pytest.mark.parametrize("where", [*LISTS, *OF_ONE, *ASKED])
def test_atom(where: str, judged: Any, client: Client) -> None:
    answer = client.get(address(where, "atom", judged))
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.content)
    atom = {"a": "http://www.w3.org/2005/Atom"}

    def texts(path: str) -> list[str]:
        return [str(one) for one in feed.xpath(path, namespaces=atom)]

    for of in (".", *[f"a:entry[{at + 1}]" for at in range(len(feed.findall("a:entry", atom)))]):
        for name in ("id", "title", "updated"):
            assert len(texts(f"{of}/a:{name}/text()")) == 1, (of, name)
    ids = texts("//a:id/text()")
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("tag:testserver,2026:") for one in ids)
    assert texts("a:author/a:name/text()") == ["onrecord"]
    assert texts("a:link[@rel='self']/@href") == [
        "http://testserver" + address(where, "atom", judged)
    ]
    for page in texts("a:entry/a:link[@rel='alternate']/@href"):
        assert client.get(page.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("where", [*LISTS, *OF_ONE, *ASKED])
def test_json_and_csv_hold_the_same_rows(where: str, judged: Any, client: Client) -> None:
    value = json.loads(client.get(address(where, "json", judged)).content)
    answer = client.get(address(where, "csv", judged))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [one["ref"] for one in value["items"]]
    assert value["page"] == "http://testserver" + address(where, "html", judged)
    assert value["next"] is None
    if where != "/corrections":
        assert all(client.get(row["page"]).status_code == 200 for row in rows)


@pytest.mark.parametrize("where", sorted(DATED))
def test_calendars(where: str, judged: Any, client: Client) -> None:
    answer = client.get(address(where, "ics", judged))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    value = json.loads(client.get(address(where, "json", judged)).content)
    due = [one["due"]["last"] for one in value["items"] if one["due"] and one["due"]["last"]]
    assert [event.decoded("dtstart").isoformat() for event in events] == due


def test_lists_without_days_have_no_calendar(judged: Any, see: Callable[..., str]) -> None:
    for where in ("/matters.ics", "/parties.ics", "/articles.ics", "/corrections.ics"):
        see(where, 404)


@pytest.mark.parametrize(
    "where",
    [
        "/matters/999/", "/parties/999/", "/articles/999/", "/entries/999/", "/matters/999.json",
        "/entries/9999999999999999999/", "/calls/?after=x", "/calls/?after=999", "/calls.pdf",
        "/matters/?after=-1", "/search/?party=x", "/search/?kind=nothing",
        "/search/?from=yesterday",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(where: str, judged: Any, see: Callable[..., str]) -> None:
    assert "Nothing stands at this address" in see(where, 404)


def test_only_reading_is_allowed(judged: Any, client: Client) -> None:
    for where in ("/", "/matters/", "/calls.json", "/about/"):
        assert client.post(where).status_code == 405


@pytest.mark.parametrize(
    ("where", "kept"), [("/", "public, max-age=60"), ("/matters.json", "public, max-age=60")]
)
def test_public_pages_may_be_kept_for_a_minute(
    where: str, kept: str, judged: Any, client: Client
) -> None:
    answer = client.get(where, headers={"accept-encoding": "gzip"})
    assert sorted(answer["Cache-Control"].split(", ")) == sorted(kept.split(", "))
    assert answer["Content-Encoding"] == "gzip"
    again = client.get(where, headers={"if-none-match": answer["ETag"], "accept-encoding": "gzip"})
    assert again.status_code == 304
    assert {
        name: answer[name]
        for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")
    } == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


def test_style_is_kept_for_a_year_under_its_fingerprint(judged: Any, client: Client) -> None:
    page = _HTML.Page(client.get("/").content.decode())
    sheet = next(one["href"] for one in page.all("link") if one["rel"] == "stylesheet")
    assert "?v=" in sheet and not sheet.endswith("missing")
    answer = client.get(sheet)
    assert answer.status_code == 200 and "max-age=31536000" in answer["Cache-Control"]
