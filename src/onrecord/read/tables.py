"""JSON and JSON Lines → articles: each value is told by its shape and read by its model."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO

from pydantic import ValidationError

from onrecord.read.bylines import names_in
from onrecord.read.decode import decode, wide_encoding
from onrecord.read.fragments import is_markup, words_of
from onrecord.read.hints import Hints
from onrecord.read.options import ReadOptions
from onrecord.read.plain import read_plain
from onrecord.read.schemas import NewsArticle, Ninjs, NinjsPart, Record, what_is_wrong
from onrecord.record import Article, Skipped, SkipReason

Read = Iterator[Article | Skipped]

_KIN = frozenset({"BlogPosting", "LiveBlogPosting", "Report", "PressRelease"})
_NINJS = frozenset({"body_text", "body_xhtml", "bodies", "versioncreated", "versionCreated"})
_RECORD = frozenset({"text", "html"})
# Articles lie at most this deep in lists, graphs and wrappers.
_DEEPEST = 8


def read_json(text: str, hints: Hints) -> Read:
    """The articles of one JSON file: one value, a list of them, or a JSON Feed."""
    value = _parsed(text)
    if isinstance(value, _Broken):
        if (rest := _as_lines(text, hints)) is not None:
            yield from rest
            return
        yield Skipped(hints.source, SkipReason.MALFORMED, f"it is not JSON: {value.why}")
        return
    if _is_json_feed(value):
        from onrecord.read.feeds import read_json_feed  # noqa: PLC0415 - feeds need it seldom

        yield from read_json_feed(value, hints)
        return
    found = list(_articles_in(value))
    if not found:
        detail = (
            "no schema.org NewsArticle, IPTC ninjs item, JSON Feed or record with `text` or "
            "`html` is in it; see the list of inputs"
        )
        yield Skipped(hints.source, SkipReason.UNKNOWN_FORMAT, detail)
    for number, one in enumerate(found, start=1):
        source = hints.source if len(found) == 1 else f"{hints.source}#{number}"
        yield read_value(one, replace(hints, source=source))


def read_lines(stream: BinaryIO, hints: Hints, options: ReadOptions) -> Read:
    """The articles of JSON Lines, one after the other; a bad line stops no other."""
    nothing = True
    for number, line in enumerate(_lines(stream, options.max_bytes), start=1):
        here = replace(hints, source=f"{hints.source}:{number}")
        if line is None:
            nothing = False
            detail = f"the line is longer than {options.max_bytes / 1_000_000:g} MB; split it"
            yield Skipped(here.source, SkipReason.TOO_LARGE, detail)
        elif line.strip():
            nothing = False
            yield _read_line(line, here, number)
    if nothing:
        yield Skipped(hints.source, SkipReason.EMPTY, "there is no line in it")


def read_value(value: dict[str, Any], hints: Hints) -> Article | Skipped:
    """The article that one JSON object holds, or why there is none."""
    try:
        if _is_news_article(value):
            return _read_news_article(NewsArticle.model_validate(value), hints)
        if _is_ninjs(value):
            return _read_ninjs(Ninjs.model_validate(value), hints)
        return _read_record(Record.model_validate(value), hints)
    except ValidationError as error:
        return Skipped(hints.source, SkipReason.MALFORMED, what_is_wrong(error))


class _Broken:
    """What JSON could not be parsed for."""

    def __init__(self, why: str) -> None:
        self.why = why


def _parsed(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except RecursionError:
        return _Broken("it is nested too deeply")
    except json.JSONDecodeError as error:
        return _Broken(f"{error.msg} at line {error.lineno}, column {error.colno}")
    except ValueError as error:
        # A number of thousands of digits, which Python declines to convert.
        return _Broken(str(error))


def _as_lines(text: str, hints: Hints) -> Read | None:
    """A `.json` file that in truth holds one object a line, read so; else None."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) < 2 or not isinstance(_parsed(lines[0][1]), dict):
        return None
    return (
        _read_line(line, replace(hints, source=f"{hints.source}:{number}"), number)
        for number, line in lines
    )


def _lines(stream: BinaryIO, longest: int) -> Iterator[str | None]:
    """The lines of a stream; None in the place of one that is too long."""
    first = stream.readline(longest + 1)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(first):
        # A line of UTF-16 does not end with the byte of “\n”, so that the whole is read.
        data = first + stream.read(longest + 1)
        if len(data) > longest:
            yield None
        else:
            yield from decode(data).split("\n")
        return
    line = first
    while line:
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            yield None
        else:
            yield decode(line).rstrip("\r\n")
        line = stream.readline(longest + 1)


