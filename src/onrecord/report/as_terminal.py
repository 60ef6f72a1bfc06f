"""The readable report: what `onrecord read` prints for one article.

Made for the eye that runs down it: the paragraph in a margin of its own, then
who speaks, the words below, and last how the article attributes them.  Colour
and wrapping are done by hand; a library for it would cost more time to import
than the report takes.
"""

import unicodedata

from onrecord.record import BlockKind, Document, Skipped
from onrecord.report.entries import (
    NOT_REVIEWED,
    Entry,
    blocks_of,
    count_of,
    date_of,
    entries_of,
    nothing_found,
    paragraph_numbers,
    readable,
    title_of,
)

_WIDEST = 88  # Longer lines are hard to read, however wide the window.
_NARROWEST = 24

_BOLD, _DIM, _YELLOW = "1", "2", "33"


def document_to_terminal(document: Document, *, width: int, colour: bool) -> str:
    """The report on one document, at most `width` columns wide, ending in a newline.

    Nothing of the article can steer the terminal: its control characters and
    escape sequences are left out.
    """
    sheet = _Sheet(max(_NARROWEST, min(width, _WIDEST)), colour)
    article = document.article
    entries = entries_of(document)
    title, source = title_of(document), readable(article.source)
    sheet.write(title, _BOLD)
    facts = [readable(article.outlet or ""), date_of(article)]
    facts += [readable(", ".join(article.authors))]
    sheet.write(" · ".join(fact for fact in facts if fact))
    if title != source:
        sheet.write(source, _DIM)
    sheet.gap()
    if not entries:
        sheet.write(nothing_found(document))
        return sheet.text()
    sheet.write(f"{count_of(entries)} · {NOT_REVIEWED}")
    places = _places(document)
    for entry in entries:
        sheet.gap()
        _write_entry(sheet, entry, places)
    return sheet.text()


def _places(document: Document) -> list[str]:
    """What stands in the margin beside each block: “¶3”, or what else it is."""
    blocks = blocks_of(document)
    names = {BlockKind.HEADING: "head", BlockKind.CAPTION: "pic", BlockKind.FURNITURE: "page"}
    return [
        f"¶{number}" if number else names[block.kind]
        for block, number in zip(blocks, paragraph_numbers(blocks), strict=True)
    ]


def _write_entry(sheet: "_Sheet", entry: Entry, places: list[str]) -> None:
    margin = max(len(places[-1]), 4) + 1 if places else 0
    facts = [entry.statement.quotation.value]
    if entry.last > entry.first and places:
        facts.append(f"to {places[entry.last]}")
    meta = ", ".join(facts)
    unsure = f"unsure {entry.statement.confidence:.0%}" if entry.unsure else ""
    place = places[entry.first] if places else ""
    sheet.write_head(place.ljust(margin), entry.speaker, (unsure, meta), named=bool(entry.speakers))
    for at, paragraph in enumerate(entry.words):
        if at:
            sheet.gap()
        sheet.write(paragraph, margin=margin)
    if entry.wording and entry.wording != entry.speaker:
        sheet.write(f"— {entry.wording}", _DIM, margin=margin)


def skipped_to_terminal(skipped: Skipped) -> str:
    """One line, for standard error, that says which input was skipped and why."""
    source, detail = readable(skipped.source), readable(skipped.detail)
    return f"skipped {source}: {skipped.reason.value}" + (f" – {detail}" if detail else "")


class _Sheet:
    """Lines of a fixed width, wrapped first and coloured after, so that colour has no width."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = width
        self.colour = colour
        self.lines: list[str] = []

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def gap(self) -> None:
        self.lines.append("")

    def write(self, words: str, style: str = "", *, margin: int = 0) -> None:
        for line in wrap(words, self.width - margin):
            self.lines.append(" " * margin + self._styled(line, style))

    def write_head(self, place: str, speaker: str, facts: tuple[str, str], *, named: bool) -> None:
        """The speaker beside the margin, the facts at the right edge or, without room, below."""
        unsure, meta = facts
        # On one line the plain width counts; styles come last.
        shown = " · ".join(filter(None, facts))
        styled = " · ".join(filter(None, [self._styled(unsure, _YELLOW), self._styled(meta, _DIM)]))
        room = self.width - len(place)
        names = wrap(speaker, room)
        free = room - columns(names[0]) - columns(shown)
        style = _BOLD if named else _DIM
        lead = self._styled(place, _DIM) + self._styled(names[0], style)
        if len(names) == 1 and free >= 2:
            self.lines.append(lead + " " * free + styled)
            return
        self.lines.append(lead)
        for line in names[1:]:
            self.lines.append(" " * len(place) + self._styled(line, style))
        if columns(shown) <= room:
            self.lines.append(" " * len(place) + styled)
        else:
            for fact, tint in ((unsure, _YELLOW), (meta, _DIM)):
                self.write(fact, tint, margin=len(place))

    def _styled(self, words: str, style: str) -> str:
        if not (self.colour and style and words.strip()):
            return words
        return f"\x1b[{style}m{words}\x1b[0m"


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes.

    >>> columns("naïve"), columns("東京"), columns("e\N{COMBINING ACUTE ACCENT}")
    (5, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns; a word longer than a line is cut.

    >>> wrap("so it goes on", 7)
    ['so it', 'goes on']
    """
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        size = columns(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        # A word that no line can hold starts on this one: “— https://…”.
        start = f"{line} " if line and size > width and used + 2 <= width else ""
        if line and not start:
            lines.append(line)
        if size <= width:
            line, used = word, size
            continue
        line, used = start, columns(start)
        for character in word:
            wide = _columns_of(character)
            if used + wide > width:
                lines.append(line)
                line, used = "", 0
            line, used = line + character, used + wide
    return [*lines, line] if line else lines
