"""Names out of a byline: “By Marta Ilves and Jon Arbo in Torhavn” names two."""

import re

_BY = re.compile(
    r"^(?:(?:written |words |reported |posted |story |analysis )?by:?|from|author:?)\s+", re.I
)
_ROLE = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|writers?|columnists?|journalists?|bureau|staff|"
    r"newsroom|desk|contributors?|producers?|agenc(?:y|ies)|agency reporter|news|team|admin"
    r"|political|politics|"
    r"business|published|updated|chief|senior)\b",
    re.I,
)
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+\.\S+|@\w+")
_APART = re.compile(r"\s*(?:,|;|\||/|&|•|·|\band\b|\bfor\b|\s[-–—]\s|\bin [A-Z])\s*")


def names_in(byline: str, outlet: str | None = None) -> tuple[str, ...]:
    """The persons' names in a byline, in order, without roles, places, addresses and the outlet.

    >>> names_in("By Ada Moss and Tom Reed, Harbour Correspondents")
    ('Ada Moss', 'Tom Reed')
    """
    words = _BY.sub("", _ADDRESS.sub(" ", " ".join(byline.split())).strip())
    own = _word_set(outlet or "")
    names = []
    for part in _APART.split(words):
        name = _BY.sub("", part).strip(" .:-")
        if not 1 <= len(name.split()) <= 5 or not name[:1].isupper() or any(map(str.isdigit, name)):
            continue
        if _ROLE.search(name) or (own and _word_set(name) <= own | {"the", "staff", "com"}):
            continue
        names.append(name)
    return tuple(names)


def _word_set(value: str) -> set[str]:
    return set(re.findall(r"\w+", value.lower()))
