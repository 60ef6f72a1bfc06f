"""Marks that overlap, nest and cross paragraphs, cut into pieces that do not."""

from collections.abc import Callable

import pytest

from onrecord.record import Document, Span
from onrecord.report.entries import blocks_of, entries_of
from onrecord.report.segments import marks_by_block, segments_of

Said = tuple[str, str, str]


def shown(document: Document) -> list[list[tuple[str, str, str]]]:
    """Of each block, its pieces: the words, the marks on them, the statements that open."""
    text = document.article.text
    blocks = blocks_of(document)
    marks = marks_by_block(blocks, entries_of(document))
    return [
        [
            (
                piece.span.of(text),
                " ".join(sorted(f"{m.role}{m.entry.number}" for m in piece.marks)),
                " ".join(str(entry.number) for entry in piece.opens),
            )
            for piece in segments_of(block.span, marks.get(at, []))
        ]
        for at, block in enumerate(blocks)
    ]


@pytest.mark.parametrize(
    ("text", "said", "pieces"),
    [
        pytest.param(
            "Moll said no.",
            [("Moll", "said", "no")],
            [
                [
                    ("Moll", "source1", ""),
                    (" ", "", ""),
                    ("said", "cue1", ""),
                    (" ", "", ""),
                    ("no", "content1", "1"),
                    (".", "", ""),
                ]
            ],
            id="side by side",
        ),
        pytest.param(
            "Moll said Ruiz denied it.",
            [("Moll", "said", "Ruiz denied it"), ("Ruiz", "denied", "it")],
            [
                [
                    ("Moll", "source1", ""),
                    (" ", "", ""),
                    ("said", "cue1", ""),
                    (" ", "", ""),
                    ("Ruiz", "content1 source2", "1"),
                    (" ", "content1", ""),
                    ("denied", "content1 cue2", ""),
                    (" ", "content1", ""),
                    ("it", "content1 content2", "2"),
                    (".", "", ""),
                ]
            ],
            id="nested",
        ),
        pytest.param(
            "A says one two, B says",
            [("A", "says", "one two"), ("B", "says", "two, B")],
            [
                [
                    ("A", "source1", ""),
                    (" ", "", ""),
                    ("says", "cue1 cue2", ""),
                    (" ", "", ""),
                    ("one ", "content1", "1"),
                    ("two", "content1 content2", "2"),
                    (", ", "content2", ""),
                    ("B", "content2 source2", ""),
                    (" says", "", ""),
                ]
            ],
            id="overlapping",
        ),
        pytest.param(
            "Moll said no\n\nand no\n\nagain. Bye",
            [("Moll", "said", "no\n\nand no\n\nagain")],
            [
                [
                    ("Moll", "source1", ""),
                    (" ", "", ""),
                    ("said", "cue1", ""),
                    (" ", "", ""),
                    ("no", "content1", "1"),
                ],
                [("and no", "content1", "")],
                [("again", "content1", ""), (". Bye", "", "")],
            ],
            id="over paragraphs",
        ),
        pytest.param("No one spoke.", [], [[("No one spoke.", "", "")]], id="nothing"),
    ],
)
def test_pieces(
    plain: Callable[..., Document],
    text: str,
    said: list[Said],
    pieces: list[list[tuple[str, str, str]]],
) -> None:
    assert shown(plain(text, *said)) == pieces


def test_the_closest_mark_is_the_shortest(plain: Callable[..., Document]) -> None:
    document = plain(
        "Moll said Ruiz denied it.",
        ("Moll", "said", "Ruiz denied it"),
        ("Ruiz", "denied", "it"),
    )
    marks = marks_by_block(blocks_of(document), entries_of(document))[0]
    inner = next(piece for piece in segments_of(Span(22, 24), marks) if piece.marks)
    assert (inner.closest.entry.number, inner.closest.span) == (2, Span(22, 24))
