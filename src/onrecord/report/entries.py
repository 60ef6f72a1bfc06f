"""The statements of a document in the order of the text, as both readable reports show them.

What acts and statements share stands here too; the acts are in `act_entries.py`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.record import Article, Block, BlockKind, Document, Party, Period, Span, Statement

UNSURE_BELOW = 0.6
"""A statement or an act of less confidence is marked “unsure”; a reader should check it first."""

SPEAKER_NOT_NAMED = "speaker not named"
NOT_REVIEWED = "machine-made, not reviewed"

# An article may hold what a terminal obeys: ESC ] 0 ; … sets the window's title,
# ESC [ 2 J wipes the screen.  Whole sequences go, so that no “[2J” stays behind;
# one that never ends loses its ESC alone and keeps its words.
_ESCAPE_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])?"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
# Marks that turn the direction of all that follows could make words read other
# than they are; the marks that only colour one neighbour (U+200E, U+200F) may stay.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Lines up to the next blank one.
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement, ready to show.

    `words` are the paragraphs of its content; `wording` how the article
    attributes them (“he said”), which may be empty; `first` and `last` the
    indices, in `blocks_of(document)`, of the blocks that its content begins and
    ends in.
    """

    number: int
    statement: Statement
    speakers: tuple[Party, ...]
    words: tuple[str, ...]
    wording: str
    first: int
    last: int

    @property
    def speaker(self) -> str:
        """Who speaks, for a reader: “Ada Moll and Ben Ruiz”, or that nobody is named."""
        return names_of(self.speakers) or SPEAKER_NOT_NAMED

    @property
    def unsure(self) -> bool:
        """Whether its confidence is low."""
        return self.confidence < UNSURE_BELOW

    @property
    def confidence(self) -> float:
        """The model's own estimate, 0 to 1."""
        return self.statement.confidence


