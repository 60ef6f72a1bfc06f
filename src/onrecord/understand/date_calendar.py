"""Dates that name a place in the calendar: “14 March 2021”, “May”, “Christmas Eve”, “1987”.

Each function reads what a rule of `date_grammar.py` found.  Where the words
leave the year open, the verbs around say whether it is the last or the next.
"""

import re
from collections.abc import Callable
from datetime import date

from onrecord.understand.date_holidays import holidays, nth
from onrecord.understand.date_setting import Blocked, Found
from onrecord.understand.date_tense import Tense
from onrecord.understand.date_values import Meaning, Unit, around, of_day, shift
from onrecord.understand.date_words import MONTHS, WEEKDAYS
from onrecord.understand.lexicon import words_of

_MUCH_NEARER = 9
"""By how much nearer the other choice must be to overrule the verbs around a date.

“The blast of Aug. 7 will be remembered”, written on 18 August, is eleven days past.
"""
_NEARER = 1.25
"""The same where no verb tells: news speaks more of what was than of what will be."""

_STEPS = {"last": -1, "latest": -1, "next": 1, "this": 0}

_MONTH_LEADS = words_of(
    "in by since until till from of last next this during early late mid mid- through to before "
    "after between for on late-"
)
_NAMES_A_PERSON = frozenset(["april", "june", "august", "may", "jan", "march"])

_YEAR_LEADS = words_of(
    "in since by until till from during of after before through early late mid to between year "
    "circa c. and"
)
_COUNTS = words_of(
    "about nearly some over than around approximately almost least most no number flight boeing "
    "room page route channel section resolution another roughly only every"
)
_COUNTED = words_of(
    "people men women children troops soldiers jobs miles km feet metres meters tons tonnes "
    "points acres pounds dollars euros hours rpm bc pages words votes employees workers members "
    "calories square gmt est edt hrs local"
)
_ATTACKS = words_of("attacks attack terrorist terror hijackers hijackings atrocities")
_ATTACK = date(2001, 9, 11)
_PLAIN_FOLLOWERS = words_of(
    "and or in with when as he she it they we but said at is was were are who that which because "
    "if so for to from by has had will would until since after before this last next"
)


def dated(found: Found, make: Callable[[int], Meaning]) -> Meaning | Blocked | None:
    """What `make` gives for the year that the expression means.

    The year stands in it, or follows (“in May and June 1998”), or is told by a
    weekday (“Sunday, March 14”), or by the tense of the verbs around.
    """
    if found.has("year"):
        year = _year_of(found)
        return None if year is None else _exact(make(year))
    published = found.setting.published
    if found.has("rel"):
        if found.word("unit") != "year":
            return None
        if found.code("rel")[:1] in "tl":
            named = found.setting.named
            return make(named.period.first.year) if named else None
        return make(published.year + _STEPS[found.word("rel")]) if published else None
    shared = _shared_year(found)
    if shared is not None:
        return _exact(make(shared))
    if published is None:
        return None
    around_now = []
    for year in range(published.year - 1, published.year + 2):
        try:
            around_now.append(make(year))
        except ValueError:  # 29 February is in one year of four
            continue
    return _nearest(found, around_now, published) if around_now else Blocked()


def _nearest(found: Found, choices: list[Meaning], published: date) -> Meaning | None:
    """The choice that the weekday beside it, the word before it or the verbs tell."""
    weekday = WEEKDAYS.get(found.word("weekday"))
    fitting = [choice for choice in choices if choice.period.first.weekday() == weekday]
    choices = fitting or choices
    ahead = [choice for choice in choices if choice.period.last >= published]
    gone = [choice for choice in choices if choice.period.first <= published]
    side = found.word("side")
    if side == "last":
        return (
            gone[-1] if gone and gone[-1].period.last < published else next(iter(gone[-2:]), None)
        )
    if side == "next":
        return next((choice for choice in ahead if choice.period.first > published), None)
    if not ahead or not gone:
        return next(iter(ahead), None) or (gone[-1] if gone else None)
    if found.before() in ("ended", "ending"):
        return gone[-1]
    to_come = max(0, (ahead[0].period.first - published).days)
    since = max(0, (published - gone[-1].period.last).days)
    tense = found.tense()
    if tense is Tense.FUTURE:
        return (
            gone[-1] if since * _MUCH_NEARER < to_come and not found.setting.forward else ahead[0]
        )
    if tense is Tense.PAST:
        return ahead[0] if to_come * _MUCH_NEARER < since else gone[-1]
    return ahead[0] if to_come * _NEARER < since else gone[-1]


