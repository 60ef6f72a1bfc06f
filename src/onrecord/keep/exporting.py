"""The record for other programs: entries as lines, tables, annotations and calendars.

Each form says what the site says: lines and tables are the forms of `forms.py`,
an annotation names its article by address and its words by quotation and
position, a calendar holds what is due.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from onrecord.keep.carrying import PROVING
from onrecord.keep.forms import Form, entry_form, with_all
from onrecord.keep.models import Entry, Snapshot
from onrecord.keep.status import statuses
from onrecord.record.status import Review

if TYPE_CHECKING:
    from icalendar import Calendar

_AT_ONCE = 500
"""Entries that are read together."""
_AROUND = 32
"""Code points before and after the words by which an annotation finds them again."""

COLUMNS = (
    "ref", "kind", "stance", "quotation", "words", "action", "speakers", "parties", "day",
    "due_words", "due", "duty", "status", "status_sentence", "reply", "outcome", "clock",
    "review", "confidence", "made_by", "matter", "matter_title", "first_report", "article",
    "article_title", "outlet", "published", "url", "gone_in",
)  # fmt: skip
"""The columns of a table; several parties stand in one, with semicolons between them."""


def exported(today: date, entries: QuerySet[Entry] | None = None) -> Iterator[Form]:
    """Every public entry as its form, oldest kept first, some hundreds in memory at a time."""
    rows = Entry.objects.all() if entries is None else entries
    rows = with_all(rows.exclude(review=Review.WITHDRAWN.value)).order_by("pk")
    last = 0
    while True:
        some = list(rows.filter(pk__gt=last)[:_AT_ONCE])
        if not some:
            return
        last = some[-1].pk
        known = statuses(some, today)
        for one in some:
            yield entry_form(one, known.get(one.pk))


def table_row(form: Form) -> dict[str, str | float | None]:
    """An entry as one row of a table."""
    status, due, duty = form["status"] or {}, form["due"] or {}, form["duty"] or {}
    article, matter = form["article"], form["matter"] or {}
    plain = ("ref", "kind", "stance", "quotation", "words", "action", "day", "review",
             "confidence", "made_by", "first_report", "gone_in")  # fmt: skip
    row = {name: form[name] for name in plain} | {
        "speakers": _names(form["speakers"]),
        "parties": _names(form["parties"]),
        "due_words": due.get("words"),
        "due": due.get("last"),
        "duty": duty.get("day"),
        "status": status.get("word"),
        "status_sentence": status.get("sentence"),
        "reply": status.get("reply"),
        "outcome": status.get("outcome"),
        "clock": status.get("clock"),
        "matter": matter.get("ref"),
        "matter_title": matter.get("title"),
        "article": article["ref"],
        "article_title": article["title"],
        "outlet": article["outlet"],
        "published": article["published"],
        "url": article["url"],
    }
    return {name: row[name] for name in COLUMNS}


def csv_lines(forms: Iterable[Form]) -> Iterator[str]:
    """The table as CSV, its first line the names of the columns.

    A value that a spreadsheet would take for a formula (“=1+1”) gets an
    apostrophe before it, as spreadsheets themselves write it.
    """
    yield _csv_line(COLUMNS)
    for form in forms:
        yield _csv_line([_harmless(value) for value in table_row(form).values()])


def annotations(forms: Iterable[Form], base: str = "") -> Iterator[Form]:
    """Entries as W3C Web Annotations: which words of which article say so.

    `base` is the site's address, by which the annotation itself is named.
    Positions count code points of the text as it was read, which the document
    of the article's snapshot keeps.
    """
    held: tuple[tuple[int, int | None], str] | None = None
    for form in forms:
        which = (form["article"]["id"], form["gone_in"])
        if held is None or held[0] != which:
            held = (which, _text(*which))
        yield annotation(form, held[1], base)


def annotation(form: Form, text: str, base: str = "") -> Form:
    """One entry as a W3C Web Annotation over the article's text."""
    address = f"{base}/entries/{form['id']}/" if base else f"urn:onrecord:{form['ref']}"
    spans = [span for name in sorted(PROVING & form["spans"].keys())
             for span in form["spans"][name]]  # fmt: skip
    article = form["article"]
    body = {"type": "TextualBody", "purpose": "describing", "format": "text/plain",
            "value": _sentence(form)}  # fmt: skip
    tags = [
        {"type": "TextualBody", "purpose": "tagging", "value": tag}
        for tag in (form["kind"], form["stance"], (form["status"] or {}).get("word"))
        if tag
    ]
    made: Form = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "Annotation",
        "motivation": ["identifying", "describing"],
        "body": [body, *tags],
        "target": [
            {"source": article["url"] or f"urn:onrecord:{article['ref']}",
             "selector": _selectors(text, start, end)}
            for start, end in spans
        ],
    }  # fmt: skip
    if form["made_by"]:
        made["generator"] = {"type": "Software", "name": f"onrecord, {form['made_by']} model"}
    return made


def calendar(forms: Iterable[Form], base: str = "") -> "Calendar":
    """What is due, a day each: calls and commitments with a date, by their first report."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - slow to load, and only here

    made = Calendar()
    made.add("prodid", "-//onrecord//record//EN")
    made.add("version", "2.0")
    for form in forms:
        day = ((form["status"] or {}).get("due")) or (form["due"] or {}).get("last")
        if day is None or form["first_report"] or form["kind"] not in ("call", "commitment"):
            continue
        event = Event()
        event.add("uid", f"{form['ref']}@onrecord")
        event.add("dtstamp", _stamp(form))
        event.add("dtstart", date.fromisoformat(day))
        event.add("dtend", date.fromisoformat(day) + timedelta(days=1))
        event.add("summary", _sentence(form))
        event.add("description", form["words"])
        if base:
            event.add("url", f"{base}/entries/{form['id']}/")
        made.add_component(event)
    return made


def _stamp(form: Form) -> datetime:
    """When the entry last changed, so that the same record gives the same calendar."""
    changed = form.get("updated_at")
    if isinstance(changed, str):
        return datetime.fromisoformat(changed).astimezone(UTC)
    day = form["day"] or "1970-01-01"
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)


def _sentence(form: Form) -> str:
    """What the entry is, in a line: “Ada Moss calls on Tarn Ferries: publish its survey”."""
    verbs = {"call": "calls", "commitment": "undertakes", "response": form["stance"] or "answers",
             "statement": "says"}  # fmt: skip
    who = _names(form["speakers"], " and ") or "Somebody"
    whom = _names(form["parties"], " and ")
    joint = {"call": " on ", "commitment": " to ", "response": " to "}.get(form["kind"], " to ")
    told = " ".join((form["action"] or form["words"]).split())
    return f"{who} {verbs[form['kind']]}{joint + whom if whom else ''}: {told}"


def _selectors(text: str, start: int, end: int) -> list[Form]:
    quote: Form = {"type": "TextQuoteSelector", "exact": text[start:end]}
    if start:
        quote["prefix"] = text[max(0, start - _AROUND) : start]
    if end < len(text):
        quote["suffix"] = text[end : end + _AROUND]
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]


def _text(article: int, gone_in: int | None) -> str:
    """The text in which the entry's words stand last: the current one, or that before they went."""
    rows = Snapshot.objects.filter(article=article).order_by("-number")
    row = (rows.filter(number__lt=gone_in) if gone_in else rows).first()
    return row.document["article"]["text"] if row else ""


def _names(parties: Sequence[Form], between: str = "; ") -> str:
    return between.join(party["name"] for party in parties)


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _csv_line(values: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(values)
    return line.getvalue()
