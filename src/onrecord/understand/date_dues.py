"""By when an act is to be done: the words of a due date → days, with the working.

A due date counts forward from the day when it was said: “by Friday” is the
coming Friday.  The grammar is that of `dates.py`.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from onrecord.record import Period, Span
from onrecord.understand.date_grammar import Reading, Scope, read_at
from onrecord.understand.date_setting import Setting
from onrecord.understand.date_values import Meaning, Unit, working
from onrecord.understand.date_words import Words, classify
from onrecord.understand.lexicon import words_of

_LONGEST = 400
"""Code points of a due date; what is longer is no phrase but a paragraph."""

_BOUNDS = words_of("by before until till within than")
_NO_LAST_DAY = frozenset(["after", "since", "every", "each"])
_EDGES = {"end": True, "close": True, "beginning": False, "start": False}
"""Whether the word for a part of a stretch means its last day or its first."""
# “In the next two weeks”, “over the coming month”.
_STRETCH_AHEAD = re.compile(r"i(?:l?[NC])(?:[adn]|k|U)")


def due_period(words: str, said_on: date | None, country: str = "GB") -> tuple[Period, str] | None:
    """The days by or in which something is due, and how they were found; None if none is named.

    `words` are those of the due date (“within 28 days”), `said_on` the day it
    is counted from; without one only dates that name their year are resolved.
    `country` is the ISO 3166 code of the country (“GB”, “US”) or part of it
    (“GB-SCT”) whose public holidays no working day falls on.

    Where the words set a last day, the period is that day; where they name a
    stretch (“next week”, “by 2025”), it is the stretch.  Raises ValueError for a
    country whose holidays are not known, where working days are to be counted.

    >>> due_period("within 28 days", date(2021, 3, 14))[1]
    '“within 28 days” of 14 March 2021: by 11 April 2021'
    """
    if len(words) > _LONGEST:
        return None
    classes = classify(words, [Span(0, len(words))])
    readings = _readings(classes, Setting(said_on, forward=True, country=country))
    before = classes.lower[: readings[0].first] if readings else []
    if not readings or not _NO_LAST_DAY.isdisjoint(before):
        return None
    meaning = _last_day(classes, readings[0])
    if "before" in before and "end" not in classes.lower:
        meaning = _day_before(meaning)
    elif len(readings) > 1:
        meaning = _up_to(meaning, _last_day(classes, readings[-1]))
    bounds = not _BOUNDS.isdisjoint(classes.lower[: readings[0].first + 1])
    ahead = _STRETCH_AHEAD.match(classes.codes, readings[0].first) is not None
    return meaning.period, working(words, meaning, said_on, by=bounds or ahead)


def _readings(words: Words, setting: Setting) -> list[Reading]:
    """All the dates of the phrase that name a stretch, in order."""
    readings: list[Reading] = []
    at = 0
    while at < len(words.codes):
        reading = read_at(words, at, setting, Scope.DUE)
        at = reading.last if reading else at + 1
        if reading and isinstance(reading.meaning, Meaning):
            readings.append(reading)
            setting.named, setting.named_end = reading.meaning, reading.last
    return readings


def _last_day(words: Words, reading: Reading) -> Meaning:
    """“The end of the month” is its last day, “the start of May” its first."""
    meaning = reading.meaning
    assert isinstance(meaning, Meaning)
    if meaning.unit is Unit.DAY:
        return meaning
    spoken = words.lower[reading.first : reading.last]
    edge = next((word for word in spoken[:2] if word in _EDGES), None)
    if edge is None and spoken[-1] == "end":
        edge = "end"
    if edge is None and "new" in spoken and "by" in words.lower[: reading.first]:
        edge = "start"  # “by the new year”
    if edge is None:
        return meaning
    first, last = meaning.period.first, meaning.period.last
    day = last if _EDGES[edge] else first
    return replace(meaning, period=Period(day, day), unit=Unit.DAY)


def _day_before(meaning: Meaning) -> Meaning:
    """“Before Christmas” is by Christmas Eve."""
    day = meaning.period.first - timedelta(days=1)
    return replace(meaning, period=Period(day, day), unit=Unit.DAY)


def _up_to(first: Meaning, last: Meaning) -> Meaning:
    """“Between 3 and 5 May”, “from March to June”: from the one to the other."""
    if last.period.last < first.period.last:
        return first
    return replace(first, period=Period(first.period.first, last.period.last))
