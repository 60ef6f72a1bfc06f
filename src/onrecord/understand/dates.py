"""Where a text names a day, week, month, quarter or year, and which days those are.

Values follow the guidelines of TimeML (Saurí and others 2006): weeks begin on
Monday, “two months ago” is that month and “the end of the year” the year.  Left
out are words that name no such stretch: “now”, “recently”, seasons, weekends,
decades, hours, and lengths of time (“for two years”).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.record import Span, TimeExpression
from onrecord.understand.date_grammar import Reading, opens, read_at
from onrecord.understand.date_setting import Blocked, Setting
from onrecord.understand.date_values import Meaning, Unit, around, of_day, working
from onrecord.understand.date_words import Words, classify
from onrecord.understand.lexicon import words_of

_SHOWN = frozenset([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR])
# “March 3-5”, “March 3 to 5”, “3 March and 4”; “1989-90”.
_JOINED_DAY = re.compile(
    r"(?:h(?P<a>[do])(?!h?[UVuP]|O?[Mm])|(?:R|cK?|K)(?P<b>[do])(?=c?Y|[zc0KijbRh-]))"
)
_JOINED_YEAR = re.compile(r"h(?P<year>[dn'])(?![UV])")
# A report on figures speaks of quarters and of what is earned in them.
_QUARTER = frozenset(["quarter", "quarters", "third-quarter", "q1", "q2", "q3", "q4"])
_FIGURES = words_of(
    "profit profits profitability earnings earned sales revenue revenues income net share shares "
    "gdp growth dividend turnover exports imports deliveries output loss losses"
)
_ENOUGH = 3
"""Words of figures that make a report; one may stand in any article."""


def find_dates(
    text: str, paragraphs: Sequence[Span], published: date | None
) -> tuple[TimeExpression, ...]:
    """The expressions of time in these paragraphs of `text`, in order, none overlapping.

    Without a day of publication only those are given that name their year or
    hang on one that does.

    >>> text = "It closed on 3 May 2020 and opened the following week."
    >>> [str(one.period.first) for one in find_dates(text, [Span(0, len(text))], None)]
    ['2020-05-03', '2020-05-04']
    """
    words = classify(text, paragraphs)
    setting = Setting(published, finance=_is_report(words), day_first=_day_first(words))
    return tuple(
        TimeExpression(span, reading.meaning.period, _told(span.of(text), reading, published))
        for reading, span in _spans(words, setting)
        if isinstance(reading.meaning, Meaning) and reading.meaning.unit in _SHOWN
    )


def _spans(words: Words, setting: Setting) -> Iterator[tuple[Reading, Span]]:
    for reading in _readings(words, setting):
        yield reading, Span(words.starts[reading.first], words.end(reading.last - 1))


def _readings(words: Words, setting: Setting) -> Iterator[Reading]:
    """The readings one after the other, each told to the setting of the next."""
    at = 0
    codes = words.codes
    opening = opens()
    while found := opening.search(codes, at):
        at = found.start()
        reading = read_at(words, at, setting)
        if reading is None:
            at += 1
            continue
        at = reading.last
        meaning = reading.meaning
        if isinstance(meaning, Blocked):
            setting.quarter = None if meaning.ends_quarter else setting.quarter
            continue
        yield reading
        setting.named, setting.named_end = meaning, reading.last
        if meaning.unit is Unit.QUARTER:
            setting.quarter_named = meaning
            setting.quarter = setting.quarter if meaning.compared else meaning
        while joined := _joined(words, reading.last, setting):
            yield joined
            setting.named_end = at = joined.last
            setting.named = joined.meaning if isinstance(joined.meaning, Meaning) else None
            reading = joined


def _joined(words: Words, at: int, setting: Setting) -> Reading | None:
    """The “5” of “March 3-5”, the “90” of “1989-90”, right after the date at `named_end`."""
    named = setting.named
    if named is None or at != setting.named_end:
        return None
    try:
        if named.unit is Unit.DAY and (found := _JOINED_DAY.match(words.codes, at)):
            return _joined_day(words, found, named)
        if named.unit is Unit.YEAR and (found := _JOINED_YEAR.match(words.codes, at)):
            digits = words.lower[found.end() - 1].lstrip("'’")
            first = named.period.first
            year = first.year // 100 * 100 + int(digits)
            if len(digits) == 2 and first.year < year:
                meaning = around(date(year, 1, 1), Unit.YEAR, named.exact)
                return Reading(found.end() - 1, found.end(), meaning)
    except ValueError:
        return None
    return None


def _joined_day(words: Words, found: "re.Match[str]", named: Meaning) -> Reading | None:
    last = found.end()
    first = named.period.first
    day = int(words.lower[last - 1].rstrip("sthndr"))
    written_before = words.codes[found.start() - 1] in "do"
    if not written_before or day <= first.day:
        return None
    meaning = of_day(first.replace(day=day), named.exact)
    return Reading(last - 1, last, meaning)


def _is_report(words: Words) -> bool:
    """Whether the article reports what was earned, made or grown in a quarter."""
    quarters = figures = 0
    for word in words.lower:
        if word in _FIGURES:
            figures += 1
        elif word in _QUARTER:
            quarters += 1
    return quarters > 0 and figures >= _ENOUGH


def _day_first(words: Words) -> bool | None:
    """Whether “3/4/2021” is in April, from the article's other dates in digits."""
    orders = set()
    for at, code in enumerate(words.codes):
        if code != "S" or words.lower[at][4:5] == "-":
            continue
        first, second, _ = map(int, re.split(r"[-/.]", words.lower[at]))
        if first > 12 >= second:
            orders.add(True)
        elif second > 12 >= first:
            orders.add(False)
    return orders.pop() if len(orders) == 1 else None


def _told(expression: str, reading: Reading, published: date | None) -> str:
    assert isinstance(reading.meaning, Meaning)
    within = expression[:6].lower() == "within"
    return working(expression, reading.meaning, published, by=within)
