"""What editors change of a draft: the order, what is dropped, lines and a subject of their own.

Each change is appended as a row; nothing of the edition itself is edited, so
that every change can be taken back and a draft made anew keeps them all.
"""

from collections.abc import Iterable
from copy import deepcopy

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from onrecord.brief.content import Content, is_empty
from onrecord.brief.models import Change, Edition, EditionState, EditorLine
from onrecord.record import BadOption
from onrecord.report.entries import readable

_LONGEST_LINE = 600
_LONGEST_SUBJECT = 120


def arranged(content: Content, lines: Iterable[EditorLine]) -> Content:
    """The content with every change that stands, oldest first."""
    made = deepcopy(content)
    for line in lines:
        if line.undone_at is None:
            _APPLY[Change(line.change)](made, line)
    made["groups"] = [group for group in made["groups"] if group["items"] or group["lines"]]
    made["quiet"] = is_empty(made)
    return made


def change(
    edition: Edition, change: Change, ref: str = "", words: str = "", *,
    editor: AbstractBaseUser | None = None,
) -> EditorLine:  # fmt: skip
    """Appends a change to a draft; BadOption with the reason where it can mean nothing."""
    words = readable(words)
    with transaction.atomic():
        draft = _draft(edition)
        _check(draft, change, ref, words)
        return EditorLine.objects.create(
            edition=draft, change=change, ref=ref, words=words, made_at=timezone.now(),
            editor_id=editor.pk if editor else None,
        )  # fmt: skip


def undo(edition: Edition, id: int | None = None) -> EditorLine:
    """Takes a change back, the last that stands where none is named."""
    with transaction.atomic():
        standing = _draft(edition).lines.filter(undone_at=None)
        row = (standing.filter(pk=id) if id is not None else standing).last()
        if row is None:
            raise BadOption("there is no such change to take back")
        row.undone_at = timezone.now()
        row.save(update_fields=["undone_at"])
        return row


def _draft(edition: Edition) -> Edition:
    """The edition as it is now, held against being closed meanwhile; BadOption where it is."""
    row = Edition.objects.select_for_update().get(pk=edition.pk)
    if row.state == EditionState.READY:
        raise BadOption(f"the edition of {row.day} is closed; what was sent stays as it is")
    return row


def _check(edition: Edition, change: Change, ref: str, words: str) -> None:
    groups = edition.content["groups"]
    items = [item["ref"] for group in groups for item in group["items"]]
    known = [*(group["ref"] for group in groups if group["ref"]), *items]
    needs_ref = change in (Change.FIRST, Change.DROP)
    if (ref or needs_ref) and ref not in known:
        raise BadOption(f"{ref or 'nothing'!r} is not in this edition; it has {', '.join(known)}")
    if change in (Change.LINE, Change.SUBJECT) and not words:
        raise BadOption("a line needs words")
    most = _LONGEST_SUBJECT if change == Change.SUBJECT else _LONGEST_LINE
    if len(words) > most:
        raise BadOption(
            f"{len(words)} characters are too many; a {change.value} has {most} at most"
        )


def _first(content: Content, line: EditorLine) -> None:
    """A matter comes first of all, an entry first in its matter."""
    content["groups"].sort(key=lambda group: group["ref"] != line.ref)
    for group in content["groups"]:
        group["items"].sort(key=lambda item: item["ref"] != line.ref)


def _drop(content: Content, line: EditorLine) -> None:
    content["groups"] = [group for group in content["groups"] if group["ref"] != line.ref]
    for group in content["groups"]:
        group["items"] = [item for item in group["items"] if item["ref"] != line.ref]


def _line(content: Content, line: EditorLine) -> None:
    places = [content] if not line.ref else [
        one for group in content["groups"] for one in (group, *group["items"])
        if one["ref"] == line.ref
    ]  # fmt: skip
    for one in places:
        one["lines"].append({"words": line.words})


def _subject(content: Content, line: EditorLine) -> None:
    content["subject"] = line.words


_APPLY = {
    Change.FIRST: _first,
    Change.DROP: _drop,
    Change.LINE: _line,
    Change.SUBJECT: _subject,
}
