"""Marks that overlap, nest and cross paragraphs, cut into pieces that do not."""

from collections.abc import Callable

import pytest

from onrecord.record import Document, Span
from onrecord.report.act_entries import ActEntry
from onrecord.report.entries import Entry, blocks_of, entries_of
from onrecord.report.segments import marks_by_block, segments_of
from onrecord.report.view import View

Said = tuple[str, str, str]


def number(entry: ActEntry | Entry) -> str:
    return str(entry.name if isinstance(entry, ActEntry) else entry.number)


def shown(document: Document) -> list[list[tuple[str, str, str]]]:
    """Of each block, its pieces: the words, the marks on them, the statements that open."""
    text = document.article.text
    blocks = blocks_of(document)
    marks = marks_by_block(blocks, entries_of(document))
    return [
        [
            (
                piece.span.of(text),
                " ".join(sorted(f"{m.role}{number(m.entry)}" for m in piece.marks)),
                " ".join(number(entry) for entry in piece.opens),
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
    assert (number(inner.closest.entry), inner.closest.span) == ("2", Span(22, 24))


def test_acts_and_statements_in_the_same_words(bridge: Document) -> None:
    """The act opens first; the mark closest to a piece is the shortest, and an act's if alike."""
    view = View(bridge, "", 1)
    pieces = segments_of(view.blocks[3].span, view.marks[3])
    assert [
        (
            piece.span.of(bridge.article.text),
            [f"{mark.role} {view.mark_id(mark.entry)}" for mark in piece.marks],
            [view.mark_id(entry) for entry in piece.opens],
            view.mark_id(piece.closest.entry) if piece.marks else "",
        )
        for piece in pieces
    ] == [
        (
            "Marram Rail said",
            ["evidence commitment1", "evidence response1", "cue s2"],
            ["commitment1", "response1"],
            "s2",
        ),
        (" ", ["evidence commitment1", "evidence response1"], [], "commitment1"),
        (
            "it would ",
            ["evidence commitment1", "evidence response1", "content s2"],
            ["s2"],
            "commitment1",
        ),
        (
            "inspect the bridge ",
            ["evidence commitment1", "evidence response1", "content s2", "action commitment1"],
            [],
            "commitment1",
        ),
        (
            "by the end of the month",
            [
                *("evidence commitment1", "evidence response1", "content s2"),
                *("action commitment1", "due commitment1"),
            ],
            [],
            "commitment1",
        ),
        (" but ", ["evidence response1", "content s2"], [], "s2"),
        (
            "would not set a day for opening it",
            ["evidence response1", "content s2", "action response1"],
            [],
            "response1",
        ),
        (".", [], [], ""),
    ]
