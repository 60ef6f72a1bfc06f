"""How alike two articles are, in the eleven ways that `matters` weighs."""

import math
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.link.frequencies import NAME, NUMBER, TERM, Rarity
from onrecord.record import ArticleDigest, Counts

WAYS = (
    "same names",
    "same words",
    "same numbers",
    "same phrases",
    "names by how often",
    "names of the lead",
    "least of the main names",
    "main names of one",
    "days in common",
    "years in common",
    "years apart",
)
"""What `ways` measures, in its order; each from 0 to 1."""

_ERA = 1.25
"""Growth of the record after which a digest is weighed anew."""

_WEAK = 0.03
"""Names and words less alike than this make no matter, whatever the days say."""

_MAIN = 4
"""Names that an article is chiefly about: “Moss”, “Tarn”, “Harbour”, “Council”."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A digest with its words weighed by their rarity, each bag of length 1."""

    digest: ArticleDigest
    names: Mapping[str, float]
    terms: Mapping[str, float]
    numbers: Mapping[str, float]
    phrases: Mapping[str, float]
    often: Mapping[str, float]
    lead: Mapping[str, float]
    main: tuple[str, ...]
    days: frozenset[int]
    years: frozenset[str]


class Shelf:
    """Digests that were weighed, so that an article is not weighed for each that comes.

    One is weighed anew when the record has grown by a quarter, since what is
    rare in it may have changed; the longest unused one goes first.
    """

    def __init__(self, most: int = 2000) -> None:
        self._most = most
        self._held: OrderedDict[str, tuple[int, Weighed]] = OrderedDict()

    def holds(self, digest: ArticleDigest, articles: int) -> bool:
        """Whether this very digest needs no weighing in a record of so many articles."""
        held = self._held.get(digest.id)
        if held is None or held[0] != _era(articles):
            return False
        return held[1].digest is digest or held[1].digest == digest

    def weighed(self, digest: ArticleDigest, rarity: Rarity) -> Weighed:
        """The digest ready for comparing, from the shelf or weighed now."""
        articles = rarity.record.articles
        if self.holds(digest, articles):
            self._held.move_to_end(digest.id)
            return self._held[digest.id][1]
        ready = weighed(digest, rarity)
        self._held[digest.id] = (_era(articles), ready)
        self._held.move_to_end(digest.id)
        if len(self._held) > self._most:
            self._held.popitem(last=False)
        return ready


@lru_cache(maxsize=64)
def _era(articles: int) -> int:
    return int(math.log(articles + 1) / math.log(_ERA))


def weighed(digest: ArticleDigest, rarity: Rarity) -> Weighed:
    """The digest ready for comparing; do it once for each article."""
    names = _bag(digest.names, NAME, rarity)
    often = {name: count * rarity.of(f"{NAME}{name}") for name, count in digest.names}
    numbers = tuple(one for one in digest.numbers if not _is_year(one[0]))
    years = {one for one, _ in digest.numbers if _is_year(one)}
    return Weighed(
        digest,
        names,
        _bag(digest.terms, TERM, rarity),
        _bag(numbers, NUMBER, rarity),
        _bag(digest.phrases, "", rarity),
        _even(often),
        _even({name: rarity.of(f"{NAME}{name}") for name in digest.lead}),
        tuple(sorted(names, key=lambda name: (-names[name], name))[:_MAIN]),
        frozenset(day.first.toordinal() for day in digest.days),
        frozenset(years | {str(day.first.year) for day in digest.days}),
    )


def strangers(one: Weighed, other: Weighed) -> bool:
    """Whether names and words are so little alike that nothing else needs looking at."""
    names = _product(one.names, other.names)
    return names < _WEAK and names + _product(one.terms, other.terms) < _WEAK


def ways(one: Weighed, other: Weighed) -> tuple[float, ...]:
    """The measures of `WAYS`."""
    names = [name for name in one.names if name in other.names]
    # Most pairs share no name: then there is nothing to look for among the main ones.
    main = (_held(one, other), _held(other, one)) if names else (0.0, 0.0)
    day = bool(one.days & other.days)
    year = bool(one.years & other.years)
    return (
        sum([one.names[name] * other.names[name] for name in names]),
        _product(one.terms, other.terms),
        _product(one.numbers, other.numbers),
        _product(one.phrases, other.phrases),
        sum([one.often[name] * other.often[name] for name in names]),
        _product(one.lead, other.lead),
        min(main),
        max(main),
        float(day),
        float(year),
        float(bool(one.years and other.years) and not year),
    )


def shared(one: Mapping[str, float], other: Mapping[str, float], most: int) -> list[str]:
    """What both hold, the most telling first."""
    both = sorted((name for name in one if name in other), key=lambda x: (-one[x] * other[x], x))
    return both[:most]


def _held(one: Weighed, other: Weighed) -> float:
    """The share of the main names of one that the other names at all."""
    total = sum(one.names[name] for name in one.main)
    if not total:
        return 0.0
    return sum(one.names[name] for name in one.main if name in other.names) / total


def _bag(counts: Counts, prefix: str, rarity: Rarity) -> dict[str, float]:
    weights = rarity.weights(prefix, [key for key, _ in counts])
    return _even({key: (1 + math.log(count)) * weights[key] for key, count in counts})


def _even(bag: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in bag.values()))
    return {key: weight / length for key, weight in bag.items()} if length else {}


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    total = 0.0
    for key in filter(other.__contains__, one):  # Twice as fast as a sum over all of `one`.
        total += one[key] * other[key]
    return total


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.startswith(("18", "19", "20"))


def keys_of(digest: ArticleDigest) -> Iterable[str]:
    """All keys of a digest that frequencies are counted of."""
    for prefix, counts in ((NAME, digest.names), (TERM, digest.terms), (NUMBER, digest.numbers)):
        for key, _ in counts:
            yield f"{prefix}{key}"
