"""Made-up articles and what was found in them."""

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.record import (
    Act,
    ActKind,
    Article,
    Block,
    BlockKind,
    Document,
    Due,
    Party,
    PartyKind,
    Period,
    Post,
    QuotationKind,
    Span,
    Stance,
    Statement,
    TimeExpression,
)

HARBOUR = """\
Sign up to our newsletter

Quay closed

Ada Moll said the quay “is not safe”, and someone hinted at worse.

“We asked twice,” Moll wrote, “and heard nothing.

“We will ask again.”

Boats first, words later. — Ben Ruiz (@benruiz) 2 May 2024"""


def place(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def paragraphs(text: str, kinds: str) -> tuple[Block, ...]:
    """Blocks of the paragraphs of `text`: b body, h heading, f furniture, p post, c caption."""
    names = {kind.value[0]: kind for kind in BlockKind}
    blocks, end = [], 0
    for letter, words in zip(kinds, text.split("\n\n"), strict=True):
        blocks.append(Block(names[letter], place(text, words, end)))
        end = blocks[-1].span.end
    return tuple(blocks)


@pytest.fixture
def harbour() -> Document:
    text = HARBOUR

    def spans(*words: str) -> tuple[Span, ...]:
        return tuple(place(text, each) for each in words)

    post = place(text, "Boats first, words later. — Ben Ruiz (@benruiz) 2 May 2024")
    article = Article(
        id="h1",
        source="harbour.txt",
        text=text,
        blocks=paragraphs(text, "fhbbbp"),
        posts=(
            Post(
                post,
                place(text, "Boats first, words later."),
                "Ben Ruiz",
                "@benruiz",
                date(2024, 5, 2),
                ("https://example.org/1",),
            ),
        ),
        title="Quay closed",
        outlet="The Daily Example",
        authors=("Eve Park",),
        published=date(2024, 5, 3),
        url="https://example.org/quay",
    )
    moll = Party(
        "p1",
        "Ada Moll",
        PartyKind.PERSON,
        ("Moll",),
        ("harbour master",),
        spans("Ada Moll", "Moll wrote"),
    )
    ruiz = Party("p2", "Ben Ruiz", PartyKind.PERSON, entry="Q7")
    return Document(
        article,
        (moll, ruiz),
        (
            Statement(
                "s1",
                ("p1",),
                spans("Ada Moll"),
                spans("said"),
                spans("the quay “is not safe”"),
                QuotationKind.MIXED,
                0.97,
            ),
            Statement(
                "s2",
                (),
                spans("someone"),
                spans("hinted at"),
                spans("worse"),
                QuotationKind.INDIRECT,
                0.41,
            ),
            # Out of order, as a model may give them.
            Statement(
                "s4",
                ("p2",),
                spans("Ben Ruiz"),
                (),
                spans("Boats first, words later."),
                QuotationKind.POST,
                1.0,
            ),
            Statement(
                "s3",
                ("p1",),
                (place(text, "Moll", text.index("Moll wrote")),),
                spans("wrote"),
                spans("“We asked twice,”", "“and heard nothing.", "“We will ask again.”"),
                QuotationKind.DIRECT,
                0.9,
            ),
        ),
    )


@pytest.fixture
def plain() -> Callable[..., Document]:
    """A document of body paragraphs alone, its statements given as (name, cue, content)."""

    def make(text: str, *said: tuple[str, str, str], kinds: str = "") -> Document:
        blocks = paragraphs(text, kinds or "b" * len(text.split("\n\n"))) if text else ()
        names = list(dict.fromkeys(name for name, _, _ in said))
        ids = {name: f"p{number}" for number, name in enumerate(names, 1)}
        return Document(
            Article("a1", "note.txt", text, blocks),
            tuple(Party(ids[name], name, PartyKind.PERSON) for name in names),
            tuple(
                Statement(
                    f"s{number}",
                    (ids[name],),
                    (place(text, name),),
                    (place(text, cue),),
                    (place(text, content),),
                    QuotationKind.INDIRECT,
                    0.9,
                )
                for number, (name, cue, content) in enumerate(said, 1)
            ),
        )

    return make


BRIDGE = """\
Footbridge at Ellerby stays shut

Ines Okafor, who leads Ellerby Vale Council, called on Marram Rail on Tuesday to reopen the \
footbridge at the station within 28 days.

“We want the survey published,” Ms Okafor said, “as soon as possible and in full.”

Marram Rail said it would inspect the bridge by the end of the month but would not set a day for \
opening it.

Ms Okafor and Tobias Grünwald-Achterberg promised the station’s users a bus from next week.

‘No more letters’

The Ellerby Footbridge Users’ and Step-Free Access Campaign said the company had promised an \
inspection before.

“The survey is theirs to read,” said Lindiwe Faber, the company’s head of structures.

The Office of Stations did not answer questions.

Open the bridge. — Ines Okafor (@inesokafor) 2 May 2024"""


@pytest.fixture
def bridge() -> Document:
    """Acts of every kind: over two spans, by two speakers, to nobody named, one within another."""
    text = BRIDGE
    call, commitment, response = ActKind
    asked, printed, inspect, no_day, bus, again, theirs, silent, post = "abcdefghi"

    def spans(*words: str) -> tuple[Span, ...]:
        return tuple(place(text, each) for each in words)

    def may(first: int, last: int) -> Period:
        return Period(date(2024, 5, first), date(2024, 5, last))

    embed = place(text, "Open the bridge. — Ines Okafor (@inesokafor) 2 May 2024")
    opening = place(text, "Open the bridge.")
    tuesday = Period(date(2024, 4, 30), date(2024, 4, 30))
    weeks = place(text, "within 28 days")
    next_week = place(text, "next week")
    inspection = "Marram Rail said it would inspect the bridge by the end of the month"
    first = (
        "Ines Okafor, who leads Ellerby Vale Council, called on Marram Rail on Tuesday to reopen"
    )
    parties = (
        ("p1", "Ines Okafor", PartyKind.PERSON),
        ("p2", "Marram Rail", PartyKind.BODY),
        ("p3", "Tobias Grünwald-Achterberg", PartyKind.PERSON),
        ("p4", "The Ellerby Footbridge Users’ and Step-Free Access Campaign", PartyKind.BODY),
        ("p5", "Lindiwe Faber", PartyKind.PERSON),
        ("p6", "Office of Stations", PartyKind.BODY),
        ("p7", "the station’s users", PartyKind.GROUP),
    )
    said = (
        (
            "s1",
            "p2",
            "Marram Rail said",
            f"{inspection[17:]} but would not set a day for opening it",
        ),
        ("s2", "p4", "Campaign said", "the company had promised an inspection before"),
        ("s3", "p5", "said Lindiwe Faber", "“The survey is theirs to read,”"),
    )
    acts = (
        (asked, call, None, "p1", "p2", f"{first} the footbridge at the station within 28 days",
         "reopen the footbridge at the station within 28 days", "", 0.94),
        (no_day, response, Stance.REFUSES, "p2", "p1",
         f"{inspection} but would not set a day for opening it",
         "would not set a day for opening it", asked, 0.81),
        (inspect, commitment, None, "p2", "p1", inspection,
         "inspect the bridge by the end of the month", "", 0.88),
        (bus, commitment, None, "p1 p3", "p7",
         "Ms Okafor and Tobias Grünwald-Achterberg promised the station’s users a bus from "
         "next week", "a bus from next week", "", 0.9),
        (again, response, Stance.DISPUTES, "p4", "p2",
         "The Ellerby Footbridge Users’ and Step-Free Access Campaign said the company had "
         "promised an inspection before", "the company had promised an inspection before",
         inspect, 0.7),
        (theirs, response, Stance.ACCEPTS, "p5", "", "“The survey is theirs to read,”", "",
         printed, 0.52),
        (silent, response, Stance.SILENT, "p6", "",
         "The Office of Stations did not answer questions", "", "", 0.97),
        (post, call, None, "p1", "", "Open the bridge.", "Open the bridge", "", 0.58),
    )  # fmt: skip
    in_said = {no_day: "s1", inspect: "s1", again: "s2", theirs: "s3"}
    dues = {
        asked: Due(weeks, may(28, 28), "“within 28 days” of 30 April 2024: by 28 May 2024"),
        inspect: Due(place(text, "by the end of the month"), may(31, 31), "“by the end of the "
                     "month” of 3 May 2024: by 31 May 2024, which is a Friday"),
        bus: Due(next_week, may(6, 12), "“next week” of 3 May 2024: 6 to 12 May 2024"),
    }  # fmt: skip
    wanted = "“We want the survey published,”", "“as soon as possible and in full.”"
    soon = Due(place(text, "as soon as possible"))
    in_two = Act(
        printed, call, None, ("p1",), (), spans(*wanted),
        spans("the survey published", "in full"), soon, ("s0",), (), 0.9,
    )  # fmt: skip
    return Document(
        Article(
            id="b1",
            source="bridge.txt",
            text=text,
            blocks=paragraphs(text, "hbbbbhbbbp"),
            posts=(Post(embed, opening, "Ines Okafor", "@inesokafor", date(2024, 5, 2)),),
            outlet="The Vale Courier",
            published=date(2024, 5, 3),
        ),
        tuple(Party(*party) for party in parties),
        (
            Statement(
                "s0", ("p1",), (place(text, "Ms Okafor"),), (place(text, "said"),),
                spans(*wanted), QuotationKind.DIRECT, 0.98, tuesday,
            ),
            *(
                Statement(
                    id, (by,), (), (place(text, cue),), spans(words),
                    QuotationKind.DIRECT if words[0] == "“" else QuotationKind.INDIRECT, 0.95,
                )
                for id, by, cue, words in said
            ),
            Statement("s4", ("p1",), (), (), (opening,), QuotationKind.POST, 1.0),
        ),
        (
            *(
                Act(
                    id, kind, stance, tuple(by.split()), tuple(whom.split()), spans(evidence),
                    spans(action) if action else (), dues.get(id),
                    (in_said[id],) if id in in_said else (),
                    tuple(answers), confidence,
                )
                for id, kind, stance, by, whom, evidence, action, answers, confidence in acts
            ),
            in_two,
        ),
        (
            TimeExpression(place(text, "Tuesday"), tuesday, "“Tuesday” of 3 May: 30 April 2024"),
            TimeExpression(next_week, may(6, 12), "“next week” of 3 May 2024: 6 to 12 May 2024"),
        ),
    )  # fmt: skip
