"""Which matter an article belongs to: one that is kept already, or a new one.

An article is compared with every kept article that shares a telling key with
it; the mean over most of a matter's articles decides, so that one likely
neighbour does not draw two events of one kind together.  What was joined before
is not moved.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

from onrecord.link.frequencies import NAME, NUMBER, TERM, Frequencies, Rarity, background
from onrecord.link.likeness import WAYS, Shelf, Weighed, shared, strangers, ways
from onrecord.record import ArticleDigest, MatterChoice

MAKER = "matters 2"
MOST_KEYS = 24
_NAME_KEYS, _NUMBER_KEYS = 12, 2
_FREE_DAYS = 30
"""Within a month two articles of one matter are as likely on any two days."""
_FADING = 2.0
"""Set by hand: log-odds lost each time that the silence of a matter grows by 2.7 beyond a month.

After a year it takes nearly the same names, numbers and words to go on with it,
so that next year's flood of the same river is another matter.
"""
_STRANGERS = -8.0
_NEAREST, _SHARE, _ENOUGH = 3, 2 / 3, 4.0
"""See `together`."""
_NAMED, _NO_NAME = 3, 3.0
"""Set by hand: two fires of one week are told in the same words; two articles that
name three things each, and none of them alike, lose so much."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each of `WAYS` counts, and how much a matter must reach (log-odds)."""

    ways: tuple[float, ...]
    bias: float
    least: float


@lru_cache(maxsize=1)
def matter_weights() -> Weights:
    """The fitted weights of the package (`training/weigh_links.py`), read once a process."""
    file = resources.files("onrecord.link") / "matter_weights.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    return Weights(tuple(facts["ways"][way] for way in WAYS), facts["bias"], facts["least"])


def choose_matter(
    digest: ArticleDigest,
    candidates: Iterable[tuple[ArticleDigest, str]],
    frequencies: Frequencies | None = None,
    shelf: Shelf | None = None,
) -> MatterChoice:
    """The matter that the article belongs to, out of those of kept articles, or a new one.

    `candidates` are earlier articles with the matter of each: those that share
    one of `candidate_keys` with it, and the other articles of their matters.
    Those that `shelf` holds need no frequencies.
    """
    weights = matter_weights()
    rarity = Rarity(background(), frequencies or Frequencies())
    shelf = Shelf() if shelf is None else shelf
    article = shelf.weighed(digest, rarity)
    matters: dict[str, list[tuple[float, Weighed]]] = defaultdict(list)
    for earlier, matter in candidates:
        if earlier.id != digest.id:
            other = shelf.weighed(earlier, rarity)
            matters[matter].append((odds(article, other, weights), other))
    if not matters:
        return MatterChoice(digest.id, None, 0.0, ("nothing kept is like it",), MAKER)
    means = {
        matter: together([one for one, _ in told])
        - _faded(digest, [other.digest for _, other in told])
        for matter, told in matters.items()
    }
    best = max(means, key=lambda matter: (means[matter], matter))
    score = round(1 / (1 + math.exp(weights.least - means[best])), 3)
    nearest = max(matters[best], key=lambda one: one[0])[1]
    reasons = _reasons(article, nearest, len(matters[best]))
    if means[best] < weights.least:
        return MatterChoice(digest.id, None, score, ("too little: " + reasons[0],), MAKER)
    return MatterChoice(digest.id, best, score, reasons, MAKER)


def odds(one: Weighed, other: Weighed, weights: Weights) -> float:
    """The log-odds that two articles tell of one matter."""
    if strangers(one, other):
        return _STRANGERS
    measures = ways(one, other)
    total = weights.bias + sum(w * m for w, m in zip(weights.ways, measures, strict=True))
    if not measures[0] and min(len(one.names), len(other.names)) >= _NAMED:
        total -= _NO_NAME
    return total


def together(members: Sequence[float]) -> float:
    """The log-odds of a matter out of those of its articles: the mean of the nearest.

    Counted are two thirds of them, at least three: a matter that has run for
    weeks has early articles that share little with the latest.  No article
    counts for more than enough, so that a copy does not outvote the others.
    """
    most = max(_NEAREST, math.ceil(_SHARE * len(members)))
    nearest = sorted(members, reverse=True)[:most]
    return sum(min(one, _ENOUGH) for one in nearest) / len(nearest)


def _faded(digest: ArticleDigest, members: Sequence[ArticleDigest]) -> float:
    """What the days since the matter was last in the news take away."""
    gaps = [days for member in members if (days := gap(digest, member)) is not None]
    return _FADING * math.log(max(1.0, min(gaps) / _FREE_DAYS)) if gaps else 0.0


def gap(one: ArticleDigest, other: ArticleDigest) -> int | None:
    """Days between the publication of two articles, None where one gives no date."""
    if one.published is None or other.published is None:
        return None
    return abs((one.published - other.published).days)


def candidate_keys(digest: ArticleDigest) -> tuple[str, ...]:
    """At most 24 keys by which articles of one matter find each other.

    Its most telling names first, then words and numbers, each weighed by how
    often it stands there and how rare it is in the news.
    """
    rarity = Rarity(background(), Frequencies())
    lead = frozenset(digest.lead)
    names = {
        f"{NAME}{name}": (1 + math.log(count)) * rarity.of(f"{NAME}{name}") * (1 + (name in lead))
        for name, count in digest.names
    }
    terms = {
        f"{TERM}{term}": (1 + math.log(count)) * rarity.of(f"{TERM}{term}")
        for term, count in digest.terms
        if count > 1
    }
    numbers = {
        f"{NUMBER}{number}": count * rarity.of(f"{NUMBER}{number}")
        for number, count in digest.numbers
        if len(number) > 2
    }
    first = (*_most(names, _NAME_KEYS), *_most(numbers, _NUMBER_KEYS))
    return (*first, *_most(terms, MOST_KEYS - len(first)))


def _most(weights: dict[str, float], most: int) -> list[str]:
    return sorted(weights, key=lambda key: (-weights[key], key))[:most]


def _reasons(article: Weighed, nearest: Weighed, articles: int) -> tuple[str, ...]:
    """In words: what the nearest article of the matter shares with this one."""
    names = [name.title() for name in shared(article.names, nearest.names, 4)]
    words = shared(article.terms, nearest.terms, 3)
    told = []
    if names:
        told.append(f"same names: {', '.join(names)}")
    if words:
        told.append(f"same words: {', '.join(f'{word}…' for word in words)}")
    if not told:
        told.append("no name and no word in common")
    if days := sorted(article.days & nearest.days):
        told.append(f"both name {_day(days[0])}")
    apart = gap(article.digest, nearest.digest)
    if apart is not None:
        told.append("published on the same day" if not apart else f"published {apart} days apart")
    if articles > 1:
        told.append(f"as its {articles} articles have it on the whole")
    return tuple(told)


def _day(number: int) -> str:
    day = date.fromordinal(number)
    return f"{day.day} {day:%B %Y}"