def _exact(meaning: Meaning) -> Meaning:
    return Meaning(meaning.period, meaning.unit, exact=True)


def _year_of(found: Found) -> int | None:
    """The year that stands in the expression: “1998”, “’98”."""
    word = found.word("year")
    if len(word) == 4 and word.isdecimal():
        return int(word)
    return short_year(word[1:], found.setting.published)


def short_year(digits: str, published: date | None) -> int | None:
    """The year of two digits: not more than twenty years ahead of the article."""
    if published is None or len(digits) != 2 or not digits.isdecimal():
        return None
    year = published.year // 100 * 100 + int(digits)
    return year - 100 if year > published.year + 20 else year


# “3 May and 5 June 1998”, “between March and May 1998”: one year for both.
_SHARED = re.compile(
    r"(?:[KRh-]|cK)v?(?:l?[do]O?(?P<a>[Mm])|(?P<b>[Mm])z?(?:[do](?![Mm]))?)z?c?(?P<year>Y)"
)


_SHARED_MONTH = re.compile(r"(?:[KRh-]|cK)l?[do]c?(?P<year>Y)")
# “In 2019, on 5 May”, “from 3 March 1998 until 5 May”: the year of the date before.
_INHERITED = re.compile(r"(?:c[ji]?|[KRh]|cK)l?")


def _shared_year(found: Found) -> int | None:
    """The year of the date that follows by “and” or “to”, or that goes before."""
    if not found.has("month"):
        return None
    codes = found.words.codes
    if found.has("day") and (shared := _SHARED_MONTH.match(codes, found.last)):
        return int(found.words.lower[shared.start("year")])
    named, end = found.setting.named, found.setting.named_end
    if named is not None and named.exact and 0 < found.first - end <= 3:
        if _INHERITED.fullmatch(codes, end, found.first):
            year = named.period.first.year
            ranged = codes[end] in "Rh" and MONTHS[found.word("month")] < named.period.first.month
            return year + ranged
        return None
    shared = _SHARED.match(codes, found.last)
    if shared is None:
        return None
    at = shared.start("a") if shared.start("a") >= 0 else shared.start("b")
    year = int(found.words.lower[shared.start("year")])
    return year - (MONTHS[found.word("month")] > MONTHS[found.words.lower[at]])


def day_of_month(found: Found) -> Meaning | Blocked | None:
    """“14 March”, “March 14th, 2021”, “Sunday, 14 March”."""
    month, day = MONTHS[found.word("month")], found.number("day")
    if day is None or (found.first > 0 and found.before() in ("$", "£", "€")):
        return None
    attacks = (month, day) == (9, 11) and found.after() in _ATTACKS
    if attacks and not found.has("year"):
        return attack(found)
    return dated(found, lambda year: of_day(date(year, month, day)))


def month(found: Found) -> Meaning | Blocked | None:
    """“March 2021”, “last May”, “mid-June”; no “May” that is a verb or a name."""
    number = MONTHS[found.word("month")]
    bare = not (found.has("year") or found.has("rel") or found.has("side"))
    if bare and not _reads_as_month(found):
        return None
    return dated(found, lambda year: around(date(year, number, 1), Unit.MONTH))


def _reads_as_month(found: Found) -> bool:
    word, at = found.word("month"), found.match.start("month")
    before = found.words.lower[at - 1] if at > 0 else ""
    leads = before in _MONTH_LEADS or before in ("-", "‑")
    if word in MONTHS and len(word) <= 4 and word not in ("may", "june", "july"):
        # “Jan.” is a month with its full stop alone, and then before no capital: “Jan. Brown”.
        return leads or found.words.codes[at + 1] == "z"
    if found.words.written[at].isupper() and word in _NAMES_A_PERSON:
        return leads
    following = found.words.codes[found.last]
    if word in ("may", "march") and not leads:
        # “The March figures”, “March was cold”, but not “the March for Land”.
        plain = following == "q" or found.after() in ("was", "is", "figures", "report", "data")
        return word == "march" and plain and not found.words.capital(at - 1)
    if word in ("may", "march") and before in ("to", "of", "for", "on", "by", "after", "before"):
        return not found.words.capital(found.last) and found.before(2) != "according"
    if word in _NAMES_A_PERSON and following == "x" and found.words.capital(found.last):
        return leads and before not in ("to", "of", "for", "by", "after", "before")
    return not (word in _NAMES_A_PERSON and found.words.capital(at - 1) and not leads)


