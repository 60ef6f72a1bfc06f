"""What an editor does to matters and parties: merge, split, rename, keep apart."""

from collections.abc import Iterable

from django.utils import timezone

from onrecord.keep.changes import CAST, Change, change, found
from onrecord.keep.deeds_links import move
from onrecord.keep.judgements import Editor, NotJudged, On, Outcome, Plan, judge
from onrecord.keep.models import (
    Article,
    Deed,
    Entry,
    EntryParty,
    Matter,
    Party,
    PartyName,
    Target,
)

_EDITOR = "an editor"


def rename_matter(editor: Editor, matter: int, title: str) -> Outcome:
    """Gives a matter another title."""

    def plan() -> Plan | NotJudged:
        row = Matter.objects.filter(pk=matter).first()
        new = " ".join(title.split())[:300]
        if row is None or not new or new == row.title:
            return NotJudged("Write another title.")
        made = change("matter", matter, title=new, titled_by=_EDITOR)
        return Plan(found([made]), {"title": row.title}, {"title": new})

    return judge(editor, On(Deed.RENAME, Target.MATTER, matter), plan)


def merge_matters(editor: Editor, matter: int, into: int) -> Outcome:
    """Says that two matters are one: all articles of the first go into the second."""

    def plan() -> Plan | NotJudged:
        rows = {one.pk: one for one in Matter.objects.filter(pk__in=(matter, into))}
        if matter == into or len(rows) < 2:
            return NotJudged("Choose two matters.")
        if any(one.merged_into_id for one in rows.values()):
            return NotJudged("One of the two has been merged already.")
        articles = list(Article.objects.filter(matter=matter).values_list("pk", flat=True))
        # Matters that lead to this one lead on to the other; a chain would have to be walked.
        leading = list(Matter.objects.filter(merged_into=matter).values_list("pk", flat=True))
        made = [
            *(change("matter", one, merged_into_id=into) for one in (matter, *leading)),
            *move(articles, into),
        ]
        return Plan(
            found(made), {"matters": [rows[matter].title, rows[into].title]},
            {"matter": rows[into].title},
        )  # fmt: skip

    return judge(editor, On(Deed.MERGE, Target.MATTER, matter), plan)


def split_matter(editor: Editor, matter: int, articles: Iterable[int], title: str) -> Outcome:
    """Says that some articles of a matter are about another one, which gets its own page."""

    def plan() -> Plan | NotJudged:
        chosen = list(
            Article.objects.filter(matter=matter, pk__in=list(articles)).values_list(
                "pk", flat=True
            )
        )
        staying = Article.objects.filter(matter=matter).exclude(pk__in=chosen).exists()
        new = " ".join(title.split())[:300]
        if not chosen or not staying or not new:
            return NotJudged("Choose some articles of it, not all, and write a title for them.")
        now = timezone.now()
        made = Matter.objects.create(
            title=new, titled_by=_EDITOR, merged_into_id=matter, made_at=now, changed_at=now
        )
        changes = [change("matter", made.pk, merged_into_id=None), *move(chosen, made.pk)]
        return Plan(found(changes), {"articles": len(chosen)}, {"matter": new})

    return judge(editor, On(Deed.SPLIT, Target.MATTER, matter), plan)


def merge_parties(editor: Editor, party: int, into: int) -> Outcome:
    """Says that two parties are one; the first one's page leads to the second's."""

    def plan() -> Plan | NotJudged:
        rows = {one.pk: one for one in Party.objects.filter(pk__in=(party, into))}
        if party == into or len(rows) < 2:
            return NotJudged("Choose two parties.")
        if any(one.merged_into_id for one in rows.values()):
            return NotJudged("One of the two has been merged already.")
        entries = EntryParty.objects.filter(party=party).values_list("entry", flat=True)
        leading = list(Party.objects.filter(merged_into=party).values_list("pk", flat=True))
        made = [
            *(change("party", one, merged_into_id=into) for one in (party, *leading)),
            *_recast(set(entries), party, into),
        ]
        return Plan(
            found(made), {"parties": [rows[party].name, rows[into].name]},
            {"party": rows[into].name}, public=True,
        )  # fmt: skip

    return judge(editor, On(Deed.MERGE, Target.PARTY, party), plan)


def split_party(editor: Editor, party: int, entries: Iterable[int], name: str) -> Outcome:
    """Says that some entries are of another party, by a name of the old one or a new one."""

    def plan() -> Plan | NotJudged:
        row = Party.objects.filter(pk=party).first()
        own = set(EntryParty.objects.filter(party=party).values_list("entry", flat=True))
        chosen = own & set(entries)
        new = " ".join(name.split())[:300]
        if row is None or not chosen or chosen == own or not new:
            return NotJudged("Choose some entries of it, not all, and write a name for them.")
        made = Party.objects.create(
            name=new, kind=row.kind, merged_into=row, made_at=timezone.now()
        )
        names = PartyName.objects.filter(party=party, text=new).values_list("pk", flat=True)
        changes = [
            change("party", made.pk, merged_into_id=None),
            *(change("party name", one, party_id=made.pk) for one in names),
            *_recast(chosen, party, made.pk),
        ]
        return Plan(found(changes), {"party": row.name}, {"parties": [row.name, new]}, public=True)

    return judge(editor, On(Deed.SPLIT, Target.PARTY, party), plan)


def keep_apart(editor: Editor, target: Target, one: int, other: int) -> Outcome:
    """Says that two matters or parties that look alike are not the same; nobody is asked again."""
    first, second = sorted((one, other))

    def plan() -> Plan | NotJudged:
        return Plan(told_after={"apart": second})

    return judge(Editor(editor.user), On(Deed.REJECT, target, first), plan)


def _recast(entries: set[int], party: int, into: int) -> list[Change | None]:
    """What puts one party in the place of another; a party stands once in each role."""
    made = []
    for entry in Entry.objects.filter(pk__in=entries).prefetch_related("cast"):
        cast = sorted(entry.cast.all(), key=lambda one: one.pk)
        new = dict.fromkeys(
            (into if one.party_id == party else one.party_id, one.role) for one in cast
        )
        made.append(change("entry", entry.pk, **{CAST: [list(one) for one in new]}))
    return made
