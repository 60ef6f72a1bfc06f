"""Hostile and broken pages: read or skipped with a reason, in seconds, never a crash."""

import time

import pytest

from onrecord.read import markup
from onrecord.read.hints import Hints
from onrecord.read.page import read_page
from onrecord.record import Article, Skipped, SkipReason

pytest.importorskip("trafilatura")

WORDS = "The harbour board has asked for an inquiry into the ferry that ran aground on Monday."
ARTICLE = "".join(f"<p>{WORDS} It met for the {n}th time.</p>" for n in range(9))

HOSTILE = [
    ("deep wrappers", "<div>" * 100_000 + ARTICLE + "</div>" * 100_000, True),
    ("deep wrappers never closed", "<div><span>" * 100_000 + ARTICLE, True),
    ("deep bold type", "<b>" * 100_000 + ARTICLE, True),
    ("deep lists", "<ul><li>" * 20_000 + ARTICLE, None),
    ("deep tables", "<table><tr><td>" * 10_000 + ARTICLE, None),
    ("deep quotations", "<blockquote>" * 100_000 + ARTICLE, None),
    (
        "a tag of 300,000 attributes",
        "<p " + " ".join(f'a{n}="b"' for n in range(300_000)) + ">" + ARTICLE,
        True,
    ),
    ("unclosed attribute quotes", ARTICLE + '<p a="' * 200_000, None),
    ("unclosed comments", ARTICLE + "<!--" * 500_000, None),
    ("unclosed scripts", ARTICLE + "<script>" * 200_000, None),
    ("angle brackets alone", ARTICLE + "<" * 300_000, None),
    ("a long script", f"<script>{'x < y;' * 500_000}</script>{ARTICLE}", True),
    ("zero bytes", ARTICLE.replace("harbour", "har\0bour"), True),
    ("nothing", "", False),
    ("a comment alone", "<!-- -->", False),
    ("binary", "".join(map(chr, range(256))) * 100, False),
]


@pytest.mark.parametrize(("html", "read"), [r[1:] for r in HOSTILE], ids=[r[0] for r in HOSTILE])
def test_in_seconds(html: str, read: bool | None) -> None:
    begun = time.process_time()
    found = read_page(html, Hints("page.html"))
    assert time.process_time() - begun < 15
    if read is None:
        assert isinstance(found, Article | Skipped)
    else:
        assert isinstance(found, Article) is read


def test_too_large() -> None:
    found = read_page("<p>" + "a" * markup.LARGEST, Hints("page.html"))
    assert isinstance(found, Skipped)
    assert found.reason is SkipReason.TOO_LARGE


CLEANED = [
    ("comments go", "a<!-- > <p> -->b", "ab"),
    ("conditional comments go", "a<!--[if IE]><p>x</p><![endif]-->b", "ab"),
    ("scripts go", "a<script>if (a<b) '</p>'</script>b", "ab"),
    ("styles go in any case", "a<STYLE>p > b {}</Style >b", "ab"),
    ("a bracket in a value stays", '<p title="a > b">c</p>', '<p title="a > b">c</p>'),
    ("a lone quotation mark ends with its tag", "<p it's>c</p>", "<p it's>c</p>"),
    ("an end tag without its start goes", "a</div>b", "ab"),
]


@pytest.mark.parametrize(
    ("html", "expected"), [r[1:] for r in CLEANED], ids=[r[0] for r in CLEANED]
)
def test_clean(html: str, expected: str) -> None:
    assert markup.clean(html) == (expected, [])


def test_linked_data_is_put_aside() -> None:
    html = 'a<script type="application/ld+json">{"a": 1}</script>b'
    assert markup.clean(html) == ("ab", ['{"a": 1}'])
