"""The words that dates are made of, and a text as the classes of its words.

A grammar of dates is a grammar of few classes: month, weekday, unit, number.
`classify` turns a text into one letter a word, so that “by Friday, March 14th”
reads `xWcMo`, and the rules in `date_grammar.py` are plain patterns over such
letters.  The letters are named in `CLASSES` and in `date_grammar.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.record import Span
from onrecord.understand.date_holidays import first_words, holidays

BREAK = "0"
"""The class of the end of a paragraph, which no rule reaches over."""


def _in_order(line: str) -> list[str]:
    return line.split()


_MONTHS = _in_order(
    "january february march april may june july august september october november december"
)
_SHORT_MONTHS = _in_order("jan feb mar apr may jun jul aug sep oct nov dec")
_WEEKDAYS = _in_order("monday tuesday wednesday thursday friday saturday sunday")

MONTHS = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name: number for number, name in enumerate(_SHORT_MONTHS, 1)},
    "sept": 9,
}
"""Months by name and abbreviation, 1 to 12."""

WEEKDAYS = {
    **{name: number for number, name in enumerate(_WEEKDAYS)},
    **{name[:3]: number for number, name in enumerate(_WEEKDAYS)},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}
"""Weekdays by name and abbreviation, Monday 0, as in `datetime.date.weekday`."""

_ONES = _in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _in_order("twenty thirty forty fifty sixty seventy eighty ninety")
NUMBERS = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{"a": 1, "an": 1, "hundred": 100},
}
"""Numbers in words, without those that a hyphen makes."""

ORDINALS = {
    word: number
    for number, word in enumerate(
        _in_order(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
}
"""“First” to “twentieth”."""

CLASSES: dict[str, str] = {
    "D": "today tomorrow yesterday tonight",
    "P": "morning afternoon evening night noon midday lunchtime dawn midnight midafternoon",
    "U": "day week month quarter year weekend fortnight",
    "V": "days weeks months quarters years fortnights",
    "u": "hour hours hrs",
    "L": "last latest",
    "A": "past",
    "B": "previous preceding prior",
    "N": "next",
    "C": "coming upcoming",
    "F": "following ensuing",
    "T": "this",
    "G": "current",
    "t": "that",
    "s": "same",
    "g": "ago",
    "e": "earlier later",
    "b": "before after",
    "E": "early late mid",
    "Z": "end beginning start close rest remainder middle turn",
    "O": "of",
    "i": "in over during throughout",
    "I": "within",
    "j": "on",
    "R": "to through until till thru",
    "v": "from between since",
    "K": "and or",
    "a": "a an",
    "l": "the",
    "Q": "fiscal financial",
    "J": "working business",
    "5": "new",
    "6": "half",
    "X": "spring summer autumn fall winter",
    "p": "period",
    "k": " ".join([*_ONES[1:], *_TENS, "hundred"]),
    "f": " ".join(ORDINALS),
    "y": "time",
}
"""What each letter stands for; the classes made below from digits and capitals come on top.

`W` weekday, `w` its short form, `M` month, `m` month that is a word too (“May”),
`d` a number up to 31, `n` a larger one, `Y` four digits, `'` a short year
(“’98”), `o` “14th”, `S` a date in digits (“2021-03-14”), `4` “Q3”, `9` “9/11”, `H` a
holiday, `c` comma, `z` full stop, `h` hyphen or dash, `q` “’s”, `x` any other
word and `-` any other mark.
"""

_BY_WORD = {word: code for code, words in CLASSES.items() for word in words.split()}
_MARKS = {
    ",": "c",
    ".": "z",
    "-": "h",
    "–": "h",
    "—": "-",
    "'s": "q",
    "’s": "q",
    "'": "q",
    "’": "q",
}
_CAPITALISED = {
    **dict.fromkeys(_WEEKDAYS, "W"),
    **dict.fromkeys(["mon", "tue", "wed", "thu", "fri", "sat", "sun", "tues", "weds"], "w"),
    **dict.fromkeys(["thur", "thurs"], "w"),
    **dict.fromkeys([*_MONTHS, *_SHORT_MONTHS, "sept"], "M"),
    **dict.fromkeys(["may", "march", "mar", "jan"], "m"),
}
# A word keeps its negation (“won't”), a number its ordinal ending, its decimals
# and its thousands, so that no part of “1,998” or “19.98” is a year.
_TOKEN = re.compile(
    r"[Qq][1-4]\b|[^\W\d_]+(?:['’]t\b)?"
    r"|\d{4}-\d\d-\d\d(?:T[\d:.Z+-]*|(?!\d))|\d{1,2}-\d{1,2}-(?:\d{4}|\d\d)(?!\d)"
    r"|\d+(?:[/.:]\d+|,\d{3}(?!\d))*(?:(?:st|nd|rd|th|s|['’]s)\b)?[^\W\d_]*"
    r"|['’](?:s\b|\d\ds?\b)"
    r"|[^\s\w]|_+"
)
_ISO = re.compile(r"[12]\d{3}-\d\d-\d\d(?:T[\d:.Z+-]*)?")
_DIGITS = re.compile(r"\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d\d)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: as written, in lower case, where they begin, and their classes.

    All have one entry a word; `codes` is a string of one letter a word.
    `holidays` has the name of each holiday by the index of its first word.
    """

    written: list[str]
    lower: list[str]
    starts: list[int]
    codes: str
    holidays: dict[int, tuple[str, ...]]

    def end(self, index: int) -> int:
        """The code point after the word at `index`."""
        return self.starts[index] + len(self.written[index])

    def capital(self, index: int) -> bool:
        """Whether there is a word at `index` that begins with a capital."""
        return 0 <= index < len(self.written) and self.written[index][:1].isupper()


