"""The ways in which a name is told to stand for an entry, and how sure each of them is.

The scores are set by hand, not learnt: they order the ways, and whoever reads a
record can see which was taken.  `bench/directory.py` measures how often a name
finds the right body.
"""

from enum import StrEnum

from onrecord.record import NameKind

LEAST = 0.75
"""What scores less is not put on record."""

TIE = 0.1
"""Two entries this close in score both fit."""


class Rule(StrEnum):
    """Why an entry was taken; the value stands in the JSON."""

    HANDLE = "handle"
    NAME = "name"
    FORMER_NAME = "former name"
    OLD_NAME = "old name, still used"
    ACRONYM = "acronym"
    SHARED_NAME = "shared name, country named"
    SHORT_NAME = "short name, body named"
    OFFICE = "office"
    HOLDER = "holder of the office on the day"
    SURNAME_AND_POST = "surname and post"
    FULL_NAME_AND_POST = "full name and post"
    FULL_NAME_AND_BODY = "full name and body"
    FULL_NAME = "full name, the only one"


SCORES: dict[Rule, float] = {
    Rule.HANDLE: 0.97,
    Rule.NAME: 0.98,
    Rule.FORMER_NAME: 0.95,
    Rule.OLD_NAME: 0.9,
    Rule.ACRONYM: 0.9,
    Rule.SHARED_NAME: 0.88,
    Rule.SHORT_NAME: 0.85,
    Rule.OFFICE: 0.95,
    Rule.HOLDER: 0.9,
    Rule.SURNAME_AND_POST: 0.9,
    Rule.FULL_NAME_AND_POST: 0.96,
    Rule.FULL_NAME_AND_BODY: 0.93,
    Rule.FULL_NAME: 0.8,
}

ALONE: dict[NameKind, float] = {
    NameKind.OFFICIAL: 0.98,
    NameKind.COMMON: 0.98,
    NameKind.ACRONYM: 0.7,
    NameKind.SHARED: 0.6,
    NameKind.SHORT: 0.4,
}
"""How sure a name of that kind is where nothing but the name is known."""

NOT_YET = 0.3
"""A name that was not in use yet, of something that did not exist yet."""
