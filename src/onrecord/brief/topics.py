"""Topics: what a briefing is about, as a saved search.

An entry is of a topic when the search finds it, or finds what it answers: “we
will not” alone names nothing that could be looked for.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from onrecord.brief.models import Topic
from onrecord.keep.models import Entry, Matter, Party
from onrecord.keep.search import Query, among
from onrecord.record import BadOption

_LONGEST_SLUG = 60
_EITHER = re.compile(r"\s+or\s+")
"""Between words of which either will do: “police or constable*”."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; None leaves a field open.  All that is given must hold."""

    words: str = ""
    party: int | None = None
    kind: str | None = None
    outlet: int | None = None
    matter: int | None = None

    def __post_init__(self) -> None:
        Query(self.words, self.party, self.kind)  # raises for a kind that there is not
        if not any(asdict(self).values()):
            raise BadOption("a topic needs words, a party, a kind, an outlet or a matter")

    def as_json(self) -> dict[str, Any]:
        """What was given, as a topic's row holds it."""
        return {name: value for name, value in asdict(self).items() if value}


def topic_for(search: Search) -> Topic:
    """The topic of a reader's own search, made on first use; it is offered to nobody else."""
    wanted = search.as_json()
    for topic in Topic.objects.filter(listed=False, removed_at=None, search=wanted):
        return topic
    return _made(_title_of(search), wanted, listed=False)


def add_topic(title: str, search: Search) -> Topic:
    """A topic that every reader is offered; BadOption where the title names one already."""
    title = " ".join(title.split())
    if not slugify(title):
        raise BadOption(f"{title!r} is no title; give it letters or figures")
    if Topic.objects.filter(slug=slugify(title)[:_LONGEST_SLUG], removed_at=None).exists():
        raise BadOption(f"there is a topic {slugify(title)[:_LONGEST_SLUG]} already")
    return _made(title, search.as_json(), listed=True)


def remove_topic(slug: str) -> Topic:
    """Takes a topic away: its editions stay, no new ones are made."""
    topic = topic_named(slug)
    topic.removed_at = timezone.now()
    topic.save(update_fields=["removed_at"])
    return topic


def topic_named(slug: str) -> Topic:
    """The topic of that name; BadOption, with what there is, where there is none."""
    found = Topic.objects.filter(slug=slug, removed_at=None).first()
    if found is None:
        known = ", ".join(topics().values_list("slug", flat=True)) or "none yet"
        raise BadOption(f"there is no topic {slug!r}; topics: {known}")
    return found


def topics() -> QuerySet[Topic]:
    """The topics that readers are offered, by title."""
    return Topic.objects.filter(listed=True, removed_at=None).order_by("title", "pk")


def of_topic(topic: Topic | None, entries: Iterable[int], today: date) -> set[int]:
    """Those of the entries that the topic's search finds; all of them where there is no topic."""
    ids = set(entries)
    if topic is None:
        return ids
    search = Search(**topic.search)
    if search.matter is not None:
        rows = Entry.objects.filter(pk__in=ids, matter=search.matter)
        ids = set(rows.values_list("pk", flat=True))
    found = set[int]()
    for words in _EITHER.split(search.words):
        query = Query(words, search.party, search.kind, outlet=search.outlet)
        found |= ids if query == Query() else among(ids, query, today)
    return found


def _made(title: str, search: dict[str, Any], *, listed: bool) -> Topic:
    stem = slugify(title)[:_LONGEST_SLUG] or "search"
    slug, number = stem, 1
    while Topic.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return Topic.objects.create(
        slug=slug, title=title[:120], search=search, listed=listed, made_at=timezone.now()
    )


def _title_of(search: Search) -> str:
    """What a reader's own search is called: “gate log, Tarn Water”."""
    parts = [search.words]
    if search.party is not None:
        parts += Party.objects.filter(pk=search.party).values_list("name", flat=True)
    if search.matter is not None:
        parts += Matter.objects.filter(pk=search.matter).values_list("title", flat=True)
    parts += [f"{search.kind}s"] if search.kind else []
    return ", ".join(filter(None, parts)) or "Saved search"
