"""Names made comparable: two spellings of one name have the same key.

Nothing here guesses: “Dept of Health” and “Department of Health” are one
spelling apart, “Health Department” is another name and stands in the directory
or does not.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_POSSESSIVE = re.compile(r"(?<=\w)[’'`´]s\b|(?<=s)[’'](?=\W|$)")
_DOTTED = re.compile(r"(?<=[^\W\d_])\.")
_WORD = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r"\S+")

_PAIRS = {
    ("her", "majesty"): "hm",
    ("his", "majesty"): "hm",
    ("h", "m"): "hm",
    ("united", "states"): "us",
    ("u", "s"): "us",
    ("united", "kingdom"): "uk",
    ("u", "k"): "uk",
}
_SECONDS = frozenset(second for _, second in _PAIRS)
_WORDS = {"dept": "department", "govt": "government", "majestys": "majesty", "usa": "us"}


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is written as running text.

    >>> sorted(words_of("tarn brack"))
    ['brack', 'tarn']
    """
    return frozenset(text.split())


_TITLES = words_of(
    "mr mrs ms miss mx sir dame dr doctor prof professor rt hon the right honourable honorable "
    "rev reverend lord lady baroness baron viscount judge justice president senator sen rep "
    "representative congressman congresswoman governor gov secretary minister mp mep msp qc kc "
    "cbe obe mbe dbe kbe qpm pc general gen admiral adm colonel col lieutenant lt major captain "
    "capt sergeant sgt chief inspector superintendent commissioner constable mayor councillor "
    "cllr ambassador former ex"
)
"""Words that stand before or after a person's name and are no part of it.

“Jr” is not among them: it tells a son from his father.
"""


class Word(NamedTuple):
    """A word of a text as it is compared, and whether it is written with a capital or figure."""

    plain: str
    surface: str
    capital: bool


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """The form under which spellings of one name meet.

    >>> key("Her Majesty’s Inspectorate of Constabulary") == key("the H.M. Inspectorate of "
    ...                                                          "Constabulary")
    True
    >>> key("U.S. Dept. of Water & Power’s")
    'us department of water and power'
    """
    return " ".join(_words(name))


@lru_cache(maxsize=1 << 14)
def person_key(name: str) -> str:
    """The key of a person's name without titles and honours before and after it.

    >>> person_key("Rt Hon Dame Ada Moss MP")
    'ada moss'
    >>> person_key("Sir Moss")
    'moss'
    """
    words = _words(name)
    first, last = 0, len(words)
    while first < last - 1 and words[first] in _TITLES:
        first += 1
    while last > first + 1 and words[last - 1] in _TITLES:
        last -= 1
    return " ".join(words[first:last])


def short_person_key(full: str) -> str | None:
    """The key without middle names and initials, None where there are none.

    >>> short_person_key("ada j moss")
    'ada moss'
    >>> short_person_key("ada moss jr") is None
    True
    """
    words = full.split()
    inner = [word for word in words[1:-1] if len(word) > 1]
    if len(inner) == len(words) - 2 or len(words) < 3:
        return None
    return " ".join((words[0], *inner, words[-1]))


def same_initials(surface: str, acronym: str) -> bool:
    """Whether `surface` is this acronym in the case that it is written in, dots or none.

    >>> same_initials("W.H.O.", "WHO"), same_initials("who", "WHO"), same_initials("DFE", "DfE")
    (True, False, True)
    """
    bare = surface.replace(".", "").strip()
    bare = _POSSESSIVE.sub("", bare)
    return bare in (acronym, acronym.upper())


def words_of_text(text: str) -> list[Word]:
    """The words of running text, cut and folded as `key` does with names.

    >>> [word.plain for word in words_of_text("The Met’s officers, U.S. visitors")]
    ['the', 'met', 'officers', 'us', 'visitors']
    """
    found: list[Word] = []
    for surface in _CHUNK.findall(text):
        for word in _chunk(surface):
            joined = None
            if word.plain in _SECONDS and found:
                joined = _PAIRS.get((found[-1].plain, word.plain))
            if joined:
                before = found.pop()
                found.append(Word(joined, f"{before.surface} {surface}", before.capital))
            else:
                found.append(word)
    return found


def _words(name: str) -> list[str]:
    words = _fold(name)
    if len(words) > 1:
        at = 0
        while at < len(words) - 1:
            joined = _PAIRS.get((words[at], words[at + 1]))
            if joined:
                words[at : at + 2] = [joined]
            at += 1
        if words[0] == "the" and len(words) > 1:
            del words[0]
    return words


@lru_cache(maxsize=1 << 16)
def _chunk(surface: str) -> tuple[Word, ...]:
    """The words of a stretch without spaces; articles use few of them again and again."""
    bare = surface.lstrip("“”‘’\"'([—–-")
    capital = bool(bare) and (bare[0].isupper() or bare[0].isdigit())
    return tuple(Word(plain, surface, capital) for plain in _fold(surface))


def _fold(name: str) -> list[str]:
    name = name.casefold()
    if not name.isascii():
        folded = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in folded if not unicodedata.combining(letter))
    if "'" in name or "’" in name or "`" in name or "´" in name:
        name = _POSSESSIVE.sub("", name)
        name = name.replace("'", "").replace("’", "")
    if "." in name:
        name = _DOTTED.sub("", name)
    if "&" in name:
        name = name.replace("&", " and ")
    return [_WORDS.get(word, word) for word in _WORD.findall(name)]
