"""How a text is cut into windows."""

import pytest

from onrecord.understand.model import Model, Pieces
from onrecord.understand.words import BREAK, LOWER, Words


def words(*paragraphs: int) -> Words:
    """Paragraphs of so many words of one piece, each with its break."""
    shapes = [shape for count in paragraphs for shape in [LOWER] * count + [BREAK]]
    count = len(shapes)
    return Words(list(range(count)), list(range(1, count + 1)), shapes, [0] * count, [(1,)] * count)


CASES = {
    "nothing": ([], []),
    "what fits is one window": ([100, 100], [(0, 202)]),
    "windows are whole paragraphs of about equal length": (
        [150, 150, 150, 60],
        [(0, 302), (302, 514)],
    ),
    "a paragraph longer than a window is cut": ([500], [(0, 382), (382, 501)]),
    "and what follows it goes on from there": ([500, 100], [(0, 382), (382, 602)]),
}


@pytest.mark.parametrize(("paragraphs", "expected"), CASES.values(), ids=CASES.keys())
def test_windows(paragraphs: list[int], expected: list[tuple[int, int]]) -> None:
    assert Model.load()._windows(Pieces.of(words(*paragraphs))) == expected
