"""What editors are asked to look at, the most doubtful and important first.

`docs/review.md` explains the order.  A queue looks at some hundreds of rows
that indexes find, never at the whole record, so it is as quick with a million
entries as with ten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Count, F, Q, QuerySet

from onrecord.keep.judgements import standing
from onrecord.keep.models import (
    Deed,
    Entry,
    EntryKind,
    Judgement,
    LinkRow,
    LinkState,
    Matter,
    MatterLink,
    Party,
    PartyName,
    StatusRow,
    Target,
)
from onrecord.record import Relation
from onrecord.record.status import Review

LOOKED_AT = 300
"""Rows of each sort that are ranked at a time."""

LISTED = 50
"""Rows of a list of links, proposals or pairs."""

_KIND = {
    EntryKind.CALL.value: 0.4,
    EntryKind.COMMITMENT.value: 0.4,
    EntryKind.RESPONSE.value: 0.25,
    EntryKind.STATEMENT.value: 0.0,
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits for an editor: how urgent it is, and why, in words."""

    entry: Entry
    urgency: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two matters or two parties that may be one, and why."""

    one: Matter | Party
    other: Matter | Party
    why: str


def entries_waiting(today: date) -> list[Waiting]:
    """The entries that no editor has seen, the most urgent first."""
    unseen = Entry.objects.filter(review=Review.MACHINE.value, gone_in=None, head=None)
    acts = unseen.exclude(kind=EntryKind.STATEMENT.value)
    some = {
        *_ids(acts.order_by("confidence", "pk")),
        *_ids(acts.filter(due_last__isnull=False).order_by("-due_last", "pk")),
        *_ids(acts.filter(disputed=True).order_by("-day", "pk")),
        *_ids(acts.filter(day__isnull=False).order_by("-day", "-pk")),
    }
    if len(some) < LOOKED_AT:
        some |= set(
            _ids(unseen.filter(kind=EntryKind.STATEMENT.value).order_by("confidence", "pk"))
        )
    rows = (
        Entry.objects.filter(pk__in=some)
        .select_related("article__outlet")
        .annotate(
            reports=Count("repeats", distinct=True),
            proposals=Count(
                "status_events",
                filter=Q(
                    status_events__proposed=True,
                    status_events__confirmed=None,
                    status_events__undone=None,
                ),
                distinct=True,
            ),
        )
    )
    return sorted((_weighed(row, today) for row in rows), key=_place)


def next_after(entry: Entry, today: date) -> int | None:
    """The entry to look at after this one, which itself may have left the queue."""
    waiting = entries_waiting(today)
    ids = [one.entry.pk for one in waiting]
    if entry.pk in ids:
        rest = ids[ids.index(entry.pk) + 1 :]
        return rest[0] if rest else None
    here = _place(_weighed(_counted(entry), today))
    return next((one.entry.pk for one in waiting if _place(one) > here), None)


def previous_before(entry: Entry, today: date) -> int | None:
    """The entry before this one in the queue."""
    here = _place(_weighed(_counted(entry), today))
    earlier = [one.entry.pk for one in entries_waiting(today) if _place(one) < here]
    return earlier[-1] if earlier else None


def waiting_count() -> int:
    """How many entries no editor has seen, statements apart."""
    return (
        Entry.objects.filter(review=Review.MACHINE.value, gone_in=None, head=None)
        .exclude(kind=EntryKind.STATEMENT.value)
        .count()
    )


def links_waiting() -> Sequence[LinkRow]:
    """Links between acts that no editor has judged, the most doubtful first."""
    return list(
        LinkRow.objects.filter(state=LinkState.PROPOSED)
        .exclude(newer__review=Review.WITHDRAWN.value)
        .exclude(older__review=Review.WITHDRAWN.value)
        .select_related("newer__article__outlet", "older__article__outlet")
        .order_by("score", "pk")[:LISTED]
    )


def matter_links_waiting() -> Sequence[MatterLink]:
    """Articles put into matters by machine, the most doubtful first.

    The article that opened its matter is not asked about.
    """
    return list(
        MatterLink.objects.filter(
            state=LinkState.PROPOSED, article__matter=F("matter"), score__gt=0
        )
        .select_related("article__outlet", "matter")
        .order_by("score", "pk")[:LISTED]
    )


def proposals_waiting() -> Sequence[StatusRow]:
    """Statuses that the machine proposes, the newest first."""
    return list(
        StatusRow.objects.filter(proposed=True, confirmed=None, undone=None)
        .exclude(entry__review=Review.WITHDRAWN.value)
        .select_related("entry__article__outlet", "evidence__article__outlet")
        .order_by("-day", "-pk")[:LISTED]
    )


def matters_alike() -> list[Pair]:
    """Pairs of matters that may be one: acts of one answer acts of the other."""
    links = (
        LinkRow.objects.exclude(state=LinkState.REJECTED)
        .filter(newer__matter__merged_into=None, older__matter__merged_into=None)
        .exclude(newer__matter=F("older__matter"))
        .exclude(relation=Relation.ASKS.value)
        .values_list("newer__matter", "older__matter")
        .annotate(number=Count("pk"))
        .order_by("-number")[:LOOKED_AT]
    )
    told: dict[tuple[int, int], str] = {}
    for newer, older, number in links:
        acts = "1 act" if number == 1 else f"{number} acts"
        told.setdefault(_sorted(newer, older), f"{acts} of one answer or repeat acts of the other")
    return _pairs(Matter.objects.filter(merged_into=None), told, Target.MATTER)


def parties_alike() -> list[Pair]:
    """Pairs of parties that may be one: articles call both by the same name."""
    shared = (
        PartyName.objects.filter(party__merged_into=None, party__only_in=None)
        .values("key")
        .annotate(number=Count("party", distinct=True))
        .filter(number__gt=1)
        .order_by("-number", "key")
        .values_list("key", flat=True)[:LISTED]
    )
    told: dict[tuple[int, int], str] = {}
    names = PartyName.objects.filter(key__in=list(shared), party__merged_into=None)
    by_key: dict[str, list[PartyName]] = {}
    for name in names.select_related("party").order_by("key", "party"):
        by_key.setdefault(name.key, []).append(name)
    for same in by_key.values():
        for one, other in combinations(same[:6], 2):
            if one.party.kind == other.party.kind and one.party_id != other.party_id:
                told.setdefault(_sorted(one.party_id, other.party_id), f"both called “{one.text}”")
    return _pairs(Party.objects.filter(merged_into=None), told, Target.PARTY)


def _ids(rows: QuerySet[Entry]) -> list[int]:
    return list(rows.values_list("pk", flat=True)[:LOOKED_AT])


def _counted(entry: Entry) -> Entry:
    """The entry with the counts that its urgency looks at."""
    entry.reports = entry.repeats.count()  # type: ignore[attr-defined]
    entry.proposals = entry.status_events.filter(  # type: ignore[attr-defined]
        proposed=True, confirmed=None, undone=None
    ).count()
    return entry


def _weighed(entry: Entry, today: date) -> Waiting:
    """Doubt, from 0 to 1, and importance, from 0 to about 1.5, added up."""
    reports = getattr(entry, "reports", 0)
    proposals = getattr(entry, "proposals", 0)
    doubt = 1 - entry.confidence
    urgency = doubt + _KIND.get(entry.kind, 0.0)
    why = [f"the machine is {entry.confidence:.0%} sure"]
    followed = entry.kind in (EntryKind.CALL, EntryKind.COMMITMENT)
    if followed and entry.due_last is not None:
        late = entry.due_last < today
        urgency += 0.4 if late else 0.2
        why.append("past its date" if late else "has a date")
    if entry.disputed:
        urgency += 0.3
        why.append("disputed")
    if proposals:
        urgency += 0.3
        why.append("a status is proposed")
    if reports:
        urgency += min(0.1 * reports, 0.3)
        why.append(f"in {reports + 1} articles")
    return Waiting(entry, round(urgency, 4), tuple(why))


def _place(waiting: Waiting) -> tuple[float, int]:
    return (-waiting.urgency, waiting.entry.pk)


def _sorted(one: int, other: int) -> tuple[int, int]:
    return (min(one, other), max(one, other))


def _pairs(
    rows: QuerySet[Matter] | QuerySet[Party], told: dict[tuple[int, int], str], target: Target
) -> list[Pair]:
    """The pairs that no editor has kept apart."""
    apart = {
        _sorted(one.target_id, one.after["apart"])
        for one in Judgement.objects.filter(deed=Deed.REJECT, target=target)
        if "apart" in one.after and standing(one)
    }
    wanted = [pair for pair in told if pair not in apart][:LISTED]
    known = {row.pk: row for row in rows.filter(pk__in={id for pair in wanted for id in pair})}
    return [
        Pair(known[one], known[other], told[one, other])
        for one, other in wanted
        if one in known and other in known
    ]
