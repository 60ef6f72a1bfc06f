"""What feeds and news sitemaps list."""

import gzip
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from onrecord.read.addresses import Answer
from onrecord.read.identity import short_id
from onrecord.read.listings import Listing, read_listing
from onrecord.read.sitemaps import Child
from onrecord.record import Found, Skipped, SkipReason, SourceKind

URL = "https://torhavn.example/list"
PAGE = "https://torhavn.example/a"
LONG = " ".join(["The ferry is late again, and nobody knows for how long."] * 8)
SHORT = "The ferry is late."
EASTERN = timezone(timedelta(hours=-5))


def listing(body: str | bytes, media_type: str = "", max_bytes: int = 100_000) -> Listing | Skipped:
    data = body.encode() if isinstance(body, str) else body
    return read_listing(Answer(URL, media_type, None, data), max_bytes)


def rss(items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>'
        f"<title>Torhavn Post</title>{items}</channel></rss>"
    )


def sitemap(entries: str, root: str = "urlset") -> str:
    return (
        f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{entries}</{root}>'
    )


NEWS = (
    f"<url><loc> {PAGE} </loc><lastmod>2021-03-15</lastmod><image:image><image:loc>"
    "https://torhavn.example/a.jpg</image:loc><image:title>Boats</image:title></image:image>"
    "<news:news><news:publication><news:name>Torhavn  Post</news:name><news:language>en"
    "</news:language></news:publication><news:publication_date>2021-03-14T08:30:00-05:00"
    "</news:publication_date><news:title>Ferry &amp; bridge</news:title></news:news></url>"
)
OTHER = "<url><loc>https://torhavn.example/about</loc></url>"
MOMENT = datetime(2021, 3, 14, 8, 30, tzinfo=EASTERN)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            rss(
                f"<item><title>Ferry &amp;amp; bridge</title><link>/a</link><guid "
                f'isPermaLink="false">t1</guid><pubDate>Sun, 14 Mar 2021 08:30:00 -0500</pubDate>'
                f"<description>{SHORT}</description></item>"
            ),
            Listing(
                SourceKind.RSS,
                "Torhavn Post",
                (Found(short_id("t1"), PAGE, "Ferry & bridge", MOMENT, SHORT),),
            ),
            id="rss",
        ),
        pytest.param(
            rss(
                f"<item><link>{PAGE}</link><content:encoded>&lt;p&gt;{LONG}&lt;/p&gt;"
                f"</content:encoded><description>{SHORT}</description></item>"
            ),
            Listing(
                SourceKind.RSS,
                "Torhavn Post",
                (Found(short_id(PAGE), PAGE, None, None, SHORT, LONG),),
            ),
            id="rss with the whole article",
        ),
        pytest.param(
            rss(
                "<item><link>https://count.example/1</link>"
                f"<feedburner:origLink>{PAGE}</feedburner:origLink></item>"
                "<item><link>javascript:x()</link><guid>t2</guid></item>"
                "<item><description>No address, no title</description></item>"
                f"<item><link>{PAGE}</link></item>"
            ),
            Listing(
                SourceKind.RSS,
                "Torhavn Post",
                (Found(short_id(PAGE), PAGE), Found(short_id("t2"), None)),
            ),
            id="counting addresses, odd links, entries twice",
        ),
        pytest.param(
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Torhavn Post</title><entry>'
            '<title>Ferry</title><link rel="edit" href="/edit"/><link rel="alternate" href="a"/>'
            "<id>tag:1</id><updated>2021-03-14T08:30:00-05:00</updated></entry></feed>",
            Listing(
                SourceKind.ATOM,
                "Torhavn Post",
                (Found(short_id("tag:1"), PAGE, "Ferry", MOMENT),),
            ),
            id="atom",
        ),
        pytest.param(
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "title": "Torhavn Post",
                    "items": [
                        {"id": 7, "url": PAGE, "title": "Ferry", "content_html": f"<p>{LONG}</p>",
                         "date_published": "2021-03-14T08:30:00-05:00", "summary": SHORT},
                        "nonsense",
                        {"content_text": "No id and no address"},
                        {"id": "8", "external_url": "https://other.example/b"},
                    ],
                }
            ),
            Listing(
                SourceKind.JSON_FEED,
                "Torhavn Post",
                (
                    Found(short_id("7"), PAGE, "Ferry", MOMENT, SHORT, LONG),
                    Found(short_id("8"), "https://other.example/b"),
                ),
            ),
            id="json feed",
        ),
        pytest.param(
            sitemap(NEWS + OTHER + "<url><loc>nonsense</loc></url>"),
            Listing(
                SourceKind.SITEMAP,
                "Torhavn Post",
                (Found(short_id(PAGE), PAGE, "Ferry & bridge", MOMENT),),
                others=2,
            ),
            id="a news sitemap",
        ),
        pytest.param(
            sitemap(NEWS + "<url><loc>https://torhavn.ex"),
            Listing(
                SourceKind.SITEMAP,
                "Torhavn Post",
                (Found(short_id(PAGE), PAGE, "Ferry & bridge", MOMENT),),
            ),
            id="a sitemap that breaks off",
        ),
        pytest.param(
            sitemap(
                "<sitemap><loc>https://torhavn.example/1.xml</loc><lastmod>2021-03-14</lastmod>"
                "</sitemap><sitemap><loc>https://torhavn.example/2.xml</loc></sitemap>",
                "sitemapindex",
            ),
            Listing(
                SourceKind.SITEMAP,
                children=(
                    Child("https://torhavn.example/1.xml", datetime(2021, 3, 14, tzinfo=UTC)),
                    Child("https://torhavn.example/2.xml"),
                ),
            ),
            id="an index of sitemaps",
        ),
        pytest.param(
            gzip.compress(sitemap(NEWS).encode()),
            Listing(
                SourceKind.SITEMAP,
                "Torhavn Post",
                (Found(short_id(PAGE), PAGE, "Ferry & bridge", MOMENT),),
            ),
            id="a sitemap in gzip",
        ),
        pytest.param(
            rss("<item><guid>/a</guid><link>/a</link></item><item><guid>t3</guid></item>"),
            Listing(
                SourceKind.RSS,
                "Torhavn Post",
                (Found(short_id("/a"), PAGE), Found(short_id("t3"), None)),
            ),
            id="a guid may be the address, or no address at all",
        ),
        pytest.param(rss(""), Listing(SourceKind.RSS, "Torhavn Post"), id="an empty feed"),
    ],
)  # fmt: skip
def test_listings(body: str | bytes, expected: Listing) -> None:
    # A server may call any of them a page.
    assert listing(body, "text/html") == expected


