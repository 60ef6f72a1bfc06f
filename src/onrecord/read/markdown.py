"""Markdown → Article: front matter gives facts, marks of markup become furniture.

The text stays as it came.  A line or a mark that is no word of the article
(“---”, “##”, a picture's address) is labelled furniture, so that what is left
in headings and body is read as in any plain text.
"""

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from onrecord.read.dates import date_line, day_of, tells_day
from onrecord.read.decode import mend
from onrecord.read.hints import Hints
from onrecord.read.plain import Told, finish
from onrecord.record import Article, Block, BlockKind, Post, Skipped, Span

_FRONT_MATTER = re.compile(
    r"\s*(?P<all>---[ \t]*\r?\n(?P<lines>(?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*)(?=\r?\n|\Z)"
)
_FIELD = re.compile(r"(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>.*)")
_FILE_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-")

_LINE = re.compile(r"[^\n]*\n?")
_HASHES = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+\S")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:=+|-{2,})\s*")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\s*")
_BOLD = re.compile(r"[ \t]{0,3}(?P<mark>\*\*|__)[^*_]{2,118}[^*_.\s](?P=mark)\s*")
_PICTURE = re.compile(r"!\[|<img\b", re.IGNORECASE)
# What `label` takes for a heading because it is short: an item of a list, a cell.
_ITEM = re.compile(r"<(?!h\d)[A-Za-z]|[*+-][ \t]|\(?[0-9A-Za-z]{1,4}[.)][ \t]|\|")
# Kramdown's attributes, pictures, bare tags and tables' rulers hold no words.
_WORDLESS = re.compile(r"(?:\{:[^}]*\}|!\[[^\]]*\]\([^)]*\)|</?[A-Za-z][^>]*>|\s)++|\s*\|[\s|:-]+")
_HIDDEN_OPENS = re.compile(r"\s*<(style|script|!--)", re.IGNORECASE)
_HIDDEN_CLOSES = {"style": "</style>", "script": "</script>", "!--": "-->"}
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LONGEST_HEADING = 400
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")


def read_markdown(text: str, hints: Hints) -> Article | Skipped:
    """An article from Markdown, or why there is none in it.

    Facts come from `hints` first, then from the front matter, then from the
    first heading and from a file name that starts with a day.
    """
    from onrecord.read.blocks import label  # noqa: PLC0415 - see read_plain

    text = mend(text.removeprefix("\ufeff"))
    told, cuts, start = Told(), list[Block](), 0
    if front := _FRONT_MATTER.match(text):
        told = _told_by(front["lines"])
        start = front.end()
        cuts.append(Block(BlockKind.FURNITURE, Span(*front.span("all"))))
    if dated := date_line(text[start:]):
        day, first, end = dated
        cuts.append(Block(BlockKind.FURNITURE, Span(start + first, start + end)))
        start += end
        told = _with(told, published=day)
    if name := _FILE_DAY.match(PurePath(hints.source).name):
        told = _with(told, published=day_of(f"{name[1]}-{name[2]:0>2}-{name[3]:0>2}"))
    labelled, posts = label(text, start)
    cuts.extend(_marks(text, start))
    heading = next((cut for cut in cuts if cut.kind is BlockKind.HEADING), None)
    if heading:
        told = _with(told, title=_unmarked(heading.span.of(text)))
    return finish(text, _overlay(text, labelled, cuts, posts), posts, hints, told)


def _with(told: Told, *, title: str | None = None, published: date | None = None) -> Told:
    """`told` with what was still unknown."""
    return Told(
        told.title or title, told.published or published, told.authors, told.outlet, told.url
    )


