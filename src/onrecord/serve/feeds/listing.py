"""A list as every form of it needs it: what it is called, where it stands, what is in it."""

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlencode

from onrecord.keep.forms import Form


class Kind(StrEnum):
    """What the rows of a list are."""

    ENTRY = "entry"
    MATTER = "matter"
    PARTY = "party"
    ARTICLE = "article"
    CORRECTION = "correction"
    EDITION = "edition"


@dataclass(frozen=True, slots=True)
class Listing:
    """One part of a list.

    `address` is that of its page (“/matters/”) and `asked` what was asked of it
    there (`q`, `kind` and so on, without the key); `next` the key of what
    follows.  `more` is what the JSON form says besides the rows.
    """

    title: str
    address: str
    kind: Kind
    items: tuple[Form, ...]
    next: int | str | None = None
    asked: tuple[tuple[str, str], ...] = ()
    more: Form = field(default_factory=dict)
    dated: bool = False

    def in_form(self, form: str, *, after: int | str | None = None) -> str:
        """The address of this list in a form: “/matters.atom”, “/search.csv?q=siren”."""
        path = self.address if form == "html" else f"{self._stem()}.{form}"
        asked = [*self.asked, *([("after", str(after))] if after is not None else [])]
        return f"{path}?{urlencode(asked)}" if asked else path

    def _stem(self) -> str:
        return self.address.rstrip("/") or "/index"

    @property
    def first_page(self) -> str:
        """The address of the page that the list begins with."""
        return self.in_form("html")

    @property
    def next_page(self) -> str:
        """The address of the page that follows; empty at the end."""
        return "" if self.next is None else self.in_form("html", after=self.next)

    @property
    def forms(self) -> tuple[tuple[str, str, str], ...]:
        """The other forms of this list: name, media type, address."""
        found = [
            ("Atom", "application/atom+xml", self.in_form("atom")),
            ("JSON", "application/json", self.in_form("json")),
            ("CSV", "text/csv", self.in_form("csv")),
        ]
        if self.dated:
            found.append(("iCalendar", "text/calendar", self.in_form("ics")))
        return tuple(found)


def page_of(kind: Kind, form: Form) -> str:
    """The lasting address of a row."""
    if kind is Kind.CORRECTION:
        return f"/corrections/#c{form['id']}"
    plural = {
        Kind.ENTRY: "entries",
        Kind.MATTER: "matters",
        Kind.PARTY: "parties",
        Kind.ARTICLE: "articles",
        Kind.EDITION: "briefings",
    }
    return f"/{plural[kind]}/{form['id']}/"
