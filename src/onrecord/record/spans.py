"""Spans: where in an article's text something stands."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of Unicode code points into `Article.text`.

    A tuple and not a dataclass: a document holds thousands, and the JSON form
    is the pair itself.

    >>> Span(3, 7).of("so it goes")
    'it g'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of `text` that stand here."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end
