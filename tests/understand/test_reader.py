"""What the reader adds to what was found: when it was said, and when an act is due."""

from datetime import date

import pytest

from onrecord.record import ActKind, Period, QuotationKind, Span
from onrecord.understand.act_dues import due_of
from onrecord.understand.acts import FoundAct
from onrecord.understand.attributions import Attribution
from onrecord.understand.dates import find_dates
from onrecord.understand.reader import _said_on

PUBLISHED = date(2021, 3, 14)


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


SAID_ON = {
    "a day behind the cue": (
        "Ada Moll said on Friday that the lock was safe.",
        ("Ada Moll", "said", "that the lock was safe"),
        date(2021, 3, 12),
    ),
    "a day before the source": (
        "On Friday, Ada Moll said the lock was safe.",
        ("Ada Moll", "said", "the lock was safe"),
        date(2021, 3, 12),
    ),
    "a day in the content is what is said": (
        "Ada Moll said the lock was shut on Friday.",
        ("Ada Moll", "said", "the lock was shut on Friday"),
        None,
    ),
    "a day in the sentence before is of that sentence": (
        "It rained on Friday. Ada Moll said the lock was safe.",
        ("Ada Moll", "said", "the lock was safe"),
        None,
    ),
}


@pytest.mark.parametrize(("text", "parts", "expected"), SAID_ON.values(), ids=SAID_ON.keys())
def test_said_on(text: str, parts: tuple[str, str, str], expected: date | None) -> None:
    source, cue, content = ((span_of(text, part),) for part in parts)
    found = Attribution(source, cue, content, QuotationKind.INDIRECT, 0.9)
    dates = find_dates(text, [Span(0, len(text))], PUBLISHED)
    assert _said_on(found, text, dates) == (Period(expected, expected) if expected else None)


DUES = {
    "a count of days runs from the day of publication": (
        "within 28 days",
        Period(date(2021, 4, 11), date(2021, 4, 11)),
    ),
    "what names no day keeps its words": ("quickly", None),
}
NO_DUES = {
    "no time at all": "as well",
    "time gone by": "last December",
    "a word that waits for another": "after",
    "what belongs to the word before": "of the days before",
}


@pytest.mark.parametrize(("words", "expected"), DUES.values(), ids=DUES.keys())
def test_due(words: str, expected: Period | None) -> None:
    text = f"Ada Moll asked the port to answer {words}."
    span = span_of(text, words)
    act = FoundAct(ActKind.CALL, None, (Span(0, len(text)),), (), span, (), (), 0.9, 2.0)
    due = due_of(act, text, (), PUBLISHED)
    assert due is not None
    assert (due.span, due.period, due.working is None) == (span, expected, expected is None)


@pytest.mark.parametrize("words", NO_DUES.values(), ids=NO_DUES.keys())
def test_what_is_no_due_date(words: str) -> None:
    text = f"Ada Moll asked the port to answer {words}."
    act = FoundAct(ActKind.CALL, None, (), (), span_of(text, words), (), (), 0.9, 2.0)
    assert due_of(act, text, (), PUBLISHED) is None


def test_an_act_without_a_due_date_has_none() -> None:
    text = "Ada Moll asked."
    act = FoundAct(ActKind.CALL, None, (Span(0, 15),), (), None, (), (), 0.9, 2.0)
    assert due_of(act, text, (), PUBLISHED) is None
