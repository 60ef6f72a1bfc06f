"""What every template knows besides what its page hands it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from onrecord.serve import environment


@dataclass(frozen=True, slots=True)
class Place:
    """A page that every page leads to."""

    name: str
    address: str


PLACES = (
    Place("Today", "/"),
    Place("Matters", "/matters/"),
    Place("Parties", "/parties/"),
    Place("Due", "/due/"),
    Place("Overdue", "/overdue/"),
    Place("Articles", "/articles/"),
)


def site(_request: HttpRequest) -> dict[str, Any]:
    """The name at the head of the page and the places beside it."""
    return {"site_name": environment.name(), "places": PLACES}
