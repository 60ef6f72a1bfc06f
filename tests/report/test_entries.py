"""Statements as a reader sees them: order, words, places, counts."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.record import Block, BlockKind, Document, Party, Span, Statement
from onrecord.report.entries import (
    blocks_of,
    count_of,
    entries_of,
    listed,
    paragraph_numbers,
    readable,
    title_of,
)


def test_entries_stand_in_the_order_of_their_words(harbour: Document) -> None:
    assert [
        (e.number, e.statement.id, e.speaker, e.words, e.wording, e.first, e.last, e.unsure)
        for e in entries_of(harbour)
    ] == [
        (1, "s1", "Ada Moll", ("the quay “is not safe”",), "Ada Moll said", 2, 2, False),
        (2, "s2", "speaker not named", ("worse",), "someone hinted at", 2, 2, True),
        (
            3,
            "s3",
            "Ada Moll",
            ("“We asked twice,” … “and heard nothing.", "“We will ask again.”"),
            "Moll wrote",
            3,
            4,
            False,
        ),
        (4, "s4", "Ben Ruiz", ("Boats first, words later.",), "Ben Ruiz", 5, 5, False),
    ]


@pytest.mark.parametrize(
    ("text", "spans", "words"),
    [
        ("no, he said, never", [(0, 2), (13, 18)], ("no … never",)),
        ("no never", [(0, 2), (3, 8)], ("no never",)),
        ("so it\nwas", [(0, 9)], ("so it was",)),
        ("one\n\ntwo", [(0, 8)], ("one", "two")),
        ("one\n\ntwo\n\nthree", [(0, 3), (10, 15)], ("one", "… three")),
    ],
)
def test_words(
    plain: Callable[..., Document],
    text: str,
    spans: list[tuple[int, int]],
    words: tuple[str, ...],
) -> None:
    document = plain(text)
    content = tuple(Span(*span) for span in spans)
    statement = Statement("s1", (), (), (), content, "indirect", 1.0)  # type: ignore[arg-type]
    assert entries_of(replace(document, statements=(statement,)))[0].words == words


def test_words_outside_all_blocks(plain: Callable[..., Document]) -> None:
    document = plain("Moll said no.\n\nRuiz wept.\n\nMore\nhere", ("Moll", "said", "no"))
    kept = Block(BlockKind.BODY, Span(15, 25))
    body, furniture = BlockKind.BODY, BlockKind.FURNITURE
    some = replace(document, article=replace(document.article, blocks=(kept,)))
    none = replace(document, article=replace(document.article, blocks=()))
    # A statement's own words are never folded away; others outside are furniture.
    assert blocks_of(some) == [Block(body, Span(0, 13)), kept, Block(furniture, Span(27, 36))]
    assert blocks_of(none) == [
        Block(body, Span(0, 13)),
        Block(body, Span(15, 25)),
        Block(body, Span(27, 36)),
    ]


def test_paragraph_numbers(harbour: Document) -> None:
    assert paragraph_numbers(blocks_of(harbour)) == [None, None, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("speakers", "count"),
    [
        ([], "no statements"),
        ([()], "1 statement, no speaker named"),
        ([(), ()], "2 statements, no speaker named"),
        ([("p1",)], "1 statement by 1 party"),
        ([("p1", "p2"), ("p1",)], "2 statements by 2 parties"),
        ([("p1",), ()], "2 statements by 1 party, 1 with no speaker named"),
    ],
)
def test_count(plain: Callable[..., Document], speakers: list[tuple[str, ...]], count: str) -> None:
    document = plain("Moll and Ruiz said no")
    parties = tuple(Party(id, id, "person") for id in ("p1", "p2"))  # type: ignore[arg-type]
    statements = tuple(
        Statement(f"s{n}", ids, (), (), (Span(0, 4),), "indirect", 1.0)  # type: ignore[arg-type]
        for n, ids in enumerate(speakers)
    )
    made = replace(document, parties=parties, statements=statements)
    assert count_of(entries_of(made)) == count


@pytest.mark.parametrize(
    ("title", "kinds", "expected"),
    [
        ("Quay closed", "hb", "Quay closed"),
        ("A \x1b[1mtitle", "hb", "A title"),
        (None, "hb", "Quay shut"),
        (None, "fh", "Moll left."),
        (None, "bb", "note.txt"),
        (None, "bh", "note.txt"),
    ],
)
def test_title(
    plain: Callable[..., Document], title: str | None, kinds: str, expected: str
) -> None:
    document = plain("Quay shut\n\nMoll left.", kinds=kinds)
    titled = replace(document, article=replace(document.article, title=title))
    assert title_of(titled) == expected


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain words", "plain words"),
        (" two\n lines ", "two lines"),
        ("a\x1b[31mb\x1b[0mc", "abc"),
        ("a\x1b]8;;https://example.org\x1b\\b\x1b]8;;\x07c", "abc"),
        ("a\x1bPq#1\x1b\\b", "ab"),
        ("a\x1b]0;b", "a0;b"),
        ("a\x9b31mb", "ab"),
        ("a\x1bcb\x1b", "ab"),
        ("a\x00\x08\x7fb", "ab"),
        ("\u202eab\u2069", "ab"),
        ("a\ud800b", "a\ufffdb"),
        ("e\u0301 \u200eש", "e\u0301 \u200eש"),
    ],
)
def test_readable(text: str, safe: str) -> None:
    assert readable(text) == safe


def test_listed() -> None:
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
