"""Spans in words → spans in characters, mended where quotation marks show the way.

The network tags words one by one; a quotation's own marks are surer than its
tags at the edges, and a quotation that runs over paragraphs is one content.
"""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.record import QuotationKind, Span
from onrecord.understand.quotations import Quotation
from onrecord.understand.words import BREAK, PUNCTUATION, Words

_NEAR = 3
"""Words that may be missing between an edge of a content and its quotation mark."""


class Marks:
    """The quotations of a text, to be asked what stands inside them."""

    def __init__(self, text: str, quotations: Sequence[Quotation]) -> None:
        self._text = text
        self._quotations = quotations
        self._starts = [quotation.start for quotation in quotations]

    def at(self, position: int) -> Quotation | None:
        """The quotation that holds this code point."""
        number = bisect_right(self._starts, position) - 1
        if number >= 0 and position < self._quotations[number].end:
            return self._quotations[number]
        return None

    def kind(self, spans: Sequence[Span]) -> QuotationKind:
        """Direct where all words stand in quotation marks, indirect where none does."""
        quoted = unquoted = 0
        for span in spans:
            at = span.start
            while at < span.end:
                quotation = self.at(at)
                if quotation is not None:
                    end = min(quotation.end, span.end)
                    quoted += _letters(self._text, at, end)
                else:
                    number = bisect_right(self._starts, at)
                    end = span.end
                    if number < len(self._starts):
                        end = min(end, self._starts[number])
                    unquoted += _letters(self._text, at, end)
                at = end
        if quoted and not unquoted:
            return QuotationKind.DIRECT
        return QuotationKind.MIXED if quoted else QuotationKind.INDIRECT


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))


def to_marks(first: int, last: int, words: Words, marks: Marks) -> tuple[int, int]:
    """A content, in words, stretched to the marks of a quotation that it nearly fills.

    ``We “will go to`` + ``court” tomorrow`` keeps its words; ``we will go`` of
    ``“we will go”`` takes the marks in.
    """
    opening = marks.at(words.starts[first])
    if opening is not None:
        at = first
        while at > 0 and words.starts[at] > opening.start and first - at <= _NEAR:
            at -= 1
        if words.starts[at] == opening.start:
            first = at
    closing = marks.at(words.ends[last - 1] - 1)
    if closing is not None:
        at = last
        while at < len(words) and words.ends[at - 1] < closing.end and at - last <= _NEAR:
            at += 1
        if words.ends[at - 1] >= closing.end:
            last = at
    return first, last


def in_paragraphs(first: int, last: int, words: Words) -> list[Span]:
    """One span for each paragraph that the words touch, without loose punctuation before."""
    spans: list[Span] = []
    at = first
    while at < last:
        end = at
        while end < last and words.shapes[end] != BREAK:
            end += 1
        if any(words.shapes[n] != PUNCTUATION for n in range(at, end)):
            spans.append(Span(words.starts[at], words.ends[end - 1]))
        at = end + 1
    return spans
