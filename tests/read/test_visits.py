"""Polite visits, told by what the server saw."""

import gzip
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from onrecord import __version__
from onrecord.read import ReadOptions
from onrecord.read.pace import Clock, Manners
from onrecord.read.visits import (
    Fresh,
    Later,
    Unchanged,
    Validators,
    Visitor,
    resolved,
    same_site,
)
from onrecord.record import Skipped, SkipReason

OPTIONS = ReadOptions(allow_private=True, timeout=5, max_bytes=20_000)


def visitor(site: Any, options: ReadOptions = OPTIONS, **manners: float) -> Visitor:
    clock = Clock(site.clock.now, site.clock.sleep)
    return Visitor(options, Manners(**manners), clock)  # type: ignore[arg-type]


def host(site: Any) -> str:
    return str(site.origin.removeprefix("http://"))


def seconds(site: Any) -> list[tuple[str, float]]:
    """What was asked, and how long after the first request."""
    first = site.asked[0].at
    return [(one.path, (one.at - first).total_seconds()) for one in site.asked]


def test_onrecord_names_itself_and_its_version(site: Any) -> None:
    visitor(site).visit(site.gives("/a", "x"))
    assert {one.headers["user-agent"] for one in site.asked} == {f"onrecord/{__version__}"}


def test_robots_txt_is_asked_first_and_once(site: Any) -> None:
    one = visitor(site)
    first, second = site.gives("/a", "A"), site.gives("/b", "B")
    found = [one.visit(first), one.visit(second)]
    assert [visit.answer.body for visit in found if isinstance(visit, Fresh)] == [b"A", b"B"]
    assert site.paths() == ["/robots.txt", "/a", "/b"]


def test_what_robots_txt_disallows_is_never_asked(site: Any) -> None:
    site.gives("/robots.txt", "User-agent: *\nDisallow: /drafts/")
    address = site.gives("/drafts/1", "x")
    assert visitor(site).visit(address) == Skipped(
        address,
        SkipReason.REFUSED,
        f"the robots.txt of {host(site)} does not allow {address} to be fetched",
    )
    assert site.paths() == ["/robots.txt"]


def test_a_redirect_is_held_against_robots_txt_too(site: Any) -> None:
    site.gives("/robots.txt", "User-agent: *\nDisallow: /drafts/")
    site.gives("/drafts/1", "x")
    address = site.gives("/to", status=302, location="/drafts/1")
    found = visitor(site).visit(address)
    assert isinstance(found, Skipped)
    assert (found.source, found.reason) == (address, SkipReason.REFUSED)
    assert site.paths() == ["/robots.txt", "/to"]


def test_a_redirect_is_followed(site: Any) -> None:
    site.gives("/b", "B")
    found = visitor(site).visit(site.gives("/a", status=301, location="/b"))
    assert isinstance(found, Fresh)
    assert (found.answer.url, found.answer.body) == (f"{site.origin}/b", b"B")


def test_a_redirect_loop_ends(site: Any) -> None:
    address = site.gives("/a", status=302, location="/a")
    assert visitor(site).visit(address) == Skipped(
        address, SkipReason.NO_ANSWER, "it redirects more than 5 times; open it in a browser"
    )
    assert site.paths() == ["/robots.txt", *["/a"] * 6]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_a_robots_txt_all_is_allowed(site: Any, status: int) -> None:
    site.gives("/robots.txt", status=status)
    assert isinstance(visitor(site).visit(site.gives("/a", "A")), Fresh)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_while_robots_txt_cannot_be_had_nothing_is_asked(site: Any, status: int) -> None:
    site.gives("/robots.txt", status=status)
    one = visitor(site)
    found = [one.visit(site.gives(path, "x")) for path in ("/a", "/b")]
    assert [type(visit) for visit in found] == [Later, Later]
    assert isinstance(found[0], Later)
    assert found[0].why.startswith(f"its robots.txt cannot be had: {host(site)} answered {status}")
    assert set(site.paths()) == {"/robots.txt"}


