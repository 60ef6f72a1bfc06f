"""The form in which an editor corrects an entry: its fields, and the correction that they make."""

import re
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from onrecord.keep.choosing import label, party_meant
from onrecord.keep.deeds_entries import PROOF, Correction, Pairs, as_it_is
from onrecord.keep.models import Entry, Role

_PLACES = re.compile(r"\d+-\d+(?:,\d+-\d+)*")


class NotUnderstood(Exception):
    """What was typed cannot be a correction; the message is for the editor."""


@dataclass(frozen=True, slots=True)
class SpanField:
    """Words of the article as a field: what is typed, and where the script says that it stands."""

    name: str
    label: str
    words: str
    places: str


_LABELS = {
    "evidence": "Words that prove it",
    "content": "Words that prove it",
    "action": "What is to be done",
    "due": "By when, in its words",
}


def span_fields(entry: Entry, text: str) -> list[SpanField]:
    """The words of an entry, ready to be changed."""
    fields = []
    for name in _names(entry.kind):
        spans = entry.spans.get(name, ())
        words = " … ".join(" ".join(text[start:end].split()) for start, end in spans)
        places = ",".join(f"{start}-{end}" for start, end in spans)
        fields.append(SpanField(name, _LABELS[name], words, places))
    return fields


def cast_fields(entry: Entry, role: Role) -> list[str]:
    """The parties of a role as they are typed."""
    cast = entry.cast.filter(role=role).select_related("party").order_by("pk")
    return [label(one.party) for one in cast]


def correction_of(entry: Entry, posted: QueryDict, text: str) -> Correction:
    """The correction that a form asks for; raises NotUnderstood where it cannot be one."""
    kind = posted.get("kind", entry.kind)
    spans, quotes = _spans(entry, kind, posted, text)
    new_kind = posted.get("new_kind", "person")
    return Correction(
        kind=kind,
        stance=posted.get("stance", "") if kind == "response" else "",
        speakers=_parties(entry, posted.getlist("speaker"), new_kind),
        parties=_parties(entry, posted.getlist("party"), new_kind),
        spans=spans,
        due_first=_day(posted, "due_first"),
        due_last=_day(posted, "due_last"),
        said_on=_day(posted, "said_on"),
        quotes=quotes,
        note=posted.get("note", "").strip(),
    )


def _spans(
    entry: Entry, kind: str, posted: QueryDict, text: str
) -> tuple[dict[str, Pairs], tuple[tuple[int, int, str], ...]]:
    before = {field.name: field for field in span_fields(entry, text)}
    spans = as_it_is(entry).spans
    quotes: list[tuple[int, int, str]] = []
    for name, field in before.items():
        words = " ".join(posted.get(name, field.words).split())
        places = posted.get(f"{name}_at", field.places)
        if words == field.words and places in ("", field.places):
            continue
        if not words:
            spans.pop(name, None)
            continue
        found = _at_places(places, words, text) if places != field.places else ()
        spans[name] = found or _find(words, field, text)
        quotes += [(start, end, text[start:end]) for start, end in spans[name]]
    _rename_proof(spans, kind)
    return spans, tuple(quotes)


def _rename_proof(spans: dict[str, Pairs], kind: str) -> None:
    """A statement's content proves it; as an act the same words are its evidence."""
    wanted = PROOF.get(kind, "evidence")
    for other in ("evidence", "content"):
        if other != wanted and other in spans and wanted not in spans:
            spans[wanted] = spans.pop(other)


def _at_places(places: str, words: str, text: str) -> Pairs:
    """The places that the script gives, where the words really stand there."""
    if not _PLACES.fullmatch(places):
        return ()
    pairs = []
    for one in places.split(","):
        start, end = one.split("-")
        pairs.append((int(start), int(end)))
    there = " … ".join(" ".join(text[start:end].split()) for start, end in pairs)
    return tuple(pairs) if there == words else ()


def _find(words: str, field: SpanField, text: str) -> Pairs:
    """Where the words stand in the article, nearest to where they stood before."""
    near = int(field.places.split("-")[0]) if field.places else 0
    found = []
    for part in words.split(" … "):
        pattern = r"\s+".join(re.escape(word) for word in part.split())
        places = [match.span() for match in re.finditer(pattern, text)]
        if not places:
            raise NotUnderstood(f"The article does not read “{part}”.")
        found.append(min(places, key=lambda place: abs(place[0] - near)))
    return tuple(found)


def _parties(entry: Entry, typed: list[str], kind: str) -> tuple[int, ...]:
    if kind not in ("person", "body", "office", "group"):
        raise NotUnderstood(f"“{kind}” is no kind of party.")
    found = [party_meant(one, entry.article_id, kind) for one in typed]
    return tuple(dict.fromkeys(one.pk for one in found if one is not None))


def _day(posted: QueryDict, name: str) -> date | None:
    given = posted.get(name, "").strip()
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise NotUnderstood(f"“{given}” is no day; write it as 2024-06-14.") from error


def _names(kind: str) -> tuple[str, ...]:
    return (PROOF.get(kind, "evidence"), "action", "due") if kind != "statement" else ("content",)
