"""The mail of an edition: its parts, its size, and that it is the same for the same record."""

import re
import subprocess
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from lxml import html as lxml_html

from onrecord.brief import arranging
from onrecord.brief.making import About, release, shown
from onrecord.brief.making import make as make_edition
from onrecord.brief.models import Change, Edition, Period
from onrecord.brief.place import Place
from onrecord.brief.rendering.mail import (
    LARGEST,
    PREFERENCES,
    UNSUBSCRIBE,
    as_eml,
    mail_of,
    shortened,
)
from onrecord.brief.topics import Search, add_topic
from onrecord.record import BadOption

from .conftest import DAY, FERRY, PLACE, Record, june

EVERYTHING = About(None, Period.DAILY, DAY)


def made(about: About = EVERYTHING) -> Edition:
    found = make_edition(about)
    assert isinstance(found, Edition)
    return found


def words_of(page: str) -> list[str]:
    """What a reader of the HTML reads, without what is hidden or in its head."""
    root = lxml_html.document_fromstring(
        page.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
    )
    body = root.find("body")
    assert body is not None
    for hidden in body.xpath("./div[contains(@style, 'display:none')]"):
        hidden.drop_tree()
    return str(body.text_content()).split()


def test_its_headers(record: Record) -> None:
    edition = made(About(add_topic("The ferry", Search("ferry or ferries")), Period.WEEKLY, DAY))
    mail = mail_of(edition, PLACE)
    message = message_from_bytes(as_eml(mail, PLACE), policy=default)
    assert {
        name: message[name] for name in ("From", "Subject", "Date", "Message-ID", "List-Id")
    } == {
        "From": "briefing@record.example",
        "Subject": "The ferry: Harrow Ferries refuses, answering Ada Moss: it would not publish "
        "the report",
        "Date": "Wed, 19 Jun 2024 06:00:00 +0000",
        "Message-ID": "<briefing.the-ferry.weekly.2024-06-19@record.example>",
        "List-Id": "The Record: The ferry <the-ferry.briefings.record.example>",
    }
    plain, page = message.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().replace("\r\n", "\n") == mail.text
    assert page.get_content().splitlines() == mail.html.splitlines()


def test_both_parts_say_the_same(record: Record) -> None:
    mail = mail_of(made(), PLACE)
    told = words_of(mail.html)
    for line in (
        "Wednesday 19 June 2024",
        "3 pieces of news in 2 matters, from 13 to 19 June 2024.",
        "No editor has reviewed 2 of these 3; each of them says so.",
        "The ferry at Lowmere",
        "Refused",
        "Harrow Ferries refuses, answering Ada Moss",
        "“it would not publish the report”",
        "In answer to: Ada Moss asked Harrow Ferries: publish the inspection report (3 June 2024)",
        "Overdue by 2 days, was due on 17 June 2024.",
        "Lowmere Post, 19 June 2024, reviewed by an editor",
        "To watch in the coming days",
        "Harrow Ferries promised: mend the pier",
    ):
        assert " ".join(line.split()) in " ".join(told), line
    links = re.findall(r'href="([^"]+)"', mail.html)
    for address in re.findall(r"https://\S+", mail.text):
        assert address in links, address


def test_readers_own_addresses_have_their_places(record: Record) -> None:
    mail = mail_of(made(), PLACE)
    for marker in (UNSUBSCRIBE, PREFERENCES):
        assert mail.html.count(f'href="{marker}"') == mail.html.count(marker) == 1
        assert mail.text.count(f"\n{marker}\n") == mail.text.count(marker) == 1


def test_it_loads_nothing_and_suits_the_dark(record: Record) -> None:
    page = mail_of(made(), PLACE).html
    assert re.findall(r"<(?:img|script|iframe|object|form|link)\b|@import|url\(", page) == []
    assert '<meta name="color-scheme" content="light dark">' in page
    assert "prefers-color-scheme: dark" in page
    assert '<html lang="en-GB"' in page


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "</p><mj-raw>", "{{ home }} {% x %}"]
)
def test_words_of_articles_are_words(words: str, make: Record) -> None:
    make.act("evil", "call", f"{words} & “so”", june(19), words, words, action=words,
             matter=words, outlet=words)  # fmt: skip
    page = mail_of(made(), PLACE).html
    assert "<script" not in page
    assert "".join(words.split()) in "".join(words_of(page))


