"""Sources → parties: one rule a row, every speaker and every party's name asserted.

The sources stand between ⟦ and ⟧ in the text, contents between ⟪ and ⟫;
the last source has the last content.
"""

import re

import pytest

from onrecord.record import Article, Block, BlockKind, Span
from onrecord.understand.parties import Claim, resolve

_MARK = re.compile("[⟦⟧⟪⟫]")


def read(marked):
    """The text without its marks, the spans of the sources and those of the contents."""
    text, sources, contents, opened = "", [], [], {}
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark.group() in "⟦⟪":
            opened[mark.group()] = len(text)
        elif mark.group() == "⟧":
            sources.append(Span(opened["⟦"], len(text)))
        else:
            contents.append(Span(opened["⟪"], len(text)))
    text += marked[at:]
    return text, sources, contents


def blocks_of(text):
    return tuple(
        Block(BlockKind.BODY, Span(*match.span())) for match in re.finditer(r"[^\n]+", text)
    )


def heard(marked):
    """The names of the speakers of each source, and of all parties with their kinds."""
    text, sources, contents = read(marked)
    spans = [*[None] * (len(sources) - len(contents)), *contents]
    claims = [
        Claim((source,), (), (content,) if content else ())
        for source, content in zip(sources, spans, strict=True)
    ]
    resolved = resolve(Article("a", "a.txt", text, blocks_of(text)), claims)
    names = {party.id: party.name for party in resolved.parties}
    return (
        [[names[id] for id in ids] for ids in resolved.speakers],
        [(party.name, party.kind.value) for party in resolved.parties],
    )


VELT, DORNAN = ("Omar Velt", "person"), ("Jane Dornan", "person")

