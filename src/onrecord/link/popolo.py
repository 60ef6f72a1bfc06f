"""Popolo JSON → `Directory`, and back.

Popolo (https://www.popoloproject.com/specs/) describes persons, organisations,
posts, memberships and areas.  Five fields are onrecord's own, and other readers
pass over them: `kind` of a name and `name_kind` of the main one, `checked` of a
source, `as_of` of a membership, `other_names` of a post.  What onrecord
does not use (images, biographies) is not kept.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.link.fields import (
    day,
    items,
    json_of,
    kind_of,
    mapping,
    maybe,
    needed,
    string,
    text_of,
    wrong,
)
from onrecord.record import (
    Area,
    BadDirectory,
    Directory,
    Entry,
    EntryName,
    FactSource,
    Identifier,
    Membership,
    NameKind,
    PartyKind,
)

LISTS = ("areas", "organizations", "persons", "posts", "memberships")
_HANDLES = ("twitter", "x", "bluesky", "mastodon", "threads", "handle")
_INITIALS = ("acronym", "abbreviation", "initials", "initialism")


def read_popolo(path: Path) -> Directory:
    """The directory in a file of Popolo JSON.

    Raises BadDirectory where the file cannot be read, is no JSON, or has a
    value of the wrong type; the message names the place (`persons[3].name`).
    """
    return popolo(json_of(text_of(path), str(path)), str(path))


def popolo(value: Any, where: str) -> Directory:
    """The directory that a Popolo object holds; `where` names its file in messages."""
    top = mapping(value, where)
    if not any(name in top for name in LISTS):
        raise BadDirectory(
            f"{where}: no Popolo: an object with {', '.join(LISTS[1:])} is expected; "
            "other lists come in by `onrecord directory import`"
        )
    entries: list[Entry] = []
    memberships: list[Membership] = []
    for name, kind in (
        ("organizations", PartyKind.BODY),
        ("persons", PartyKind.PERSON),
        ("posts", PartyKind.OFFICE),
    ):
        for at, one in enumerate(_list(top, name, where)):
            place = f"{where}: {name}[{at}]"
            inner = mapping(one, place)
            entries.append(_entry(inner, kind, place))
            # Popolo allows memberships and posts within their person or organisation.
            memberships += _memberships(inner, entries[-1], place)
            for post_at, post in enumerate(_list(inner, "posts", place) if name[0] == "o" else ()):
                inside = f"{place}.posts[{post_at}]"
                nested = {"organization_id": entries[-1].id, **mapping(post, inside)}
                entries.append(_entry(nested, PartyKind.OFFICE, inside))
    for at, one in enumerate(_list(top, "memberships", where)):
        memberships.append(_membership(one, f"{where}: memberships[{at}]"))
    return Directory(
        tuple(entries),
        tuple(memberships),
        items(top, "areas", f"{where}: ", _area),
    )


def _list(value: Mapping[str, Any], name: str, where: str) -> list[Any]:
    found = value.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise wrong(f"{where}: {name}", "a list", found)
    return found


def _entry(one: Mapping[str, Any], kind: PartyKind, where: str) -> Entry:
    office = kind is PartyKind.OFFICE
    other = items(one, "other_names", where, _name)
    role = maybe(one, "role", where) if office else None
    label = maybe(one, "label", where) or role if office else needed(one, "name", where)
    if not label:
        raise BadDirectory(f"{where}: the field “label” is missing")
    told = maybe(one, "name_kind", where)
    main_kind = kind_of(NameKind, told, f"{where}.name_kind") if told else NameKind.OFFICIAL
    extra = maybe(one, "other_label", where) if office else None
    if extra:
        other = (*other, EntryName(extra))
    person = kind is PartyKind.PERSON
    return Entry(
        id=needed(one, "id", where),
        kind=kind,
        name=EntryName(label, main_kind),
        other_names=other,
        handles=tuple(_handles(one, where)),
        identifiers=items(one, "identifiers", where, _identifier),
        start=day(one, "birth_date" if person else _START[kind], where),
        end=day(one, "death_date" if person else _END[kind], where, last=True),
        area=maybe(one, "area_id", where),
        body=maybe(one, "organization_id" if office else "parent_id", where),
        role=role,
        sources=items(one, "sources", where, _source),
    )


_START = {PartyKind.BODY: "founding_date", PartyKind.OFFICE: "start_date"}
_END = {PartyKind.BODY: "dissolution_date", PartyKind.OFFICE: "end_date"}


def _name(value: Any, where: str) -> EntryName:
    one = mapping(value, where)
    text = needed(one, "name", where)
    given = maybe(one, "kind", where)
    kind = kind_of(NameKind, given, f"{where}.kind") if given else _guessed(one, text, where)
    return EntryName(
        text,
        kind,
        day(one, "start_date", where),
        day(one, "end_date", where, last=True),
        items(one, "sources", where, _source),
    )


def _guessed(one: Mapping[str, Any], text: str, where: str) -> NameKind:
    """Of a name without a kind: what its note says, or its letters (“DfE”)."""
    note = (maybe(one, "note", where) or "").casefold()
    if any(word in note for word in _INITIALS) or looks_like_initials(text):
        return NameKind.ACRONYM
    return NameKind.COMMON


def looks_like_initials(text: str) -> bool:
    """Whether a name is initials: one word of capitals, but for a small letter or two.

    >>> [looks_like_initials(text) for text in ("IOPC", "DfE", "Ofsted", "T.R.C.")]
    [True, True, False, True]
    """
    bare = text.replace(".", "").replace("&", "")
    capitals = sum(letter.isupper() for letter in bare)
    return bare.isalnum() and len(bare) <= 10 and capitals > 1 and capitals * 2 > len(bare)


def _handles(one: Mapping[str, Any], where: str) -> Iterator[str]:
    for at, detail in enumerate(_list(one, "contact_details", where)):
        inner = mapping(detail, f"{where}.contact_details[{at}]")
        if (maybe(inner, "type", where) or "").casefold() in _HANDLES:
            yield needed(inner, "value", f"{where}.contact_details[{at}]").lstrip("@")


def _identifier(value: Any, where: str) -> Identifier:
    one = mapping(value, where)
    return Identifier(needed(one, "scheme", where), needed(one, "identifier", where))


def _source(value: Any, where: str) -> FactSource:
    one = mapping(value, where)
    url = needed(one, "url", where)
    if len(one) == 1:
        return FactSource(url)
    return FactSource(url, day(one, "checked", where), maybe(one, "note", where))


def _memberships(one: Mapping[str, Any], entry: Entry, where: str) -> Iterator[Membership]:
    owner = "person_id" if entry.kind is PartyKind.PERSON else "organization_id"
    for at, inner in enumerate(_list(one, "memberships", where)):
        place = f"{where}.memberships[{at}]"
        yield _membership({owner: entry.id, **mapping(inner, place)}, place)


def _membership(value: Any, where: str) -> Membership:
    one = mapping(value, where)
    return Membership(
        person=needed(one, "person_id", where),
        post=maybe(one, "post_id", where),
        body=maybe(one, "organization_id", where),
        role=maybe(one, "role", where),
        start=day(one, "start_date", where),
        end=day(one, "end_date", where, last=True),
        as_of=day(one, "as_of", where),
        sources=items(one, "sources", where, _source),
    )


def _area(value: Any, where: str) -> Area:
    one = mapping(value, where)
    names = items(one, "other_names", where, lambda v, w: needed(mapping(v, w), "name", w))
    return Area(needed(one, "id", where), needed(one, "name", where), names)


def popolo_text(directory: Directory, about: str | None = None) -> str:
    """The directory as Popolo JSON, one entry a line, so that a change shows as one line.

    `about` is a sentence that says what the list is, kept as `description`.
    """
    lists: dict[str, Iterable[dict[str, Any]]] = {
        "areas": map(_area_out, directory.areas),
        "organizations": _of_kind(directory, PartyKind.BODY),
        "persons": _of_kind(directory, PartyKind.PERSON),
        "posts": _of_kind(directory, PartyKind.OFFICE),
        "memberships": map(_membership_out, directory.memberships),
    }
    parts = [f' "description": {_line(about)}'] if about else []
    for name, many in lists.items():
        rows = ",\n".join(f"  {_line(one)}" for one in many)
        parts.append(f' "{name}": [\n{rows}\n ]' if rows else f' "{name}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _of_kind(directory: Directory, kind: PartyKind) -> Iterator[dict[str, Any]]:
    return (_entry_out(entry) for entry in directory.entries if entry.kind is kind)


def _entry_out(entry: Entry) -> dict[str, Any]:
    office, person = entry.kind is PartyKind.OFFICE, entry.kind is PartyKind.PERSON
    official = entry.name.kind is NameKind.OFFICIAL
    return _filled({
        "id": entry.id,
        "label" if office else "name": entry.name.text,
        "name_kind": None if official else entry.name.kind.value,
        "role": entry.role,
        "other_names": [_name_out(name) for name in entry.other_names],
        "organization_id" if office else "parent_id": entry.body,
        "area_id": entry.area,
        "birth_date" if person else _START[entry.kind]: _day_out(entry.start),
        "death_date" if person else _END[entry.kind]: _day_out(entry.end),
        "identifiers": [
            {"scheme": one.scheme, "identifier": one.value} for one in entry.identifiers
        ],
        "contact_details": [{"type": "twitter", "value": one} for one in entry.handles],
        "sources": [_source_out(one) for one in entry.sources],
    })  # fmt: skip


def _name_out(name: EntryName) -> dict[str, Any]:
    return _filled({
        "name": name.text,
        "kind": name.kind.value,
        "start_date": _day_out(name.start),
        "end_date": _day_out(name.end),
        "sources": [_source_out(one) for one in name.sources],
    })  # fmt: skip


def _source_out(source: FactSource) -> dict[str, Any]:
    return _filled({"url": source.url, "checked": _day_out(source.checked), "note": source.note})


def _membership_out(one: Membership) -> dict[str, Any]:
    return _filled({
        "person_id": one.person,
        "post_id": one.post,
        "organization_id": one.body,
        "role": one.role,
        "start_date": _day_out(one.start),
        "end_date": _day_out(one.end),
            "as_of": _day_out(one.as_of),
        "sources": [_source_out(source) for source in one.sources],
    })  # fmt: skip


def _area_out(area: Area) -> dict[str, Any]:
    names = [{"name": name} for name in area.other_names]
    return _filled({"id": area.id, "name": area.name, "other_names": names})


def _day_out(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if one not in (None, [], "")}


__all__ = ["looks_like_initials", "popolo", "popolo_text", "read_popolo", "string"]
