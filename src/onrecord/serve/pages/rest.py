"""Corrections, the page about the record, and what is said where nothing is found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onrecord.keep import lists
from onrecord.record.status import PublicWord
from onrecord.serve.feeds import Kind, Listing
from onrecord.serve.pages.page import Look, part_of
from onrecord.serve.templatetags.record import status_word

MEANINGS = {
    PublicWord.OPEN: "asked for or promised, and not settled",
    PublicWord.ANSWERED: "whoever was asked has agreed or replied",
    PublicWord.REFUSED: "whoever was asked has said no",
    PublicWord.KEPT: "an editor found that it was done",
    PublicWord.PARTLY_KEPT: "an editor found that some of it was done",
    PublicWord.BROKEN: "an editor found that it was not done",
    PublicWord.DISPUTED: "the parties tell it differently",
    PublicWord.OVERDUE: "its day has passed without an answer that this record has seen",
    PublicWord.NO_REPLY_SEEN: "it named no day, and no answer has been seen since",
    PublicWord.WITHDRAWN: "taken back by whoever asked or promised, or by an editor",
    PublicWord.SUPERSEDED: "something later has taken its place",
    PublicWord.CANNOT_BE_CHECKED: "nothing that can be read would show whether it was done",
}
"""What each public word means, as the page about the record says it."""


def corrections(request: HttpRequest) -> Look:
    """What editors changed of what the public could read."""
    chunk = lists.corrections(part_of(request))
    listing = Listing("Corrections", "/corrections/", Kind.CORRECTION, chunk.items, chunk.next)
    return Look("onrecord/corrections.html", listing)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How the record is made, what its words mean, how to cite and correct it."""
    words = [(status_word(word.value), told) for word, told in MEANINGS.items()]
    return render(request, "onrecord/about.html", {"words": words})


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """What crawlers are asked to leave alone: the desk, and searches without end."""
    words = "User-agent: *\nDisallow: /review/\nDisallow: /search\n"
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says that nothing stands at this address."""
    return render(request, "onrecord/missing.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Says that the site failed; the database may be the reason, so it asks nothing of it."""
    return render(request, "onrecord/broken.html", status=500)