CASES = {
    "he is who spoke before": (
        "⟦Omar Velt⟧ said no. ⟦He⟧ added that it rained.",
        [["Omar Velt"], ["Omar Velt"]],
        [VELT],
    ),
    "she is a woman": (
        "Jane Dornan met Omar Velt. ⟦She⟧ said no, ⟦he⟧ said yes.",
        [["Jane Dornan"], ["Omar Velt"]],
        [DORNAN, VELT],
    ),
    "he is the subject and not who was met": (
        "Omar Velt wrote to Paul Lind. ⟦He⟧ said no.",
        [["Omar Velt"]],
        [VELT, ("Paul Lind", "person")],
    ),
    "he between subject and verb of the same sentence": (
        "Omar Velt has called for an inquiry after Dame Edith Orrin, ⟦he⟧ said, failed to answer.",
        [["Omar Velt"]],
        [VELT, ("Dame Edith Orrin", "person")],
    ),
    "a pronoun before its name": (
        "When ⟦she⟧ said no, Jane Dornan was in Orley.",
        [["Jane Dornan"]],
        [DORNAN],
    ),
    "a pronoun tells the gender for the next": (
        "Xanthor Quill said no. ⟦He⟧ said that Tarn Ebbel said yes. ⟦He⟧ left.",
        [["Xanthor Quill"], ["Xanthor Quill"]],
        [("Xanthor Quill", "person"), ("Tarn Ebbel", "person")],
    ),
    "a name in a quotation is no antecedent": (
        "⟦Omar Velt⟧ said: “I have met Paul Lind.” ⟦He⟧ smiled.",
        [["Omar Velt"], ["Omar Velt"]],
        [VELT, ("Paul Lind", "person")],
    ),
    "he in a quotation is not who is quoted": (
        "Paul Lind left. ⟦Omar Velt⟧ said: “Yes, ⟦he⟧ said no.”",
        [["Omar Velt"], ["Paul Lind"]],
        [("Paul Lind", "person"), VELT],
    ),
    "he is no body": (
        "Omar Velt spoke. The Orley Council met. ⟦He⟧ said no.",
        [["Omar Velt"]],
        [VELT, ("Orley Council", "body")],
    ),
    "it is a body": (
        "Omar Velt wrote to the Orley Council. ⟦It⟧ said no.",
        [["Orley Council"]],
        [VELT, ("Orley Council", "body")],
    ),
    "they are a body": (
        "The Orley Council met. ⟦They⟧ said no.",
        [["Orley Council"]],
        [("Orley Council", "body")],
    ),
    "they are the two who spoke": (
        "⟦Omar Velt and Jane Dornan⟧ said no. ⟦They⟧ left.",
        [["Omar Velt", "Jane Dornan"]] * 2,
        [VELT, DORNAN],
    ),
    "they are the two just named": (
        "Omar Velt and Jane Dornan met. ⟦They⟧ said no.",
        [["Omar Velt", "Jane Dornan"]],
        [VELT, DORNAN],
    ),
    "I is whoever is quoted": (
        "⟪“No,” ⟦I⟧ said⟫, ⟦Omar Velt⟧ recalled.",
        [["Omar Velt"], ["Omar Velt"]],
        [VELT],
    ),
    "we of nobody": ("⟦We⟧ asked.", [[]], []),
    "who is the name before it": (
        "Omar Velt met Jane Dornan, ⟦who⟧ said no.",
        [["Jane Dornan"]],
        [VELT, DORNAN],
    ),
    "who after an apposition": (
        "They met Jane Dornan, the leader, ⟦who⟧ said no.",
        [["Jane Dornan"]],
        [DORNAN],
    ),
    "who of a group that has no name": ("It angered those ⟦who⟧ said no.", [[]], []),
    "which is a body": (
        "He wrote to the Orley Council, ⟦which⟧ said no.",
        [["Orley Council"]],
        [("Orley Council", "body")],
    ),
    "the name ends the phrase": (
        "⟦Westmere mayor Omar Velt⟧ said no.",
        [["Omar Velt"]],
        [VELT],
    ),
    "a name with its apposition": (
        "⟦Jane Dornan, the council’s leader,⟧ said no.",
        [["Jane Dornan"]],
        [DORNAN],
    ),
    "a description with its name": (
        "⟦A spokesman for the council, Omar Velt,⟧ said no.",
        [["Omar Velt"]],
        [VELT],
    ),
    "former secretary of state": (
        "⟦Former secretary of state Jane Dornan⟧ said no.",
        [["Jane Dornan"]],
        [DORNAN],
    ),
    "a possessive": ("In ⟦Omar Velt’s⟧ view it rained.", [["Omar Velt"]], [VELT]),
    "a spokesman is a party of his own": (
        "⟦A spokesman for Omar Velt⟧ said no. ⟦The spokesman⟧ left.",
        [["spokesman for Omar Velt"]] * 2,
        [("spokesman for Omar Velt", "person"), VELT],
    ),
    "somebody’s lawyer is not that somebody": (
        "⟦Omar Velt’s lawyer⟧ said no.",
        [["Omar Velt’s lawyer"]],
        [VELT, ("Omar Velt’s lawyer", "person")],
    ),
    "a role that was told": (
        "Westmere mayor Omar Velt spoke. ⟦The mayor⟧ said no.",
        [["Omar Velt"]],
        [VELT],
    ),
    "a role apposed": (
        "Jane Dornan, the commissioner, spoke. ⟦The Commissioner⟧ said no.",
        [["Jane Dornan"]],
        [DORNAN],
    ),
    "one of several, by name": (
        "⟦One of the rowers, Jane Dornan, 42, a teacher,⟧ said no.",
        [["Jane Dornan"]],
        [DORNAN],
    ),
    "a trade before the name": (
        "⟦Fellow rower, joiner Jane Dornan, 60,⟧ said no.",
        [["Jane Dornan"]],
        [DORNAN],
    ),
    "an abbreviated office": (
        "It fell to Sen. Omar Velt. ⟦The senator⟧ said no.",
        [["Omar Velt"]],
        [VELT],
    ),
    "a role that nobody was said to have": (
        "Omar Velt left. ⟦The mayor⟧ said no.",
        [["mayor"]],
        [VELT, ("mayor", "office")],
    ),
    "a role with other words is another’s": (
        "Westmere mayor Omar Velt spoke. ⟦The Orley mayor⟧ said no.",
        [["Orley mayor"]],
        [VELT, ("Orley mayor", "office")],
    ),
    "a relation is a party of its own": (
        "Jane Dornan left. ⟦Her husband⟧ said no.",
        [["Her husband"]],
        [DORNAN, ("Her husband", "person")],
    ),
    "an age is only another word": (
        "⟦Omar Velt⟧ said no. ⟦The 68-year-old⟧ left.",
        [["Omar Velt"]] * 2,
        [VELT],
    ),
    "the noun of a body’s name": (
        "The Orley Council met. ⟦The council⟧ said no.",
        [["Orley Council"]],
        [("Orley Council", "body")],
    ),
    "the last such body": (
        "The Orley Council met. The Westmere Council met. ⟦The council⟧ said no.",
        [["Westmere Council"]],
        [("Orley Council", "body"), ("Westmere Council", "body")],
    ),
    "a noun for a kind of body": (
        "The Orley Police met. ⟦The force⟧ said no.",
        [["Orley Police"]],
        [("Orley Police", "body")],
    ),
    "a firm is the company": (
        "Marlow Holdings fell. ⟦The company⟧ said no.",
        [["Marlow Holdings"]],
        [("Marlow Holdings", "body")],
    ),
    "a firm whose name does not tell that it is one": (
        "Omar Velt left Twitter. ⟦The company⟧ said no.",
        [["Twitter"]],
        [VELT, ("Twitter", "body")],
    ),
    "a council is no company": (
        "Omar Velt left the Orley Council. ⟦The company⟧ said no.",
        [["company"]],
        [VELT, ("Orley Council", "body"), ("company", "body")],
    ),
    "a body that no name answers to": (
        "Omar Velt left. ⟦The company⟧ said no.",
        [["company"]],
        [VELT, ("company", "body")],
    ),
    "a group": (
        "⟦Officials⟧ said no. ⟦Residents of Orley⟧ said yes.",
        [["Officials"], ["Residents of Orley"]],
        [("Officials", "group"), ("Residents of Orley", "group")],
    ),
    "one group under one description": (
        "⟦Officials⟧ said no. ⟦The officials⟧ left, ⟦officials⟧ said.",
        [["Officials"]] * 3,
        [("Officials", "group")],
    ),
    "police are a group": ("⟦Police⟧ said no.", [["Police"]], [("Police", "group")]),
    "two persons": (
        "⟦Mr Velt and Ms Dornan⟧ said no.",
        [["Mr Velt", "Ms Dornan"]],
        [("Mr Velt", "person"), ("Ms Dornan", "person")],
    ),
    "three persons": (
        "⟦Omar Velt, Jane Dornan and Paul Lind⟧ said no.",
        [["Omar Velt", "Jane Dornan", "Paul Lind"]],
        [VELT, DORNAN, ("Paul Lind", "person")],
    ),
    "a person and a group": (
        "⟦Omar Velt and local residents⟧ said no.",
        [["Omar Velt", "local residents"]],
        [VELT, ("local residents", "group")],
    ),
    "and within a firm’s name": (
        "⟦Marks and Spencer⟧ said no.",
        [["Marks and Spencer"]],
        [("Marks and Spencer", "body")],
    ),
    "and within a department’s name": (
        "⟦The Department for Bridges and Tunnels⟧ said no.",
        [["Department for Bridges and Tunnels"]],
        [("Department for Bridges and Tunnels", "body")],
    ),
    "and between two roles of one person": (
        "⟦Jane Dornan, a teacher and a writer,⟧ said no.",
        [["Jane Dornan"]],
        [DORNAN],
    ),
    "and after a preposition": (
        "⟦Officials from Orley and Westmere⟧ said no.",
        [["Officials from Orley and Westmere"]],
        [("Officials from Orley and Westmere", "group")],
    ),
    "a document speaks for its maker": (
        "⟦A statement from the Orley Council⟧ said no. ⟦Mr Velt’s letter⟧ said yes.",
        [["Orley Council"], ["Mr Velt"]],
        [("Orley Council", "body"), ("Mr Velt", "person")],
    ),
    "a document of nobody": (
        "⟦The report⟧ said no.",
        [["report"]],
        [("report", "body")],
    ),
    "an unknown name that speaks": (
        "It rained. ⟦Quillby⟧ said no, and Quillby left.",
        [["Quillby"]],
        [("Quillby", "person")],
    ),
    "a place that speaks is a body": (
        "It rained in London. ⟦London⟧ said no.",
        [["London"]],
        [("London", "body")],
    ),
    "a nickname is nobody else": (
        "The Metropolitan Police met. ⟦Scotland Yard⟧ said no.",
        [["Scotland Yard"]],
        [("Metropolitan Police", "body"), ("Scotland Yard", "body")],
    ),
    "no case": ("⟦omar velt⟧ said no.", [["omar velt"]], [("omar velt", "body")]),
    "nothing but a mark": ("⟦—⟧ no.", [[]], []),
    "one of many varies the name of who speaks": (
        "⟦Omar Velt⟧ said no. ⟦The Orley candidate⟧ left.",
        [["Omar Velt"]] * 2,
        [VELT],
    ),
    "an office that was": (
        "⟦Jane Dornan⟧ said no. ⟦The former secretary of state⟧ left.",
        [["Jane Dornan"]] * 2,
        [DORNAN],
    ),
    "a unique office varies nobody's name": (
        "⟦Jane Dornan⟧ said no. ⟦The mayor⟧ left.",
        [["Jane Dornan"], ["mayor"]],
        [DORNAN, ("mayor", "office")],
    ),
    "the other side is another's": (
        "⟦Republican Sen. Omar Velt⟧ said no. ⟦The Democratic candidate⟧ left.",
        [["Omar Velt"], ["Democratic candidate"]],
        [VELT, ("Democratic candidate", "person")],
    ),
    "a side added to a role": (
        "It fell to Sen. Jane Dornan. Then Omar Velt left. ⟦The Democratic senator⟧ said no.",
        [["Jane Dornan"]],
        [DORNAN, VELT],
    ),
    "a clause tells of another": (
        "⟦Omar Velt⟧ said no. ⟦The man who fled⟧ said yes.",
        [["Omar Velt"], ["man"]],
        [VELT, ("man", "person")],
    ),
    "either of two roles": (
        "It fell to Sen. Jane Dornan. ⟦The former first lady and senator⟧ said no.",
        [["Jane Dornan"]],
        [DORNAN],
    ),
    "a justice is a judge": (
        "It fell to Justice Jane Dornan. Omar Velt left. ⟦The judge⟧ said no.",
        [["Jane Dornan"]],
        [DORNAN, VELT],
    ),
    "a committee is the panel": (
        "The Orley Bridge Committee met. ⟦The panel⟧ said no.",
        [["Orley Bridge Committee"]],
        [("Orley Bridge Committee", "body")],
    ),
    "the head of a body's name tells what it is": (
        "The Lind Institute for Bridge Technology met. ⟦The company⟧ said no.",
        [["company"]],
        [("Lind Institute for Bridge Technology", "body"), ("company", "body")],
    ),
    "an adverb is no part of the phrase": (
        "⟦Even other farmers⟧ said no, ⟦together two farmers⟧ said.",
        [["other farmers"], ["two farmers"]],
        [("other farmers", "group"), ("two farmers", "group")],
    ),
    "a clause names nobody": (
        "Jane Dornan, ⟦who sent the letter⟧, said no. It angered those ⟦who sent the letter⟧.",
        [["Jane Dornan"], []],
        [DORNAN],
    ),
    "a part of those before names nobody": (
        "Farmers came, ⟦many of whom⟧ said no.",
        [[]],
        [],
    ),
    "a part of them is theirs": (
        "⟦Farmers⟧ said no. ⟦Many of them⟧ left.",
        [["Farmers"]] * 2,
        [("Farmers", "group")],
    ),
    "whose names its noun alone": (
        "It angered Jane Dornan, ⟦whose neighbours⟧ said no.",
        [["neighbours"]],
        [DORNAN, ("neighbours", "group")],
    ),
    "a time follows the phrase": (
        "⟦The farmers this month⟧ said no. ⟦A poll last year⟧ said yes.",
        [["farmers"], ["poll"]],
        [("farmers", "group"), ("poll", "body")],
    ),
    "a participle’s clause follows the phrase": (
        "⟦A survey released on Friday⟧ said no. ⟦The retired engineer⟧ said yes.",
        [["survey"], ["retired engineer"]],
        [("survey", "body"), ("retired engineer", "person")],
    ),
    "what completes the phrase": (
        "⟦People close to the family⟧ said no. ⟦A source familiar with the plan⟧ said yes.",
        [["People close to the family"], ["source familiar with the plan"]],
        [("People close to the family", "group"), ("source familiar with the plan", "person")],
    ),
    "a plural ends its phrase": (
        "⟦Several people I have met⟧ said no.",
        [["Several people"]],
        [("Several people", "group")],
    ),
    "shares are groups": (
        "⟦72 percent of farmers⟧ said no. ⟦4.5% of residents⟧ said yes.",
        [["72 percent of farmers"], ["4.5% of residents"]],
        [("72 percent of farmers", "group"), ("4.5% of residents", "group")],
    ),
    "a delayed name": (
        "⟦The Mayor of Orley⟧ said no in her letter.\n⟦Jane Dornan⟧ said yes.\n⟦The mayor⟧ left.",
        [["Jane Dornan"]] * 3,
        [DORNAN],
    ),
    "a delayed name of one who was": (
        "⟦A former minister⟧ has accused the BBC.\n⟦Omar Velt⟧, 61, said no.",
        [["Omar Velt"]] * 2,
        [VELT, ("BBC", "body")],
    ),
    "a delayed name after a paragraph of what happened": (
        "It will rain, ⟦the home secretary⟧ said.\nIt fell on Monday.\n⟦Jane Dornan⟧ told us no.",
        [["Jane Dornan"]] * 2,
        [DORNAN],
    ),
    "no delayed name of a body": (
        "⟦The council⟧ said no.\n⟦Jane Dornan⟧, a resident, said yes.",
        [["council"], ["Jane Dornan"]],
        [("council", "body"), DORNAN],
    ),
    "no delayed name of one with another role": (
        "⟦The mayor⟧ said no.\n⟦Jane Dornan⟧, a farmer, said yes.",
        [["mayor"], ["Jane Dornan"]],
        [("mayor", "office"), DORNAN],
    ),
    "no delayed name of the other gender": (
        "⟦The mayor⟧ said no in her letter.\n⟦Sandy Velt⟧ said yes. ⟦Mr Velt⟧ left.",
        [["mayor"], ["Sandy Velt"], ["Sandy Velt"]],
        [("mayor", "office"), ("Sandy Velt", "person")],
    ),
    "no delayed name where another has the role": (
        "⟦The mayor⟧ said no.\n⟦Jane Dornan⟧ said yes. Mayor Omar Velt left.",
        [["mayor"], ["Jane Dornan"]],
        [("mayor", "office"), DORNAN, VELT],
    ),
    "no delayed name of one who speaks of the holder": (
        "⟦The mayor⟧ said no.\n⟦Jane Dornan⟧ said the mayor was wrong.",
        [["mayor"], ["Jane Dornan"]],
        [("mayor", "office"), DORNAN],
    ),
}


