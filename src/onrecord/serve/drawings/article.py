"""The text of an article with the words of its entries marked, as `onrecord read` draws it.

The marks are those that the record holds now, an editor's corrections among
them, not those of the day on which the article was read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from onrecord.keep.forms import Form
from onrecord.record import (
    Act,
    ActKind,
    Document,
    Due,
    Party,
    PartyKind,
    QuotationKind,
    Span,
    Stance,
    Statement,
)
from onrecord.report import document_from_json
from onrecord.report.act_entries import ActEntry
from onrecord.report.article_html import article_html
from onrecord.report.entries import Entry
from onrecord.report.view import View


@dataclass(frozen=True, slots=True)
class Marked:
    """The article's blocks as HTML; `order` are the refs of the entries as their words stand."""

    html: SafeString
    order: tuple[str, ...]


class _RecordView(View):
    """A view whose ids are those of the record: the words of e45 at #e45, its row at #i45."""

    __slots__ = ()

    def mark_id(self, entry: ActEntry | Entry) -> str:
        return _id(entry)

    def index_id(self, entry: ActEntry | Entry) -> str:
        return f"i{_id(entry)[1:]}"

    def own_class(self, entry: ActEntry | Entry) -> str:
        return f"x{_id(entry)[1:]}"

    def classes(self, entry: ActEntry | Entry) -> str:
        return self.own_class(entry)


def marked(document: Form, entries: Sequence[Form]) -> Marked:
    """The text of a snapshot's document with these entries marked."""
    bare = {**document, "parties": [], "statements": [], "acts": [], "dates": []}
    article = document_from_json(bare).article
    statements = [row for row in entries if row["kind"] == "statement"]
    acts = [row for row in entries if row["kind"] != "statement"]
    made = Document(
        article=article,
        parties=_parties(entries),
        statements=tuple(map(_statement, statements)),
        acts=tuple(map(_act, acts)),
    )
    # What is marked has been escaped by the report's own `safe`.
    html = mark_safe(article_html(_RecordView(made, "", level=1)))
    return Marked(html, tuple(row["ref"] for row in sorted(entries, key=_start)))


def _id(entry: ActEntry | Entry) -> str:
    return entry.act.id if isinstance(entry, ActEntry) else entry.statement.id


def _start(row: Form) -> tuple[int, int]:
    return min((span[0] for spans in row["spans"].values() for span in spans), default=0), row["id"]


def _parties(entries: Sequence[Form]) -> tuple[Party, ...]:
    rows = {one["ref"]: one for row in entries for one in (*row["speakers"], *row["parties"])}
    return tuple(Party(ref, row["name"], PartyKind(row["kind"])) for ref, row in rows.items())


def _spans(row: Form, name: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in row["spans"].get(name, ()))


def _refs(parties: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(party["ref"] for party in parties)


def _statement(row: Form) -> Statement:
    return Statement(
        id=row["ref"],
        speakers=_refs(row["speakers"]),
        source=_spans(row, "source"),
        cue=_spans(row, "cue"),
        content=_spans(row, "content"),
        quotation=QuotationKind(row["quotation"] or QuotationKind.INDIRECT),
        confidence=row["confidence"],
    )


def _act(row: Form) -> Act:
    due = _spans(row, "due")
    return Act(
        id=row["ref"],
        kind=ActKind(row["kind"]),
        stance=Stance(row["stance"]) if row["stance"] else None,
        speakers=_refs(row["speakers"]),
        parties=_refs(row["parties"]),
        evidence=_spans(row, "evidence"),
        action=_spans(row, "action"),
        due=Due(due[0]) if due else None,
        statements=(),
        answers=(),
        confidence=row["confidence"],
    )
