"""Inputs → articles, one after the other: what each input is and who reads it.

Nothing is kept once it is handed on, so that a folder or an archive of any
size passes through in the memory of its largest article.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.read import files
from onrecord.read.decode import decode, mend
from onrecord.read.gunzip import Gunzip
from onrecord.read.hints import Hints
from onrecord.read.options import DEFAULTS, ReadOptions
from onrecord.read.plain import read_plain
from onrecord.read.sniff import (
    HEAD,
    Form,
    binary_kind,
    form_of_bytes,
    form_of_media_type,
    form_of_name,
    has_feed_root,
)
from onrecord.record import Article, Skipped, SkipReason

if TYPE_CHECKING:
    from onrecord.read.addresses import Answer

STANDARD_INPUT = "-"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

Read = Iterator[Article | Skipped]


def read_inputs(
    inputs: Iterable[str], options: ReadOptions = DEFAULTS, *, stdin: BinaryIO | None = None
) -> Read:
    """Every article of the inputs, in their order; `Skipped` where one cannot be read.

    An input is a path to a file or folder, an address, or `-` for standard
    input (`stdin`, or the process's own).  Bad input raises nothing.
    """
    for given in inputs:
        if given == STANDARD_INPUT:
            yield from _read_standard_input(stdin or sys.stdin.buffer, options)
        elif _SCHEME.match(given):
            yield from _read_address(given, options)
        else:
            yield from _read_path(Path(given), options)


def read_text(text: str, hints: Hints) -> Article | Skipped:
    """The article of bare text, or why there is none in it."""
    return read_plain(text, hints)


def read_answer(answer: "Answer", hints: Hints, options: ReadOptions) -> Read:
    """The articles of what an address answered, or why there is none in it."""
    form = form_of_media_type(answer.media_type)
    yield from _read_known(io.BytesIO(answer.body), form, hints, options, answer.charset)


def count_inputs(inputs: Iterable[str]) -> int | None:
    """How many articles the inputs will give, or None where only reading them tells."""
    total = 0
    for given in inputs:
        if given == STANDARD_INPUT or _SCHEME.match(given):
            return None
        number = files.count(Path(given))
        if number is None:
            return None
        total += number
    return total


def _read_standard_input(stdin: BinaryIO, options: ReadOptions) -> Read:
    try:
        yield from _read_stream(stdin, STANDARD_INPUT, None, options)
    except OSError as error:
        # A shell lets a folder stand for it: `onrecord read - < news/`.
        yield files.skipped_for(Path(STANDARD_INPUT), error)


def _read_path(path: Path, options: ReadOptions) -> Read:
    for found in files.find(path):
        if isinstance(found, Skipped):
            yield found
            continue
        opened = files.open_file(found)
        if isinstance(opened, Skipped):
            yield opened
            continue
        with opened as stream:
            try:
                yield from _read_stream(
                    stream, files.shown(found), form_of_name(found.name), options
                )
            except OSError as error:
                yield files.skipped_for(found, error)


def _read_address(address: str, options: ReadOptions) -> Read:
    from onrecord.read.addresses import fetch  # noqa: PLC0415 - urllib3 is slow to load

    answer = fetch(address, options)
    if isinstance(answer, Skipped):
        yield answer
        return
    hints = Hints(source=address, url=answer.url, published_if_missing=options.published)
    yield from read_answer(answer, hints, options)


def _read_stream(stream: BinaryIO, source: str, form: Form | None, options: ReadOptions) -> Read:
    hints = Hints(source=source, published_if_missing=options.published)
    yield from _read_known(stream, form, hints, options, None)


def _read_known(
    stream: BinaryIO,
    form: Form | None,
    hints: Hints,
    options: ReadOptions,
    charset: str | None,
) -> Read:
    """Reads a stream by its first bytes, or as `form` where they do not contradict it."""
    source = hints.source
    head = _read_fully(stream, HEAD)
    if not head.strip():
        yield Skipped(source, SkipReason.EMPTY, "there is nothing in it")
        return
    form = _settled(form, head)
    joined: BinaryIO = io.BufferedReader(_Joined(head, stream))
    if form is Form.GZIP:
        yield from _read_gzip(joined, hints, options, charset)
    elif form is Form.WARC:
        from onrecord.read.warc import read_warc  # noqa: PLC0415 - warcio loads slowly

        yield from read_warc(joined, hints, options)
    elif form is Form.BINARY:
        kind = binary_kind(head) or "a binary file"
        detail = f"this is {kind}; give the article as text, HTML, JSON or a feed"
        yield Skipped(source, SkipReason.BINARY, detail)
    elif form is Form.LINES:
        from onrecord.read.tables import read_lines  # noqa: PLC0415 - pydantic loads slowly

        yield from read_lines(joined, hints, options)
    else:
        data = _read_fully(joined, options.max_bytes + 1)
        if len(data) > options.max_bytes:
            yield _too_large(source, options)
        else:
            yield from _read_whole(data, form, hints, charset)


def _settled(named: Form | None, head: bytes) -> Form:
    """What the input is, where its name or media type and its first bytes disagree.

    Bytes of an archive or a picture never lie.  A name says more of text: a
    ``.txt`` that starts with “{” is text, while “.xml” may be a page and
    “.json” JSON Lines.
    """
    shown = form_of_bytes(head)
    if named is None or shown in {Form.BINARY, Form.GZIP, Form.WARC}:
        return shown
    if named is Form.WARC:
        return shown
    if named is Form.FEED and shown in {Form.PAGE, Form.JSON}:
        return shown
    if named is Form.JSON and shown in {Form.LINES, Form.FEED, Form.PAGE}:
        return shown
    if named is Form.PAGE and shown is Form.FEED and has_feed_root(head):
        return shown
    return named


def _read_whole(data: bytes, form: Form, hints: Hints, charset: str | None) -> Read:
    """Articles of an input that is read in one piece."""
    text = decode(data, charset)
    if form is Form.JSON:
        from onrecord.read.tables import read_json  # noqa: PLC0415 - pydantic loads slowly

        yield from read_json(text, hints)
    elif form is Form.FEED:
        from onrecord.read.feeds import read_feed  # noqa: PLC0415 - feedparser loads slowly

        yield from read_feed(text, hints)
    elif form is Form.PAGE:
        from onrecord.read.page import read_page  # noqa: PLC0415 - trafilatura loads slowly

        yield read_page(mend(text), hints)
    elif form is Form.MARKDOWN:
        from onrecord.read.markdown import read_markdown  # noqa: PLC0415 - plain text needs none

        yield read_markdown(text, hints)
    else:
        yield read_plain(text, hints)


def _read_gzip(stream: BinaryIO, hints: Hints, options: ReadOptions, charset: str | None) -> Read:
    """What a gzip file holds; a bomb stops at the same limits as any other input."""
    gunzip = Gunzip(stream)
    inner = io.BufferedReader(gunzip)
    head = inner.peek(2)[:2]
    if head == b"\x1f\x8b":
        # A file can be made that unpacks to itself for ever.
        detail = "this is a gzip file within a gzip file; unpack it first"
        yield Skipped(hints.source, SkipReason.UNKNOWN_FORMAT, detail)
        return
    last: Article | Skipped | None = None
    if head or gunzip.failure is None:
        form = form_of_name(hints.source.lower().removesuffix(".gz"))
        for last in _read_known(inner, form, hints, options, charset):
            yield last
    broken = gunzip.skipped(hints.source)
    # An archive has then said already that it was cut.
    if broken and not (isinstance(last, Skipped) and last.reason is SkipReason.CUT_SHORT):
        yield broken


def _too_large(source: str, options: ReadOptions) -> Skipped:
    megabytes = options.max_bytes / 1_000_000
    detail = f"it is larger than {megabytes:g} MB, which no article is; split it into articles"
    return Skipped(source, SkipReason.TOO_LARGE, detail)


def _read_fully(stream: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes; a pipe may hand out fewer at a time."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(min(size, 1 << 20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class _Joined(io.RawIOBase):
    """First bytes already read, and the stream they came from.  Closing leaves it open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part: bytes | memoryview
        if self._head:
            part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            part = self._rest.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)
