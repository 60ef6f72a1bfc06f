"""Finds the feed or news sitemap of a site that the user named, and looks no further.

What is asked: the address itself, then up to three feeds that the page names
in its head, then up to five sitemaps that the site's robots.txt names, all on
the same site.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.read.addresses import Answer
from onrecord.read.decode import decode
from onrecord.read.listings import Listing, read_listing
from onrecord.read.sniff import HEAD, Form, form_of_bytes
from onrecord.read.visits import Fresh, Later, Unchanged, Visitor, resolved, same_site
from onrecord.record import Skipped, SkipReason, Source, SourceKind

# Not “application/json”: that is what pages name their site's programming interface by.
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_MOST_FEEDS = 3
_MOST_SITEMAPS = 5
_MOST_CHILDREN = 3


@dataclass(frozen=True, slots=True)
class Look:
    """The source that was found at an address and what it lists now.

    `others` are further feeds that the page names; each is a source of its own.
    """

    source: Source
    listing: Listing
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Link:
    address: str
    title: str


def look(address: str, visitor: Visitor) -> Look | Later | Skipped:
    """The source at `address`: a feed, a news sitemap, or a page whose site has one."""
    visit = visitor.visit(address)
    if isinstance(visit, Unchanged):
        # Nothing was said of which version is at hand, so that this is no answer.
        return Skipped(address, SkipReason.NO_ANSWER, "it answered 304 to a plain request")
    if not isinstance(visit, Fresh):
        return visit
    if form_of_bytes(visit.answer.body[:HEAD]) is not Form.PAGE:
        return _of_list(address, visit.answer, visitor)
    listing = read_listing(visit.answer, visitor.options.max_bytes)
    if isinstance(listing, Listing):
        return _of_list(address, visit.answer, visitor)
    return _of_page(address, visit.answer, visitor)


def listed(address: str, answer: Answer, visitor: Visitor) -> Listing | Later | Skipped:
    """What a list lists; an index of sitemaps, what its sitemaps do that changed last.

    The listing of an index names its sitemaps as children.
    """
    listing = read_listing(answer, visitor.options.max_bytes)
    if isinstance(listing, Skipped):
        return replace(listing, source=address)
    if not listing.children:
        return _with_news(address, listing)
    children = [one for one in listing.children if same_site(answer.url, one.address)]
    # Indexes hold a site's whole past; its news are what changed last.
    children.sort(key=lambda one: one.changed.timestamp() if one.changed else 0.0, reverse=True)
    children.sort(key=lambda one: "news" not in one.address.lower())
    problem: Later | Skipped = Skipped(
        address, SkipReason.NO_ARTICLE, "none of the sitemaps that it lists is on the same site"
    )
    parts: list[Listing] = []
    for child in children[:_MOST_CHILDREN]:
        visit = visitor.visit(child.address)
        if isinstance(visit, Later | Skipped):
            problem = visit
        elif isinstance(visit, Fresh):
            part = read_listing(visit.answer, visitor.options.max_bytes)
            if isinstance(part, Skipped):
                problem = part
            elif part.kind is SourceKind.SITEMAP:
                parts.append(part)
    if not parts:
        return replace(problem, source=address) if isinstance(problem, Skipped) else problem
    return _with_news(address, _joined(listing, parts))


def _joined(index: Listing, parts: list[Listing]) -> Listing:
    by_id = {one.id: one for part in reversed(parts) for one in part.found}
    title = next((part.title for part in parts if part.title), index.title)
    others = sum(part.others for part in parts)
    return Listing(SourceKind.SITEMAP, title, tuple(by_id.values()), index.children, others)


def _with_news(address: str, listing: Listing) -> Listing | Skipped:
    """A sitemap of all pages of a site is no list of its news."""
    if listing.kind is SourceKind.SITEMAP and listing.others and not listing.found:
        detail = (
            f"it is a sitemap, but none of its {listing.others} pages is marked as news; "
            "give the site's news sitemap or a feed"
        )
        return Skipped(address, SkipReason.NO_ARTICLE, detail)
    return listing


def _of_list(address: str, answer: Answer, visitor: Visitor) -> Look | Later | Skipped:
    listing = listed(address, answer, visitor)
    if not isinstance(listing, Listing):
        return listing
    return Look(Source(address, listing.kind, listing.title), listing)


def _of_page(address: str, answer: Answer, visitor: Visitor) -> Look | Later | Skipped:
    links = _feed_links(answer)
    near = [link.address for link in links if same_site(answer.url, link.address)]
    far = [link.address for link in links if not same_site(answer.url, link.address)]
    for candidate in _candidates(answer.url, near, visitor):
        visit = visitor.visit(candidate)
        if not isinstance(visit, Fresh):
            continue
        found = _of_list(candidate, visit.answer, visitor)
        if isinstance(found, Look):
            others = tuple(one for one in (*near, *far) if one != candidate)
            return replace(found, source=replace(found.source, page=address), others=others)
    if far:
        detail = f"its feed is on another site: add {far[0]} if that is meant"
    else:
        detail = (
            "it is a page that names no feed which can be had, and its robots.txt no news "
            "sitemap; find the feed's own address on the site and add that"
        )
    return Skipped(address, SkipReason.UNKNOWN_FORMAT, detail)


def _candidates(page: str, feeds: list[str], visitor: Visitor) -> Iterator[str]:
    yield from feeds[:_MOST_FEEDS]
    sitemaps = [resolved(page, one) for one in visitor.sitemaps(page)]
    near = [one for one in sitemaps if one and same_site(page, one)]
    near.sort(key=lambda one: "news" not in one.lower())
    yield from near[:_MOST_SITEMAPS]


def _feed_links(answer: Answer) -> list[_Link]:
    """The feeds that a page names in its head; those of readers' comments come last."""
    from lxml import etree  # noqa: PLC0415 - feeds do without it

    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True)
    text = decode(answer.body, answer.charset)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return []
    links: dict[str, _Link] = {}
    base = answer.url
    for node in root.iter("base", "link") if root is not None else ():
        href = node.get("href")
        if node.tag == "base":
            base = resolved(answer.url, href) or base
            continue
        kind = (node.get("type") or "").partition(";")[0].strip().lower()
        is_feed = "alternate" in (node.get("rel") or "").lower().split() and kind in _FEED_TYPES
        if is_feed and (address := resolved(base, href)):
            links.setdefault(address, _Link(address, node.get("title") or ""))
    return sorted(links.values(), key=_is_of_comments)


def _is_of_comments(link: _Link) -> bool:
    return "comment" in link.title.lower() or "/comments" in link.address.lower()