def classify(text: str, paragraphs: Sequence[Span]) -> Words:
    """The words of these paragraphs in order, each paragraph followed by a `BREAK`."""
    written: list[str] = []
    lower: list[str] = []
    starts: list[int] = []
    codes: list[str] = []
    opened: list[int] = []
    for paragraph in paragraphs:
        for found in _TOKEN.finditer(text, paragraph.start, paragraph.end):
            word = found.group()
            low, code, opens_holiday = _classified(word)
            if opens_holiday:
                opened.append(len(written))
            written.append(word)
            lower.append(low)
            starts.append(found.start())
            codes.append(code)
        written.append("")
        lower.append("")
        starts.append(paragraph.end)
        codes.append(BREAK)
    named: dict[int, tuple[str, ...]] = {}
    for index in opened:
        name, end = _holiday(lower, index)
        if name:
            codes[index:end] = ["H"] + ["_"] * (end - index - 1)
            named[index] = name
    return Words(written, lower, starts, "".join(codes), named)


@lru_cache(maxsize=1 << 16)
def _classified(word: str) -> tuple[str, str, bool]:
    """A word in lower case, its class, and whether a holiday's name may begin with it."""
    low = word.lower()
    capital = word[0].isupper()
    if low in _BY_WORD:
        code = _BY_WORD[low]
    elif low in _CAPITALISED:
        code = _CAPITALISED[low] if capital else "x"
    elif word[0].isalpha():
        code = "4" if word[-1].isdecimal() else "x"
    else:
        code = _MARKS.get(word) or _of_digits(word)
    return low, code, capital and low in first_words()


def _holiday(lower: Sequence[str], index: int) -> tuple[tuple[str, ...], int]:
    """The longest name of a holiday that begins at `index`, and where it ends; or no name."""
    known = holidays()
    name: list[str] = []
    best: tuple[tuple[str, ...], int] = ((), index)
    for at in range(index, min(index + 7, len(lower))):
        word = lower[at]
        if word in ("'s", "’s") and name:
            name[-1] += "s"
        elif word in ("'", "’") or (word == "." and name == ["st"]):
            continue
        else:
            name.append("st" if word == "saint" else word)
            if tuple(name) in known:
                best = (tuple(name), at + 1)
    return best


def _of_digits(word: str) -> str:
    """The class of a token that begins with a digit or an apostrophe, or `-` for a mark."""
    if word[0] in "'’":
        return "'" if len(word) == 3 else "x"
    if not word[0].isdecimal():
        return "-"
    if word == "9/11":
        return "9"
    if word.isdecimal() and word.isascii():
        if len(word) > 4:
            return "x"
        number = int(word)
        if len(word) == 4:
            return "Y" if 1000 <= number < 2200 else "n"
        return "d" if 1 <= number <= 31 and len(word) <= 2 else "n"
    if len(word) <= 4 and word[-2:].lower() in ("st", "nd", "rd", "th"):
        return "o" if word[:-2].isdecimal() and 1 <= int(word[:-2]) <= 31 else "x"
    if len(word) <= 32 and (_ISO.fullmatch(word) or _DIGITS.fullmatch(word)):
        return "S"
    return "x"


def number_of(word: str) -> int | None:
    """The number that a word or its digits give: “28”, “14th”, “third”, “a”."""
    if word in NUMBERS:
        return NUMBERS[word]
    if word in ORDINALS:
        return ORDINALS[word]
    digits = word.rstrip("sthndr")
    return int(digits) if digits.isdecimal() and len(digits) <= 4 else None
