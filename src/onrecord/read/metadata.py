"""What a page says of its article besides the words: date, outlet, title, authors, address.

Outlets state the same fact up to five times.  JSON-LD comes first, being made
for machines by the outlet's own system; then the meta tags; then what readers
see; guesses by `htmldate` and the domain come last.
"""

import json
import logging
import re
from collections import deque
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from onrecord.read.bylines import names_in
from onrecord.read.dates import day_of
from onrecord.read.hints import Hints
from onrecord.read.markup import Markup, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES = ("article", "posting", "report", "review")
_EARLIEST = date(1995, 1, 1)
"""No news page on the web is older; earlier days are a system's zero."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a page's article; None and empty mean that nothing tells."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: date | None
    url: str | None


def metadata_of(page: Markup, hints: Hints) -> Metadata:
    """The facts about a page's article; `hints` win over the page."""
    facts = _Facts(page)
    outlet = hints.outlet or facts.outlet(hints.url)
    published = hints.published or facts.published() or hints.published_if_missing
    return Metadata(
        title=hints.title or facts.title(outlet),
        outlet=outlet,
        authors=hints.authors or facts.authors(outlet),
        published=published,
        url=hints.url or facts.url(),
    )


_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author-?_?name)(?:$|[\s_])")


class _Facts:
    """The statements of one page about itself, gathered once."""

    def __init__(self, page: Markup) -> None:
        self._tree = page.tree
        self._meta = _meta_tags(page.tree)
        self._nodes = list(_nodes(page.linked_data))
        self._by_id = {str(n["@id"]): n for n in self._nodes if "@id" in n and "name" in n}
        self._article = self._main_node()

    def _main_node(self) -> dict[str, Any]:
        """The JSON-LD node that is the article: of an article's type, with a headline."""
        articles = [n for n in self._nodes if _is_article(n)]
        for wanted in ("headline", "datePublished"):
            for node in articles:
                if node.get(wanted):
                    return node
        return articles[0] if articles else {}

    def published(self) -> date | None:
        """The day of first publication."""
        candidates = [
            self._article.get("datePublished"),
            *(self._meta.get(name) for name in _PUBLISHED_TAGS),
            *(n.get("datePublished") for n in self._nodes),
            *self._time_tags(),
            self._article.get("dateCreated"),
        ]
        for value in candidates:
            day = day_of(value) if isinstance(value, str) else None
            if day is not None and _plausible(day):
                return day
        return self._guessed_day()

    def _time_tags(self) -> Iterator[str]:
        for time in self._tree.iter("time"):
            marks = " ".join(str(time.get(name) or "") for name in ("itemprop", "class", "pubdate"))
            if re.search(r"publi|posted|entry-date|created|byline|timestamp", marks, re.I):
                yield str(time.get("datetime") or words_of(time))

    def _guessed_day(self) -> date | None:
        """What `htmldate` finds in the page's text and addresses."""
        from htmldate import find_date  # noqa: PLC0415 - plain text must not load it

        logging.getLogger("htmldate").addHandler(logging.NullHandler())
        try:
            found = find_date(
                deepcopy(self._tree),
                extensive_search=True,
                original_date=True,
                min_date=_EARLIEST.isoformat(),
            )
        except (ValueError, TypeError, AttributeError, RecursionError):
            # It follows any markup that looks like a date; where it trips, no date is known.
            return None
        day = day_of(found) if found else None
        return day if day is not None and _plausible(day) else None

    def outlet(self, address: str | None) -> str | None:
        """Who published the page, by name; the domain where no name is given."""
        name = self._meta.get("og:site_name")
        publisher = self._named(self._article.get("publisher"))
        for other in (publisher, self._meta.get("application-name")):
            if name and other and name.lower() == other.lower() and other[0].isupper():
                # “the Lowmoor Echo” and “The Lowmoor Echo” are both told: the capital is kept.
                return _tidy(other)
        if name and not _is_domain(name):
            return _tidy(name)
        if publisher and not _is_domain(publisher):
            return _tidy(publisher)
        for node in self._nodes:
            if _types(node) & {"newsmediaorganization", "website"} and node.get("name"):
                return _tidy(str(node["name"]))
        for key in ("application-name", "dc.publisher", "twitter:app:name:iphone"):
            if self._meta.get(key):
                return _tidy(self._meta[key])
        if name or publisher:
            return _tidy(str(name or publisher))
        host = urlsplit(self.url() or address or "").hostname
        return re.sub(r"^(?:www|m|amp|edition)\.", "", host) if host else None

    def title(self, outlet: str | None) -> str | None:
        """The headline as the page shows it.

        The first-level heading is what readers see, but many pages set their
        own name so: it must share words with what the page tells machines.
        """
        told = [
            _without_outlet(value, outlet)
            for value in (self._text(self._article.get("headline")), self._meta.get("og:title"))
            if value
        ]
        heads = [words_of(h1) for h1 in self._tree.iter("h1")]
        heads = [head for head in heads if 2 <= len(head.split()) <= 50]
        element = self._tree.find(".//title")
        named = _without_outlet(words_of(element), outlet) if element is not None else ""
        for head in heads:
            if any(_alike(head, other) for other in [*told, named]):
                return head
        if told:
            return told[0]
        if len(heads) == 1:
            return heads[0]
        return _tidy(self._meta.get("twitter:title", "")) or named or None

    def authors(self, outlet: str | None) -> tuple[str, ...]:
        """The names of who wrote it, without roles and addresses."""
        for told in (
            [self._named(one) for one in _listed(self._article.get("author"))],
            [self._meta.get(key) for key in _AUTHOR_TAGS],
            [words_of(found) for found in self._bylines()],
        ):
            names: dict[str, None] = {}
            for value in told:
                names.update(dict.fromkeys(names_in(value or "", outlet)))
            if names:
                return tuple(names)
        return ()

    def _bylines(self) -> Iterator["HtmlElement"]:
        for element in self._tree.iter("a", "span", "p", "div", "address"):
            marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''}"
            if re.search(r"\bauthor\b", marks) or (
                _BYLINE_CLASS.search(element.get("class") or "") and len(words_of(element)) < 160
            ):
                yield element

    def url(self) -> str | None:
        """The canonical address, absolute."""
        told: list[str | None] = [
            link.get("href")
            for link in self._tree.iter("link")
            if "canonical" in (link.get("rel") or "").lower().split()
        ]
        main = self._article.get("mainEntityOfPage")
        told += [
            self._meta.get("og:url"),
            main
            if isinstance(main, str)
            else (main or {}).get("@id")
            if isinstance(main, dict)
            else None,
            self._text(self._article.get("url")),
        ]
        base = self._meta.get("og:url") or ""
        for address in told:
            whole = urljoin(base, address.strip()) if address else ""
            try:
                parts = urlsplit(whole)
            except ValueError:
                continue
            if parts.scheme in ("http", "https") and parts.hostname:
                return whole
        return None

    def _named(self, value: object) -> str | None:
        """The name of a JSON-LD thing given as words, as a node, or by reference."""
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            node = value if value.get("name") else self._by_id.get(str(value.get("@id")), {})
            value = node.get("name")
            if isinstance(value, list):
                value = ", ".join(str(one) for one in value)
        return self._text(value)

    @staticmethod
    def _text(value: object) -> str | None:
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, str):
            return None
            # Systems escape twice: “Moss &amp;amp; Reed”.
        return _tidy(re.sub(r"<[^<>]{0,200}>", "", unescape(value))) or None


