"""RSS, Atom and JSON feeds → one article an entry, where the entry carries the whole text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

from pydantic import ValidationError

from onrecord.read.bylines import names_in
from onrecord.read.dates import day_of
from onrecord.read.decode import mend
from onrecord.read.fragments import words_of
from onrecord.read.hints import Hints
from onrecord.read.plain import read_plain
from onrecord.read.schemas import JsonFeed, JsonFeedItem, what_is_wrong
from onrecord.record import Article, Skipped, SkipReason

Read = Iterator[Article | Skipped]

# A summary of fewer words is a teaser and not the article.
_ARTICLE_WORDS = 60
_ROOT = re.compile(r"<(?P<name>[A-Za-z_][\w:.-]*)")
_ENTITIES = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ENTRY_ENDS = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_TAGS = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[A-Za-z_])[^<>]*?(?P<empty>/?)>",
    re.DOTALL,
)
# XHTML in an entry nests some dozens deep; tags that are never closed add up too.
_DEEPEST = 2000
_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})


@dataclass(frozen=True, slots=True)
class OpenFeed:
    """An RSS or Atom feed, parsed: its title and its whole entries.

    `is_cut` where it breaks off: the entry that the break runs through is not
    the article as published, and left out.
    """

    is_atom: bool
    title: str | None
    entries: tuple[Any, ...]
    is_cut: bool


def open_feed(text: str, source: str) -> OpenFeed | Skipped:
    """The feed that `text` is, or why it is none that can be read.

    A feed that declares XML entities is refused: a few lines of them can
    unfold into gigabytes.
    """
    root = _ROOT.search(text)
    if root is None:
        detail = "it is not XML and so no feed; check what the file or address holds"
        return Skipped(source, SkipReason.MALFORMED, detail)
    if _ENTITIES.search(text, 0, root.start()):
        detail = "it declares XML entities, which can unfold without end; remove its DOCTYPE"
        return Skipped(source, SkipReason.REFUSED, detail)
    name = root["name"].rpartition(":")[2].lower()
    if name not in _FEED_ROOTS:
        detail = f"it is XML but no RSS or Atom feed: its root element is <{root['name']}>"
        return Skipped(source, SkipReason.UNKNOWN_FORMAT, detail)
    if _is_deep(text):
        detail = f"its elements are nested more than {_DEEPEST} deep, which no feed needs"
        return Skipped(source, SkipReason.TOO_DEEP, detail)
    feed = _parsed(text)
    if feed is None:
        return Skipped(source, SkipReason.MALFORMED, "the feed cannot be parsed; check its XML")
    entries = feed.entries
    is_cut = feed.bozo and not re.search(rf"</{re.escape(root['name'])}\s*>", text[-5000:])
    if is_cut:
        entries = entries[: len(_ENTRY_ENDS.findall(text))]
    return OpenFeed(name == "feed", _line(feed.feed.get("title")), tuple(entries), bool(is_cut))


def read_feed(text: str, hints: Hints) -> Read:
    """The entries of an RSS or Atom feed, in the feed's order.

    One that breaks off gives the entries before the break and then `Skipped`.
    """
    source = hints.source
    feed = open_feed(text, source)
    if isinstance(feed, Skipped):
        yield feed
        return
    for number, entry in enumerate(feed.entries, start=1):
        yield _read_entry(entry, number, replace(hints, outlet=feed.title or hints.outlet))
    if feed.is_cut:
        detail = (
            f"the feed breaks off; the {len(feed.entries)} entries before that were read; "
            "fetch it again"
        )
        yield Skipped(source, SkipReason.CUT_SHORT, detail)
    elif not feed.entries:
        yield Skipped(source, SkipReason.EMPTY, "the feed has no entry")


def read_json_feed(value: dict[str, Any], hints: Hints) -> Read:
    """The items of a JSON Feed, in the feed's order."""
    try:
        outlet = JsonFeed.model_validate(value).title
    except ValidationError as error:
        yield Skipped(hints.source, SkipReason.MALFORMED, what_is_wrong(error))
        return
    items = value.get("items")
    if not isinstance(items, list):
        yield Skipped(hints.source, SkipReason.MALFORMED, "`items` is not a list of entries")
        return
    if not items:
        yield Skipped(hints.source, SkipReason.EMPTY, "the feed has no entry")
    for number, item in enumerate(items, start=1):
        try:
            read = JsonFeedItem.model_validate(item)
        except ValidationError as error:
            source = f"{hints.source}#{number}"
            yield Skipped(source, SkipReason.MALFORMED, what_is_wrong(error))
            continue
        url = read.url or read.external_url
        here = replace(
            hints,
            source=f"{hints.source}#{url or read.id or number}",
            url=url,
            title=read.title,
            outlet=outlet or hints.outlet,
            authors=read.authors,
            published=read.published,
        )
        content = words_of(read.content_html) if read.content_html else read.content_text
        yield _read_words(content, words_of(read.summary or ""), here)


def _is_deep(text: str) -> bool:
    """Whether elements nest so deep that they were made to exhaust a parser."""
    depth = 0
    for tag in _TAGS.finditer(text):
        if tag["name"] and not tag["empty"]:
            depth += -1 if tag["end"] else 1
            if depth > _DEEPEST:
                return True
    return False


def _parsed(text: str) -> Any:
    import feedparser  # noqa: PLC0415 - JSON feeds do without it

    # The declaration may name the encoding that the text came in, not UTF-8.
    data = _DECLARATION.sub("", text, count=1).lstrip().encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        # A stream, because feedparser would fetch a string that looks like an address.
        # Only words are taken from what it finds, so that its cleaning of HTML is spared.
        return feedparser.parse(
            BytesIO(data),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:
        return None


def _read_entry(entry: Any, number: int, hints: Hints) -> Article | Skipped:
    link = _line(entry.get("link"))
    url = link if link and link.startswith(("http://", "https://")) else None
    names = [_line(author.get("name")) for author in entry.get("authors", ())]
    here = replace(
        hints,
        source=f"{hints.source}#{link or _line(entry.get('id')) or number}",
        url=url,
        title=_line(words_of(entry.get("title") or "")),
        authors=tuple(name for names_ in names if names_ for name in names_in(names_)),
        published=_day(entry),
    )
    contents = [words_of(part.get("value") or "") for part in entry.get("content", ())]
    summary = words_of(entry.get("summary") or "")
    return _read_words(max(contents, key=len, default=None), summary, here)


def _read_words(content: str | None, summary: str, hints: Hints) -> Article | Skipped:
    """The article of an entry's content or of a summary as long as one."""
    if content and content.strip():
        return read_plain(content, hints)
    if len(summary.split()) >= _ARTICLE_WORDS:
        return read_plain(summary, hints)
    what = "only a summary" if summary else "no text"
    give = f"give its address, {hints.url}" if hints.url else "give the page itself"
    return Skipped(hints.source, SkipReason.NO_ARTICLE, f"the entry holds {what}; {give}")


def _day(entry: Any) -> date | None:
    for field in ("published", "created", "updated"):
        if value := entry.get(field):
            if day := day_of(str(value)):
                return day
            if parsed := entry.get(f"{field}_parsed"):
                return date(*parsed[:3])
    return None


def _line(value: Any) -> str | None:
    return (" ".join(mend(value).split()) or None) if isinstance(value, str) else None
