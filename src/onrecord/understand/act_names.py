"""Who performs an act, and who is its other side: the candidates around it weighed.

The network points at words; what is known of the article besides is weighed
with it, by a conditional logit (McFadden 1974) with few coefficients, fitted by
`training/weigh_acts.py` on articles that the network was not trained on: whose
statement the evidence stands in, who is named inside it, first or later, how near.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.record import Span
from onrecord.understand.model import LINKS, Floats, Numbers, Structure, View
from onrecord.understand.words import BREAK, Words

Ids = tuple[str, ...]

WEIGHED = (
    "the network says it speaks",
    "the network says it is spoken to",
    "the evidence stands in its statement",
    "its cue stands in the evidence",
    "it is named in the evidence",
    "it is the first named there",
    "how near it is named",
    "it is named before",
    "the evidence says “I” or “we” in its statement",
    "it speaks",
)
"""What is weighed of each party; the last for the other side alone."""
_SELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b(?!\.)")
_LITTLE = 1e-4
_ALSO = 0.7
"""“The union and the council were asked”: a second party is the other side as well if it is
almost as likely as the first.  A speaker is one, or those of one source."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that stand for parties: a name, or the source of a statement."""

    span: Span
    parties: Ids


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement: who makes it, and where its reporting words and its contents stand."""

    parties: Ids
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who may perform an act of an article of this text or be its other side."""

    text: str
    candidates: Sequence[Candidate]
    sayings: Sequence[Saying]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The parties around an act and what is weighed of each, (parties, 10).

    `nobody` is the network's share for there being no other side.
    """

    parties: list[Ids]
    features: Floats
    nobody: float


class Stage:
    """The candidates of a stretch of words, ready to be weighed for one act after another."""

    def __init__(self, cast: Cast, words: Words, structure: Structure) -> None:
        ends: dict[int, Ids] = {}
        for candidate in cast.candidates:
            number = bisect_left(words.starts, candidate.span.end) - 1
            if number >= 0 and words.ends[number] > candidate.span.start:
                ends[number] = candidate.parties
        self._at = sorted(ends)
        self._parties = [ends[number] for number in self._at]
        self._text = cast.text
        self._sayings = cast.sayings
        self._words = words
        self._structure = structure
        self._breaks = np.cumsum(np.array(words.shapes) == BREAK)

    def weighed(self, evidence: tuple[int, int], view: View) -> Weighed:
        """What is known of each party that `view` shows, for an act of this evidence."""
        since = bisect_left(self._at, view.first)
        until = bisect_left(self._at, view.last)
        at = np.array(self._at[since:until], np.int64)
        owners = self._parties[since:until]
        parties = list(dict.fromkeys(owners))
        if not parties:
            return Weighed([], np.zeros((0, len(WEIGHED)), np.float32), 1.0)
        speaks = self._shares(0, evidence, at, view)
        spoken_to = self._shares(1, evidence, at, view)
        span = Span(self._words.starts[evidence[0]], self._words.ends[evidence[1] - 1])
        holders, reporters = self._sayers(span)
        selves = holders if _SELF.search(span.of(self._text)) else set()
        inside = [n for n, word in enumerate(at.tolist()) if evidence[0] <= word < evidence[1]]
        first = owners[inside[0]] if inside else None
        rows = []
        for ids in parties:
            own = [n for n, owner in enumerate(owners) if owner == ids]
            nearest = min((abs(int(at[n]) - evidence[0]), int(at[n])) for n in own)[1]
            distance = abs(nearest - evidence[0])
            rows.append(
                (
                    math.log(float(speaks[own].sum()) + _LITTLE),
                    math.log(float(spoken_to[own].sum()) + _LITTLE),
                    float(ids in holders),
                    float(ids in reporters),
                    float(any(n in inside for n in own)),
                    float(ids == first),
                    -math.log1p(distance),
                    float(nearest < evidence[0]),
                    float(ids in selves),
                    0.0,
                )
            )
        return Weighed(parties, np.array(rows, np.float32), float(spoken_to[-1]))

    def _sayers(self, span: Span) -> tuple[set[Ids], set[Ids]]:
        """Whose statements hold the evidence, and whose cues stand in it."""
        holders, reporters = set(), set()
        for saying in self._sayings:
            if any(content.overlaps(span) for content in saying.content):
                holders.add(saying.parties)
            if any(cue.overlaps(span) for cue in saying.cue):
                reporters.add(saying.parties)
        return holders, reporters

    def _shares(self, kind: int, evidence: tuple[int, int], at: Numbers, view: View) -> Floats:
        """The network's probability of each candidate; of nobody last, for the other side."""
        structure = self._structure
        first, last = evidence[0], min(evidence[1], view.last)
        asking, answering = LINKS[4 + 2 * kind : 6 + 2 * kind]
        pooled = view.vectors[first - view.first : last - view.first].mean(0)
        asker = structure.turned(pooled, asking)
        score = structure.turned(view.vectors[at - view.first], answering) @ asker
        score /= math.sqrt(len(asker))
        bins = np.searchsorted(structure.edges, at - first, side="left")
        crossed = np.clip(self._breaks[at] - self._breaks[first], -2, 2) + 2
        score += structure.act_distance[kind][bins] + structure.act_crossing[kind][crossed]
        if kind == 1:
            score = np.append(score, structure.nobody)
        return _softmax(score)


def choose(weighed: Weighed, kind: int, structure: Structure) -> tuple[Ids, Ids]:
    """Who performs an act of this kind, and who is its other side."""
    if not weighed.parties:
        return (), ()
    speaking = _softmax(weighed.features @ structure.speaker_weights[kind])
    speakers = weighed.parties[int(speaking.argmax())]
    features = with_speaker(weighed, speakers)
    strength = features @ structure.party_weights[kind][:-2]
    nobody = structure.party_weights[kind][-2] * math.log(weighed.nobody + _LITTLE)
    nobody += structure.party_weights[kind][-1]
    shares = _softmax(np.append(strength, nobody))
    if shares[-1] >= shares[:-1].max():
        return speakers, ()
    others = _likeliest(shares[:-1], weighed.parties)
    return speakers, tuple(id for id in others if id not in speakers)


def with_speaker(weighed: Weighed, speakers: Ids) -> Floats:
    """The features with the last column saying who speaks."""
    features = weighed.features.copy()
    features[:, -1] = [float(set(ids) <= set(speakers)) for ids in weighed.parties]
    return features


def _softmax(strength: Floats) -> Floats:
    weights = np.exp(strength - strength.max())
    shares: Floats = weights / weights.sum()
    return shares


def _likeliest(shares: Floats, parties: Sequence[Ids]) -> Ids:
    """The likeliest party and those close behind it, likeliest first."""
    order = np.argsort(-shares, kind="stable").tolist()
    near = [n for n in order if shares[n] >= _ALSO * shares[order[0]]]
    return tuple(dict.fromkeys(id for n in near for id in parties[n]))
