"""JSON taken apart with care: each error says what, where in the file and what to do.

Plain checks and no Pydantic: a directory is read before the first article is,
and loading Pydantic takes longer than reading the starter directory.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from onrecord.record import BadDirectory

MOST_BYTES = 200_000_000
"""A list of a million names has some 150 MB; what is larger is no directory."""

_Item = TypeVar("_Item")
_Kind = TypeVar("_Kind", bound=StrEnum)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?")


def text_of(path: Path) -> str:
    """The text of a file; BadDirectory where it cannot be read or is too large."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise BadDirectory(f"{path}: a folder; name the file in it")
        if size > MOST_BYTES:
            raise BadDirectory(
                f"{path}: {size / 1e6:,.0f} MB, and at most {MOST_BYTES / 1e6:,.0f} MB are read; "
                "split the list"
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadDirectory(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadDirectory(
            f"{path}: no UTF-8 text (byte {error.start}); save it as UTF-8"
        ) from error


def json_of(text: str, where: str) -> Any:
    """The JSON value of the text; `where` names the file in messages."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadDirectory(
            f"{where}: no JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        ) from error
    except (RecursionError, ValueError) as error:
        raise BadDirectory(f"{where}: JSON nested too deeply or with a number too long") from error


def wrong(where: str, expected: str, got: object) -> BadDirectory:
    """The error for a value of another type than expected."""
    shown = repr(got)
    return BadDirectory(f"{where}: expected {expected}, got {shown[:60]}{'…' * (len(shown) > 60)}")


def mapping(value: Any, where: str) -> Mapping[str, Any]:
    """The value, if it is an object."""
    if not isinstance(value, dict):
        raise wrong(where, "an object", value)
    return value


def string(value: Any, where: str) -> str:
    """The value, if it is a string with something in it."""
    if not isinstance(value, str):
        raise wrong(where, "a string", value)
    stripped = value.strip()
    if not stripped:
        raise wrong(where, "a string that is not empty", value)
    return stripped


def needed(value: Mapping[str, Any], name: str, where: str) -> str:
    """A string that has to be there."""
    found = value.get(name)
    # Most values are right: the words for an error are made where there is one.
    if isinstance(found, str) and found.strip():
        return found.strip()
    if name not in value:
        raise BadDirectory(f"{where}: the field “{name}” is missing")
    return string(found, f"{where}.{name}")


def maybe(value: Mapping[str, Any], name: str, where: str) -> str | None:
    """A string, None where it is absent, null or empty."""
    found = value.get(name)
    if found is None:
        return None
    if isinstance(found, str):
        return found.strip() or None
    return string(found, f"{where}.{name}")


def items(
    value: Mapping[str, Any], name: str, where: str, one: Callable[[Any, str], _Item]
) -> tuple[_Item, ...]:
    """A list read item by item, empty where it is absent."""
    found = value.get(name)
    if found is None:
        return ()
    if not isinstance(found, list):
        raise wrong(f"{where}.{name}", "a list", found)
    return tuple([one(item, f"{where}.{name}[{at}]") for at, item in enumerate(found)])


def kind_of(kinds: type[_Kind], value: str, where: str) -> _Kind:
    """The member of an enumeration that has this value."""
    try:
        return kinds(value)
    except ValueError:
        raise wrong(where, f"one of {', '.join(kinds)}", value) from None


def day(value: Mapping[str, Any], name: str, where: str, *, last: bool = False) -> date | None:
    """A day; of a year or month alone its first day, or its last where `last` is asked.

    Popolo allows “2017” and “2017-07” as dates.

    >>> day({"end_date": "2017-07"}, "end_date", "here", last=True)
    datetime.date(2017, 7, 31)
    """
    found = maybe(value, name, where)
    return None if found is None else day_of(found, f"{where}.{name}", last=last)


def day_of(text: str, where: str, *, last: bool = False) -> date:
    """The day that a string names, as `day` reads it."""
    try:
        partial = _PARTIAL.fullmatch(text) if len(text) < 10 else None
        if not partial:
            return date.fromisoformat(text[:10])
        year, month = int(partial[1]), int(partial[2] or (12 if last else 1))
        if not last:
            return date(year, month, 1)
        return date.fromordinal(
            (date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)).toordinal() - 1
        )
    except (ValueError, OverflowError):
        raise wrong(where, "a day like 2021-03-14, a month or a year", text) from None
