"""Which names stand for the same party in another article, and which only in their own."""

import re
import unicodedata
from functools import lru_cache

from onrecord.record import PartyKind

_POSSESSIVE = re.compile(r"(?<=\w)[’'`´]s\b|(?<=s)[’'](?=\W|$)")
_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "mr mrs ms miss mx sir dame dr doctor prof professor rt hon the right honourable honorable "
    "rev reverend canon lord lady baroness baron viscount judge justice president senator sen rep "
    "representative congressman congresswoman governor gov secretary minister mp mep msp qc kc "
    "cbe obe mbe dbe kbe qpm pc general gen admiral adm colonel col lieutenant lt major captain "
    "capt sergeant sgt chief inspector superintendent commissioner constable mayor councillor "
    "cllr ambassador former ex"
)
"""Words before or after a person's name that are no part of it."""

_GENERIC = _words(
    "the a an its his her their our this that company firm council government ministry minister "
    "department police force court committee commission board agency inspectorate union party "
    "parliament assembly house office spokesman spokeswoman spokesperson hospital school "
    "university watchdog regulator authority mayor president secretary chairman chair leader "
    "report panel inquiry group team members residents officials families city town county state "
    "post times news paper"
)
"""Words that name nobody by themselves: “the Council” is another one in the next town."""

_LONGEST = 300


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """How names are compared: case, accents, punctuation and a possessive do not count.

    >>> name_key("The  Rivers & Dams Inspectorate’s")
    'the rivers dams inspectorate'
    """
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.replace(".", "")))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(_WORD.findall(letters.casefold()))[:_LONGEST]


def shared_key(name: str, kind: PartyKind) -> str | None:
    """The key under which a name stands for one party in all articles, None where it does not.

    A person needs two names, a body or an office one that is more than its
    kind; a group (“residents”) is never known beyond its article.

    >>> shared_key("Dr Ewan Tulloch", PartyKind.PERSON)
    'ewan tulloch'
    >>> shared_key("Ms Moll", PartyKind.PERSON), shared_key("the Council", PartyKind.BODY)
    (None, None)
    >>> shared_key("Brackenford Town Council", PartyKind.BODY)
    'brackenford town council'
    """
    if kind is PartyKind.GROUP or not any(one[0].isupper() for one in name.split()[-2:]):
        return None
    words = name_key(name).split()
    if kind is PartyKind.PERSON:
        words = _without_titles(words)
        return " ".join(words) if len(words) > 1 and not _describes(name) else None
    words = [word for word in words if word != "the"]
    return " ".join(words) if any(word not in _GENERIC for word in words) else None


def _describes(name: str) -> bool:
    """Whether it is a description: “spokeswoman for Tarnvale Water”, “Dam chief”."""
    return any(one[0].islower() and one not in _PARTICLES for one in name.split())


_PARTICLES = _words("de da di del della der den van von la le el al bin ibn of y e")


def _without_titles(words: list[str]) -> list[str]:
    first, last = 0, len(words)
    while first < last - 1 and words[first] in _TITLES:
        first += 1
    while last > first + 1 and words[last - 1] in _TITLES:
        last -= 1
    return words[first:last]
