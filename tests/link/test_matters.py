"""Articles to matters, on made-up people and places."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link import (
    Frequencies,
    Shelf,
    article_digest_from_json,
    article_digest_to_json,
    candidate_keys,
    choose_matter,
    digest,
)
from onrecord.link.frequencies import Rarity, background
from onrecord.link.matters import MAKER, MOST_KEYS, together
from onrecord.record import (
    Article,
    ArticleDigest,
    BadInput,
    Block,
    BlockKind,
    Document,
    MatterChoice,
    Period,
    Span,
    TimeExpression,
)


def article(id: str, text: str, day: date | None, title: str | None = None) -> ArticleDigest:
    blocks = []
    at = 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.BODY, Span(at, at + len(line))))
        at += len(line) + 1
    return digest(
        Document(Article(id, id, text, tuple(blocks), title=title, outlet=id, published=day))
    )


BRACK = article(
    "echo",
    "A fire destroyed the Lantern Mill in Brack on Tuesday, and two firefighters were hurt.\n"
    "Chief fire officer Odessa Quill said the blaze at the Lantern Mill began in a lift shaft. "
    "Mill owner Corvane Textiles had been warned about the lift in May, Quill said.",
    date(2031, 3, 4),
)
BRACK_AGAIN = article(
    "post",
    "Investigators returned to Brack to find out why the Lantern Mill burned down.\n"
    "Odessa Quill, the chief fire officer, said her crews had warned Corvane Textiles about the "
    "lift shaft of the mill. Corvane Textiles declined to comment on the fire.",
    date(2031, 3, 9),
)
HOLM = article(
    "sun",
    "A fire destroyed a warehouse in Holm on Thursday, and two firefighters were hurt.\n"
    "Fire commander Tobias Brand said the blaze at Pellam Wharf began in a kitchen. "
    "The owner, Saltmarsh Foods, had been warned about the wiring in June, Brand said.",
    date(2031, 3, 6),
)
AGENCY = replace(BRACK, id="agency copy", outlet="Holm Post")
FLOOD = article(
    "flood",
    "The river Ossel flooded Lower Quay in Tarn on Monday night, and 40 families fled.\n"
    "Mayor Ida Wren opened the town hall of Tarn to those whose homes were under water.",
    date(2031, 2, 3),
)
FLOOD_AGAIN = article(
    "flood again",
    "Homes on Lower Quay in Tarn stood under water after the river Ossel burst its banks.\n"
    "Some 60 people slept in the town hall, mayor Ida Wren said, and a bridge was closed.",
    date(2031, 2, 5),
)
NEXT_YEAR = replace(FLOOD_AGAIN, id="next year", published=date(2036, 2, 5))
UNDATED = replace(BRACK_AGAIN, id="undated", published=None)
KEPT = [(BRACK, "mill fire")]

ROWS = [
    ("another outlet, five days later", BRACK_AGAIN, KEPT, "mill fire"),
    ("the agency's copy", AGENCY, KEPT, "mill fire"),
    ("no date tells neither way", UNDATED, KEPT, "mill fire"),
    ("two fires in two towns in one week", HOLM, KEPT, None),
    ("the same town's fire among two", BRACK_AGAIN, [*KEPT, (HOLM, "wharf fire")], "mill fire"),
    ("the same flood two days later", FLOOD_AGAIN, [(FLOOD, "flood")], "flood"),
    ("dates that exclude: another year's flood", NEXT_YEAR, [(FLOOD, "flood")], None),
    ("nothing kept", BRACK, [], None),
    ("an article is no candidate of its own", BRACK, KEPT, None),
]


@pytest.mark.parametrize(("rule", "newer", "kept", "matter"), ROWS, ids=[row[0] for row in ROWS])
def test_choices(
    rule: str, newer: ArticleDigest, kept: list[tuple[ArticleDigest, str]], matter: str | None
) -> None:
    choice = choose_matter(newer, kept)
    assert (choice.article, choice.matter, choice.maker) == (newer.id, matter, MAKER), choice
    assert (choice.score >= 0.5) == (matter is not None)


def test_a_choice_says_why() -> None:
    choice = choose_matter(BRACK_AGAIN, KEPT)
    assert choice == MatterChoice(
        article="post",
        matter="mill fire",
        score=choice.score,
        reasons=choice.reasons,
        maker=MAKER,
    )
    assert choice.reasons[0].startswith("same names: ")
    assert {"Corvane", "Lantern", "Quill"} & set(choice.reasons[0][12:].split(", "))
    assert choice.reasons[-1] == "published 5 days apart"


def test_nothing_kept_is_a_reason() -> None:
    assert choose_matter(BRACK, []) == MatterChoice(
        "echo", None, 0.0, ("nothing kept is like it",), MAKER
    )


def test_a_likely_neighbour_does_not_outvote_its_matter() -> None:
    mixed = [(BRACK, "fires"), *((replace(HOLM, id=f"holm {n}"), "fires") for n in range(5))]
    assert choose_matter(BRACK_AGAIN, mixed).matter is None


LUCKY = [
    ("up to three articles all count", [1.0, -2.0, -2.0], -1.0),
    ("of six the best four", [3.0, 1.0, 1.0, -1.0, -5.0, -8.0], 1.0),
    ("a copy counts for no more than 4", [13.0, -2.0, -2.0], 0.0),
]


@pytest.mark.parametrize(("rule", "members", "odds"), LUCKY, ids=[row[0] for row in LUCKY])
def test_most_of_a_matter_decides(rule: str, members: list[float], odds: float) -> None:
    assert together(members) == together(members[::-1]) == odds, rule


def test_a_shelf_changes_no_choice() -> None:
    shelf = Shelf()
    kept = [*KEPT, (HOLM, "wharf fire"), (FLOOD, "flood")]
    frequencies = Frequencies(40, dict.fromkeys(candidate_keys(BRACK), 30))
    alone = choose_matter(BRACK_AGAIN, kept, frequencies)
    first = choose_matter(BRACK_AGAIN, kept, frequencies, shelf)
    # What the shelf holds needs no counts: none are given the second time.
    again = choose_matter(BRACK_AGAIN, kept, Frequencies(40), shelf)
    assert alone == first == again and alone.matter == "mill fire"
    assert alone.score != choose_matter(BRACK_AGAIN, kept, Frequencies(40)).score


def test_a_shelf_holds_what_is_unchanged_until_the_record_has_grown() -> None:
    shelf = Shelf(most=2)
    for one in (FLOOD, BRACK, HOLM):
        shelf.weighed(one, Rarity(background(), Frequencies(40)))
    changed = replace(HOLM, names=(("pellam", 1),))
    held = [shelf.holds(one, 40) for one in (FLOOD, BRACK, HOLM, changed)]
    assert held == [False, True, True, False]
    assert [shelf.holds(BRACK, articles) for articles in (41, 60)] == [True, False]


def test_candidates_are_found_by_keys() -> None:
    both = set(candidate_keys(BRACK)) & set(candidate_keys(BRACK_AGAIN))
    assert {"n:brack", "n:corvane", "n:lantern", "n:quill"} <= both
    assert not {key for key in candidate_keys(HOLM) if key.startswith("n:")} & both


@given(st.lists(st.text("abcdefgh ABCDEFGH0123456789.", min_size=1, max_size=60), max_size=30))
def test_any_text_has_at_most_24_keys(lines: list[str]) -> None:
    told = article("any", "\n".join(lines) or "x", None)
    keys = candidate_keys(told)
    assert len(keys) == len(set(keys)) <= MOST_KEYS


def test_what_the_record_holds_often_tells_less() -> None:
    common = Frequencies(1000, dict.fromkeys((key for key in candidate_keys(BRACK)), 900))
    assert choose_matter(BRACK_AGAIN, KEPT, common).score < choose_matter(BRACK_AGAIN, KEPT).score


TEXT = "Moss met Ada Wren in Tarn on 4 March 2031. Tarn counted 1,200 dams."


def test_an_article_becomes_its_digest() -> None:
    document = Document(
        Article("w", "w.txt", TEXT, (Block(BlockKind.BODY, Span(0, len(TEXT))),),
                outlet="Echo", published=date(2031, 3, 5)),
        dates=(
            TimeExpression(Span(29, 41), Period(date(2031, 3, 4), date(2031, 3, 4)), "as written"),
            TimeExpression(Span(31, 41), Period(date(2031, 3, 1), date(2031, 3, 31)), "a month"),
        ),
    )  # fmt: skip
    told = digest(document)
    assert told == ArticleDigest(
        id="w",
        published=date(2031, 3, 5),
        outlet="Echo",
        terms=told.terms,
        names=told.names,
        numbers=told.numbers,
        phrases=told.phrases,
        lead=("moss", "ada", "wren", "tarn"),
        days=(Period(date(2031, 3, 4), date(2031, 3, 4)),),
    )
    assert dict(told.names) == {"moss": 1, "ada": 1, "wren": 1, "tarn": 2}
    assert dict(told.terms) == {"met": 1, "count": 1, "dam": 1}
    assert dict(told.numbers) == {"4": 1, "2031": 1, "1200": 1}
    assert article_digest_from_json(article_digest_to_json(told)) == told


def test_a_broken_digest_is_refused() -> None:
    with pytest.raises(BadInput, match="digest of an article"):
        article_digest_from_json({"id": "w"})


def test_furniture_is_no_part_of_a_digest() -> None:
    text = "Sign up for the Tarn Echo\nMoss fled the flood in Brack."
    blocks = (Block(BlockKind.FURNITURE, Span(0, 25)), Block(BlockKind.BODY, Span(26, len(text))))
    told = digest(Document(Article("f", "f", text, blocks)))
    assert dict(told.names) == {"moss": 1, "brack": 1}
