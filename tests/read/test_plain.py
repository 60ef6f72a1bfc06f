"""Plain text → Article."""

from datetime import date

import pytest

from onrecord.read import Hints, identify, read_text
from onrecord.record import Article, Block, BlockKind, Skipped, SkipReason, Span

BODY = "The mayor said that the bridge would stay closed until the engineers had reported."
OTHER = "Marta Ilves, who runs the ferry, told the council that she could not wait for that."


def article(text: str, *blocks: tuple[str, str], **facts: object) -> Article:
    """The expected article, its blocks given as kind and words in their order."""
    placed = []
    at = 0
    for kind, words in blocks:
        at = text.index(words, at)
        placed.append(Block(BlockKind(kind), Span(at, at + len(words))))
        at += len(words)
    return Article(identify("a.txt", text), "a.txt", text, tuple(placed), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{BODY}\r\n\r\n{OTHER}\r\n",
            article(f"{BODY}\r\n\r\n{OTHER}\r\n", ("body", BODY), ("body", OTHER)),
            id="line ends stay as they are",
        ),
        pytest.param(
            f" date 2021-03-14 {BODY}\n\n{OTHER}",
            article(
                f" date 2021-03-14 {BODY}\n\n{OTHER}",
                ("furniture", "date 2021-03-14"),
                ("body", BODY),
                ("body", OTHER),
                published=date(2021, 3, 14),
            ),
            id="a scraper's date line",
        ),
        pytest.param(
            f"Bridge to stay closed\n\n14 March 2021\n\n{BODY}\n\n{OTHER}",
            article(
                f"Bridge to stay closed\n\n14 March 2021\n\n{BODY}\n\n{OTHER}",
                ("heading", "Bridge to stay closed"),
                ("furniture", "14 March 2021"),
                ("body", BODY),
                ("body", OTHER),
                title="Bridge to stay closed",
                published=date(2021, 3, 14),
            ),
            id="a headline and a line that is a date",
        ),
        pytest.param(
            f"\ufeff{BODY}",
            article(BODY, ("body", BODY)),
            id="a byte order mark is stripped",
        ),
        pytest.param(
            f"\u200f{BODY}\x07 {OTHER}",
            article(f"\u200f{BODY}\x07 {OTHER}", ("body", f"\u200f{BODY}\x07 {OTHER}")),
            id="marks of direction and control characters stay",
        ),
        pytest.param(
            BODY.replace("engineers", "engineersâ€™ men"),
            article(
                BODY.replace("engineers", "engineers’ men"),
                ("body", BODY.replace("engineers", "engineers’ men")),
            ),
            id="doubly encoded marks are repaired",
        ),
        pytest.param(
            " \n\t\n",
            Skipped("a.txt", SkipReason.EMPTY, "there is no text in it"),
            id="blank",
        ),
        pytest.param(
            "Le conseil municipal a refusé hier de payer la construction du nouveau pont, a "
            "déclaré le maire devant les journalistes réunis à la mairie.",
            Skipped(
                "a.txt",
                SkipReason.OTHER_LANGUAGE,
                "the article is in French (fr); only English is read",
            ),
            id="French",
        ),
        pytest.param(
            "Thank you for signing up to our Politics newsletter.\n\nAdvertisement\n",
            Skipped(
                "a.txt",
                SkipReason.NO_ARTICLE,
                "there is no article in it, only what a page says around one; check the input",
            ),
            id="nothing but furniture",
        ),
    ],
)
def test_read_text(text: str, expected: Article | Skipped) -> None:
    assert read_text(text, Hints(source="a.txt")) == expected


def test_hints_come_before_the_words_but_for_the_date_that_stands_in() -> None:
    text = f"date 2021-03-14 {BODY}"
    stand_in = date(2020, 1, 1)
    given = Hints("a.txt", title="T", outlet="O", authors=("A",), published_if_missing=stand_in)
    blocks = (("furniture", "date 2021-03-14"), ("body", BODY))
    facts = {"title": "T", "outlet": "O", "authors": ("A",)}
    expected = article(text, *blocks, published=date(2021, 3, 14), **facts)
    assert read_text(text, given) == expected
    assert read_text(BODY, given) == article(BODY, blocks[1], published=stand_in, **facts)
