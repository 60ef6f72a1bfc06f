"""What a date hangs on: the day of publication, the date named last, the verbs around it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.understand.date_tense import Tense, tense_at
from onrecord.understand.date_values import Meaning
from onrecord.understand.date_words import Words, number_of


@dataclass(slots=True)
class Setting:
    """What is known where an expression stands.

    `published` is the day it is counted from; `named` the date named last, which
    ends before the word at `named_end`; `quarter` the quarter spoken of, in a
    report on a company's or a country's figures (`finance`), and `quarter_named` the
    one named last, be it only to compare.  `forward` is true
    for due dates, which lie ahead whatever the verb.  `day_first` tells how the
    article writes dates in digits, where it shows it.  `country` (ISO 3166) is whose
    holidays no working day falls on.
    """

    published: date | None
    named: Meaning | None = None
    named_end: int = -1
    quarter: Meaning | None = None
    quarter_named: Meaning | None = None
    finance: bool = False
    forward: bool = False
    day_first: bool | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of words that a rule of the grammar fits, with its named parts."""

    words: Words
    match: "re.Match[str]"
    setting: Setting

    @property
    def first(self) -> int:
        """The index of its first word."""
        return self.match.start()

    @property
    def last(self) -> int:
        """The index after its last word."""
        return self.match.end()

    def has(self, part: str) -> bool:
        """Whether the part is there."""
        return part in self.match.re.groupindex and self.match.start(part) >= 0

    def word(self, part: str) -> str:
        """The first word of a part in lower case, “” where the part is absent."""
        return self.words.lower[self.match.start(part)] if self.has(part) else ""

    def code(self, part: str) -> str:
        """The classes of a part's words."""
        return self.match[part] if self.has(part) else ""

    def number(self, part: str) -> int | None:
        """The number that a part gives; “twenty-one” is three words."""
        if not self.has(part):
            return None
        total = 0
        for at in range(self.match.start(part), self.match.end(part)):
            value = number_of(self.words.lower[at])
            if value is not None:
                total += value
            elif self.words.codes[at] not in "hKz":
                return None
        return total

    def before(self, distance: int = 1) -> str:
        """The word that many before, in lower case; “” at the start of a paragraph."""
        at = self.first - distance
        return self.words.lower[at] if at >= 0 else ""

    def after(self) -> str:
        """The word after, in lower case."""
        return self.words.lower[self.last] if self.last < len(self.words.lower) else ""

    def tense(self) -> Tense:
        """Whether it lies ahead, by the verbs around; a due date always does."""
        if self.setting.forward:
            return Tense.FUTURE
        return tense_at(self.words, self.first, self.last)


@dataclass(frozen=True, slots=True)
class Blocked:
    """What a rule gives for words that look like a date and name none of ours: “spring 1998”.

    `ends_quarter` is true where a report on figures goes over from a quarter to
    a longer stretch: “for the nine months”.
    """

    ends_quarter: bool = False


Reader = Callable[[Found], Meaning | Blocked | None]
"""What an expression means; None where the rule does not hold after all."""
