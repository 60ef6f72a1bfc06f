"""Names out of a byline: “By Marta Ilves and Jon Arbo in Torhavn” names two."""

import re

_BY = re.compile(r"\s*(?:words\s+)?by:?\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|&|\||\band\b)\s*")
_PLACE = re.compile(r"\s+in\s+[A-Z].*$")


def names_in(byline: str) -> tuple[str, ...]:
    """The names of a byline in order.

    >>> names_in("By Marta Ilves and Jon Arbo in Torhavn")
    ('Marta Ilves', 'Jon Arbo')
    """
    words = _PLACE.sub("", _BY.sub("", byline, count=1).strip())
    return tuple(name for name in _AND.split(words) if name)
