"""Scores of words → attributions in words: which spans, and which belong together."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.understand.model import LINKS, Floats, Scores, Structure, View
from onrecord.understand.words import BREAK, Words

Numbers = npt.NDArray[np.int64]

SOURCE, CUE, CONTENT = range(3)
_WALL = 3.0
_FORBIDDEN = 1e3
"""Moves into I from elsewhere are far below this; learnt moves are near nought."""
_FAR = 80
"""Words beyond which two spans are never tied: the trial's linker went astray there."""


@dataclass(frozen=True, slots=True)
class Run:
    """A span in words, half-open, of one role, and how sure its words are.

    `margin` is the smallest lead of the chosen tag over the next best.
    """

    role: int
    first: int
    last: int
    margin: float


@dataclass(slots=True)
class Found:
    """One attribution: a cue, its contents in order, its source if one is named."""

    cue: Run | None
    contents: list[Run] = field(default_factory=list)
    source: Run | None = None
    link_margin: float = 0.0


def best_tags(scores: Floats, transitions: Floats) -> list[int]:
    """The likeliest tags of all words under the transitions (Viterbi 1967).

    An O that leads by far (`_WALL`) parts what comes before it from what comes
    after.  Where between two such walls every word leads by more than the moves
    around it can make up for, and no I stands without its B, the likeliest tag
    of each word is the answer; only the other stretches take the algorithm.
    """
    if not len(scores):
        return []
    tags = scores.argmax(1)
    top = np.partition(scores, -2, axis=1)
    lead = top[:, -1] - top[:, -2]
    most = 2 * float(np.abs(transitions[transitions > -_FORBIDDEN]).max(initial=0))
    before = np.concatenate([[0], tags[:-1]])
    inside = (tags > 0) & (tags % 2 == 0)
    settled = (lead > most) & ~(inside & (before != tags) & (before != tags - 1))
    walls = np.flatnonzero((lead > _WALL) & (tags == 0)).tolist()
    unsettled = [
        (before + 1, wall)
        for before, wall in pairwise([-1, *walls, len(tags)])
        if not settled[before + 1 : wall].all()
    ]
    if unsettled:
        _viterbi(tags, scores, unsettled, transitions)
    chosen: list[int] = tags.tolist()
    return chosen


def _viterbi(
    tags: Numbers, scores: Floats, stretches: list[tuple[int, int]], transitions: Floats
) -> None:
    """Writes the likeliest tags of stretches that have O, or nothing, before and after them.

    All go forward together, a word at a time, the longest first in line, so that
    those still on their way are always the first of the table.
    """
    stretches = sorted(stretches, key=lambda stretch: stretch[0] - stretch[1])
    starts = np.array([first for first, _ in stretches])
    lengths = np.array([last - first for first, last in stretches])
    best = scores[starts] + transitions[0]
    came: list[Numbers] = []
    for at in range(1, int(lengths[0])):
        going = int(np.searchsorted(-lengths, -at))
        ways = best[:going, :, None] + transitions
        came.append(ways.argmax(1))
        best[:going] = ways.max(1) + scores[starts[:going] + at]
    ends = (best + transitions[:, 0]).argmax(1).tolist()
    for place, (first, last) in enumerate(stretches):
        tag = tags[last - 1] = ends[place]
        for word in range(last - 2, first - 1, -1):
            tag = tags[word] = came[word - first][place, tag]


def runs_of(tags: list[int], scores: Floats) -> list[Run]:
    """Spans of equal role; every B tag opens a new one."""
    if not tags:
        return []
    chosen = scores[np.arange(len(tags)), tags]
    others = scores.copy()
    others[np.arange(len(tags)), tags] = -np.inf
    margins = (chosen - others.max(1)).tolist()
    runs: list[Run] = []
    at = 0
    while at < len(tags):
        tag = tags[at]
        if tag == 0:
            at += 1
            continue
        role, inside = (tag - 1) // 2, tag + (tag % 2)
        end = at + 1
        while end < len(tags) and tags[end] == inside:
            end += 1
        runs.append(Run(role, at, end, min(margins[at:end])))
        at = end
    return runs


def link(runs: list[Run], words: Words, scores: Scores, structure: Structure) -> list[Found]:
    """Ties each content to a cue and each cue to a source or to none, best score first."""
    sources, cues, contents = (
        [run for run in runs if run.role == role] for role in (SOURCE, CUE, CONTENT)
    )
    if not contents:
        return []
    breaks = np.cumsum(np.array(words.shapes) == BREAK)
    by_cue = [Found(cue) for cue in cues]
    alone: list[Found] = []
    if cues:
        table = _table(contents, cues, 0, breaks, scores, structure)
        for row, content in zip(table, contents, strict=True):
            best = int(row.argmax())
            if row[best] < -1e8:
                alone.append(Found(None, [content]))
                continue
            by_cue[best].contents.append(content)
            rest = np.delete(row, best)
            lead = float(row[best] - rest.max()) if len(rest) else 10.0
            by_cue[best].link_margin = min(by_cue[best].link_margin or 10.0, lead)
    else:
        alone = [Found(None, [content]) for content in contents]
    bearing = [found for found in by_cue if found.contents]
    if sources and bearing:
        askers = [found.cue for found in bearing if found.cue is not None]
        table = _table(askers, sources, 1, breaks, scores, structure)
        for row, found in zip(table, bearing, strict=True):
            best = int(row.argmax())
            if row[best] > structure.nothing:
                found.source = sources[best]
    return sorted([*bearing, *alone], key=lambda found: found.contents[0].first)


def _table(  # noqa: PLR0913, PLR0917 - one private step of `link`
    askers: list[Run],
    answers: list[Run],
    kind: int,
    breaks: Numbers,
    scores: Scores,
    structure: Structure,
) -> Floats:
    """How well each asker (row) goes with each answer (column); too far is −1e9."""
    a = np.array([run.first for run in askers])
    b = np.array([run.first for run in answers])
    table = _products(a, b, kind, scores.views, structure)
    bins = np.searchsorted(structure.edges, b[None, :] - a[:, None], side="left")
    crossed = np.clip(breaks[b][None, :] - breaks[a][:, None], -2, 2) + 2
    table = table + structure.distance[kind][bins] + structure.crossing[kind][crossed]
    a_end = np.array([run.last for run in askers])
    b_end = np.array([run.last for run in answers])
    gap = np.maximum(b[None, :] - a_end[:, None], a[:, None] - b_end[None, :])
    table[gap > _FAR] = -1e9
    return np.asarray(table, np.float32)


def _products(
    a: Numbers, b: Numbers, kind: int, views: tuple[View, ...], structure: Structure
) -> Floats:
    """Products of the vectors of words `a` and `b`; −1e9 where they are of two windows."""
    asking, answering = LINKS[2 * kind : 2 * kind + 2]
    table = np.full((len(a), len(b)), -1e9, np.float32)
    for view in views:
        rows = np.flatnonzero((a >= view.first) & (a < view.last))
        columns = np.flatnonzero((b >= view.first) & (b < view.last))
        if len(rows) and len(columns):
            askers = structure.turned(view.vectors[a[rows] - view.first], asking)
            answers = structure.turned(view.vectors[b[columns] - view.first], answering)
            table[np.ix_(rows, columns)] = askers @ answers.T / np.sqrt(askers.shape[1])
    return table