@pytest.mark.parametrize(
    ("body", "reason", "detail"),
    [
        pytest.param(
            "<!DOCTYPE html><html><body><p>Moved</p></body></html>",
            SkipReason.UNKNOWN_FORMAT,
            "it is a web page and no feed; look on the site for where its feed is now",
            id="a page",
        ),
        pytest.param("", SkipReason.EMPTY, "there is nothing in it", id="nothing"),
        pytest.param("\0\1\2\3", SkipReason.BINARY, "it is a binary file and no feed", id="binary"),
        pytest.param(
            '{"error": "gone"}',
            SkipReason.UNKNOWN_FORMAT,
            "it is JSON but no JSON Feed: it has no list of `items`",
            id="other JSON",
        ),
        pytest.param("[1]", SkipReason.MALFORMED, "it is not an object", id="a JSON list"),
        pytest.param(
            '{"items": ["', SkipReason.MALFORMED, "it is JSON that cannot be parsed", id="cut JSON"
        ),
        pytest.param(
            '{"items":' + "[" * 20_000,
            SkipReason.MALFORMED,
            "it is JSON that cannot be parsed",
            id="deep JSON",
        ),
        pytest.param(
            '<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
            "<urlset><url><loc>&b;</loc></url></urlset>",
            SkipReason.REFUSED,
            "it declares a document type, which no sitemap needs and which can hide a bomb",
            id="an entity bomb in a sitemap",
        ),
        pytest.param(
            '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">]><rss><channel/></rss>',
            SkipReason.REFUSED,
            "it declares XML entities, which can unfold without end; remove its DOCTYPE",
            id="an entity bomb in a feed",
        ),
        pytest.param(
            "<urlset>" + "<url>" * 20_000,
            SkipReason.MALFORMED,
            "the sitemap cannot be parsed; check its XML",
            id="a deep sitemap",
        ),
        pytest.param(
            gzip.compress(b" " * 200_000),
            SkipReason.TOO_LARGE,
            "unpacked it is larger than 0.1 MB, which no list needs",
            id="a gzip bomb",
        ),
        pytest.param(
            gzip.compress(sitemap(NEWS).encode())[:-40],
            SkipReason.CUT_SHORT,
            "the gzip file ends too early; what stood before was read; fetch it again",
            id="a gzip file that breaks off",
        ),
        pytest.param(
            "User-agent: *\n",
            SkipReason.MALFORMED,
            "it is not XML and so no feed; check what the file or address holds",
            id="plain text",
        ),
    ],
)
def test_what_lists_nothing(body: str | bytes, reason: SkipReason, detail: str) -> None:
    found = listing(body)
    assert isinstance(found, Skipped)
    assert (found.source, found.reason) == (URL, reason)
    assert found.detail.startswith(detail)


def test_a_sitemap_lists_at_most_what_the_protocol_allows() -> None:
    entry = "<url><loc>https://torhavn.example/{}</loc><news:news/></url>"
    found = listing(sitemap("".join(map(entry.format, range(50_010)))), max_bytes=10_000_000)
    assert isinstance(found, Listing)
    assert len(found.found) == 50_000