def test_a_robots_txt_that_redirects_for_ever_counts_as_absent(site: Any) -> None:
    site.gives("/robots.txt", status=302, location="/robots.txt")
    assert isinstance(visitor(site).visit(site.gives("/a", "A")), Fresh)


def test_a_private_address_is_refused_before_anything_is_asked(site: Any) -> None:
    found = visitor(site, ReadOptions(timeout=5)).visit(site.gives("/a", "A"))
    assert isinstance(found, Skipped)
    assert found.reason is SkipReason.REFUSED
    assert "private or reserved network" in found.detail
    assert site.paths() == []


def test_requests_to_one_host_keep_their_distance(site: Any) -> None:
    one = visitor(site, delay=3)
    for path in ("/a", "/b"):
        one.visit(site.gives(path, "x"))
    assert seconds(site) == [("/robots.txt", 0), ("/a", 3), ("/b", 6)]


def test_a_crawl_delay_is_kept(site: Any) -> None:
    site.gives("/robots.txt", "User-agent: *\nCrawl-delay: 20")
    one = visitor(site, delay=1)
    for path in ("/a", "/b", "/c"):
        one.visit(site.gives(path, "x"))
    assert seconds(site) == [("/robots.txt", 0), ("/a", 1), ("/b", 21), ("/c", 41)]


def test_a_crawl_delay_beyond_all_patience_means_not_to_ask(site: Any) -> None:
    site.gives("/robots.txt", "User-agent: *\nCrawl-delay: 86400")
    address = site.gives("/a", "x")
    assert visitor(site).visit(address) == Skipped(
        address,
        SkipReason.REFUSED,
        f"the robots.txt of {host(site)} wants 86400 seconds between two requests, "
        "more than the 300 that are waited for",
    )
    assert site.paths() == ["/robots.txt"]


def test_what_is_known_is_asked_for_conditionally(site: Any) -> None:
    address = site.gives("/a", "A", etag='"v1"', last_modified="Sun, 14 Mar 2021 08:00:00 GMT")
    one = visitor(site)
    first = one.visit(address)
    assert isinstance(first, Fresh)
    assert first.validators == Validators('"v1"', "Sun, 14 Mar 2021 08:00:00 GMT")
    assert one.visit(address, first.validators) == Unchanged(address)
    asked = [one.headers for one in site.asked if one.path == "/a"]
    assert [("if-none-match" in headers, "if-modified-since" in headers) for headers in asked] == [
        (False, False),
        (True, True),
    ]
    assert asked[1]["if-none-match"] == '"v1"'
    assert asked[1]["if-modified-since"] == "Sun, 14 Mar 2021 08:00:00 GMT"


def test_an_unasked_304_is_no_answer(site: Any) -> None:
    address = site.gives("/a", status=304)
    assert visitor(site).visit(address) == Skipped(
        address,
        SkipReason.NO_ANSWER,
        "127.0.0.1 answered 304 Not Modified; open the address in a browser",
    )


def test_the_time_for_which_an_answer_holds(site: Any) -> None:
    found = visitor(site).visit(site.gives("/a", "A", cache_control="public, max-age=900"))
    assert isinstance(found, Fresh)
    assert found.max_age == 900


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_fault_is_tried_again_after_growing_pauses(site: Any, status: int) -> None:
    site.gives("/a", status=status)
    site.gives("/a", status=status)
    address = site.gives("/a", "A")
    found = visitor(site, delay=1, first_pause=5).visit(address)
    assert isinstance(found, Fresh)
    assert seconds(site) == [("/robots.txt", 0), ("/a", 1), ("/a", 6), ("/a", 16)]


def test_a_good_answer_ends_the_growing_of_pauses(site: Any) -> None:
    one = visitor(site, delay=1, first_pause=5)
    for path in ("/a", "/b"):
        site.gives(path, status=503)
        one.visit(site.gives(path, "x"))
    assert seconds(site) == [("/robots.txt", 0), ("/a", 1), ("/a", 6), ("/b", 7), ("/b", 12)]


def test_a_fault_that_stays_is_left_for_later(site: Any) -> None:
    address = site.gives("/a", status=500)
    assert visitor(site).visit(address) == Later(
        address, f"{host(site)} answered 500 Internal Server Error; it is tried again later"
    )
    assert site.paths() == ["/robots.txt", "/a", "/a", "/a"]


