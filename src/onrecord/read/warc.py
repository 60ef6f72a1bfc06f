"""Web archives → the articles of their pages, as they stream by.

Pages that were served whole count (status 200, HTML or plain text); pictures,
scripts, redirects and the crawler's own records are passed over silently.
"""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from onrecord.read.decode import decode, mend
from onrecord.read.hints import Hints
from onrecord.read.options import ReadOptions
from onrecord.read.plain import read_plain
from onrecord.read.sniff import Form, binary_kind, form_of_bytes
from onrecord.record import Article, Skipped, SkipReason

Read = Iterator[Article | Skipped]

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS = frozenset({"text/plain"})
_BEARING = frozenset({"response", "resource", "conversion"})


def read_warc(stream: BinaryIO, hints: Hints, options: ReadOptions) -> Read:
    """The articles of an archive; records before a cut or damage are still read."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

    records = iter(ArchiveIterator(stream))
    found = 0
    while True:
        try:
            # warcio complains of damage on standard error; here it is returned.
            with contextlib.redirect_stderr(io.StringIO()):
                record = next(records, None)
                media_type = _media_type(record) if record else None
                data = _content(record, options) if media_type else b""
        except Exception as error:
            detail = (
                f"the archive is damaged after {found} pages ({error}); they were read; "
                "fetch it again"
            )
            yield Skipped(hints.source, SkipReason.MALFORMED, detail)
            return
        if record is None:
            break
        if media_type is None:
            continue
        found += 1
        if data is None:
            detail = f"the archive ends within page {found}; the pages before it were read"
            yield Skipped(hints.source, SkipReason.CUT_SHORT, detail)
            return
        yield _read_page(data, media_type, _hints_of(record, hints), options)
    if not found:
        detail = "no record in the archive is a page that was served whole"
        yield Skipped(hints.source, SkipReason.NO_ARTICLE, detail)


def _media_type(record: Any) -> str | None:
    """What the record's content is, if it may be an article; else None."""
    if record.rec_type not in _BEARING:
        return None
    if record.rec_type == "response":
        if record.http_headers is None or record.http_headers.get_statuscode() != "200":
            return None
        given = record.http_headers.get_header("Content-Type") or ""
    else:
        given = record.rec_headers.get_header("Content-Type") or ""
    media_type = given.partition(";")[0].strip().lower()
    return given if media_type in _PAGES | _TEXTS else None


def _content(record: Any, options: ReadOptions) -> bytes | None:
    """The bytes of a record, one more than allowed at most; None where it was cut off."""
    data = bytes(record.content_stream().read(options.max_bytes + 1))
    if len(data) > options.max_bytes or not getattr(record.raw_stream, "limit", 0):
        return data
    # The record promises more than was read: either its body ends before it
    # does, as an encoded one can, or the file ends here.
    return data if record.raw_stream.read(1) else None


def _hints_of(record: Any, hints: Hints) -> Hints:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    is_address = url.startswith(("http://", "https://"))
    return replace(hints, source=f"{hints.source}#{url}", url=url if is_address else None)


def _read_page(
    data: bytes, media_type: str, hints: Hints, options: ReadOptions
) -> Article | Skipped:
    if len(data) > options.max_bytes:
        detail = f"the page is larger than {options.max_bytes / 1_000_000:g} MB"
        return Skipped(hints.source, SkipReason.TOO_LARGE, detail)
    if not data.strip():
        return Skipped(hints.source, SkipReason.EMPTY, "the page has no content")
    if kind := binary_kind(data[:4096]):
        detail = f"its content is {kind}, not text, though it is said to be {media_type}"
        return Skipped(hints.source, SkipReason.BINARY, detail)
    charset = media_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    text = decode(data, charset or None)
    if media_type.lower().startswith("text/plain") and form_of_bytes(data[:4096]) is not Form.PAGE:
        return read_plain(text, hints)
    from onrecord.read.page import read_page  # noqa: PLC0415 - trafilatura loads slowly

    return read_page(mend(text), hints)
