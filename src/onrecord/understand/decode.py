"""Scores of words → attributions in words: which spans, and which belong together."""

from dataclasses import dataclass, field

import numpy as np

from onrecord.understand.model import Floats, Scores, Structure
from onrecord.understand.words import BREAK, Words

SOURCE, CUE, CONTENT = range(3)
_TAGS = 7
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
    """The likeliest tag of each word under the transitions (Viterbi 1967).

    Written out for the seven tags: each I tag has but two predecessors, so that
    plain numbers are several times quicker than arrays here.
    """
    if not len(scores):
        return []
    steps = transitions.tolist()
    rows = scores.tolist()
    best = list(rows[0])
    for inside in (2, 4, 6):
        best[inside] = -1e9
    back: list[tuple[int, ...]] = []
    into = [[steps[k][j] for k in range(_TAGS)] for j in range(_TAGS)]
    t0, t1, t3, t5 = into[0], into[1], into[3], into[5]
    bb1, bi1, bb3, bi3, bb5, bi5 = (
        steps[1][2], steps[2][2], steps[3][4], steps[4][4], steps[5][6], steps[6][6],
    )  # fmt: skip
    for row in rows[1:]:
        ends = []
        origin = []
        for moves in (t0, t1, t3, t5):
            values = [a + b for a, b in zip(best, moves, strict=True)]
            top = max(values)
            ends.append(top)
            origin.append(values.index(top))
        b1, i1, b3, i3, b5, i5 = best[1:]
        b1 += bb1
        i1 += bi1
        b3 += bb3
        i3 += bi3
        b5 += bb5
        i5 += bi5
        back.append(
            (
                origin[0],
                origin[1],
                1 if b1 > i1 else 2,
                origin[2],
                3 if b3 > i3 else 4,
                origin[3],
                5 if b5 > i5 else 6,
            )
        )
        best = [
            ends[0] + row[0],
            ends[1] + row[1],
            (b1 if b1 > i1 else i1) + row[2],
            ends[2] + row[3],
            (b3 if b3 > i3 else i3) + row[4],
            ends[3] + row[5],
            (b5 if b5 > i5 else i5) + row[6],
        ]
    tag = best.index(max(best))
    tags = [tag]
    for origins in reversed(back):
        tag = origins[tag]
        tags.append(tag)
    tags.reverse()
    return tags


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
    breaks: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    scores: Scores,
    structure: Structure,
) -> Floats:
    """How well each asker (row) goes with each answer (column); too far is −1e9."""
    a = np.array([run.first for run in askers])
    b = np.array([run.first for run in answers])
    vectors = scores.links
    width = vectors.shape[2]
    table = vectors[a, 2 * kind] @ vectors[b, 2 * kind + 1].T / np.sqrt(width)
    bins = np.searchsorted(structure.edges, b[None, :] - a[:, None], side="left")
    crossed = np.clip(breaks[b][None, :] - breaks[a][:, None], -2, 2) + 2
    table = table + structure.distance[kind][bins] + structure.crossing[kind][crossed]
    a_end = np.array([run.last for run in askers])
    b_end = np.array([run.last for run in answers])
    gap = np.maximum(b[None, :] - a_end[:, None], a[:, None] - b_end[None, :])
    table[gap > _FAR] = -1e9
    return np.asarray(table, np.float32)
