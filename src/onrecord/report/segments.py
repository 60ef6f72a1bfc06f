"""The marked words of an article cut into pieces that do not overlap, for the page.

HTML elements nest and spans need not: “Moll, who said Ruiz ‘refused’, left” has
a source within a content within a content, and all of it may report a call.  So
each paragraph is cut wherever a mark begins or ends, and every piece knows all
the marks that cover it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from onrecord.record import Block, Span
from onrecord.report.act_entries import ActEntry
from onrecord.report.entries import Entry, block_at


class Role(StrEnum):
    """What marked words are to their statement or their act."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    EVIDENCE = "evidence"
    ACTION = "action"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words within one block that play a role in one statement or act.

    The one mark of each entry that `opens` it bears its number, and links to
    the entry lead there.
    """

    span: Span
    role: Role
    entry: ActEntry | Entry
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a block; `opens` are the entries whose words begin with it."""

    span: Span
    marks: tuple[Mark, ...]
    opens: tuple[ActEntry | Entry, ...]

    @property
    def closest(self) -> Mark:
        """The shortest of its marks: the one that a reader points at here."""
        return min(self.marks, key=lambda mark: mark.span.end - mark.span.start)


def marks_by_block(
    blocks: Sequence[Block], entries: Iterable[ActEntry | Entry]
) -> dict[int, list[Mark]]:
    """The marks in each block, by its index; a span over several blocks is cut at their edges."""
    found: dict[int, list[Mark]] = {}
    for entry in entries:
        opened = False
        for role, spans in _roles(entry):
            for at, piece in _cut(blocks, spans):
                found.setdefault(at, []).append(Mark(piece, role, entry, opens=not opened))
                opened = True
    return found


def _roles(entry: ActEntry | Entry) -> tuple[tuple[Role, Sequence[Span]], ...]:
    """The spans of an entry by their role, first those at whose beginning its number stands."""
    if isinstance(entry, ActEntry):
        act = entry.act
        due = (act.due.span,) if act.due else ()
        return ((Role.EVIDENCE, act.evidence), (Role.ACTION, act.action), (Role.DUE, due))
    made = entry.statement
    return ((Role.CONTENT, made.content), (Role.CUE, made.cue), (Role.SOURCE, made.source))


def _cut(blocks: Sequence[Block], spans: Iterable[Span]) -> Iterator[tuple[int, Span]]:
    for span in spans:
        for at in range(block_at(blocks, span.start), block_at(blocks, span.end - 1) + 1):
            start = max(span.start, blocks[at].span.start)
            end = min(span.end, blocks[at].span.end)
            if start < end:
                yield at, Span(start, end)


def segments_of(span: Span, marks: Sequence[Mark]) -> Iterator[Segment]:
    """`span` in pieces, in order and without gaps; each with the marks that cover it."""
    within = [mark for mark in marks if mark.span.overlaps(span)]
    cuts = {span.start, span.end}
    begins: dict[int, list[Mark]] = {}
    for mark in within:
        start = max(mark.span.start, span.start)
        begins.setdefault(start, []).append(mark)
        cuts |= {start, min(mark.span.end, span.end)}
    active: list[Mark] = []
    for start, end in pairwise(sorted(cuts)):
        active = [mark for mark in active if mark.span.end > start] + begins.get(start, [])
        opens = tuple(mark.entry for mark in active if mark.opens and mark.span.start == start)
        yield Segment(Span(start, end), tuple(active), opens)
