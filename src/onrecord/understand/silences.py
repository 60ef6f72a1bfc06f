"""Whom silence is kept towards: “declined to comment” is said of a reporter's question.

Nobody is named there as a rule; the outlet is, where the article tells who it
is (“told the Westmere Post”), else the other side is the reporter.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.record import Article, Party, PartyKind, Stance
from onrecord.understand.acts import FoundAct

REPORTER = "the reporter"
_ASKED_FOR = re.compile(
    r"\b(?:comments?|commented|commenting|interviews?|interviewed|elaborate|on the record|"
    r"(?:phone|telephone) calls?|return(?:ed)? (?:an? )?(?:\w+ )?(?:message|call|e-?mail)s?|"
    r"(?:(?:would|will|did)(?:\s?n[o’']t| not)(?: \w+)?|(?:declined|refused) to) "
    r"(?:say|discuss|specify|give|provide|disclose|name|respond|reply|answer|identify|be))\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:told|tells|telling|interview with)\s(?:the\s)?$", re.IGNORECASE)
_TWICE = 2
"""A paper that one person told something is quoted; one that several told asks itself."""


def towards_whom(
    acts: Sequence[FoundAct], article: Article, parties: Sequence[Party]
) -> tuple[list[FoundAct], tuple[Party, ...]]:
    """The acts with the other side of silences, and the parties with the reporter if needed."""
    silent = [
        number
        for number, act in enumerate(acts)
        if act.stance is Stance.SILENT
        and any(_ASKED_FOR.search(span.of(article.text)) for span in act.evidence)
    ]
    if not silent:
        return list(acts), tuple(parties)
    asks = _outlet(article, parties)
    known = tuple(parties)
    if asks is None:
        asks = Party(f"p{len(parties) + 1}", REPORTER, PartyKind.PERSON, (), (), ())
        known = (*known, asks)
    told = [
        replace(act, parties=(asks.id,)) if number in silent else act
        for number, act in enumerate(acts)
    ]
    return told, known


def _outlet(article: Article, parties: Sequence[Party]) -> Party | None:
    """The party that published the article: the one of its name, or the one that is told things."""
    text = article.text
    for party in parties:
        if party.kind is not PartyKind.BODY:
            continue
        if article.outlet and article.outlet in (party.name, *party.names):
            return party
        if sum(_is_told(text, span.start) for span in party.mentions) >= _TWICE:
            return party
    return None


def _is_told(text: str, at: int) -> bool:
    return _TELLS.search(text, max(0, at - 24), at) is not None
