"""What goes into an edition: all that became so on the record since the last one.

Nothing is lost that reaches the record late, and nothing told twice: each piece
of news has keys (`e12` an entry, `s34` a status event …), and what no edition
has told yet is looked for some days further back than the last edition.
`docs/briefing.md` has the rules in prose.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db.models import F, Q
from django.utils import timezone

from onrecord.brief.models import Edition, EditionState, Period, Topic
from onrecord.brief.news import OF_OUTCOME, OF_REPLY, OF_STANCE, Sort
from onrecord.brief.topics import of_topic
from onrecord.keep import details, lists
from onrecord.keep.forms import Form
from onrecord.keep.models import (
    Article,
    Entry,
    EntryKind,
    Judgement,
    LinkRow,
    LinkState,
    PartyReply,
    StatusRow,
    Target,
)
from onrecord.keep.status import HAVE_STATUS
from onrecord.record import Relation, Stance
from onrecord.record.status import Axis, Flag, Outcome, PublicWord, Reply, Review, SaidBy

FIRST = timedelta(days=7)
"""How far the first edition of a topic looks back."""
LATE = timedelta(days=7)
"""How much later than its day something may reach the record and still be told."""
_ACTS = (EntryKind.CALL, EntryKind.COMMITMENT, EntryKind.RESPONSE)
_TELLING = (Relation.ANSWERS.value, Relation.FULFILS.value, Relation.CONTRADICTS.value)
_AT_ONCE = 300
_MOST_TIMED = 2_000
"""Entries due about the day that are looked at, the earliest first."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an edition is to tell of: everything after `since`, up to and with `day`.

    `reach` is the last day that is not looked at any more; `told` are the keys
    of what earlier editions told.
    """

    topic: Topic | None
    period: Period
    day: date
    since: date
    reach: date
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news: why it is news, and the entry that shows it.

    `answers` are earlier entries that it answers; `note` is what an editor
    wrote about it; `keys` are what will count as told.
    """

    sort: Sort
    entry: int
    day: date
    keys: frozenset[str]
    answers: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """All that an edition tells: news, what is due within a week, corrections."""

    news: tuple[News, ...]
    ahead: tuple[Form, ...]
    corrections: tuple[Form, ...]


@dataclass(slots=True)
class _Found:
    """News by the entry that shows it; the first sort that was found of an entry stays."""

    told: frozenset[str]
    news: dict[int, News] = field(default_factory=dict)

    def note(self, one: News) -> None:
        """Takes it up where it is not told yet; as part of what its entry has already, if so."""
        new = one.keys - self.told
        if not new:
            return
        known = self.news.get(one.entry)
        self.news[one.entry] = replace(known, keys=known.keys | new) if known else one


def scope_of(topic: Topic | None, period: Period, day: date) -> Scope:
    """What an edition of that day is to tell, going by the ready ones before it."""
    ready = Edition.objects.filter(
        topic=topic, period=period, state=EditionState.READY, day__lt=day
    )
    last = ready.order_by("-day").values_list("day", flat=True).first()
    if last is None:
        return Scope(topic, period, day, day - FIRST, day - FIRST, frozenset())
    reach = last - LATE
    contents = ready.filter(day__gt=reach).values_list("content", flat=True)
    told = frozenset(key for content in contents for key in content["told"])
    return Scope(topic, period, day, last, reach, told)


def choose(scope: Scope) -> Chosen:
    """All that is to be told, in no order yet."""
    found = _Found(scope.told)
    answers = _answers(scope)
    _events(scope, found, answers)
    _acts(scope, found, answers)
    ahead = _clock(scope, found)
    _replies(scope, found)
    news = _without_answered_calls(found.news.values())
    corrections = _corrections(scope)
    if scope.topic is None:
        return Chosen(tuple(news), ahead, corrections)
    return _of_topic(scope, scope.topic, Chosen(tuple(news), ahead, corrections))


def _acts(scope: Scope, found: _Found, answers: dict[int, tuple[int, ...]]) -> None:
    """New calls, commitments and responses, by their first report."""
    for id, kind, stance, day in _new_acts(scope):
        sort = Sort.CALLED if kind == EntryKind.CALL else Sort.PROMISED
        if kind == EntryKind.RESPONSE:
            sort = OF_STANCE.get(Stance(stance), Sort.ANSWERED) if stance else Sort.ANSWERED
        found.note(News(sort, id, day, frozenset({f"e{id}"}), answers.get(id, ())))


