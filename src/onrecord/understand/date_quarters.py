"""Quarters of a year, as reports on figures speak of them.

In such a report “a year ago” and “the year-earlier quarter” mean the quarter
spoken of, a year before: the figures of the two are compared.
"""

from dataclasses import replace
from datetime import date

from onrecord.understand.date_calendar import dated
from onrecord.understand.date_setting import Blocked, Found
from onrecord.understand.date_tense import Tense
from onrecord.understand.date_values import (
    Meaning,
    Unit,
    around,
    hanging_on,
    shift,
    shifted,
    years_off,
)


def quarter(found: Found) -> Meaning | Blocked | None:
    """“The third quarter”, “first-quarter”, “Q3 2019”, “the 1988 third quarter”."""
    word = found.word("number")
    number = int(word[1]) if word[:1] == "q" else found.number("number")
    if number is None or not 1 <= number <= 4:
        return None
    if found.has("unit_of") and found.word("unit_of") != "quarter":
        return None
    if not (found.setting.finance or found.has("year") or word[:1] == "q"):
        return None
    meant = dated(found, lambda year: around(date(year, 3 * number - 2, 1), Unit.QUARTER))
    open_year = not (found.has("year") or found.has("rel"))
    if open_year and isinstance(meant, Meaning) and found.setting.published:
        begun = meant.period.first <= found.setting.published
        if not begun and found.tense() is not Tense.FUTURE:
            return shifted(meant, Unit.YEAR, -1)
    return meant


def months_of_figures(found: Found) -> Meaning | Blocked | None:
    """“The nine months” of a report: from here it no longer speaks of a quarter."""
    reported = found.word("unit") == "months" and found.setting.finance
    return Blocked(ends_quarter=True) if reported else None


def quarter_of_year(found: Found) -> Meaning | Blocked | None:
    """“The 1988 quarter”: the one spoken of, in that year."""
    if found.word("unit") != "quarter" or found.setting.quarter is None:
        return None
    spoken_of = found.setting.quarter.period.first
    return dated(found, lambda year: around(spoken_of.replace(year=year), Unit.QUARTER))


def bare_quarter(found: Found) -> Meaning | Blocked | None:
    """“The quarter” by itself."""
    return the_quarter(found) if found.word("unit") == "quarter" else None


def the_quarter(found: Found) -> Meaning | None:
    """“The quarter” of a report on figures: the one spoken of, or else the last that ended."""
    setting = found.setting
    if setting.quarter is not None:
        return setting.quarter
    if setting.published is None or not setting.finance:
        return None
    return around(shift(setting.published, Unit.QUARTER, -1), Unit.QUARTER)


def same_quarter(found: Found) -> Meaning | None:
    """The quarter spoken of, a year before."""
    quarter = found.setting.quarter
    if quarter is None or not found.setting.finance:
        return None
    return replace(shifted(quarter, Unit.YEAR, -1), compared=True)


def year_before(found: Found) -> Meaning | Blocked | None:
    """“The year-earlier quarter”, “a year earlier”, “year-ago”."""
    if found.word("unit") != "year":
        return None
    if quarter := same_quarter(found):
        return quarter
    if found.has("quarter"):
        return None
    named, published = found.setting.named, found.setting.published
    if found.word("way") == "ago" or named is None:
        return around(shift(published, Unit.YEAR, -1), Unit.YEAR) if published else None
    return hanging_on(named, years_off(named, -1))