@pytest.mark.parametrize(("marked", "speakers", "parties"), CASES.values(), ids=CASES.keys())
def test_speakers(marked, speakers, parties):
    assert heard(marked) == (speakers, parties)


PASSIVES = {
    "an accuser whom nothing names": ("⟦Omar Velt⟧ ⟨accused⟩ of lying", [[]]),
    "an accuser after by": ("⟦Omar Velt⟧ ⟨accused⟩ of lying by Jane Dornan", [["Jane Dornan"]]),
    "a described accuser": ("⟦Omar Velt⟧ ⟨urged to⟩ resign by council", [["council"]]),
    "a day after by is nobody": ("⟦Omar Velt⟧ ⟨told to⟩ leave by Friday", [[]]),
    "a day and then who asks": (
        "⟦Velt⟧ ⟨told to⟩ leave by Friday by Jane Dornan",
        [["Jane Dornan"]],
    ),
    "asked to in a headline": ("⟦Omar Velt⟧ ⟨asked⟩ to explain", [[]]),
    "asked to in a sentence is active": ("⟦Omar Velt⟧ ⟨asked⟩ to see it.", [["Omar Velt"]]),
    "was asked to": ("⟦Omar Velt⟧ ⟨was asked⟩ to explain.", [[]]),
    "was warned by": ("⟦Omar Velt⟧ ⟨was warned⟩ by Jane Dornan of rain.", [["Jane Dornan"]]),
    "warned of is active": ("⟦Omar Velt⟧ ⟨warned⟩ of rain", [["Omar Velt"]]),
    "an object after the verb": ("⟦Omar Velt⟧ ⟨accused⟩ Jane Dornan of lying", [["Omar Velt"]]),
    "a gap before the subject": (
        "Here is Lind, whom ⟦Omar Velt⟧ ⟨accused⟩ of it.",
        [["Omar Velt"]],
    ),
    "another verb is the cue": ("⟦Omar Velt⟧ accused of lying ⟨said⟩ no.", [["Omar Velt"]]),
}


