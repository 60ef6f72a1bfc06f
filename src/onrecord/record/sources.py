"""Sources: feeds and news sitemaps that are looked at again and again, and what they list."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median

from onrecord.record.errors import BadInput

_LEAST_SILENCE = 2
"""Days without anything new that are never called silence."""
_UNKNOWN_HABIT = 14
"""Days after which a source with too short a history counts as silent."""
_FEWEST_DAYS = 3
"""Of fewer days with something new no habit can be told."""


class SourceKind(StrEnum):
    """In which form a source lists its articles."""

    RSS = "rss"
    ATOM = "atom"
    JSON_FEED = "json feed"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Source:
    """Where new articles are listed.

    `address` is that of the list itself; `page` the page on which the list was
    found by looking, or None where the list's own address was given.  `title`
    is what the list calls itself, `outlet` who publishes, where the user says so.
    """

    address: str
    kind: SourceKind
    title: str | None = None
    outlet: str | None = None
    page: str | None = None

    def __post_init__(self) -> None:
        if not self.address.startswith(("http://", "https://")):
            raise BadInput(f"{self.address} is no address of a source; give one with https://")


@dataclass(frozen=True, slots=True)
class Found:
    """One article that a source lists.

    `id` stays the same from one look to the next.  `published` is None where
    the list does not say.  `content` are the paragraphs of the whole article,
    where the list carries them; a summary is none.
    """

    id: str
    address: str | None
    title: str | None = None
    published: datetime | None = None
    summary: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A listed article that could not be had yet: how often it was tried, and when to again."""

    id: str
    times: int
    again: datetime


@dataclass(frozen=True, slots=True)
class SourceState:
    """What is remembered of a source between one look and the next; times are in UTC.

    `etag` and `last_modified` are what the host said of a list whose every
    article was dealt with: to get “unchanged” for one that was not would lose
    the rest.  `checked` is the last look, `answered` the last that succeeded.
    `days` are the latest days on which something new was published, oldest
    first; `seen` the ids of articles dealt with that the source still lists.
    """

    etag: str | None = None
    last_modified: str | None = None
    checked: datetime | None = None
    answered: datetime | None = None
    next_check: datetime | None = None
    failures: int = 0
    error: str | None = None
    days: tuple[date, ...] = ()
    seen: tuple[str, ...] = ()
    tried: tuple[Tried, ...] = ()

    def __post_init__(self) -> None:
        moments = (self.checked, self.answered, self.next_check, *(one.again for one in self.tried))
        if any(moment and moment.tzinfo is None for moment in moments):
            raise BadInput("a time of a source's state has no time zone; give it in UTC")

    def usual_gap(self) -> float | None:
        """The usual number of days from one day with something new to the next.

        >>> days = tuple(date(2021, 3, day) for day in (1, 8, 15, 23))
        >>> SourceState(days=days).usual_gap()
        7
        """
        if len(self.days) < _FEWEST_DAYS:
            return None
        return median(
            (later - day).days for day, later in zip(self.days, self.days[1:], strict=False)
        )

    def silent_since(self, added: date) -> date | None:
        """The last day with something new, if that is longer ago than the source's habit.

        Three times its usual gap is too long, and two days never are.  Time in
        which nobody looked is not the source's silence.  `added` is the day
        that counts for a source which never listed anything.

        >>> from datetime import UTC
        >>> state = SourceState(
        ...     days=tuple(date(2021, 3, day) for day in (1, 8, 15)),
        ...     answered=datetime(2021, 4, 6, tzinfo=UTC),
        ... )
        >>> state.silent_since(date(2021, 3, 1))
        datetime.date(2021, 3, 15)
        """
        if self.answered is None:
            return None
        gap = self.usual_gap()
        limit = timedelta(_UNKNOWN_HABIT if gap is None else max(_LEAST_SILENCE, 3 * gap))
        last = self.days[-1] if self.days else added
        return last if self.answered.date() - last > limit else None
