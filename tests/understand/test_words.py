"""Text to words, pieces and features."""

from onrecord.understand.quotations import find_quotations
from onrecord.understand.words import (
    BREAK,
    CAPITALS,
    CLOSES,
    INITIAL,
    INSIDE,
    LOWER,
    MIXED,
    NUMBER,
    OPENS,
    OUTSIDE,
    PUNCTUATION,
    TITLE,
    Vocabulary,
    split_words,
)

PIECES = [
    "[PAD]", "[unused1]", "[UNK]", "[CLS]", "[SEP]", '"', "'", "—", "…", "he", "said", "un",
    "##fair", "##ly", "4", ".", "cafe", "a",
]  # fmt: skip
NUMBERS = {piece: number for number, piece in enumerate(PIECES)}


def split(text: str):
    paragraphs = [(0, len(text))]
    return split_words(text, paragraphs, find_quotations(text, paragraphs), Vocabulary(PIECES))


def test_words_carry_shape_quotation_state_and_pieces() -> None:
    text = "He said “unfairly”."
    words = split(text)
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == [
        "He", "said", "“", "unfairly", "”", ".", "",
    ]  # fmt: skip
    assert words.shapes == [TITLE, LOWER, PUNCTUATION, LOWER, PUNCTUATION, PUNCTUATION, BREAK]
    assert words.quoted == [OUTSIDE, OUTSIDE, OPENS, INSIDE, CLOSES, OUTSIDE, OUTSIDE]
    assert words.pieces == [
        (NUMBERS["he"],),
        (NUMBERS["said"],),
        (NUMBERS['"'],),
        (NUMBERS["un"], NUMBERS["##fair"], NUMBERS["##ly"]),
        (NUMBERS['"'],),
        (NUMBERS["."],),
        (NUMBERS["[unused1]"],),
    ]


def test_marks_of_every_outlet_are_one_to_the_network() -> None:
    forms = ["“unfairly”", '"unfairly"', "‘unfairly’", "'unfairly'", "«unfairly»", "``unfairly''"]
    assert {tuple(split(form).pieces) for form in forms} == {tuple(split("“unfairly”").pieces)}


def test_dashes_ellipses_accents_and_unknown_words() -> None:
    words = split("– — -- café … ... zzz 4")
    dash, ellipsis = (NUMBERS["—"],), (NUMBERS["…"],)
    assert words.pieces[:-1] == [
        dash, dash, dash, (NUMBERS["cafe"],), ellipsis, ellipsis,
        (NUMBERS["[UNK]"],), (NUMBERS["4"],),
    ]  # fmt: skip


def test_shapes() -> None:
    words = split("he He HE H McNab 4th .")
    assert words.shapes == [LOWER, TITLE, CAPITALS, INITIAL, MIXED, NUMBER, PUNCTUATION, BREAK]


def test_a_word_that_is_only_an_accent_is_unknown() -> None:
    assert split("\u0301").pieces[0] == (NUMBERS["[UNK]"],)
