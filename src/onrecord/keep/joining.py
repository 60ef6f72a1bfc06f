"""Articles joined to matters and acts to earlier acts, as rows that editors can reject."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from onrecord.keep.models import Article, Entry, LinkRow, LinkState, Matter, MatterLink
from onrecord.keep.titles import BY_CALL, BY_WORDS, machine_title
from onrecord.record import Link, MatterChoice, Relation

_LONGEST_MAKER = 100


def join_matter(article: int, choice: MatterChoice, now: datetime | None = None) -> int:
    """Puts an article that has no matter into the chosen one, or into a new one; its id.

    An article that has a matter stays there: what editors have seen never moves
    by itself.
    """
    now = now or timezone.now()
    row = Article.objects.get(pk=article)
    if row.matter_id is not None:
        return row.matter_id
    if choice.matter is None:
        title, titled_by = machine_title(row)
        matter = Matter.objects.create(
            title=title, titled_by=titled_by, made_at=now, changed_at=now
        )
    else:
        matter = _in_the_end(Matter.objects.get(pk=int(choice.matter)))
        _name(matter, row)
    MatterLink.objects.create(
        article=row,
        matter=matter,
        score=choice.score,
        reasons=list(choice.reasons),
        maker=choice.maker[:_LONGEST_MAKER],
        made_at=now,
    )
    row.matter = matter
    row.save(update_fields=["matter"])
    row.entries.filter(matter=None).update(matter=matter)
    return matter.pk


def _name(matter: Matter, article: Article) -> None:
    """Names a matter after its first article that has a title, where none had one so far.

    What an editor named it stays.
    """
    if article.title and matter.titled_by in (BY_CALL, BY_WORDS):
        matter.title, matter.titled_by = machine_title(article)
        matter.save(update_fields=["title", "titled_by"])


def touch_matter(article: int, now: datetime | None = None) -> None:
    """Notes that the article's matter has changed, and the days that it spans."""
    row = Article.objects.select_related("matter").get(pk=article)
    matter = row.matter
    if matter is None:
        return
    if row.published:
        matter.first_day = min(matter.first_day or row.published, row.published)
        matter.last_day = max(matter.last_day or row.published, row.published)
    matter.changed_at = now or timezone.now()
    matter.save(update_fields=["first_day", "last_day", "changed_at"])


def keep_links(links: Iterable[Link], now: datetime | None = None) -> int:
    """Keeps links between entries, which are named by their ids; how many are new.

    One that is kept stays as it is, with its first score and what an editor
    said of it: a rejected link never comes back.  An act that repeats an
    earlier one has that one's first report as its head.
    """
    now = now or timezone.now()
    wanted = {(int(one.newer), int(one.older), one.relation.value): one for one in links}
    kept = _kept(wanted)
    fresh = [key for key in wanted if key not in kept]
    rows = [
        LinkRow(
            newer_id=newer,
            older_id=older,
            relation=relation,
            score=wanted[newer, older, relation].score,
            reasons=list(wanted[newer, older, relation].reasons),
            maker=wanted[newer, older, relation].maker[:_LONGEST_MAKER],
            made_at=now,
        )
        for newer, older, relation in sorted(fresh)
    ]
    LinkRow.objects.bulk_create(rows)
    _set_heads(rows)
    return len(rows)


def _kept(wanted: Iterable[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    """Those that stand already, in whatever state."""
    ids = {id for newer, older, _ in wanted for id in (newer, older)}
    rows = LinkRow.objects.filter(newer__in=ids, older__in=ids)
    return set(rows.values_list("newer_id", "older_id", "relation"))


def _set_heads(rows: Sequence[LinkRow]) -> None:
    """An entry without a head gets that of the best act it repeats.

    An entry that others already repeat keeps being the first report that was
    kept: its status and what editors said of it stay where they are.
    """
    repeats = [row for row in rows if row.relation == Relation.REPEATS.value]
    for row in sorted(repeats, key=lambda row: (-row.score, row.older_id)):
        newer = Entry.objects.get(pk=row.newer_id)
        older = Entry.objects.get(pk=row.older_id)
        head = older.head_id or older.pk
        if newer.head_id is None and head != newer.pk and not newer.repeats.exists():
            newer.head_id = head
            newer.save(update_fields=["head"])


def with_replies(entries: Iterable[int]) -> list[int]:
    """The entries that these ones answer or are answered by, and these themselves.

    They are the ones whose status may have changed.
    """
    ids = set(entries)
    links = LinkRow.objects.filter(Q(newer__in=ids) | Q(older__in=ids))
    for newer, older in links.exclude(state=LinkState.REJECTED).values_list("newer_id", "older_id"):
        ids |= {newer, older}
    heads = Entry.objects.filter(pk__in=ids, head__isnull=False).values_list("head_id", flat=True)
    return sorted(ids | {head for head in heads if head is not None})


def _in_the_end(matter: Matter) -> Matter:
    """The matter that an editor merged it into, if one did."""
    for _ in range(20):
        if matter.merged_into is None:
            break
        matter = matter.merged_into
    return matter
