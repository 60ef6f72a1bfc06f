"""Scores to tags, spans and links, on scores made by hand."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.understand.decode import CONTENT, CUE, SOURCE, Run, best_tags, link, runs_of
from onrecord.understand.model import Scores, Structure, View
from onrecord.understand.words import BREAK, LOWER, Words

FORBIDDEN = -1e4


def transitions() -> np.ndarray:
    moves = np.zeros((7, 7), np.float32)
    for inside in (2, 4, 6):
        moves[:, inside] = FORBIDDEN
        moves[inside - 1, inside] = moves[inside, inside] = 0
    return moves


SLOTS = np.eye(256, dtype=np.float32)
"""Of a vector of 256 numbers each quarter is one of four turnings."""


def structure() -> Structure:
    return Structure(
        transitions=transitions(),
        distance=np.zeros((2, 4), np.float32),
        edges=np.array([-10, 0, 10]),
        crossing=np.zeros((2, 5), np.float32),
        nothing=0.5,
        confidence=(0.0,) * 9,
        links=np.stack([SLOTS[:, 64 * slot : 64 * slot + 64] for slot in (0, 1, 2, 3) * 2]),
        link_biases=np.zeros((8, 64), np.float32),
        act_distance=np.zeros((2, 4), np.float32),
        act_crossing=np.zeros((2, 5), np.float32),
        nobody=0.5,
        act_confidence=((0.0, 1.0),) * 3,
        speaker_weights=np.array([[1.0] + [0.0] * 9] * 3, np.float32),
        party_weights=np.array([[0.0, 1.0] + [0.0] * 8 + [1.0, 0.0]] * 3, np.float32),
    )


def words(count: int, breaks: tuple[int, ...] = ()) -> Words:
    shapes = [BREAK if n in breaks else LOWER for n in range(count)]
    return Words(list(range(count)), list(range(1, count + 1)), shapes, [0] * count, [(1,)] * count)


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_best_tags_is_the_best_of_all_sequences(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(4, 7)).astype(np.float32)
    learnt = rng.normal(size=(7, 7)) * (seed % 2)
    moves = (transitions() + np.where(transitions() < 0, 0, learnt)).astype(np.float32)
    moves[0, [1, 3, 5]] = moves[:, 0] = 0

    def value(tags: tuple[int, ...]) -> float:
        if tags[0] in (2, 4, 6):
            return float("-inf")
        steps = sum(moves[a, b] for a, b in itertools.pairwise(tags))
        return float(sum(scores[n, tag] for n, tag in enumerate(tags)) + steps)

    best = max(itertools.product(range(7), repeat=4), key=value)
    assert best_tags(scores, moves) == list(best)


def test_no_words_have_no_tags() -> None:
    assert best_tags(np.zeros((0, 7), np.float32), transitions()) == []


def test_runs_end_where_another_begins_and_carry_the_least_lead() -> None:
    tags = [1, 2, 0, 3, 5, 6, 5]
    scores = np.zeros((7, 7), np.float32)
    scores[np.arange(7), tags] = [3, 1, 9, 2, 4, 5, 6]
    assert runs_of(tags, scores) == [
        Run(SOURCE, 0, 2, 1.0),
        Run(CUE, 3, 4, 2.0),
        Run(CONTENT, 4, 6, 4.0),
        Run(CONTENT, 6, 7, 6.0),
    ]


def linked(count: int, runs: list[Run], pairs: list[tuple[int, int, int]]) -> list[tuple]:
    """Runs tied by vectors that are equal for the pairs (kind, asker, answer) and else nought."""
    links = np.zeros((count, 4, 64), np.float32)
    for axis, (kind, asker, answer) in enumerate(pairs):
        links[asker, 2 * kind, axis] = 8
        links[answer, 2 * kind + 1, axis] = 8
    view = View(0, count, links.reshape(count, 256))
    scores = Scores(np.zeros((count, 7), np.float32), np.zeros((count, 25), np.float32), (view,))
    return [
        (
            found.cue and found.cue.first,
            [run.first for run in found.contents],
            found.source and found.source.first,
        )
        for found in link(runs, words(count), scores, structure())
    ]


def test_contents_go_to_their_cue_and_the_cue_to_its_source() -> None:
    runs = [Run(CONTENT, 0, 2, 1), Run(SOURCE, 2, 3, 1), Run(CUE, 3, 4, 1), Run(CONTENT, 4, 6, 1)]
    pairs = [(0, 0, 3), (0, 4, 3), (1, 3, 2)]
    assert linked(6, runs, pairs) == [(3, [0, 4], 2)]


def test_a_cue_that_no_source_answers_stands_alone() -> None:
    runs = [Run(SOURCE, 0, 1, 1), Run(CUE, 1, 2, 1), Run(CONTENT, 2, 3, 1)]
    assert linked(3, runs, [(0, 2, 1)]) == [(1, [2], None)]


def test_a_content_too_far_from_any_cue_is_an_attribution_of_its_own() -> None:
    runs = [Run(CUE, 0, 1, 1), Run(CONTENT, 200, 201, 1)]
    assert linked(201, runs, [(0, 200, 0)]) == [(None, [200], None)]


def test_vectors_of_two_windows_do_not_go_together() -> None:
    links = np.zeros((6, 4, 64), np.float32)
    links[0, 0, 0] = links[5, 1, 0] = links[2, 1, 0] = 8
    views = (View(0, 4, links[:4].reshape(4, 256)), View(4, 6, links[4:].reshape(2, 256)))
    runs = [Run(CONTENT, 0, 1, 1), Run(CUE, 2, 3, 1), Run(CUE, 5, 6, 1)]
    scores = Scores(np.zeros((6, 7), np.float32), np.zeros((6, 25), np.float32), views)
    found = link(runs, words(6), scores, structure())
    assert [(one.cue and one.cue.first, len(one.contents)) for one in found] == [(2, 1)]


def test_a_cue_without_content_is_nothing() -> None:
    assert linked(2, [Run(CUE, 0, 1, 1)], []) == []
