"""Agency copy: whether two articles are the same report, run by two outlets.

A body is cut into overlapping runs of five words.  Two articles are one report
where most of the shorter one's runs stand in the longer one: outlets cut copy,
change its quotation marks and add a paragraph of their own.  To find the
article to compare with among a hundred thousand, the sixteen runs with the
lowest hashes are kept as its marks: of two near-identical texts nearly all are
the same, of a text and its first half about eight, of two other texts none.
"""

import hashlib
import heapq
import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")

RUN = 5
"""Words of a run: agencies and reporters share fewer by chance or by habit."""
MARKS = 16
FEWEST_RUNS = 40
"""A shorter text says too little to call it a copy."""
SHARED_MARKS = 2
"""Marks in common that make it worth while to compare two texts."""
COPIED = 0.6
"""The part of the shorter text that must stand in the longer one."""
REPUBLISHED = 0.9
"""The part of both within one outlet, whose reporters take over their own paragraphs."""
LEAST_OF_LONGER = 0.3
"""The part of the longer text that must stand in the shorter one: a quotation is no copy."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The runs of a text, as hashes."""

    runs: frozenset[int]

    def marks(self) -> list[int]:
        """The runs by which copies are looked for; none of a text too short to be one."""
        if len(self.runs) < FEWEST_RUNS:
            return []
        return sorted(heapq.nsmallest(MARKS, self.runs))

    def copies(self, other: "Wording", *, one_outlet: bool = False) -> bool:
        """Whether one is a copy of the other, whichever was first."""
        shorter, longer = sorted((len(self.runs), len(other.runs)))
        if shorter < FEWEST_RUNS:
            return False
        shared = len(self.runs & other.runs)
        if one_outlet:
            return shared >= REPUBLISHED * longer
        return shared >= COPIED * shorter and shared >= LEAST_OF_LONGER * longer


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells, to ask of its copy's words whether they are the copy's own."""

    running: str
    runs: frozenset[int]

    def tells(self, words: str) -> bool:
        """Whether these words stand there, or at least half of their runs do."""
        plain = plain_words(words)
        if f" {' '.join(plain)} " in self.running:
            return True
        own = _runs(plain)
        return bool(own) and 2 * len(own & self.runs) >= len(own)


def told(text: str) -> Told:
    """What the text of a report tells."""
    words = plain_words(text)
    return Told(f" {' '.join(words)} ", _runs(words))


def wording(text: str) -> Wording:
    """The wording of a text; case, accents and punctuation do not count.

    >>> wording("One two three, “four” five six.") == wording("one two three four five six")
    True
    """
    return Wording(_runs(plain_words(text)))


def plain_words(text: str) -> list[str]:
    """The words of a text as copies are compared: “won’t” is “wont”."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    return _WORD.findall(plain.casefold())


def _runs(words: list[str]) -> frozenset[int]:
    return frozenset(_hash(words[at : at + RUN]) for at in range(max(0, len(words) - RUN + 1)))


def _hash(words: list[str]) -> int:
    """63 bits, which both databases hold as a number."""
    given = " ".join(words).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(given, digest_size=8).digest(), "big") >> 1
