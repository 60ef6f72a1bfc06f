"""JSON and JSON Lines → articles."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from onrecord.read import Hints, ReadOptions, read_inputs
from onrecord.read.tables import read_json, read_lines
from onrecord.record import Article, Skipped, SkipReason

BODY = "The mayor said that the bridge would stay closed until the engineers had reported."
OTHER = "Marta Ilves, who runs the ferry, told the council that she could not wait for that."
DAY = date(2021, 3, 14)


def facts(article: Article) -> dict[str, object]:
    """What an article says of itself, without what follows from its text and source."""
    named = ("source", "text", "title", "outlet", "authors", "published", "url")
    return {name: value for name in named if (value := getattr(article, name))}


def read(value: Any) -> list[Article | Skipped]:
    text = value if isinstance(value, str) else json.dumps(value)
    return list(read_json(text, Hints(source="a.json")))


NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": " Bridge  closed ",
    "articleBody": BODY,
    "datePublished": "2021-03-14T08:00:00Z",
    "author": [{"@type": "Person", "name": "Marta Ilves"}, "Jon Arbo"],
    "publisher": {"@type": "Organization", "name": "Torhavn Post"},
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://torhavn.example/a"},
}
NEWS_FACTS = {
    "source": "a.json",
    "text": BODY,
    "title": "Bridge closed",
    "outlet": "Torhavn Post",
    "authors": ("Marta Ilves", "Jon Arbo"),
    "published": DAY,
    "url": "https://torhavn.example/a",
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(NEWS, [NEWS_FACTS], id="a NewsArticle"),
        pytest.param([NEWS], [NEWS_FACTS], id="in a list"),
        pytest.param(
            {
                "@graph": [
                    {"@type": "WebSite", "text": "x"},
                    {**NEWS, "@type": ["ReportageNewsArticle"]},
                ]
            },
            [NEWS_FACTS],
            id="in a graph, of a narrower type",
        ),
        pytest.param(
            {"@type": "WebPage", "mainEntity": {**NEWS, "@type": "schema:Article"}},
            [NEWS_FACTS],
            id="as the main entity of a page",
        ),
        pytest.param(
            [NEWS, NEWS],
            [{**NEWS_FACTS, "source": "a.json#1"}, {**NEWS_FACTS, "source": "a.json#2"}],
            id="two in one file",
        ),
        pytest.param(
            {"@type": "NewsArticle", "articleBody": f"<p>{BODY}</p><p>{OTHER}</p>"},
            [{"source": "a.json", "text": f"{BODY}\n\n{OTHER}"}],
            id="a body with tags",
        ),
        pytest.param(
            {
                "uri": "https://wire.example/1",
                "headline": "Bridge closed",
                "body_text": BODY,
                "body_xhtml": "<p>not this</p>",
                "byline": "By Marta Ilves and Jon Arbo in Torhavn",
                "versioncreated": "2021-03-14T08:00:00Z",
                "copyrightholder": "Wire",
            },
            [
                {
                    **NEWS_FACTS,
                    "outlet": "Wire",
                    "url": "https://wire.example/1",
                }
            ],
            id="ninjs 1",
        ),
        pytest.param(
            {
                "uri": "tag:wire.example:1",
                "headlines": [
                    {"role": "short", "value": "Closed"},
                    {"role": "main", "value": "Bridge"},
                ],
                "bodies": [
                    {"role": "summary", "contenttype": "text/plain", "value": "Short."},
                    {"role": "main", "contenttype": "text/html", "value": f"<p>{BODY}</p>"},
                ],
                "by": "Marta Ilves",
                "versioncreated": "2021-03-14",
            },
            [
                {
                    "source": "a.json",
                    "text": BODY,
                    "title": "Bridge",
                    "authors": ("Marta Ilves",),
                    "published": DAY,
                }
            ],
            id="ninjs 2",
        ),
        pytest.param(
            {"text": f"{BODY} \ud800", "author": "Marta Ilves", "date": "2021-03-14"},
            [
                {
                    "source": "a.json",
                    "text": f"{BODY} \ufffd",
                    "authors": ("Marta Ilves",),
                    "published": DAY,
                }
            ],
            id="a record, with a lone surrogate",
        ),
        pytest.param(
            json.dumps({"text": BODY}) + "\n" + json.dumps({"text": OTHER}),
            [{"source": "a.json:1", "text": BODY}, {"source": "a.json:2", "text": OTHER}],
            id="JSON Lines under another suffix",
        ),
    ],
)
def test_articles_in_json(value: Any, expected: list[dict[str, object]]) -> None:
    assert [facts(one) if isinstance(one, Article) else one for one in read(value)] == expected


@pytest.mark.parametrize(
    ("value", "reason", "detail"),
    [
        pytest.param(
            '{"text": ',
            SkipReason.MALFORMED,
            "it is not JSON: Expecting value at line 1, column 10",
            id="cut",
        ),
        pytest.param(
            "[" * 100_000,
            SkipReason.MALFORMED,
            "it is not JSON: it is nested too deeply",
            id="deep",
        ),
        pytest.param(
            {"a": {"b": 1}},
            SkipReason.UNKNOWN_FORMAT,
            "no schema.org NewsArticle, IPTC ninjs item, JSON Feed or record with `text` or "
            "`html` is in it; see the list of inputs",
            id="no article",
        ),
        pytest.param(
            {**NEWS, "datePublished": "soon"},
            SkipReason.MALFORMED,
            "`datePublished` is not a date such as 2021-03-14 or “Sun, 14 Mar 2021 08:00:00 GMT”",
            id="a wrong date",
        ),
        pytest.param(
            {**NEWS, "articleBody": [1]},
            SkipReason.MALFORMED,
            "`articleBody` is not a string",
            id="a body that is no string",
        ),
        pytest.param(
            {"@type": "NewsArticle", "headline": "Bridge"},
            SkipReason.NO_ARTICLE,
            "the NewsArticle has no `articleBody`; give the page or its address instead",
            id="no body",
        ),
        pytest.param(
            {"uri": "1", "body_text": BODY, "pubstatus": "canceled"},
            SkipReason.NO_ARTICLE,
            "its publisher has marked it as canceled",
            id="withdrawn",
        ),
        pytest.param(
            {"uri": "1", "headline": "Bridge"},
            SkipReason.NO_ARTICLE,
            "the ninjs item has no `body_text`, `body_xhtml` or text in `bodies`",
            id="ninjs without a body",
        ),
        pytest.param(
            {"uri": "1", "bodies": "x"},
            SkipReason.MALFORMED,
            "`bodies` is not a list of objects",
            id="bodies that are none",
        ),
    ],
)
def test_json_without_an_article(value: Any, reason: SkipReason, detail: str) -> None:
    assert read(value) == [Skipped("a.json", reason, detail)]


def lines(*values: object) -> bytes:
    return b"".join(
        (value if isinstance(value, bytes) else json.dumps(value).encode()) + b"\n"
        for value in values
    )


def test_lines_are_read_one_by_one() -> None:
    data = lines(
        {"id": "x1", "text": BODY, "url": "https://torhavn.example/a", "title": "T", "outlet": "O"},
        b"",
        {"id": 7, "text": BODY, "published": "Sun, 14 Mar 2021 08:00:00 GMT"},
        {"id": "x3", "text": BODY, "published": "soon"},
        b"{",
        [1],
        {"id": "x6"},
        {"text": " "},
        {"text": "x" * 2000},
        {"text": "“Zoë” ".encode("cp1252").decode("latin-1") + BODY},
    )
    options = ReadOptions(max_bytes=1000)
    found = list(read_lines(BytesIO(data), Hints(source="a.jsonl"), options))
    shown = [(one.id, facts(one)) if isinstance(one, Article) else one for one in found]
    assert shown == [
        (
            "x1",
            {
                "source": "a.jsonl:1",
                "text": BODY,
                "title": "T",
                "outlet": "O",
                "url": "https://torhavn.example/a",
            },
        ),
        ("7", {"source": "a.jsonl:3", "text": BODY, "published": DAY}),
        Skipped(
            "a.jsonl:4",
            SkipReason.MALFORMED,
            "line 4: `published` is not a date such as 2021-03-14 or "
            "“Sun, 14 Mar 2021 08:00:00 GMT”",
        ),
        Skipped(
            "a.jsonl:5",
            SkipReason.MALFORMED,
            "line 5 is not JSON: Expecting property name enclosed in double quotes "
            "at line 1, column 2",
        ),
        Skipped("a.jsonl:6", SkipReason.MALFORMED, "line 6 is not an object with `text` or `html`"),
        Skipped(
            "a.jsonl:7",
            SkipReason.MALFORMED,
            "line 7: it has neither `text` nor `html`; give the article in one of them",
        ),
        Skipped("a.jsonl:8", SkipReason.EMPTY, "there is no text in it"),
        Skipped("a.jsonl:9", SkipReason.TOO_LARGE, "the line is longer than 0.001 MB; split it"),
        (found[-1].id, {"source": "a.jsonl:10", "text": f"“Zoë” {BODY}"}),  # type: ignore[union-attr]
    ]


def test_lines_in_utf_16() -> None:
    data = lines({"text": BODY}, {"text": OTHER}).decode().encode("utf-16")
    found = read_lines(BytesIO(data), Hints(source="a.jsonl"), ReadOptions())
    assert [facts(one) for one in found if isinstance(one, Article)] == [
        {"source": "a.jsonl:1", "text": BODY},
        {"source": "a.jsonl:2", "text": OTHER},
    ]


def test_html_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    page = f"<html><body><article><h1>T</h1><p>{BODY}</p><p>{OTHER}</p></article></body></html>"
    path.write_bytes(lines({"id": "x", "html": page, "title": "Bridge", "published": "2021-03-14"}))
    (found,) = read_inputs([str(path)])
    assert isinstance(found, Article)
    assert (found.id, found.source, found.title, found.published) == (
        "x",
        f"{path}:1",
        "Bridge",
        DAY,
    )
    assert BODY in found.text
    assert OTHER in found.text
