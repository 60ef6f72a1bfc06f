"""The content of an edition: news by matter, most important first, as it will be shown.

All that a reader is shown of an entry is written down here, so that an edition
reads the same for ever; it is JSON, and every word in it is one line that is
safe to show.
"""

from collections.abc import Iterable
from typing import Any

from onrecord.brief.choosing import Chosen, News, Scope, batched, forms_of
from onrecord.brief.news import OF_STANCE, SPEAKER_NOT_NAMED, Sort, said, was_said
from onrecord.brief.ranking import Importance, importance
from onrecord.keep import details
from onrecord.keep.forms import Form
from onrecord.keep.models import Deed, EntryKind
from onrecord.report.entries import UNSURE_BELOW, listed, readable

Content = dict[str, Any]

MOST_ITEMS = 200
"""Pieces of news that an edition holds; the least important of more are only counted."""
MOST_AHEAD = 12
MOST_CORRECTIONS = 12

_AT_ONCE = 300
_LONGEST_WORDS = 420
_LONGEST_ACTION = 240
_LONGEST_NAME = 120
_LONGEST_TITLE = 160

_NEW = frozenset((*OF_STANCE.values(), Sort.ANSWERED))
"""What a new response is news as; other sorts tell what became of an earlier entry."""


def content_of(scope: Scope, chosen: Chosen) -> Content:
    """What the edition says, in its order."""
    ids = {id for one in chosen.news for id in (one.entry, *one.answers)}
    forms = {form["id"]: form for form in forms_of(sorted(ids), scope.day)}
    elsewhere: dict[str, list[Form]] = {}
    for some in batched(forms, _AT_ONCE):
        elsewhere |= details.also_reported(some)
    news = [one for one in chosen.news if one.entry in forms]
    items = [_item(one, forms, _outlets(forms[one.entry], elsewhere)) for one in news]
    items.sort(key=lambda item: (-item["points"], _last_first(item["day"]), item["id"]))
    shown = items[:MOST_ITEMS]
    content: Content = {
        "day": scope.day.isoformat(),
        "since": scope.since.isoformat(),
        "period": str(scope.period),
        "topic": _topic(scope),
        "groups": _groups(shown),
        "left_out": len(items) - len(shown),
        "left_out_unreviewed": sum(not item["reviewed"] for item in items[MOST_ITEMS:]),
        "ahead": [_due_item(form) for form in chosen.ahead[:MOST_AHEAD]],
        "ahead_left_out": max(0, len(chosen.ahead) - MOST_AHEAD),
        "corrections": [_correction(form) for form in chosen.corrections[:MOST_CORRECTIONS]],
        "corrections_left_out": max(0, len(chosen.corrections) - MOST_CORRECTIONS),
        "lines": [],
        "told": sorted(_told(news, chosen)),
    }
    content["quiet"] = is_empty(content)
    return content


def is_empty(content: Content) -> bool:
    """Whether nothing became so: what is due later and is no news makes no edition."""
    return not content["groups"] and not content["corrections"]


def counted(content: Content) -> dict[str, int]:
    """How much news there is, how much of it no editor has reviewed, and in how many matters.

    Of a part of an edition it is how much the whole holds.
    """
    if "counted" in content:
        whole: dict[str, int] = content["counted"]
        return whole
    items = [item for group in content["groups"] for item in group["items"]]
    return {
        "news": len(items) + content["left_out"],
        "unreviewed": sum(not item["reviewed"] for item in items) + content["left_out_unreviewed"],
        "matters": sum(bool(group["ref"]) for group in content["groups"]),
    }


def _told(news: Iterable[News], chosen: Chosen) -> set[str]:
    keys = {key for one in news for key in one.keys}
    return keys | {form["ref"] for form in chosen.corrections}


def _outlets(form: Form, elsewhere: dict[str, list[Form]]) -> list[str]:
    """The outlets that report an entry, the first first."""
    articles = [form["article"], *(one["article"] for one in elsewhere.get(form["ref"], []))]
    named = [_words(one["outlet"] or "", _LONGEST_NAME) for one in articles]
    return list(dict.fromkeys(filter(None, named)))


def _item(news: News, forms: dict[int, Form], outlets: list[str]) -> Content:
    form = forms[news.entry]
    weight: Importance = importance(news, form, len(outlets))
    replied = [
        {"who": _words(one["party"]["name"], _LONGEST_NAME),
         "words": _words(one["words"], _LONGEST_WORDS), "url": _web(one["url"])}
        for one in form["replies"]
    ]  # fmt: skip
    return {
        **_entry(form),
        "sort": news.sort.value,
        "new": _is_new(news, form),
        "headline": _headline(news, form),
        "day": news.day.isoformat(),
        "outlets": outlets,
        "answers": [_earlier(forms[one]) for one in news.answers if one in forms],
        "replies": replied,
        "note": _words(news.note, _LONGEST_WORDS),
        "points": weight.points,
        "because": list(weight.reasons),
        "matter": form["matter"]
        and {"id": form["matter"]["id"], "title": _words(form["matter"]["title"], _LONGEST_TITLE)},
        "lines": [],
    }


