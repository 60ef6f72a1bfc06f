"""What is known of an input before its words are read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hints:
    """Facts from around the words: a JSON field, a feed's entry, an option of the command.

    None means unknown.  What the words themselves say comes second to these,
    but for `published_if_missing`, which stands in only where nothing else
    gives a date.
    """

    source: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    published_if_missing: date | None = None
