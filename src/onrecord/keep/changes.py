"""What a judgement changes in the record: rows, with their values before and after.

Every deed is written down as such changes, so that each can be undone by
setting the values of before, and the undoing undone by those of after.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from onrecord.keep.models import (
    Article,
    Entry,
    EntryParty,
    Judgement,
    LinkRow,
    Matter,
    MatterLink,
    Party,
    PartyName,
    PartyReply,
    StatusRow,
)

Values = dict[str, Any]

_TABLES: dict[str, type[models.Model]] = {
    "entry": Entry,
    "article": Article,
    "matter": Matter,
    "party": Party,
    "party name": PartyName,
    "link": LinkRow,
    "matter link": MatterLink,
    "status": StatusRow,
    "reply": PartyReply,
}

CAST = "cast"
"""Stands for the parties of an entry: a list of [party, role] in their order."""
STANDING = "standing"
"""Stands for whether a status event counts at all."""
CONFIRMED = "confirmed"
"""Stands for whether an editor confirmed a proposed status event."""


class Overtaken(Exception):
    """The rows are no longer as the judgement found them: somebody else was quicker.

    Raised to leave the transaction; the deeds return it as a reason in words.
    """


@dataclass(frozen=True, slots=True)
class Change:
    """The same new values for some rows of one table; all of them had the same before."""

    table: str
    ids: tuple[int, ...]
    was: Values
    now: Values

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.table, self.ids, self.now, self.was)


def change(table: str, id: int, **now: Any) -> Change | None:
    """The change that gives a row these values; None where it has them already."""
    values = {name: _plain(value) for name, value in now.items()}
    was = _read(table, id, values)
    if was == values:
        return None
    differing = [name for name in values if was[name] != values[name]]
    return Change(
        table, (id,), {name: was[name] for name in differing},
        {name: values[name] for name in differing},
    )  # fmt: skip


def found(changes: Iterable[Change | None]) -> list[Change]:
    """Those that change anything."""
    return [one for one in changes if one is not None]


def write(changes: Iterable[Change], judgement: Judgement) -> None:
    """Makes the changes; raises Overtaken where a row is not as it was."""
    for one in changes:
        for id in one.ids:
            if _read(one.table, id, one.was) != one.was:
                raise Overtaken(one.table)
        _write(one, judgement)


def to_json(changes: Iterable[Change], *, after: bool) -> list[Values]:
    """The changes' values of before or of after, as a judgement keeps them."""
    return [
        {"table": one.table, "ids": list(one.ids), "values": one.now if after else one.was}
        for one in changes
    ]


def from_json(before: Iterable[Values], after: Iterable[Values]) -> list[Change]:
    """The changes that a judgement keeps."""
    return [
        Change(was["table"], tuple(was["ids"]), was["values"], now["values"])
        for was, now in zip(before, after, strict=True)
    ]


def _read(table: str, id: int, names: Iterable[str]) -> Values:
    row = _TABLES[table]._default_manager.filter(pk=id).first()
    if row is None:
        raise Overtaken(table)
    return {name: _value(table, row, name) for name in names}


def _value(table: str, row: Any, name: str) -> Any:
    if name == CAST:
        return [[one.party_id, one.role] for one in row.cast.order_by("pk")]
    if (table, name) == ("status", STANDING):
        return row.undone_id is None
    if (table, name) == ("status", CONFIRMED):
        return row.confirmed_id is not None
    return _plain(getattr(row, name))


def _write(one: Change, judgement: Judgement) -> None:
    values: dict[str, Any] = {}
    for name, value in one.now.items():
        if name == CAST:
            _recast(one.ids, value)
        elif (one.table, name) == ("status", STANDING):
            values["undone"] = None if value else judgement
        elif (one.table, name) == ("status", CONFIRMED):
            values["confirmed"] = judgement if value else None
        else:
            values[name] = value
    if values:
        _TABLES[one.table]._default_manager.filter(pk__in=one.ids).update(**values)


def _recast(entries: Iterable[int], cast: Iterable[tuple[int, str]]) -> None:
    for entry in Entry.objects.filter(pk__in=list(entries)):
        entry.cast.all().delete()
        EntryParty.objects.bulk_create(
            [
                EntryParty(entry=entry, party_id=party, role=role, day=entry.day)
                for party, role in cast
            ]
        )


def _plain(value: Any) -> Any:
    """A value as JSON has it, so that what was written down can be compared with what is."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
