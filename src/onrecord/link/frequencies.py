"""How many articles hold a word: what few hold says more about the one that holds it.

The table of the package counts single words over the news that the network was
trained on (`training/word_frequencies.py` makes it), so that the first articles
of a record can be weighed; what the record has counted by itself is added.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from onrecord.record import BadInput

TERM, NAME, NUMBER = "t:", "n:", "#:"
"""What the keys of a term, a name and a number begin with."""

_FEW = 80
"""A record of few articles has counted too little to say what is frequent in it:
the town that all of its first ten name is what makes them one matter."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of `articles` articles each key was counted."""

    articles: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.articles < 0:
            raise BadInput(f"frequencies over {self.articles} articles: give none or more")


@dataclass(frozen=True, slots=True)
class Rarity:
    """Weighs keys by the package's table and by what the record has counted itself."""

    background: Frequencies
    record: Frequencies

    def of(self, key: str) -> float:
        """The logarithm of how many articles there are for each that holds the key.

        Counted where the key is the more frequent: “haemophilia” is rare in the
        news and tells nothing apart in a record of one inquiry into blood.

        >>> weigh = Rarity(Frequencies(99, {"t:road": 49}), Frequencies(20, {"n:tarn": 50}))
        >>> round(weigh.of("t:road"), 2), round(weigh.of("n:tarn"), 2), round(weigh.of("n:moss"), 2)
        (0.7, 0.69, 5.3)
        """
        held = self.record.counts.get(key, 0)
        if not self.background.articles:
            return math.log((self.record.articles + 1) / max(held, 1))
        news = (self.background.counts.get(key, 0) + 0.5) / (self.background.articles + 1)
        here = held / (self.record.articles + _FEW)
        return -math.log(min(max(news, here), 0.99))

    def of_phrase(self, phrase: str) -> float:
        """The mean over the words of a phrase, which is not counted by itself."""
        keys = phrase.split(" ")
        return sum(map(self.of, keys)) / len(keys)

    def weights(self, prefix: str, counts: Iterable[str]) -> dict[str, float]:
        """How telling each of these is; the prefix stands before each to make a key."""
        return {one: self.of_phrase(f"{prefix}{one}") for one in counts}

    def __contains__(self, stem: object) -> bool:
        """Whether the table knows the stem as a word in small letters."""
        return f"{TERM}{stem}" in self.background.counts


@lru_cache(maxsize=1)
def background() -> Frequencies:
    """The table of the package, read once a process."""
    table = resources.files("onrecord.link") / "background.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    counts: dict[str, int] = {}
    for line in lines[1:]:
        key, count = line.split("\t")
        counts[key] = int(count)
    return Frequencies(int(lines[0]), counts)
