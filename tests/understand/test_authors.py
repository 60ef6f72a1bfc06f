"""Whose own words an article is: one form of text a row, all its voices asserted."""

import pytest

from onrecord.record import Article, Block, BlockKind, Span
from onrecord.understand.authors import find_authors
from onrecord.understand.parties import resolve


def article(text: str) -> Article:
    """An article of one block a line, the first a heading."""
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            kind = BlockKind.BODY if number else BlockKind.HEADING
            blocks.append(Block(kind, Span(at, at + len(line))))
        at += len(line) + 1
    return Article("a", "a.txt", text, tuple(blocks))


ASKED = "To ask the Minister for Ports (a) whether the lock is safe; and (b) when it was tested."
VOICES = {
    "a speech is the person's whom its title names last": (
        "Speech by the Minister for Ports, Mr Ned Tarn, at the opening of the lock\nWe will dig.",
        [(["Ned Tarn"], [], True, False)],
    ),
    "a title may begin with whose words they are": (
        "Mayor Ada Moll's response to questions on the lock\nWe will dig.",
        [(["Ada Moll"], [], True, False)],
    ),
    "a question has an asker, its answer the one of the title": (
        "Written Answer by Minister for Ports, Ned Tarn, on the lock\n"
        f"Ms Ada Moll (Member for Westmere)\n{ASKED}\nWritten Answer:\nIt was tested in May.",
        [(["Ada Moll"], ["Ned Tarn"], True, True), (["Ned Tarn"], ["Ada Moll"], True, False)],
    ),
    "a release is the bodies' who sign it": (
        "Media release\nThe lock will be closed.\nWESTMERE PORT AUTHORITY\n3 MAY 2024",
        [(["WESTMERE PORT AUTHORITY"], [], False, False)],
    ),
    "news has no voice of its own": (
        "Mayor hits out at remarks on lock\nAda Moll said that Ned Tarn should dig.",
        [],
    ),
    "a book by its author is no speech": (
        "A history of the lock by Ada Moll\nThe lock is old.",
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), VOICES.values(), ids=VOICES.keys())
def test_voices(text: str, expected: list) -> None:
    found = [
        (
            [span.of(text) for span in voice.authors],
            [span.of(text) for span in voice.others],
            voice.firm,
            voice.asks,
        )
        for voice in find_authors(article(text)).voices
    ]
    assert found == expected


def test_a_release_without_a_signature_is_the_first_body_s() -> None:
    text = (
        "Press release\nThe Westmere Port Authority (WestPort) will dig. WestPort hired Lind Ltd."
    )
    resolved = resolve(article(text))
    names = {party.id: (party.name, party.names) for party in resolved.parties}
    assert [
        ([names[id] for id in own.speakers], own.others, own.firm) for own in resolved.own_words
    ] == [([("Westmere Port Authority", ("WestPort",))], (), False)]


def test_the_office_in_the_title_is_the_person_in_it() -> None:
    text = (
        "Reply by Minister for Ports, Ned Tarn, on the lock\n"
        f"Ms Ada Moll (Member for Westmere)\n{ASKED}\nReply:\nIt was tested in May."
    )
    found = [(party.name, party.names) for party in resolve(article(text)).parties]
    assert ("Ned Tarn", ("Minister for Ports",)) in found
