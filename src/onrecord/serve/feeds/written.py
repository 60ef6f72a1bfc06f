"""A list as an answer, in the form that its address names."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from onrecord.report import json_text
from onrecord.serve.feeds.atom import atom
from onrecord.serve.feeds.calendar import calendar
from onrecord.serve.feeds.listing import Listing
from onrecord.serve.feeds.place import Place, place_of
from onrecord.serve.feeds.table import table


def _json(listing: Listing, place: Place) -> bytes:
    following = None
    if listing.next is not None:
        following = place.full(listing.in_form("json", after=listing.next))
    value = {
        "title": listing.title,
        "page": place.full(listing.in_form("html")),
        **listing.more,
        "items": list(listing.items),
        "next": following,
    }
    return json_text(value).encode("utf-8")


_WRITERS: dict[str, tuple[str, Callable[[Listing, Place], bytes]]] = {
    "atom": ("application/atom+xml; charset=utf-8", atom),
    "json": ("application/json; charset=utf-8", _json),
    "csv": ("text/csv; charset=utf-8", table),
    "ics": ("text/calendar; charset=utf-8", calendar),
}

FORMS = tuple(_WRITERS)
"""The forms besides the page itself."""


def written(request: HttpRequest, listing: Listing, form: str) -> HttpResponse:
    """The list in a form; a calendar is there for lists of what is due alone."""
    if form == "ics" and not listing.dated:
        raise Http404("this list has no days to keep")
    media, write = _WRITERS[form]
    response = HttpResponse(write(listing, place_of(request)), content_type=media)
    response["Access-Control-Allow-Origin"] = "*"
    if form in ("csv", "ics"):
        name = listing.address.strip("/").replace("/", "-") or "index"
        response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
