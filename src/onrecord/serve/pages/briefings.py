"""The archive of briefings: all editions, and one as it was sent."""

from django.http import Http404, HttpRequest

from onrecord.brief import archive
from onrecord.brief.place import Place
from onrecord.brief.rendering.showing import shown_of
from onrecord.brief.topics import topic_named, topics
from onrecord.serve import environment
from onrecord.serve.feeds import Kind, Listing
from onrecord.serve.pages.page import Look, part_of


def briefings(request: HttpRequest) -> Look:
    """Every edition, the newest first, or those of the topic that is asked for."""
    asked = request.GET.get("topic", "")[:80]
    topic = topic_named(asked) if asked else None
    chunk = archive.editions(part_of(request), topic)
    title = f"Briefings: {topic.title}" if topic else "Briefings"
    listing = Listing(
        title, "/briefings/", Kind.EDITION, chunk.items, chunk.next,
        asked=(("topic", asked),) if asked else (),
    )  # fmt: skip
    return Look("onrecord/briefings.html", listing, {"topics": topics(), "topic": topic})


def briefing(_request: HttpRequest, id: int) -> Look:
    """One edition, as it was when it was closed."""
    found = archive.edition(id)
    if found is None:
        raise Http404(f"there is no briefing {id}")
    listing = Listing(
        found.subject,
        f"/briefings/{id}/",
        Kind.EDITION,
        (archive.edition_row(found),),
        more={"edition": archive.edition_form(found)},
    )
    here = Place(environment.name(), "")
    shown = {
        "edition": shown_of(found.content, here),
        "number": found.number,
        "private": found.topic is not None and not found.topic.listed,
    }
    return Look("onrecord/briefing.html", listing, shown)
