"""A list as an Atom feed (RFC 4287), with ids that stay whatever the site is called."""

from lxml import etree
from lxml.builder import ElementMaker

from onrecord.keep.forms import Form
from onrecord.report.entries import readable
from onrecord.serve.feeds.listing import Kind, Listing, page_of
from onrecord.serve.feeds.place import Place
from onrecord.serve.feeds.wording import names, summary_of, title_of

NAMESPACE = "http://www.w3.org/2005/Atom"
_ATOM = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_NO_XML = str.maketrans("\ufffe\uffff", "\ufffd\ufffd")
_NEVER = "1970-01-01T00:00:00+00:00"


def atom(listing: Listing, place: Place) -> bytes:
    """The feed of a list."""
    feed = _ATOM.feed(
        _ATOM.id(place.tag(listing.in_form("html"))),
        _ATOM.title(_plain(f"{listing.title} – {place.name}")),
        _ATOM.updated(max((row["updated_at"] for row in listing.items), default=_NEVER)),
        _ATOM.author(_ATOM.name(_plain(place.name))),
        _ATOM.link(rel="self", href=place.full(listing.in_form("atom"))),
        _ATOM.link(rel="alternate", type="text/html", href=place.full(listing.in_form("html"))),
    )
    if listing.next is not None:
        following = listing.in_form("atom", after=listing.next)
        feed.append(_ATOM.link(rel="next", href=place.full(following)))
    feed.extend(_entry(listing.kind, row, place) for row in listing.items)
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(kind: Kind, row: Form, place: Place) -> etree._Element:
    page = place.full(page_of(kind, row))
    entry: etree._Element = _ATOM.entry(
        _ATOM.id(place.tag(row["ref"])),
        _ATOM.title(_plain(title_of(kind, row))),
        _ATOM.updated(row["updated_at"]),
        _ATOM.link(rel="alternate", type="text/html", href=page),
        _ATOM.summary(_plain(summary_of(kind, row))),
    )
    if kind is not Kind.ENTRY:
        return entry
    if row["speakers"]:
        entry.append(_ATOM.author(_ATOM.name(_plain(names(row["speakers"])))))
    entry.append(_ATOM.category(term=row["kind"]))
    if row["article"]["url"]:
        entry.append(_ATOM.link(rel="via", href=_plain(row["article"]["url"])))
    return entry


def _plain(words: str) -> str:
    """One line of words that XML can hold."""
    return readable(words).translate(_NO_XML)
