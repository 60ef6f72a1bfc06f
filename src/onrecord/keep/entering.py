"""The entries of an article as rows: made, carried over to a changed text, or marked as gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from onrecord.keep.carrying import PROVING, Carried, Standing, carry, find_again
from onrecord.keep.copies import plain_words
from onrecord.keep.drafts import Draft, Spans
from onrecord.keep.models import Article, Entry, EntryParty, Party, Role, Snapshot
from onrecord.record import Document
from onrecord.record.status import Review


@dataclass(frozen=True, slots=True)
class Entering:
    """The article whose entries are kept; `before` is the snapshot before this one, if any."""

    article: Article
    before: Snapshot | None
    document: Document
    parties: dict[str, Party]
    now: datetime


@dataclass(frozen=True, slots=True)
class Entered:
    """The new entries by their ids in the document, and how many lost their words."""

    fresh: tuple[tuple[str, int], ...]
    gone: int


def enter(entering: Entering, drafts: Sequence[Draft]) -> Entered:
    """Keeps the drafts as entries of the article's current snapshot."""
    rows = {row.pk: row for row in entering.article.entries.prefetch_related("cast")}
    text = entering.document.article.text
    carried = carry([_standing(row, entering) for row in rows.values()], drafts, text)
    gone = 0
    for key, row in rows.items():
        gone += _carry_over(row, carried, key, entering)
    fresh = [_made(draft, entering) for draft in carried.fresh]
    for row in fresh:
        row.save(force_insert=True)
    by_local = {draft.local: draft for draft in carried.fresh}
    EntryParty.objects.bulk_create(
        [one for row in fresh for one in _cast(row, by_local[row.local], entering)]
    )
    return Entered(tuple((row.local, row.pk) for row in fresh), gone)


def _standing(row: Entry, entering: Entering) -> Standing:
    """The entry with its exact words, taken from the snapshot in which they last stood."""
    snapshot = entering.before
    if row.gone_in is not None:
        snapshot = (
            entering.article.snapshots.filter(number__lt=row.gone_in.number)
            .order_by("number")
            .last()
        )
    text = snapshot.document["article"]["text"] if snapshot else ""
    pieces = {name: [text[start:end] for start, end in spans] for name, spans in row.spans.items()}
    return Standing(row.pk, row.kind, row.words, pieces, row.review != Review.MACHINE)


def _carry_over(row: Entry, carried: Carried, key: int, entering: Entering) -> bool:
    """Brings one entry to the current snapshot; whether its words have gone just now."""
    draft = carried.kept.get(key)
    if draft is None and key not in carried.still:
        if row.gone_in is not None:
            return False
        row.gone_in = entering.article.current
        row.save(update_fields=["gone_in"])
        return True
    row.gone_in = None
    if draft is None:
        row.spans = carried.still[key]
        row.local = ""
    elif row.review == Review.MACHINE:
        _fill(row, draft, entering)
        _recast(row, draft, entering)
    else:
        _move(row, draft, entering)
    row.save()
    return False


def _move(row: Entry, draft: Draft, entering: Entering) -> None:
    """Brings what an editor judged to its new place and leaves the judgement as it is.

    What was accepted in other words than those that stand now goes back to the
    queue; what was corrected stays corrected.
    """
    standing = _standing(row, entering)
    row.local = draft.local
    row.spans = find_again(standing.pieces, entering.document.article.text) or draft.spans
    if plain_words(draft.words) != plain_words(row.words) and not _reads(row.spans, row, entering):
        row.words = draft.words
        if row.review == Review.REVIEWED:
            row.review = Review.MACHINE.value


def _reads(spans: Spans, row: Entry, entering: Entering) -> bool:
    """Whether the entry's words are those at its spans."""
    text = entering.document.article.text
    there = [text[s:e] for name in PROVING & spans.keys() for s, e in spans[name]]
    return plain_words(" ".join(there)) == plain_words(row.words)


def _made(draft: Draft, entering: Entering) -> Entry:
    row = Entry(
        article=entering.article,
        first_snapshot=entering.article.current,
        matter=entering.article.matter,
        added_at=entering.now,
    )
    _fill(row, draft, entering)
    return row


def _fill(row: Entry, draft: Draft, entering: Entering) -> None:
    """What the machine found, into the row."""
    published = entering.article.published
    said_on = draft.said_on
    if said_on and published and said_on > published:
        # Nothing is said after the day on which it is reported; the year was guessed wrong.
        said_on = None
    values: dict[str, Any] = {
        "local": draft.local,
        "kind": draft.kind,
        "stance": draft.stance,
        "quotation": draft.quotation,
        "spans": draft.spans,
        "words": draft.words,
        "action": draft.action,
        "said_on": said_on,
        "day": said_on or published,
        "due_words": draft.due_words,
        "due_first": draft.due.first if draft.due else None,
        "confidence": draft.confidence,
        "made_by": entering.document.made_by or "",
    }
    stated = draft.due.last if draft.due else None
    if stated != row.due_stated:
        values |= {"due_stated": stated, "due_last": stated}
    for name, value in values.items():
        setattr(row, name, value)


def _recast(row: Entry, draft: Draft, entering: Entering) -> None:
    """Its parties, where the new reading gives it others."""
    wanted = {(one.party_id, one.role, one.day) for one in _cast(row, draft, entering)}
    if wanted != {(one.party_id, one.role, one.day) for one in row.cast.all()}:
        row.cast.all().delete()
        EntryParty.objects.bulk_create(_cast(row, draft, entering))


def _cast(row: Entry, draft: Draft, entering: Entering) -> list[EntryParty]:
    return [
        EntryParty(entry=row, party_id=party, role=role, day=_day(row))
        for role, ids in ((Role.SPEAKER, draft.speakers), (Role.PARTY, draft.parties))
        for party in _rows(ids, entering)
    ]


def _rows(ids: Iterable[str], entering: Entering) -> Iterable[int]:
    """Two parties of the document may be one party of the record."""
    return dict.fromkeys(entering.parties[id].pk for id in ids)


def _day(row: Entry) -> date | None:
    return row.day
