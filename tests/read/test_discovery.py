"""Finding the feed of a site, told by what the server saw."""

from typing import Any

import pytest

from onrecord.read import ReadOptions
from onrecord.read.discovery import Look, look
from onrecord.read.identity import short_id
from onrecord.read.listings import Listing
from onrecord.read.pace import Clock
from onrecord.read.sitemaps import Child
from onrecord.read.visits import Later, Visitor
from onrecord.record import Found, Skipped, SkipReason, Source, SourceKind

RSS = (
    "<rss><channel><title>Torhavn Post</title><item><guid>t1</guid><title>Ferry</title></item>"
    "</channel></rss>"
)
LISTED = Listing(SourceKind.RSS, "Torhavn Post", (Found(short_id("t1"), None, "Ferry"),))
NEWS = (
    '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    "<url><loc>https://torhavn.example/{0}</loc><news:news><news:publication><news:name>"
    "Torhavn Post</news:name></news:publication></news:news></url></urlset>"
)
PAGES = "<urlset><url><loc>https://torhavn.example/about</loc></url></urlset>"


def found(name: str) -> Found:
    address = f"https://torhavn.example/{name}"
    return Found(short_id(address), address)


def looked(site: Any, path: str = "/") -> Look | Later | Skipped:
    clock = Clock(site.clock.now, site.clock.sleep)
    return look(
        site.origin + path, Visitor(ReadOptions(allow_private=True, timeout=5), None, clock)
    )


def head(*links: str) -> str:
    return f"<!DOCTYPE html><html><head>{''.join(links)}</head><body><p>News</p></body></html>"


def link(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}" title="{title}">'


def test_the_address_of_a_feed(site: Any) -> None:
    address = site.gives("/feed", RSS)
    assert looked(site, "/feed") == Look(Source(address, SourceKind.RSS, "Torhavn Post"), LISTED)
    assert site.paths() == ["/robots.txt", "/feed"]


def test_a_page_that_names_its_feeds(site: Any) -> None:
    site.gives(
        "/",
        head(
            link("/comments/feed", "Comments"),
            link("/wp-json", kind="application/json"),
            '<link rel="stylesheet" href="/style.css">',
            link("feed"),
            link("/atom", kind="application/atom+xml"),
            link("https://elsewhere.example/feed"),
        ),
    )
    site.gives("/feed", RSS)
    source = Source(f"{site.origin}/feed", SourceKind.RSS, "Torhavn Post", None, f"{site.origin}/")
    others = (
        f"{site.origin}/atom",
        f"{site.origin}/comments/feed",
        "https://elsewhere.example/feed",
    )
    assert looked(site) == Look(source, LISTED, others)
    assert site.paths() == ["/robots.txt", "/", "/feed"]


def test_a_feed_that_is_gone_gives_way_to_the_next(site: Any) -> None:
    site.gives("/", head(link("/old"), link("/new")))
    site.gives("/new", RSS)
    source = Source(f"{site.origin}/new", SourceKind.RSS, "Torhavn Post", None, f"{site.origin}/")
    assert looked(site) == Look(source, LISTED, (f"{site.origin}/old",))


def test_without_a_feed_the_news_sitemap_of_robots_txt(site: Any) -> None:
    site.gives(
        "/robots.txt",
        f"Sitemap: {site.origin}/pages.xml\nSitemap: {site.origin}/news.xml\n"
        "Sitemap: https://elsewhere.example/news.xml",
    )
    site.gives("/", head())
    site.gives("/pages.xml", PAGES)
    site.gives("/news.xml", NEWS.format("a"))
    assert looked(site) == Look(
        Source(
            f"{site.origin}/news.xml", SourceKind.SITEMAP, "Torhavn Post", None, f"{site.origin}/"
        ),
        Listing(SourceKind.SITEMAP, "Torhavn Post", (found("a"),)),
    )
    assert site.paths() == ["/robots.txt", "/", "/news.xml"]


def test_of_an_index_the_sitemaps_that_changed_last(site: Any) -> None:
    children = [("/1.xml", "2019-01-01"), ("/2.xml", "2021-03-14"), ("/3.xml", "2021-03-13"),
                ("/news-4.xml", "2018-01-01")]  # fmt: skip
    site.gives(
        "/index.xml",
        "<sitemapindex>"
        + "".join(
            f"<sitemap><loc>{site.origin}{path}</loc><lastmod>{day}</lastmod></sitemap>"
            for path, day in children
        )
        + "<sitemap><loc>https://elsewhere.example/s.xml</loc></sitemap></sitemapindex>",
    )
    for path, _ in children:
        site.gives(path, NEWS.format(path[1]) if path != "/3.xml" else PAGES)
    result = looked(site, "/index.xml")
    assert isinstance(result, Look)
    assert {one.address for one in result.listing.found} == {
        "https://torhavn.example/2",
        "https://torhavn.example/n",
    }
    assert (result.source.kind, result.source.title) == (SourceKind.SITEMAP, "Torhavn Post")
    assert Child("https://elsewhere.example/s.xml") in result.listing.children
    assert site.paths() == ["/robots.txt", "/index.xml", "/news-4.xml", "/2.xml", "/3.xml"]


NO_FEED = (
    "it is a page that names no feed which can be had, and its robots.txt no news sitemap; "
    "find the feed's own address on the site and add that"
)


@pytest.mark.parametrize(
    ("body", "reason", "detail"),
    [
        pytest.param(head(), SkipReason.UNKNOWN_FORMAT, NO_FEED, id="a page without a feed"),
        pytest.param(
            head(link("https://feeds.elsewhere.example/torhavn")),
            SkipReason.UNKNOWN_FORMAT,
            "its feed is on another site: add https://feeds.elsewhere.example/torhavn "
            "if that is meant",
            id="a feed on another site",
        ),
        pytest.param(
            PAGES,
            SkipReason.NO_ARTICLE,
            "it is a sitemap, but none of its 1 pages is marked as news; "
            "give the site's news sitemap or a feed",
            id="a sitemap of all pages",
        ),
        pytest.param(
            "<sitemapindex><sitemap><loc>https://elsewhere.example/s.xml</loc></sitemap>"
            "</sitemapindex>",
            SkipReason.NO_ARTICLE,
            "none of the sitemaps that it lists is on the same site",
            id="an index that leads elsewhere",
        ),
        pytest.param(
            "Just words.",
            SkipReason.MALFORMED,
            "it is not XML and so no feed; check what the file or address holds",
            id="text",
        ),
    ],
)
def test_nothing_found(site: Any, body: str, reason: SkipReason, detail: str) -> None:
    address = site.gives("/", body)
    assert looked(site) == Skipped(address, reason, detail)
    assert site.paths() == ["/robots.txt", "/"]


def test_a_disallowed_feed_is_not_asked_for(site: Any) -> None:
    site.gives("/robots.txt", "User-agent: onrecord\nDisallow: /feed")
    address = site.gives("/", head(link("/feed")))
    site.gives("/feed", RSS)
    assert looked(site) == Skipped(address, SkipReason.UNKNOWN_FORMAT, NO_FEED)
    assert site.paths() == ["/robots.txt", "/"]


def test_a_site_in_trouble(site: Any) -> None:
    address = site.gives("/", status=503)
    assert isinstance(result := looked(site), Later)
    assert result.address == address
