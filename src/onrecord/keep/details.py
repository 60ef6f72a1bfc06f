"""One matter, party, article or entry with all that its page shows, in a set number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Prefetch, Q, QuerySet

from onrecord.keep.forms import (
    Form,
    article_in_short,
    party_in_short,
    reply_form,
    with_all,
)
from onrecord.keep.lists import (
    Chunk,
    Ordered,
    Slice,
    correction_form,
    forms_of,
    listed,
    rows_by,
    shown,
    together,
)
from onrecord.keep.models import (
    Article,
    Entry,
    EntryKind,
    EntryParty,
    Judgement,
    LinkRow,
    LinkState,
    Matter,
    Outlet,
    Party,
    PartyReply,
    Role,
    Snapshot,
    StatusRow,
    Target,
)
from onrecord.record.status import Axis, Reply, Review

ACTS_A_PAGE = 25
"""Acts of a matter that one page draws and lists."""

NEWEST = 500
"""So many of the newest calls to a party are counted: a ministry is asked for ever."""

_ARTICLES = 30
_STATEMENTS = 5
_EVENTS = 25
_PARTIES = 24


def matter(id: int) -> Matter | None:
    """A matter, or None where there is none of that id."""
    return Matter.objects.filter(pk=id).first()


@dataclass(frozen=True, slots=True)
class InMatter:
    """What a matter's page lists: a part of its acts and the newest statements."""

    acts: Chunk
    statements: Chunk


def in_matter(matter: Matter, part: Slice, today: date) -> InMatter:
    """A part of the acts of a matter and its newest statements, fetched together."""
    orders = {"acts": _acts(matter), "statements": _statements(matter)}
    found = together(orders, {"acts": part, "statements": Slice(size=_STATEMENTS)}, today)
    return InMatter(**found)


def matter_statements(matter: Matter, part: Slice, today: date) -> Chunk:
    """What was said in a matter, the newest first."""
    return listed(_statements(matter), part, today)


def _acts(matter: Matter) -> Ordered:
    rows = Entry.objects.filter(matter=matter, head__isnull=True)
    return Ordered(shown(rows.exclude(kind=EntryKind.STATEMENT)), ascending=True)


def _statements(matter: Matter) -> Ordered:
    rows = Entry.objects.filter(matter=matter, kind=EntryKind.STATEMENT, head__isnull=True)
    return Ordered(shown(rows))


def matter_articles(matter: Matter) -> Chunk:
    """The newest articles of a matter."""
    rows = matter.articles.select_related("outlet").defer("digest", "act_digests")
    found, after = rows_by(rows, "published", Slice(size=_ARTICLES))
    return Chunk(tuple(article_in_short(one) for one in found), after)


def matter_replies(matter: Matter) -> tuple[Form, ...]:
    """What parties say of the matter as a whole."""
    rows = PartyReply.objects.filter(matter=matter, withdrawn=False).select_related("party")
    return tuple(reply_form(one) for one in rows)


def main_parties(acts: Iterable[Form]) -> tuple[Form, ...]:
    """The parties of some acts, those first that stand in most of them."""
    seen: dict[int, Form] = {}
    counts: dict[int, int] = {}
    for act in acts:
        for party in (*act["speakers"], *act["parties"]):
            seen[party["id"]] = party
            counts[party["id"]] = counts.get(party["id"], 0) + 1
    ordered = sorted(seen, key=lambda id: (-counts[id], id))
    return tuple(seen[id] for id in ordered[:_PARTIES])


def history(entries: Iterable[int]) -> tuple[Form, ...]:
    """The status events of some entries, the newest first, those taken back left out."""
    rows = (
        StatusRow.objects.filter(entry__in=list(entries), undone__isnull=True)
        .select_related("party")
        .order_by("-day", "-pk")[:_EVENTS]
    )
    return tuple(
        {
            "entry": f"e{row.entry_id}",
            "axis": row.axis,
            "value": row.value,
            "by": row.by,
            "party": party_in_short(row.party) if row.party else None,
            "evidence": f"e{row.evidence_id}" if row.evidence_id else None,
            "note": row.note or None,
            "reasons": list(row.reasons),
            "day": row.day.isoformat(),
            "proposed": row.proposed and row.confirmed_id is None,
        }
        for row in rows
    )


def ties(entries: Iterable[int]) -> tuple[Form, ...]:
    """The links between entries of which one at least is among these, rejected ones left out."""
    ids = list(entries)
    rows = (
        LinkRow.objects.filter(Q(newer__in=ids) | Q(older__in=ids))
        .exclude(state=LinkState.REJECTED)
        .order_by("newer", "older", "relation")
    )
    return tuple(
        {
            "newer": f"e{row.newer_id}",
            "older": f"e{row.older_id}",
            "relation": row.relation,
            "score": round(row.score, 2),
            "reasons": list(row.reasons),
            "maker": row.maker,
            "state": row.state,
        }
        for row in rows
    )


