"""Lists of entries by kind and by clock, and the page of one entry."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from onrecord.keep import details, lists
from onrecord.keep.models import EntryKind
from onrecord.serve.feeds import Kind, Listing
from onrecord.serve.feeds.wording import title_of
from onrecord.serve.pages.page import Look, part_of, today


@dataclass(frozen=True, slots=True)
class Words:
    """What a list of entries says of itself."""

    title: str
    told: str
    none: str


KINDS = {
    "calls": (
        EntryKind.CALL,
        Words("Calls", "Somebody asks for something to be done.", "No call is on the record."),
    ),
    "commitments": (
        EntryKind.COMMITMENT,
        Words("Commitments", "Somebody undertakes something.", "No commitment is on the record."),
    ),
    "responses": (
        EntryKind.RESPONSE,
        Words(
            "Responses", "Somebody answers a call or a question.", "No response is on the record."
        ),
    ),
    "statements": (
        EntryKind.STATEMENT,
        Words("Statements", "Who said what, in which words.", "No statement is on the record."),
    ),
}
"""The lists of one kind of entry, by the word in their address."""

DUE = Words(
    "Due",
    "Calls and commitments whose day is still to come, the nearest first.",
    "Nothing is due.",
)
OVERDUE = Words(
    "Overdue",
    "Calls and commitments whose day has passed without an answer that this record has seen. "
    "Only what names a day, or falls under a known duty to answer, can be overdue.",
    "Nothing is past its day.",
)


def of_kind(request: HttpRequest, kind: str) -> Look:
    """All entries of a kind, the newest first."""
    which, words = KINDS[kind]
    chunk = lists.listed(lists.of_kind(which), part_of(request), today())
    dated = which in (EntryKind.CALL, EntryKind.COMMITMENT)
    listing = Listing(words.title, f"/{kind}/", Kind.ENTRY, chunk.items, chunk.next, dated=dated)
    return Look("onrecord/entries.html", listing, {"words": words})


def due(request: HttpRequest) -> Look:
    """What is due, the nearest first."""
    day = today()
    chunk = lists.listed(lists.due(day), part_of(request), day)
    listing = Listing(DUE.title, "/due/", Kind.ENTRY, chunk.items, chunk.next, dated=True)
    return Look("onrecord/entries.html", listing, {"words": DUE})


def overdue(request: HttpRequest) -> Look:
    """What was due and is not answered, the latest first."""
    day = today()
    chunk = lists.listed(lists.overdue(day), part_of(request), day)
    listing = Listing(OVERDUE.title, "/overdue/", Kind.ENTRY, chunk.items, chunk.next, dated=True)
    return Look("onrecord/entries.html", listing, {"words": OVERDUE})


def entry(_request: HttpRequest, id: int) -> Look:
    """One entry: its words whole, what it answers and what answers it, its history."""
    day = today()
    found = details.entry(id, day)
    if found is None:
        raise Http404(f"there is no entry {id}")
    ties = details.ties([id])
    others = {int(tie[end][1:]) for tie in ties for end in ("newer", "older")} - {id}
    if found["first_report"]:
        others.add(int(found["first_report"][1:]))
    near = {row["ref"]: row for row in details.entries(others, day)} if others else {}
    more = {
        "entry": found,
        "links": list(ties),
        "history": list(details.history([id])),
        "corrections": list(details.corrections_of(id)),
        "also_reported": details.also_reported([id]).get(found["ref"], []),
    }
    listing = Listing(
        title_of(Kind.ENTRY, found),
        f"/entries/{id}/",
        Kind.ENTRY,
        (found, *near.values()),
        more=more,
        dated=bool(found["due"]),
    )
    linked = [
        (_relation(tie, found["ref"]), tie, near[other])
        for tie in ties
        if (other := tie["older"] if tie["newer"] == found["ref"] else tie["newer"]) in near
    ]
    first = near.get(found["first_report"] or "")
    return Look(
        "onrecord/one_entry.html",
        listing,
        {**more, "linked": linked, "first": first, "today": day.isoformat()},
    )


_FORWARD = {
    "asks": "Asks again for",
    "answers": "Answers",
    "fulfils": "Is reported to do",
    "contradicts": "Contradicts",
    "repeats": "Repeats",
}
_BACK = {
    "asks": "Asked again by",
    "answers": "Answered by",
    "fulfils": "Reported to be done by",
    "contradicts": "Contradicted by",
    "repeats": "Repeated by",
}


def _relation(tie: dict[str, object], ref: str) -> str:
    return (_FORWARD if tie["newer"] == ref else _BACK)[str(tie["relation"])]