def _read_line(line: str, hints: Hints, number: int) -> Article | Skipped:
    value = _parsed(line)
    where = f"line {number}"
    if isinstance(value, _Broken):
        detail = f"{where} is not JSON: {value.why}"
        return Skipped(hints.source, SkipReason.MALFORMED, detail)
    if not isinstance(value, dict):
        detail = f"{where} is not an object with `text` or `html`"
        return Skipped(hints.source, SkipReason.MALFORMED, detail)
    read = read_value(value, hints)
    if isinstance(read, Skipped) and read.reason is SkipReason.MALFORMED:
        return replace(read, detail=f"{where}: {read.detail}")
    return read


def _is_news_article(value: dict[str, Any]) -> bool:
    types = value.get("@type")
    names = types if isinstance(types, list) else [types]
    plain = [name.rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str)]
    return any(name.endswith("Article") or name in _KIN for name in plain)


def _is_ninjs(value: dict[str, Any]) -> bool:
    if "@type" in value or not _RECORD.isdisjoint(value):
        return False
    return not _NINJS.isdisjoint(value) or ("uri" in value and "headline" in value)


def _is_json_feed(value: Any) -> bool:
    version = value.get("version") if isinstance(value, dict) else None
    return isinstance(version, str) and "jsonfeed.org/version/" in version


def _articles_in(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The article objects in a value, within lists, `@graph` and `mainEntity` too."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _articles_in(one, depth + 1)
    elif isinstance(value, dict):
        is_record = "@type" not in value and not _RECORD.isdisjoint(value)
        if is_record or _is_news_article(value) or _is_ninjs(value):
            yield value
        else:
            for key in ("@graph", "mainEntity", "items", "articles"):
                yield from _articles_in(value.get(key), depth + 1)


def _read_body(body: str, hints: Hints) -> Article | Skipped:
    return read_plain(words_of(body) if is_markup(body) else body, hints)


def _read_record(record: Record, hints: Hints) -> Article | Skipped:
    if record.text is None and record.html is None:
        detail = "it has neither `text` nor `html`; give the article in one of them"
        return Skipped(hints.source, SkipReason.MALFORMED, detail)
    hints = replace(
        hints,
        url=record.url or hints.url,
        title=record.title,
        outlet=record.outlet,
        authors=record.authors,
        published=record.published,
    )
    if record.text is not None and (record.text.strip() or record.html is None):
        read = read_plain(record.text, hints)
    else:
        from onrecord.read.page import read_page  # noqa: PLC0415 - trafilatura loads slowly

        read = read_page(record.html or "", hints)
    # The caller's own id comes back, so that the result can be joined to the input.
    return replace(read, id=record.id) if isinstance(read, Article) and record.id else read


def _read_news_article(article: NewsArticle, hints: Hints) -> Article | Skipped:
    url = article.url or article.page
    if not article.body or not article.body.strip():
        detail = "the NewsArticle has no `articleBody`; give the page or its address instead"
        return Skipped(hints.source, SkipReason.NO_ARTICLE, detail)
    hints = _hints_with(hints, url, article.headline, article.published)
    hints = replace(hints, outlet=article.publisher, authors=article.authors)
    return _read_body(article.body, hints)


def _read_ninjs(item: Ninjs, hints: Hints) -> Article | Skipped:
    if item.pubstatus in {"canceled", "cancelled", "withheld"}:
        detail = f"its publisher has marked it as {item.pubstatus}"
        return Skipped(hints.source, SkipReason.NO_ARTICLE, detail)
    body = item.body_text or item.body_xhtml or _main(item.bodies)
    if not body or not body.strip():
        detail = "the ninjs item has no `body_text`, `body_xhtml` or text in `bodies`"
        return Skipped(hints.source, SkipReason.NO_ARTICLE, detail)
    url = item.uri if item.uri and item.uri.startswith(("http://", "https://")) else None
    headline = item.headline or _main(item.headlines) or item.title
    hints = _hints_with(hints, url, headline, item.published)
    hints = replace(hints, outlet=item.outlet, authors=names_in(item.byline or ""))
    return _read_body(body, hints)


def _main(parts: tuple[NinjsPart, ...]) -> str | None:
    """The part whose role is “main”, plain text before markup; else the first."""
    filled = [part for part in parts if part.value and part.value.strip()]
    filled.sort(key=lambda part: (part.role not in {"main", "body"}, part.kind != "text/plain"))
    return filled[0].value if filled else None


def _hints_with(hints: Hints, url: str | None, title: str | None, published: date | None) -> Hints:
    return replace(hints, url=url or hints.url, title=title, published=published)
