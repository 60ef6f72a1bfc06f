"""The entries of a document as they are to be kept: statements and acts, with their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.keep.models import EntryKind
from onrecord.record import Act, BlockKind, Document, Period, Span, Statement
from onrecord.report.entries import blocks_of, words_of

Spans = dict[str, list[list[int]]]
"""Spans by what they are: “evidence”, “action”, “due”, “source”, “cue”, “content”."""

_LONGEST_DUE = 300


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry before it has a row.

    `speakers` and `parties` are ids of the document's parties; `answers` ids of
    other acts of the document.
    """

    local: str
    kind: str
    spans: Spans
    words: str
    confidence: float
    action: str = ""
    stance: str = ""
    quotation: str = ""
    said_on: date | None = None
    due: Period | None = None
    due_words: str = ""
    speakers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


def drafts(document: Document) -> list[Draft]:
    """Every statement and act that has words to prove it, statements first."""
    writer = _Writer(document)
    made = [writer.statement(one) for one in document.statements if one.content]
    made += [writer.act(one) for one in document.acts if one.evidence or one.action]
    return made


def plain_text(document: Document) -> str:
    """The article's words without the furniture of its page, a block a paragraph."""
    text = document.article.text
    blocks = [one for one in blocks_of(document) if one.kind is not BlockKind.FURNITURE]
    return "\n\n".join(one.span.of(text).strip() for one in blocks)


def body_text(document: Document) -> str:
    """Its body alone, which is what agencies send and outlets copy."""
    text = document.article.text
    blocks = [one for one in blocks_of(document) if one.kind is BlockKind.BODY]
    return "\n\n".join(one.span.of(text) for one in blocks)


class _Writer:
    """Writes the drafts of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks = blocks_of(document)
        self._said_on = {one.id: _one_day(one.said_on) for one in document.statements}

    def statement(self, one: Statement) -> Draft:
        return Draft(
            local=one.id,
            kind=EntryKind.STATEMENT.value,
            spans=_spans(content=one.content, cue=one.cue, source=one.source),
            words=self._words(one.content),
            confidence=one.confidence,
            quotation=one.quotation.value,
            said_on=self._said_on[one.id],
            speakers=one.speakers,
        )

    def act(self, act: Act) -> Draft:
        evidence = act.evidence or act.action
        due = (act.due.span,) if act.due else ()
        said_on = [day for day in map(self._said_on.__getitem__, act.statements) if day]
        return Draft(
            local=act.id,
            kind=act.kind.value,
            spans=_spans(evidence=evidence, action=act.action, due=due),
            words=self._words(evidence),
            confidence=act.confidence,
            action=self._words(act.action),
            stance=act.stance.value if act.stance else "",
            said_on=said_on[0] if said_on else None,
            due=act.due.period if act.due else None,
            due_words=self._words(due)[:_LONGEST_DUE],
            speakers=act.speakers,
            parties=act.parties,
            answers=act.answers,
        )

    def _words(self, spans: Sequence[Span]) -> str:
        text = self._document.article.text
        return "\n\n".join(words_of(text, self._blocks, sorted(spans)))


def _spans(**named: Sequence[Span]) -> Spans:
    return {name: [[*span] for span in spans] for name, spans in named.items() if spans}


def _one_day(period: Period | None) -> date | None:
    """The day, where the words name a single one: “last month” names none."""
    return period.first if period and period.first == period.last else None