def nth_weekday(found: Found) -> Meaning | Blocked | None:
    """“The first Monday in September”, “the last Friday of May 2021”."""
    number = -1 if found.word("nth") == "last" else found.number("nth")
    if number is None or not -1 <= number <= 4 or found.word("nth") == "latest":
        return None
    rule = nth(number, WEEKDAYS[found.word("weekday")], MONTHS[found.word("month")])
    return dated(found, lambda year: of_day(rule(year)))


def year(found: Found) -> Meaning | Blocked | None:
    """“1987”, where four digits read as a year; “’98”."""
    number = _year_of(found)
    if number is None or not _reads_as_year(found, number):
        return None
    return _exact(around(date(number, 1, 1), Unit.YEAR))


def _reads_as_year(found: Found, number: int) -> bool:
    """Whether four digits are a year and no count, address or hour: “in 1987”, “1987 men”."""
    before, after = found.before(), found.after()
    leads = before in _YEAR_LEADS or before in ("fiscal", "financial", "calendar", "(")
    if before in ("$", "£", "€", "#", "+", "at", "/") or (after in ("%", "-", "°") and not leads):
        return after in ("-",) and before not in ("$", "£", "€", "#", "at")
    if before in _COUNTS or after in _COUNTED or after in ("percent", "bc", "°"):
        return False
    if len(found.word("year")) == 3:
        return leads or before in ("the", "summer", "winter", "spring", "autumn", "fall")
    if number % 100 == 0 or not 1800 <= number < 2100:
        noun = found.words.codes[found.last] == "x" and after not in _PLAIN_FOLLOWERS
        return leads and (not noun or before == "year")
    return True


def holiday(found: Found) -> Meaning | Blocked | None:
    """“Christmas Eve”, “Easter 2019”, “last Thanksgiving”; no “Christmas tree”."""
    name = found.words.holidays.get(found.match.start("holiday"))
    if name is None or found.before() in ("merry", "happy"):
        return None
    rule = holidays()[name]
    span = Unit(found.word("span")) if found.word("span") in ("week", "weekend") else Unit.DAY
    if len(name) == 1 and span is Unit.DAY and found.words.codes[found.last] == "x":
        plain = found.after() in _PLAIN_FOLLOWERS and not found.words.capital(found.last)
        if not plain:
            return None
    return dated(found, lambda year: around(rule(year), span))


def in_digits(found: Found) -> Meaning | Blocked | None:
    """“2021-03-14”, “14.03.2021”, “14/3/2021”; “3/4/2021” only where its order is known."""
    word = found.word("digits")
    if word[4:5] == "-":
        return of_day(date.fromisoformat(word[:10]), exact=True)
    first, second, last = re.split(r"[-/.]", word)
    number = int(last) if len(last) == 4 else short_year(last, found.setting.published)
    if number is None:
        return None
    return _in_order(found, number, int(first), int(second), "." in word)


def _in_order(found: Found, number: int, first: int, second: int, dots: bool) -> Meaning | None:
    """Day and month as the numbers, the dots, the article or its own day tell their order."""
    if first == second or first > 12 or (dots and second <= 12):
        return of_day(date(number, second, first), exact=True)
    if second > 12:
        return of_day(date(number, first, second), exact=True)
    day_first = found.setting.day_first
    if day_first is None:
        published = found.setting.published
        if published == date(number, second, first):
            day_first = True
        elif published == date(number, first, second):
            day_first = False
        else:
            return None
    day = date(number, second, first) if day_first else date(number, first, second)
    return of_day(day, exact=True)


def day_of_known_month(found: Found) -> Meaning | Blocked | None:
    """“On the 14th”: the one nearest, before or after by the tense."""
    published, day = found.setting.published, found.number("day")
    on = found.before() == "on" or found.has("weekday")
    if published is None or day is None or not on:
        return None
    days = []
    for step in (-1, 0, 1):
        month_of = shift(published.replace(day=1), Unit.MONTH, step)
        try:
            days.append(of_day(month_of.replace(day=day)))
        except ValueError:
            continue
    return _nearest(found, days, published)


def day_of_near_month(found: Found) -> Meaning | Blocked | None:
    """“The 5th of next month”."""
    published, day = found.setting.published, found.number("day")
    if published is None or day is None or found.word("unit") != "month":
        return None
    first = shift(published.replace(day=1), Unit.MONTH, _STEPS[found.word("rel")])
    return of_day(first.replace(day=day))


def attack(found: Found) -> Meaning | Blocked | None:
    """“9/11” is a day of its own since it happened."""
    published = found.setting.published
    return of_day(_ATTACK, exact=True) if published and published > _ATTACK else None


def blocked(found: Found) -> Meaning | Blocked | None:
    """“Spring 1998”, “the first half of 1998”, “the 1990s”: seasons, halves, decades."""
    return Blocked()
