"""What the network says of words → calls, commitments and responses, by whom and to whom.

A sentence reports an act of a kind where its words together are strong enough
for it (pooled as in multiple-instance learning, Dietterich et al. 1997).  Inside
the sentence the network points at the first and the last word of the evidence
and of the action (Vinyals et al. 2015, pointer networks); `act_names` says who
speaks and who is spoken to.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from onrecord.record import ActKind, Span, Stance
from onrecord.understand.act_names import Cast, Stage, Weighed, by_form, choose
from onrecord.understand.act_scores import (
    ACTION,
    DUE,
    EVIDENCE,
    KINDS,
    SENTENCE,
    STANCE,
    STANCES,
)
from onrecord.understand.confidence import confidence
from onrecord.understand.model import Floats, Structure
from onrecord.understand.spans import in_paragraphs
from onrecord.understand.stretches import Stretch
from onrecord.understand.words import BREAK, Words

_SOME = 0.15
"""What is less likely than this is not looked at; what is kept is decided by confidence."""
_IN_ANSWERS = {ActKind.RESPONSE: 0.8, ActKind.CALL: -1.0}
"""In an answer to a formal question, of the unsure responses twice as many are right as
elsewhere, of the unsure calls hardly one: what the score is raised by."""


@dataclass(frozen=True, slots=True)
class FoundAct:
    """One act before it has a number; `speakers` and `parties` are ids of parties."""

    kind: ActKind
    stance: Stance | None
    evidence: tuple[Span, ...]
    action: tuple[Span, ...]
    due: Span | None
    speakers: tuple[str, ...]
    parties: tuple[str, ...]
    confidence: float
    score: float = 0.0
    weighed: Weighed | None = field(default=None, compare=False, repr=False)
    """What confidence and names were computed from, for whoever fits them anew."""


@dataclass(slots=True)
class _Sentence:
    """A sentence in words, and how strongly it reports each kind of act."""

    first: int
    last: int
    strength: tuple[float, ...]


def find_acts(
    stretches: Sequence[Stretch],
    sentences: Sequence[int],
    cast: Cast,
    structure: Structure,
) -> list[FoundAct]:
    """The acts of an article, in the order of their evidence.

    `sentences` are the offsets at which sentences begin; `cast` is whoever may
    speak or be spoken to.
    """
    found = [
        act for stretch in stretches for act in _of_stretch(stretch, sentences, cast, structure)
    ]
    found.sort(key=lambda act: (act.evidence[0], act.kind))
    return found


def _of_stretch(
    stretch: Stretch,
    starts: Sequence[int],
    cast: Cast,
    structure: Structure,
) -> Iterator[FoundAct]:
    words, scores = stretch.words, stretch.scores
    stage = Stage(cast, words, structure)
    for sentence in _sentences(words, starts, scores.acts):
        answers = cast.answers_at(words.starts[sentence.first])
        for kind, name in enumerate(KINDS):
            score = sentence.strength[kind]
            leaning = _IN_ANSWERS.get(name, 0.0) if answers else 0.0
            sure = confidence((1.0, score + leaning), structure.act_confidence[kind])
            if sure < _SOME:
                continue
            evidence = _best_run(scores.acts, sentence, EVIDENCE.start + 2 * kind)
            spans = tuple(in_paragraphs(*evidence, words))
            if not spans:
                # A bullet or a rule of dashes is a sentence without words.
                continue
            stance = None
            if name is ActKind.RESPONSE:
                pooled = scores.acts[slice(*evidence), STANCE].mean(0)
                stance = STANCES[int(pooled.argmax())]
            action: tuple[Span, ...] = ()
            if stance is not Stance.SILENT:
                run = _best_run(scores.acts, sentence, ACTION.start + 2 * kind)
                action = tuple(in_paragraphs(*run, words))
            view = next(view for view in scores.views if view.first <= evidence[0] < view.last)
            weighed = stage.weighed(evidence, view)
            chosen = choose(weighed, kind, structure)
            whole = Span(spans[0].start, spans[-1].end)
            speakers, parties = by_form(chosen, kind, whole, cast)
            yield FoundAct(
                kind=name,
                stance=stance,
                evidence=spans,
                action=action,
                due=_due(sentence, words, scores.acts),
                speakers=speakers,
                parties=parties,
                confidence=sure,
                score=score,
                weighed=weighed,
            )


def _sentences(words: Words, starts: Sequence[int], acts: Floats) -> Iterator[_Sentence]:
    """The sentences of a stretch with the pooled strength of their words.

    The break after a paragraph counts for its strength, as it did in training,
    but no span begins or ends there.
    """
    number = np.searchsorted(np.array(starts), np.array(words.starts), side="right")
    edges = [0, *(np.flatnonzero(np.diff(number)) + 1).tolist(), len(number)]
    if not len(number):
        return
    strengths = np.logaddexp.reduceat(acts[:, SENTENCE].astype(np.float64), edges[:-1])
    for (first, last), strength in zip(pairwise(edges), strengths.tolist(), strict=True):
        until = last
        while until > first and words.shapes[until - 1] == BREAK:
            until -= 1
        if until > first:
            yield _Sentence(first, until, tuple(strength))


def _best_run(acts: Floats, sentence: _Sentence, column: int) -> tuple[int, int]:
    """The likeliest pair of first and last word, the last not before the first."""
    begins = acts[sentence.first : sentence.last, column]
    ends = acts[sentence.first : sentence.last, column + 1]
    # The best beginning up to each word, then the best end for it.
    best, origin = -math.inf, 0
    found = (-math.inf, 0, 0)
    for number, (begin, end) in enumerate(zip(begins.tolist(), ends.tolist(), strict=True)):
        if begin > best:
            best, origin = begin, number
        found = max(found, (best + end, origin, number), key=lambda run: run[0])
    _, first, last = found
    return sentence.first + first, sentence.first + last + 1


def _due(sentence: _Sentence, words: Words, acts: Floats) -> Span | None:
    """The clearest run of words that says by when."""
    rows = acts[sentence.first : sentence.last, DUE]
    inside = (np.maximum(rows[:, 1], rows[:, 2]) > rows[:, 0]).tolist()
    runs: list[tuple[float, int, int]] = []
    first = 0
    for number, held in enumerate([*inside, False]):
        if held:
            continue
        if number > first:
            lead = (rows[first:number, 1:].max(1) - rows[first:number, 0]).max()
            runs.append((float(lead), first, number))
        first = number + 1
    if not runs:
        return None
    _, first, last = max(runs)
    begin, end = sentence.first + first, sentence.first + last - 1
    return Span(words.starts[begin], words.ends[end])
