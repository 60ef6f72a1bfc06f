"""Committees of the US Congress and their subcommittees: YAML or JSON.

https://github.com/unitedstates/congress-legislators: `committees-current`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.link.fields import items, mapping, maybe, needed, wrong
from onrecord.link.names import key
from onrecord.record import (
    Directory,
    Entry,
    EntryName,
    FactSource,
    Identifier,
    NameKind,
    PartyKind,
)

_LIST = "https://github.com/unitedstates/congress-legislators"
_NAME = re.compile(r"(House|Senate|Joint) (?:[\w ]*)?Committee on (?:the )?(.+)")


def read(value: Any, where: str) -> Directory:
    """The committees; “House Committee on Rules” is the “House Rules Committee” as well."""
    if not isinstance(value, list):
        raise wrong(where, "a list of committees", value)
    entries: list[Entry] = []
    for at, one in enumerate(value):
        entries += _committee(mapping(one, f"{where}: [{at}]"), f"{where}: [{at}]")
    return Directory(tuple(entries))


def _committee(one: Mapping[str, Any], where: str) -> Iterator[Entry]:
    name, number = needed(one, "name", where), needed(one, "thomas_id", where)
    source = FactSource(maybe(one, "url", where) or _LIST)
    short = _NAME.match(name)
    others = [f"{short[1]} {short[2]} Committee"] if short else []
    committee = Entry(
        id=f"us-congress/committee/{number}",
        kind=PartyKind.BODY,
        name=EntryName(name, NameKind.OFFICIAL),
        other_names=tuple(EntryName(other) for other in others if key(other) != key(name)),
        identifiers=(Identifier("thomas", number),),
        area="us",
        sources=(source,),
    )
    yield committee
    for inner in items(one, "subcommittees", where, mapping):
        part = needed(inner, "thomas_id", f"{where}.subcommittees")
        title = needed(inner, "name", f"{where}.subcommittees")
        bare = title.removeprefix("Subcommittee on ").removeprefix("the ")
        full = title if "ubcommittee" in title else f"Subcommittee on {title}"
        yield Entry(
            id=f"us-congress/committee/{number}{part}",
            kind=PartyKind.BODY,
            name=EntryName(f"{name}: {full}", NameKind.OFFICIAL),
            other_names=tuple(
                EntryName(other)
                for other in ([f"{short[1]} {short[2]} Subcommittee on {bare}"] if short else [])
            ),
            identifiers=(Identifier("thomas", f"{number}{part}"),),
            area="us",
            body=committee.id,
            sources=(source,),
        )
