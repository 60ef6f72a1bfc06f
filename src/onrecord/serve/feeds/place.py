"""Where the site stands, for lists that are read elsewhere."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest

from onrecord.serve import environment

_SINCE = "2026"
"""Year in which this way of making ids began; part of every id, never to be changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """The name of the record and the origin under which the public reaches it."""

    name: str
    origin: str

    def full(self, path: str) -> str:
        """The whole address of a path of this site."""
        return self.origin + path

    def tag(self, what: str) -> str:
        """An id for ever (RFC 4151): “tag:record.example,2026:e45”."""
        return f"tag:{urlsplit(self.origin).hostname},{_SINCE}:{what}"


def place_of(request: HttpRequest) -> Place:
    """The origin that `ONRECORD_ORIGIN` names, else the one that the reader asked."""
    asked = request.build_absolute_uri("/").rstrip("/")
    return Place(environment.name(), environment.origin() or asked)
