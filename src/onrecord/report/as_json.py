"""Documents as JSON: the shape that tools and benchmarks rely on.

Fields may be added, never changed; `from_json.py` reads them back.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.record import (
    Act,
    Article,
    Document,
    Due,
    Period,
    Resolution,
    Skipped,
    Span,
    Unresolved,
)

VERSION = 1
FINDS = ("statements", "parties", "acts", "dates")
"""The kinds of entry that this version looks for; an empty list of another kind says nothing."""

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
                "mentions": _spans(party.mentions),
                "entry": party.entry,
                "resolution": _resolution(party.resolution),
            }
            for party in document.parties
        ],
        "statements": [
            {
                "id": statement.id,
                "speakers": list(statement.speakers),
                "source": _spans(statement.source),
                "cue": _spans(statement.cue),
                "content": _spans(statement.content),
                "quotation": statement.quotation.value,
                "said_on": _days(statement.said_on) if statement.said_on else None,
                "confidence": round(statement.confidence, 2),
            }
            for statement in document.statements
        ],
        "acts": [_act_to_json(act) for act in document.acts],
        "dates": [
            {"span": list(found.span), **_days(found.period), "working": found.working}
            for found in document.dates
        ],
        "finds": list(FINDS),
        "made_by": document.made_by,
    }


def _resolution(value: Resolution | Unresolved | None) -> dict[str, Any] | None:
    """How a party was found in the directory, or why it was not; None where none was asked."""
    if value is None:
        return None
    if isinstance(value, Unresolved):
        return {"unresolved": value.why}
    return {
        "rule": value.rule,
        "score": round(value.score, 2),
        "reasons": list(value.reasons),
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


def _act_to_json(act: Act) -> dict[str, Any]:
    return {
        "id": act.id,
        "kind": act.kind.value,
        "stance": act.stance.value if act.stance else None,
        "speakers": list(act.speakers),
        "parties": list(act.parties),
        "evidence": _spans(act.evidence),
        "action": _spans(act.action),
        "due": _due_to_json(act.due) if act.due else None,
        "statements": list(act.statements),
        "answers": list(act.answers),
        "confidence": round(act.confidence, 2),
    }


def _due_to_json(due: Due) -> dict[str, Any]:
    days = _days(due.period) if due.period else {"from": None, "to": None}
    return {"span": list(due.span), **days, "working": due.working}


def _days(period: Period) -> dict[str, str]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


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
