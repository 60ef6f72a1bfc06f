"""The bundled story is read whole, and what is expected of it stands in its files."""

import json
from pathlib import Path

import pytest

import onrecord

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPECTED = [
    json.loads(line)
    for line in (EXAMPLES / "expected.jsonl").read_text(encoding="utf-8").splitlines()
]


MARKS = '“”‘’" ,.'


def bare(words: str) -> str:
    """Words without the marks and stops at their edges."""
    return words.strip(MARKS)


def test_every_file_of_the_story_gives_documents_with_a_date_and_an_outlet_or_title() -> None:
    results = list(onrecord.read_all([str(EXAMPLES / "story")]))
    assert [r for r in results if isinstance(r, onrecord.Skipped)] == []
    articles = [r.article for r in results if isinstance(r, onrecord.Document)]
    assert len(articles) == 15
    assert [a.source for a in articles if a.published is None] == []
    # Scraped text has lost its headline and its outlet.
    named = [a for a in articles if not a.source.endswith(".txt")]
    assert [a.source for a in named if not (a.title or a.outlet)] == []


@pytest.mark.parametrize("record", EXPECTED, ids=[record["file"] for record in EXPECTED])
def test_the_expected_words_stand_in_the_file(record: dict[str, object]) -> None:
    text = (EXAMPLES / str(record["file"])).read_text(encoding="utf-8")
    statements = record["statements"]
    assert isinstance(statements, list) and statements
    missing = [
        words
        for statement in statements
        for words in [statement["cue"] or "", *statement["content"]]
        if words not in text
    ]
    assert missing == []


@pytest.mark.parametrize("record", EXPECTED, ids=[record["file"] for record in EXPECTED])
def test_direct_quotations_are_found_with_their_speakers(record: dict[str, object]) -> None:
    """All but one in six of each file; the model is no careful reader."""
    document = onrecord.read(EXAMPLES / str(record["file"]))
    text = document.article.text
    found = {
        (document.party(id).name, bare(span.of(text)))
        for statement in document.statements
        for id in statement.speakers
        for span in statement.content
    }
    statements = record["statements"]
    assert isinstance(statements, list)
    wanted = {
        (statement["speaker"], bare(words))
        for statement in statements
        if statement["quotation"] in ("direct", "post")
        for words in statement["content"]
    }
    assert len(wanted - found) <= len(wanted) / 6, sorted(wanted - found)
