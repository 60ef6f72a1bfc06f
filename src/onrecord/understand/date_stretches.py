"""Weeks, months and years named beside another: “last week”, “this year”, “the following month”.

What they stand beside is the day of publication, or the date that the article
named last.
"""

from onrecord.understand.date_quarters import the_quarter
from onrecord.understand.date_setting import Blocked, Found
from onrecord.understand.date_values import (
    STEPS,
    Meaning,
    Unit,
    around,
    hanging_on,
    shift,
    shifted,
)

_STRETCHES = frozenset(["in", "over", "during", "for", "within", "throughout", "of"])


def unit(found: Found) -> Meaning | Blocked | None:
    """“Last week”, “this year”, “next month”, “the previous quarter”, “that day”."""
    rel, length = found.word("rel"), Unit(found.word("unit"))
    setting = found.setting
    definite = found.has("the") or found.before() in ("the", "its", "his", "her", "their")
    if rel in ("that", "same", "following", "ensuing", "previous", "preceding", "prior") or (
        definite and rel == "next"
    ):
        return _beside_named(found, rel, length)
    if definite and rel in ("last", "latest") and length is not Unit.QUARTER:
        return None
    if length is Unit.QUARTER:
        return _quarter_beside(found, STEPS[rel])
    published = setting.published
    if published is None or length is Unit.DAY or rel == "latest":
        return None
    return around(shift(published, length, STEPS[rel]), length)


def _beside_named(found: Found, rel: str, length: Unit) -> Meaning | None:
    """“The following week”, “that year”: the one of, after or before the date named last."""
    setting, named = found.setting, found.setting.named
    lead = found.before(1 if found.has("the") else 2)
    if lead in _STRETCHES and rel == "next" and not setting.forward:
        return None
    if length is Unit.QUARTER and rel in ("that", "same"):
        return setting.quarter_named
    if length is Unit.QUARTER and setting.quarter is not None:
        return shifted(setting.quarter, Unit.QUARTER, STEPS[rel])
    if setting.published and (
        setting.forward or (named is None and rel in ("previous", "preceding", "prior"))
    ):
        return around(shift(setting.published, length, STEPS[rel]), length)
    if named is None or (length is Unit.DAY and named.unit is not Unit.DAY):
        return None
    return hanging_on(named, around(shift(named.period.first, length, STEPS[rel]), length))


def _quarter_beside(found: Found, step: int) -> Meaning | None:
    published = found.setting.published
    if published is None:
        return None
    if found.word("rel") == "latest":
        step = -1
    return around(shift(published, Unit.QUARTER, step), Unit.QUARTER)


def this_unit(found: Found) -> Meaning | Blocked | None:
    """“The end of the month”, “year-end”: of the month and the year of publication."""
    length = Unit(found.word("unit"))
    if found.has("edge") and found.word("edge") != "end":
        return None
    daily = length is Unit.DAY and not found.setting.forward
    if found.setting.published is None or daily or length is Unit.FORTNIGHT:
        return None
    if length is Unit.QUARTER:
        return the_quarter(found) or around(found.setting.published, length)
    return around(found.setting.published, length)


def this_weekend(found: Found) -> Meaning | Blocked | None:
    """“By the weekend”."""
    published = found.setting.published
    if published is None or found.word("weekend") != "weekend":
        return None
    return around(published, Unit.WEEKEND)


def but_one(found: Found) -> Meaning | Blocked | None:
    """“The week before last”, “the year after next”."""
    way, published = found.word("way"), found.setting.published
    step = {("before", "last"): -2, ("after", "next"): 2}.get((way, found.word("rel")))
    unit = Unit(found.word("unit"))
    if step is None or published is None or unit is Unit.DAY:
        return None
    return around(shift(published, unit, step), unit)


def new_year(found: Found) -> Meaning | Blocked | None:
    """“In the new year”: the year to come, or one that is but a month old."""
    published = found.setting.published
    if found.word("unit") != "year" or published is None:
        return None
    return around(shift(published, Unit.MONTH, 11), Unit.YEAR)
