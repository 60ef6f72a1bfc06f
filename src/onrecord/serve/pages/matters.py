"""The list of matters, and one matter with its drawn timeline."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from onrecord.keep import details, lists
from onrecord.keep.forms import Form
from onrecord.keep.models import Matter
from onrecord.serve.drawings.timeline import Drawing, timeline
from onrecord.serve.feeds import Kind, Listing
from onrecord.serve.pages.page import Look, part_of, today


def matters(request: HttpRequest) -> Look:
    """All matters, those with the newest article first."""
    chunk = lists.matters(part_of(request))
    listing = Listing("Matters", "/matters/", Kind.MATTER, chunk.items, chunk.next)
    return Look("onrecord/matters.html", listing)


def matter(request: HttpRequest, id: int) -> Look | HttpResponse:
    """One matter: what was called for, promised and answered, drawn and listed."""
    found = _matter(id)
    if found.merged_into_id:
        return HttpResponsePermanentRedirect(f"/matters/{found.merged_into_id}/")
    day = today()
    listed = details.in_matter(found, part_of(request, details.ACTS_A_PAGE), day)
    acts, statements = listed.acts, listed.statements
    ids = [act["id"] for act in acts.items]
    ties = details.ties(ids)
    parties = details.main_parties(acts.items)
    history = details.history(ids)
    articles = details.matter_articles(found)
    also = details.also_reported(ids)
    replies = details.matter_replies(found)
    more: Form = {
        "matter": lists.matter_row(found),
        "parties": list(parties),
        "links": list(ties),
        "history": list(history),
        "articles": list(articles.items),
        "also_reported": also,
        "replies": list(replies),
    }
    listing = Listing(
        found.title or f"Matter {id}",
        f"/matters/{id}/",
        Kind.ENTRY,
        acts.items,
        acts.next,
        more=more,
        dated=True,
    )
    refs = {act["ref"]: act for act in acts.items}
    shown = {
        **more,
        # Two articles each have their own “company”: one name is enough for a reader.
        "parties": list({party["name"]: party for party in reversed(parties)}.values())[::-1],
        "titled_by_machine": not found.titled_by.startswith("editor"),
        "drawing": timeline(Drawing(acts.items, ties, day)) if acts.items else "",
        "acts": [(act, also.get(act["ref"], ())) for act in acts.items],
        "statements": statements,
        "events": [(event, refs.get(event["entry"])) for event in history],
        "rest": articles.next is not None,
    }
    return Look("onrecord/matter.html", listing, shown)


def statements(request: HttpRequest, id: int) -> Look:
    """All that was said in a matter."""
    found = _matter(id)
    chunk = details.matter_statements(found, part_of(request), today())
    listing = Listing(
        f"Statements: {found.title}",
        f"/matters/{id}/statements/",
        Kind.ENTRY,
        chunk.items,
        chunk.next,
    )
    up = {"address": f"/matters/{id}/", "name": found.title}
    return Look("onrecord/entries.html", listing, {"words": {"title": "Statements"}, "up": up})


def _matter(id: int) -> Matter:
    found = details.matter(id)
    if found is None:
        raise Http404(f"there is no matter {id}")
    return found
