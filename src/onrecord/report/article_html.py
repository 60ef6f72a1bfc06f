"""The words of an article as HTML: blocks in their own shape, acts and statements marked."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from onrecord.record import Block, BlockKind, Span
from onrecord.report.act_entries import ActEntry
from onrecord.report.entries import Entry, leading_heading, paragraph_numbers
from onrecord.report.segments import Mark, Role, Segment, segments_of
from onrecord.report.view import View

# HTML knows no control characters and UTF-8 no half surrogates.  One sign takes
# the place of each, so that spans still fit.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def safe(text: str) -> str:
    """`text` for use in HTML, in words and in quoted attributes alike.

    >>> safe('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)


def words_html(view: View, at: int, span: Span) -> str:
    """The words of `span`, within the block of index `at`, with their marks."""
    text = view.document.article.text
    marks = view.marks.get(at)
    if not marks:
        return safe(span.of(text))
    return "".join(_segment(view, piece, text) for piece in segments_of(span, marks))


def _segment(view: View, piece: Segment, text: str) -> str:
    words = safe(piece.span.of(text))
    if not piece.marks:
        return words
    numbers = "".join(_number(view, entry) for entry in piece.opens)
    # The number is the stop for the keyboard; the words lead there for a pointer.
    target = view.index_id(piece.closest.entry)
    return (
        f'{numbers}<a class="{" ".join(_classes(view, piece.marks))}" href="#{target}" '
        f'tabindex="-1">{words}</a>'
    )


def _classes(view: View, marks: Sequence[Mark]) -> list[str]:
    roles = sorted({mark.role.value for mark in marks})
    acts: dict[str, set[str]] = {}
    for mark in marks:
        if isinstance(mark.entry, ActEntry):
            acts.setdefault(mark.entry.name.kind, set()).add(view.own_class(mark.entry))
            if mark.role is Role.ACTION:
                acts[mark.entry.name.kind].add("action")
    # What is to be done is deeper than the words around it, and so is what two acts of one
    # kind, or two statements, have in common.
    deep = [f"deep-{kind}" for kind in sorted(acts) if len(acts[kind]) > 1]
    contents = {view.own_class(mark.entry) for mark in marks if mark.role is Role.CONTENT}
    if len(contents) > 1:
        deep.append("deep")
    entries = dict.fromkeys(view.classes(mark.entry) for mark in marks)
    return ["m", *roles, *sorted(acts), *deep, *entries]


def _number(view: View, entry: ActEntry | Entry) -> str:
    if isinstance(entry, ActEntry):
        kind, shown = f"n {entry.name.kind}", str(entry.name)
        label = f"{entry.name.full[0].upper()}{entry.name.full[1:]}, {entry.speaker}"
    else:
        kind, shown = "n", str(entry.number)
        label = f"Statement {entry.number}, {entry.speaker}"
    return (
        f'<a class="{kind} {view.classes(entry)}" id="{view.mark_id(entry)}" '
        f'href="#{view.index_id(entry)}" aria-label="{safe(label)}">{shown}</a>'
    )


def article_html(view: View) -> str:
    """All blocks in order, the leading heading left out; furniture folded away."""
    title = leading_heading(view.document)
    numbers = paragraph_numbers(view.blocks)
    shown: list[str] = []
    rows = ((at, block) for at, block in enumerate(view.blocks) if block is not title)
    for furniture, group in groupby(rows, lambda row: row[1].kind is BlockKind.FURNITURE):
        if furniture:
            shown.append(_furniture(view, list(group)))
        else:
            shown += [_block(view, at, block, numbers[at]) for at, block in group]
    return "\n".join(shown)


def _furniture(view: View, rows: Sequence[tuple[int, Block]]) -> str:
    lines = "\n".join(f'<p dir="auto">{words_html(view, at, block.span)}</p>' for at, block in rows)
    count = "1 line" if len(rows) == 1 else f"{len(rows):,} lines"
    return (
        f'<details class="furniture"><summary>{count} of the page, not the article</summary>\n'
        f"{lines}\n</details>"
    )


def _block(view: View, at: int, block: Block, number: int | None) -> str:
    label = f' data-paragraph="{number}"' if number else ""
    if block.kind is BlockKind.POST:
        parts = "".join(_post_parts(view, at, block))
        return f'<figure class="post"{label} dir="auto">{parts}</figure>'
    words = words_html(view, at, block.span)
    if block.kind is BlockKind.HEADING:
        level = view.level + 1
        return f'<h{level} class="heading" dir="auto">{words}</h{level}>'
    kind = ' class="caption"' if block.kind is BlockKind.CAPTION else ""
    return f'<p{kind}{label} dir="auto">{words}</p>'


def _post_parts(view: View, at: int, block: Block) -> Iterator[str]:
    """The author's own words large, the embed's line about them small."""
    posts = [post for post in view.document.article.posts if block.span.holds(post.content)]
    end = block.span.start
    for post in posts:
        if post.content.start < end:
            continue
        yield _small(words_html(view, at, Span(end, post.content.start)))
        yield f"<p>{words_html(view, at, post.content)}</p>"
        end = post.content.end
    rest = words_html(view, at, Span(end, block.span.end))
    yield _small(rest) if posts else f"<p>{rest}</p>"


def _small(words: str) -> str:
    return f"<figcaption>{words}</figcaption>" if words.strip() else ""
