"""Which addresses a robots.txt lets onrecord fetch."""

import pytest

from onrecord.read.robots import read_robots

HOST = "https://torhavn.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        pytest.param("User-agent: *\nDisallow: /drafts/", "/drafts/1", False, id="for all"),
        pytest.param("User-agent: *\nDisallow: /drafts/", "/news/1", True, id="elsewhere"),
        pytest.param("User-agent: *\nDisallow: /", "/", False, id="nothing at all"),
        pytest.param("User-agent: *\nDisallow:", "/a", True, id="an empty rule allows"),
        pytest.param(
            "User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /b", "/a", True,
            id="its own group comes before that for all",
        ),
        pytest.param(
            "User-agent: OnRecord\nDisallow: /a", "/a", False, id="its name in other letters"
        ),
        pytest.param("User-agent: offrecord\nDisallow: /", "/a", True, id="another's name"),
        pytest.param(
            "User-agent: *\nDisallow: /a\nAllow: /a/open", "/a/open/1", True,
            id="the longer rule wins",
        ),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False, id="wild cards"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True, id="and the end"),
        pytest.param("\ufeffUser-agent: *\nDisallow: /a", "/a", False, id="a byte order mark"),
        pytest.param("<!DOCTYPE html><p>Not found</p>", "/a", True, id="a page in its place"),
        pytest.param("", "/a", True, id="empty"),
    ],
)  # fmt: skip
def test_what_is_allowed(text: str, path: str, allowed: bool) -> None:
    assert read_robots(text.encode()).allows(HOST + path) is allowed


def test_delay_and_sitemaps() -> None:
    robots = read_robots(
        b"User-agent: *\nCrawl-delay: 2\nRequest-rate: 1/10\n"
        b"Sitemap: https://torhavn.example/news.xml\nSitemap: https://torhavn.example/news.xml"
    )
    assert (robots.delay, robots.sitemaps) == (10.0, ("https://torhavn.example/news.xml",))


def test_rules_beyond_half_a_megabyte_are_not_read() -> None:
    text = b"User-agent: *\nDisallow: /a\n" + b"#" * 512_000 + b"\nDisallow: /b"
    robots = read_robots(text)
    assert [robots.allows(HOST + path) for path in ("/a", "/b")] == [False, True]


def test_many_wild_cards_do_not_take_for_ever() -> None:
    text = b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"$"
    assert read_robots(text).allows(HOST + "/" + "a" * 1900 + "b")
