"""What tells a text apart: the stems of its words, its names and its numbers.

Names are found by their capitals alone, so that places count as well as
parties, and are kept word by word: “Wren Harbour Council” and “the Harbour
Council” share two of three.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.link.frequencies import NAME, NUMBER, TERM
from onrecord.link.names import words_of
from onrecord.record import Span

STOP_WORDS = words_of(
    "a about above after again against all also although am among an and another any are as at "
    "be became because been before being below between both but by can cannot come could did do "
    "does doing done down during each either else even ever every few for from further get go "
    "got had has have having he her here hers him himself his how however i if in into is it its "
    "itself just last least less like likely made make many may me might more most much must my "
    "near neither new no nor not now of off often on once one only onto or other others our out "
    "over own per rather said same say says saying she should since so some still such than that "
    "the their theirs them themselves then there therefore these they this those though through "
    "to told too toward under until up upon us very was we were what when where whether which "
    "while who whom whose why will with within without would yet you your yours mr mrs ms dr sir "
    "dont didnt doesnt isnt wasnt wont cant couldnt havent hasnt hadnt im ive id youre theyre "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov "
    "dec today yesterday tomorrow tonight published updated gmt edt est pm et"
)
"""Words that tell nothing apart; days and months count as dates, not as words."""

_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        (
            "two second",
            "three third",
            "four fourth",
            "five fifth",
            "six sixth",
            "seven seventh",
            "eight eighth",
            "nine ninth",
            "ten tenth",
            "eleven eleventh",
            "twelve twelfth",
        ),
        start=2,
    )
    for word in words.split()
}
_WORD = re.compile(r"\d[\d,.]*\d|\d+|[^\W\d_]+(?:[’'][^\W\d_]+)*")
_BREAK = re.compile(r"[.!?…:;][\"”’')\]]*\s+|[\n“”\"|•(\[]")
_POSSESSIVE = re.compile(r"[’']s?$")
_FEW = 4
"""A line of fewer long words is too short to tell a headline's capitals from a name's."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, how it is compared, and whether its capital makes it a name."""

    key: str
    at: int
    surface: str
    opens: bool
    titled: bool

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.surface[0].isupper()


@dataclass(slots=True)
class Telling:
    """What was counted in a text: stems of words, words of names, numbers.

    `phrases` are two neighbours of any of these, as keys (“n:tarn n:bridge”).
    """

    terms: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    phrases: Counter[str] = field(default_factory=Counter)


def words_in(text: str, spans: Iterable[Span]) -> list[Word]:
    """The words of these stretches of a text, in order, with what their capitals may mean.

    >>> [(word.key, word.opens) for word in words_in("Fire hit Tarn. It burned.", [Span(0, 25)])]
    [('fire', True), ('hit', False), ('tarn', False), ('it', True), ('burned', False)]
    """
    found: list[Word] = []
    for span in spans:
        stretch = text[span.start : span.end]
        titled = _is_titled(stretch)
        opening = {match.end() for match in _BREAK.finditer(stretch)} | {0}
        last = 0
        for match in _WORD.finditer(stretch):
            surface = match.group()
            opens = any(place in opening for place in range(last, match.start() + 1))
            last = match.end()
            key = _plain(surface)
            if key:
                found.append(Word(key, span.start + match.start(), surface, opens, titled))
    return found


def names_among(words: Iterable[Word], ordinary: Container[str] = ()) -> frozenset[str]:
    """The keys that are names here: capital inside a sentence, and no ordinary word.

    What stands only at the opening of sentences or in a headline is a name
    where `ordinary`, the stems of words known in small letters, does not hold it.

    >>> sorted(names_among(words_in("Fire hit Tarn. Moss fled.", [Span(0, 25)]), {stem("fire")}))
    ['moss', 'tarn']
    """
    small: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    other: set[str] = set()
    for word in words:
        if not word.surface[0].isalpha():
            continue
        if not word.capital:
            small[word.key] += 1
        elif word.opens or word.titled:
            other.add(word.key)
        else:
            inside[word.key] += 1
    sure = {key for key, count in inside.items() if count > small[key]}
    unsure = {key for key in other if not small[key] and stem(key) not in ordinary}
    return frozenset(key for key in sure | unsure if key not in STOP_WORDS and len(key) > 1)


def tell(words: Iterable[Word], names: frozenset[str]) -> Telling:
    """Counts of the stems, names, numbers and phrases of these words.

    >>> words = words_in("Fire hit Tarn Bridge in 12 places.", [Span(0, 34)])
    >>> sorted(tell(words, names_among(words, {"fire"})).phrases)
    ['#:12 t:plac', 'n:bridge #:12', 'n:tarn n:bridge', 't:fire t:hit', 't:hit n:tarn']
    """
    told = Telling()
    before = None
    for word in words:
        if word.opens:
            before = None
        if word.key in STOP_WORDS:
            continue
        if word.key in names and word.capital:
            prefix, key, counts = NAME, word.key, told.names
        elif word.key[0].isdigit() or word.key in _NUMBERS:
            prefix, key, counts = NUMBER, _NUMBERS.get(word.key, word.key), told.numbers
        elif len(word.key) > 1:
            prefix, key, counts = TERM, stem(word.key), told.terms
        else:
            continue
        counts[key] += 1
        after = f"{prefix}{key}"
        if before:
            told.phrases[f"{before} {after}"] += 1
        before = after
    return told


_ENDINGS = (
    ("isations", "is"), ("isation", "is"), ("izations", "is"), ("ization", "is"),
    ("ational", "at"), ("ations", "at"), ("ation", "at"), ("ators", "at"), ("ator", "at"),
    ("ities", ""), ("ments", ""), ("ment", ""), ("ness", ""), ("ingly", ""), ("edly", ""),
    ("ises", "is"), ("ised", "is"), ("ising", "is"), ("ize", "is"), ("izes", "is"),
    ("ized", "is"), ("izing", "is"), ("ise", "is"),
    ("ates", "at"), ("ated", "at"), ("ating", "at"), ("ate", "at"),
    ("ions", ""), ("ion", ""), ("ity", ""), ("ings", ""), ("ing", ""), ("ies", "y"),
    ("ied", "y"), ("ers", ""), ("ed", ""), ("er", ""), ("ly", ""), ("es", ""), ("s", ""),
    ("e", ""),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without its ending, at least three letters: what its forms share.

    >>> {stem(word) for word in ("investigate", "investigates", "investigation")}
    {'investigat'}
    >>> stem("riots"), stem("rioting"), stem("police"), stem("bus")
    ('riot', 'riot', 'polic', 'bus')
    """
    if len(word) < 5:
        return (
            word[:-1] if len(word) == 4 and word.endswith("s") and word[-2] not in "sui" else word
        )
    for ending, kept in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            if ending == "s" and word[-2] in "su":
                return word
            short = word[: len(word) - len(ending)] + kept
            double = len(short) > 3 and short[-1] == short[-2] and short[-1] in "bdgmnprt"
            return short[:-1] if double else short
    return word


def _is_titled(line: str) -> bool:
    """Whether most words of a line have capitals, as headlines of some outlets do."""
    long = [word for word in _WORD.findall(line) if len(word) > 3 and word[0].isalpha()]
    return len(long) >= _FEW and sum(word[0].isupper() for word in long) > 0.6 * len(long)


@lru_cache(maxsize=1 << 16)
def _plain(surface: str) -> str:
    if surface[0].isdigit():
        return surface.replace(",", "").rstrip(".")
    return re.sub("[’']", "", _POSSESSIVE.sub("", surface)).casefold()
