"""News sitemaps, and indexes of sitemaps: what they list.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from onrecord.read.dates import moment_of
from onrecord.read.identity import short_id
from onrecord.record import Found, Skipped, SkipReason

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_ENTRIES = 50_000
"""The protocol allows a sitemap no more."""
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_NEWS = "news"


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index lists, and when it last changed, where the index says so."""

    address: str
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: articles, or, where it is an index, further sitemaps.

    `title` is the publication that it names; `others` the number of its pages
    that are not marked as news, which are left out.
    """

    found: tuple[Found, ...] = ()
    children: tuple[Child, ...] = ()
    title: str | None = None
    others: int = 0


def read_sitemap(text: str, source: str) -> Sitemap | Skipped:
    """The articles of a news sitemap or the sitemaps of an index, in its order.

    One that breaks off gives what stands before the break.  One that declares
    a document type is refused: its entities can unfold without end.
    """
    from lxml import etree  # noqa: PLC0415 - collecting from feeds does without it

    if _DOCTYPE.search(text):
        detail = "it declares a document type, which no sitemap needs and which can hide a bomb"
        return Skipped(source, SkipReason.REFUSED, detail)
    data = _DECLARATION.sub("", text, count=1).lstrip().encode("utf-8", "replace")
    parsed = etree.iterparse(
        BytesIO(data),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    found: list[Found] = []
    children: list[Child] = []
    title: str | None = None
    others = 0
    is_cut = False
    try:
        for _, node in parsed:
            if len(found) + len(children) + others >= _MOST_ENTRIES:
                break
            parts = _parts(node)
            address = parts.get("loc", "")
            if not address.startswith(("http://", "https://")):
                others += 1
            elif etree.QName(node).localname == "sitemap":
                children.append(Child(address, moment_of(parts.get("lastmod", ""))))
            elif _NEWS in parts:
                found.append(_found(address, parts))
                title = title or parts.get("publication")
            else:
                others += 1
            _forget(node)
    except etree.XMLSyntaxError:
        is_cut = True
    if is_cut and not found and not children:
        detail = "the sitemap cannot be parsed; check its XML"
        return Skipped(source, SkipReason.MALFORMED, detail)
    return Sitemap(tuple(found), tuple(children), title, others)


def _parts(node: "_Element") -> dict[str, str]:
    """The words of an entry under their element's name.

    An entry may hold pictures, too, whose `loc` is another's.
    """
    from lxml import etree  # noqa: PLC0415 - as above

    own = etree.QName(node).namespace
    parts: dict[str, str] = {}
    for child in node:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child)
        if name.namespace == own and name.localname in {"loc", "lastmod"}:
            parts[name.localname] = _words(child)
        elif name.localname == _NEWS:
            parts[_NEWS] = ""
            parts |= {etree.QName(one).localname: _words(one) for one in child if _is_element(one)}
    return parts


def _found(address: str, parts: dict[str, str]) -> Found:
    published = moment_of(parts.get("publication_date", "")) or moment_of(parts.get("lastmod", ""))
    return Found(short_id(address), address, parts.get("title") or None, published)


def _words(node: "_Element") -> str:
    """The words within an element; those of the publication stand deeper, in its name."""
    from lxml import etree  # noqa: PLC0415 - as above

    if etree.QName(node).localname == "publication":
        node = next((one for one in node.iter("{*}name")), node)
    return " ".join("".join(map(str, node.itertext())).split())


def _is_element(node: "_Element") -> bool:
    return isinstance(node.tag, str)


def _forget(node: "_Element") -> None:
    """Lets go of entries that were read, so that a large sitemap fits into memory."""
    node.clear()
    parent = node.getparent()
    if parent is not None:
        while node.getprevious() is not None:
            del parent[0]
