"""Nothing that an input holds raises, hangs, or leaves words outside the blocks."""

import json
import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.read import Hints, ReadOptions, read_inputs, read_text
from onrecord.read.markdown import read_markdown
from onrecord.read.sniff import SUFFIXES
from onrecord.record import Article, Skipped, SkipReason

BODY = "The mayor said that the bridge would stay closed until the engineers had reported. "

# Pieces that steer each reader into its branches, between pieces of noise.
PIECES = st.sampled_from(
    [
        BODY,
        "date 2021-03-14 ",
        "---\n",
        "title: x\n",
        "# ",
        "**b**\n",
        "<!--",
        "-->",
        "<style>",
        "![a](b)",
        "\n",
        "\r\n\r\n",
        "<p>",
        "<rss>",
        "<item><title>",
        "</item>",
        "<html>",
        "{",
        "}",
        "[",
        '"text": ',
        '"x"',
        ",",
        "\\ud800",
        "WARC/1.0\r\n",
        "WARC-Type: response\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        "\u202e",
        "â€œ",
        "— Ann (@ann) March 14, 2021",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=12).map("".join)
BYTES = st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "replace"))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def covered(article: Article) -> bool:
    """Whether the blocks hold every word, in order, with white space between them."""
    at = 0
    for block in article.blocks:
        if block.span.start < at or article.text[at : block.span.start].strip():
            return False
        at = block.span.end
    return not article.text[at:].strip()


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@FEW
@given(data=BYTES)
def test_any_bytes_under_any_suffix(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    found = list(read_inputs([str(path)]))
    assert found
    assert all(isinstance(one, Article | Skipped) for one in found)


@FEW
@given(data=BYTES)
def test_any_bytes_on_standard_input(data: bytes) -> None:
    assert list(read_inputs(["-"], stdin=BytesIO(data)))


@settings(FEW, max_examples=200)
@given(text=TEXTS)
def test_every_word_lies_in_a_block(text: str) -> None:
    for found in (read_text(text, Hints("a")), read_markdown(text, Hints("a"))):
        assert isinstance(found, Skipped) or covered(found)


DEEP = 100_000
FEED = '<rss version="2.0"><channel><item><description>{}</description></item></channel></rss>'


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        pytest.param(".json", '{"a":' * DEEP, id="JSON"),
        pytest.param(".jsonl", '{"text":' + "[" * DEEP, id="a line of JSON"),
        pytest.param(
            ".json", json.dumps({"uri": "1", "body_xhtml": "<div>" * DEEP + BODY}), id="ninjs"
        ),
        pytest.param(".xml", FEED.format("<a>" * DEEP), id="XML"),
        pytest.param(".xml", FEED.format("&lt;div&gt;" * DEEP + BODY), id="HTML in a feed"),
        pytest.param(".xml", FEED.format("<![CDATA[" * DEEP), id="CDATA without an end"),
        pytest.param(".xml", FEED.format("<!--" * DEEP), id="comments without an end"),
        pytest.param(".md", "> " * DEEP + BODY, id="Markdown quotations"),
        pytest.param(".md", "<div>" * DEEP + BODY, id="HTML in Markdown"),
        pytest.param(".md", "<!-- --> " * DEEP + "x", id="comments in Markdown"),
        pytest.param(".md", "|-" * DEEP + "x", id="a table's ruler"),
        pytest.param(".md", "---\n" + "a: b\r\n" * 20_000, id="front matter without an end"),
        pytest.param(".txt", " " * DEEP + "date", id="white space before a date line"),
        pytest.param(".txt", "<!-- --> " * DEEP, id="comments in text"),
        pytest.param(".odd", "<!-- --> " * DEEP, id="comments before a page"),
        pytest.param(".txt", "â€" * DEEP, id="broken encoding"),
    ],
)
def test_deep_and_long_inputs_end_soon(tmp_path: Path, suffix: str, content: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(content)
    began = time.monotonic()
    assert list(read_inputs([str(path)]))
    # Each takes a second or two; a search that backtracks would take hours.
    assert time.monotonic() - began < 60


def test_fifty_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(0)
        for _ in range(50):
            file.write(b"The mayor said so. " * 52_632)
    began = time.monotonic()
    assert list(read_inputs([str(path)], ReadOptions())) == [
        Skipped(
            str(path),
            SkipReason.TOO_LARGE,
            "it is larger than 20 MB, which no article is; split it into articles",
        )
    ]
    assert time.monotonic() - began < 10