def test_a_long_pause_is_not_waited_for_and_holds_for_the_whole_host(site: Any) -> None:
    first = site.gives("/a", status=429, retry_after="7200")
    second = site.gives("/b", "B")
    one = visitor(site)
    assert one.visit(first) == Later(
        first,
        f"{host(site)} answered 429 Too Many Requests and asks to be left alone for 2 hours; "
        "it is tried again later",
        7200.0,
    )
    assert one.visit(second) == Later(
        second, f"{host(site)} is left alone for another 2 hours", 7200.0, asked=False
    )
    assert site.paths() == ["/robots.txt", "/a"]
    site.clock.pass_by(seconds=7200)
    assert isinstance(one.visit(second), Fresh)


def test_a_time_to_come_back_is_understood(site: Any) -> None:
    at = (datetime(2021, 3, 14, 12, tzinfo=UTC) + timedelta(seconds=41)).strftime(
        "%a, %d %b %Y %H:%M:%S GMT"
    )
    site.gives("/a", status=503, retry_after=at)
    address = site.gives("/a", "A")
    assert isinstance(visitor(site, delay=1).visit(address), Fresh)
    assert seconds(site) == [("/robots.txt", 0), ("/a", 1), ("/a", 41)]


def test_a_host_that_fails_at_everything_is_soon_left_alone(site: Any) -> None:
    one = visitor(site)
    found = [one.visit(site.gives(f"/{number}", status=500)) for number in range(40)]
    assert {type(visit) for visit in found} == {Later}
    # Pauses of 5, 10, 20 and 40 seconds are waited for, that of 80 is not.
    assert len(site.paths()) == 6


def test_a_missing_page_is_not_tried_again(site: Any) -> None:
    address = site.origin + "/none"
    assert visitor(site).visit(address) == Skipped(
        address,
        SkipReason.NO_ANSWER,
        "127.0.0.1 answered 404 Not Found; open the address in a browser",
    )
    assert site.paths() == ["/robots.txt", "/none"]


def test_a_bomb_stops_at_the_limit(site: Any) -> None:
    body = gzip.compress(b"x " * 5_000_000)
    address = site.gives("/a", body, "text/plain", content_encoding="gzip")
    assert visitor(site).visit(address) == Skipped(
        address,
        SkipReason.TOO_LARGE,
        "its answer is larger than 0.02 MB, which no article is",
    )


def test_a_host_that_is_not_there(site: Any) -> None:
    found = visitor(site).visit("http://127.0.0.1:1/a")
    assert isinstance(found, Later)
    assert found.address == "http://127.0.0.1:1/a"
    assert found.why.startswith(
        "its robots.txt cannot be had: 127.0.0.1 cannot be reached (Failed to establish"
    )


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("ftp://torhavn.example/a", "only http and https addresses are fetched, not ftp:"),
        ("http://[::1/", "http://[::1/ is not a valid address"),
    ],
)
def test_addresses_that_are_none(site: Any, address: str, detail: str) -> None:
    assert visitor(site).visit(address) == Skipped(address, SkipReason.REFUSED, detail)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://torhavn.example/a", "http://www.torhavn.example/b", True),
        ("https://torhavn.example/a", "https://feeds.torhavn.example/b", True),
        ("https://torhavn.example/a", "https://nottorhavn.example/b", False),
        ("https://torhavn.example/a", "https://torhavn.example.net/b", False),
        ("https://torhavn.example/a", "http://[::1/", False),
    ],
)
def test_one_site(one: str, other: str, same: bool) -> None:
    assert (same_site(one, other), same_site(other, one)) == (same, same)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("b?x=1#part", "https://torhavn.example/a/b?x=1"),
        ("//other.example/b", "https://other.example/b"),
        ("mailto:a@b.example", None),
        ("javascript:x()", None),
        ("http://[::1/", None),
        ("", None),
        (None, None),
    ],
)
def test_links(link: str | None, address: str | None) -> None:
    assert resolved("https://torhavn.example/a/", link) == address
