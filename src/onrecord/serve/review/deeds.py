"""What the desk's buttons do: one deed a request, then on to the next entry."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from onrecord.keep import deeds_entries, deeds_links, deeds_matters, deeds_status, judgements
from onrecord.keep.choosing import party_meant
from onrecord.keep.deeds_status import Rating, ReplyWords
from onrecord.keep.editors import EditorRole
from onrecord.keep.judgements import Editor, Judged, NotJudged, Outcome
from onrecord.keep.models import Deed, Entry, Judgement, Target
from onrecord.keep.review_queue import next_after
from onrecord.record.status import Axis
from onrecord.serve.pages.page import today
from onrecord.serve.review.access import done_by
from onrecord.serve.review.desk import address, entry_page
from onrecord.serve.review.fields import NotUnderstood, correction_of

_TOLD = {
    Deed.ACCEPT: "Accepted.",
    Deed.CORRECT: "Corrected.",
    Deed.REJECT: "Rejected.",
    Deed.MERGE: "Merged.",
    Deed.SPLIT: "Split.",
    Deed.RATE: "The status is set.",
    Deed.RENAME: "Renamed.",
    Deed.CONFIRM_LINK: "The link is confirmed.",
    Deed.REJECT_LINK: "The link is rejected and will not come back.",
    Deed.CONFIRM_STATUS: "The status is confirmed.",
    Deed.REJECT_STATUS: "The status is rejected and will not come back.",
    Deed.ADD_REPLY: "The reply is shown.",
    Deed.UNDO: "Undone.",
}


@done_by(EditorRole.EDITOR)
def accept(request: HttpRequest, id: int) -> HttpResponse:
    """The entry is right."""
    return _onward(request, id, deeds_entries.accept(_editor(request), id))


@done_by(EditorRole.EDITOR)
def reject(request: HttpRequest, id: int) -> HttpResponse:
    """The article does not say so."""
    note = request.POST.get("note", "").strip()
    return _onward(request, id, deeds_entries.reject(_editor(request), id, note))


@done_by(EditorRole.EDITOR)
def correct(request: HttpRequest, id: int) -> HttpResponse:
    """The entry is to be as the form says; where that cannot be, the form comes back."""
    row = get_object_or_404(Entry.objects.select_related("article__current"), pk=id)
    assert row.article.current is not None, f"article {row.article_id} has no text"
    text = row.article.current.document["article"]["text"]
    try:
        outcome = deeds_entries.correct(
            _editor(request), id, correction_of(row, request.POST, text)
        )
    except NotUnderstood as error:
        outcome = NotJudged(str(error))
    if isinstance(outcome, NotJudged):
        return entry_page(request, id, _typed(request), outcome.why)
    return _onward(request, id, outcome)


@done_by(EditorRole.EDITOR)
def rate(request: HttpRequest, id: int) -> HttpResponse:
    """How an act stands."""
    axis, _, value = request.POST.get("said", "").partition(":")
    try:
        rating = Rating(
            axis=Axis(axis),
            value=value or request.POST.get("until", ""),
            day=_day(request, "day"),
            evidence=_number(request, "evidence"),
            note=request.POST.get("note", "").strip(),
        )
    except ValueError as error:
        return _back(
            request, NotJudged(f"Choose what is so, and since when: {error}."), address(id)
        )
    return _back(request, deeds_status.rate(_editor(request), id, rating), address(id))


@done_by(EditorRole.EDITOR)
def reply(request: HttpRequest, id: int) -> HttpResponse:
    """A party's own words beside an entry."""
    row = get_object_or_404(Entry, pk=id)
    try:
        party = party_meant(request.POST.get("party", ""), row.article_id, "person")
        words = ReplyWords(
            party=party.pk if party else 0,
            words=request.POST.get("words", ""),
            day=_day(request, "day"),
            url=request.POST.get("url", "").strip(),
            entry=id,
        )
    except ValueError as error:
        return _back(request, NotJudged(f"Write the day as 2024-06-14: {error}."), address(id))
    return _back(request, deeds_status.add_reply(_editor(request), words), address(id))


