"""HTML → `Article`: the article's own paragraphs, labelled, and what the page tells of it.

`trafilatura` finds the article on the page; around it stand the guards of
`markup`, the posts of `embeds` and the labels of `blocks`, which name the
furniture that extraction leaves in.
"""

import logging
import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.read import embeds, furniture, markup
from onrecord.read.blocks import label
from onrecord.read.hints import Hints
from onrecord.read.identity import identify
from onrecord.read.language import language_of, other_language
from onrecord.read.metadata import metadata_of
from onrecord.read.outline import Outline, Paragraph
from onrecord.record import Article, Block, BlockKind, Post, Skipped, SkipReason, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEWEST_WORDS = 25
"""An article has more words of body than this; a menu or a form has fewer."""
_UNSPACED = ("zh", "ja", "th", "lo", "km", "my")
"""Languages that put no spaces between words, so that counting words tells nothing."""


def read_page(html: str, hints: Hints) -> Article | Skipped:
    """The article on a page, or why there is none to read.

    The text is the headline and the paragraphs in the page's order, parted by
    blank lines.  Furniture between the paragraphs stays and is labelled.
    Nothing is fetched.
    """
    article = article_on(html, hints)
    if isinstance(article, Article) and article.language != "en":
        return other_language(hints.source, article.language)
    return article


def article_on(html: str, hints: Hints) -> Article | Skipped:
    """The article on a page in whichever language, or why there is none."""
    page = markup.prepare(html, hints.source)
    if isinstance(page, Skipped):
        return page
    facts = metadata_of(page, hints)
    posts = embeds.take(page.tree)
    outline = Outline(page.tree)
    try:
        extracted = _extract(page.tree)
    except RecursionError:
        detail = "its tags are nested too deeply to be followed; save the article as plain text"
        return Skipped(hints.source, SkipReason.TOO_DEEP, detail)
    built = _assemble(outline.mended(extracted), posts, facts.title)
    body = " ".join(b.span.of(built.text) for b in built.blocks if b.kind is BlockKind.BODY)
    language = language_of(body)
    words = len(re.findall(r"\w+", body))
    if words < _FEWEST_WORDS and language not in _UNSPACED:
        detail = (
            f"no article was found on the page, only {words} words outside its menus and forms; "
            "give the page of a single article"
        )
        return Skipped(hints.source, SkipReason.NO_ARTICLE, detail)
    return Article(
        id=identify(hints.source, built.text),
        source=hints.source,
        text=built.text,
        blocks=built.blocks,
        posts=built.posts,
        title=facts.title,
        outlet=facts.outlet,
        authors=facts.authors,
        published=facts.published,
        language=language,
        url=facts.url,
    )


@dataclass(frozen=True, slots=True)
class _Built:
    """A text put together from paragraphs, with its labels."""

    text: str
    blocks: tuple[Block, ...]
    posts: tuple[Post, ...]


def _extract(tree: "HtmlElement") -> list[Paragraph]:
    """The paragraphs that trafilatura takes for the article, in order."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - plain text must not load it

    # Its complaints about odd pages are for its makers, not for the terminal.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    # Precision first; pages of few words give nothing that way and are asked again.
    for precise in (True, False):
        found: Any = bare_extraction(
            deepcopy(tree),
            favor_precision=precise,
            include_comments=False,
            include_tables=True,
            with_metadata=False,
        )
        paragraphs = _paragraphs_of(found.body) if found is not None else []
        if sum(len(p.text.split()) for p in paragraphs) >= _FEWEST_WORDS:
            return paragraphs
    return paragraphs


_LEAVES = frozenset("p head item cell quote code".split())  # noqa: SIM905


def _paragraphs_of(body: Any) -> list[Paragraph]:
    """The leaves of trafilatura's own markup as paragraphs."""
    paragraphs: list[Paragraph] = []

    def add(words: str, tag: str) -> None:
        for part in re.split(r"\n\s*\n|(?<=[.!?”\"’)])\n", words):
            text = " ".join(part.split())
            if text:
                paragraphs.append(Paragraph(text, tag))

    def walk(element: Any) -> None:
        inner = [child for child in element if child.tag in _LEAVES or child.tag in _GROUPS]
        if not inner:
            add(_text_of(element), str(element.tag))
            return
        if element.text and element.text.strip():
            add(element.text, "p")
        for child in element:
            if child.tag in _LEAVES or child.tag in _GROUPS:
                walk(child)
            else:
                add(_text_of(child), "p")
            if child.tail and child.tail.strip():
                add(child.tail, "p")

    walk(body)
    return paragraphs


_GROUPS = frozenset("list table row div body main".split())  # noqa: SIM905


def _text_of(element: Any) -> str:
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(element.itertext())


def _assemble(paragraphs: list[Paragraph], posts: list[embeds.Embed], title: str | None) -> _Built:
    """The text of title and paragraphs, with every block labelled."""
    if title:
        paragraphs = [Paragraph(title, "title"), *_untitled(paragraphs, title)]
    parts: list[str] = []
    places: list[tuple[Span, Paragraph]] = []
    placed: list[Post] = []
    at = 0
    for paragraph in paragraphs:
        marked = embeds.MARKER.fullmatch(paragraph.text)
        words = paragraph.text
        if marked:
            if int(marked[1]) >= len(posts):
                continue
            embed = posts[int(marked[1])]
            words = embed.as_words()
            placed.append(embed.at(at))
        parts.append(words)
        places.append((Span(at, at + len(words)), paragraph))
        at += len(words) + 2
    text = "\n\n".join(parts)
    return _Built(text, *_labelled(text, places, placed))


def _untitled(paragraphs: list[Paragraph], title: str) -> list[Paragraph]:
    """The paragraphs less the headline, which extraction often repeats among the first."""
    key = _key(title)
    return [p for n, p in enumerate(paragraphs) if n > 3 or _key(p.text) != key]


def _key(text: str) -> str:
    return "".join(re.findall(r"\w", text)).lower()


def _labelled(
    text: str, places: list[tuple[Span, Paragraph]], placed: list[Post]
) -> tuple[tuple[Block, ...], tuple[Post, ...]]:
    """The blocks of the text: by their words and neighbours, and by what the page's tags tell."""
    found, written = label(text)
    blocks: list[Block] = []
    embedded = {post.span for post in placed}
    # A post that an outlet wrote out as plain words stands beside those it embedded.
    others = [post for post in written if not any(post.span.overlaps(span) for span in embedded)]
    at = 0
    for span, paragraph in places:
        inside: list[Block] = []
        while at < len(found) and found[at].span.start < span.end:
            inside.append(found[at])
            at += 1
        if span in embedded:
            blocks.append(Block(BlockKind.POST, span))
        elif paragraph.tag == "title":
            blocks.append(Block(BlockKind.HEADING, span))
        else:
            blocks += [Block(_kind(block, paragraph, text), block.span) for block in inside]
    posts = sorted([*placed, *others], key=lambda post: post.span.start)
    return tuple(_headed(blocks)), tuple(posts)


def _kind(block: Block, paragraph: Paragraph, text: str) -> BlockKind:
    """What a block is, once the tag and the links of its paragraph are heard too."""
    if block.kind in (BlockKind.POST, BlockKind.CAPTION):
        return block.kind
    words = furniture.plain(block.span.of(text))
    sign = furniture.sign_of(words)
    if sign is not None:
        return block.kind
    prose = re.search(r".{60}[.!?”\"]$", words) is not None
    if (
        paragraph.boxed
        and not furniture.speaks(words)
        and (not prose or furniture.addresses(words))
    ):
        return BlockKind.FURNITURE
    if paragraph.tag == "head":
        return BlockKind.FURNITURE if paragraph.linked > _LINK else BlockKind.HEADING
    if paragraph.tag in ("p", "item") and not furniture.speaks(words):
        if paragraph.linked > _LINK and not prose:
            return BlockKind.FURNITURE
        if paragraph.linked > 0.5 and block.kind is BlockKind.FURNITURE:
            return BlockKind.FURNITURE
    # Extraction has cut the menus away: a short line that it kept is the article's.
    return BlockKind.BODY if block.kind is BlockKind.FURNITURE else block.kind


_LINK = 0.85
"""The share from which a paragraph is a link: brackets and bullets may stand outside it."""


def _headed(blocks: list[Block]) -> list[Block]:
    """The blocks, with headings that no body follows as furniture: “Something to consider”."""
    bears = False
    for number in range(len(blocks) - 1, 0, -1):
        block = blocks[number]
        if block.kind in (BlockKind.BODY, BlockKind.POST):
            bears = True
        elif block.kind is BlockKind.HEADING and not bears:
            blocks[number] = Block(BlockKind.FURNITURE, block.span)
    return blocks
