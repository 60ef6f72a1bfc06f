"""RSS, Atom and JSON feeds → articles."""

import json
from datetime import date

import pytest

from onrecord.read.feeds import read_feed, read_json_feed
from onrecord.read.hints import Hints
from onrecord.record import Article, Skipped, SkipReason

BODY = "The mayor said that the bridge would stay closed until the engineers had reported."
OTHER = "Marta Ilves, who runs the ferry, told the council that she could not wait for that."
LINK = "https://torhavn.example/a"
DAY = date(2021, 3, 14)
HINTS = Hints(source="f.xml")

WHOLE = ("Bridge closed", f"{BODY}\n\n{OTHER}", DAY, ("Marta Ilves",), "Torhavn Post", LINK)


def facts(one: Article | Skipped) -> object:
    if isinstance(one, Skipped):
        return one
    return (one.title, one.text, one.published, one.authors, one.outlet, one.url)


def rss(items: str, end: str = "</channel></rss>") -> str:
    return (
        '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Torhavn Post</title>{items}{end}"
    )


ITEM = (
    f"<item><title>Bridge closed</title><link>{LINK}</link><dc:creator>Marta Ilves</dc:creator>"
    "<pubDate>Sun, 14 Mar 2021 23:00:00 -0500</pubDate><description>The bridge.</description>"
    f"<content:encoded><![CDATA[<p>{BODY}</p><script>x()</script><p>{OTHER}</p>]]>"
    "</content:encoded></item>"
)
TEASER = (
    f"<item><title>Ferry</title><link>{LINK}/2</link><description>The ferry.</description></item>"
)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Torhavn Post</title>
<entry><title>Bridge closed</title><link href="{LINK}"/><id>tag:1</id>
<author><name>Marta Ilves</name></author><published>2021-03-14T23:00:00-05:00</published>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;{OTHER}&lt;/p&gt;</content></entry></feed>"""

NO_TEXT = Skipped(
    f"f.xml#{LINK}/2",
    SkipReason.NO_ARTICLE,
    f"the entry holds only a summary; give its address, {LINK}/2",
)
BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(rss(ITEM), [WHOLE], id="rss with its content"),
        pytest.param(ATOM, [WHOLE], id="atom with its content"),
        pytest.param(rss(TEASER + ITEM), [NO_TEXT, WHOLE], id="a teaser is no article"),
        pytest.param(
            rss(f"<item><description>{BODY} {OTHER} {BODY} {OTHER} {BODY}</description></item>"),
            [(None, f"{BODY} {OTHER} {BODY} {OTHER} {BODY}", None, (), "Torhavn Post", None)],
            id="a long description is the article",
        ),
        pytest.param(
            rss("<item><title>Ferry</title></item>"),
            [
                Skipped(
                    "f.xml#1",
                    SkipReason.NO_ARTICLE,
                    "the entry holds no text; give the page itself",
                )
            ],
            id="nothing but a title",
        ),
        pytest.param(
            rss(ITEM + TEASER, end="<item><title>Pie"),
            [
                WHOLE,
                NO_TEXT,
                Skipped(
                    "f.xml",
                    SkipReason.CUT_SHORT,
                    "the feed breaks off; the 2 entries before that were read; fetch it again",
                ),
            ],
            id="cut short",
        ),
        pytest.param(
            rss(""), [Skipped("f.xml", SkipReason.EMPTY, "the feed has no entry")], id="no entry"
        ),
        pytest.param(
            "Bridge closed\n" + BODY,
            [
                Skipped(
                    "f.xml",
                    SkipReason.MALFORMED,
                    "it is not XML and so no feed; check what the file or address holds",
                )
            ],
            id="not XML",
        ),
        pytest.param(
            "<?xml version='1.0'?><Document><token>Bridge</token></Document>",
            [
                Skipped(
                    "f.xml",
                    SkipReason.UNKNOWN_FORMAT,
                    "it is XML but no RSS or Atom feed: its root element is <Document>",
                )
            ],
            id="other XML",
        ),
        pytest.param(
            rss("<item>" * 5000),
            [
                Skipped(
                    "f.xml",
                    SkipReason.TOO_DEEP,
                    "its elements are nested more than 2000 deep, which no feed needs",
                )
            ],
            id="nested too deep",
        ),
        pytest.param(
            BOMB + rss("<item><description>&b;</description></item>"),
            [
                Skipped(
                    "f.xml",
                    SkipReason.REFUSED,
                    "it declares XML entities, which can unfold without end; remove its DOCTYPE",
                )
            ],
            id="entities are refused",
        ),
    ],
)
def test_feeds(text: str, expected: list[object]) -> None:
    assert [facts(one) for one in read_feed(text, HINTS)] == expected


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Torhavn Post",
        "items": [
            {
                "id": "1",
                "url": LINK,
                "title": "Bridge closed",
                "content_html": f"<p>{BODY}</p><p>{OTHER}</p>",
                "date_published": "2021-03-14T23:00:00-05:00",
                "authors": [{"name": "Marta Ilves"}],
            },
            {"id": "2", "url": f"{LINK}/2", "summary": "The ferry."},
            {"id": "3", "date_published": "soon"},
            "x",
        ],
    }
    found = [facts(one) for one in read_json_feed(json.loads(json.dumps(feed)), HINTS)]
    assert found == [
        WHOLE,
        NO_TEXT,
        Skipped(
            "f.xml#3",
            SkipReason.MALFORMED,
            "`date_published` is not a date such as 2021-03-14 or “Sun, 14 Mar 2021 08:00:00 GMT”",
        ),
        Skipped("f.xml#4", SkipReason.MALFORMED, "it is not an object"),
    ]
