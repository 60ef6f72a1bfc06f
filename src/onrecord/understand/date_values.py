"""Days, weeks, months, quarters and years, and how to count from one to another.

All functions raise ValueError or OverflowError outside of the years 1 to 9999;
`date_rules.py` takes that as “names no day”.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from onrecord.record import Period


class Unit(StrEnum):
    """How long a stretch is."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


STEPS = {
    **{"last": -1, "latest": -1, "previous": -1, "preceding": -1, "prior": -1},
    **{"next": 1, "coming": 1, "upcoming": 1, "following": 1, "ensuing": 1},
    **{"this": 0, "current": 0, "that": 0, "same": 0},
}
"""How many weeks, months or years off a word puts the one it stands before."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days that an expression names, and by which measure.

    `exact` is true where the words name their year themselves (“March 2021”),
    so that they mean the same on every day of publication; `compared` where they
    only give a figure to compare with, as “the year-earlier quarter” does.
    `counted_from` is the day of another date of the text that it hangs on, `note`
    what else a reader needs to follow the count.
    """

    period: Period
    unit: Unit
    exact: bool = False
    compared: bool = False
    counted_from: date | None = None
    note: str = ""


def of_day(day: date, exact: bool = False) -> Meaning:
    """A single day."""
    return Meaning(Period(day, day), Unit.DAY, exact)


def around(day: date, unit: Unit, exact: bool = False) -> Meaning:
    """The week, month, quarter or year that holds a day; weeks begin on Monday (ISO 8601)."""
    if unit is Unit.DAY:
        return of_day(day, exact)
    if unit is Unit.WEEK:
        first = day - timedelta(days=day.weekday())
        return Meaning(Period(first, first + timedelta(days=6)), unit, exact)
    if unit is Unit.FORTNIGHT:
        return Meaning(Period(day, day + timedelta(days=13)), unit, exact)
    if unit is Unit.WEEKEND:
        first = day - timedelta(days=day.weekday()) + timedelta(days=5)
        return Meaning(Period(first, first + timedelta(days=1)), unit, exact)
    if unit is Unit.MONTH:
        last = monthrange(day.year, day.month)[1]
        return Meaning(Period(day.replace(day=1), day.replace(day=last)), unit, exact)
    if unit is Unit.QUARTER:
        month = 3 * ((day.month - 1) // 3) + 1
        last = monthrange(day.year, month + 2)[1]
        period = Period(date(day.year, month, 1), date(day.year, month + 2, last))
        return Meaning(period, unit, exact)
    return Meaning(Period(date(day.year, 1, 1), date(day.year, 12, 31)), Unit.YEAR, exact)


def shift(day: date, unit: Unit, count: int) -> date:
    """The day that many units later (earlier where `count` is below 0).

    A day that its month lacks becomes the last: a month after 31 January is 28
    or 29 February.
    """
    if unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.FORTNIGHT):
        days = {Unit.DAY: 1, Unit.FORTNIGHT: 14}.get(unit, 7)
        return day + timedelta(days=days * count)
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}[unit] * count
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"the year {year} is outside the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(meaning: Meaning, unit: Unit, count: int) -> Meaning:
    """The stretch of the same length that many units later: the third quarter a year earlier."""
    return around(shift(meaning.period.first, unit, count), meaning.unit, meaning.exact)


def hanging_on(named: Meaning, meaning: Meaning) -> Meaning:
    """A meaning that hangs on another date of the text; as exact as that one."""
    return replace(meaning, counted_from=named.period.first, exact=named.exact)


def years_off(named: Meaning, count: int) -> Meaning:
    """A month stays one where it is a year off; of a day only the year is told."""
    unit = Unit.MONTH if named.unit is Unit.MONTH and abs(count) == 1 else Unit.YEAR
    return around(shift(named.period.first, Unit.YEAR, count), unit)


def spoken(period: Period) -> str:
    """A period in words.

    >>> spoken(Period(date(2021, 3, 1), date(2021, 3, 31)))
    '1 to 31 March 2021'
    """
    first, last = period.first, period.last
    end = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {end}"
    return f"{first.day} {first:%B} {first.year} to {end}"


def working(expression: str, meaning: Meaning, start: date | None, by: bool = False) -> str:
    """How the days were found, in a line for readers.

    `start` is the day that the expression is counted from unless its meaning
    tells another; `by` says that the days are the last, as in “within 28 days”.

    >>> working("within 28 days", of_day(date(2021, 4, 11)), date(2021, 3, 14), by=True)
    '“within 28 days” of 14 March 2021: by 11 April 2021'
    """
    line = f"“{' '.join(expression.split())}”"
    if meaning.counted_from is not None:
        line += f", counted from {spoken(Period(meaning.counted_from, meaning.counted_from))}"
    elif start is not None and not meaning.exact:
        line += f" of {spoken(Period(start, start))}"
    if by and meaning.period.first != meaning.period.last:
        line += f": by {spoken(Period(meaning.period.last, meaning.period.last))} at the latest"
    else:
        line += f": {'by ' if by else ''}{spoken(meaning.period)}"
    return f"{line}, {meaning.note}" if meaning.note else line
