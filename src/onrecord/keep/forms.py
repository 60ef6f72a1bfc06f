"""The one JSON form of an entry, a matter, a party and an article.

The pages of the site (`.json`), its API, `onrecord show` and `onrecord export`
all say exactly this.  Fields may be added, never changed.  Rows are to come
with what is read of them: `with_all` for entries, `select_related("outlet")`
for articles; then no form asks the database anything.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from onrecord.keep.models import Article, Entry, EntryParty, Matter, Party, PartyReply, Role
from onrecord.record.status import Review, Status

Form = dict[str, Any]


def with_all(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The same entries with all that `entry_form` reads, in four queries however many.

    What linking and the later look at a snapshot need is left where it is: unpacking it
    would take longer than all the rest.
    """
    return (
        entries.select_related("article__outlet", "matter", "gone_in")
        .defer(*_UNREAD)
        .prefetch_related(
            Prefetch("cast", EntryParty.objects.select_related("party").defer("party__made_at")),
            "status_events",
            Prefetch("replies", PartyReply.objects.select_related("party")),
        )
    )


_UNREAD = (
    *(f"article__{name}" for name in (
        "key", "source", "authors", "language", "added_at", "current", "copy_of", "matter",
        "digest", "act_digests",
    )),
    "matter__made_at", "matter__changed_at", "matter__merged_into",
    "gone_in__document", "gone_in__taken_at", "gone_in__fingerprint", "gone_in__made_by",
)  # fmt: skip
"""What no form of an entry says of its article, its matter and the snapshot that lacks it."""


def entry_form(entry: Entry, status: Status | None = None) -> Form:
    """An entry: its words, who speaks to whom, where it stands and who answers for it.

    `status` is that of `keep/status.py` on the day of looking; statements and
    reports of an act that has a first report elsewhere have none.
    """
    cast = list(entry.cast.all())
    return {
        "id": entry.pk,
        "ref": f"e{entry.pk}",
        "kind": entry.kind,
        "stance": entry.stance or None,
        "quotation": entry.quotation or None,
        "words": entry.words,
        "action": entry.action or None,
        "speakers": [party_in_short(one.party) for one in cast if one.role == Role.SPEAKER],
        "parties": [party_in_short(one.party) for one in cast if one.role == Role.PARTY],
        "day": _iso(entry.day),
        "said_on": _iso(entry.said_on),
        "due": _due(entry),
        "duty": {"day": _iso(entry.duty_last), "rule": entry.duty_rule}
        if entry.duty_last
        else None,
        "article": article_in_short(entry.article),
        "matter": matter_in_short(entry.matter) if entry.matter else None,
        "first_report": f"e{entry.head_id}" if entry.head_id else None,
        "status": status_form(status) if status else None,
        "conditional": entry.conditional,
        "review": entry.review,
        "reviewed": entry.review != Review.MACHINE,
        "confidence": round(entry.confidence, 2),
        "made_by": entry.made_by or None,
        "gone_in": entry.gone_in.number if entry.gone_in else None,
        "spans": entry.spans,
        "replies": [reply_form(one) for one in entry.replies.all() if not one.withdrawn],
        "updated_at": max(
            (entry.added_at, *(event.made_at for event in entry.status_events.all()))
        ).isoformat(),
    }


def reply_form(reply: PartyReply) -> Form:
    """What a party says of an entry or a matter, in its own words."""
    return {
        "party": party_in_short(reply.party),
        "words": reply.words,
        "url": reply.url or None,
        "day": _iso(reply.day),
    }


def status_form(status: Status) -> Form:
    """A status on a day, with the word that the public reads and the sentence that says it."""
    return {
        "word": status.word.value,
        "sentence": status.sentence,
        "reply": status.reply.value,
        "outcome": status.outcome.value,
        "clock": status.clock.value,
        "flags": [flag.value for flag in status.flags],
        "review": status.review.value,
        "due": _iso(status.due),
    }


def matter_in_short(matter: Matter) -> Form:
    """What a list says of a matter."""
    return {
        "id": matter.pk,
        "ref": f"m{matter.pk}",
        "title": matter.title,
        "titled_by": matter.titled_by,
        "first_day": _iso(matter.first_day),
        "last_day": _iso(matter.last_day),
    }


def matter_form(matter: Matter, entries: Iterable[Form], articles: Iterable[Article]) -> Form:
    """A matter with its articles and entries, each oldest first."""
    return {
        **matter_in_short(matter),
        "merged_into": f"m{matter.merged_into_id}" if matter.merged_into_id else None,
        "articles": [article_in_short(one) for one in articles],
        "entries": list(entries),
    }


def party_in_short(party: Party) -> Form:
    """What an entry says of a party."""
    return {
        "id": party.pk,
        "ref": f"p{party.pk}",
        "name": party.name,
        "kind": party.kind,
        "entry": party.entry,
    }


def party_form(party: Party, spoke: Iterable[Form], asked: Iterable[Form]) -> Form:
    """A party with its names, what it said and what was put to it."""
    return {
        **party_in_short(party),
        "names": sorted({one.text for one in party.names.all()}),
        "known_by": f"a{party.only_in_id}" if party.only_in_id else None,
        "merged_into": f"p{party.merged_into_id}" if party.merged_into_id else None,
        "spoke": list(spoke),
        "asked": list(asked),
    }


def article_in_short(article: Article) -> Form:
    """What an entry says of its article."""
    return {
        "id": article.pk,
        "ref": f"a{article.pk}",
        "title": article.title or None,
        "outlet": article.outlet.name if article.outlet else None,
        "published": _iso(article.published),
        "url": article.url or None,
    }


def article_form(article: Article, entries: Iterable[Form]) -> Form:
    """An article with its text, the texts that it has had and its entries.

    The article comes with its snapshots and copies (`prefetch_related`).
    """
    document = article.current.document if article.current else None
    return {
        **article_in_short(article),
        "source": article.source,
        "authors": list(article.authors),
        "language": article.language,
        "copy_of": f"a{article.copy_of_id}" if article.copy_of_id else None,
        "copies": [article_in_short(one) for one in article.copies.all()],
        "matter": f"m{article.matter_id}" if article.matter_id else None,
        "snapshots": [
            {"number": one.number, "taken_at": one.taken_at.isoformat()}
            for one in article.snapshots.all()
        ],
        "text": document["article"]["text"] if document else "",
        "blocks": document["article"]["blocks"] if document else [],
        "entries": list(entries),
    }


def _due(entry: Entry) -> Form | None:
    """By when: the words, the days that they name, and the last day after any extension."""
    if not entry.due_words and entry.due_last is None:
        return None
    return {
        "words": entry.due_words or None,
        "from": _iso(entry.due_first),
        "to": _iso(entry.due_stated),
        "last": _iso(entry.due_last),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
