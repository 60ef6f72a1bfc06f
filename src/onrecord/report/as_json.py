"""Documents as JSON, and back: the shape that tools and benchmarks rely on.

Fields may be added, never changed; `docs` describes each of them.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from onrecord.record import (
    Article,
    BadInput,
    Block,
    BlockKind,
    Document,
    Party,
    PartyKind,
    Post,
    QuotationKind,
    Skipped,
    Span,
    Statement,
)

VERSION = 1
FINDS = ("statements", "parties")
"""The kinds of entry that this version looks for; an empty list of another kind says nothing."""

_Kind = TypeVar("_Kind", bound=StrEnum)
_Item = TypeVar("_Item")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def document_to_json(document: Document) -> dict[str, Any]:
    """The document as plain dictionaries, lists, strings and numbers."""
    return {
        "onrecord": VERSION,
        "article": _article_to_json(document.article),
        "parties": [
            {
                "id": party.id,
                "name": party.name,
                "kind": party.kind.value,
                "names": list(party.names),
                "roles": list(party.roles),
                "mentions": [[start, end] for start, end in party.mentions],
                "entry": party.entry,
            }
            for party in document.parties
        ],
        "statements": [
            {
                "id": statement.id,
                "speakers": list(statement.speakers),
                "source": [[start, end] for start, end in statement.source],
                "cue": [[start, end] for start, end in statement.cue],
                "content": [[start, end] for start, end in statement.content],
                "quotation": statement.quotation.value,
                "said_on": None,
                "confidence": round(statement.confidence, 2),
            }
            for statement in document.statements
        ],
        "acts": [],
        "dates": [],
        "finds": list(FINDS),
        "made_by": document.made_by,
    }


def _article_to_json(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "source": article.source,
        "outlet": article.outlet,
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "text": article.text,
        "blocks": [
            {"kind": block.kind.value, "span": [block.span.start, block.span.end]}
            for block in article.blocks
        ],
        "posts": [
            {
                "span": list(post.span),
                "author": post.author,
                "handle": post.handle,
                "date": post.date.isoformat() if post.date else None,
                "links": list(post.links),
                "content": list(post.content),
            }
            for post in article.posts
        ],
        "url": article.url,
    }


def skipped_to_json(skipped: Skipped) -> dict[str, Any]:
    """An input that gave no document, as its line of output."""
    return {
        "onrecord": VERSION,
        "skipped": {
            "source": skipped.source,
            "reason": skipped.reason.value,
            "detail": skipped.detail,
        },
    }


def json_text(value: Mapping[str, Any], *, indent: int | None = None) -> str:
    r"""The JSON text of such a dictionary, which any UTF-8 file can hold.

    Half of a surrogate pair, as broken scrapers leave it in a text, has no
    UTF-8; it is escaped, so that the offsets around it hold.

    >>> json_text({"text": "caf\u00e9 \ud83d"})
    '{"text": "café \\ud83d"}'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.isascii():
        return text
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def document_from_json(value: Mapping[str, Any]) -> Document:
    """The document that `document_to_json` gave as `value`.

    Fields it does not know are passed over, so that a later version's output
    can be read.  BadInput names the field that is missing or wrong.
    """
    where = "document"
    if not isinstance(value, Mapping):
        raise _wrong(where, "an object", value)
    if "skipped" in value:
        raise BadInput(f"{where}: a skipped input, not a document; leave lines with “skipped” out")
    if value.get("onrecord") != VERSION:
        raise BadInput(
            f"{where}.onrecord: expected {VERSION}, got {value.get('onrecord')!r:.60}; "
            "give what `onrecord read --format json` prints"
        )
    article = _article(_field(value, "article", where), "article")
    length = len(article.text)
    return Document(
        article=article,
        parties=_items(value, "parties", "", lambda v, w: _party(v, w, length)),
        statements=_items(value, "statements", "", lambda v, w: _statement(v, w, length)),
        made_by=_maybe(value, "made_by", ""),
    )


