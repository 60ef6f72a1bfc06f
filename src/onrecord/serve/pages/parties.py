"""The list of parties, one party, and each list of what concerns it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from onrecord.keep import details, lists
from onrecord.keep.details import SHELVES
from onrecord.keep.forms import Form
from onrecord.keep.lists import Slice
from onrecord.keep.models import Party
from onrecord.record import BadOption
from onrecord.serve.drawings.answers import answers_chart
from onrecord.serve.feeds import Kind, Listing
from onrecord.serve.pages.page import Look, part_of, today

TITLES = {
    "called-for": "Called for",
    "promised": "Promised",
    "asked": "Was asked",
    "answered": "Answered",
    "said": "Said",
}
_FEW = Slice(size=5)
_LONGEST = 100


def parties(request: HttpRequest) -> Look:
    """All parties by name, or those whose name begins as asked."""
    begins = request.GET.get("begins", "").strip()
    if len(begins) > _LONGEST or "\x00" in begins:
        raise BadOption("begins: no name begins like that")
    chunk = lists.parties(part_of(request), begins)
    asked = (("begins", begins),) if begins else ()
    listing = Listing("Parties", "/parties/", Kind.PARTY, chunk.items, chunk.next, asked)
    return Look("onrecord/parties.html", listing, {"begins": begins})


def party(_request: HttpRequest, id: int) -> Look | HttpResponse:
    """One party: how it answers what it is asked, and the newest of each list."""
    found = _party(id)
    if found.merged_into_id:
        return HttpResponsePermanentRedirect(f"/parties/{found.merged_into_id}/")
    day = today()
    orders = {word: details.party_shelf(found, shelf) for word, shelf in SHELVES.items()}
    chunks = lists.together(orders, _FEW, day)
    shelves = [(word, TITLES[word], chunk) for word, chunk in chunks.items()]
    reckoning = details.answering(found)
    names = sorted({one.text for one in found.names.all()} - {found.name})
    more: Form = {
        "party": {**lists.party_row(found), "names": names},
        "answering": {
            "asked": reckoning.asked,
            "replies": reckoning.replies,
            "median_days": reckoning.days,
            "with_day": reckoning.with_day,
            "answered_in_time": reckoning.answered_in_time,
        },
    }
    rows = {row["id"]: row for _, _, chunk in shelves for row in chunk.items}
    items = tuple(sorted(rows.values(), key=lambda row: (row["day"] or "", row["id"])))[::-1]
    listing = Listing(found.name, f"/parties/{id}/", Kind.ENTRY, items, more=more, dated=True)
    shown = {
        **more,
        "known_by": found.only_in_id,
        "shelves": shelves,
        "reckoning": reckoning,
        "newest": details.NEWEST,
        "chart": answers_chart(reckoning) if reckoning.asked else "",
    }
    return Look("onrecord/party.html", listing, shown)


def shelf(request: HttpRequest, id: int, shelf: str) -> Look:
    """One list of what concerns a party, whole."""
    found = _party(id)
    chunk = lists.listed(details.party_shelf(found, SHELVES[shelf]), part_of(request), today())
    listing = Listing(
        f"{found.name}: {TITLES[shelf].lower()}",
        f"/parties/{id}/{shelf}/",
        Kind.ENTRY,
        chunk.items,
        chunk.next,
        dated=True,
    )
    up = {"address": f"/parties/{id}/", "name": found.name}
    return Look("onrecord/entries.html", listing, {"words": {"title": TITLES[shelf]}, "up": up})


def _party(id: int) -> Party:
    found = details.party(id)
    if found is None:
        raise Http404(f"there is no party {id}")
    return found
