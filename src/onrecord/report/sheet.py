"""Lines for a terminal, of a fixed width.

Colour and wrapping are done by hand; a library for it would cost more time to
import than the report takes.
"""

import unicodedata
from collections.abc import Sequence

NARROWEST = 24
BOLD, DIM, YELLOW = "1", "2", "33"

_LABEL = 10  # Columns of the longest label, “answered”, and the space after it.


class Sheet:
    """Lines of a fixed width, wrapped first and coloured after, so that colour has no width."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = width
        self.colour = colour
        self.lines: list[str] = []

    def text(self) -> str:
        """All lines, ending in a newline."""
        return "\n".join(self.lines) + "\n"

    def gap(self) -> None:
        """An empty line."""
        self.lines.append("")

    def write(self, words: str, style: str = "", *, margin: int = 0, label: str = "") -> None:
        """The words, wrapped; the label, where there is one, in the margin of the first line."""
        lead = " " * margin
        if label:
            lead = (
                f"{' ' * (margin - _LABEL)}{self._styled(label, DIM)}{' ' * (_LABEL - len(label))}"
            )
        for line in wrap(words, self.width - margin):
            self.lines.append(lead + self._styled(line, style))
            lead = " " * margin

    def write_labelled(
        self, label: str, paragraphs: Sequence[str], style: str = "", *, margin: int
    ) -> None:
        """The label, and the paragraphs in a column of their own to its right.

        In a narrow window the label stands above them.
        """
        beside = self.width - margin - _LABEL >= NARROWEST
        if paragraphs and not beside:
            self.write(label, DIM, margin=margin)
        for at, paragraph in enumerate(paragraphs):
            if at:
                self.gap()
            if beside:
                self.write(paragraph, style, margin=margin + _LABEL, label="" if at else label)
            else:
                self.write(paragraph, style, margin=margin)

    def write_head(self, place: str, speaker: str, facts: tuple[str, str], *, named: bool) -> None:
        """The speaker beside the margin, the facts at the right edge or, without room, below."""
        unsure, meta = facts
        # On one line the plain width counts; styles come last.
        shown = " · ".join(filter(None, facts))
        styled = " · ".join(filter(None, [self._styled(unsure, YELLOW), self._styled(meta, DIM)]))
        room = self.width - len(place)
        names = wrap(speaker, room)
        free = room - columns(names[0]) - columns(shown)
        style = BOLD if named else DIM
        lead = self._styled(place, DIM) + self._styled(names[0], style)
        if len(names) == 1 and free >= 2:
            self.lines.append(lead + " " * free + styled)
            return
        self.lines.append(lead)
        for line in names[1:]:
            self.lines.append(" " * len(place) + self._styled(line, style))
        if columns(shown) <= room:
            self.lines.append(" " * len(place) + styled)
        else:
            for fact, tint in ((unsure, YELLOW), (meta, DIM)):
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
