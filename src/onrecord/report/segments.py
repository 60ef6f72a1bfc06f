"""The marked words of an article cut into pieces that do not overlap, for the page.

HTML elements nest and spans need not: “Moll, who said Ruiz ‘refused’, left” has
a source within a content within a content.  So each paragraph is cut wherever a
mark begins or ends, and every piece knows all the marks that cover it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from onrecord.record import Block, Span
from onrecord.report.entries import Entry


class Role(StrEnum):
    """What marked words are to their statement."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words within one block that play a role in one statement."""

    span: Span
    role: Role
    entry: Entry


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a block; `opens` are the statements whose words begin with it."""

    span: Span
    marks: tuple[Mark, ...]
    opens: tuple[Entry, ...]

    @property
    def closest(self) -> Mark:
        """The shortest of its marks: the one that a reader points at here."""
        return min(self.marks, key=lambda mark: mark.span.end - mark.span.start)


def marks_by_block(blocks: Sequence[Block], entries: Sequence[Entry]) -> dict[int, list[Mark]]:
    """The marks in each block, by its index; a span over several blocks is cut at their edges."""
    starts = [block.span.start for block in blocks]
    found: dict[int, list[Mark]] = {}
    for entry in entries:
        statement = entry.statement
        for role, spans in (
            (Role.SOURCE, statement.source),
            (Role.CUE, statement.cue),
            (Role.CONTENT, statement.content),
        ):
            for span in spans:
                first = max(0, bisect_right(starts, span.start) - 1)
                last = bisect_right(starts, span.end - 1) - 1
                for at in range(first, last + 1):
                    start = max(span.start, blocks[at].span.start)
                    end = min(span.end, blocks[at].span.end)
                    if start < end:
                        found.setdefault(at, []).append(Mark(Span(start, end), role, entry))
    return found


def segments_of(span: Span, marks: Sequence[Mark]) -> Iterator[Segment]:
    """`span` in pieces, in order and without gaps; each with the marks that cover it."""
    within = [mark for mark in marks if mark.span.overlaps(span)]
    cuts = {span.start, span.end}
    begins: dict[int, list[Mark]] = {}
    for mark in within:
        start = max(mark.span.start, span.start)
        begins.setdefault(start, []).append(mark)
        cuts |= {start, min(mark.span.end, span.end)}
    cut = sorted(cuts)
    active: list[Mark] = []
    for start, end in pairwise(cut):
        active = [mark for mark in active if mark.span.end > start] + begins.get(start, [])
        opens = tuple(mark.entry for mark in active if _opening(mark.entry) == start)
        yield Segment(Span(start, end), tuple(active), tuple(dict.fromkeys(opens)))


def _opening(entry: Entry) -> int:
    """Where the statement's number stands and where links to it lead."""
    statement = entry.statement
    return (statement.content or statement.cue or statement.source)[0].start