_ON_LINKS: dict[str, dict[str, Callable[[Editor, int], Outcome]]] = {
    "links": {"confirm": deeds_links.confirm_link, "reject": deeds_links.reject_link},
    "articles": {
        "confirm": deeds_links.confirm_matter_link,
        "reject": deeds_links.reject_matter_link,
    },
    "statuses": {"confirm": deeds_status.confirm_status, "reject": deeds_status.reject_status},
}


@done_by(EditorRole.EDITOR)
def decide(request: HttpRequest, sort: str, id: str, how: str) -> HttpResponse:
    """Confirms or rejects a link, an article's place in a matter, or a proposed status."""
    outcome = _ON_LINKS[sort][how](_editor(request), int(id))
    return _back(request, outcome, reverse("review:list", kwargs={"sort": sort}))


@done_by(EditorRole.EDITOR)
def merge(request: HttpRequest, sort: str) -> HttpResponse:
    """Makes one of two matters or parties, or keeps them apart for good."""
    one, other = _number(request, "one") or 0, _number(request, "other") or 0
    there = reverse("review:pairs", kwargs={"sort": sort})
    if request.POST.get("how") == "apart":
        target = Target.MATTER if sort == "matters" else Target.PARTY
        outcome = deeds_matters.keep_apart(_editor(request), target, one, other)
    elif sort == "matters":
        outcome = deeds_matters.merge_matters(_editor(request), one, other)
    else:
        outcome = deeds_matters.merge_parties(_editor(request), one, other)
    return _back(request, outcome, there)


@done_by(EditorRole.EDITOR)
def rename(request: HttpRequest, id: int) -> HttpResponse:
    """Another title for a matter."""
    title = request.POST.get("title", "")
    outcome = deeds_matters.rename_matter(_editor(request), id, title)
    return _back(request, outcome, reverse("review:matter", kwargs={"id": id}))


@done_by(EditorRole.EDITOR)
def split(request: HttpRequest, sort: str, id: str) -> HttpResponse:
    """Some articles of a matter, or entries of a party, get one of their own."""
    name = request.POST.get("name", "")
    chosen = [int(one) for one in request.POST.getlist("chosen") if one.isdecimal()]
    if sort == "matters":
        outcome = deeds_matters.split_matter(_editor(request), int(id), chosen, name)
        there = reverse("review:matter", kwargs={"id": id})
    else:
        outcome = deeds_matters.split_party(_editor(request), int(id), chosen, name)
        there = reverse("review:party", kwargs={"id": id})
    return _back(request, outcome, there)


@done_by(EditorRole.EDITOR)
def undo(request: HttpRequest, id: int) -> HttpResponse:
    """Takes a judgement back; of an entry, its screen comes again."""
    outcome = judgements.undo(_editor(request), id)
    row = get_object_or_404(Judgement, pk=id)
    on_entry = row.target == Target.ENTRY
    return _back(request, outcome, address(row.target_id) if on_entry else reverse("review:log"))


def _editor(request: HttpRequest) -> Editor:
    return Editor(request.user, _number(request, "seen"))  # type: ignore[arg-type]


def _onward(request: HttpRequest, id: int, outcome: Outcome) -> HttpResponse:
    """To the next entry of the queue; where nothing was done, the same one again."""
    if isinstance(outcome, NotJudged):
        return _back(request, outcome, address(id))
    return _back(request, outcome, address(next_after(Entry.objects.get(pk=id), today())))


def _back(request: HttpRequest, outcome: Outcome, there: str) -> HttpResponse:
    if isinstance(outcome, Judged):
        messages.success(request, _TOLD[Deed(outcome.judgement.deed)])
    else:
        messages.error(request, outcome.why)
    return HttpResponseRedirect(there)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed into the form of a correction, for it to be shown again."""
    posted = request.POST
    return {
        "typed": {name: posted.get(name, "") for name in posted},
        "speaker_fields": [*(one for one in posted.getlist("speaker") if one.strip()), ""],
        "party_fields": [*(one for one in posted.getlist("party") if one.strip()), ""],
    }


_MOST_DIGITS = 18


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.POST.get(name, "").strip().lstrip("e")
    known = given.isascii() and given.isdecimal() and len(given) <= _MOST_DIGITS
    return int(given) if known else None


def _day(request: HttpRequest, name: str) -> date:
    return date.fromisoformat(request.POST.get(name, "").strip())
