"""Names → parties: one rule a row, the whole list of parties asserted."""

import time

import pytest

from onrecord.record import Article, Block, BlockKind, Post, Span
from onrecord.understand.parties import Claim, resolve

PERSON, BODY, OFFICE, GROUP = "person", "body", "office", "group"


def article(text, headings=(), posts=()):
    """An article whose paragraphs are parted by blank lines; `headings` are their numbers."""
    blocks, at = [], 0
    for number, part in enumerate(text.split("\n\n")):
        kind = BlockKind.HEADING if number in headings else BlockKind.BODY
        blocks.append(Block(kind, Span(at, at + len(part))))
        at += len(part) + 2
    return Article("a", "a.txt", text, tuple(blocks), tuple(posts))


def shown(text, headings=()):
    """Every party as its name, kind, other names and roles."""
    return [
        (party.name, party.kind.value, list(party.names), list(party.roles))
        for party in resolve(article(text, headings)).parties
    ]


CASES = {
    "surname with Mr after the full name": (
        "Omar Velt resigned. Mr Velt gave no reason.",
        [("Omar Velt", PERSON, ["Mr Velt"], [])],
    ),
    "bare surname after the full name": (
        "Omar Velt resigned. Velt gave no reason.",
        [("Omar Velt", PERSON, ["Velt"], [])],
    ),
    "bare given name after the full name": (
        "They remembered Greta Marlow. A year on, the case of Greta is open.",
        [("Greta Marlow", PERSON, ["Greta"], [])],
    ),
    "surname before the full name": (
        "It was Mr Velt who resigned. Omar Velt gave no reason.",
        [("Omar Velt", PERSON, ["Mr Velt"], [])],
    ),
    "surname never named in full keeps its title": (
        "Then Mrs Quillon resigned.",
        [("Mrs Quillon", PERSON, [], [])],
    ),
    "a style of rank belongs to the name": (
        "The panel heard Dame Edith Orrin. Dame Edith left.",
        [("Dame Edith Orrin", PERSON, ["Dame Edith"], [])],
    ),
    "an office before the name is a role": (
        "It fell to Senator Paul Varga to answer.",
        [("Paul Varga", PERSON, ["Senator Paul Varga"], ["Senator"])],
    ),
    "an abbreviated office keeps its full stop": (
        "It fell to Sen. Paul Varga to answer.",
        [("Paul Varga", PERSON, ["Sen. Paul Varga"], ["Sen."])],
    ),
    "offices of several words": (
        "Shadow Home Secretary Ruth Ebbel left.",
        [("Ruth Ebbel", PERSON, ["Shadow Home Secretary Ruth Ebbel"], ["Shadow Home Secretary"])],
    ),
    "police ranks": (
        "Det Ch Insp Colin Ware spoke. Insp Ware left.",
        [("Colin Ware", PERSON, ["Det Ch Insp Colin Ware", "Insp Ware"], ["Det Ch Insp", "Insp"])],
    ),
    "a role in small letters before the name": (
        "Westmere mayor Tomasz Lind opened the bridge.",
        [("Tomasz Lind", PERSON, [], ["Westmere mayor"])],
    ),
    "an apposed role after the name": (
        "Jane Dornan, the council’s leader, resigned.",
        [("Jane Dornan", PERSON, [], ["the council’s leader"])],
    ),
    "an age between the name and the role": (
        "Jane Dornan, 43, a teacher from Westmere, resigned.",
        [("Jane Dornan", PERSON, [], ["teacher from Westmere"])],
    ),
    "an apposed role before the name": (
        "The council’s leader, Jane Dornan, resigned.",
        [("Jane Dornan", PERSON, [], ["The council’s leader"])],
    ),
    "a list of persons is no apposition": (
        "They thanked Jane Dornan, Mayor Ann Pell and others.",
        [
            ("Jane Dornan", PERSON, [], []),
            ("Ann Pell", PERSON, ["Mayor Ann Pell"], ["Mayor"]),
        ],
    ),
    "a family is told apart by the title": (
        "Peter Hale and Susan Hale met. Mr Hale left. Mrs Hale stayed.",
        [
            ("Peter Hale", PERSON, ["Mr Hale"], []),
            ("Susan Hale", PERSON, ["Mrs Hale"], []),
        ],
    ),
    "a family’s bare surname is who was named in full last": (
        "Peter Hale met the press. Susan Hale did not, and Hale left.",
        [("Peter Hale", PERSON, [], []), ("Susan Hale", PERSON, ["Hale"], [])],
    ),
    "a short given name": (
        "William Orton resigned. Bill Orton gave no reason.",
        [("William Orton", PERSON, ["Bill Orton"], [])],
    ),
    "a middle initial": (
        "Robert J. Orton resigned. Robert Orton gave no reason.",
        [("Robert J. Orton", PERSON, ["Robert Orton"], [])],
    ),
    "an initial after an office is no article": (
        "It fell to Judge Robert A. Orton.",
        [("Robert A. Orton", PERSON, ["Judge Robert A. Orton"], ["Judge"])],
    ),
    "Jr. is no surname": (
        "Robert Orton Jr. resigned. Mr Orton gave no reason.",
        [("Robert Orton Jr", PERSON, ["Mr Orton"], [])],
    ),
    "particles in small letters": (
        "Anna van der Meulen resigned. Ms van der Meulen gave no reason.",
        [("Anna van der Meulen", PERSON, ["Ms van der Meulen"], [])],
    ),
    "al- and bin": (
        "Khalid bin Rashid and Omar al-Sabbar met.",
        [("Khalid bin Rashid", PERSON, [], []), ("Omar al-Sabbar", PERSON, [], [])],
    ),
    "O’ with a curly or a straight mark": (
        "Fiona O’Dell resigned. Ms O'Dell gave no reason.",
        [("Fiona O’Dell", PERSON, ["Ms O'Dell"], [])],
    ),
    "hyphens": (
        "Claire Aston-Reed resigned. Ms Aston-Reed gave no reason.",
        [("Claire Aston-Reed", PERSON, ["Ms Aston-Reed"], [])],
    ),
    "the possessive is no part of the name": (
        "This is Omar Velt’s view, and Mr Velt's alone.",
        [("Omar Velt", PERSON, ["Mr Velt"], [])],
    ),
    "a rare name is a person’s where it speaks": (
        "On Monday Xanthor Quillby said no.",
        [("Xanthor Quillby", PERSON, [], [])],
    ),
    "a rare name is a person’s where it is shortened": (
        "It was the vigil for Xanthor Quillby, and few knew of Quillby before.",
        [("Xanthor Quillby", PERSON, ["Quillby"], [])],
    ),
    "the name begins after the body that it belongs to": (
        "He met Ford Foundation president Ann Lee.",
        [("Ford Foundation", BODY, [], []), ("Ann Lee", PERSON, [], ["Ford Foundation president"])],
    ),
    "initials in brackets": (
        "The Office for Bridge Safety (OBS) opened. The OBS closed.",
        [("Office for Bridge Safety", BODY, ["OBS"], [])],
    ),
    "initials never introduced": (
        "The Westmere Bridge Authority opened. The WBA closed.",
        [("Westmere Bridge Authority", BODY, ["WBA"], [])],
    ),
    "Her Majesty’s is HM": (
        "HM Inspectorate of Bridges opened. Her Majesty’s Inspectorate of Bridges closed.",
        [("Her Majesty’s Inspectorate of Bridges", BODY, ["HM Inspectorate of Bridges"], [])],
    ),
    "and within the name of a department": (
        "The Department for Bridges and Tunnels closed.",
        [("Department for Bridges and Tunnels", BODY, [], [])],
    ),
    "and within the name of an agency": (
        "The Food and Bridge Administration closed.",
        [("Food and Bridge Administration", BODY, [], [])],
    ),
    "and within the name of a firm": (
        "The shares of Marks and Spencer fell.",
        [("Marks and Spencer", BODY, [], [])],
    ),
    "and between two bodies": (
        "The Westmere Council and Orley Council met.",
        [("Westmere Council", BODY, [], []), ("Orley Council", BODY, [], [])],
    ),
    "a body’s short form": (
        "The Orley Police Federation of Wend met. The Police Federation of Wend left.",
        [("Orley Police Federation of Wend", BODY, ["Police Federation of Wend"], [])],
    ),
    "a firm without its suffix": (
        "Marlow Holdings closed. Its rival said Marlow had failed.",
        [("Marlow Holdings", BODY, ["Marlow"], [])],
    ),
    "a noun with a capital for the body": (
        "The Orley Foundation met. Then the Foundation left.",
        [("Orley Foundation", BODY, ["Foundation"], [])],
    ),
    "an office that nobody is said to hold": (
        "They wrote to the Commissioner and Deputy Commissioner.",
        [("Commissioner", OFFICE, [], []), ("Deputy Commissioner", OFFICE, [], [])],
    ),
    "an office whose holder is named": (
        "It fell to Commissioner Jane Dornan. They wrote to the Commissioner.",
        [("Jane Dornan", PERSON, ["Commissioner Jane Dornan", "Commissioner"], ["Commissioner"])],
    ),
    "a deputy is another": (
        "It fell to Commissioner Jane Dornan. They wrote to the Deputy Commissioner.",
        [
            ("Jane Dornan", PERSON, ["Commissioner Jane Dornan"], ["Commissioner"]),
            ("Deputy Commissioner", OFFICE, [], []),
        ],
    ),
    "an office with of": (
        "They wrote to the President of the Wend Republic.",
        [("President of the Wend Republic", OFFICE, [], [])],
    ),
    "a department is no office": (
        "They wrote to the Department of Justice.",
        [("Department of Justice", BODY, [], [])],
    ),
    "openers of sentences, days and months": (
        "However, on Monday in March it rained. Bridges closed. Nobody came.",
        [],
    ),
    "places alone": ("It rained in London, the United States and Clapham Common.", []),
    "nationalities": ("The British and American teams met Muslim leaders.", []),
    "a nationality before a name": (
        "They met British Prime Minister Ann Lee.",
        [("Ann Lee", PERSON, ["British Prime Minister Ann Lee"], ["British Prime Minister"])],
    ),
    "laws with initials": ("The Safe Bridges Act (SBA) passed.", []),
    "ships": ("The storm struck the MS Anna Lee.", []),
    "a contraction": ("We’re here. Don't go. That's all.", []),
    "a sentence after an abbreviation": (
        "She left the U.S. While Ann Lee stayed.",
        [("Ann Lee", PERSON, [], [])],
    ),
    "a month that is a surname": (
        "It fell to Ann May. Mrs May left in May.",
        [("Ann May", PERSON, ["Mrs May"], [])],
    ),
    "an age tells a person": (
        "The prize went to Xanthor Quillby, 34, on Monday.",
        [("Xanthor Quillby", PERSON, [], [])],
    ),
    "an age before the name": (
        "The prize went to 34-year-old Xanthor Quillby.",
        [("Xanthor Quillby", PERSON, [], [])],
    ),
    "a surname that opens a sentence": (
        "The prize went to Xanthor Quillby. Quillby was glad.",
        [("Xanthor Quillby", PERSON, ["Quillby"], [])],
    ),
    "a given name cut short": (
        "Jonathan Orton resigned. Jon Orton gave no reason.",
        [("Jonathan Orton", PERSON, ["Jon Orton"], [])],
    ),
    "a noun with a capital is a body of its own": (
        "They wrote to the Treasury. Then the Treasury closed.",
        [("Treasury", BODY, [], [])],
    ),
    "a house of parliament": (
        "They wrote to the House of Representatives.",
        [("House of Representatives", BODY, [], [])],
    ),
    "a house of parliament, short": (
        "Then the House met. It was the House of Representatives, and the White House watched.",
        [("House of Representatives", BODY, ["House"], []), ("White House", BODY, [], [])],
    ),
    "a nation before a body that needs none": (
        "They wrote to the U.S. Senate. Then the Senate closed.",
        [("U.S. Senate", BODY, ["Senate"], [])],
    ),
    "whoever rules a body is no part of its name": (
        "They feared a Democratic Senate. Then the Senate closed.",
        [("Senate", BODY, [], [])],
    ),
    "initials of a firm without its suffix": (
        "Orley Bridge Tools Inc. opened. Then OBT closed.",
        [("Orley Bridge Tools Inc", BODY, ["OBT"], [])],
    ),
    "initials that speak": ("It rained, and OBT said no.", [("OBT", BODY, [], [])]),
    "a university named after a duke": (
        "They met at Duke University.",
        [("Duke University", BODY, [], [])],
    ),
    "capitals throughout": ("THE COUNCIL SAID NO TO THE BRIDGE", []),
    "no capitals": ("ann lee said no", []),
    "no text": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_parties(text, expected):
    assert shown(text) == expected


HEADLINES = {
    "a headline in title case names whom the article names": (
        "Velt Calls For Bridge Inquiry\n\nOmar Velt spoke.",
        [("Omar Velt", PERSON, ["Velt"], [])],
    ),
    "a headline alone names nobody": ("New Bridge Opens In Westmere After Long Delay", []),
    "a headline in sentence case is read like the rest": (
        "Anger as Omar Velt calls for an inquiry\n\nIt rained.",
        [("Omar Velt", PERSON, [], [])],
    ),
}


@pytest.mark.parametrize(("text", "expected"), HEADLINES.values(), ids=HEADLINES.keys())
def test_headlines(text, expected):
    assert shown(text, headings=(0,)) == expected


def test_mentions_are_where_the_names_stand():
    text = "Westmere mayor Omar Velt spoke. He left. Mr Velt’s car stayed."
    party = resolve(article(text)).parties[0]
    assert [span.of(text) for span in party.mentions] == ["Omar Velt", "Mr Velt"]
    assert party.id == "p1"


def post(text, words, author, handle):
    start = text.index(words)
    return Post(Span(start, len(text)), Span(start, start + len(words)), author, handle)


def test_a_post_is_its_authors():
    text = "Omar Velt spoke.\n\nNo bridge for us — Omar Velt (@OmarVelt) March 3, 2020"
    posts = (post(text, "No bridge for us", "Omar Velt", "@OmarVelt"),)
    blocks = (Block(BlockKind.BODY, Span(0, 16)), Block(BlockKind.POST, Span(18, len(text))))
    resolved = resolve(Article("a", "a.txt", text, blocks, posts))
    assert resolved.post_speakers == (("p1",),)
    assert [(p.name, p.names) for p in resolved.parties] == [("Omar Velt", ("@OmarVelt",))]


def test_a_handle_alone_is_a_party_of_its_own():
    text = "It rained.\n\nNo bridge for us — @wend_watch"
    posts = (post(text, "No bridge for us", None, "@wend_watch"),)
    blocks = (Block(BlockKind.BODY, Span(0, 10)), Block(BlockKind.POST, Span(12, len(text))))
    resolved = resolve(Article("a", "a.txt", text, blocks, posts))
    assert resolved.post_speakers == (("p1",),)
    assert [(p.name, p.names) for p in resolved.parties] == [("@wend_watch", ())]


def test_a_post_of_nobody():
    text = "It rained."
    posts = (Post(Span(0, 10), Span(0, 10)),)
    assert resolve(article(text, posts=posts)).post_speakers == ((),)


@pytest.mark.parametrize(
    "unit",
    [
        "Mr Khan told Ann Lee of Orley Council. “No,” he said. ",
        "A. ",
        "(",
        "Ann ",
        "“",
        "\n",
        "É’s ",
    ],
)
def test_long_texts_take_linear_time(unit):
    text = unit * (100_000 // len(unit))
    claims = [Claim((Span(at, at + 3),)) for at in range(0, len(text) - 3, 500)]
    started = time.process_time()
    resolve(article(text.replace("\n\n", "\n ")), claims)
    assert time.process_time() - started < 10
