"""What an input is, told by its suffix, its media type or its first bytes."""

import codecs
import json
import re
from enum import StrEnum

from onrecord.read.decode import decode, wide_encoding


class Form(StrEnum):
    """The kinds of input; the value names them in messages."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    PAGE = "an HTML page"
    JSON = "JSON"
    LINES = "JSON Lines"
    FEED = "a feed"
    WARC = "a WARC file"
    GZIP = "a gzip file"
    BINARY = "a binary file"


# What a folder is searched for; other files in it are passed over.
SUFFIXES = {
    ".txt": Form.TEXT,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".html": Form.PAGE,
    ".htm": Form.PAGE,
    ".xhtml": Form.PAGE,
    ".json": Form.JSON,
    ".jsonl": Form.LINES,
    ".ndjson": Form.LINES,
    ".xml": Form.FEED,
    ".rss": Form.FEED,
    ".atom": Form.FEED,
    ".warc": Form.WARC,
    ".warc.gz": Form.WARC,
}
# How many first bytes decide.
HEAD = 65_536

_MEDIA_TYPES = {
    "text/html": Form.PAGE,
    "application/xhtml+xml": Form.PAGE,
    "application/json": Form.JSON,
    "application/ld+json": Form.JSON,
    "application/feed+json": Form.JSON,
    "application/jsonl": Form.LINES,
    "application/x-ndjson": Form.LINES,
    "application/rss+xml": Form.FEED,
    "application/atom+xml": Form.FEED,
    "application/rdf+xml": Form.FEED,
    "text/markdown": Form.MARKDOWN,
    "application/warc": Form.WARC,
}
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file or an office document"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf", "a 7z file"),
)
_PAGE = re.compile(
    r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*+<(?:!doctype\s+html|(?:html|head|body|article|main|div|"
    r"p|section|h1|script|meta)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"<\?xml\b|<(?:!--|!DOCTYPE\b|rss\b|feed\b|rdf:RDF\b)")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[\w-]+:.*\r?\n|[ \t]*#.*\r?\n)")


def form_of_name(name: str) -> Form | None:
    """What the suffix of a file's name promises, or None.

    >>> form_of_name("news/2021.WARC.GZ")
    <Form.WARC: 'a WARC file'>
    """
    name = name.lower()
    return next((form for suffix, form in SUFFIXES.items() if name.endswith(suffix)), None)


def form_of_media_type(media_type: str) -> Form | None:
    """What the media type of an answer promises; None leaves it to the bytes."""
    return _MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())


def binary_kind(head: bytes) -> str | None:
    """What kind of binary file starts with `head`, or None where it may be text."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    if b"\0" in head and not marked and wide_encoding(head) is None:
        return "a binary file"
    return None


def form_of_bytes(head: bytes) -> Form:
    """What the first bytes of an input show it to be; plain text if nothing else."""
    if head.startswith(b"\x1f\x8b"):
        return Form.GZIP
    if head.startswith(b"WARC/"):
        return Form.WARC
    if binary_kind(head):
        return Form.BINARY
    start = decode(head).lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        return _form_of_json(start)
    if _PAGE.match(start):
        return Form.PAGE
    if _XML.match(start):
        return Form.FEED
    if _FRONT_MATTER.match(start) or re.match(r"#{1,3} \S", start):
        return Form.MARKDOWN
    return Form.TEXT


def has_feed_root(head: bytes) -> bool:
    """Whether XML starts as RSS or Atom does; servers often call these HTML.

    >>> has_feed_root(b'<?xml version="1.0"?> <rss version="2.0">')
    True
    """
    return re.search(rb"<(?:\w+:)?(?:rss|feed|rdf)\b", head[:2000], re.IGNORECASE) is not None


def _form_of_json(start: str) -> Form:
    """JSON Lines where the first line is a whole value and another follows."""
    first, _, rest = start.partition("\n")
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        # Not JSON at all: “[Music] Good evening” opens a transcript.
        return Form.JSON if re.match(r'\{\s*(?:"|\}|$)|\[\s*(?:[\[{"\]]|$)', start) else Form.TEXT
    if isinstance(value, dict) and rest.strip():
        return Form.LINES
    return Form.JSON
