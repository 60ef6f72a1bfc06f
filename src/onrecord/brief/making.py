"""Making an edition of the record, and closing it.

An edition is a draft until it is released; then it stays as it is, stands in
the archive, is sent, and what it told is not told again.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from onrecord.brief.arranging import arranged
from onrecord.brief.choosing import choose, scope_of
from onrecord.brief.content import Content, content_of, is_empty
from onrecord.brief.models import Edition, EditionState, Period, Topic
from onrecord.brief.rendering.wording import subject_of

_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class About:
    """Which edition is meant: its topic (None: everything), its period and its day."""

    topic: Topic | None
    period: Period
    day: date


@dataclass(frozen=True, slots=True)
class NoEdition:
    """Why there is no edition; a sentence for whoever asked for one."""

    why: str


def make(about: About, *, quiet: bool = False) -> Edition | NoEdition:
    """The edition: the ready one where it is closed, else a draft made of the record as it is.

    What editors changed of a draft stays when it is made again.  A day without
    news gives none, or a short one where `quiet`.
    """
    with transaction.atomic():
        kept = _kept(about)
        if kept is not None and kept.state == EditionState.READY:
            return kept
        scope = scope_of(about.topic, about.period, about.day)
        content = content_of(scope, choose(scope))
        if is_empty(content) and not quiet:
            if kept is not None and not kept.lines.exists():
                kept.delete()
            return NoEdition(_nothing(about, scope.since))
        edition = kept or Edition(topic=about.topic, period=about.period, day=about.day)
        edition.content = content
        edition.subject = _subject(content)
        edition.made_at = timezone.now()
        edition.save()
        return edition


def shown(edition: Edition) -> Content:
    """What a reader of the edition is shown: of a draft, as editors have arranged it so far."""
    if edition.state == EditionState.READY:
        content: Content = edition.content
        return content
    return arranged(edition.content, edition.lines.all())


def release(edition: Edition) -> Edition:
    """Closes a draft: numbered, as editors arranged it, for ever; a ready one stays as it is."""
    with transaction.atomic():
        row = Edition.objects.select_for_update().get(pk=edition.pk)
        if row.state == EditionState.READY:
            return row
        row.content = shown(row)
        row.subject = _subject(row.content)
        same = Edition.objects.filter(topic=row.topic, period=row.period)
        row.number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
        row.state = EditionState.READY
        row.closed_at = timezone.now()
        row.save()
        return row


def subject_shown(edition: Edition) -> str:
    """The subject that the edition has now, an editor's own words first."""
    return _subject(shown(edition))


def ready(topic: Topic | None = None) -> QuerySet[Edition]:
    """The editions that readers can read, the newest first: of a topic, or of everything."""
    return Edition.objects.filter(state=EditionState.READY, topic=topic).order_by("-day", "-pk")


def _kept(about: About) -> Edition | None:
    return Edition.objects.filter(
        topic=about.topic, period=about.period, day=about.day
    ).first()  # fmt: skip


def _subject(content: Content) -> str:
    return str(content.get("subject") or subject_of(content))[:_LONGEST_SUBJECT]


def _nothing(about: About, since: date) -> str:
    topic = f" on {about.topic.title}" if about.topic else ""
    first = since + timedelta(days=1)
    return f"nothing new{topic} reached the record from {first} to {about.day}: no edition"
