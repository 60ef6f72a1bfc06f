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

from onrecord.record import ActKind, Span
from onrecord.understand.act_scores import KINDS
from onrecord.understand.model import LINKS, Floats, Numbers, Structure, View
from onrecord.understand.parties import OwnWords
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
    own_words: Sequence[OwnWords] = ()

    def own_words_at(self, span: Span) -> OwnWords | None:
        """Whose own words hold the evidence, unless they report there what another says.

        “As Mr Tarn said, the port should close” stands in the Minister's speech
        and is Mr Tarn's; a question in parliament is all its asker's, and its
        answer the Minister's.
        """
        for own in self.own_words:
            if not own.span.holds(span):
                continue
            if own.others:
                return own
            for saying in self.sayings:
                if set(saying.parties) & set(own.speakers):
                    continue
                if any(part.overlaps(span) for part in (*saying.cue, *saying.content)):
                    return None
            return own
        return None

    def answers_at(self, at: int) -> bool:
        """Whether a formal question is answered there."""
        return any(
            own.others and not own.asks and own.span.start <= at < own.span.end
            for own in self.own_words
        )

    def named_in(self, span: Span, parties: Ids) -> bool:
        """Whether one of these parties is named within the span."""
        return any(
            span.holds(candidate.span) and set(candidate.parties) & set(parties)
            for candidate in self.candidates
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """The parties around an act and what is weighed of each, (parties, 10).

    `nobody` is the network's share for there being no other side.
    """

    parties: list[Ids]
    features: Floats
    nobody: float


@dataclass(frozen=True, slots=True)
class _Shown:
    """The candidates that one view shows: the word and the party of each, and the parties.

    `owner` has each candidate's place in `parties`; `answers` are the vectors
    that an act's evidence is compared with, of speakers and of other sides.
    """

    at: Numbers
    owner: Numbers
    parties: list[Ids]
    answers: tuple[Floats, Floats]


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
        self._contents = [(*span, one.parties) for one in cast.sayings for span in one.content]
        self._cues = [(*span, one.parties) for one in cast.sayings for span in one.cue]
        self._words = words
        self._structure = structure
        self._breaks = np.cumsum(np.array(words.shapes) == BREAK)
        self._shown: dict[int, _Shown] = {}

    def weighed(self, evidence: tuple[int, int], view: View) -> Weighed:
        """What is known of each party that `view` shows, for an act of this evidence."""
        shown = self._shown.get(view.first)
        if shown is None:
            shown = self._shown[view.first] = self._of_view(view)
        number = len(shown.parties)
        if not number:
            return Weighed([], np.zeros((0, len(WEIGHED)), np.float32), 1.0)
        speaks = self._shares(0, evidence, shown, view)
        spoken_to = self._shares(1, evidence, shown, view)
        span = Span(self._words.starts[evidence[0]], self._words.ends[evidence[1] - 1])
        holders, reporters = self._sayers(span)
        selves = holders if _SELF.search(span.of(self._text)) else set()
        inside = (shown.at >= evidence[0]) & (shown.at < evidence[1])
        nearest = _nearest(shown, evidence[0])
        features = np.zeros((number, len(WEIGHED)), np.float32)
        features[:, 0] = np.log(np.bincount(shown.owner, speaks, number) + _LITTLE)
        features[:, 1] = np.log(np.bincount(shown.owner, spoken_to[:-1], number) + _LITTLE)
        features[:, 2] = [ids in holders for ids in shown.parties]
        features[:, 3] = [ids in reporters for ids in shown.parties]
        features[shown.owner[inside], 4] = 1
        features[shown.owner[inside][:1], 5] = 1
        features[:, 6] = -np.log1p(np.abs(nearest - evidence[0]))
        features[:, 7] = nearest < evidence[0]
        features[:, 8] = [ids in selves for ids in shown.parties]
        return Weighed(shown.parties, features, float(spoken_to[-1]))

    def _of_view(self, view: View) -> _Shown:
        since = bisect_left(self._at, view.first)
        until = bisect_left(self._at, view.last)
        at = np.array(self._at[since:until], np.int64)
        owners = self._parties[since:until]
        places = {ids: place for place, ids in enumerate(dict.fromkeys(owners))}
        vectors = view.vectors[at - view.first]
        speaking, spoken_to = (
            self._structure.turned(vectors, part) for part in (LINKS[5], LINKS[7])
        )
        owner = np.array([places[ids] for ids in owners], np.int64)
        return _Shown(at, owner, list(places), (speaking, spoken_to))

    def _sayers(self, span: Span) -> tuple[set[Ids], set[Ids]]:
        """Whose statements hold the evidence, and whose cues stand in it."""
        return _overlapping(self._contents, span), _overlapping(self._cues, span)

    def _shares(self, kind: int, evidence: tuple[int, int], shown: _Shown, view: View) -> Floats:
        """The network's probability of each candidate; of nobody last, for the other side."""
        structure = self._structure
        first, last = evidence[0], min(evidence[1], view.last)
        pooled = view.vectors[first - view.first : last - view.first].mean(0)
        asker = structure.turned(pooled, LINKS[4 + 2 * kind])
        score = shown.answers[kind] @ asker / math.sqrt(len(asker))
        bins = np.searchsorted(structure.edges, shown.at - first, side="left")
        crossed = np.clip(self._breaks[shown.at] - self._breaks[first], -2, 2) + 2
        score += structure.act_distance[kind][bins] + structure.act_crossing[kind][crossed]
        if kind == 1:
            score = np.append(score, structure.nobody)
        return _softmax(score)


def _overlapping(spans: Sequence[tuple[int, int, Ids]], with_span: Span) -> set[Ids]:
    first, last = with_span
    return {parties for start, end, parties in spans if start < last and end > first}


def _nearest(shown: _Shown, word: int) -> Numbers:
    """For each party its candidate's word that is nearest to `word`, the earlier of two."""
    order = np.lexsort((shown.at, np.abs(shown.at - word)))
    _, first = np.unique(shown.owner[order], return_index=True)
    nearest: Numbers = shown.at[order[first]]
    return nearest


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


def by_form(chosen: tuple[Ids, Ids], kind: int, span: Span, cast: Cast) -> tuple[Ids, Ids]:
    """Who performs an act and its other side, where the form of the text tells.

    In a speech, an answer in parliament or a release “we will review the Act”
    is its author's; so is “the Act will be reviewed”.
    """
    own = cast.own_words_at(span)
    if own is None:
        return chosen
    speakers, parties = chosen
    selves = _SELF.search(span.of(cast.text)) is not None
    if own.firm or selves or not cast.named_in(span, speakers):
        speakers = own.speakers
    answers = kind == KINDS.index(ActKind.RESPONSE)
    if own.asks or (own.others and answers):
        parties = own.others
    return speakers, tuple(id for id in parties if id not in speakers)


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