def also_reported(entries: Iterable[int]) -> dict[str, list[Form]]:
    """Where else acts are reported, by the ref of their first report."""
    rows = (
        shown(Entry.objects.filter(head__in=list(entries)))
        .select_related("article__outlet")
        .defer("article__digest", "article__act_digests")
        .order_by()
    )
    found: dict[str, list[Form]] = {}
    # Sorted here: asked for an order, SQLite would walk all entries in it, not the index of heads.
    for row in sorted(rows, key=lambda row: (row.day or date.max, row.pk)):
        found.setdefault(f"e{row.head_id}", []).append(
            {"ref": f"e{row.pk}", "id": row.pk, "article": article_in_short(row.article)}
        )
    return found


def entry(id: int, today: date) -> Form | None:
    """An entry, withdrawn or not, or None where there is none of that id."""
    return next(iter(entries([id], today)), None)


def entries(ids: Iterable[int], today: date) -> tuple[Form, ...]:
    """Entries by their ids, the oldest first."""
    return forms_of(with_all(Entry.objects.filter(pk__in=list(ids))).order_by("day", "pk"), today)


def corrections_of(entry: int) -> tuple[Form, ...]:
    """What editors changed of an entry, the last first."""
    rows = Judgement.objects.filter(public=True, target=Target.ENTRY, target_id=entry)
    return tuple(correction_form(one) for one in rows.select_related("undone_by"))


def party(id: int) -> Party | None:
    """A party with its names, or None where there is none of that id."""
    return Party.objects.filter(pk=id).prefetch_related("names").first()


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list of what concerns a party: the role that it has there, and the kind of entry."""

    role: Role
    kind: EntryKind


SHELVES = {
    "called-for": Shelf(Role.SPEAKER, EntryKind.CALL),
    "promised": Shelf(Role.SPEAKER, EntryKind.COMMITMENT),
    "asked": Shelf(Role.PARTY, EntryKind.CALL),
    "answered": Shelf(Role.SPEAKER, EntryKind.RESPONSE),
    "said": Shelf(Role.SPEAKER, EntryKind.STATEMENT),
}
"""The lists of a party's page, by the word in their address."""


def party_shelf(party: Party, shelf: Shelf) -> Ordered:
    """What a party said, promised, was asked and so on, the newest first."""
    return Ordered(_on(party, shelf), cast=True)


def _on(party: Party, shelf: Shelf) -> QuerySet[EntryParty]:
    return EntryParty.objects.filter(
        ~Q(entry__review=Review.WITHDRAWN.value),
        party=party, role=shelf.role, entry__kind=shelf.kind, entry__head__isnull=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answering:
    """How a party answers what it is asked: of the newest calls, how many had which reply.

    `days` is the median of the days until it answered or refused, None where it
    never did.
    """

    asked: int
    replies: dict[str, int]
    days: float | None
    answered_in_time: int
    with_day: int


def answering(party: Party) -> Answering:
    """The reckoning of the newest calls to a party."""
    newest = list(
        _on(party, SHELVES["asked"])
        .order_by("-day", "-pk")
        .values_list("entry", "day", "entry__reply", "entry__due_last")[:NEWEST]
    )
    replies = {one.value: 0 for one in Reply}
    for _, _, reply, _ in newest:
        replies[reply] = replies.get(reply, 0) + 1
    decided = (Reply.ANSWERED.value, Reply.REFUSED.value)
    days: dict[int, date] = {}
    closed = [id for id, _, reply, _ in newest if reply in decided]
    rows = StatusRow.objects.filter(
        entry__in=closed, axis=Axis.REPLY.value, value__in=decided, undone__isnull=True
    ).filter(Q(proposed=False) | Q(confirmed__isnull=False))
    for id, day in rows.order_by("-day").values_list("entry", "day"):
        days[id] = day
    waits = [(days[id] - day).days for id, day, _, _ in newest if day and id in days]
    dated = [(id, last) for id, _, _, last in newest if last]
    return Answering(
        asked=len(newest),
        replies=replies,
        days=median(waits) if waits else None,
        answered_in_time=sum(id in days and days[id] <= last for id, last in dated),
        with_day=len(dated),
    )


def article(id: int) -> Article | None:
    """An article with its current text and copies, or None where there is none of that id."""
    rows = Article.objects.select_related("outlet", "matter", "current", "copy_of__outlet").defer(
        "digest", "act_digests", "copy_of__digest", "copy_of__act_digests"
    )
    copies = Article.objects.select_related("outlet").defer("digest", "act_digests")
    return rows.prefetch_related(Prefetch("copies", copies)).filter(pk=id).first()


def article_entries(article: Article, today: date) -> tuple[Form, ...]:
    """All entries of an article as its page shows them: those whose words are gone, too."""
    return forms_of(with_all(shown(article.entries.all())).order_by("pk"), today)


def snapshots(article: Article) -> tuple[Form, ...]:
    """The texts that an article has had, without the texts."""
    rows = Snapshot.objects.filter(article=article).order_by("number")
    return tuple(
        {"number": number, "taken_at": taken_at.isoformat()}
        for number, taken_at in rows.values_list("number", "taken_at")
    )


def outlet_name(id: int) -> str | None:
    """The name of an outlet, or None where there is none of that id."""
    return Outlet.objects.filter(pk=id).values_list("name", flat=True).first()
