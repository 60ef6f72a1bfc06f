"""Whether the words around a date speak of what was or of what is to come.

“The court ruled Tuesday” and “the court will rule Tuesday” mean different
days.  The nearest verb that shows its tense decides, in the sentence and before
the date rather than after it; a date that opens its sentence looks ahead.
"""

from enum import Enum

from onrecord.understand.date_words import Words
from onrecord.understand.lexicon import words_of

_REACH = 14
"""How many words away a verb may stand."""

_FUTURE = words_of(
    "will shall won't won’t ll must expected scheduled due slated upcoming expects expecting "
    "payable pending if unless deadline until tomorrow plans plan intends hopes aims"
)
# “The board meets Tuesday”: the present tense of what is arranged.
_ARRANGED = words_of("begins starts opens expires resumes meets meet")
_PAST = words_of(
    "was were had did said told went came took made gave got saw found left met began ran held "
    "kept led felt fell rose grew won lost sold bought brought thought sent spent put cut hit "
    "shot struck broke spoke wrote drove flew drew threw knew became stood fought caught taught "
    "sought paid laid heard read since ago last earlier didn't wasn't weren't hadn't didn’t "
    "wasn’t weren’t hadn’t"
)
_NO_VERB = words_of(
    "need indeed speed seed red bed hundred feed wed bred breed exceed proceed succeed united "
    "agreed-to limited aged so-called ted fred"
)
_LEADS_ON = words_of(
    "is are was were be been going agreed wants want hoping ready supposed ordered asked invited "
    "decided voted about planned set hoped need needs"
)
_BE = frozenset(["be"])
_SETTLED = frozenset(["set", "planned", "fixed", "timed", "booked"])
_MARKS = frozenset('?!;“”"')
_POSSIBLE = frozenset(["would", "should", "could", "may", "might"])
_COULD = frozenset(["could", "couldn't", "couldn’t", "can", "can't", "can’t", "cannot"])
_PRESENT = frozenset(["is", "are", "been", "and"])


class Tense(Enum):
    """What the nearest verb tells.

    `TO_COME_THEN` lay ahead when somebody spoke, and may since have passed: “he
    was to leave late Tuesday”, “she would meet them Friday”.
    """

    PAST = "past"
    FUTURE = "future"
    TO_COME_THEN = "to come then"
    UNTOLD = "untold"


def tense_at(words: Words, first: int, last: int) -> Tense:
    """The tense around the words from `first` to `last` (exclusive)."""
    start, end = _sentence(words, first, last)
    before = [_shows(words, at) for at in range(first - 1, start - 1, -1)]
    after = [_shows(words, at) for at in range(last, end)]
    opens = first - start <= 1
    for shown in (*after, *before) if opens else (*before, *after):
        if shown is not Tense.UNTOLD:
            return shown
    return Tense.UNTOLD


def _sentence(words: Words, first: int, last: int) -> tuple[int, int]:
    """Where the sentence around the words begins and ends, at most `_REACH` words off."""
    start, end = first, last
    while start > 0 and first - start < _REACH and not _parts(words, start - 1):
        start -= 1
    while end < len(words.codes) and end - last < _REACH and not _parts(words, end):
        end += 1
    return start, end


def _parts(words: Words, at: int) -> bool:
    """Whether a sentence ends with the word at `at`."""
    code = words.codes[at]
    if code in "0":
        return True
    if words.written[at] in _MARKS or words.lower[at] == "because":
        return True
    if code != "z":
        return False
    short = at > 0 and (len(words.written[at - 1]) <= 4 and words.capital(at - 1))
    return words.capital(at + 1) and not short


def _shows(words: Words, at: int) -> Tense:
    """The tense that the word at `at` shows by itself and the word before it."""
    word = words.lower[at]
    before = words.lower[at - 1] if at > 0 else ""
    then = Tense.TO_COME_THEN if before in ("was", "were", "had") else Tense.FUTURE
    if word in _POSSIBLE and words.codes[at] == "x":
        return Tense.TO_COME_THEN
    if (word == "as" and before in ("early", "soon")) or (
        word.endswith("ing") and before in ("is", "are")
    ):
        return Tense.FUTURE
    if word in _FUTURE or word in _ARRANGED:
        return Tense.UNTOLD if words.capital(at) and words.capital(at - 1) else then
    if word == "of" and before == "ahead":
        return Tense.FUTURE
    if word == "to" and before in _LEADS_ON:
        return _leading(words, at - 1)
    is_past = word in _PAST or (word.endswith("ed") and word not in _NO_VERB)
    if not is_past or words.capital(at):
        return Tense.UNTOLD
    if before in _BE:
        # “Could not be reached Friday” is past; “will be held Friday” and “to be held” are not.
        return Tense.UNTOLD if _could(words, at - 2) else Tense.FUTURE
    if word in _SETTLED and before in _PRESENT:
        return Tense.FUTURE
    return Tense.PAST


def _could(words: Words, at: int) -> bool:
    return any(words.lower[back] in _COULD for back in range(max(0, at - 4), at + 1))


def _leading(words: Words, at: int) -> Tense:
    """The tense of what leads on by “to”: “is to”, “was going to”."""
    around = (words.lower[at], words.lower[at - 1] if at > 0 else "")
    past = "was" in around or "were" in around or "had" in around
    return Tense.TO_COME_THEN if past else Tense.FUTURE
