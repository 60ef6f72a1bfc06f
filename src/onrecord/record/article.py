"""An article as it was read: its text, what each part of it is, and what is known of it."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from onrecord.record.errors import BadInput
from onrecord.record.spans import Span


class BlockKind(StrEnum):
    """What a part of the page is; furniture is what the page says, not the article."""

    BODY = "body"
    HEADING = "heading"
    FURNITURE = "furniture"
    POST = "post"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, line of furniture, embedded post or caption.

    A paragraph wrapped over several lines is one block.  Blocks do not overlap
    and stand in the order of the text; only white space lies between them.
    """

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a social network embedded in the article.

    `span` covers the whole embed, author line included; `content` the words
    that the author wrote.  `handle` keeps its “@”.  What the embed does not
    tell is None.
    """

    span: Span
    content: Span
    author: str | None = None
    handle: str | None = None
    date: datetime.date | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article.  All spans count code points of `text`.

    `id` is stable for the same source and text; `source` the path or address
    it came from; `url` its canonical address, where the input has one;
    `language` an ISO 639-1 code.
    """

    id: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    posts: tuple[Post, ...] = ()
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime.date | None = None
    language: str = "en"
    url: str | None = None

    def __post_init__(self) -> None:
        end = 0
        for block in self.blocks:
            if block.span.start < end or block.span.end > len(self.text):
                raise BadInput(
                    f"{self.source}: block {tuple(block.span)} overlaps its neighbour or lies "
                    f"outside the text of {len(self.text)} characters; give blocks in order"
                )
            end = block.span.end
        for post in self.posts:
            if not post.span.holds(post.content) or post.span.end > len(self.text):
                raise BadInput(f"{self.source}: post {tuple(post.span)} does not hold its content")

    def paragraphs(self) -> list[Span]:
        """The spans that bear statements: headings and body, in order."""
        bearing = (BlockKind.BODY, BlockKind.HEADING)
        return [block.span for block in self.blocks if block.kind in bearing]
