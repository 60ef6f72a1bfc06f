"""Made-up articles and what was found in them."""

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.record import (
    Article,
    Block,
    BlockKind,
    Document,
    Party,
    PartyKind,
    Post,
    QuotationKind,
    Span,
    Statement,
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
