"""The first page: what changed on the record, and what time it is for what is due."""

from dataclasses import dataclass

from django.http import HttpRequest

from onrecord.keep import lists
from onrecord.keep.forms import Form
from onrecord.keep.lists import Slice
from onrecord.keep.models import EntryKind
from onrecord.serve.feeds import Kind, Listing
from onrecord.serve.pages.page import Look, today

_FEW = Slice(size=4)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a few rows of a list: its title, and where the whole of it is.

    `anchor` begins the ids of its rows: an entry may stand in two sections.
    """

    title: str
    address: str
    none: str
    anchor: str = "e"


@dataclass(frozen=True, slots=True)
class Section:
    """A few rows under their heading."""

    head: Heading
    items: tuple[Form, ...]


NEW = {
    "call": Heading("New calls", "/calls/", "Nobody has been asked for anything yet."),
    "response": Heading("New responses", "/responses/", "No response has been reported yet."),
    "commitment": Heading("New commitments", "/commitments/", "Nothing has been promised yet."),
}
CLOCK = {
    "week": Heading("Due this week", "/due/", "Nothing is due within seven days.", "c"),
    "overdue": Heading("Overdue", "/overdue/", "Nothing is past its day.", "c"),
}


def front(_request: HttpRequest) -> Look:
    """New calls, responses and commitments; what is due within seven days, and what was."""
    day = today()
    orders = {kind: lists.of_kind(EntryKind(kind)) for kind in NEW}
    orders |= {"week": lists.due_this_week(day), "overdue": lists.overdue(day)}
    chunks = lists.together(orders, _FEW, day)
    rows = {row["id"]: row for chunk in chunks.values() for row in chunk.items}
    items = tuple(sorted(rows.values(), key=lambda row: (row["updated_at"], row["id"])))[::-1]
    empty = not items and not lists.articles(Slice(size=1)).items
    return Look(
        "onrecord/first.html" if empty else "onrecord/front.html",
        Listing("What changed on the record", "/", Kind.ENTRY, items, dated=True),
        {
            "new": [Section(head, chunks[name].items) for name, head in NEW.items()],
            "clock": [Section(head, chunks[name].items) for name, head in CLOCK.items()],
            "today": day.isoformat(),
        },
    )
