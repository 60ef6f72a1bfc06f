"""Bare text → labelled blocks: one row a rule."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.blocks import label
from onrecord.record import BlockKind

LEAD = "The harbour board has asked for an inquiry into the ferry that ran aground on Monday."
NEXT = "Ada Moss, who chairs the board, said the crew had not been told of the sandbank."


def labelled(text: str, start: int = 0) -> list[tuple[str, str]]:
    blocks, _ = label(text, start)
    return [(block.kind.value, block.span.of(text)) for block in blocks]


BODY = [("body", LEAD), ("body", NEXT)]

SPLITTING = [
    ("blank lines part paragraphs", f"{LEAD}\n\n{NEXT}", BODY),
    ("single newlines part long lines", f"{LEAD}\n{NEXT}", BODY),
    ("windows newlines", f"{LEAD}\r\n\r\n{NEXT}\r\n", BODY),
    ("old mac newlines", f"{LEAD}\r{NEXT}", BODY),
    ("line separator", f"{LEAD}\u2028{NEXT}\u2029", BODY),
    ("blank line of odd spaces", f"{LEAD}\n\u00a0\t \n{NEXT}", BODY),
    ("indented paragraphs", f"   {LEAD}\n\t{NEXT}", BODY),
    ("no newline at all", f"{LEAD} {NEXT}", [("body", f"{LEAD} {NEXT}")]),
    (
        "wrapped lines are one paragraph",
        "The harbour board has asked for an inquiry into the ferry that ran\n"
        "aground on Monday, after passengers complained that they had waited\n"
        "three hours for a lifeboat.\n\n"
        "Ada Moss, who chairs the board, said the crew had not been told of\n"
        "the sandbank.",
        [
            (
                "body",
                "The harbour board has asked for an inquiry into the ferry that ran\n"
                "aground on Monday, after passengers complained that they had waited\n"
                "three hours for a lifeboat.",
            ),
            (
                "body",
                "Ada Moss, who chairs the board, said the crew had not been told of\nthe sandbank.",
            ),
        ],
    ),
    (
        "wrapped lines without blank ones part where a line is short",
        "The harbour board has asked for an inquiry into the ferry that ran\n"
        "aground on Monday, after passengers complained that they had waited\n"
        "three hours.\n"
        "Ada Moss, who chairs the board, said the crew had not been told of\n"
        "the sandbank and that the charts on board were twenty years old.",
        [
            (
                "body",
                "The harbour board has asked for an inquiry into the ferry that ran\n"
                "aground on Monday, after passengers complained that they had waited\n"
                "three hours.",
            ),
            (
                "body",
                "Ada Moss, who chairs the board, said the crew had not been told of\n"
                "the sandbank and that the charts on board were twenty years old.",
            ),
        ],
    ),
    ("nothing", "", []),
    ("blanks alone", " \n\u00a0\n\t", []),
]


@pytest.mark.parametrize(
    ("text", "expected"), [r[1:] for r in SPLITTING], ids=[r[0] for r in SPLITTING]
)
def test_paragraphs(text: str, expected: list[tuple[str, str]]) -> None:
    assert labelled(text) == expected


FURNITURE = [
    ("form message", "Something went wrong. Please try again later."),
    ("form message, hyphen", "Oops! Something went wrong - try again in a moment."),
    ("thanks for signing up", "Thanks for signing up to the Morning Tide newsletter!"),
    ("sign up", "Sign up to our free Morning Tide email for the day’s harbour news."),
    ("inbox", "Get the best of Lowmoor straight to your inbox every weekday."),
    ("follow", "Follow the Lowmoor Echo on Facebook, Instagram and X."),
    ("messaging channel", "Join thousands of others on the Lowmoor Echo WhatsApp channel"),
    ("subscribe", "Subscribe now for unlimited access to all our stories."),
    ("register wall", "To continue reading, log in or subscribe."),
    ("consent", "By clicking Sign Up you agree to our terms and privacy policy."),
    ("cookies", "We use cookies to give you a better experience. Accept all cookies?"),
    ("cookie buttons", "Accept all | Manage choices"),
    ("share buttons", "Share on Facebook Share on Twitter Email Copy link"),
    ("share this", "Share this article"),
    ("read more", "READ MORE: Mayor says ferry fares are ‘a disgrace’"),
    ("also read", "ALSO READ | Monsoon session to open on Monday"),
    ("related", "Related: Ferry strike enters third week"),
    ("most read", "Most read"),
    ("advertisement", "Advertisement"),
    ("advertisement, continued", "Story continues below advertisement"),
    ("comment prompt", "What do you think? Let us know in the comments below."),
    ("comment count", "12 Comments"),
    ("tip line", "Do you have a story? Email newsdesk@lowmoorecho.example"),
    ("copyright", "© 2024 Lowmoor Echo Ltd. All rights reserved."),
    (
        "agency rights",
        "Copyright 2024 The Lowmoor Press. This material may not be published or rewritten.",
    ),
    ("agency credit", "Reporting by Ada Moss in Lowmoor; Editing by Tom Reed"),
    ("agency inputs", "(With inputs from PTI)"),
    ("writer's account", "Follow Tom Reed on Twitter @tomreed"),
    ("correction note", "This article was amended on 3 May to correct the name of the ferry."),
]


@pytest.mark.parametrize("line", [r[1] for r in FURNITURE], ids=[r[0] for r in FURNITURE])
@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_furniture(line: str, place: str) -> None:
    parts = {
        "before": [line, LEAD, NEXT],
        "between": [LEAD, line, NEXT],
        "after": [LEAD, NEXT, line],
    }[place]
    expected = [("furniture" if part == line else "body", part) for part in parts]
    assert labelled("\n\n".join(parts)) == expected


ARTICLE = [
    ("sign-up reported", "Sign-ups to the ferry scheme have fallen by half since 2019."),
    (
        "form message reported",
        "The board’s website said something had gone wrong with the booking system.",
    ),
    ("form message quoted", "“Something went wrong,” Mr Reed said. “We are trying again.”"),
    ("thanks reported", "She thanked the volunteers for signing up to the lifeboat crew."),
    ("share prices", "Shares in Lowmoor Ferries fell by four per cent on Tuesday."),
    ("more than", "More than 300 passengers were taken off the ferry by lifeboat."),
    ("by as preposition", "By Monday evening the water had gone down by a metre."),
    ("dateline of an agency", "LONDON (Reuters) - The harbour will open again on Monday."),
    ("dateline with colon", "NEW LOWMOOR: The council on Monday cleared the harbour bill."),
    ("watch as warning", "Watch out for ice on the quays, the harbour board warned."),
    ("copyright law", "Copyright law does not cover the plans of a harbour."),
    ("reporting as a noun", "Reporting by the Echo found that forty sailors had been fined."),
    ("comments as a noun", "Comments made by the mayor last week drew anger from the crews."),
    ("appeal of the police", "Anyone with information is asked to call the harbour police on 101."),
    ("speaker who is an editor", "Tom Reed is the editor of the harbour board’s yearbook."),
    (
        "quotation over paragraphs",
        "“Sign up for our newsletter, they told us, and nothing came of it.",
    ),
    ("imperative quoted", "“Follow us on Facebook,” the crew shouted from the deck."),
    ("video as evidence", "Video of the grounding was shown to the board on Thursday."),
]


@pytest.mark.parametrize("line", [r[1] for r in ARTICLE], ids=[r[0] for r in ARTICLE])
def test_article_words_stay(line: str) -> None:
    parts = [LEAD, line, NEXT, LEAD]
    assert labelled("\n\n".join(parts)) == [("body", part) for part in parts]


PLACES = [
    (
        "a first line without a stop is the title",
        f"Harbour board asks for inquiry into grounding\n\n{LEAD}\n\n{NEXT}",
        [("heading", "Harbour board asks for inquiry into grounding"), *BODY],
    ),
    (
        "a short line between paragraphs is a subheading",
        f"{LEAD}\n\nOld charts\n\n{NEXT}",
        [("body", LEAD), ("heading", "Old charts"), ("body", NEXT)],
    ),
    (
        "byline and date under the title",
        f"Harbour board asks for inquiry\nBy Ada Moss, Harbour Correspondent\n14 March 2021,"
        f" 10:32\n{LEAD}\n{NEXT}",
        [
            ("heading", "Harbour board asks for inquiry"),
            ("furniture", "By Ada Moss, Harbour Correspondent"),
            ("furniture", "14 March 2021, 10:32"),
            *BODY,
        ],
    ),
    (
        "headlines after an opener are links",
        f"{LEAD}\n\nRelated articles\n\nFerry strike enters third week\n\nMayor to meet"
        f" crews\n\n{NEXT}",
        [
            ("body", LEAD),
            ("furniture", "Related articles"),
            ("furniture", "Ferry strike enters third week"),
            ("furniture", "Mayor to meet crews"),
            ("body", NEXT),
        ],
    ),
    (
        "lines after the last paragraph are tags",
        f"{LEAD}\n\n{NEXT}\n\nFerries\n\nLowmoor harbour",
        [*BODY, ("furniture", "Ferries"), ("furniture", "Lowmoor harbour")],
    ),
    (
        "a writer is presented after the end",
        f"{LEAD}\n\n{NEXT}\n\nTom Reed is a reporter who covers harbours for the Echo.",
        [*BODY, ("furniture", "Tom Reed is a reporter who covers harbours for the Echo.")],
    ),
    (
        "a caption with its credit",
        f"{LEAD}\n\nThe ferry on the sandbank (Image: Tom Reed)\n\n{NEXT}",
        [
            ("body", LEAD),
            ("caption", "The ferry on the sandbank (Image: Tom Reed)"),
            ("body", NEXT),
        ],
    ),
    (
        "an hour amid a live report is a heading",
        f"{LEAD}\n\n9:30 p.m.\n\n{NEXT}",
        [("body", LEAD), ("heading", "9:30 p.m."), ("body", NEXT)],
    ),
    (
        "furniture glued before the article",
        f"Something went wrong. Please try again later. {LEAD}",
        [("furniture", "Something went wrong. Please try again later."), ("body", LEAD)],
    ),
    (
        "furniture glued after the article",
        f"{LEAD} Sign up for our newsletter.",
        [("body", LEAD), ("furniture", "Sign up for our newsletter.")],
    ),
    (
        "the same words within a quotation are the speaker’s",
        "“The crew laughed. Sign up for our newsletter. That was all it said,” Mr Reed told the"
        " board.",
        [
            (
                "body",
                "“The crew laughed. Sign up for our newsletter. That was all it said,” Mr Reed"
                " told the board.",
            )
        ],
    ),
    (
        "invisible marks within furniture",
        f"{LEAD}\n\nAdver\u200btise\u00adment\u200f\n\n{NEXT}",
        [("body", LEAD), ("furniture", "Adver\u200btise\u00adment\u200f"), ("body", NEXT)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in PLACES], ids=[r[0] for r in PLACES])
def test_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert labelled(text) == expected


def test_what_stands_before_start_is_left_out() -> None:
    text = f"date 2021-03-14 Something went wrong - please try again later.\n\n{LEAD}"
    assert labelled(text, 16) == [
        ("furniture", "Something went wrong - please try again later."),
        ("body", LEAD),
    ]


@given(
    st.text(alphabet=st.sampled_from(list('aB. \n\r\u2028\u00a0\u200b“”"—(@)1:')), max_size=200),
    st.integers(0, 20),
)
def test_every_visible_character_lies_in_one_block(text: str, start: int) -> None:
    start = min(start, len(text))
    blocks, posts = label(text, start)
    at = start
    for block in blocks:
        assert not text[at : block.span.start].strip()
        assert block.span.start < block.span.end
        at = block.span.end
    assert not text[at:].strip()
    kinds = {block.span: block.kind for block in blocks}
    assert all(kinds[post.span] is BlockKind.POST for post in posts)


HOSTILE = [
    ("one line of prose", LEAD * 12_000),
    ("no spaces", "a" * 1_000_000),
    ("digits", "1" * 1_000_000),
    ("glued furniture", "Sign up for our newsletter. " * 35_000),
    ("author lines", "— A (@a) " * 50_000),
    ("brackets", "(@" * 300_000),
    ("capital letters", ("By " + "A" * 600 + "\n") * 1_000),
    ("blank lines", "\n" * 500_000 + "a"),
]


@pytest.mark.parametrize("text", [r[1] for r in HOSTILE], ids=[r[0] for r in HOSTILE])
def test_a_million_characters_take_seconds(text: str) -> None:
    begun = time.process_time()
    label(text)
    assert time.process_time() - begun < 10
