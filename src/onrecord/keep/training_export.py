"""What editors judged, as training data: one line an article, in the format of the marked acts.

`{"id", "text", "acts": [{"kind", "stance", "speaker", "party", "evidence",
"action", "due"}]}`, offsets in code points of `text`.  An article is given only
where an editor has judged every act in it, since an act that is missing would
teach that there is none.
"""

import json
from collections.abc import Iterator
from typing import Any

from onrecord.keep.models import Article, Entry, EntryKind, Role
from onrecord.record.status import Review

_STANDING = (Review.REVIEWED.value, Review.CORRECTED.value)


def training_export() -> Iterator[dict[str, Any]]:
    """The articles whose acts were all judged, in the order in which they were added."""
    judged = Entry.objects.exclude(kind=EntryKind.STATEMENT.value).exclude(
        review=Review.MACHINE.value
    )
    articles = judged.order_by("article").values_list("article", flat=True).distinct()
    for id in articles.iterator():
        line = _line(Article.objects.select_related("current").get(pk=id))
        if line is not None:
            yield line


def training_lines() -> Iterator[str]:
    """The same as lines of JSON."""
    for line in training_export():
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _line(article: Article) -> dict[str, Any] | None:
    entries = list(
        article.entries.exclude(kind=EntryKind.STATEMENT.value)
        .filter(gone_in=None)
        .prefetch_related("cast__party")
    )
    if article.current is None or any(one.review == Review.MACHINE for one in entries):
        return None
    standing = [one for one in entries if one.review in _STANDING]
    acts = sorted((_act(one) for one in standing), key=lambda act: act["evidence"])
    text = article.current.document["article"]["text"]
    return {"id": f"a{article.pk}", "text": text, "acts": acts}


def _act(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "stance": entry.stance or None,
        "speaker": " and ".join(_names(entry, Role.SPEAKER)),
        "party": _names(entry, Role.PARTY),
        "evidence": _whole(entry, "evidence"),
        "action": _whole(entry, "action"),
        "due": _whole(entry, "due"),
    }


def _names(entry: Entry, role: Role) -> list[str]:
    cast = sorted(entry.cast.all(), key=lambda one: one.pk)
    return [one.party.name for one in cast if one.role == role]


def _whole(entry: Entry, name: str) -> list[int] | None:
    """From the first to the last of its words: the format has one run of them."""
    spans = entry.spans.get(name)
    return [min(start for start, _ in spans), max(end for _, end in spans)] if spans else None
