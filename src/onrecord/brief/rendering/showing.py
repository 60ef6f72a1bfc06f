"""What pages and mails show of an edition: every word and address, ready for a template."""

from typing import Any

from onrecord.brief.content import Content
from onrecord.brief.news import Sort
from onrecord.brief.place import Place
from onrecord.brief.rendering.wording import (
    correction_in_words,
    date_line,
    day_in_words,
    facts_of,
    gist_of,
    quoted,
    review_of,
    sort_in_words,
    standing_of,
    summary_of,
    title_of,
)

_TONES = {
    Sort.BROKEN: "bad",
    Sort.REFUSED: "bad",
    Sort.OVERDUE: "late",
    Sort.DUE: "late",
    Sort.KEPT: "good",
    Sort.PARTLY_KEPT: "good",
    Sort.ACCEPTED: "good",
    Sort.ANSWERED: "good",
    Sort.DONE: "good",
    Sort.PROMISED: "promise",
    Sort.CALLED: "call",
}
"""The colour of a sort of news; its word says the same, so that nothing hangs on colour."""


def shown_of(content: Content, place: Place) -> dict[str, Any]:
    """What templates are handed: every word and whole address that they show."""
    return {
        "title": title_of(content, place),
        "name": place.name,
        "host": place.host,
        "topic": content["topic"]["title"] if content["topic"] else "",
        "home": place.full("/"),
        "about": place.full("/about/"),
        "date": date_line(content),
        "summary": summary_of(content),
        "review": review_of(content),
        "preview": _preview(content),
        "lines": content["lines"],
        "groups": [_group(group, place) for group in content["groups"]],
        "left_out": content["left_out"],
        "ahead": [{**_linked(row, place), "day": day_in_words(row["due"])}
                  for row in content["ahead"]],
        "ahead_left_out": content["ahead_left_out"],
        "ahead_address": place.full("/due/"),
        "corrections": [_correction(row) for row in content["corrections"]],
        "corrections_left_out": content["corrections_left_out"],
        "corrections_address": place.full("/corrections/"),
    }  # fmt: skip


def _correction(row: Content) -> Content:
    return {"words": correction_in_words(row), "note": row["note"] and quoted(row["note"])}


def _group(group: Content, place: Place) -> Content:
    return {
        "ref": group["ref"],
        "title": group["title"],
        "address": place.full(f"/matters/{group['id']}/") if group["id"] else "",
        "lines": group["lines"],
        "items": [_item(item, place) for item in group["items"]],
        "left_out": group.get("left_out", 0),
    }


def _item(item: Content, place: Place) -> Content:
    return {
        **_linked(item, place),
        "id": item["id"],
        "ref": item["ref"],
        "points": item["points"],
        "because": ", ".join(item["because"]),
        "kind": item["kind"],
        "day": item["day"],
        "label": sort_in_words(item),
        "tone": _TONES.get(Sort(item["sort"]), "plain"),
        "action": item["action"] if item["action"] != item["words"] else "",
        "words": quoted(item["words"]),
        "answers": [
            {**_linked(one, place), "day": one["said_day"] and day_in_words(one["said_day"])}
            for one in item["answers"]
        ],
        "standing": standing_of(item),
        "replies": [{**one, "words": quoted(one["words"])} for one in item["replies"]],
        "note": item["note"],
        "lines": item["lines"],
        "facts": ", ".join(facts_of(item)),
        "url": item["url"],
    }


def _linked(row: Content, place: Place) -> Content:
    return {
        "headline": row["headline"],
        "gist": gist_of(row),
        "address": place.full(f"/entries/{row['id']}/"),
    }


def _preview(content: Content) -> str:
    """What inboxes show beside the subject: the second and third piece of news."""
    items = [item for group in content["groups"] for item in group["items"]][1:3]
    return "; ".join(f"{one['headline']}: {gist_of(one)}" for one in items) or summary_of(content)