@pytest.mark.parametrize(("marked", "speakers"), PASSIVES.values(), ids=PASSIVES.keys())
def test_passives(marked, speakers):
    start, end = marked.index("⟨"), marked.index("⟩") - 1
    text, sources, _ = read(marked.replace("⟨", "").replace("⟩", ""))
    shift = 2  # the marks of the source stand before the cue
    claim = Claim((sources[0],), (Span(start - shift, end - shift),))
    resolved = resolve(Article("a", "a.txt", text, blocks_of(text)), [claim])
    names = {party.id: party.name for party in resolved.parties}
    assert [[names[id] for id in ids] for ids in resolved.speakers] == speakers


def test_a_claim_without_source_has_no_speaker():
    text = "It rained."
    resolved = resolve(Article("a", "a.txt", text, blocks_of(text)), [Claim()])
    assert (resolved.parties, resolved.speakers) == ((), ((),))


def test_the_order_of_claims_is_kept():
    text = "Omar Velt said no. Jane Dornan said yes."
    claims = [Claim((Span(19, 30),)), Claim(), Claim((Span(0, 9),))]
    resolved = resolve(Article("a", "a.txt", text, blocks_of(text)), claims)
    assert resolved.speakers == (("p2",), (), ("p1",))


def test_a_source_in_two_parts_is_read_by_its_first_that_names():
    text = "A spokesman, said Omar Velt, spoke."
    resolved = resolve(
        Article("a", "a.txt", text, blocks_of(text)), [Claim((Span(11, 12), Span(18, 27)))]
    )
    assert resolved.speakers == (("p1",),)
