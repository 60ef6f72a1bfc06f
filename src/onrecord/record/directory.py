"""The directory: known people, bodies and posts, their names over time, and who held what.

The nouns follow Popolo (https://www.popoloproject.com/specs/): a person, an
organisation, a post, a membership and an area.  A body and an organisation are
one thing here, and so are an office and a post.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.record.document import PartyKind


class NameKind(StrEnum):
    """How much a name tells when it stands alone in an article.

    An official or common name stands for its entry alone (“Scotland Yard”).  An
    acronym, and a name that others in the world carry too (“Ministry of
    Justice”), need the article to lead to the entry's country or name it in
    full.  A short name (“the Met”, “the Commissioner”) needs its body named.
    """

    OFFICIAL = "official"
    COMMON = "common"
    ACRONYM = "acronym"
    SHARED = "shared"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a fact can be read, and the day on which somebody held it against that page.

    `checked` is None where nobody has.
    """

    url: str
    checked: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class EntryName:
    """A name of an entry, with the first and last day on which it was the name, where known."""

    text: str
    kind: NameKind = NameKind.COMMON
    start: date | None = None
    end: date | None = None
    sources: tuple[FactSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """What another list calls an entry: entries of two lists that share one are the same."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, a body or an office of the directory.

    `body` is the id of the body above: the parent of a body, the body that a
    post belongs to.  `role` is what a post is called within its body
    (“Commissioner”).  `handles` are written without “@”.  `start` and `end` are
    the first and last day of its existence (of a person: not used), `area` the
    id of an `Area`.  `sources` hold for every fact that names none of its own.
    """

    id: str
    kind: PartyKind
    name: EntryName
    other_names: tuple[EntryName, ...] = ()
    handles: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    start: date | None = None
    end: date | None = None
    area: str | None = None
    body: str | None = None
    role: str | None = None
    sources: tuple[FactSource, ...] = ()

    def names(self) -> tuple[EntryName, ...]:
        """All its names, the present official one first."""
        return (self.name, *self.other_names)


@dataclass(frozen=True, slots=True)
class Membership:
    """That a person held a post, or belonged to a body as `role`, from the first to the last day.

    `start` and `end` are None where they are open or not known.  `as_of` is the
    last day up to which an open end is known: who holds the post after it, the
    directory cannot tell.
    """

    person: str
    post: str | None = None
    body: str | None = None
    role: str | None = None
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    sources: tuple[FactSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A country or a part of one, and the words by which articles speak of it (“British”)."""

    id: str
    name: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directory:
    """Known parties.

    It may contradict itself, as a list does that was typed by hand;
    `onrecord.link.faults` tells where.
    """

    entries: tuple[Entry, ...] = ()
    memberships: tuple[Membership, ...] = ()
    areas: tuple[Area, ...] = ()
