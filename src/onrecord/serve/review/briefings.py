"""The desk's briefings: look at a draft, arrange it, close it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from onrecord.brief import arranging
from onrecord.brief.making import About, NoEdition, make, release, shown, subject_shown
from onrecord.brief.models import Change, Edition, Period
from onrecord.brief.place import Place
from onrecord.brief.rendering.showing import shown_of
from onrecord.brief.topics import topic_named, topics
from onrecord.keep.editors import EditorRole
from onrecord.record import BadOption
from onrecord.serve import environment
from onrecord.serve.pages.page import today
from onrecord.serve.review.access import done_by, seen_by
from onrecord.serve.review.desk import rights

_LISTED = 60


@seen_by(EditorRole.READER)
def briefings(request: HttpRequest) -> HttpResponse:
    """Drafts and what was closed, the newest first, and what can be made today."""
    rows = Edition.objects.exclude(topic__listed=False).select_related("topic")[:_LISTED]
    told = {"rows": rows, "topics": topics(), "today": today(), **rights(request)}
    return render(request, "review/briefings.html", told)


@seen_by(EditorRole.READER)
def briefing(request: HttpRequest, id: int) -> HttpResponse:
    """One edition as readers will see it, with what can be done to each part of it."""
    row = get_object_or_404(Edition.objects.select_related("topic"), pk=id)
    content = shown(row)
    told: dict[str, Any] = {
        "row": row,
        "subject": subject_shown(row),
        "edition": shown_of(content, Place(environment.name(), "")),
        "lines": row.lines.select_related("editor"),
        "open": row.state != "ready",
        **rights(request),
    }
    return render(request, "review/briefing.html", told)


@done_by(EditorRole.EDITOR)
def make_today(request: HttpRequest) -> HttpResponse:
    """Makes the draft of today, or makes it anew."""
    try:
        name = request.POST.get("topic", "")
        period = Period(request.POST.get("period", Period.DAILY))
        made = make(About(topic_named(name) if name else None, period, today()))
    except (BadOption, ValueError) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("review:briefings"))
    if isinstance(made, NoEdition):
        messages.error(request, f"{made.why[0].upper()}{made.why[1:]}.")
        return HttpResponseRedirect(reverse("review:briefings"))
    return _to(made)


@done_by(EditorRole.EDITOR)
def change(request: HttpRequest, id: int) -> HttpResponse:
    """One change to a draft, or one taken back."""
    row = get_object_or_404(Edition, pk=id)
    how, ref = request.POST.get("how", ""), request.POST.get("ref", "")
    try:
        if how == "undo":
            number = request.POST.get("number", "")
            arranging.undo(row, int(number) if number.isdecimal() else None)
        else:
            words = request.POST.get("words", "")
            arranging.change(row, Change(how), ref, words, editor=request.user)  # type: ignore[arg-type]
    except (BadOption, ValueError) as error:
        messages.error(request, str(error))
    return _to(row)


@done_by(EditorRole.EDITOR)
def close(request: HttpRequest, id: int) -> HttpResponse:
    """Closes an edition: it goes to the archive and may be sent."""
    row = release(get_object_or_404(Edition, pk=id))
    messages.success(request, "It is closed: it stands in the archive and may be sent.")
    return _to(row)


def _to(row: Edition) -> HttpResponse:
    return HttpResponseRedirect(reverse("review:briefing", args=[row.pk]))
