"""An article's text for the desk: each run of words knows where it stands in the text."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from onrecord.record import BlockKind
from onrecord.report import document_from_json
from onrecord.report.entries import blocks_of

Spans = Mapping[str, Sequence[Sequence[int]]]


_ORDER = ("source", "cue", "content", "evidence", "action", "due")
"""Databases hand the names of spans back in an order of their own."""


def article_text(document: Mapping[str, Any], spans: Spans) -> SafeString:
    """The text as HTML; `data-at` is the place of a run's first character, in code points.

    Words of `spans` are marked with the names of their spans as classes.
    """
    read = document_from_json(document)
    text = read.article.text
    edges = sorted({edge for some in spans.values() for span in some for edge in span})
    parts = []
    for block in blocks_of(read):
        if block.span.of(text).strip():
            tag = "h3" if block.kind is BlockKind.HEADING else "p"
            runs = _runs(text, (block.span.start, block.span.end), edges, spans)
            parts.append(format_html('<{} class="b-{}">{}</{}>', tag, block.kind.value, runs, tag))
    return format_html_join("\n", "{}", ((part,) for part in parts))


def _runs(text: str, within: tuple[int, int], edges: list[int], spans: Spans) -> SafeString:
    start, end = within
    cuts = [start, *(edge for edge in edges if start < edge < end), end]
    runs = []
    for first, last in pairwise(cuts):
        names = [
            name
            for name in sorted(spans, key=_ORDER.index)
            if any(s <= first and last <= e for s, e in spans[name])
        ]
        tag = "mark" if names else "span"
        # A browser would make one line end of two if carriage returns stood there as such.
        words = mark_safe(escape(text[first:last]).replace("\r", "&#13;"))
        runs.append((tag, " ".join(names), first, words, tag))
    return format_html_join("", '<{} class="{}" data-at="{}">{}</{}>', runs)
