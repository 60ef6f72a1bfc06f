"""The readable report: what `onrecord read` prints for one article.

Made for the eye that runs down it: first the acts, which somebody will want to
follow up, then the statements.  The paragraph stands in a margin of its own,
then who speaks, and below what was called for, promised, answered or said.
"""

from collections.abc import Sequence
from itertools import groupby

from onrecord.record import BlockKind, Document, Skipped
from onrecord.report.act_entries import NO_ACTS, ActEntry, act_entries_of, count_of_acts
from onrecord.report.entries import (
    NOT_REVIEWED,
    Entry,
    blocks_of,
    count_of,
    date_of,
    days_in_words,
    entries_of,
    nothing_found,
    paragraph_numbers,
    readable,
    title_of,
)
from onrecord.report.sheet import BOLD, DIM, NARROWEST, Sheet

_WIDEST = 88  # Longer lines are hard to read, however wide the window.


def document_to_terminal(document: Document, *, width: int, colour: bool) -> str:
    """The report on one document, at most `width` columns wide, ending in a newline.

    Nothing of the article can steer the terminal: its control characters and
    escape sequences are left out.
    """
    sheet = Sheet(max(NARROWEST, min(width, _WIDEST)), colour)
    article = document.article
    entries = entries_of(document)
    title, source = title_of(document), readable(article.source)
    sheet.write(title, BOLD)
    facts = [readable(article.outlet or ""), date_of(article)]
    facts += [readable(", ".join(article.authors))]
    sheet.write(" · ".join(fact for fact in facts if fact))
    if title != source:
        sheet.write(source, DIM)
    sheet.gap()
    acts = act_entries_of(document)
    if not (acts or entries):
        sheet.write(nothing_found(document))
        return sheet.text()
    counts = (count_of_acts(acts), count_of(entries), NOT_REVIEWED)
    sheet.write(" · ".join(filter(None, counts)))
    places = _places(document)
    if not acts:
        sheet.gap()
        sheet.write(NO_ACTS)
    for kind, group in groupby(acts, lambda act: act.name.kind):
        _write_heading(sheet, f"{kind}s")
        for act in group:
            sheet.gap()
            _write_act(sheet, act, places)
    if entries:
        _write_heading(sheet, "statements")
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


def _write_heading(sheet: Sheet, name: str) -> None:
    sheet.gap()
    sheet.write(name.upper(), BOLD)


def _write_act(sheet: Sheet, entry: ActEntry, places: Sequence[str]) -> None:
    who = f"{entry.speaker} → {entry.whom}" if entry.whom else entry.speaker
    margin = _write_head(sheet, entry, who, [entry.name.full], places)
    sheet.write_labelled("what", entry.what, margin=margin)
    if entry.due:
        working = f" ({entry.working})" if entry.working else ""
        sheet.write_labelled("due", [entry.due + working], margin=margin)
    if entry.words != entry.what:
        sheet.write_labelled("words", entry.words, DIM if entry.what else "", margin=margin)
    for label, names in (("answers", entry.answers), ("answered", entry.answered)):
        if names:
            by = "by " if label == "answered" else ""
            line = by + "; ".join(name.full for name in names)
            sheet.write_labelled(label, [line], margin=margin)


def _write_head(
    sheet: Sheet, entry: ActEntry | Entry, who: str, facts: Sequence[str], places: Sequence[str]
) -> int:
    """The first line of an act or a statement; gives how wide the margin beside it is."""
    margin = max(len(places[-1]), 4) + 1 if places else 0
    place = places[entry.first] if places else ""
    end = f"to {places[entry.last]}" if places and entry.last > entry.first else ""
    unsure = f"unsure {entry.confidence:.0%}" if entry.unsure else ""
    meta = ", ".join(filter(None, [*facts, end]))
    sheet.write_head(place.ljust(margin), who, (unsure, meta), named=bool(entry.speakers))
    return margin


def _write_entry(sheet: Sheet, entry: Entry, places: Sequence[str]) -> None:
    facts = [entry.statement.quotation.value]
    if entry.statement.said_on:
        facts.append(f"said {days_in_words(entry.statement.said_on)}")
    margin = _write_head(sheet, entry, entry.speaker, facts, places)
    for at, paragraph in enumerate(entry.words):
        if at:
            sheet.gap()
        sheet.write(paragraph, margin=margin)
    if entry.wording and entry.wording != entry.speaker:
        sheet.write(f"— {entry.wording}", DIM, margin=margin)


def skipped_to_terminal(skipped: Skipped) -> str:
    """One line, for standard error, that says which input was skipped and why."""
    source, detail = readable(skipped.source), readable(skipped.detail)
    return f"skipped {source}: {skipped.reason.value}" + (f" – {detail}" if detail else "")
