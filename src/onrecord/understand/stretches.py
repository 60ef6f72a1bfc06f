"""`Article` → its words with the network's scores, a stretch of paragraphs at a time.

The network reads the text once; statements and acts are both found in what it
said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.record import Article, Span
from onrecord.understand.model import Model, Scores
from onrecord.understand.quotations import Quotation
from onrecord.understand.words import Words, split_words

_STRETCH = 100_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs that were read together: their words and what the network says of them."""

    words: Words
    scores: Scores
    quotations: list[Quotation]


def read_stretches(
    article: Article, quotations: Sequence[Quotation], model: Model
) -> Iterator[Stretch]:
    """The article's headings and body in runs of about 100,000 characters.

    That bounds memory.  News articles are one run.  A whole inquiry report is
    many; a statement that crosses from one to the next loses what lies beyond.
    """
    for paragraphs in _runs(article.paragraphs(), article.text):
        begin, end = paragraphs[0].start, paragraphs[-1].end
        inside = [quotation for quotation in quotations if begin <= quotation.start < end]
        words = split_words(article.text, paragraphs, inside, model.vocabulary)
        yield Stretch(words, model.score(words), inside)


def _runs(paragraphs: list[Span], text: str) -> list[list[Span]]:
    runs: list[list[Span]] = []
    length = _STRETCH
    for paragraph in _bounded(paragraphs, text):
        if length >= _STRETCH:
            runs.append([])
            length = 0
        runs[-1].append(paragraph)
        length += paragraph.end - paragraph.start
    return runs


def _bounded(paragraphs: list[Span], text: str) -> Iterator[Span]:
    """The paragraphs, one of more than `_STRETCH` characters in pieces, cut at a space."""
    for start, end in paragraphs:
        at = start
        while end - at > _STRETCH:
            space = text.rfind(" ", at + 1, at + _STRETCH)
            cut = space if space > 0 else at + _STRETCH
            yield Span(at, cut)
            at = cut
        yield Span(at, end)
