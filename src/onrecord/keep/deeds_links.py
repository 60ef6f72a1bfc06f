"""What an editor does to links: whether an act answers another, an article belongs to a matter."""

from django.utils import timezone

from onrecord.keep.changes import Change, change, found
from onrecord.keep.judgements import Editor, NotJudged, On, Outcome, Plan, judge
from onrecord.keep.models import Deed, Entry, LinkRow, LinkState, Matter, MatterLink, Target
from onrecord.record import Relation


def confirm_link(editor: Editor, link: int) -> Outcome:
    """Says that a newer act is what the machine takes it for to an older one."""

    def plan() -> Plan | NotJudged:
        row = LinkRow.objects.select_related("newer", "older").filter(pk=link).first()
        if row is None or row.state == LinkState.CONFIRMED:
            return _not(row)
        made = [change("link", link, state=LinkState.CONFIRMED.value)]
        if row.relation == Relation.REPEATS:
            made += _join(row)
        return _plan(made, row)

    return judge(editor, On(Deed.CONFIRM_LINK, Target.LINK, link), plan)


def reject_link(editor: Editor, link: int) -> Outcome:
    """Says that it is not; the link stays as a rejected one, so that it never comes back."""

    def plan() -> Plan | NotJudged:
        row = LinkRow.objects.select_related("newer", "older").filter(pk=link).first()
        if row is None or row.state == LinkState.REJECTED:
            return _not(row)
        made = [change("link", link, state=LinkState.REJECTED.value)]
        if row.relation == Relation.REPEATS:
            made += _part(row)
        return _plan(made, row)

    return judge(editor, On(Deed.REJECT_LINK, Target.LINK, link), plan)


def confirm_matter_link(editor: Editor, link: int) -> Outcome:
    """Says that an article belongs to a matter, and puts it there."""

    def plan() -> Plan | NotJudged:
        row = MatterLink.objects.select_related("article", "matter").filter(pk=link).first()
        if row is None or row.state == LinkState.CONFIRMED:
            return _not(row)
        matter = row.matter.merged_into_id or row.matter_id
        made = [change("matter link", link, state=LinkState.CONFIRMED.value)]
        made += move([row.article_id], matter)
        return _plan(made, row)

    return judge(editor, On(Deed.CONFIRM_LINK, Target.MATTER_LINK, link), plan)


def reject_matter_link(editor: Editor, link: int) -> Outcome:
    """Says that an article does not belong to a matter; where it stood there, it gets its own."""

    def plan() -> Plan | NotJudged:
        row = MatterLink.objects.select_related("article", "matter").filter(pk=link).first()
        if row is None or row.state == LinkState.REJECTED:
            return _not(row)
        made = [change("matter link", link, state=LinkState.REJECTED.value)]
        here = row.matter.merged_into_id or row.matter_id
        if row.article.matter_id == here:
            now = timezone.now()
            # Made as one that leads back, so that undoing the deed leaves no empty matter.
            own = Matter.objects.create(
                title=str(row.article)[:300], titled_by="its article", merged_into_id=here,
                made_at=now, changed_at=now,
            )  # fmt: skip
            made += [change("matter", own.pk, merged_into_id=None)]
            made += move([row.article_id], own.pk)
        return _plan(made, row)

    return judge(editor, On(Deed.REJECT_LINK, Target.MATTER_LINK, link), plan)


def move(articles: list[int], matter: int) -> list[Change | None]:
    """What puts articles, with their copies and entries, into a matter."""
    return [
        *(change("article", one, matter_id=matter) for one in articles),
        *(
            change("entry", one, matter_id=matter)
            for one in Entry.objects.filter(article__in=articles).values_list("pk", flat=True)
        ),
    ]


def _join(row: LinkRow) -> list[Change | None]:
    """What makes the newer act, and all that repeat it, reports of the older one."""
    head = row.older.head_id or row.older_id
    own = row.newer.head_id or row.newer_id
    if head == own:
        return []
    reports = [own, *Entry.objects.filter(head=own).values_list("pk", flat=True)]
    return [change("entry", one, head_id=head) for one in reports if one != head]


def _part(row: LinkRow) -> list[Change | None]:
    """What makes the newer act a first report again, with those that repeat it alone."""
    if row.newer.head_id is None:
        return []
    repeats = LinkRow.objects.filter(relation=Relation.REPEATS.value).exclude(
        state=LinkState.REJECTED
    )
    others = repeats.filter(newer=row.newer).exclude(pk=row.pk)
    for link in others.select_related("older"):
        if (link.older.head_id or link.older_id) == row.newer.head_id:
            return []  # another link still says that it is the same act
    head = row.newer.head_id
    at_head = set(repeats.filter(older=head).values_list("newer", flat=True))
    mine = repeats.filter(older=row.newer, newer__head=head).exclude(newer__in=at_head)
    return [
        change("entry", row.newer_id, head_id=None),
        *(
            change("entry", one, head_id=row.newer_id)
            for one in mine.values_list("newer", flat=True)
        ),
    ]


def _plan(made: list[Change | None], row: LinkRow | MatterLink) -> Plan:
    changes = found(made)
    return Plan(changes, {"link": str(row), "state": row.state}, dict(changes[0].now))


def _not(row: LinkRow | MatterLink | None) -> NotJudged:
    return NotJudged("There is no such link." if row is None else f"It is {row.state} already.")
