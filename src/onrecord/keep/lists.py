"""The lists of the site: entries, matters, parties, articles, corrections.

Every list is bounded, in an order that lasts, and goes on by key: `after` is
the id of the last row that was seen, so the page after the hundredth costs what
the first does.  All come as the forms of `forms.py`, in a number of queries
that does not grow with the rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Count, Model, Q, QuerySet

from onrecord.keep.forms import (
    Form,
    article_in_short,
    entry_form,
    matter_in_short,
    party_in_short,
    with_all,
)
from onrecord.keep.models import Article, Entry, EntryKind, Judgement, Matter, Party
from onrecord.keep.status import HAVE_STATUS, statuses, word_expression
from onrecord.record import BadOption
from onrecord.record.status import Outcome, PublicWord, Reply, Review

PAGE = 25
"""Rows of a list before it goes on elsewhere."""

WEEK = timedelta(days=7)

_Row = TypeVar("_Row", bound=Model)

_WAITING = (Reply.AWAITING.value, Reply.HOLDING.value)
_UNSETTLED = tuple(one.value for one in (Outcome.NOT_RATED, Outcome.IN_PROGRESS, Outcome.STALLED))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a list, as forms; `next` is the key of what follows, None at its end."""

    items: tuple[Form, ...]
    next: int | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a list is meant: what comes after a row, and how many rows of it."""

    after: int | None = None
    size: int = PAGE


FIRST = Slice()


def rows_by(
    rows: QuerySet[_Row], field: str, part: Slice, *, ascending: bool = False
) -> tuple[list[_Row], int | None]:
    """`rows` in the order of `field` and then id, newest first; those without it at the end.

    BadOption where the row to begin after is not there.
    """
    known, unknown = _halves(rows, field, part, ascending=ascending)
    found = list(known[: part.size + 1])
    if len(found) <= part.size and rows.model._meta.get_field(field).null:
        found += list(unknown[: part.size + 1 - len(found)])
    more = len(found) > part.size
    return found[: part.size], found[part.size - 1].pk if more else None


def _halves(
    rows: QuerySet[_Row], field: str, part: Slice, *, ascending: bool
) -> tuple[QuerySet[_Row], QuerySet[_Row]]:
    """The rows from the key on with a value of the field in its order, and those without one.

    Two databases disagree on where unknown values belong, so they are asked for apart.
    """
    sign, beyond = ("", "gt") if ascending else ("-", "lt")
    known = rows.filter(**{f"{field}__isnull": False}).order_by(f"{sign}{field}", f"{sign}pk")
    unknown = rows.filter(**{f"{field}__isnull": True}).order_by(f"{sign}pk")
    if part.after is None:
        return known, unknown
    at = _value(rows.model, field, part.after)
    later = Q(**{f"pk__{beyond}": part.after})
    if at is None:
        return known.none(), unknown.filter(later)
    # The first condition is what an index can begin at, the second cuts its first day.
    reached = Q(**{f"{field}__{beyond}e": at}) & (Q(**{f"{field}__{beyond}": at}) | later)
    return known.filter(reached), unknown


def _value(model: type[Model], field: str, id: int) -> Any:
    found = model._default_manager.filter(pk=id).values_list(field, flat=True)
    for value in found:
        return value
    raise BadOption(f"after: there is no {model._meta.verbose_name} {id} to begin after")


def shown(entries: QuerySet[Entry] | None = None) -> QuerySet[Entry]:
    """Entries that the public sees in lists: not those that an editor withdrew."""
    found = Entry.objects.all() if entries is None else entries
    return found.exclude(review=Review.WITHDRAWN.value)


def forms_of(entries: Iterable[Entry], today: date) -> tuple[Form, ...]:
    """The forms of entries that came `with_all`, each with its status on the day."""
    found = list(entries)
    known = statuses(found, today)
    return tuple(entry_form(entry, known.get(entry.pk)) for entry in found)


@dataclass(frozen=True, slots=True)
class Ordered:
    """Entries in the order of a day of theirs, the newest first where not `ascending`.

    `rows` are the entries themselves, or where `cast` is true the rows by which a
    party stands in them: these have an index in the order of days, so that the
    newest of a party of a hundred thousand entries are found at once.  `dated`: that
    all of them have such a day, so that nobody need look for those without.
    """

    rows: QuerySet[Any]
    field: str = "day"
    ascending: bool = False
    cast: bool = False
    dated: bool = False

    def part(self, part: Slice) -> tuple[list[int], int | None]:
        """The ids of the entries of a part, and the key of what follows."""
        known, unknown = _halves(self.rows, self.field, part, ascending=self.ascending)
        key = "entry_id" if self.cast else "pk"
        found = list(known.values_list("pk", key)[: part.size + 1])
        if len(found) <= part.size and not self.dated:
            found += list(unknown.values_list("pk", key)[: part.size + 1 - len(found)])
        ids = [id for _, id in found[: part.size]]
        return ids, found[part.size - 1][0] if len(found) > part.size else None


def together(
    orders: Mapping[str, Ordered], parts: Slice | Mapping[str, Slice], today: date
) -> dict[str, Chunk]:
    """A part of each of several lists, by name; what their entries hold is fetched once for all."""
    found = {
        name: one.part(parts if isinstance(parts, Slice) else parts[name])
        for name, one in orders.items()
    }
    wanted = {id for ids, _ in found.values() for id in ids}
    entries = forms_of(with_all(Entry.objects.filter(pk__in=wanted)), today) if wanted else ()
    forms = {form["id"]: form for form in entries}
    return {
        name: Chunk(tuple(forms[id] for id in ids), after) for name, (ids, after) in found.items()
    }


def listed(order: Ordered, part: Slice, today: date) -> Chunk:
    """One part of a list of entries."""
    return together({"": order}, part, today)[""]


def of_kind(kind: EntryKind) -> Ordered:
    """Every act of a kind, or every statement, by the first article that reports it."""
    return Ordered(_first_reports().filter(kind=kind))


def due(today: date) -> Ordered:
    """What is still to be done or answered by a day to come, the nearest first."""
    entries = _pending().filter(due_last__gte=today)
    return Ordered(entries, "due_last", ascending=True, dated=True)


def due_this_week(today: date) -> Ordered:
    """What is due within seven days, the nearest first."""
    entries = _pending().filter(due_last__gte=today, due_last__lt=today + WEEK)
    return Ordered(entries, "due_last", ascending=True, dated=True)


def overdue(today: date) -> Ordered:
    """What has the public word “overdue”, the latest due day first."""
    past = _followed().filter(due_last__lt=today).annotate(word=word_expression(today))
    return Ordered(past.filter(word=PublicWord.OVERDUE.value), "due_last", dated=True)


def _first_reports() -> QuerySet[Entry]:
    return shown().filter(head__isnull=True, gone_in__isnull=True)


def _followed() -> QuerySet[Entry]:
    return _first_reports().filter(kind__in=HAVE_STATUS, due_last__isnull=False)


def _pending() -> QuerySet[Entry]:
    """What has a day and is not done: a call that was accepted is still to be done by its day."""
    accepted = Q(reply=Reply.ANSWERED.value, due_stated__isnull=False)
    return _followed().filter(Q(reply__in=_WAITING) | accepted, outcome__in=_UNSETTLED)


def matters(part: Slice) -> Chunk:
    """All matters, those with the newest article first, each with what it holds."""
    found, after = rows_by(Matter.objects.filter(merged_into__isnull=True), "last_day", part)
    counts = _counts_in([matter.pk for matter in found])
    return Chunk(
        tuple({**matter_row(one), "counts": counts.get(one.pk, {})} for one in found), after
    )


def matter_row(matter: Matter) -> Form:
    """What a list of matters says of one, its counts apart."""
    return {**matter_in_short(matter), "updated_at": matter.changed_at.isoformat()}


def _counts_in(matters: list[int]) -> dict[int, dict[str, int]]:
    """How many articles and how many acts of each kind stand in each matter."""
    counts: dict[int, dict[str, int]] = {}
    acts = _first_reports().filter(matter__in=matters).exclude(kind=EntryKind.STATEMENT)
    for id, kind, number in acts.values_list("matter", "kind").annotate(Count("pk")).order_by():
        counts.setdefault(id, {})[kind] = number
    articles = Article.objects.filter(matter__in=matters)
    for id, number in articles.values_list("matter").annotate(Count("pk")).order_by():
        counts.setdefault(id, {})["article"] = number
    return counts


def parties(part: Slice, begins: str = "") -> Chunk:
    """Parties that more than one article may speak of, by name."""
    rows = Party.objects.filter(merged_into__isnull=True, only_in__isnull=True)
    if begins:
        rows = rows.filter(name__istartswith=begins)
    found, after = rows_by(rows, "name", part, ascending=True)
    return Chunk(tuple(party_row(one) for one in found), after)


def party_row(party: Party) -> Form:
    """What a list of parties says of one."""
    return {**party_in_short(party), "updated_at": party.made_at.isoformat()}


def articles(part: Slice) -> Chunk:
    """All articles, the newest first."""
    rows = Article.objects.select_related("outlet", "matter").defer("digest", "act_digests")
    found, after = rows_by(rows, "published", part)
    return Chunk(tuple(article_row(one) for one in found), after)


def article_row(article: Article) -> Form:
    """What a list of articles says of one."""
    return {
        **article_in_short(article),
        "matter": matter_in_short(article.matter) if article.matter else None,
        "copy_of": f"a{article.copy_of_id}" if article.copy_of_id else None,
        "updated_at": article.added_at.isoformat(),
    }


def corrections(part: Slice) -> Chunk:
    """What editors changed of what the public could read, the last first."""
    rows = Judgement.objects.filter(public=True).select_related("undone_by")
    found, after = rows_by(rows, "made_at", part)
    return Chunk(tuple(correction_form(one) for one in found), after)


def correction_form(judgement: Judgement) -> Form:
    """A correction: what was changed, from what to what, and whether it was taken back.

    Who judged is the desk's own affair and is not told.
    """
    undone = getattr(judgement, "undone_by", None)
    before, after = _told(judgement.before), _told(judgement.after)
    return {
        "id": judgement.pk,
        "ref": f"c{judgement.pk}",
        "updated_at": judgement.made_at.isoformat(),
        "deed": judgement.deed,
        "target": judgement.target,
        "target_id": judgement.target_id,
        "before": before,
        "after": after,
        "note": judgement.note or None,
        "undone_at": undone.made_at.isoformat() if undone else None,
    }


def _told(said: Form | None) -> Form:
    """What a correction tells; the rows that an undo needs are no reader's affair."""
    return {name: value for name, value in (said or {}).items() if name != "rows"}
