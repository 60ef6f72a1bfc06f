"""What an editor does to an entry: accept it, correct it, reject it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.keep.changes import CAST, Change, change, found
from onrecord.keep.judgements import Editor, NotJudged, On, Outcome, Plan, judge
from onrecord.keep.models import (
    Deed,
    Entry,
    EntryKind,
    Party,
    Role,
    StatusRow,
    Target,
)
from onrecord.record import Document, Span, Stance
from onrecord.record.status import Review, SaidBy
from onrecord.report import document_from_json
from onrecord.report.entries import blocks_of, words_of

Pairs = tuple[tuple[int, int], ...]

PROOF = {EntryKind.STATEMENT.value: "content"}
"""The name of the spans that prove an entry, where it is not “evidence”."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry as it should be, whole; `quotes` are the words that the editor saw at each span.

    `spans` are by name (“evidence”, “action”, “due”; of a statement “content”).
    """

    kind: str
    stance: str
    speakers: tuple[int, ...]
    parties: tuple[int, ...]
    spans: dict[str, Pairs]
    due_first: date | None = None
    due_last: date | None = None
    said_on: date | None = None
    quotes: tuple[tuple[int, int, str], ...] = ()
    note: str = ""


def as_it_is(entry: Entry) -> Correction:
    """The correction that would change nothing."""
    cast = list(entry.cast.order_by("pk"))
    return Correction(
        kind=entry.kind,
        stance=entry.stance,
        speakers=tuple(one.party_id for one in cast if one.role == Role.SPEAKER),
        parties=tuple(one.party_id for one in cast if one.role == Role.PARTY),
        spans={
            name: tuple((start, end) for start, end in spans) for name, spans in entry.spans.items()
        },
        due_first=entry.due_first,
        due_last=entry.due_stated,
        said_on=entry.said_on,
    )


def accept(editor: Editor, entry: int) -> Outcome:
    """Says that an entry is right as it stands."""

    def plan() -> Plan | NotJudged:
        row = _entry(entry)
        if isinstance(row, NotJudged):
            return row
        if row.review != Review.MACHINE:
            return NotJudged(f"This entry is {row.review} already.")
        made = change("entry", entry, review=Review.REVIEWED.value)
        return Plan(found([made]), {"review": row.review}, {"review": Review.REVIEWED.value})

    return judge(editor, On(Deed.ACCEPT, Target.ENTRY, entry), plan)


def reject(editor: Editor, entry: int, note: str = "") -> Outcome:
    """Says that the article does not report what the entry says; it leaves the record.

    Where other articles report the same act, the next of them becomes its first
    report, and what editors said of its status goes there.
    """

    def plan() -> Plan | NotJudged:
        row = _entry(entry)
        if isinstance(row, NotJudged):
            return row
        if row.review == Review.WITHDRAWN:
            return NotJudged("This entry is withdrawn already.")
        made = [change("entry", entry, review=Review.WITHDRAWN.value), *_next_report(row)]
        return Plan(
            found(made), {"review": row.review, "words": row.words},
            {"review": Review.WITHDRAWN.value}, public=True, note=note,
        )  # fmt: skip

    return judge(editor, On(Deed.REJECT, Target.ENTRY, entry), plan)


def correct(editor: Editor, entry: int, correction: Correction) -> Outcome:
    """Says how an entry should be; its words must read so in the article."""

    def plan() -> Plan | NotJudged:
        row = _entry(entry)
        if isinstance(row, NotJudged):
            return row
        wrong = _wrong(row, correction)
        if wrong:
            return NotJudged(wrong)
        values = _values(row, correction)
        made = change("entry", entry, **values)
        if made is None:
            return NotJudged("Nothing was changed.")
        review = change("entry", entry, review=Review.CORRECTED.value)
        names = _names([*correction.speakers, *correction.parties, *_cast_of(row)])
        return Plan(
            found([made, review]), _told(made.was, names), _told(made.now, names),
            public=True, note=correction.note,
        )  # fmt: skip

    return judge(editor, On(Deed.CORRECT, Target.ENTRY, entry), plan)


def _entry(id: int) -> Entry | NotJudged:
    row = Entry.objects.select_related("article__current").filter(pk=id).first()
    return row if row is not None else NotJudged("There is no such entry.")


def _next_report(row: Entry) -> list[Change | None]:
    """What makes the next report of an act its first one, where this was."""
    repeats = list(row.repeats.exclude(review=Review.WITHDRAWN.value).order_by("day", "pk"))
    if not repeats:
        return []
    first, *others = repeats
    said = StatusRow.objects.filter(entry=row)
    by_people = [one.pk for one in said if one.by != SaidBy.MACHINE or one.confirmed_id]
    return [
        change("entry", first.pk, head_id=None),
        *(change("entry", one.pk, head_id=first.pk) for one in others),
        *(change("status", one, entry_id=first.pk) for one in by_people),
    ]


def _wrong(row: Entry, correction: Correction) -> str:
    """What is wrong with a correction, in words; empty where nothing is."""
    if correction.kind not in EntryKind.values:
        return f"“{correction.kind}” is no kind of entry."
    if (correction.kind == EntryKind.RESPONSE) != bool(correction.stance):
        return "A response has a stance, and nothing else has."
    if correction.stance and correction.stance not in set(Stance):
        return f"“{correction.stance}” is no stance."
    proof = PROOF.get(correction.kind, "evidence")
    if not correction.spans.get(proof):
        return f"Select the words that prove it ({proof})."
    first, last = correction.due_first, correction.due_last
    if first and last and first > last:
        return "The first day of the period comes after its last."
    ids = {*correction.speakers, *correction.parties}
    if Party.objects.filter(pk__in=ids).count() != len(ids):
        return "One of the parties is not in the record."
    return _misread(row, correction)


def _misread(row: Entry, correction: Correction) -> str:
    """Why its spans do not read so in the article; empty where they do."""
    if correction.spans == as_it_is(row).spans:
        return ""
    if row.gone_in_id is not None:
        return "Its words are gone from the article: its spans cannot be changed."
    text = _document(row).article.text
    for spans in correction.spans.values():
        for start, end in spans:
            if not 0 <= start < end <= len(text):
                return "Selected words lie outside the article."
    for start, end, words in correction.quotes:
        if _plain(text[start:end]) != _plain(words):
            return f"The article does not read “{words}” there; it may have changed. Reload."
    return ""


def _values(row: Entry, correction: Correction) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": correction.kind,
        "stance": correction.stance,
        "due_first": correction.due_first,
        "due_stated": correction.due_last,
        "said_on": correction.said_on,
        "day": correction.said_on or row.article.published,
        CAST: [
            *([one, Role.SPEAKER.value] for one in dict.fromkeys(correction.speakers)),
            *([one, Role.PARTY.value] for one in dict.fromkeys(correction.parties)),
        ],
    }
    if correction.spans != as_it_is(row).spans:
        document = _document(row)
        proof = PROOF.get(correction.kind, "evidence")
        values |= {
            "spans": {name: [list(one) for one in at] for name, at in correction.spans.items()},
            "words": _words(document, correction.spans[proof]),
            "action": _words(document, correction.spans.get("action", ())),
            "due_words": _words(document, correction.spans.get("due", ()))[:300],
        }
    return values


def _document(row: Entry) -> Document:
    current = row.article.current
    assert current is not None, f"article {row.article_id} has no text"
    return document_from_json(current.document)


def _words(document: Document, spans: Sequence[tuple[int, int]]) -> str:
    """The words at these spans, as entries have theirs."""
    at = sorted(Span(start, end) for start, end in spans)
    return "\n\n".join(words_of(document.article.text, blocks_of(document), at))


def _plain(words: str) -> str:
    return " ".join(words.split())


def _cast_of(row: Entry) -> list[int]:
    return list(row.cast.values_list("party", flat=True))


def _names(parties: Sequence[int]) -> dict[int, str]:
    return dict(Party.objects.filter(pk__in=parties).values_list("pk", "name"))


_UNTOLD = ("spans", "day")


def _told(values: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    """Changed values as the log of corrections tells them: parties by name, no spans."""
    told = {name: value for name, value in values.items() if name not in (CAST, *_UNTOLD)}
    if CAST in values:
        for role in Role:
            told[f"{role.value}s" if role == Role.SPEAKER else "parties"] = [
                names.get(party, "") for party, of in values[CAST] if of == role
            ]
    return told
