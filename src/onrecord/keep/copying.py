"""Copies of a report that another outlet ran before, found in the record and joined to it."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Count

from onrecord.keep.copies import SHARED_MARKS, told, wording
from onrecord.keep.drafts import Draft, body_text, plain_text
from onrecord.keep.models import Article, CopyMark
from onrecord.record import Document
from onrecord.report import document_from_json

LONGEST_APART = timedelta(days=14)
"""Outlets run agency copy at once; the same words a year later are another story."""
_MOST_COMPARED = 8


def keep_marks(row: Article, document: Document) -> None:
    """The marks by which copies of this text will be found."""
    row.copy_marks.all().delete()
    CopyMark.objects.bulk_create(
        [CopyMark(article=row, mark=mark) for mark in wording(body_text(document)).marks()]
    )


def first_report(row: Article, document: Document) -> Article | None:
    """The article that was kept first of the report that this one copies, if it copies one.

    An article that stood by itself, or was copied, never becomes a copy later.
    """
    if row.snapshots.count() > 1 and row.copy_of is None:
        return None
    mine = wording(body_text(document))
    shared = (
        CopyMark.objects.filter(mark__in=mine.marks())
        .exclude(article=row)
        .values("article")
        .annotate(marks=Count("pk"))
        .filter(marks__gte=SHARED_MARKS)
        .order_by("-marks", "article_id")
    )
    for found in shared[:_MOST_COMPARED]:
        other = Article.objects.select_related("current", "copy_of", "outlet").get(
            pk=found["article"]
        )
        if other.current is None or not _at_one_time(row, other):
            continue
        theirs = wording(body_text(document_from_json(other.current.document)))
        if mine.copies(theirs, one_outlet=_one_outlet(row, other)):
            first = other.copy_of or other
            return None if first.pk == row.pk else first
    return None


def own_words(drafts: Sequence[Draft], first: Article) -> list[Draft]:
    """The drafts of a copy that the first report does not have: its outlet's own words."""
    if first.current is None:
        return list(drafts)
    report = told(plain_text(document_from_json(first.current.document)))
    return [draft for draft in drafts if not report.tells(draft.words)]


def _at_one_time(one: Article, other: Article) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs(one.published - other.published) <= LONGEST_APART


def _one_outlet(one: Article, other: Article) -> bool:
    return one.outlet_id is not None and one.outlet_id == other.outlet_id
