"""Pieces of HTML → paragraphs."""

import pytest

from onrecord.read.fragments import words_of


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        pytest.param("<p>One.</p>\n  <p>Two.</p>", "One.\n\nTwo.", id="paragraphs"),
        pytest.param("One.<br>Two.<br/><br/>Three.", "One.\nTwo.\n\nThree.", id="line breaks"),
        pytest.param("<p>A <b>b</b><i>c</i>\n d</p>", "A bc d", id="words within words"),
        pytest.param("<ul><li>One<li>Two</ul>", "One\n\nTwo", id="tags left open"),
        pytest.param("<style>x{}</style>A<script>b()</script>", "A", id="hidden content"),
        pytest.param("<!-- no --><p>A<!-- no -->B</p>", "AB", id="comments"),
        pytest.param("Fish &amp; chips &lt;hot&gt;", "Fish & chips <hot>", id="entities alone"),
        pytest.param(
            "<p>Fish &amp; “chips” &#8217;</p>", "Fish & “chips” ’", id="entities in tags"
        ),
        pytest.param("5 < 6", "5 < 6", id="a sign that is no tag"),
        pytest.param("<p>", "", id="nothing"),
        pytest.param("a & b; c", "a & b; c", id="an ampersand that is no entity"),
        pytest.param(
            '<?xml version="1.0" encoding="latin-1"?><p>Zoë</p>', "Zoë", id="a wrong declaration"
        ),
    ],
)
def test_words_of(markup: str, words: str) -> None:
    assert words_of(markup) == words