def _new_acts(scope: Scope) -> list[tuple[int, str, str, date]]:
    rows = lists.shown().filter(kind__in=_ACTS, head=None, gone_in=None)
    dated = rows.filter(day__gt=scope.reach, day__lte=scope.day)
    found = [
        (id, kind, stance, day)
        for id, kind, stance, day in dated.values_list("pk", "kind", "stance", "day")
        if day is not None
    ]
    # An article without a date is news when it is read.  Found by the article: to look
    # for entries without a day would be to look at all of them.
    read = Article.objects.filter(
        published=None, added_at__gte=_midnight(scope.reach), added_at__lt=_midnight(scope.day)
    )
    for some in batched(read.order_by("pk").values_list("pk", flat=True), _AT_ONCE):
        # By their articles alone: SQLite would rather look at all that have no `gone_in`.
        for row in Entry.objects.filter(article__in=some).order_by("pk"):
            seen = row.head_id is None and row.gone_in_id is None and row.day is None
            if seen and row.kind in _ACTS and row.review != Review.WITHDRAWN:
                found.append((row.pk, row.kind, row.stance, timezone.localdate(row.added_at)))
    return sorted(found)


def _midnight(day: date) -> datetime:
    """When a day ends."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _answers(scope: Scope) -> dict[int, tuple[int, ...]]:
    """What each new act is linked to, by its first report."""
    rows = LinkRow.objects.filter(
        newer__day__gt=scope.reach, newer__day__lte=scope.day, relation__in=_TELLING
    ).exclude(state=LinkState.REJECTED)
    rows = rows.exclude(older__review=Review.WITHDRAWN.value)
    found: dict[int, set[int]] = defaultdict(set)
    for newer, newer_head, older, older_head in rows.values_list(
        "newer", "newer__head", "older", "older__head"
    ):
        found[newer_head or newer].add(older_head or older)
    return {id: tuple(sorted(older - {id})) for id, older in found.items()}


def _events(scope: Scope, found: _Found, answers: dict[int, tuple[int, ...]]) -> None:
    """What became so of earlier calls and commitments; told by the answer where there is one."""
    rows = (
        StatusRow.objects.filter(
            day__gt=scope.reach, day__lte=scope.day, undone=None, entry__head=None
        )
        .filter(Q(proposed=False) | Q(confirmed__isnull=False))
        .exclude(entry__review=Review.WITHDRAWN.value)
        .annotate(proof_head=F("evidence__head"), proof_stance=F("evidence__stance"),
                  proof_review=F("evidence__review"), proof_kind=F("evidence__kind"))
        .order_by("-day", "-pk")
    )  # fmt: skip
    for row in rows:
        sort = _sort_of_event(row)
        if sort is None:
            continue
        key = frozenset({f"s{row.pk}"})
        machine = row.by == SaidBy.MACHINE.value and row.confirmed_id is None
        if machine and row.evidence_id and row.proof_review != Review.WITHDRAWN.value:
            # The machine reads it out of the answer, and the answer itself is the news.
            proof = row.proof_head or row.evidence_id
            if f"e{proof}" in scope.told:
                continue
            how = _sort_of_proof(row, sort)
            known = answers.get(proof, ()) or (row.entry_id,)
            found.note(News(how, proof, row.day, key | {f"e{proof}"}, known))
        elif not machine or not row.evidence_id:
            found.note(News(sort, row.entry_id, row.day, key, note=row.note))


def _sort_of_event(row: StatusRow) -> Sort | None:
    """What an event is as news; None for what is none."""
    if row.axis == Axis.REPLY:
        return OF_REPLY.get(Reply(row.value))
    if row.axis == Axis.OUTCOME:
        rated = row.value != Outcome.NOT_RATED
        return OF_OUTCOME.get(Outcome(row.value), Sort.RATED) if rated else None
    if row.axis == Axis.EXTENSION:
        return Sort.EXTENDED
    return Sort.DISPUTED if row.axis == Axis.FLAG and row.value == Flag.DISPUTED else None


def _sort_of_proof(row: StatusRow, sort: Sort) -> Sort:
    """What the answer is as news: a response by its stance, a commitment as a promise."""
    if row.proof_kind == EntryKind.COMMITMENT:  # type: ignore[attr-defined]  # annotated
        return Sort.PROMISED
    stance = row.proof_stance  # type: ignore[attr-defined]  # annotated
    return OF_STANCE.get(Stance(stance), sort) if stance else sort


def _clock(scope: Scope, found: _Found) -> tuple[Form, ...]:
    """Notes what became overdue and what is due on the day; gives what is due in the week.

    Looked at as of the day: what was answered later was open then.
    """
    rows = (
        lists.shown()
        .filter(Q(day__lte=scope.day) | Q(day=None), kind__in=HAVE_STATUS, head=None, gone_in=None)
        .filter(due_last__gte=scope.reach, due_last__lt=scope.day + lists.WEEK)
        .order_by("due_last", "pk")
    )
    ahead = []
    for row in forms_of(rows.values_list("pk", flat=True)[:_MOST_TIMED], scope.day):
        last = row["due"]["last"]
        if row["status"]["word"] == PublicWord.OVERDUE:
            found.note(_timed(Sort.OVERDUE, row))
        elif _pending(row) and last == scope.day.isoformat():
            found.note(_timed(Sort.DUE, row))
        elif _pending(row) and last > scope.day.isoformat():
            ahead.append(row)
    return tuple(ahead)


def forms_of(ids: Iterable[int], today: date) -> Iterator[Form]:
    """The forms of entries in the order of their ids, some at a time: databases limit a query."""
    for some in batched(ids, _AT_ONCE):
        forms = {form["id"]: form for form in details.entries(some, today)}
        yield from (forms[id] for id in some)


def batched(ids: Iterable[int], most: int) -> Iterator[list[int]]:
    """Ids in lists of so many at most."""
    rest = iter(ids)
    while some := list(islice(rest, most)):
        yield some


def _pending(row: Form) -> bool:
    """Whether it is still to be done: a call that was accepted is, by the day that it names."""
    if row["status"]["word"] == PublicWord.ANSWERED:
        return row["due"]["to"] is not None
    return row["status"]["word"] in (PublicWord.OPEN, PublicWord.DISPUTED)


def _timed(sort: Sort, row: Form) -> News:
    last = row["due"]["last"]
    keys = frozenset({f"{'o' if sort is Sort.OVERDUE else 'd'}{row['id']}.{last}"})
    return News(sort, row["id"], date.fromisoformat(last), keys)


def _replies(scope: Scope, found: _Found) -> None:
    """What parties said of entries that concern them."""
    rows = PartyReply.objects.filter(
        day__gt=scope.reach, day__lte=scope.day, withdrawn=False, entry__isnull=False
    )
    for id, entry, day in rows.order_by("pk").values_list("pk", "entry", "day"):
        if entry is not None:
            found.note(News(Sort.REPLIED, entry, day, frozenset({f"r{id}"})))


def _without_answered_calls(news: Iterable[News]) -> list[News]:
    """A new call that is answered at once stands with its answer, not by itself."""
    known = {one.entry: one for one in news}
    for one in list(known.values()):
        for older in one.answers:
            call = known.get(older)
            if call is not None and call.sort is Sort.CALLED and not call.answers:
                known[one.entry] = replace(known[one.entry], keys=known[one.entry].keys | call.keys)
                del known[older]
    return list(known.values())


def _corrections(scope: Scope) -> tuple[Form, ...]:
    """What editors changed of what the public could read, the last first."""
    rows = Judgement.objects.filter(
        public=True, made_at__date__gt=scope.reach, made_at__date__lte=scope.day
    ).select_related("undone_by")
    forms = [lists.correction_form(row) for row in rows.order_by("-made_at", "-pk")]
    return tuple(form for form in forms if form["ref"] not in scope.told)


def _of_topic(scope: Scope, topic: Topic, chosen: Chosen) -> Chosen:
    """What of it belongs to a topic."""
    entries = {one.entry for one in chosen.news} | {row["id"] for row in chosen.ahead}
    entries |= {older for one in chosen.news for older in one.answers}
    corrected = {form["target_id"] for form in chosen.corrections if form["target"] == Target.ENTRY}
    known = Entry.objects.filter(pk__in=corrected).values_list("pk", flat=True)
    mine = of_topic(topic, entries | set(known), scope.day)
    return Chosen(
        tuple(one for one in chosen.news if mine & {one.entry, *one.answers}),
        tuple(row for row in chosen.ahead if row["id"] in mine),
        tuple(
            form
            for form in chosen.corrections
            if form["target"] == Target.ENTRY and form["target_id"] in mine
        ),
    )
