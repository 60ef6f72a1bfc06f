"""The grammar of dates: patterns over the classes of words, and what each means.

A rule is a pattern in the letters of `date_words.CLASSES`; the longest that
fits wins, the earlier one among equals.  No pattern repeats without bound, so
that reading is linear in the length of the text.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from onrecord.understand import date_calendar as calendar
from onrecord.understand import date_counts as counts
from onrecord.understand import date_quarters as quarters
from onrecord.understand import date_stretches as stretches
from onrecord.understand import date_weekdays as weekdays
from onrecord.understand.date_setting import Blocked, Found, Reader, Setting
from onrecord.understand.date_values import Meaning, Unit, around, shift
from onrecord.understand.date_words import Words
from onrecord.understand.lexicon import words_of


class Scope(Enum):
    """Where a rule holds: in any text, only inside another expression, only in a due date.

    “The month” is one of “the end of the month” and none by itself; “two weeks”
    is a stretch in a text and a last day in “in the next two weeks” of a promise.
    """

    TEXT = "text"
    INSIDE = "inside"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over classes, the function that reads what it found, and where it holds."""

    pattern: "re.Pattern[str]"
    reader: Reader
    scope: Scope


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression read: the words from `first` to `last` (exclusive)."""

    first: int
    last: int
    meaning: Meaning | Blocked


_PARTS = {
    "year": r"(?:c?O?(?P<year>[Y'])|c?O?(?P<rel>[LTN]|ts?|ls)(?P<unit>U))",
    "month": r"(?P<month>[Mm])",
    "count": r"(?P<count>[adn]|k(?:h?k)?)",
}
_WEEKDAY = r"(?:(?P<weekday>[Ww])z?c?l?)?"
_RULES: tuple[tuple[str, Reader, Scope], ...] = (
    (r"(?P<digits>S)", calendar.in_digits, Scope.TEXT),
    (_WEEKDAY + r"l?(?P<day>[dof])O?<<month>>z?<<year>>?", calendar.day_of_month, Scope.TEXT),
    (_WEEKDAY + r"<<month>>z?l?(?P<day>[do])<<year>>?", calendar.day_of_month, Scope.TEXT),
    (
        r"(?P<day>[do])(?=(?:[RhKc]|cK)l?[do](?:(?:[RhK]|cK)l?[do])?"
        r"O?<<month>>z?(?:c?(?P<year>[Y']))?)",
        calendar.day_of_month,
        Scope.TEXT,
    ),
    (r"(?P<side>[LN])?<<month>>z?<<year>>?", calendar.month, Scope.TEXT),
    (r"T<<month>>", calendar.month, Scope.TEXT),
    (r"(?P<year>[Y'])", calendar.year, Scope.TEXT),
    (
        r"(?P<side>[LN])?(?P<holiday>H)_{0,6}(?:(?P<span>U)|P)?<<year>>?",
        calendar.holiday,
        Scope.TEXT,
    ),
    (r"l(?P<day>o)(?=[zc0-])", calendar.day_of_known_month, Scope.TEXT),
    (r"(?P<weekday>W)c?l?(?P<day>o)", calendar.day_of_known_month, Scope.TEXT),
    (r"l?(?P<day>o)O(?P<rel>[LTN])(?P<unit>U)", calendar.day_of_near_month, Scope.TEXT),
    (r"(?P<attack>9)", calendar.attack, Scope.TEXT),
    (r"l?Xh?(?:O?[Y']|O?[LTN]U)", calendar.blocked, Scope.TEXT),
    (r"l?[fL]h?6O?(?:[Y'Mm]|[lLTN]U)", calendar.blocked, Scope.TEXT),
    (r"l(?P<new>5)(?P<unit>U)", stretches.new_year, Scope.TEXT),
    (r"(?P<near>D)P?", weekdays.near_day, Scope.TEXT),
    (r"(?P<rel>[LTt])P", weekdays.part_of_day, Scope.TEXT),
    (r"l(?P<rel>[NFBs])P", weekdays.part_of_day, Scope.TEXT),
    (r"[lT]?(?P<rel>[LNTCFBA])?(?P<weekday>W)P?", weekdays.weekday, Scope.TEXT),
    (r"(?P<weekday>W)P?O?(?P<rel>[LTN])(?P<unit>U)", weekdays.weekday, Scope.TEXT),
    (r"(?P<rel>[LTN])(?P<unit>U)j?(?P<weekday>W)P?", weekdays.weekday, Scope.TEXT),
    (r"(?P<weekday>W)(?P<unit>U)", weekdays.weekday, Scope.TEXT),
    (r"l(?P<nth>[fL])(?P<weekday>W)[Oi]<<month>><<year>>?", calendar.nth_weekday, Scope.TEXT),
    (r"(?P<the>l)?(?P<rel>[LTNGCFBts])Q?(?P<unit>U)", stretches.unit, Scope.TEXT),
    (r"t(?P<rel>s)(?P<unit>U)", stretches.unit, Scope.TEXT),
    (r"l(?P<unit>U)", quarters.bare_quarter, Scope.TEXT),
    (r"l?(?P<unit>U)", stretches.this_unit, Scope.INSIDE),
    (r"l?(?P<unit>U)h?(?P<edge>Z)", stretches.this_unit, Scope.TEXT),
    (r"<<count>>h?(?P<unit>[UV])g", counts.ago, Scope.TEXT),
    (r"<<count>>(?P<unit>[UV])g(?P<day>[WD])", counts.ago_to_the_day, Scope.TEXT),
    (r"<<count>>(?P<unit>[UV])[jv](?P<day>[WD])", counts.weeks_on, Scope.TEXT),
    (r"l(?P<unit>U)(?P<way>b)(?P<rel>[LN])", stretches.but_one, Scope.TEXT),
    (r"[la]?(?P<unit>U)h?(?P<way>[ge])(?:h?(?P<quarter>U|p))?", quarters.year_before, Scope.TEXT),
    (r"(?:<<count>>|(?P<the>l))(?P<unit>[UV])(?P<way>[eb])", counts.later, Scope.TEXT),
    (r"l?Q?(?P<number>f|o)h?(?P<unit_of>U)<<year>>?", quarters.quarter, Scope.TEXT),
    (r"l?(?P<year>Y)(?P<number>f|o)h?(?P<unit_of>U)", quarters.quarter, Scope.TEXT),
    (r"(?P<number>4)<<year>>?", quarters.quarter, Scope.TEXT),
    (r"l?(?P<year>Y)(?P<unit>U)", quarters.quarter_of_year, Scope.TEXT),
    (r"k(?P<unit>V)", quarters.months_of_figures, Scope.TEXT),
    (
        r"(?P<lead>I)(?:l?[NCF])?<<count>>(?P<working>J)?h?(?P<unit>[UVu])",
        counts.from_now,
        Scope.TEXT,
    ),
    (r"<<count>>(?P<working>J)?(?P<unit>[UV])v(?P<now>[xD])", counts.from_now, Scope.TEXT),
    (r"<<count>>(?P<working>J)?(?P<unit>[UV])q?y", counts.in_time, Scope.TEXT),
    (
        r"[iI](?:l?[NCF])?(?:[dnk][RK])?<<count>>(?P<working>J)?h?(?P<unit>[UVu])",
        counts.from_now,
        Scope.DUE,
    ),
    (r"[iI]l[NC](?P<unit>U)", counts.from_now, Scope.DUE),
    (r"Il(?P<unit>U)", counts.within_this, Scope.DUE),
    (r"l(?P<weekend>U)", stretches.this_weekend, Scope.DUE),
)
# “The end of”, “early in”, “mid-”: they take in what follows and mean its days.
_EDGE = re.compile(r"l?ZO|[Ee][hij]?")
# “Two days before”, “the day after”, and a date.
_OFFSET = re.compile(r"(?:(?P<count>[adn]|k(?:h?k)?)(?P<units>[UV])|l?(?P<unit>U))(?P<way>b)")
# “Within 28 days of 14 March”.
_COUNTED = re.compile(
    r"[iI](?:l?[NCF])?(?P<count>[adn]|k(?:h?k)?)(?P<working>J)?h?(?P<unit>[UVu])(?P<way>[OvbF])"
)
# “The week of March 6”, “the week ending 12 March”, “the month of March”.
_WEEK_OF = re.compile(r"l?U[OxZ]|lU(?=[MmY])")
_WEEK_WORDS = words_of("of ending ended beginning starting commencing")


@cache
def rules() -> tuple[Rule, ...]:
    """The table above, compiled when first needed."""
    compiled = []
    for pattern, reader, scope in _RULES:
        whole = re.sub("<<([a-z]+)>>", lambda name: _PARTS[name[1]], pattern)
        compiled.append(Rule(re.compile(whole), reader, scope))
    return tuple(compiled)


@cache
def opens() -> "re.Pattern[str]":
    """A pattern for where an expression of a text may begin; most words are passed over by it."""
    patterns = [rule.pattern for rule in rules() if rule.scope is Scope.TEXT]
    patterns += [_EDGE, _OFFSET, _WEEK_OF, _COUNTED]
    nameless = [re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern in patterns]
    return re.compile("|".join(nameless))


def read_at(
    words: Words, index: int, setting: Setting, scope: Scope = Scope.TEXT
) -> Reading | None:
    """The longest expression that begins with the word at `index`; None where none does."""
    for compound in (_read_edge, _read_offset, _read_week_of, _read_counted):
        if reading := compound(words, index, setting):
            return reading
    return _read_rule(words, index, setting, scope)


def _read_rule(
    words: Words, index: int, setting: Setting, scope: Scope = Scope.TEXT
) -> Reading | None:
    found = [
        (match.end(), -number, rule.reader, match)
        for number, rule in enumerate(rules())
        if rule.scope in (Scope.TEXT, scope) and (match := rule.pattern.match(words.codes, index))
    ]
    for end, _, reader, match in sorted(found, key=lambda entry: entry[:2], reverse=True):
        try:
            meaning = reader(Found(words, match, setting))
        except (ValueError, OverflowError):  # the 31st of February, the year 12000
            return Reading(index, end, Blocked())
        if meaning is not None:
            return Reading(index, _without_stop(words, end), meaning)
    return None


def _without_stop(words: Words, end: int) -> int:
    """The end, without a full stop that belongs to the sentence: “in March.” but “in Oct.”"""
    if words.codes[end - 1] != "z":
        return end
    word = words.lower[end - 2]
    short = len(word) <= 4 and word not in ("may", "june", "july")
    return end if short else end - 1


def _read_edge(words: Words, index: int, setting: Setting) -> Reading | None:
    """“The end of the month”, “early next year”, “mid-March”: the whole month or year."""
    edge = _EDGE.match(words.codes, index)
    if edge is None:
        return None
    inner = _read_rule(
        words, edge.end(), setting, Scope.INSIDE if edge[0][-1] in "Oi" else Scope.TEXT
    )
    if inner is None or isinstance(inner.meaning, Blocked):
        return None
    return Reading(index, inner.last, inner.meaning)


def _read_offset(words: Words, index: int, setting: Setting) -> Reading | None:
    """“Two days before Christmas”, “the day after the vote on 3 May” is none."""
    offset = _OFFSET.match(words.codes, index)
    if offset is None:
        return None
    found = Found(words, offset, setting)
    inner = _read_rule(words, offset.end(), setting)
    count = found.number("count") if found.has("count") else 1
    if inner is None or isinstance(inner.meaning, Blocked) or count is None:
        return None
    unit = Unit((found.word("unit") or found.word("units")).removesuffix("s"))
    unit = Unit.WEEK if unit is Unit.FORTNIGHT else unit
    if inner.meaning.unit is not Unit.DAY and unit is Unit.DAY:
        return None
    back = found.word("way") == "before"
    try:
        day = shift(inner.meaning.period.first, unit, -count if back else count)
        return Reading(index, inner.last, around(day, unit, inner.meaning.exact))
    except (ValueError, OverflowError):
        return None


def _read_counted(words: Words, index: int, setting: Setting) -> Reading | None:
    """“Within 28 days of 14 March”; only “within” may be counted from a date outside of dues."""
    whole = _COUNTED.match(words.codes, index)
    if whole is None or not (setting.forward or words.codes[index] == "I"):
        return None
    inner = _read_rule(words, whole.end(), setting)
    found = Found(words, whole, setting)
    if inner is None or isinstance(inner.meaning, Blocked) or found.word("way") == "before":
        return None
    start = inner.meaning.period.first
    try:
        meaning = counts.counted(found, start)
    except (ValueError, OverflowError):
        return None
    if meaning is None or inner.meaning.unit is not Unit.DAY:
        return None
    counted = replace(meaning, counted_from=start, exact=inner.meaning.exact)
    return Reading(index, inner.last, counted)


def _read_week_of(words: Words, index: int, setting: Setting) -> Reading | None:
    of = _WEEK_OF.match(words.codes, index)
    if of is None:
        return None
    found = Found(words, of, setting)
    at = index + (words.codes[index] == "l")
    joined = words.codes[of.end() - 1] == "U" or words.lower[of.end() - 1] in _WEEK_WORDS
    unit = words.lower[at]
    inner = _read_rule(words, of.end(), setting) if joined else None
    if inner is None or isinstance(inner.meaning, Blocked):
        return None
    fits = {"week": Unit.DAY, "month": Unit.MONTH, "year": Unit.YEAR}.get(unit)
    if inner.meaning.unit is not fits:
        return None
    return Reading(found.first, inner.last, _widened(inner.meaning, Unit(unit)))


def _widened(meaning: Meaning, unit: Unit) -> Meaning:
    return around(meaning.period.first, unit, meaning.exact)
