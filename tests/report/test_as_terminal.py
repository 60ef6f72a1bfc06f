"""The readable report, whole, at the widths that matter."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.record import Document, Skipped, SkipReason
from onrecord.report import document_to_terminal, skipped_to_terminal
from onrecord.report.sheet import columns, wrap

AT_80 = """\
Quay closed
The Daily Example · 3 May 2024 · Eve Park
harbour.txt

4 statements by 2 parties, 1 with no speaker named · machine-made, not reviewed

No calls, commitments or responses found.

STATEMENTS

¶1   Ada Moll                                                              mixed
     the quay “is not safe”
     — Ada Moll said

¶1   speaker not named                                     unsure 41% · indirect
     worse
     — someone hinted at

¶2   Ada Moll                                                      direct, to ¶3
     “We asked twice,” … “and heard nothing.

     “We will ask again.”
     — Moll wrote

¶4   Ben Ruiz                                                               post
     Boats first, words later.
"""
AT_40 = """\
Quay closed
The Daily Example · 3 May 2024 · Eve
Park
harbour.txt

4 statements by 2 parties, 1 with no
speaker named · machine-made, not
reviewed

No calls, commitments or responses
found.

STATEMENTS

¶1   Ada Moll                      mixed
     the quay “is not safe”
     — Ada Moll said

¶1   speaker not named
     unsure 41% · indirect
     worse
     — someone hinted at

¶2   Ada Moll              direct, to ¶3
     “We asked twice,” … “and heard
     nothing.

     “We will ask again.”
     — Moll wrote

¶4   Ben Ruiz                       post
     Boats first, words later.
"""


@pytest.mark.parametrize(("width", "expected"), [(40, AT_40), (80, AT_80)])
def test_the_whole_report(harbour: Document, width: int, expected: str) -> None:
    assert document_to_terminal(harbour, width=width, colour=False) == expected


def test_a_wide_window_does_not_make_long_lines(harbour: Document) -> None:
    wide = document_to_terminal(harbour, width=120, colour=False)
    assert wide == document_to_terminal(harbour, width=88, colour=False)
    assert max(map(columns, wide.splitlines())) == 88


def test_colour_adds_nothing_but_colour(harbour: Document) -> None:
    coloured = document_to_terminal(harbour, width=80, colour=True)
    assert re.sub(r"\x1b\[\d*m", "", coloured) == AT_80
    assert "\x1b[2m¶1   \x1b[0m\x1b[1mAda Moll\x1b[0m" in coloured
    assert "\x1b[33munsure 41%\x1b[0m · \x1b[2mindirect\x1b[0m" in coloured


def test_no_line_is_too_wide(plain: Callable[..., Document]) -> None:
    name = "Wilhelmine" * 12
    text = f"{name} said 東京の港は{'閉' * 60} https://example.org/{'x' * 90}."
    document = plain(text, (name, "said", text[text.index("東") : -1]))
    for width in (24, 40, 80, 120):
        report = document_to_terminal(document, width=width, colour=False)
        assert max(map(columns, report.splitlines())) <= width
        assert name in re.sub(r"\s", "", report)


def test_the_article_cannot_steer_the_terminal(plain: Callable[..., Document]) -> None:
    text = (
        "Mo\x1b[31mll said\x07 the \x1b]0;owned\x07quay\x9b2J is\x00 \u202ecl\x85osed \ud83d"
        "\x1b]0;never ends."
    )
    document = plain(text, ("Mo\x1b[31mll", "said\x07", text[text.index("the") : -1]))
    document = replace(
        document, article=replace(document.article, title="T\x1b[2Jitle\u202e", source="a\rb")
    )
    assert document_to_terminal(document, width=80, colour=False) == (
        "Title\nno date found\na b\n\n1 statement by 1 party · machine-made, not reviewed\n\n"
        "No calls, commitments or responses found.\n\nSTATEMENTS\n\n"
        f"¶1   Moll{'indirect':>71}\n"
        "     the quay is cl osed \ufffd0;never ends\n     — Moll said\n"
    )


@pytest.mark.parametrize(
    ("text", "kinds", "message"),
    [
        ("The ferry sailed.", "b", "No calls, commitments, responses or statements found."),
        (
            "Share this\n\nSign up",
            "ff",
            "Nothing found: there are no words of an article here, only page furniture.",
        ),
        (
            "",
            "",
            "Nothing found: there are no words of an article here, only page furniture.",
        ),
    ],
)
def test_nothing_found(plain: Callable[..., Document], text: str, kinds: str, message: str) -> None:
    report = document_to_terminal(plain(text, kinds=kinds), width=80, colour=False)
    assert report == f"note.txt\nno date found\n\n{message}\n"


def test_places_that_have_no_number(plain: Callable[..., Document]) -> None:
    text = "Moll says yes\n\nA quay, Ruiz noted, so old"
    document = plain(text, ("Moll", "says", "yes"), ("Ruiz", "noted", "so old"), kinds="hc")
    assert document_to_terminal(document, width=40, colour=False) == (
        "Moll says yes\nno date found\nnote.txt\n\n"
        "2 statements by 2 parties ·\nmachine-made, not reviewed\n\n"
        "No calls, commitments or responses\nfound.\n\nSTATEMENTS\n\n"
        "head Moll                       indirect\n     yes\n     — Moll says\n\n"
        "pic  Ruiz                       indirect\n     so old\n     — Ruiz noted\n"
    )


@pytest.mark.parametrize(
    ("skipped", "line"),
    [
        (
            Skipped("a.bin", SkipReason.BINARY, "no text in it; leave it out"),
            "skipped a.bin: binary – no text in it; leave it out",
        ),
        (Skipped("a\n\x1b[2Jb", SkipReason.EMPTY, ""), "skipped a b: empty"),
    ],
)
def test_skipped(skipped: Skipped, line: str) -> None:
    assert skipped_to_terminal(skipped) == line


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 9, []),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("— abcdefghij k", 5, ["— abc", "defgh", "ij k"]),
        ("abcdefghij", 5, ["abcde", "fghij"]),
        ("東京 港", 5, ["東京", "港"]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines
