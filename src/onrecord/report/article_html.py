"""The words of an article as HTML: blocks in their own shape, statements marked in place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from onrecord.record import Block, BlockKind, Document, Span
from onrecord.report.entries import leading_heading, paragraph_numbers
from onrecord.report.segments import Mark, Role, Segment, segments_of

# HTML knows no control characters and UTF-8 no half surrogates.  One sign takes
# the place of each, so that spans still fit.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def safe(text: str) -> str:
    """`text` for use in HTML, in words and in quoted attributes alike.

    >>> safe('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks of one article and how the page names them."""

    marks: dict[int, list[Mark]]
    classes: dict[int, str]
    prefix: str
    level: int

    def block(self, at: int, span: Span, text: str) -> str:
        """The words of `span`, within the block of index `at`, with their marks."""
        marks = self.marks.get(at)
        if not marks:
            return safe(span.of(text))
        return "".join(self._segment(piece, text) for piece in segments_of(span, marks))

    def _segment(self, piece: Segment, text: str) -> str:
        words = safe(piece.span.of(text))
        if not piece.marks:
            return words
        numbers = "".join(
            f'<a class="n" id="s{self.prefix}{entry.number}" href="#i{self.prefix}{entry.number}" '
            f'aria-label="Statement {entry.number}, {safe(entry.speaker)}">{entry.number}</a>'
            for entry in piece.opens
        )
        roles = sorted({mark.role.value for mark in piece.marks})
        entries = dict.fromkeys(mark.entry.number for mark in piece.marks)
        contents = {mark.entry.number for mark in piece.marks if mark.role is Role.CONTENT}
        names = ["m", *roles] + ["deep"] * (len(contents) > 1)
        names += [self.classes[number] for number in entries]
        # The number is the stop for the keyboard; the words lead there for a pointer.
        target = f"#i{self.prefix}{piece.closest.entry.number}"
        return f'{numbers}<a class="{" ".join(names)}" href="{target}" tabindex="-1">{words}</a>'


def article_html(document: Document, blocks: Sequence[Block], marked: Marked) -> str:
    """All blocks in order, the leading heading left out; furniture folded away."""
    title = leading_heading(document)
    numbers = paragraph_numbers(blocks)
    shown: list[str] = []
    rows = ((at, block) for at, block in enumerate(blocks) if block is not title)
    for furniture, group in groupby(rows, lambda row: row[1].kind is BlockKind.FURNITURE):
        if furniture:
            shown.append(_furniture(document, list(group), marked))
        else:
            shown += [_block(document, at, block, (numbers[at], marked)) for at, block in group]
    return "\n".join(shown)


def _furniture(document: Document, rows: Sequence[tuple[int, Block]], marked: Marked) -> str:
    text = document.article.text
    lines = "\n".join(
        f'<p dir="auto">{marked.block(at, block.span, text)}</p>' for at, block in rows
    )
    count = "1 line" if len(rows) == 1 else f"{len(rows):,} lines"
    return (
        f'<details class="furniture"><summary>{count} of the page, not the article</summary>\n'
        f"{lines}\n</details>"
    )


def _block(document: Document, at: int, block: Block, how: tuple[int | None, Marked]) -> str:
    number, marked = how
    text = document.article.text
    label = f' data-paragraph="{number}"' if number else ""
    if block.kind is BlockKind.POST:
        parts = "".join(_post_parts(document, at, block, marked))
        return f'<figure class="post"{label} dir="auto">{parts}</figure>'
    words = marked.block(at, block.span, text)
    if block.kind is BlockKind.HEADING:
        level = marked.level + 1
        return f'<h{level} class="heading" dir="auto">{words}</h{level}>'
    kind = ' class="caption"' if block.kind is BlockKind.CAPTION else ""
    return f'<p{kind}{label} dir="auto">{words}</p>'


def _post_parts(document: Document, at: int, block: Block, marked: Marked) -> Iterator[str]:
    """The author's own words large, the embed's line about them small."""
    text = document.article.text
    posts = [post for post in document.article.posts if block.span.holds(post.content)]
    end = block.span.start
    for post in posts:
        if post.content.start < end:
            continue
        yield _small(marked.block(at, Span(end, post.content.start), text))
        yield f"<p>{marked.block(at, post.content, text)}</p>"
        end = post.content.end
    rest = marked.block(at, Span(end, block.span.end), text)
    yield _small(rest) if posts else f"<p>{rest}</p>"


def _small(words: str) -> str:
    return f"<figcaption>{words}</figcaption>" if words.strip() else ""
