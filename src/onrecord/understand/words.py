"""Text → the words, pieces and features that the encoder reads.

The encoder is uncased and was trained on word pieces (Wu et al. 2016, as in
BERT, Devlin et al. 2019).  What casing and marks tell is handed to it apart:
the shape of each word, and whether it stands in a quotation.  Quotation marks
and dashes are brought to one form, so that no outlet's habit can be learnt.
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.understand.quotations import Quotation

_WORD = re.compile(r"[^\W_]+|--+|\.\.+|``|''|\S")
_DASHES = frozenset("–—―‒")
_DOUBLE_MARKS = frozenset('“”„‟«»"')
_SINGLE_MARKS = frozenset("‘’‛'`´")

LOWER, TITLE, CAPITALS, INITIAL, MIXED, NUMBER, PUNCTUATION, BREAK = range(8)
OUTSIDE, INSIDE, CONTINUED, OPENS, CLOSES = range(5)
SHAPES, QUOTED_STATES = 8, 5

MAX_PIECES = 8
"""Pieces kept of one word: the rest of an address or a hash tells nothing."""


_NEVER = Quotation(sys.maxsize, sys.maxsize, False)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text in order; lists of equal length, one entry a word.

    A paragraph break is a word of shape `BREAK` with an empty span.
    """

    starts: list[int]
    ends: list[int]
    shapes: list[int]
    quoted: list[int]
    pieces: list[tuple[int, ...]]

    def __len__(self) -> int:
        return len(self.starts)


class Vocabulary:
    """Word pieces and their numbers, from a BERT `vocab.txt` (one piece a line)."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(lines) if piece}
        self.unknown = self._ids["[UNK]"]
        self.first = self._ids["[CLS]"]
        self.last = self._ids["[SEP]"]
        self.paragraph = self._ids["[unused1]"]
        self.quotation_mark = (self._ids['"'],)
        self.apostrophe = (self._ids["'"],)
        self.dash = (self._ids["—"],)
        self.ellipsis = (self._ids["…"],)
        self.seen = lru_cache(maxsize=1 << 16)(self._look_up)

    def _look_up(self, word: str) -> tuple[int, tuple[int, ...]]:
        """The shape and the pieces of a word."""
        return _shape(word), self.pieces(word)

    def pieces(self, word: str) -> tuple[int, ...]:
        """Greedy longest match first, as BERT does it; `word` as it stands in the text."""
        if word in _DOUBLE_MARKS or word in ("''", "``"):
            return self.quotation_mark
        if word in _DASHES or word.startswith("--"):
            return self.dash
        if word in _SINGLE_MARKS:
            return self.apostrophe
        if word.startswith(".."):
            return self.ellipsis
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
        if plain in self._ids:
            return (self._ids[plain],)
        ids: list[int] = []
        at = 0
        while at < len(plain) and len(ids) < MAX_PIECES:
            end = len(plain)
            prefix = "##" if at else ""
            while end > at and (prefix + plain[at:end]) not in self._ids:
                end -= 1
            if end == at:
                return (self.unknown,)
            ids.append(self._ids[prefix + plain[at:end]])
            at = end
        return tuple(ids) or (self.unknown,)


def split_words(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    quotations: Sequence[Quotation],
    vocabulary: Vocabulary,
) -> Words:
    """Words of the paragraphs, with a break after each; quotations sorted by start."""
    words = Words([], [], [], [], [])
    starts, ends, shapes, quoted, pieces = (
        words.starts, words.ends, words.shapes, words.quoted, words.pieces,
    )  # fmt: skip
    pending = iter(quotations)
    quotation = next(pending, _NEVER)
    look_up = vocabulary.seen
    for start, end in paragraphs:
        for match in _WORD.finditer(text, start, end):
            at, until = match.span()
            while at >= quotation.end:
                quotation = next(pending, _NEVER)
            state = _state(quotation, at, until) if at >= quotation.start else OUTSIDE
            shape, own = look_up(match.group())
            starts.append(at)
            ends.append(until)
            shapes.append(shape)
            quoted.append(state)
            pieces.append(vocabulary.quotation_mark if state >= OPENS else own)
        starts.append(end)
        ends.append(end)
        shapes.append(BREAK)
        quoted.append(OUTSIDE)
        pieces.append((vocabulary.paragraph,))
    return words


def _state(quotation: Quotation, start: int, end: int) -> int:
    if start == quotation.start:
        return OPENS
    if quotation.closed and end == quotation.end:
        return CLOSES
    return CONTINUED if quotation.continued else INSIDE


def _shape(word: str) -> int:
    if not word[0].isalnum():
        return PUNCTUATION
    if word[0].isdigit():
        return NUMBER
    if word.islower():
        return LOWER
    if len(word) == 1:
        return INITIAL
    if word.isupper():
        return CAPITALS
    if word.istitle():
        return TITLE
    return MIXED
