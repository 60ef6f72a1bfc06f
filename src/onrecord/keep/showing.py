"""One matter, party, article or entry, whole, as the command line shows it and tools read it.

The same forms as the site's pages, not cut into pages.
"""

import re
from collections.abc import Callable
from datetime import date

from django.db.models import F

from onrecord.keep import details, lists
from onrecord.keep.forms import Form, article_form, matter_form, party_form, with_all
from onrecord.keep.models import Article, EntryKind, EntryParty, Matter, Party, Role
from onrecord.record import BadOption

_REF = re.compile(r"([meap])(\d{1,18})", re.IGNORECASE)
MOST_OF_A_PARTY = 200
"""Entries on each side of a party that are shown, the newest."""


def show(ref: str, today: date) -> Form | None:
    """What `m12` (a matter), `e45` (an entry), `a7` (an article) or `p3` (a party) is; None where
    there is none of that number.  BadOption for what is no such name.
    """
    match = _REF.fullmatch(ref)
    if match is None:
        raise BadOption(
            f"{ref!r} names nothing: write m12 for a matter, e45 for an entry, a7 for an "
            "article, p3 for a party"
        )
    kinds: dict[str, Callable[[int, date], Form | None]] = {
        "m": _matter, "e": _entry, "a": _article, "p": _party,
    }  # fmt: skip
    return kinds[match[1].lower()](int(match[2]), today)


def _matter(id: int, today: date) -> Form | None:
    matter = Matter.objects.filter(pk=id).first()
    if matter is None:
        return None
    oldest_first = F("day").asc(nulls_last=True)
    rows = with_all(lists.shown(matter.entries.all())).order_by(oldest_first, "pk")
    entries = lists.forms_of(rows, today)
    articles = matter.articles.select_related("outlet").defer("digest", "act_digests")
    ids = [entry["id"] for entry in entries if entry["kind"] != EntryKind.STATEMENT]
    return {
        **matter_form(matter, entries, articles.order_by("published", "pk")),
        "parties": list(details.main_parties(entries)),
        "links": list(details.ties(ids)),
        "history": list(details.history(ids)),
        "replies": list(details.matter_replies(matter)),
    }


def _entry(id: int, today: date) -> Form | None:
    entry = details.entry(id, today)
    if entry is None:
        return None
    also = details.also_reported([id])
    return {
        **entry,
        "links": list(details.ties([id])),
        "history": list(details.history([id])),
        "also_reported": also.get(f"e{id}", []),
        "corrections": list(details.corrections_of(id)),
    }


def _article(id: int, today: date) -> Form | None:
    rows = Article.objects.select_related("outlet", "current").prefetch_related(
        "snapshots", "copies__outlet"
    )
    article = rows.filter(pk=id).first()
    if article is None:
        return None
    return article_form(article, details.article_entries(article, today))


def _party(id: int, today: date) -> Form | None:
    party = Party.objects.prefetch_related("names").filter(pk=id).first()
    if party is None:
        return None
    newest_first = F("day").desc(nulls_last=True)
    sides = []
    for role in (Role.SPEAKER, Role.PARTY):
        cast = EntryParty.objects.filter(party=party, role=role).values("entry")
        rows = with_all(lists.shown().filter(pk__in=cast)).order_by(newest_first, "-pk")
        sides.append(lists.forms_of(rows[:MOST_OF_A_PARTY], today))
    return party_form(party, *sides)