def long_day(make: Record, entries: int) -> Edition:
    for number in range(entries):
        make.act(
            f"{number}", "call", f"call {number}: " + "that the pier be mended at last " * 9,
            june(19), "Ned Gray", "Port Office", matter=f"Matter {number % 7}",
        )  # fmt: skip
    return made()


def test_a_long_day_is_cut_and_says_so(make: Record) -> None:
    edition = long_day(make, 230)
    mail = mail_of(edition, PLACE)
    size = len(as_eml(mail, PLACE))
    assert LARGEST * 0.6 < size <= LARGEST
    assert "230 pieces of news in 7 matters" in mail.text
    assert "Found by machine: no editor has reviewed any of it yet." in mail.text
    shown_here = mail.text.count("\n* Ned Gray asks Port Office")
    more = [int(one) for one in re.findall(r"(\d+) more", mail.text)]
    assert shown_here + sum(more) == 230
    assert len(more) == 8
    assert re.findall(r"(\d+) more on the site", mail.html) == [str(one) for one in more]
    assert max(len(line) for line in mail.text.splitlines() if "://" not in line) <= 72


def test_every_matter_keeps_its_first_news(make: Record) -> None:
    content = shown(long_day(make, 21))
    part = shortened(content, 8)
    assert [(len(group["items"]), group["left_out"]) for group in part["groups"]] == [
        (2, 1), (1, 2), (1, 2), (1, 2), (1, 2), (1, 2), (1, 2),
    ]  # fmt: skip
    few = shortened(content, 3)
    assert [(len(group["items"]), group["left_out"]) for group in few["groups"]] == [(1, 2)] * 3
    assert few["left_out"] == 12
    assert [group["title"] for group in content["groups"][:3]] == [
        group["title"] for group in few["groups"]
    ]


def test_changes_that_mean_nothing_are_refused(record: Record) -> None:
    edition = made()
    for change, ref, words, why in (
        (Change.DROP, "e999", "", "'e999' is not in this edition; it has m"),
        (Change.FIRST, "", "", "'nothing' is not in this edition"),
        (Change.LINE, "", "  ", "a line needs words"),
        (Change.SUBJECT, "", "x" * 121, "121 characters are too many; a subject has 120 at most"),
    ):
        with pytest.raises(BadOption, match=re.escape(why)):
            arranging.change(edition, change, ref, words)
    with pytest.raises(BadOption, match="there is no such change to take back"):
        arranging.undo(edition)
    before = shown(edition)
    arranging.change(edition, Change.LINE, "", "A line")
    arranging.undo(edition)
    assert shown(edition) == before
    ready = release(edition)
    with pytest.raises(BadOption, match="the edition of 2024-06-19 is closed"):
        arranging.change(ready, Change.LINE, "", "Too late")


def test_an_editors_words_cannot_forge_a_header(record: Record) -> None:
    edition = made()
    arranging.change(edition, Change.SUBJECT, "", "News\r\nBcc: all@example.org")
    message = message_from_bytes(as_eml(mail_of(edition, PLACE), PLACE), policy=default)
    assert (message["Subject"], message["Bcc"]) == ("News Bcc: all@example.org", None)


BUILD = """
import sys
from datetime import date
from onrecord.keep.opening import open_record
open_record(sys.argv[1])
from onrecord.brief.making import About, make
from onrecord.brief.models import Period
from onrecord.brief.place import Place
from onrecord.brief.rendering.mail import as_eml, mail_of
edition = make(About(None, Period.DAILY, date(2024, 6, 19)))
here = Place("The Record", "https://record.example")
sys.stdout.buffer.write(as_eml(mail_of(edition, here), here))
"""

KEEP = """
import sys
from onrecord.keep.opening import open_record
open_record(sys.argv[1])
sys.path.insert(0, sys.argv[2])
from conftest import Record, record
record.__wrapped__(Record())
"""


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    """In two processes that hash differently, at two moments, of a record in a file."""
    url = f"sqlite:///{tmp_path / 'record.db'}"
    here = str(Path(__file__).parent)

    def run(script: str, seed: str) -> bytes:
        command = [sys.executable, "-c", script, url, here]
        env = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"}
        return subprocess.run(command, env=env, capture_output=True, check=True).stdout

    run(KEEP, "0")
    first, second = run(BUILD, "1"), run(BUILD, "2")
    assert b"Harrow Ferries refuses" in first
    assert first == second


def test_a_record_elsewhere_is_named_so(record: Record) -> None:
    mail = mail_of(made(), Place("Tarn", "https://tarn.example"))
    assert "record.example" not in mail.text + mail.html
    assert FERRY in mail.text
