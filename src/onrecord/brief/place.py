"""Where the record's site stands and what it is called, for all that is read elsewhere."""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.record import BadOption

ORIGIN = "ONRECORD_ORIGIN"
NAME = "ONRECORD_NAME"

_TRIED_OUT = "http://localhost:8000"
"""Where `onrecord serve` stands when nothing else is told."""


@dataclass(frozen=True, slots=True)
class Place:
    """The name of the record and the origin under which readers reach it."""

    name: str
    origin: str

    def full(self, path: str) -> str:
        """The whole address of a path of the site."""
        return self.origin + path

    @property
    def host(self) -> str:
        """The name of its host, for ids that no other record may use."""
        return urlsplit(self.origin).hostname or "localhost"


def place() -> Place:
    """What the environment tells; where it tells nothing, this machine."""
    return Place(name(), origin() or _TRIED_OUT)


def origin() -> str:
    """Where the public reaches the site, as “https://record.example”; empty where not told."""
    given = os.environ.get(ORIGIN, "").rstrip("/")
    if not given:
        return ""
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise BadOption(f"{ORIGIN}: {given!r} is no origin; write it as https://record.example")
    return given


def name() -> str:
    """What this record calls itself."""
    return os.environ.get(NAME, "").strip() or "onrecord"
