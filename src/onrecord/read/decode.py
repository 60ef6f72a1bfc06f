"""Bytes → text: which encoding they are in, and the repair of text decoded wrongly before."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})")
# Browsers read these labels as Windows-1252, whose curly quotation marks the
# pages in fact use.
_READ_AS_1252 = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252"})

# Where UTF-8 was once read as Windows-1252, Latin-1 or Mac Roman: “â€œ” for ““”.
_TAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(
    f"â[€\x80][{_TAIL}]|[ÂÃ][{_TAIL}]|ð[Ÿ\x9f][{_TAIL}]|‚Ä[úùôòîìö¶¢]|[\x91-\x97]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")

_HEAD = 4096


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; never fails.

    A byte order mark decides, then UTF-8 where the bytes are that, then what
    the answer's header (`declared`) or the page itself declares, then a guess.
    Bytes that no encoding explains become U+FFFD.

    >>> decode("“Late again,” said Ivo.".encode("cp1252"))
    '“Late again,” said Ivo.'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if wide := wide_encoding(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in (declared, declared_in(data)):
        text = _decode_as(name, data) if name else None
        if text is not None:
            return text
    return _decode_by_guess(data)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of English text is nought."""
    head = data[:_HEAD]
    if len(head) < 4 or b"\0" not in head:
        return None
    pairs = len(head) // 2
    if head[1::2].count(0) > pairs * 0.7 and head[::2].count(0) < pairs * 0.05:
        return "utf-16-le"
    if head[::2].count(0) > pairs * 0.7 and head[1::2].count(0) < pairs * 0.05:
        return "utf-16-be"
    return None


def declared_in(data: bytes) -> str | None:
    """The encoding that a page or an XML file names in its first bytes."""
    found = _XML_ENCODING.match(data[:_HEAD]) or _META_CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None


def mend(text: str) -> str:
    """`text` without lone surrogates, and with doubly encoded lines repaired.

    Lines without a trace of double encoding stay as they are, to the letter.

    >>> mend("â€œLate again,â€\\x9d said Ivo.")
    '“Late again,” said Ivo.'
    """
    text = _SURROGATE.sub("\ufffd", text)
    if not _MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding  # noqa: PLC0415

    return "".join(
        fix_encoding(line) if _MOJIBAKE.search(line) else line
        for line in re.split(r"(?<=\n)", text)
    )


def _decode_as(name: str, data: bytes) -> str | None:
    """`data` in the encoding of that name, or None where it cannot be that."""
    try:
        codec = codecs.lookup(name)
        # Codecs such as “zip” and “rot13” bear no text.
        if not codec._is_text_encoding:
            return None
        if codec.name in _READ_AS_1252:
            return _decode_1252(data)
        return data.decode(codec.name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _decode_1252(data: bytes) -> str:
    """Windows-1252 as browsers read it, where its five unused bytes stay controls."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(
            bytes((byte,)).decode("cp1252", "ignore") or chr(byte)
            if 0x80 <= byte < 0xA0
            else chr(byte)
            for byte in data
        )


def _decode_by_guess(data: bytes) -> str:
    # A file cut within a character, or one with a stray byte, is still UTF-8.
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(byte >= 0xC0 for byte in data)
    if broken * 4 <= beyond_ascii:
        return text
    # English in Windows-1252 has an odd quotation mark or accent; where bytes
    # beyond ASCII prevail the text is in another script.
    head = data[: 4 * _HEAD]
    if sum(byte >= 0x80 for byte in head) < len(head) * 0.4:
        return _decode_1252(data)
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(head).best()
    guessed = _decode_as(best.encoding, data) if best else None
    return _decode_1252(data) if guessed is None else guessed
