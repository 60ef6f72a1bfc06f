"""Dates that are counted: “three days ago”, “two weeks later”, “within 28 days”."""

from dataclasses import replace
from datetime import date, timedelta

from onrecord.record import Period
from onrecord.understand.date_quarters import same_quarter
from onrecord.understand.date_setting import Blocked, Found
from onrecord.understand.date_tense import Tense
from onrecord.understand.date_values import (
    Meaning,
    Unit,
    around,
    hanging_on,
    of_day,
    shift,
    spoken,
    years_off,
)
from onrecord.understand.date_weekdays import NEAR_DAYS
from onrecord.understand.date_words import WEEKDAYS
from onrecord.understand.working_days import after_working_days


def from_now(found: Found) -> Meaning | Blocked | None:
    """“Within 28 days”, “two weeks from now”, “in the next month”: a last day.

    “They will be told within 28 days”, but not “it sold out within two days”; and
    “within 18 months” is a stretch but where it bounds what somebody is to do.
    “Within 28 days of the ruling” hangs on a day that the words do not tell.
    """
    published = found.setting.published
    if published is None or _hangs_on_event(found):
        return None
    short = found.word("unit").removesuffix("s") in ("day", "week")
    bounds = found.code("lead") == "I" and not found.setting.forward
    if bounds and not (short and found.tense() is Tense.FUTURE):
        return None
    return counted(found, published)


def within_this(found: Found) -> Meaning | Blocked | None:
    """“Within the week”: before it is over."""
    published, length = found.setting.published, Unit(found.word("unit"))
    return of_day(around(published, length).period.last) if published else None


def counted(found: Found, start: date) -> Meaning | None:
    """The day that the found count of days, weeks … leads to from `start`."""
    count = found.number("count") if found.has("count") else 1
    unit = found.word("unit").removesuffix("s")
    if count is None:
        return None
    if found.has("working"):
        return _working_days(count, start, found.setting.country) if unit == "day" else None
    if unit in ("hour", "hr"):
        return of_day(start + timedelta(days=-(-count // 24)))
    return of_day(shift(start, Unit(unit), count))


def _working_days(count: int, start: date, country: str | None) -> Meaning | None:
    if country is None:
        return None
    reached = after_working_days(start, count, country)
    left_out = [f"{name} ({spoken(Period(day, day))})" for day, name in reached.left_out]
    note = (
        " and ".join(["weekends", *left_out])
        if len(left_out) < 2
        else (", ".join(["weekends", *left_out[:-1]]) + f" and {left_out[-1]}")
    )
    return replace(of_day(reached.day), note=f"not counting {note}")


def in_time(found: Found) -> Meaning | Blocked | None:
    """“In three weeks’ time”."""
    return from_now(found) if found.before() == "in" else None


def _hangs_on_event(found: Found) -> bool:
    if found.has("now"):
        return found.word("now") not in ("now", "today")
    return found.after() in ("of", "from", "after", "following", "before")


def ago(found: Found) -> Meaning | Blocked | None:
    """“Three days ago”, “two months ago”, “a year ago”."""
    count, length = found.number("count"), Unit(found.word("unit").removesuffix("s"))
    published = found.setting.published
    if count is None or published is None or length is Unit.WEEKEND:
        return None
    if length is Unit.YEAR and count == 1 and (quarter := same_quarter(found)):
        return quarter
    length = Unit.WEEK if length is Unit.FORTNIGHT else length
    count *= 2 if found.word("unit").startswith("fortnight") else 1
    return around(shift(published, length, -count), length)


def ago_to_the_day(found: Found) -> Meaning | Blocked | None:
    """“A week ago today”, “two weeks ago Friday”."""
    return _weeks_off(found, -1)


def weeks_on(found: Found) -> Meaning | Blocked | None:
    """“A week on Tuesday”, “two weeks from Friday”: so many weeks after the coming one."""
    return _weeks_off(found, 1)


def _weeks_off(found: Found, way: int) -> Meaning | None:
    count, published = found.number("count"), found.setting.published
    if count is None or published is None:
        return None
    unit = Unit(found.word("unit").removesuffix("s"))
    if found.code("day") == "D":
        return of_day(
            shift(published + timedelta(days=NEAR_DAYS[found.word("day")]), unit, way * count)
        )
    if unit not in (Unit.WEEK, Unit.FORTNIGHT):
        return None
    off = way * (WEEKDAYS[found.word("day")] - published.weekday()) % 7
    return of_day(shift(published + way * timedelta(days=off), unit, way * count))


def later(found: Found) -> Meaning | Blocked | None:
    """“Two days later”, “a week earlier”, “the day before”: from the date named last."""
    named = found.setting.named
    count, length = found.number("count"), Unit(found.word("unit").removesuffix("s"))
    count = 1 if found.has("the") else count
    bare = found.words.codes[found.last] in "zc0-"
    if named is None or count is None or (found.code("way") == "b" and not bare):
        return None
    if (found.has("the") and found.code("unit") == "V") or found.before() == "than":
        return None
    step = -count if found.word("way") in ("earlier", "before") else count
    if length is Unit.YEAR:
        if step == -1 and (quarter := same_quarter(found)):
            return quarter
        return hanging_on(named, years_off(named, step))
    if length is Unit.DAY and named.unit is not Unit.DAY:
        return None
    length = Unit.WEEK if length in (Unit.FORTNIGHT, Unit.WEEKEND) else length
    return hanging_on(named, around(shift(named.period.first, length, step), length))
