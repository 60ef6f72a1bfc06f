"""The parties of a document as rows: the same party across articles is one row."""

from collections.abc import Sequence
from datetime import datetime

from onrecord.keep.models import Article, Party, PartyName
from onrecord.keep.names import name_key, shared_key
from onrecord.record import Party as Named
from onrecord.record import Unresolved
from onrecord.report.entries import readable

_LONGEST = 300
_LONGEST_CHAIN = 20
"""Mergers that are followed from one party to the next; more would be a circle."""


def parties_of(article: Article, named: Sequence[Named], now: datetime) -> dict[str, Party]:
    """The row of each party of an article's document, made where there is none.

    The same entry of the directory is the same party; without one, the same
    full name and kind.  A lone surname or a description (“residents”) is a
    party of its article alone.
    """
    rows = {one.id: _found(one, article) or _made(one, article, now) for one in named}
    _keep_names(named, rows)
    return rows


def _found(one: Named, article: Article) -> Party | None:
    if one.entry:
        row = Party.objects.filter(entry=one.entry).first()
        if row is None:
            row = _by_name(one, entry=False)
            if row is not None:
                # It was known by its name alone until the directory knew it.
                row.entry = one.entry
                row.save(update_fields=["entry"])
        return _in_the_end(row)
    if shared_key(one.name, one.kind) is None:
        return _in_the_end(
            Party.objects.filter(
                only_in=article, kind=one.kind.value, names__key=name_key(one.name)
            )
            .order_by("pk")
            .first()
        )
    row = _by_name(one, entry=False)
    if row is None and not isinstance(one.resolution, Unresolved):
        # The directory was not asked; where it was and did not resolve the
        # name, it may be that of two people, one of them kept already.
        row = _by_name(one, entry=True)
    return _in_the_end(row)


def _by_name(one: Named, *, entry: bool) -> Party | None:
    """The one party that has this full name; None where none has or two have."""
    key = shared_key(one.name, one.kind)
    if key is None:
        return None
    rows = Party.objects.filter(
        kind=one.kind.value, only_in=None, names__key=key, entry__isnull=not entry
    )
    found = {row.pk: row for row in map(_in_the_end, rows) if row is not None}
    return found.popitem()[1] if len(found) == 1 else None


def _in_the_end(row: Party | None) -> Party | None:
    """The party that an editor merged it into, if one did."""
    for _ in range(_LONGEST_CHAIN):
        if row is None or row.merged_into is None:
            break
        row = row.merged_into
    return row


def _made(one: Named, article: Article, now: datetime) -> Party:
    shared = one.entry or shared_key(one.name, one.kind)
    return Party.objects.create(
        name=readable(one.name)[:_LONGEST],
        kind=one.kind.value,
        entry=one.entry,
        only_in=None if shared else article,
        made_at=now,
    )


def _keep_names(named: Sequence[Named], rows: dict[str, Party]) -> None:
    """Every name that the article gives them, each once a party."""
    wanted: dict[tuple[int, str], str] = {}
    for one in named:
        for name in (one.name, *one.names):
            for key in (shared_key(name, one.kind), name_key(name)):
                if key:
                    wanted.setdefault((rows[one.id].pk, key), readable(name)[:_LONGEST])
    PartyName.objects.bulk_create(
        [PartyName(party_id=party, key=key, text=text) for (party, key), text in wanted.items()],
        ignore_conflicts=True,
    )
