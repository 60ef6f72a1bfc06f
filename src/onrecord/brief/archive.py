"""The editions that readers can read, as lists and pages show them."""

from onrecord.brief.content import Content, counted
from onrecord.brief.models import Edition, EditionState, Topic
from onrecord.brief.rendering.wording import review_of, summary_of
from onrecord.keep.lists import Chunk, Slice, rows_by


def editions(part: Slice, topic: Topic | None = None) -> Chunk:
    """Ready editions, the newest first: of a topic, or all but those of readers' own searches."""
    rows = Edition.objects.filter(state=EditionState.READY).select_related("topic")
    rows = rows.filter(topic=topic) if topic else rows.exclude(topic__listed=False)
    found, after = rows_by(rows, "day", part)
    return Chunk(tuple(edition_row(one) for one in found), after)


def edition(id: int) -> Edition | None:
    """A ready edition, or None where there is none of that id."""
    rows = Edition.objects.filter(state=EditionState.READY).select_related("topic")
    return rows.filter(pk=id).first()


def edition_row(edition: Edition) -> Content:
    """What a list of editions says of one."""
    content = edition.content
    return {
        "id": edition.pk,
        "ref": f"b{edition.pk}",
        "number": edition.number,
        "day": edition.day.isoformat(),
        "period": edition.period,
        "topic": {"slug": edition.topic.slug, "title": edition.topic.title}
        if edition.topic
        else None,
        "subject": edition.subject,
        "summary": " ".join(filter(None, [summary_of(content), review_of(content)])),
        "news": counted(content)["news"],
        "updated_at": (edition.closed_at or edition.made_at).isoformat(),
    }


def edition_form(edition: Edition) -> Content:
    """An edition with all that it told, for programs; what it may not tell again is left out."""
    told = {name: value for name, value in edition.content.items() if name != "told"}
    return {**edition_row(edition), **told}