def _entry(form: Form) -> Content:
    """What is shown of any entry."""
    action = _words(form["action"] or "", _LONGEST_ACTION)
    article = form["article"]
    return {
        "id": form["id"],
        "ref": form["ref"],
        "kind": form["kind"],
        "words": _words(form["words"], _LONGEST_WORDS),
        "action": action,
        "said_day": form["day"],
        "due": form["due"] and form["due"]["last"],
        "status": form["status"] and readable(form["status"]["sentence"]),
        "reviewed": form["reviewed"],
        "unsure": not form["reviewed"] and form["confidence"] < UNSURE_BELOW,
        "outlet": _words(article["outlet"] or "", _LONGEST_NAME),
        "published": article["published"],
        "url": _web(article["url"]),
    }


def _earlier(form: Form) -> Content:
    """An earlier entry, as what answers it names it."""
    return {**_entry(form), "headline": was_said(form["kind"], _who(form), _whom(form))}


def _due_item(form: Form) -> Content:
    return _earlier(form)


def _is_new(news: News, form: Form) -> bool:
    """Whether the entry itself is the news, not what became of it since."""
    if form["kind"] == EntryKind.RESPONSE:
        return news.sort in _NEW
    return news.sort in (Sort.CALLED, Sort.PROMISED) and f"e{form['id']}" in news.keys


def _headline(news: News, form: Form) -> str:
    who, whom = _who(form), _whom(form)
    if not _is_new(news, form):
        return was_said(form["kind"], who, whom)
    speakers = form["speakers"]
    several = len(speakers) > 1 or any(one["kind"] == "group" for one in speakers)
    return said(news.sort, who, whom, several=several)


def _groups(items: Iterable[Content]) -> list[Content]:
    """Items by their matter, in the order of the first of each; what has no matter is last."""
    groups: dict[int | None, Content] = {}
    for item in items:
        matter = item.pop("matter")
        key = matter["id"] if matter else None
        if key not in groups:
            title = (matter["title"] or f"Matter {key}") if matter else "Other news"
            groups[key] = {
                "ref": f"m{key}" if matter else "",
                "id": key,
                "title": title,
                "items": [],
                "lines": [],
            }
        groups[key]["items"].append(item)
    return [one for one in groups.values() if one["ref"]] + [
        one for one in groups.values() if not one["ref"]
    ]


def _topic(scope: Scope) -> Content | None:
    topic = scope.topic
    return {"slug": topic.slug, "title": readable(topic.title)} if topic else None


def _correction(form: Form) -> Content:
    """A correction in words; whole values stand on the site, where there is room for them."""
    before, after = form["before"], form["after"]
    changed = [
        name.replace("_", " ")
        for name in dict.fromkeys([*before, *after])
        if name != "rows" and before.get(name) != after.get(name)
    ]
    return {
        "id": form["id"],
        "ref": form["ref"],
        "day": form["updated_at"][:10],
        "what": f"{_DEEDS.get(form['deed'], form['deed'])} {form['target']} {form['target_id']}",
        "changed": listed([readable(one) for one in changed]),
        "note": _words(form["note"] or "", _LONGEST_WORDS),
        "undone": form["undone_at"] is not None,
    }


_DEEDS = {
    Deed.ACCEPT: "Found right:",
    Deed.CORRECT: "Corrected:",
    Deed.REJECT: "Taken from the record:",
    Deed.MERGE: "Joined with another:",
    Deed.SPLIT: "Parted:",
    Deed.RATE: "Rated:",
    Deed.RENAME: "Renamed:",
    Deed.CONFIRM_LINK: "Confirmed:",
    Deed.REJECT_LINK: "Found wrong:",
    Deed.CONFIRM_STATUS: "Confirmed:",
    Deed.REJECT_STATUS: "Found wrong:",
    Deed.ADD_REPLY: "Reply added:",
    Deed.UNDO: "Taken back, a change of",
}
"""What an editor did, as a reader is told it."""


def _who(form: Form) -> str:
    return listed(_names(form["speakers"])) or SPEAKER_NOT_NAMED


def _whom(form: Form) -> str:
    return listed(_names(form["parties"]))


_MOST_NAMES = 4


def _names(parties: list[Form]) -> list[str]:
    named = [_words(one["name"], _LONGEST_NAME) for one in parties]
    more = len(named) - _MOST_NAMES
    return [*named[:_MOST_NAMES], f"{more} more"] if more > 0 else named


def _words(text: str, most: int) -> str:
    """One line that is safe to show, cut at a blank where it is long."""
    words = readable(text)
    if len(words) <= most:
        return words
    cut = words[: most - 2]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + " …"


def _web(address: str | None) -> str:
    """An address of the web, or nothing: “javascript:” is an address, too."""
    found = readable(address or "")
    return found if found.startswith(("https://", "http://")) and " " not in found else ""


def _last_first(iso: str) -> int:
    """A key by which later days come first."""
    return -int(iso.replace("-", ""))
