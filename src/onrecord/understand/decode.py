"""Scores of words → attributions in words: which spans, and which belong together."""

from bisect import bisect_left
from dataclasses import dataclass, field

import numpy as np

from onrecord.understand.model import Floats, Scores, Structure
from onrecord.understand.words import BREAK, Words

SOURCE, CUE, CONTENT = range(3)
_TAGS = 7
_INSIDE = (2, 4, 6)
_CLEAR = 2.0
"""The lead of O that makes a word a wall between stretches."""
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
    """The likeliest tag of each word such that I follows only B or I of its role.

    Where the likeliest tags of all words obey that rule by themselves they
    stand: the learnt transitions among allowed tags are too small to change a
    span.  Only the stretches around a broken rule, from one clear O to the
    next, go through Viterbi's algorithm (1967).
    """
    tags: list[int] = scores.argmax(1).tolist()
    broken = [
        n
        for n, tag in enumerate(tags)
        if tag in _INSIDE and (n == 0 or tags[n - 1] not in (tag, tag - 1))
    ]
    if not broken:
        return tags
    top = np.partition(scores, -2, axis=1)
    clear = np.flatnonzero((scores.argmax(1) == 0) & (top[:, -1] - top[:, -2] > _CLEAR)).tolist()
    steps: list[list[float]] = transitions.tolist()
    into = [[steps[k][j] for k in range(_TAGS)] for j in range(_TAGS)]
    done = 0
    for number in broken:
        if number < done:
            continue
        place = bisect_left(clear, number)
        first = clear[place - 1] + 1 if place else 0
        done = clear[place] if place < len(clear) else len(tags)
        tags[first:done] = _viterbi(scores[first:done].tolist(), into)
    return tags


def _viterbi(rows: list[list[float]], into: list[list[float]]) -> list[int]:
    """The likeliest tags of a stretch that has O, or nothing, before and after it."""
    best = [value + into[tag][0] for tag, value in enumerate(rows[0])]
    back: list[tuple[int, ...]] = []
    for row in rows[1:]:
        best, origins = _step(best, row, into)
        back.append(origins)
    tag = best.index(max(best))
    tags = [tag]
    for origins in reversed(back):
        tag = origins[tag]
        tags.append(tag)
    tags.reverse()
    return tags


def _step(
    best: list[float], row: list[float], into: list[list[float]]
) -> tuple[list[float], tuple[int, ...]]:
    """One word further: the best score that ends in each tag, and where it came from.

    O and B tags may follow any tag, and the learnt moves into them are next to
    nothing, so the best tag so far serves them all; I tags have two ways each.
    """
    top = max(best)
    origin = best.index(top)
    out = [top + row[0], top + row[1], 0.0, top + row[3], 0.0, top + row[5], 0.0]
    came = [origin] * _TAGS
    for tag in _INSIDE:
        begun, inside = best[tag - 1] + into[tag][tag - 1], best[tag] + into[tag][tag]
        came[tag] = tag - 1 if begun > inside else tag
        out[tag] = row[tag] + max(begun, inside)
    return out, tuple(came)


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
