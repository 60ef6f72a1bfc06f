"""Holidays that articles name, and on which day they fall in a year.

Only days that mean the same wherever English is written, or that are named in
one country alone (“Boxing Day”, “Labor Day” with its American spelling).
Mother's Day, which falls in March in Britain and in May in America, is none.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

Rule = Callable[[int], date]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    After the anonymous algorithm in Meeus, Astronomical Algorithms (1991), chapter 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth(number: int, weekday: int, month: int) -> Rule:
    """The first, second … such weekday of a month (Monday is 0); the last is number -1."""

    def day(year: int) -> date:
        if number < 0:
            end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return end - timedelta(days=(end.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))

    return day


def _fixed(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _easter(days: int) -> Rule:
    return lambda year: easter(year) + timedelta(days=days)


def _election(year: int) -> date:
    """The Tuesday after the first Monday of November, by the law of the United States."""
    return nth(1, 0, 11)(year) + timedelta(days=1)


@cache
def holidays() -> dict[tuple[str, ...], Rule]:
    """The rule of each holiday by its words in lower case, without apostrophes."""
    named: dict[str, Rule] = {
        "new years day": _fixed(1, 1),
        "new years eve": _fixed(12, 31),
        "hogmanay": _fixed(12, 31),
        "burns night": _fixed(1, 25),
        "australia day": _fixed(1, 26),
        "holocaust memorial day": _fixed(1, 27),
        "valentines day": _fixed(2, 14),
        "st davids day": _fixed(3, 1),
        "international womens day": _fixed(3, 8),
        "st patricks day": _fixed(3, 17),
        "april fools day": _fixed(4, 1),
        "earth day": _fixed(4, 22),
        "st georges day": _fixed(4, 23),
        "anzac day": _fixed(4, 25),
        "may day": _fixed(5, 1),
        "juneteenth": _fixed(6, 19),
        "canada day": _fixed(7, 1),
        "fourth of july": _fixed(7, 4),
        "bastille day": _fixed(7, 14),
        "halloween": _fixed(10, 31),
        "guy fawkes night": _fixed(11, 5),
        "bonfire night": _fixed(11, 5),
        "armistice day": _fixed(11, 11),
        "veterans day": _fixed(11, 11),
        "st andrews day": _fixed(11, 30),
        "world aids day": _fixed(12, 1),
        "christmas eve": _fixed(12, 24),
        "christmas": _fixed(12, 25),
        "christmas day": _fixed(12, 25),
        "boxing day": _fixed(12, 26),
        "martin luther king day": nth(3, 0, 1),
        "presidents day": nth(3, 0, 2),
        "memorial day": nth(-1, 0, 5),
        "fathers day": nth(3, 6, 6),
        "labor day": nth(1, 0, 9),
        "columbus day": nth(2, 0, 10),
        "thanksgiving": nth(4, 3, 11),
        "thanksgiving day": nth(4, 3, 11),
        "remembrance sunday": nth(2, 6, 11),
        "election day": _election,
        "shrove tuesday": _easter(-47),
        "mardi gras": _easter(-47),
        "ash wednesday": _easter(-46),
        "palm sunday": _easter(-7),
        "maundy thursday": _easter(-3),
        "good friday": _easter(-2),
        "easter": _easter(0),
        "easter day": _easter(0),
        "easter sunday": _easter(0),
        "easter monday": _easter(1),
        "ascension day": _easter(39),
        "whit sunday": _easter(49),
        "pentecost": _easter(49),
        "whit monday": _easter(50),
    }
    return {tuple(name.split()): rule for name, rule in named.items()}


@cache
def first_words() -> frozenset[str]:
    """The words that names of holidays begin with."""
    return frozenset(name[0] for name in holidays())
