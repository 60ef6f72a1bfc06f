"""The desk's own pages: what waits, and one entry a screen with its article beside it."""

from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from onrecord.keep import review_queue
from onrecord.keep.choosing import label
from onrecord.keep.editors import EditorRole, may
from onrecord.keep.judgements import seen_token
from onrecord.keep.models import (
    Entry,
    EntryKind,
    Judgement,
    LinkRow,
    Party,
    Role,
    Target,
)
from onrecord.keep.status import status_on
from onrecord.record import Stance
from onrecord.record.status import Axis, Flag, Outcome, Reply
from onrecord.serve.pages.page import today
from onrecord.serve.review.access import seen_by
from onrecord.serve.review.article_text import article_text
from onrecord.serve.review.fields import cast_fields, span_fields

_SHOWN = 50
"""Entries of the queue that the first page lists."""


@seen_by(EditorRole.READER)
def home(request: HttpRequest) -> HttpResponse:
    """What waits for an editor, the most urgent first."""
    shown = {
        "waiting": review_queue.entries_waiting(today())[:_SHOWN],
        "count": review_queue.waiting_count(),
        "links": len(review_queue.links_waiting()),
        "matter_links": len(review_queue.matter_links_waiting()),
        "proposals": len(review_queue.proposals_waiting()),
        "matters": len(review_queue.matters_alike()),
        "parties": len(review_queue.parties_alike()),
        "most": review_queue.LISTED,
        "last": last_of(request),
    }
    return render(request, "review/home.html", {**shown, **rights(request)})


@seen_by(EditorRole.READER)
def start(_request: HttpRequest) -> HttpResponse:
    """Leads to the first entry of the queue."""
    waiting = review_queue.entries_waiting(today())
    return HttpResponseRedirect(address(waiting[0].entry.pk) if waiting else reverse("review:home"))


@seen_by(EditorRole.READER)
def entry(request: HttpRequest, id: int) -> HttpResponse:
    """One entry with its article, its reasons and all that can be said of it."""
    return entry_page(request, id)


def entry_page(
    request: HttpRequest, id: int, typed: dict[str, Any] | None = None, error: str = ""
) -> HttpResponse:
    """The screen of an entry; with `error`, what was typed stands in its form still."""
    rows = Entry.objects.select_related(
        "article__current", "article__outlet", "matter", "gone_in", "head"
    )
    row = get_object_or_404(rows, pk=id)
    assert row.article.current is not None, f"article {row.article_id} has no text"
    document = row.article.current.document
    text = document["article"]["text"]
    day = today()
    shown = {
        "entry": row,
        "speakers": [one.party for one in _cast(row, Role.SPEAKER)],
        "parties": [one.party for one in _cast(row, Role.PARTY)],
        "text": article_text(document, {} if row.gone_in_id else row.spans),
        "why": next(
            (one.why for one in review_queue.entries_waiting(day) if one.entry.pk == row.pk), ()
        ),
        "status": status_on(row, day),
        "events": row.status_events.select_related("evidence", "editor").order_by("day", "pk"),
        "links": _links(row),
        "history": Judgement.objects.filter(target=Target.ENTRY, target_id=row.pk)
        .select_related("editor", "undone_by")
        .order_by("-pk")[:20],
        "replies": row.replies.filter(withdrawn=False).select_related("party"),
        "next": review_queue.next_after(row, day),
        "previous": review_queue.previous_before(row, day),
        "last": last_of(request),
        "seen": seen_token(Target.ENTRY, row.pk),
        "offered": [label(one) for one in _offered(row)],
        "spans": span_fields(row, text),
        "speaker_fields": [*cast_fields(row, Role.SPEAKER), ""],
        "party_fields": [*cast_fields(row, Role.PARTY), ""],
        "kinds": EntryKind.values,
        "stances": [one.value for one in Stance],
        "axes": _axes(),
        "today": day,
        "error": error,
        **(typed or {}),
    }
    return render(
        request, "review/entry.html", {**shown, **rights(request)}, status=409 if error else 200
    )


def address(id: int | None) -> str:
    """The screen of an entry, or the first page of the desk."""
    return reverse("review:entry", kwargs={"id": id}) if id else reverse("review:home")


def rights(request: HttpRequest) -> dict[str, bool]:
    """What templates ask of whoever is signed in."""
    return {
        "may_judge": may(request.user, EditorRole.EDITOR),
        "may_export": may(request.user, EditorRole.ADMIN),
    }


def last_of(request: HttpRequest) -> Judgement | None:
    """The last judgement of whoever is signed in, if it can still be undone with one key."""
    last = Judgement.objects.filter(editor_id=request.user.pk).order_by("-pk").first()
    return None if last is None or Judgement.objects.filter(undoes=last).exists() else last


def _cast(row: Entry, role: Role) -> Any:
    return row.cast.filter(role=role).select_related("party").order_by("pk")


def _offered(row: Entry) -> list[Party]:
    """Parties of the article, to be chosen without typing much."""
    here = Party.objects.filter(entries__article=row.article_id, merged_into=None)
    return list(here.distinct().order_by("name", "pk")[:40])


def _links(row: Entry) -> list[LinkRow]:
    both = LinkRow.objects.filter(newer=row) | LinkRow.objects.filter(older=row)
    return list(both.select_related("newer__article", "older__article").order_by("pk"))


def _axes() -> list[tuple[str, str]]:
    """What can be said of a status, each as “axis: value” with its words."""
    said: list[tuple[Axis, StrEnum]] = [(Axis.REPLY, one) for one in Reply]
    said += [(Axis.OUTCOME, one) for one in Outcome]
    said += [(Axis.FLAG, one) for one in Flag] + [(Axis.UNFLAG, one) for one in Flag]
    words = {Axis.REPLY: "reply", Axis.OUTCOME: "outcome", Axis.FLAG: "is", Axis.UNFLAG: "is not"}
    return [(f"{axis.value}:{one.value}", f"{words[axis]} {one.value}") for axis, one in said] + [
        (f"{Axis.EXTENSION.value}:", "has until the day given beside")
    ]
