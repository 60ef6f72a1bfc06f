"""Which person a description may stand for that nobody was said to be.

“Paul Varga said … The Vermont senator added”: writers of news vary what they
call the one they tell of, with words they never gave as a role.  Only nouns
that many hold at once are read so (a senator, a candidate, an actress): “the
mayor” and “the judge” name somebody by themselves.
"""

from collections.abc import Sequence

from onrecord.understand import lexicon as lex
from onrecord.understand.drafts import Draft, content
from onrecord.understand.lexicon import words_of
from onrecord.understand.roles import head_noun

VARIED = words_of(
    "native billionaire millionaire tycoon mogul businessman businesswoman frontrunner "
    "front-runner democrat republican politician teenager father mother man woman pensioner "
    "candidate nominee hopeful contender challenger incumbent senator congressman congresswoman "
    "representative legislator lawmaker assemblyman assemblywoman ambassador justice actor "
    "actress singer rapper comedian novelist author magnate financier entrepreneur star veteran "
    "defendant mp backbencher peer conservative liberal libertarian socialist"
)
"""Nouns for one of many, which vary the name of whoever is told of."""

STYLED = {"dr": "doctor", "prof": "professor", "rev": "reverend", "revd": "reverend"}
"""Styles that tell a role: “Dr Ann Lee” is “the doctor”."""
KINDS_OF: dict[str, tuple[str, ...]] = {
    "senator": ("lawmaker", "legislator", "politician"),
    "representative": ("lawmaker", "legislator", "politician"),
    "assemblyman": ("lawmaker", "legislator", "politician"),
    "assemblywoman": ("lawmaker", "legislator", "politician"),
    "mp": ("lawmaker", "legislator", "politician", "backbencher"),
    "governor": ("politician",), "mayor": ("politician",), "councillor": ("politician",),
    "minister": ("politician",), "secretary": ("minister", "politician"),
    "professor": ("academic",), "reverend": ("cleric", "pastor", "priest"),
    "archbishop": ("bishop", "cleric"), "bishop": ("cleric",), "imam": ("cleric",),
    "justice": ("judge",), "magistrate": ("judge",),
    "attorney": ("lawyer",), "solicitor": ("lawyer",), "barrister": ("lawyer",),
    "detective": ("officer",), "inspector": ("officer", "detective"),
    "sergeant": ("officer",), "constable": ("officer",), "superintendent": ("officer",),
    "ceo": ("executive", "boss"),
}  # fmt: skip
"""What else the holder of an office is called: “Sgt. Doe” is “the officer”."""

_PAST = frozenset({"former", "ex", "retired", "late", "then", "outgoing"})
_SIDES = {
    "democratic": "democrat", "democrat": "democrat", "republican": "republican",
    "gop": "republican", "labour": "labour", "conservative": "conservative",
    "tory": "conservative", "libertarian": "libertarian", "independent": "independent",
}  # fmt: skip
_NEUTRAL = (
    frozenset(_SIDES)
    | _PAST
    | words_of(
        "junior senior longtime long-time veteran first-term freshman top leading powerful u.s us "
        "american british liberal left-wing right-wing progressive embattled presumptive likely"
    )
)
"""What a writer may add to a role without making it another’s."""
_OFFICES = words_of(
    "senator representative governor mayor president premier minister judge justice commissioner "
    "sheriff chancellor coroner magistrate councillor mp"
)
"""Offices of which one person seldom holds two."""
_JUDGED = words_of("judge justice magistrate")


def varies(head: str, modifiers: Sequence[str]) -> bool:
    """Whether a definite description with this head may only vary a name.

    >>> varies("senator", ["vermont"]), varies("mayor", []), varies("mayor", ["former"])
    (True, False, True)
    """
    if head in VARIED or any(word.endswith("-year-old") for word in modifiers):
        return True
    return head in lex.OFFICES and not _PAST.isdisjoint(modifiers)


def neutral(words: set[str]) -> bool:
    """Whether words added to a role leave it the same role: “the Democratic senator”."""
    return words <= _NEUTRAL


def at_odds(roles: Sequence[str], words: set[str]) -> bool:
    """Whether somebody of these roles is of another party than the words tell.

    >>> at_odds(["Republican senator"], {"democratic", "candidate"})
    True
    """
    asked = {_SIDES[word] for word in words if word in _SIDES}
    if not asked:
        return False
    own = {_SIDES[word] for role in roles for word in content(role.split()) if word in _SIDES}
    return bool(own) and own.isdisjoint(asked)


def may_be(draft: Draft, head: str, words: Sequence[str]) -> bool:
    """Whether nothing known of a person speaks against the description.

    Another office does, and so does the same one with other words, for
    whoever holds it would have been found by it: “Orley mayor” is not the
    mayor of Westmere.
    """
    asked = content(words)
    if draft.described is not None or at_odds(draft.roles, asked):
        return False
    office = lex.SHORT_OFFICES.get(head, head)
    if office not in _OFFICES:
        return True
    for role in draft.roles:
        own = content(role.split())
        noun = head_noun(role.split())
        held = lex.SHORT_OFFICES.get((noun or "").lower().rstrip("."), (noun or "").lower())
        if held not in _OFFICES:
            continue
        if held != office and not {held, office} <= _JUDGED:
            return False
        if not neutral(asked - own - {office}) and not neutral(own - asked - {office}):
            return False
    return True