_PUBLISHED_TAGS = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.available",
    "date.created",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "sailthru.date",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "published_at",
    "cxenseparse:recs:publishtime",
    "date",
)
_AUTHOR_TAGS = (
    "author",
    "article:author_name",
    "og:article:author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "cxenseparse:author",
)


def _meta_tags(tree: "HtmlElement") -> dict[str, str]:
    """The page's meta tags by name in lower case, the first of each."""
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = " ".join((tag.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            name = (tag.get(key) or "").lower()
            if name and content:
                tags.setdefault(name, content)
    return tags


def _nodes(texts: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, outermost first; what is broken is passed over."""
    for text in texts:
        try:
            # Line breaks in strings are common and forbidden; `strict=False` takes them.
            opened: deque[Any] = deque([json.loads(text.strip().rstrip(";"), strict=False)])
        except (ValueError, RecursionError):
            continue
        while opened:
            one = opened.popleft()
            if isinstance(one, dict):
                yield one
                opened += [v for v in one.values() if isinstance(v, dict | list)]
            elif isinstance(one, list):
                opened += [v for v in one if isinstance(v, dict | list)]


def _types(node: dict[str, Any]) -> set[str]:
    return {str(kind).lower() for kind in _listed(node.get("@type"))}


def _is_article(node: dict[str, Any]) -> bool:
    return any(kind.endswith(_ARTICLE_TYPES) for kind in _types(node))


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _plausible(day: date) -> bool:
    """Whether a page can be from that day; tomorrow is allowed for the sake of time zones."""
    return day >= _EARLIEST and (day - date.today()).days <= 1


def _tidy(value: str) -> str:
    return " ".join(value.split()).strip(" |·•")


def _is_domain(name: str) -> bool:
    return bool(re.fullmatch(r"(?:https?://)?[\w.-]+\.[a-z]{2,6}/?", name.strip()))


def _word_set(value: str) -> set[str]:
    return set(re.findall(r"\w+", value.lower()))


def _alike(one: str, other: str) -> bool:
    """Whether two headlines are of one article: half the words of the shorter are shared."""
    mine, theirs = _word_set(one), _word_set(other)
    return bool(mine and theirs) and len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))


def _without_outlet(title: str, outlet: str | None) -> str:
    """A title less the outlet's name after a bar or dash.

    >>> _without_outlet("Harbour to close | The Lowmoor Echo", "Lowmoor Echo")
    'Harbour to close'
    >>> _without_outlet("Harbour – and ferry – to close", "Lowmoor Echo")
    'Harbour – and ferry – to close'
    """
    title = _tidy(title)
    parts = re.split(r"\s+([|»•·]|[-–—:])\s+", title)
    own = _word_set(outlet or "") - {"the"}
    while len(parts) >= 3:
        last = _word_set(parts[-1]) - {"the"}
        mark = parts[-2]
        named = bool(own) and bool(last) and (last <= own or own <= last)
        if not (named or (mark in "|»" and len(last) <= 5) or _is_domain(parts[-1].lower())):
            break
        parts = parts[:-2]
        title = title[: _end_of(title, mark)]
    return title


def _end_of(title: str, mark: str) -> int:
    return len(title[: title.rfind(f" {mark} ")].rstrip())
