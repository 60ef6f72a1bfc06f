"""What a reader types into the search field, for either database.

`siren inquiry` finds what holds both words, in any of their forms;
`"gate log"` just these words in a row; `inspec*` words that begin so; `-draft`
leaves out what holds the word.
"""

import re
import unicodedata
from dataclasses import dataclass

_PIECE = re.compile(r'(-?)(?:["“”„]([^"“”„]*)["“”„]?|(\S+))')
_MARKS = re.compile(r"[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")

_SHORTEST_TO_BEND = 4
"""Letters from which a word is looked for in its other forms too: “gate”, not “act”."""
_SHORTEST_STEM = 3
_MOST_PIECES = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row, each in one or several forms; `prefix`: the last one only begins so."""

    words: tuple[tuple[str, ...], ...]
    prefix: bool = False
    without: bool = False


def pieces(typed: str) -> list[Piece]:
    """The pieces of a query, of which all must be found.

    >>> pieces('inspec* “gate log”')
    [Piece(words=(('inspec',),), prefix=True, without=False), \
Piece(words=(('gate',), ('log',)), prefix=False, without=False)]
    """
    found = []
    for minus, phrase, word in _PIECE.findall(typed)[:_MOST_PIECES]:
        words = _plain(phrase or word)
        if not words:
            continue
        prefix = bool(word) and word.endswith("*")
        bends = bool(word) and not prefix and len(words) == 1
        forms = tuple(_forms(one) if bends else (one,) for one in words)
        found.append(Piece(forms, prefix, bool(minus)))
    return found


def for_sqlite(query: list[Piece]) -> str | None:
    """The query as FTS5 reads it; None where nothing is asked for.

    >>> for_sqlite(pieces("act -draft*"))
    '("act") NOT ("draft" *)'
    """
    wanted = [_sqlite(one) for one in query if not one.without]
    unwanted = [_sqlite(one) for one in query if one.without]
    if not wanted:
        return None
    return " NOT ".join([" AND ".join(wanted) if len(wanted) == 1 else f"({' AND '.join(wanted)})",
                         *unwanted])  # fmt: skip


def for_postgresql(query: list[Piece]) -> str | None:
    """The query as a `tsquery`; None where nothing is asked for.

    >>> for_postgresql(pieces('act "gate log" -draft*'))
    "'act' & ('gate' <-> 'log') & !('draft':*)"
    """
    if not any(not one.without for one in query):
        return None
    return " & ".join(("!" if one.without else "") + _postgresql(one) for one in query)


def _sqlite(piece: Piece) -> str:
    if len(piece.words) == 1:
        return "(" + " OR ".join(f'"{one}"' for one in piece.words[0]) + _star(piece, " *") + ")"
    return '("' + " ".join(one[0] for one in piece.words) + '"' + _star(piece, " *") + ")"


def _postgresql(piece: Piece) -> str:
    if len(piece.words) == 1 and len(piece.words[0]) == 1 and not piece.prefix:
        return f"'{piece.words[0][0]}'" if not piece.without else f"('{piece.words[0][0]}')"
    if len(piece.words) == 1:
        return "(" + " | ".join(f"'{one}'" for one in piece.words[0]) + _star(piece, ":*") + ")"
    return "(" + " <-> ".join(f"'{one[0]}'" for one in piece.words) + _star(piece, ":*") + ")"


def _star(piece: Piece, star: str) -> str:
    return star if piece.prefix else ""


def _plain(text: str) -> list[str]:
    """The words of a text as the indexes hold them."""
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFD", text.lower())))


def _forms(word: str) -> tuple[str, ...]:
    """The word and what English makes of it; what is no word finds nothing.

    >>> "published" in _forms("publish"), "inquiries" in _forms("inquiry")
    (True, True)
    """
    if len(word) < _SHORTEST_TO_BEND or not word.isalpha():
        return (word,)
    forms = {word}
    for stem in _stems(word):
        forms |= {stem, f"{stem}s", f"{stem}ed", f"{stem}ing"}
        if stem.endswith("e"):
            forms |= {f"{stem}d", f"{stem[:-1]}ing"}
        if stem.endswith(("s", "x", "z", "ch", "sh")):
            forms.add(f"{stem}es")
        if stem.endswith("y"):
            forms |= {f"{stem[:-1]}ies", f"{stem[:-1]}ied"}
    return tuple(sorted(forms))


def _stems(word: str) -> set[str]:
    stems = {word}
    if word.endswith(("ies", "ied")):
        stems.add(f"{word[:-3]}y")
    elif word.endswith(("ses", "xes", "zes", "ches", "shes")):
        stems |= {word[:-2], word[:-1]}
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 4:
        stems.add(word[:-1])
    elif word.endswith("ed"):
        stems |= {word[:-2], word[:-1]}
    elif word.endswith("ing"):
        stems |= {word[:-3], f"{word[:-3]}e"}
    return {stem for stem in stems if len(stem) >= _SHORTEST_STEM}
