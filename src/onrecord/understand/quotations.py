"""Where a text is quoted: spans of quotation, whatever marks the outlet uses.

Newspapers differ: “curly” and "straight" double marks, ‘single’ marks in many
British papers, and a quotation that runs over paragraphs opens with a mark in
each of them while only the last one closes (The Chicago Manual of Style,
13.32).  Everything after this file sees one form only.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OPENING_DOUBLE = "“„«‟"
CLOSING_DOUBLE = "”»"
STRAIGHT_DOUBLE = '"'
SINGLE = "'‘’‛"

_DOUBLE_MARK = re.compile("[“„«‟”»\"]|''|``")
# An opening single mark stands before a word and after nothing, a space, an
# opening bracket or a dash: ‘We will go,’ but neither don’t nor ’90s.
_SINGLE_OPENS = re.compile(
    r"(?:(?<=^)|(?<=[\s(\[—–:-]))[‘'‛](?=[^\W\d]|[\"“$£€…\[]|\d{1,3}\b(?!s))"
)
# A closing single mark is never followed by a letter or digit.
_SINGLE_CLOSES = re.compile(r"(?<=\S)[’'](?![^\W_])")
_ELISIONS = frozenset({"em", "til", "tis", "twas", "cause", "bout", "round", "n", "cos", "kay"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of quoted text inside one paragraph, its marks included.

    `continued` says that it opens a paragraph after one whose quotation was
    left open, so that both belong to the same quotation.  `closed` is false
    where the paragraph ends without a closing mark.
    """

    start: int
    end: int
    closed: bool
    continued: bool = False


def find_quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """Quotations of `text` in order; no quotation crosses a paragraph.

    >>> find_quotations("He said “yes”.", [(0, 14)])
    [Quotation(start=8, end=13, closed=True, continued=False)]
    >>> [(q.start, q.end) for q in find_quotations("‘It’s fine,’ she said.", [(0, 22)])]
    [(0, 12)]
    """
    found: list[Quotation] = []
    left_open = False
    spans = list(paragraphs)
    for number, (start, end) in enumerate(spans):
        paragraph = _doubles(text, start, end)
        after = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        following = text[after : after + 1]
        paragraph.extend(_singles(text, (start, end), paragraph, following))
        paragraph = _outermost(paragraph)
        if paragraph and left_open and not text[start : paragraph[0].start].strip():
            first = paragraph[0]
            paragraph[0] = Quotation(first.start, first.end, first.closed, continued=True)
        left_open = bool(paragraph) and not paragraph[-1].closed
        found.extend(paragraph)
    return found


def _outermost(quotations: list[Quotation]) -> list[Quotation]:
    """In order, without those that stand in another: ‘He called it “fine” twice.’"""
    kept: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda quotation: quotation.start):
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return kept


def _doubles(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    for mark in _DOUBLE_MARK.finditer(text, start, end):
        character = mark.group()
        if opened is None:
            if character in CLOSING_DOUBLE:
                continue
            if character == STRAIGHT_DOUBLE and _closes_only(text, mark.start(), start, end):
                continue
            opened = mark.start()
        elif character in OPENING_DOUBLE or character == "``":
            continue
        else:
            found.append(Quotation(opened, mark.end(), closed=True))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, end, closed=False))
    return found


def _closes_only(text: str, at: int, start: int, end: int) -> bool:
    """A straight mark after a word and before a space cannot open (6" pipes)."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return not before.isspace() and before not in "([—–-:" and not after.isalnum()


def _singles(
    text: str, paragraph: tuple[int, int], doubles: Sequence[Quotation], following: str
) -> list[Quotation]:
    """Quotations in single marks; `following` is the character that the next paragraph opens with.

    A straight mark that nothing closes is left open only where the next
    paragraph opens with one too: 'Tis the season …
    """
    start, end = paragraph
    if not any(mark in text[start:end] for mark in SINGLE):
        return []
    found: list[Quotation] = []
    at = start
    while (opening := _SINGLE_OPENS.search(text, at, end)) is not None:
        at = opening.end()
        word = re.match(r"\w*", text[at:end])
        if word is not None and word.group().lower() in _ELISIONS:
            continue
        if any(quotation.start < opening.start() < quotation.end for quotation in doubles):
            continue
        limit = min((q.start for q in doubles if q.start > opening.start() + 1), default=end)
        closing = _closing_single(text, at, max(limit, at) if limit < end else end)
        if closing is None and limit < end:
            closing = _closing_single(text, at, end)
        if closing is not None:
            found.append(Quotation(opening.start(), closing, closed=True))
            at = closing
        elif not text[start : opening.start()].strip() and (
            opening.group() == "‘" or following == opening.group()
        ):
            found.append(Quotation(opening.start(), end, closed=False))
            break
    return found


def _closing_single(text: str, start: int, end: int) -> int | None:
    """The end of the closing mark; a plural possessive only where nothing better follows.

    ‘The officers’ conduct was wrong,’ closes at the comma, not at the first mark.
    """
    fallback: int | None = None
    for mark in _SINGLE_CLOSES.finditer(text, start, end):
        before = text[mark.start() - 1]
        if before not in "sS":
            return mark.end()
        if fallback is None:
            fallback = mark.end()
        reopened = _SINGLE_OPENS.search(text, mark.end(), end)
        if reopened is not None:
            following = _SINGLE_CLOSES.search(text, mark.end(), reopened.start())
            if following is None:
                return fallback
    return fallback
