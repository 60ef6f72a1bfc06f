"""Where a text is quoted, whatever marks the outlet uses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.understand.quotations import find_quotations


def paragraphs(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


ROWS = [
    # rule, text, quotations: words, with | for one left open and + for one continued
    ("curly", "He said “yes”.", ["“yes”"]),
    ("straight", 'He said "yes".', ['"yes"']),
    ("two in one line", '"Yes," she said, "we will."', ['"Yes,"', '"we will."']),
    ("single curly", "‘Yes,’ she said.", ["‘Yes,’"]),
    ("single straight", "'Yes,' she said.", ["'Yes,'"]),
    ("apostrophe inside single", "‘It’s time,’ she said.", ["‘It’s time,’"]),
    ("straight apostrophe inside single", "'It's time,' she said.", ["'It's time,'"]),
    ("plural possessive inside single", "‘The wardens’ hut is shut,’ he said.",
     ["‘The wardens’ hut is shut,’"]),
    ("apostrophes alone", "The wardens’ hut isn’t Tarn’s.", []),
    ("decades and elisions", "Rock ’n’ roll of the ’90s, tell ’em.", []),
    ("single within double", "“He called it ‘fine’ twice,” she said.",
     ["“He called it ‘fine’ twice,”"]),
    ("inches do not open", 'A pipe of 6" burst, "badly" he said.', ['"badly"']),
    ("left open", "“No end.", ["“No end.|"]),
    ("continued", "“One.\n“Two.\n“Three,” she said.", ["“One.|", "“Two.|+", "“Three,”+"]),
    ("continued in single marks", "‘One.\n‘Two,’ she said.", ["‘One.|", "‘Two,’+"]),
    ("continued in straight single marks", "'One.\n'Two,' she said.", ["'One.|", "'Two,'+"]),
    ("a straight mark left open alone", "'Neath the bridge it lay.\nShe left.", []),
    ("open, but next paragraph is plain", "“One.\nShe left.\n“Two,” he said.",
     ["“One.|", "“Two,”"]),
    ("closing mark alone", "End.” He left.", []),
    ("nothing", "", []),
    ("double within single", "‘He called it “fine” twice,’ she said.",
     ["‘He called it “fine” twice,’"]),
    ("only marks", '""""', ['""']),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ROWS], ids=[r[0] for r in ROWS])
def test_quotations(text: str, expected: list[str]) -> None:
    found = [
        text[q.start : q.end] + ("" if q.closed else "|") + ("+" if q.continued else "")
        for q in find_quotations(text, paragraphs(text))
    ]
    assert found == expected


def test_an_empty_paragraph_at_the_end_holds_nothing() -> None:
    assert find_quotations("'Tis.", [(0, 5), (5, 5)]) == []


@given(st.text(alphabet="ab s.,\n“”‘’'\"«»", max_size=80))
def test_quotations_are_ordered_and_within_their_paragraph(text: str) -> None:
    parts = paragraphs(text)
    end = 0
    for quotation in find_quotations(text, parts):
        assert end <= quotation.start < quotation.end
        assert any(s <= quotation.start and quotation.end <= e for s, e in parts)
        end = quotation.end
