"""Which earlier act a newer one repeats, asks again, answers, fulfils or contradicts.

Rules say which relation two acts can be in; the words that they share, the
parties on either side and the days between say how likely it is.  The weights
are set by hand, not learnt: there is no news marked with such links to learn
from.  Every link is a proposal.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.link.act_words import (
    Words,
    act_keys,
    act_rarity,
    common_words,
    likeness,
    meet,
    weigh_words,
)
from onrecord.link.frequencies import Frequencies
from onrecord.record import ActDigest, ActKind, Link, Relation, Stance

MAKER = "act rules 1"
LEAST = 0.5
MOST = 3
"""Links that are proposed of one newer act."""

NEWS_DAYS = 14
"""What is reported again within two weeks is one act; later it is asked again."""

_CALL, _COMMITMENT, _RESPONSE = ActKind.CALL, ActKind.COMMITMENT, ActKind.RESPONSE
_FOR = frozenset({Stance.ACCEPTS, Stance.DONE})
_AGAINST = frozenset({Stance.REFUSES, Stance.DENIES, Stance.DISPUTES})
_INQUIRY = re.compile(
    r"\b(?:inquir(?:y|ies)|enquiry|inquest|investigat\w*|reviews?|audits?|probe|commission)\b",
    re.IGNORECASE,
)
_BIAS, _LIKE = -4.2, 9.0
_FADING, _FADING_DAYS = 0.4, 60
_SIDE = 1.3
"""For each side that agrees, and against each that is known and does not."""
_INQUIRY_ODDS = 1.5
_ON_TIME, _ABOUT_DAYS = 1.0, 3
"""What is reported as done about the day that was named is more likely that very thing."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two acts beside each other; `days` between them, None where one has no day."""

    newer: Words
    older: Words
    like: float
    days: int | None


def link_acts(
    newer: Iterable[ActDigest],
    older: Sequence[ActDigest],
    frequencies: Frequencies | None = None,
) -> list[Link]:
    """What each newer act is to earlier ones, the likeliest first, at most three for each.

    Acts of one article and acts that came later are passed over.  Without
    `frequencies` of the record, words are weighed by how many of `older` hold them.
    """
    rarity = act_rarity(frequencies or counted(older))
    before = [weigh_words(act, rarity) for act in older]
    links: list[Link] = []
    for act in newer:
        now = weigh_words(act, rarity)
        found = [link for one in before for link in _links(now, one) if link.score >= LEAST]
        found.sort(key=lambda link: (-link.score, link.older))
        links += _one_repeated(found)[:MOST]
    return links


def counted(acts: Sequence[ActDigest]) -> Frequencies:
    """In how many of these acts each word stands."""
    return Frequencies(len(acts), Counter(key for act in acts for key in act_keys(act)))


def _one_repeated(links: list[Link]) -> list[Link]:
    """An act repeats one other: of its earlier reports the one that is most like it."""
    kept, seen = [], False
    for link in links:
        if link.relation is Relation.REPEATS:
            if seen:
                continue
            seen = True
        kept.append(link)
    return kept


def _links(newer: Words, older: Words) -> Iterator[Link]:
    one, other = newer.act, older.act
    days = (one.day - other.day).days if one.day and other.day else None
    if one.article == other.article or (days is not None and days < 0):
        return
    pair = _Pair(newer, older, likeness(newer, older), days)
    relation = _relation(one, other, days)
    if relation is None:
        return
    odds, told = _weigh(pair, relation)
    score = round(1 / (1 + math.exp(-odds)), 3)
    yield Link(one.id, other.id, relation, score, (*told, *_words_and_days(pair)), MAKER)


def _relation(one: ActDigest, other: ActDigest, days: int | None) -> Relation | None:
    """What a newer act of this kind can be to the older one."""
    same = meet(one.speakers, other.speakers)
    soon = days is None or days <= NEWS_DAYS
    if one.kind is _CALL:
        if other.kind is _CALL:
            if _reports(one, other):
                return Relation.ANSWERS
            return Relation.REPEATS if soon else Relation.ASKS
        return Relation.ASKS if meet(one.parties, other.speakers) else None
    if _takes_back(one, other) and same:
        return Relation.CONTRADICTS
    if other.kind is _CALL:
        return Relation.ANSWERS
    if one.kind is other.kind and same and soon and one.stance is other.stance:
        return Relation.REPEATS
    if one.kind is _RESPONSE and other.kind is _COMMITMENT and same:
        return Relation.FULFILS if one.stance is Stance.DONE else None
    disputed = one.stance in (Stance.DENIES, Stance.DISPUTES) and not same
    return Relation.CONTRADICTS if disputed and meet(one.parties, other.speakers) else None


def _takes_back(one: ActDigest, other: ActDigest) -> bool:
    """Whether somebody who took this on, or said yes, now says no, or the reverse."""
    before_yes = other.kind is _COMMITMENT or other.stance in _FOR
    now_yes = one.kind is _COMMITMENT or one.stance in _FOR
    if other.kind is _CALL:
        return False
    return (before_yes and one.stance in _AGAINST) or (now_yes and other.stance in _AGAINST)


def _reports(one: ActDigest, other: ActDigest) -> bool:
    """Whether an inquiry recommends what it found, after a call for an inquiry."""
    speaks = any(_INQUIRY.search(name) for name in one.speakers) or _INQUIRY.search(one.evidence)
    return bool(
        speaks and _INQUIRY.search(other.action) and not _INQUIRY.search(one.action)
    ) and not meet(one.speakers, other.speakers)


def _weigh(pair: _Pair, relation: Relation) -> tuple[float, list[str]]:
    """The log-odds of the relation, and what the parties tell of it."""
    one, other = pair.newer.act, pair.older.act
    odds = _BIAS + _LIKE * pair.like
    told: list[str] = []
    if pair.days:
        odds -= _FADING * math.log1p(pair.days / _FADING_DAYS)
    if relation is Relation.ANSWERS and one.kind is _CALL:
        return odds + _INQUIRY_ODDS, ["an inquiry reports where one was called for"]
    sides: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]
    if relation in (Relation.ANSWERS, Relation.CONTRADICTS) and not meet(
        one.speakers, other.speakers
    ):
        sides = (
            (one.speakers, other.parties, "the one who was asked speaks"),
            (one.parties, other.speakers, "speaks to the one who asked"),
        )
    elif relation is Relation.ASKS and other.kind is not _CALL:
        sides = ((one.parties, other.speakers, "asks the one who spoke before"),)
    else:
        sides = (
            (one.speakers, other.speakers, "the same speaker"),
            (one.parties, other.parties, "the same other side"),
        )
    for ours, theirs, words in sides:
        if meet(ours, theirs):
            odds += _SIDE
            told.append(words)
        elif ours and theirs:
            odds -= _SIDE
    if one.stance is Stance.DONE and _about_due(one, other):
        odds += _ON_TIME
        told.append("about the day it was due")
    return odds, told


def _about_due(one: ActDigest, other: ActDigest) -> bool:
    if one.day is None or other.due is None:
        return False
    return abs((one.day - other.due.last).days) <= _ABOUT_DAYS


def _words_and_days(pair: _Pair) -> Iterator[str]:
    words = common_words(pair.newer, pair.older)
    if words:
        yield f"same words: {', '.join(f'{word}…' for word in words)}"
    if pair.days is not None:
        yield _later(pair.days)


def _later(days: int) -> str:
    if days == 0:
        return "on the same day"
    return "1 day later" if days == 1 else f"{days} days later"
