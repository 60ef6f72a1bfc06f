"""The desk's lists: links, proposed statuses, what may be one, the log, and the export."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from onrecord.keep import review_queue
from onrecord.keep.choosing import label, parties_like
from onrecord.keep.editors import EditorRole
from onrecord.keep.judgements import seen_token
from onrecord.keep.models import Entry, Judgement, Matter, Party, Target
from onrecord.keep.training_export import training_lines
from onrecord.serve.review.access import seen_by
from onrecord.serve.review.desk import last_of, rights

_LOGGED = 100
_CHOOSABLE = 200

_LISTS = {
    "links": ("review/links.html", review_queue.links_waiting),
    "articles": ("review/articles.html", review_queue.matter_links_waiting),
    "statuses": ("review/statuses.html", review_queue.proposals_waiting),
}


@seen_by(EditorRole.READER)
def waiting(request: HttpRequest, sort: str) -> HttpResponse:
    """Links between acts, articles in matters, or proposed statuses, to be decided."""
    template, rows = _LISTS[sort]
    return _render(request, template, {"rows": rows(), "most": review_queue.LISTED})


@seen_by(EditorRole.READER)
def pairs(request: HttpRequest, sort: str) -> HttpResponse:
    """Matters or parties that may be one."""
    found = review_queue.matters_alike() if sort == "matters" else review_queue.parties_alike()
    return _render(request, "review/pairs.html", {"pairs": found, "sort": sort})


@seen_by(EditorRole.READER)
def matter(request: HttpRequest, id: int) -> HttpResponse:
    """A matter, to be renamed, merged or split."""
    row = get_object_or_404(Matter, pk=id)
    articles = row.articles.select_related("outlet").order_by("published", "pk")[:_CHOOSABLE]
    shown = {"matter": row, "articles": articles, "seen": seen_token(Target.MATTER, id)}
    return _render(request, "review/matter.html", shown)


@seen_by(EditorRole.READER)
def party(request: HttpRequest, id: int) -> HttpResponse:
    """A party, to be merged or split."""
    row = get_object_or_404(Party, pk=id)
    entries = Entry.objects.filter(parties=row).select_related("article__outlet").distinct()
    shown = {
        "party": row,
        "names": row.names.order_by("text"),
        "entries": entries.order_by("-day", "-pk")[:_CHOOSABLE],
        "seen": seen_token(Target.PARTY, id),
    }
    return _render(request, "review/party.html", shown)


@seen_by(EditorRole.READER)
def log(request: HttpRequest) -> HttpResponse:
    """The last judgements of all editors, each with its undoing."""
    rows = Judgement.objects.select_related("editor", "undone_by").order_by("-pk")[:_LOGGED]
    return _render(request, "review/log.html", {"rows": rows})


@seen_by(EditorRole.READER)
def parties_json(request: HttpRequest) -> HttpResponse:
    """Parties whose name begins with or contains what is typed."""
    found = parties_like(request.GET.get("q", "")[:200])
    return JsonResponse({"parties": [label(one) for one in found]})


@never_cache
@seen_by(EditorRole.ADMIN)
def training(_request: HttpRequest) -> StreamingHttpResponse:
    """What editors judged, as training data."""
    answer = StreamingHttpResponse(training_lines(), content_type="application/jsonl")
    answer["Content-Disposition"] = 'attachment; filename="onrecord-acts.jsonl"'
    return answer


def _render(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    return render(request, template, {**shown, **rights(request), "last": last_of(request)})
