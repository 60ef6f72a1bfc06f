"""Acts marked in the article, where they overlap statements and one another."""

import re

from onrecord.record import Document
from onrecord.report import document_to_page


def test_acts_in_the_article(bridge: Document) -> None:
    """Two spans with a statement's words, and two acts of which one lies within the other."""
    m = '<a class="m {}" href="#{}" tabindex="-1">{}</a>'
    two, both = "call call2 w1 e1 w1", "commitment1 w2 response1 w2"
    found = re.search(r"<article[^>]*>\n(.*?)\n</article>", document_to_page(bridge), re.S)
    assert found
    lines = found[1].splitlines()
    assert lines[1] == (
        '<p data-paragraph="2" dir="auto">'
        '<a class="n call call2 w1" id="call2" href="#icall2" '
        'aria-label="Call 2, Ines Okafor">call 2</a>'
        '<a class="n e1 w1" id="s1" href="#i1" aria-label="Statement 1, Ines Okafor">1</a>'
        + m.format(f"content evidence {two}", "icall2", "“We want ")
        + m.format(
            f"action content evidence {two.replace('call ', 'call deep-call ', 1)}",
            "icall2",
            "the survey published",
        )
        + m.format(f"content evidence {two}", "icall2", ",”")
        + " "
        + m.format("source e1 w1", "i1", "Ms Okafor")
        + " "
        + m.format("cue e1 w1", "i1", "said")
        + ", "
        + m.format(f"content evidence {two}", "icall2", "“")
        + m.format(f"content due evidence {two}", "icall2", "as soon as possible")
        + m.format(f"content evidence {two}", "icall2", " and ")
        + m.format(
            f"action content evidence {two.replace('call ', 'call deep-call ', 1)}",
            "icall2",
            "in full",
        )
        + m.format(f"content evidence {two}", "icall2", ".”")
        + "</p>"
    )
    assert lines[2] == (
        '<p data-paragraph="3" dir="auto">'
        '<a class="n commitment commitment1 w2" id="commitment1" href="#icommitment1" '
        'aria-label="Commitment 1, Marram Rail">commitment 1</a>'
        '<a class="n response response1 w2" id="response1" href="#iresponse1" '
        'aria-label="Response 1, refuses, Marram Rail">response 1</a>'
        + m.format(f"cue evidence commitment response {both} e2 w2", "i2", "Marram Rail said")
        + m.format(f"evidence commitment response {both}", "icommitment1", " ")
        + '<a class="n e2 w2" id="s2" href="#i2" aria-label="Statement 2, Marram Rail">2</a>'
        + m.format(
            f"content evidence commitment response {both} e2 w2", "icommitment1", "it would "
        )
        + m.format(
            f"action content evidence commitment response deep-commitment {both} e2 w2",
            "icommitment1",
            "inspect the bridge ",
        )
        + m.format(
            f"action content due evidence commitment response deep-commitment {both} e2 w2",
            "icommitment1",
            "by the end of the month",
        )
        + m.format("content evidence response response1 w2 e2 w2", "i2", " but ")
        + m.format(
            "action content evidence response deep-response response1 w2 e2 w2",
            "iresponse1",
            "would not set a day for opening it",
        )
        + ".</p>"
    )
