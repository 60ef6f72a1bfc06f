"""Looks at a source: what is new, what is remembered, and the articles that it lists."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from onrecord.read import ReadOptions
from onrecord.read.identity import identify, short_id
from onrecord.read.pace import Clock
from onrecord.read.sources import Checked, check, dealt_with, finished, put_off, read_found
from onrecord.read.visits import Later, Validators, Visitor
from onrecord.record import (
    Article,
    Found,
    Skipped,
    SkipReason,
    Source,
    SourceKind,
    SourceState,
    Tried,
)

BODY = "The mayor said that the bridge would stay closed until the engineers had reported."
OTHER = "Marta Ilves, who runs the ferry, told the council that she could not wait for that."
LONG = " ".join(["The ferry at Torhavn is late again, the harbour master said on Sunday."] * 6)
NOW = datetime(2021, 3, 14, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def visitor(site: Any) -> Visitor:
    options = ReadOptions(allow_private=True, timeout=5, max_bytes=100_000)
    return Visitor(options, None, Clock(site.clock.now, site.clock.sleep))


def feed(*items: tuple[str, str]) -> str:
    entries = "".join(
        f"<item><guid>{name}</guid><link>/{name}</link><pubDate>{day} Mar 2021 08:00:00 GMT"
        "</pubDate></item>"
        for name, day in items
    )
    return f"<rss><channel><title>Torhavn Post</title>{entries}</channel></rss>"


def source(site: Any) -> Source:
    return Source(f"{site.origin}/feed", SourceKind.RSS, "Torhavn Post")


def item(site: Any, name: str, day: int) -> Found:
    moment = datetime(2021, 3, day, 8, tzinfo=UTC)
    return Found(short_id(name), f"{site.origin}/{name}", None, moment)


def test_the_first_look(site: Any) -> None:
    site.gives("/feed", feed(("b", "13"), ("a", "11"), ("c", "20")), etag='"1"')
    checked = check(source(site), SourceState(), visitor(site))
    at = site.asked[-1].at
    assert checked == Checked(
        SourceState(
            checked=at,
            answered=at,
            next_check=at + QUARTER,
            # What claims to be of tomorrow came today.
            days=(date(2021, 3, 11), date(2021, 3, 13), date(2021, 3, 14)),
        ),
        (item(site, "a", 11), item(site, "b", 13), item(site, "c", 20)),
        Validators('"1"'),
    )


def test_a_list_is_unchanged_only_once_all_of_it_was_dealt_with(site: Any) -> None:
    site.gives("/feed", feed(("b", "13"), ("a", "11")), etag='"1"')
    state = SourceState()

    first = check(source(site), state, visitor(site))
    state = finished(dealt_with(first.state, short_id("a")), first)
    assert (state.etag, state.seen) == (None, (short_id("a"),))

    second = check(source(site), state, visitor(site))
    assert second.new == (item(site, "b", 13),)
    state = finished(dealt_with(second.state, short_id("b")), second)
    assert (state.etag, state.seen) == ('"1"', (short_id("a"), short_id("b")))

    third = check(source(site), state, visitor(site))
    assert (third.new, third.problem) == ((), None)
    assert finished(third.state, third) == third.state
    assert third.state.etag == '"1"'
    asked = [one.headers.get("if-none-match") for one in site.asked if one.path == "/feed"]
    assert asked == [None, None, '"1"']

    site.instead("/feed", feed(("c", "14"), ("b", "13")), etag='"2"')
    fourth = check(source(site), third.state, visitor(site))
    assert fourth.new == (item(site, "c", 14),)
    assert fourth.state.days == tuple(date(2021, 3, day) for day in (11, 13, 14))


def test_articles_no_longer_listed_are_remembered_for_a_while(site: Any) -> None:
    site.gives("/feed", feed(("a", "11")))
    long_ago = tuple(f"{number:016x}" for number in range(1500))
    state = SourceState(seen=(*long_ago, short_id("a")))
    assert check(source(site), state, visitor(site)).state.seen == (*long_ago[500:], short_id("a"))


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("max-age=60", timedelta(minutes=15)),
        ("max-age=3600", timedelta(hours=1)),
        ("max-age=999999999", timedelta(hours=6)),
    ],
)
def test_a_host_says_how_long_its_list_holds(site: Any, header: str, pause: timedelta) -> None:
    site.gives("/feed", feed(), cache_control=header)
    state = check(source(site), SourceState(), visitor(site)).state
    assert state.next_check == site.asked[-1].at + pause


@pytest.mark.parametrize(
    ("failures", "retry_after", "pause"),
    [
        (0, "", timedelta(minutes=15)),
        (2, "", timedelta(hours=1)),
        (400, "", timedelta(days=1)),
        (0, "7200", timedelta(hours=2)),
        (0, "9999999", timedelta(days=7)),
    ],
)
def test_a_failing_source_is_asked_ever_less(
    site: Any, failures: int, retry_after: str, pause: timedelta
) -> None:
    site.gives("/feed", status=503, retry_after=retry_after)
    before = SourceState(failures=failures, seen=("x",), etag='"1"', answered=NOW)
    checked = check(source(site), before, visitor(site))
    assert isinstance(checked.problem, Later)
    now = site.clock.now()
    assert checked.state == replace(
        before,
        checked=now,
        next_check=now + pause,
        failures=failures + 1,
        error=checked.problem.why,
    )
    assert (checked.new, finished(checked.state, checked)) == ((), checked.state)


def test_a_feed_that_became_a_page(site: Any) -> None:
    address = site.gives("/feed", f"<!DOCTYPE html><html><body><p>{BODY}</p></body></html>")
    checked = check(source(site), SourceState(failures=1), visitor(site))
    detail = "it is a web page and no feed; look on the site for where its feed is now"
    assert checked.problem == Skipped(address, SkipReason.UNKNOWN_FORMAT, detail)
    assert (checked.state.failures, checked.state.error) == (2, detail)


def test_a_source_that_is_well_again(site: Any) -> None:
    site.gives("/feed", feed())
    state = check(source(site), SourceState(failures=3, error="it was away"), visitor(site)).state
    assert (state.failures, state.error) == (0, None)


def test_an_index_of_sitemaps_is_never_taken_for_unchanged(site: Any) -> None:
    site.gives(
        "/feed",
        f"<sitemapindex><sitemap><loc>{site.origin}/s.xml</loc></sitemap></sitemapindex>",
        etag='"1"',
    )
    site.gives("/s.xml", "<urlset><url><loc>https://torhavn.example/a</loc><news/></url></urlset>")
    checked = check(source(site), SourceState(), visitor(site))
    assert [one.address for one in checked.new] == ["https://torhavn.example/a"]
    assert checked.validators == Validators()


def test_what_cannot_be_had_is_tried_ever_less_and_given_up_after_more_than_a_day() -> None:
    other = Tried("b", 1, NOW)
    state, now = SourceState(tried=(other,)), NOW
    for times, minutes in enumerate((15, 30, 60, 120, 240, 480, 960), start=1):
        state = put_off(state, "a", now)
        now += timedelta(minutes=minutes)
        assert state == SourceState(tried=(other, Tried("a", times, now)))
    assert put_off(state, "a", now) == SourceState(tried=(other,), seen=("a",))


def test_what_was_put_off_is_tried_again_when_its_time_has_come(site: Any) -> None:
    site.gives("/feed", feed(("b", "13"), ("a", "11")), etag='"1"')
    first = check(source(site), SourceState(), visitor(site))
    state = put_off(dealt_with(first.state, short_id("b")), short_id("a"), NOW)
    state = finished(state, first)
    assert state.etag is None
    second = check(source(site), state, visitor(site))
    assert (second.new, finished(second.state, second).etag) == ((), None)
    site.clock.pass_by(minutes=16)
    third = check(source(site), second.state, visitor(site))
    assert third.new == (item(site, "a", 11),)
    state = finished(dealt_with(third.state, short_id("a")), third)
    assert (state.etag, state.tried) == ('"1"', ())


PAGE = (
    "<html><head><title>The bridge at Torhavn stays closed</title></head><body><article>"
    f"<p>{BODY}</p><p>{OTHER}</p></article></body></html>"
)


def test_an_article_is_read_from_its_page(site: Any) -> None:
    site.gives("/a", PAGE)
    found = read_found(item(site, "a", 13), source(site), visitor(site))
    assert isinstance(found, Article)
    assert BODY in found.text
    assert (found.source, found.url, found.title, found.outlet, found.published) == (
        f"{site.origin}/a",
        f"{site.origin}/a",
        "The bridge at Torhavn stays closed",
        "Torhavn Post",
        date(2021, 3, 13),
    )
    assert site.paths() == ["/robots.txt", "/a"]


def test_the_outlet_that_the_user_named_stands(site: Any) -> None:
    site.gives("/a", PAGE.replace("</title>", '</title><meta property="og:site_name" content="P">'))
    named = replace(source(site), outlet="The Torhavn Post")
    found = [read_found(item(site, "a", 13), one, visitor(site)) for one in (named, source(site))]
    assert [one.outlet for one in found if isinstance(one, Article)] == ["The Torhavn Post", "P"]


@pytest.mark.parametrize("answer", [{"status": 404}, {"body": "<html><p>Sign in</p></html>"}])
def test_the_lists_own_text_stands_in_for_a_page(site: Any, answer: dict[str, Any]) -> None:
    address = site.gives("/a", **answer)
    found = replace(item(site, "a", 13), title="Ferry", content=LONG)
    result = read_found(found, source(site), visitor(site))
    assert isinstance(result, Article)
    assert (result.id, result.text, result.title, result.url, result.published) == (
        identify(address, LONG),
        LONG,
        "Ferry",
        address,
        date(2021, 3, 13),
    )


def test_an_entry_without_an_address(site: Any) -> None:
    whole, empty = Found("1", None, content=LONG), Found("2", None, summary=BODY)
    result = read_found(whole, source(site), visitor(site))
    assert isinstance(result, Article)
    assert (result.source, result.text) == (f"{site.origin}/feed#1", LONG)
    assert read_found(empty, source(site), visitor(site)) == Skipped(
        f"{site.origin}/feed#2",
        SkipReason.NO_ARTICLE,
        "its entry has neither an address nor the article's text",
    )
    assert site.paths() == []


def test_what_robots_txt_disallows_is_not_fetched_for_a_list_either(site: Any) -> None:
    site.gives("/robots.txt", "User-agent: *\nDisallow: /a")
    result = read_found(item(site, "a", 13), source(site), visitor(site))
    assert isinstance(result, Skipped)
    assert result.reason is SkipReason.REFUSED
    assert site.paths() == ["/robots.txt"]


def test_a_page_in_trouble_is_left_for_later(site: Any) -> None:
    site.gives("/a", status=503)
    found = replace(item(site, "a", 13), content=LONG)
    assert isinstance(read_found(found, source(site), visitor(site)), Later)
