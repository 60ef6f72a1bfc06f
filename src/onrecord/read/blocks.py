"""Bare text → labelled blocks, from each paragraph's words and its neighbours.

First the text is cut into paragraphs, whatever the scraper made of them: blank
lines, one line each, or lines wrapped at a column.  Then each is judged by its
own words (`furniture`), and last by where it stands: a line without a full
stop among headlines is a link, between two paragraphs a heading.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.read import furniture, posts
from onrecord.read.furniture import Sign
from onrecord.record import Block, BlockKind, Post, Span

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WIDEST = 100
"""No one wraps prose wider than this; longer lines are paragraphs."""


def label(text: str, start: int = 0) -> tuple[tuple[Block, ...], tuple[Post, ...]]:
    """The blocks of `text` from `start` on, in order, and the posts among them.

    Every stretch that is not blank lies in exactly one block.

    >>> blocks, _ = label("Advertisement\\n\\nThe mayor said the harbour would open on Monday.")
    >>> [block.kind.value for block in blocks]
    ['furniture', 'body']
    """
    spans = list(_paragraphs(text, start))
    found = posts.find(text, spans)
    pieces = _Labels(text, _without(text, spans, found))
    kinds = pieces.kinds()
    blocks = [Block(kind, span) for kind, span in zip(kinds, pieces.spans, strict=True)]
    blocks += [Block(BlockKind.POST, post.span) for post in found]
    blocks.sort(key=lambda block: block.span.start)
    return tuple(blocks), tuple(found)


def _lines(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """Each line that is not blank, trimmed, and whether a blank one stands before it."""
    last = start
    first = True
    for found in _LINE.finditer(text, start):
        line = found.group()
        inner = line.strip()
        if not inner:
            continue
        begin = found.start() + len(line) - len(line.lstrip())
        breaks = 0
        for _ in _BREAK.finditer(text, last, begin):
            breaks += 1
        yield begin, begin + len(inner), first or breaks > 1
        first = False
        last = begin + len(inner)


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    lines = list(_lines(text, start))
    width = _wrapped_at(text, lines)
    opened: int | None = None
    end = start
    for number, (begin, stop, after_blank) in enumerate(lines):
        if opened is None:
            opened = begin
        elif width and not after_blank and _runs_on(text, lines, number, width):
            pass
        else:
            yield Span(opened, end)
            opened = begin
        end = stop
    if opened is not None:
        yield Span(opened, end)


def _wrapped_at(text: str, lines: list[tuple[int, int, bool]]) -> int | None:
    """The column at which the text was wrapped, None where lines are paragraphs.

    In wrapped prose most lines run on into one that begins in lower case; in
    one-line paragraphs and lists of headlines hardly any do.
    """
    joints = lower = 0
    widths = []
    for (begin, stop, _), (following, _, blank) in pairwise(lines):
        if blank:
            continue
        joints += 1
        if text[following].islower() and 30 <= stop - begin <= _WIDEST:
            lower += 1
            widths.append(stop - begin)
    if (lower < 2 and not (lower == 1 and joints <= 2)) or lower < 0.35 * joints:
        return None
    widths.sort()
    return widths[-1]


def _runs_on(text: str, lines: list[tuple[int, int, bool]], number: int, width: int) -> bool:
    """Whether line `number` carries on the one before: its first word did not fit there."""
    begin, stop, _ = lines[number]
    before, before_stop, _ = lines[number - 1]
    if before_stop - before > _WIDEST:
        return False
    if text[begin].islower():
        return True
    first = text[begin:stop].split(None, 1)[0]
    return before_stop - before + 1 + len(first) > width - 1 and before_stop - before > 0.6 * width


def _without(text: str, spans: list[Span], found: list[Post]) -> list[Span]:
    """`spans` less the posts, cut where a sentence of sheer furniture is glued to others."""
    left: list[Span] = []
    taken = [post.span for post in found]
    at = 0
    for span in spans:
        begin = span.start
        while at < len(taken) and taken[at].start < span.end:
            left += _cut(text, begin, min(taken[at].start, span.end))
            begin = max(begin, min(taken[at].end, span.end))
            if taken[at].end > span.end:
                break
            at += 1
        left += _cut(text, begin, span.end)
    return left


_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(]?[A-Z©])")


def _cut(text: str, start: int, end: int) -> list[Span]:
    """One paragraph as one span, or several where furniture is glued to the article."""
    inner = text[start:end]
    stripped = inner.strip()
    if not stripped:
        return []
    start += len(inner) - len(inner.lstrip())
    end = start + len(stripped)
    edges = [start, *(m.end() for m in _SENTENCE.finditer(text, start, end)), end]
    if len(edges) == 2:
        return [Span(start, end)]
    spans: list[Span] = []
    opened = counted = start
    curly = straight = 0
    was_furniture = False
    for here, there in pairwise(edges):
        hit = there - here < 260 and furniture.glued(text, here, there)
        if hit:
            curly += text.count("“", counted, here) - text.count("”", counted, here)
            straight += text.count('"', counted, here)
            counted = here
            # A sentence within a quotation is a speaker's, however it sounds.
            hit = curly <= 0 and straight % 2 == 0
        elif was_furniture:
            hit = furniture.goes_on(furniture.plain(text[here : min(there, here + 300)]))
        if hit != was_furniture and here > opened:
            spans.append(_trim(text, opened, here))
            opened = here
        was_furniture = hit
    spans.append(_trim(text, opened, end))
    return spans


def _trim(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    begin = start + len(inner) - len(inner.lstrip())
    return Span(begin, begin + len(inner.strip()))


_ENDS = re.compile(r"[.!?…:;,][\"”’'»)\]]*$|[\"”’»]$")
_LISTED = re.compile(r"^(?:[*•·▪■●►-]|\d{1,2}[.)])\s")


class _Labels:
    """The paragraphs of one text while they are judged, each with what it looks like."""

    def __init__(self, text: str, spans: list[Span]) -> None:
        self.spans = spans
        self._words = [furniture.plain(text[s.start : min(s.end, s.start + 1500)]) for s in spans]
        self._signs = [furniture.sign_of(words) for words in self._words]
        self._full = [
            sign is None and self._is_prose(words, span)
            for sign, words, span in zip(self._signs, self._words, spans, strict=True)
        ]

    @staticmethod
    def _is_prose(words: str, span: Span) -> bool:
        """Whether it can only be a paragraph: long, or a sentence with its stop."""
        if span.end - span.start > 220:
            return True
        return bool(_ENDS.search(words)) and len(words) >= 40

    def kinds(self) -> list[BlockKind]:
        """The kind of each paragraph, in order."""
        prose = [number for number, full in enumerate(self._full) if full]
        first, last = (prose[0], prose[-1]) if prose else (len(self.spans), len(self.spans))
        kinds: list[BlockKind] = []
        listing = False
        for number, sign in enumerate(self._signs):
            kind = self._own(number, first, last)
            if kind is None:
                kind = self._by_place(number, first, last, listing)
            if sign is Sign.OPENER:
                listing = True
            elif self._full[number] or sign in (Sign.CREDIT, Sign.BIO):
                listing = False
            kinds.append(kind)
        if not prose:
            self._all_short(kinds)
        return kinds

    def _own(self, number: int, first: int, last: int) -> BlockKind | None:
        """The kind that its own words give it, None where its place must tell."""
        sign = self._signs[number]
        if sign is Sign.CREDIT:
            return BlockKind.CAPTION
        if sign is Sign.BIO:
            # “Ada Moss is editor of …” opens or ends a page; amid the article it is news.
            outside = number < first or number > last or number + 3 >= len(self.spans)
            told = furniture.contact(self._words[number])
            return BlockKind.FURNITURE if (outside and number > 1) or told else BlockKind.BODY
        if sign is Sign.RULE:
            return BlockKind.BODY if first < number < last else BlockKind.FURNITURE
        if sign is Sign.DAY:
            # “9.30pm” amid the article heads what a live report tells of that hour.
            return BlockKind.HEADING if first < number < last else BlockKind.FURNITURE
        if sign is not None:
            return BlockKind.FURNITURE
        return BlockKind.BODY if self._full[number] else None

    def _by_place(self, number: int, first: int, last: int, listing: bool) -> BlockKind:
        """The kind of a short line: a heading, a link in a list, a cut-off paragraph."""
        words = self._words[number]
        count = words.count(" ") + 1
        ended = bool(_ENDS.search(words))
        if furniture.speaks(words) and (ended or count > 14):
            return BlockKind.BODY
        if number < first:
            return self._before(number, first, listing)
        if number > last:
            return self._after(number, count, ended)
        if listing and not ended and not furniture.speaks(words):
            return BlockKind.FURNITURE
        if _LISTED.match(words) or ended or count > 14:
            return BlockKind.BODY
        return BlockKind.HEADING

    def _before(self, number: int, first: int, listing: bool) -> BlockKind:
        """Above the first paragraph: the title, a standfirst, or the page's menu."""
        words = self._words[number]
        if words.count(" ") >= (2 if number == 0 else 3) and not listing:
            return BlockKind.HEADING
        if number + 1 == first and not listing and words.count(" ") >= 1:
            return BlockKind.HEADING
        return BlockKind.FURNITURE if len(self.spans) > 1 else BlockKind.BODY

    def _after(self, number: int, count: int, ended: bool) -> BlockKind:
        """Below the last paragraph: tags and headlines, or a last short sentence."""
        words = self._words[number]
        if ended or count > 18 or furniture.speaks(words) or _LISTED.match(words):
            return BlockKind.BODY
        return BlockKind.FURNITURE

    def _all_short(self, kinds: list[BlockKind]) -> None:
        """A text of short lines alone: what is not furniture by its words is the text."""
        for number, sign in enumerate(self._signs):
            if sign is None:
                kinds[number] = BlockKind.BODY