def readable(text: str) -> str:
    r"""One line of `text` that is safe to show: no control characters, no escape sequences.

    >>> readable("a \x1b[31mred\x1b[0m\nherring")
    'a red herring'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = " ".join(_ESCAPE_SEQUENCE.sub("", text).split())
    return _LONE_SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["Moll", "Ruiz", "Voss"])
    'Moll, Ruiz and Voss'
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def names_of(parties: Iterable[Party]) -> str:
    """The names of parties in a sentence; empty where there are none."""
    return listed([readable(party.name) for party in parties])


def blocks_of(document: Document) -> list[Block]:
    """The article's blocks, and blocks for words that lie in none.

    Readers leave only white space between blocks; a document from elsewhere
    may not.  Such words count as furniture (a scraper's “date 2021-03-14”),
    unless a statement or an act stands there or the article has no blocks at all.
    """
    article = document.article
    stated = [span for statement in document.statements for span in statement.content]
    stated += [span for act in document.acts for span in act.evidence]
    blocks: list[Block] = []
    end = 0
    ends = Block(BlockKind.BODY, Span(len(article.text), len(article.text)))
    for block in (*article.blocks, ends):
        for gap in _paragraphs(article.text, Span(end, block.span.start)):
            bears = not article.blocks or any(gap.overlaps(span) for span in stated)
            blocks.append(Block(BlockKind.BODY if bears else BlockKind.FURNITURE, gap))
        blocks.append(block)
        end = block.span.end
    return blocks[:-1]


def _paragraphs(text: str, gap: Span) -> list[Span]:
    if not gap.of(text).strip():
        return []
    found = _PARAGRAPH.finditer(text, gap.start, gap.end)
    return [Span(*match.span()) for match in found]


def leading_heading(document: Document) -> Block | None:
    """The heading that the article opens with, where it is the title, so as to show it once."""
    article = document.article
    for block in blocks_of(document):
        if block.kind is BlockKind.FURNITURE:
            continue
        if block.kind is not BlockKind.HEADING:
            return None
        words = readable(block.span.of(article.text))
        title = readable(article.title or "")
        return block if not title or words.casefold() == title.casefold() else None
    return None


def title_of(document: Document) -> str:
    """What to call the article: its title, else its heading, else where it came from."""
    article = document.article
    heading = leading_heading(document)
    named = article.title or (heading.span.of(article.text) if heading else "")
    return readable(named) or readable(article.source)


def paragraph_numbers(blocks: Iterable[Block]) -> list[int | None]:
    """The number of each block as a reader counts: body and posts, from 1; others have none."""
    numbers: list[int | None] = []
    count = 0
    for block in blocks:
        counted = block.kind in (BlockKind.BODY, BlockKind.POST)
        count += counted
        numbers.append(count if counted else None)
    return numbers


def entries_of(document: Document) -> list[Entry]:
    """Every statement as an entry, in the order in which their words stand."""
    text = document.article.text
    blocks = blocks_of(document)
    parties = {party.id: party for party in document.parties}
    entries = []
    for number, statement in enumerate(sorted(document.statements, key=_position), 1):
        spans = statement.content or statement.cue or statement.source
        first = block_at(blocks, spans[0].start) if spans else 0
        last = block_at(blocks, spans[-1].end - 1) if spans else 0
        entries.append(
            Entry(
                number=number,
                statement=statement,
                speakers=tuple(parties[id] for id in statement.speakers),
                words=words_of(text, blocks, statement.content),
                wording=_wording(text, sorted(statement.source + statement.cue)),
                first=first,
                last=last,
            )
        )
    return entries


def _position(statement: Statement) -> tuple[int, int]:
    """Where the words begin; a source may stand far before them (“Moll said A and added B”)."""
    spans = statement.content or statement.cue or statement.source
    return (spans[0].start, -spans[-1].end) if spans else (0, 0)


def block_at(blocks: Sequence[Block], position: int) -> int:
    """The index of the block that holds `position`."""
    return max(0, bisect_right(blocks, position, key=lambda block: block.span.start) - 1)


def words_of(text: str, blocks: Sequence[Block], spans: Iterable[Span]) -> tuple[str, ...]:
    """The paragraphs of `spans`; “ … ” stands where words of the article are left out."""
    paragraphs: list[str] = []
    before: tuple[int, int] | None = None  # the block and the end of the piece before
    for span in spans:
        for at in range(block_at(blocks, span.start), block_at(blocks, span.end - 1) + 1):
            block = blocks[at].span if blocks else span
            piece = Span(max(span.start, block.start), min(span.end, block.end))
            words = readable(piece.of(text))
            if not words:
                continue
            omitted = before is not None and bool(text[before[1] : piece.start].strip())
            if before is not None and before[0] == at:
                paragraphs[-1] += (" … " if omitted else " ") + words
            else:
                paragraphs.append("… " + words if omitted else words)
            before = (at, piece.end)
    return tuple(paragraphs)


def _wording(text: str, spans: Sequence[Span]) -> str:
    words = ""
    for at, span in enumerate(spans):
        if at:
            words += " … " if text[spans[at - 1].end : span.start].strip() else " "
        words += readable(span.of(text))
    return words.rstrip(" :,")


def count_of(entries: Sequence[Entry]) -> str:
    """How much was found: “8 statements by 2 parties, 1 with no speaker named”."""
    parties = {party.id for entry in entries for party in entry.speakers}
    unnamed = sum(not entry.speakers for entry in entries)
    count = several(len(entries), "statement", "statements") if entries else "no statements"
    if parties:
        count += f" by {several(len(parties), 'party', 'parties')}"
        if unnamed:
            count += f", {unnamed} with no speaker named"
    elif unnamed:
        count += ", no speaker named"
    return count


def several(count: int, one: str, more: str) -> str:
    """A count and its noun: “1 article”, “2,000 articles”."""
    return f"{count:,} {one if count == 1 else more}"


def nothing_found(document: Document) -> str:
    """What to say of an article without acts and statements."""
    if any(block.kind is not BlockKind.FURNITURE for block in blocks_of(document)):
        return "No calls, commitments, responses or statements found."
    return "Nothing found: there are no words of an article here, only page furniture."


def date_of(article: Article) -> str:
    """The day of publication as a reader writes it, or that there is none."""
    day = article.published
    return days_in_words(Period(day, day)) if day else "no date found"


def days_in_words(period: Period) -> str:
    """Days as a reader writes them.

    >>> from datetime import date
    >>> days_in_words(Period(date(2024, 5, 27), date(2024, 6, 2)))
    '27 May to 2 June 2024'
    """
    first, last = period.first, period.last
    end = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return end
    if first.year != last.year:
        return f"{first.day} {first:%B} {first.year} to {end}"
    if first.month != last.month:
        return f"{first.day} {first:%B} to {end}"
    return f"{first.day} to {end}"
