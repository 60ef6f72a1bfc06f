"""What an address lists: RSS, Atom and JSON feeds and news sitemaps, told by their content."""

import io
import json
import re
from calendar import timegm
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from onrecord.read.addresses import Answer
from onrecord.read.dates import moment_of
from onrecord.read.decode import decode, mend
from onrecord.read.feeds import open_feed
from onrecord.read.fragments import words_of
from onrecord.read.gunzip import Gunzip
from onrecord.read.identity import short_id
from onrecord.read.schemas import JsonFeed, JsonFeedItem, what_is_wrong
from onrecord.read.sitemaps import Child, read_sitemap
from onrecord.read.sniff import HEAD, Form, form_of_bytes, has_feed_root
from onrecord.read.visits import resolved
from onrecord.record import Found, Skipped, SkipReason, SourceKind

_SITEMAP = re.compile(r"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b")
_FEWEST_WORDS = 60
"""Of fewer words the text of an entry is a teaser and not the article."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or sitemap lists, in its order.

    `children` are the sitemaps that an index lists; `others` counts the pages
    of a sitemap that are not marked as news.
    """

    kind: SourceKind
    title: str | None = None
    found: tuple[Found, ...] = ()
    children: tuple[Child, ...] = ()
    others: int = 0


def read_listing(answer: Answer, max_bytes: int) -> Listing | Skipped:
    """What `answer` lists, or why it is no list; bad bytes raise nothing."""
    body = _unpacked(answer, max_bytes)
    if isinstance(body, Skipped):
        return body
    if not body.strip():
        return Skipped(answer.url, SkipReason.EMPTY, "there is nothing in it")
    form = form_of_bytes(body[:HEAD])
    if form in {Form.JSON, Form.LINES}:
        return _of_json(decode(body, answer.charset), answer.url)
    if form is Form.PAGE and not has_feed_root(body[:HEAD]):
        detail = "it is a web page and no feed; look on the site for where its feed is now"
        return Skipped(answer.url, SkipReason.UNKNOWN_FORMAT, detail)
    if form is Form.BINARY:
        return Skipped(answer.url, SkipReason.BINARY, "it is a binary file and no feed")
    text = decode(body, answer.charset)
    if _SITEMAP.search(text[:HEAD]):
        return _of_sitemap(text, answer.url)
    return _of_feed(text, answer.url)


def _unpacked(answer: Answer, max_bytes: int) -> bytes | Skipped:
    """The body, out of its gzip file where it is one; a bomb stops at the usual limit."""
    if not answer.body.startswith(b"\x1f\x8b"):
        return answer.body
    gunzip = Gunzip(io.BytesIO(answer.body))
    body = io.BufferedReader(gunzip).read(max_bytes + 1)
    if len(body) > max_bytes:
        detail = f"unpacked it is larger than {max_bytes / 1_000_000:g} MB, which no list needs"
        return Skipped(answer.url, SkipReason.TOO_LARGE, detail)
    return gunzip.skipped(answer.url) or body


def _of_json(text: str, source: str) -> Listing | Skipped:
    try:
        value = json.loads(text.lstrip("\ufeff"))
        title = JsonFeed.model_validate(value).title
    except ValidationError as error:
        return Skipped(source, SkipReason.MALFORMED, what_is_wrong(error))
    except (ValueError, RecursionError):
        return Skipped(source, SkipReason.MALFORMED, "it is JSON that cannot be parsed")
    items = value.get("items")
    if not isinstance(items, list):
        detail = "it is JSON but no JSON Feed: it has no list of `items`"
        return Skipped(source, SkipReason.UNKNOWN_FORMAT, detail)
    return Listing(SourceKind.JSON_FEED, title, _each_once(_of_item(one, source) for one in items))


def _of_item(item: Any, base: str) -> Found | None:
    try:
        read = JsonFeedItem.model_validate(item)
    except ValidationError:
        return None
    address = resolved(base, read.url or read.external_url)
    content = words_of(read.content_html) if read.content_html else read.content_text or ""
    key = read.id or address
    given = item.get("date_published") or item.get("date_modified") or ""
    summary = words_of(read.summary or "")
    return (
        Found(short_id(key), address, read.title, moment_of(str(given)), *_texts(content, summary))
        if key
        else None
    )


def _of_sitemap(text: str, source: str) -> Listing | Skipped:
    sitemap = read_sitemap(text, source)
    if isinstance(sitemap, Skipped):
        return sitemap
    found = _each_once(sitemap.found)
    return Listing(SourceKind.SITEMAP, sitemap.title, found, sitemap.children, sitemap.others)


def _of_feed(text: str, source: str) -> Listing | Skipped:
    feed = open_feed(text, source)
    if isinstance(feed, Skipped):
        return feed
    kind = SourceKind.ATOM if feed.is_atom else SourceKind.RSS
    return Listing(kind, feed.title, _each_once(_of_entry(one, source) for one in feed.entries))


def _of_entry(entry: Any, base: str) -> Found | None:
    # FeedBurner puts its own counting address before the article's.
    link = entry.get("feedburner_origlink") or entry.get("link")
    # A bare guid such as “t1” counts as the link where there is none, but is no address.
    is_address = link != entry.get("id") or str(link).startswith(("http://", "https://", "/"))
    address = resolved(base, link) if is_address else None
    title = " ".join(mend(words_of(entry.get("title") or "")).split()) or None
    key = entry.get("id") or address or title
    if not key:
        return None
    contents = [words_of(part.get("value") or "") for part in entry.get("content", ())]
    content = max(contents, key=len, default="")
    summary = words_of(entry.get("summary") or "")
    return Found(short_id(key), address, title, _moment(entry), *_texts(content, summary))


def _texts(content: str, summary: str) -> tuple[str | None, str | None]:
    """The summary, and the article's own text where it is long enough to be that."""
    longest = max(content, summary, key=len)
    whole = longest if len(longest.split()) >= _FEWEST_WORDS else None
    return (summary or None, whole)


def _moment(entry: Any) -> datetime | None:
    for field in ("published", "created", "updated"):
        if value := entry.get(field):
            if moment := moment_of(str(value)):
                return moment
            if parsed := entry.get(f"{field}_parsed"):
                return datetime.fromtimestamp(timegm(parsed), UTC)
    return None


def _each_once(found: Iterable[Found | None]) -> tuple[Found, ...]:
    """Without entries that say nothing, and none twice."""
    by_id: dict[str, Found] = {}
    for one in found:
        if one is not None:
            by_id.setdefault(one.id, one)
    return tuple(by_id.values())