def _told_by(lines: str) -> Told:
    """The facts in front matter, from its plain `key: value` lines and simple lists."""
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in lines.splitlines():
        if field := _FIELD.match(line):
            values = fields.setdefault(field["key"].lower(), [])
            values.extend(_values(field["value"]))
        elif line.lstrip().startswith("- "):
            values.extend(_values(line.lstrip()[2:]))

    def first(*keys: str) -> str | None:
        return next((fields[key][0] for key in keys if fields.get(key)), None)

    day = first("date", "published", "datepublished", "published_at", "pubdate")
    url = first("url", "canonical_url", "canonical", "link", "source_url")
    authors = next((fields[key] for key in ("authors", "author", "byline") if key in fields), [])
    return Told(
        title=first("title", "headline"),
        published=day_of(day) if day else None,
        authors=tuple(authors),
        outlet=first("outlet", "publisher", "publication", "site"),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def _values(written: str) -> list[str]:
    """The strings that a front matter value holds: none, one, or a `[list, of, them]`."""
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return [value for part in written[1:-1].split(",") for value in _values(part)]
    if len(written) > 1 and written[0] == written[-1] == "'":
        written = written[1:-1].replace("''", "'")
    elif len(written) > 1 and written[0] == written[-1] == '"':
        try:
            written = str(json.loads(written))
        except ValueError:
            written = written[1:-1]
    written = html.unescape(written).strip()
    return [written] if written and written not in {"null", "~", "|", ">"} else []


def _unmarked(heading: str) -> str:
    """A heading's words without emphasis and links."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    words = _TAG.sub("", re.sub(r"\{:[^}]*\}", "", words)).strip("# \t\n")
    return " ".join(html.unescape(words.replace("**", "").replace("__", "")).strip("*_ ").split())


def _marks(text: str, start: int) -> Iterator[Block]:
    """Headings, captions and wordless lines from `start` on, in order.

    A heading keeps its marks: between blocks only white space may lie.
    """
    hidden: str | None = None
    fenced = pictured = blank = False
    before: Span | None = None
    for found in _LINE.finditer(text, start):
        line, at = found[0], found.start()
        if not line:
            break
        previous, before = before, None
        # A caption stands right under its picture.
        pictured = pictured and not blank
        blank = not line.strip()
        if hidden is None and (opens := _HIDDEN_OPENS.match(line)):
            hidden = _HIDDEN_CLOSES[opens[1].lower()]
        if hidden is not None:
            yield from _block(BlockKind.FURNITURE, text, at, found.end())
            hidden = None if hidden in line.lower() else hidden
        elif _FENCE.match(line):
            fenced = not fenced
            yield from _block(BlockKind.FURNITURE, text, at, found.end())
        elif fenced or blank:
            continue
        elif previous and _UNDERLINE.fullmatch(line):
            yield Block(BlockKind.HEADING, previous)
            yield from _block(BlockKind.FURNITURE, text, at, found.end())
        elif _RULE.fullmatch(line) or _WORDLESS.fullmatch(line):
            pictured = pictured or bool(_PICTURE.search(line))
            yield from _block(BlockKind.FURNITURE, text, at, found.end())
        elif pictured:
            yield from _block(BlockKind.CAPTION, text, at, found.end())
        elif tells_day(_TAG.sub("", line)):
            yield from _block(BlockKind.FURNITURE, text, at, found.end())
        elif _is_heading(text, found):
            yield from _block(BlockKind.HEADING, text, at, found.end())
        elif _stands_alone(text, at):
            before = next(_block(BlockKind.HEADING, text, at, found.end())).span
            before = before if len(line) <= _LONGEST_HEADING else None


def _is_heading(text: str, line: re.Match[str]) -> bool:
    """A line after hashes, or a short one all in bold between blank lines.

    The latter is how many press offices set their headings.
    """
    if _HASHES.match(line[0]):
        return True
    after = text[line.end() : line.end() + 200].partition("\n")[0]
    if after.strip() or not _stands_alone(text, line.start()):
        return False
    return _BOLD.fullmatch(line[0]) is not None


def _stands_alone(text: str, at: int) -> bool:
    """Whether nothing or a blank line stands before the line that starts at `at`."""
    above = text.rfind("\n", 0, max(at - 1, 0))
    return at == 0 or not text[above + 1 : at].strip() or text[above + 1 : at].strip() == "---"


def _block(kind: BlockKind, text: str, start: int, end: int) -> Iterator[Block]:
    """The block of that stretch without white space around it, if any words are left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end:
        yield Block(kind, Span(start, end))


def _overlay(
    text: str, labelled: tuple[Block, ...], cuts: list[Block], posts: tuple[Post, ...]
) -> tuple[Block, ...]:
    """The labelled blocks with the cuts laid over them; embedded posts stay whole."""
    whole = [post.span for post in posts]
    kept = [cut for cut in cuts if not any(span.overlaps(cut.span) for span in whole)]
    blocks: list[Block] = []
    upcoming = 0
    at = 0
    for block in labelled:
        at = max(at, block.span.start)
        kind = block.kind
        if kind is BlockKind.HEADING and _ITEM.match(text, at):
            kind = BlockKind.BODY
        while upcoming < len(kept) and kept[upcoming].span.start < block.span.end:
            cut = kept[upcoming]
            blocks.extend(_block(kind, text, at, cut.span.start))
            blocks.append(cut)
            at = max(at, cut.span.end)
            upcoming += 1
        blocks.extend(_block(kind, text, at, block.span.end))
    blocks.extend(kept[upcoming:])
    return tuple(blocks)
