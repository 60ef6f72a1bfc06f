"""An edition as plain text: the text part of the mail, and what a terminal shows."""

import textwrap
import unicodedata
from dataclasses import dataclass, field

from onrecord.brief.content import Content
from onrecord.brief.place import Place
from onrecord.brief.rendering.wording import (
    correction_in_words,
    date_line,
    day_in_words,
    facts_of,
    gist_of,
    lead_of,
    quoted,
    review_of,
    standing_of,
    summary_of,
    title_of,
)

MAIL_WIDTH = 72
_BOLD, _DIM = "1", "2"


@dataclass(frozen=True, slots=True)
class Look:
    """How wide the lines are, and whether a terminal that knows colours shows them."""

    width: int = MAIL_WIDTH
    colour: bool = False


@dataclass(slots=True)
class _Sheet:
    look: Look
    lines: list[str] = field(default_factory=list)

    def write(self, words: str, *, margin: int = 0, hang: int = 0, style: str = "") -> None:
        """The words in lines of the width; addresses stay whole, however long they are."""
        lead = " " * margin
        for line in textwrap.wrap(
            words, self.look.width, initial_indent=lead,
            subsequent_indent=lead + " " * hang, break_long_words=False, break_on_hyphens=False,
        ):  # fmt: skip
            self.lines.append(self._styled(line, style))

    def heading(self, words: str, under: str) -> None:
        """A heading, underlined as long as its longest line is wide."""
        lines = textwrap.wrap(words, self.look.width, break_long_words=False)
        self.lines += [self._styled(line, _BOLD) for line in lines]
        self.lines.append(under * min(self.look.width, max(map(_wide, lines), default=0)))

    def gap(self) -> None:
        """An empty line."""
        self.lines.append("")

    def text(self) -> str:
        """All lines, each with its end."""
        return "\n".join(self.lines) + "\n"

    def _styled(self, line: str, style: str) -> str:
        return f"\x1b[{style}m{line}\x1b[0m" if style and self.look.colour and line else line


def as_text(content: Content, place: Place, look: Look = Look(), foot: str = "") -> str:
    """The edition in lines; `foot` is what a mail says at its end, already in lines."""
    sheet = _Sheet(look)
    sheet.heading(title_of(content, place), "=")
    sheet.write(date_line(content))
    sheet.gap()
    sheet.write(summary_of(content))
    if review_of(content):
        sheet.write(review_of(content))
    _write_lines(sheet, content["lines"], margin=0)
    for group in content["groups"]:
        _write_group(sheet, group, place)
    if content["left_out"]:
        sheet.gap()
        sheet.write(f"{content['left_out']:,} more on the site.")
    _write_ahead(sheet, content, place)
    _write_corrections(sheet, content, place)
    return sheet.text() + foot


def _write_group(sheet: _Sheet, group: Content, place: Place) -> None:
    sheet.gap()
    sheet.gap()
    sheet.heading(group["title"], "-")
    if group["id"]:
        sheet.write(place.full(f"/matters/{group['id']}/"), style=_DIM)
    _write_lines(sheet, group["lines"], margin=0)
    for item in group["items"]:
        sheet.gap()
        _write_item(sheet, item, place)
    if group.get("left_out"):
        sheet.gap()
        sheet.write(f"{group['left_out']:,} more in this matter, on the site.")


def _write_item(sheet: _Sheet, item: Content, place: Place) -> None:
    asked = f": {item['action']}" if item["action"] not in ("", item["words"]) else ""
    sheet.write(f"* {lead_of(item)}{asked}", hang=2, style=_BOLD)
    sheet.write(quoted(item["words"]), margin=2)
    for earlier in item["answers"]:
        said = f"{earlier['headline']}: {gist_of(earlier)}"
        day = f" ({day_in_words(earlier['said_day'])})" if earlier["said_day"] else ""
        sheet.write(f"In answer to: {said}{day}", margin=2, hang=2)
    if standing_of(item):
        sheet.write(f"{standing_of(item)}.", margin=2)
    for reply in item["replies"]:
        sheet.write(f"{reply['who']} replies: {quoted(reply['words'])}", margin=2, hang=2)
    _write_lines(sheet, [{"words": item["note"]}] if item["note"] else [], margin=2)
    _write_lines(sheet, item["lines"], margin=2)
    sheet.write(", ".join(facts_of(item)) + ".", margin=2, style=_DIM)
    if item["url"]:
        sheet.write(f"Article: {item['url']}", margin=2, hang=2, style=_DIM)
    on_record = place.full(f"/entries/{item['id']}/")
    sheet.write(f"On the record: {on_record}", margin=2, hang=2, style=_DIM)


def _write_ahead(sheet: _Sheet, content: Content, place: Place) -> None:
    if not content["ahead"]:
        return
    sheet.gap()
    sheet.gap()
    sheet.heading("To watch in the coming days", "-")
    for row in content["ahead"]:
        sheet.gap()
        said = f"{row['headline']}: {gist_of(row)}"
        sheet.write(f"* {day_in_words(row['due'])}: {said}", hang=2)
        sheet.write(place.full(f"/entries/{row['id']}/"), margin=2, style=_DIM)
    if content["ahead_left_out"]:
        sheet.gap()
        sheet.write(f"{content['ahead_left_out']:,} more: {place.full('/due/')}")


def _write_corrections(sheet: _Sheet, content: Content, place: Place) -> None:
    if not content["corrections"]:
        return
    sheet.gap()
    sheet.gap()
    sheet.heading("Corrections", "-")
    for row in content["corrections"]:
        sheet.gap()
        sheet.write(f"* {correction_in_words(row)}.", hang=2)
        if row["note"]:
            sheet.write(quoted(row["note"]), margin=2)
    sheet.gap()
    more = f"{content['corrections_left_out']:,} more" if content["corrections_left_out"] else "All"
    sheet.write(f"{more}: {place.full('/corrections/')}")


def _write_lines(sheet: _Sheet, lines: list[Content], *, margin: int) -> None:
    """What editors added."""
    for line in lines:
        if not margin:
            sheet.gap()
        sheet.write(f"Editor's note: {line['words']}", margin=margin, hang=2)


def _wide(line: str) -> int:
    """Columns of a line: East Asian signs take two, marks on a letter none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in line
    )