def _article(value: Any, where: str) -> Article:
    text = _text(_field(value, "text", where), f"{where}.text")
    length = len(text)
    return Article(
        id=_text(_field(value, "id", where), f"{where}.id"),
        source=_text(_field(value, "source", where), f"{where}.source"),
        text=text,
        blocks=_items(value, "blocks", where, lambda v, w: _block(v, w, length)),
        posts=_items(value, "posts", where, lambda v, w: _post(v, w, length)),
        title=_maybe(value, "title", where),
        outlet=_maybe(value, "outlet", where),
        authors=_items(value, "authors", where, _text),
        published=_day(value, "published", where),
        language=_text(_field(value, "language", where), f"{where}.language"),
        url=_maybe(value, "url", where),
    )


def _block(value: Any, where: str, length: int) -> Block:
    kind = _kind(BlockKind, _field(value, "kind", where), f"{where}.kind")
    return Block(kind, _span(_field(value, "span", where), f"{where}.span", length))


def _post(value: Any, where: str, length: int) -> Post:
    span = _span(_field(value, "span", where), f"{where}.span", length)
    # `content` came later than the other fields; without it the whole embed is the words.
    content = value.get("content")
    return Post(
        span=span,
        content=span if content is None else _span(content, f"{where}.content", length),
        author=_maybe(value, "author", where),
        handle=_maybe(value, "handle", where),
        date=_day(value, "date", where),
        links=_items(value, "links", where, _text),
    )


def _party(value: Any, where: str, length: int) -> Party:
    return Party(
        id=_text(_field(value, "id", where), f"{where}.id"),
        name=_text(_field(value, "name", where), f"{where}.name"),
        kind=_kind(PartyKind, _field(value, "kind", where), f"{where}.kind"),
        names=_items(value, "names", where, _text),
        roles=_items(value, "roles", where, _text),
        mentions=_items(value, "mentions", where, lambda v, w: _span(v, w, length)),
        entry=_maybe(value, "entry", where),
    )


def _statement(value: Any, where: str, length: int) -> Statement:
    confidence = _field(value, "confidence", where)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float):
        raise _wrong(f"{where}.confidence", "a number from 0 to 1", confidence)
    if not 0 <= confidence <= 1:
        raise _wrong(f"{where}.confidence", "a number from 0 to 1", confidence)
    return Statement(
        id=_text(_field(value, "id", where), f"{where}.id"),
        speakers=_items(value, "speakers", where, _text),
        source=_items(value, "source", where, lambda v, w: _span(v, w, length)),
        cue=_items(value, "cue", where, lambda v, w: _span(v, w, length)),
        content=_items(value, "content", where, lambda v, w: _span(v, w, length)),
        quotation=_kind(QuotationKind, _field(value, "quotation", where), f"{where}.quotation"),
        confidence=float(confidence),
    )


def _wrong(where: str, expected: str, got: object) -> BadInput:
    shown = repr(got)
    return BadInput(f"{where}: expected {expected}, got {shown[:60]}{'…' * (len(shown) > 60)}")


def _field(value: Any, name: str, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise _wrong(where, "an object", value)
    if name not in value:
        raise BadInput(f"{where}: the field “{name}” is missing")
    return value[name]


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise _wrong(where, "a string", value)
    return value


def _maybe(value: Mapping[str, Any], name: str, where: str) -> str | None:
    found = value.get(name)
    return None if found is None else _text(found, f"{where}.{name}")


def _day(value: Mapping[str, Any], name: str, where: str) -> date | None:
    found = _maybe(value, name, where)
    if found is None:
        return None
    try:
        return date.fromisoformat(found)
    except ValueError:
        raise _wrong(f"{where}.{name}", "a day like 2021-03-14 or null", found) from None


def _items(
    value: Any, name: str, where: str, one: Callable[[Any, str], _Item]
) -> tuple[_Item, ...]:
    found = _field(value, name, where or "document")
    path = f"{where}.{name}" if where else name
    if not isinstance(found, list | tuple):
        raise _wrong(path, "a list", found)
    return tuple([one(item, f"{path}[{at}]") for at, item in enumerate(found)])


def _kind(kinds: type[_Kind], value: Any, where: str) -> _Kind:
    try:
        return kinds(value)
    except ValueError:
        raise _wrong(where, f"one of {', '.join(kinds)}", value) from None


def _span(value: Any, where: str, length: int) -> Span:
    match value:
        case [int(start), int(end)] if 0 <= start <= end <= length:
            return Span(start, end)
    raise _wrong(where, f"a pair [start, end] within the {length} characters of the text", value)
