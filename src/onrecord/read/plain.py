"""Plain text → Article.  The text stays as it came; only labels are added to it."""

from dataclasses import dataclass
from datetime import date

from onrecord.read.dates import date_line, dated_line
from onrecord.read.decode import mend
from onrecord.read.hints import Hints
from onrecord.read.identity import identify
from onrecord.read.language import language_of, other_language
from onrecord.record import Article, Block, BlockKind, Post, Skipped, SkipReason, Span

# Where the language of an article is looked for: enough words to tell it.
_LANGUAGE_SAMPLE = 6000
# A press release names its day in one of its first lines.
_DATED_LINES = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says of itself: in a date line, in front matter, in its first heading."""

    title: str | None = None
    published: date | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None


def read_plain(text: str, hints: Hints) -> Article | Skipped:
    """An article from bare text, or why there is none in it.

    `text` is kept to the letter but for a byte order mark, lone surrogates and
    doubly encoded characters.
    """
    from onrecord.read.blocks import label  # noqa: PLC0415 - pages need it without this file

    text = mend(text.removeprefix("\ufeff"))
    dated = date_line(text)
    start = dated[2] if dated else 0
    blocks, posts = label(text, start)
    if dated:
        blocks = (Block(BlockKind.FURNITURE, Span(dated[1], dated[2])), *blocks)
    told = Told(title=_first_heading(text, blocks), published=dated[0] if dated else None)
    return finish(text, blocks, posts, hints, told)


def finish(
    text: str, blocks: tuple[Block, ...], posts: tuple[Post, ...], hints: Hints, told: Told
) -> Article | Skipped:
    """The article of labelled text, or why it is not one: empty, furniture, not English."""
    if not text.strip():
        return Skipped(hints.source, SkipReason.EMPTY, "there is no text in it")
    if all(block.kind is BlockKind.FURNITURE for block in blocks):
        detail = "there is no article in it, only what a page says around one; check the input"
        return Skipped(hints.source, SkipReason.NO_ARTICLE, detail)
    language = language_of(_sample(text, blocks))
    if language != "en":
        return other_language(hints.source, language)
    published = (
        hints.published or told.published or _dated_line_of(text) or hints.published_if_missing
    )
    return Article(
        id=identify(hints.source, text),
        source=hints.source,
        text=text,
        blocks=blocks,
        posts=posts,
        title=hints.title or told.title,
        outlet=hints.outlet or told.outlet,
        authors=hints.authors or told.authors,
        published=published,
        language=language,
        url=hints.url or told.url,
    )


def _first_heading(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The heading over the first paragraph; a heading further down is no title."""
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            return " ".join(block.span.of(text).split())
        if block.kind is BlockKind.BODY:
            break
    return None


def _dated_line_of(text: str) -> date | None:
    lines = [line for line in text[:2000].split("\n") if line.strip()]
    return next((day for line in lines[:_DATED_LINES] if (day := dated_line(line))), None)


def _sample(text: str, blocks: tuple[Block, ...]) -> str:
    """The article's own words, so that furniture in another language does not count."""
    parts: list[str] = []
    length = 0
    for block in blocks:
        if block.kind is BlockKind.BODY:
            parts.append(block.span.of(text))
            length += len(parts[-1])
            if length > _LANGUAGE_SAMPLE:
                break
    return "\n".join(parts) or text
