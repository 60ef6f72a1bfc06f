"""The day an article was published, from the forms in which inputs write it."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate, parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?=$|[T\s])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
# “14 March 2021”, “Sunday, March 14, 2021”; never “3/4/2021”, which is April in
# London and March in Washington.
_WORDS = tuple(
    re.compile(f"{_WEEKDAY}{order}", re.IGNORECASE)
    for order in (rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}", rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}")
)

# What scrapers write before the text: “date 2021-03-14 The council …”.
_DATE_LINE = re.compile(
    r"\s*(?P<span>date:?[ \t]+(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)(?=\s|$)",
    re.IGNORECASE,
)
# A line that is nothing but a date, or a date and where it was posted.
_LINE_IS_DATE = re.compile(
    r"(?P<later>(?:last\s+)?updated)?(?:published|posted|date)?(?:\s+on)?:?\s*"
    r"(?P<date>[^\[\]]{6,40}?)(?:\s+(?:posted in\b|\[).*)?",
    re.IGNORECASE,
)


def day_of(value: str) -> date | None:
    """The day that `value` names, as its writer saw it, or None.

    ISO 8601 and RFC 2822 are read, and days with their month in English words.
    The offset from UTC is not applied: 23:30 in New York is that day's news.

    >>> day_of("2021-03-14T23:30:00-05:00")
    datetime.date(2021, 3, 14)
    >>> day_of("Sun, 14 Mar 2021 08:00:00 GMT")
    datetime.date(2021, 3, 14)
    >>> day_of("14/3/2021") is None
    True
    """
    value = value.strip()
    try:
        if iso := _ISO.match(value):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if value[:4].isdecimal() and "W" in value:
            return datetime.fromisoformat(value).date()
        for form in _WORDS:
            if words := form.match(value):
                month = _MONTHS.index(words["month"][:3].lower()) + 1
                return date(int(words["year"]), month, int(words["day"]))
        if parts := parsedate(value):
            return date(*parts[:3])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return None


def moment_of(value: str) -> datetime | None:
    """The moment that a feed or sitemap gives, in the writer's own time, or None.

    Without a time of day it is midnight, without an offset UTC.

    >>> moment_of("Sun, 14 Mar 2021 23:30:00 -0500").isoformat()
    '2021-03-14T23:30:00-05:00'
    >>> moment_of("2021-03-14").isoformat()
    '2021-03-14T00:00:00+00:00'
    """
    value = value.strip()
    moment: datetime | None = None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(value)
            break
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    if moment is None:
        day = day_of(value)
        moment = datetime(day.year, day.month, day.day) if day else None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def date_line(text: str) -> tuple[date, int, int] | None:
    """The day and the place of a scraper's date line at the start of `text`.

    >>> date_line(" date 2021-03-14 The ferry is late.")
    (datetime.date(2021, 3, 14), 1, 16)
    """
    found = _DATE_LINE.match(text)
    day = day_of(found["day"]) if found else None
    if found is None or day is None:
        return None
    return day, found.start("span"), found.end("span")


def dated_line(line: str) -> date | None:
    """The day of a line that holds a date and nothing else, as press releases open.

    >>> dated_line("Published: 11 February 2019")
    datetime.date(2019, 2, 11)
    >>> dated_line("11 February 2019 was a cold day.") is None
    True
    """
    day, later = _day_alone(line)
    return None if later else day


def tells_day(line: str) -> bool:
    """Whether a line only says when the page was written, posted or last updated.

    >>> tells_day("Last updated on 11 February 2019")
    True
    """
    return _day_alone(line)[0] is not None


def _day_alone(line: str) -> tuple[date | None, bool]:
    """The day that a line consists of, and whether it is that of a later change."""
    found = _LINE_IS_DATE.fullmatch(line.strip()) if len(line) < 200 else None
    if found is None:
        return None, False
    value = found["date"].strip()
    whole = re.fullmatch(r"\d{4}-\d\d-\d\d", value) or any(form.fullmatch(value) for form in _WORDS)
    return (day_of(value) if whole else None), bool(found["later"])
