"""The API: what the pages show, described by OpenAPI, paged by key."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Query

from onrecord.keep import lists
from onrecord.keep.details import SHELVES
from onrecord.keep.forms import Form
from onrecord.keep.lists import Slice
from onrecord.keep.models import EntryKind
from onrecord.record import BadOption
from onrecord.serve import schemas
from onrecord.serve.pages import articles as article_pages
from onrecord.serve.pages import entry_lists
from onrecord.serve.pages import matters as matter_pages
from onrecord.serve.pages import parties as party_pages
from onrecord.serve.pages.page import Look, View, today
from onrecord.serve.pages.search import search as search_page
from onrecord.serve.subscriptions_api import router as subscriptions

# Its own page of documentation would load scripts from elsewhere.
api = NinjaAPI(
    title="onrecord",
    version="1",
    description="Who asked whom for what, who promised it, and what became of it.",
    docs_url=None,
    urls_namespace="api",
)

api.add_router("/subscriptions", subscriptions)

After = Annotated[int | None, Query(ge=0, lt=10**18, description="`next` of the part before")]
Limit = Annotated[int, Query(ge=1, le=100, description="Rows of this part")]
Id = Annotated[int, Query(ge=0, lt=10**18)]
_FAULT = {404: schemas.Fault, 400: schemas.Fault}


@api.exception_handler(BadOption)
def _bad_option(request: HttpRequest, error: BadOption) -> HttpResponse:
    return api.create_response(request, {"error": str(error)}, status=400)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"error": str(error) or "not found"}, status=404)


def _chunk(chunk: lists.Chunk) -> Form:
    return {"items": list(chunk.items), "next": chunk.next}


def _look(view: View, *given: Any) -> Look:
    """What a page shows; a party or matter that was merged is where the page would lead to."""
    look = view(*given)
    while isinstance(look, HttpResponse):
        request, *_ = given
        look = view(request, int(look["Location"].strip("/").split("/")[-1]))
    return look


def _items(look: Look) -> Form:
    return {"items": list(look.listing.items), "next": look.listing.next}


@api.get("/entries", response={200: schemas.Entries, **_FAULT}, by_alias=True)
def entries(request: HttpRequest, kind: EntryKind, after: After = None, limit: Limit = 50) -> Form:
    """Entries of a kind by their first report, the newest first."""
    return _chunk(lists.listed(lists.of_kind(kind), Slice(after, limit), today()))


@api.get("/due", response={200: schemas.Entries, **_FAULT}, by_alias=True)
def due(request: HttpRequest, after: After = None, limit: Limit = 50) -> Form:
    """What is due, the nearest first."""
    return _chunk(lists.listed(lists.due(today()), Slice(after, limit), today()))


@api.get("/overdue", response={200: schemas.Entries, **_FAULT}, by_alias=True)
def overdue(request: HttpRequest, after: After = None, limit: Limit = 50) -> Form:
    """What was due and is not answered, the latest first."""
    return _chunk(lists.listed(lists.overdue(today()), Slice(after, limit), today()))


@api.get("/entries/{id}", response={200: schemas.OneEntry, **_FAULT}, by_alias=True)
def entry(request: HttpRequest, id: int) -> Form:
    """One entry with its links, its history and its corrections."""
    more = _look(entry_lists.entry, request, id).listing.more
    return {**more["entry"], **more}


@api.get("/matters", response={200: schemas.Matters, **_FAULT})
def matters(request: HttpRequest, after: After = None, limit: Limit = 50) -> Form:
    """Matters, those with the newest article first."""
    return _chunk(lists.matters(Slice(after, limit)))


@api.get("/matters/{id}", response={200: schemas.OneMatter, **_FAULT})
def matter(request: HttpRequest, id: int) -> Form:
    """One matter; its acts are at `/matters/{id}/entries`."""
    more = _look(matter_pages.matter, request, id).listing.more
    return {**more["matter"], **more}


@api.get("/matters/{id}/entries", response={200: schemas.Entries, **_FAULT}, by_alias=True)
def matter_entries(request: HttpRequest, id: int, after: After = None) -> Form:
    """The calls, commitments and responses of a matter, the oldest first."""
    return _items(_look(matter_pages.matter, request, id))


@api.get("/parties", response={200: schemas.Parties, **_FAULT})
def parties(request: HttpRequest, begins: str = "", after: After = None, limit: Limit = 50) -> Form:
    """Parties by name, or those whose name begins so."""
    return _chunk(lists.parties(Slice(after, limit), begins))


@api.get("/parties/{id}", response={200: schemas.OneParty, **_FAULT})
def party(request: HttpRequest, id: int) -> Form:
    """One party, with how it answers what it is asked."""
    more = _look(party_pages.party, request, id).listing.more
    return {**more["party"], **more}


@api.get("/parties/{id}/{shelf}", response={200: schemas.Entries, **_FAULT}, by_alias=True)
def party_entries(request: HttpRequest, id: int, shelf: str, after: After = None) -> Form:
    """What a party called for, promised, was asked, answered or said, the newest first."""
    if shelf not in SHELVES:
        raise Http404(f"{shelf!r:.40} is none of {', '.join(SHELVES)}")
    return _items(party_pages.shelf(request, id, shelf))


@api.get("/articles", response={200: schemas.Articles, **_FAULT})
def articles(request: HttpRequest, after: After = None, limit: Limit = 50) -> Form:
    """Articles, the newest first."""
    return _chunk(lists.articles(Slice(after, limit)))


@api.get("/articles/{id}", response={200: schemas.OneArticle, **_FAULT}, by_alias=True)
def article(request: HttpRequest, id: int) -> Form:
    """One article with its text and its entries."""
    listing = _look(article_pages.article, request, id).listing
    more = listing.more
    return {**more["article"], **more, "entries": list(listing.items)}


@api.get("/search", response={200: schemas.SearchResult, **_FAULT}, by_alias=True)
def search(request: HttpRequest, q: str = "", after: str | None = None) -> Form:
    """Entries that hold the words.

    Narrowed by `party`, `kind`, `status`, `outlet` (ids and words as in the
    facets), `from` and `to` (days), as at `/search/`.
    """
    look = _look(search_page, request)
    if "fault" in look.shown:
        raise BadOption(str(look.shown["fault"]))
    nothing = {"total": 0, "more_than_total": False, "facets": {}}
    return {**nothing, **look.listing.more, **_items(look)}


@api.get("/corrections", response={200: schemas.Corrections, **_FAULT})
def corrections(request: HttpRequest, after: After = None, limit: Limit = 50) -> Form:
    """What editors changed of what the public could read, the last first."""
    return _chunk(lists.corrections(Slice(after, limit)))
