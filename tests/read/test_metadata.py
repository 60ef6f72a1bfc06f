"""What a page tells of its article: one row a source of it, and whose word wins."""

import datetime

import pytest

from onrecord.read.hints import Hints
from onrecord.read.markup import Markup, prepare
from onrecord.read.metadata import Metadata, metadata_of

pytest.importorskip("htmldate")

DAY = datetime.date(2021, 3, 14)
NOTHING = Metadata(None, None, (), None, None)


def told(head: str, body: str = "", **hints: object) -> Metadata:
    page = prepare(f"<html><head>{head}</head><body>{body}<p>Words.</p></body></html>", "page.html")
    assert isinstance(page, Markup)
    return metadata_of(page, Hints("page.html", **hints))  # type: ignore[arg-type]


LD = """<script type="application/ld+json">{"@graph": [
 {"@type": "Organization", "@id": "#org", "name": "The Lowmoor Echo"},
 {"@type": "Person", "@id": "#ada", "name": "Ada Moss"},
 {"@type": "NewsArticle", "headline": "Ferry &amp; crew held", "datePublished": "2021-03-14T23:30:00-05:00",
  "author": [{"@id": "#ada"}, {"@type": "Person", "name": "By Tom Reed, Harbour Editor"}],
  "publisher": {"@id": "#org"}, "mainEntityOfPage": "https://echo.example/ferry"}]}</script>"""  # noqa: E501

ROWS = [
    (
        "linked data, by reference",
        (LD, ""),
        Metadata(
            "Ferry & crew held",
            "The Lowmoor Echo",
            ("Ada Moss", "Tom Reed"),
            DAY,
            "https://echo.example/ferry",
        ),
    ),
    (
        "meta tags",
        (
            '<meta property="og:title" content="Ferry held | Lowmoor Echo">'
            '<meta property="og:site_name" content="Lowmoor Echo">'
            '<meta property="article:published_time" content="2021-03-14T10:00:00Z">'
            '<meta name="author" content="Ada Moss">'
            '<link rel="canonical" href="https://echo.example/ferry">',
            "",
        ),
        Metadata("Ferry held", "Lowmoor Echo", ("Ada Moss",), DAY, "https://echo.example/ferry"),
    ),
    (
        "what readers see",
        (
            "<title>Ferry held at the harbour – Lowmoor Echo</title>",
            '<h1>Ferry held at the harbour</h1><a rel="author">Ada Moss</a>'
            '<time class="published" datetime="2021-03-14">Sunday</time>',
        ),
        Metadata("Ferry held at the harbour", None, ("Ada Moss",), DAY, None),
    ),
    (
        "the headline shown wins over the one for machines",
        (
            '<meta property="og:title" content="Ferry held by harbour board">',
            "<h1>Ferry and crew held by the harbour board</h1>",
        ),
        Metadata("Ferry and crew held by the harbour board", None, (), None, None),
    ),
    (
        "a masthead as heading is no headline",
        (
            '<meta property="og:title" content="Ferry held by harbour board">',
            "<h1>Lowmoor Echo Online</h1>",
        ),
        Metadata("Ferry held by harbour board", None, (), None, None),
    ),
    (
        "the domain stands in for a name",
        ('<link rel="canonical" href="https://www.echo.example/ferry">', ""),
        Metadata(None, "echo.example", (), None, "https://www.echo.example/ferry"),
    ),
    (
        "broken linked data is passed over",
        (
            '<script type="application/ld+json">{"headline": </script><meta name="author" content="Ada Moss">',  # noqa: E501
            "",
        ),
        Metadata(None, None, ("Ada Moss",), None, None),
    ),
    (
        "a system's zero is no date",
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', ""),
        NOTHING,
    ),
    ("nothing told", ("", ""), NOTHING),
]


@pytest.mark.parametrize(("page", "expected"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_page(page: tuple[str, str], expected: Metadata) -> None:
    assert told(*page) == expected


def test_hints_win() -> None:
    other = datetime.date(2020, 1, 2)
    assert told(
        LD, url="https://a.example/b", title="T", outlet="O", authors=("A B",), published=other
    ) == Metadata("T", "O", ("A B",), other, "https://a.example/b")


def test_a_date_if_missing_stands_in_only_where_the_page_tells_none() -> None:
    other = datetime.date(2020, 1, 2)
    assert told(LD, published_if_missing=other).published == DAY
    assert told("", published_if_missing=other).published == other
