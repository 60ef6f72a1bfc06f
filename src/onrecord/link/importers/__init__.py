"""Public lists of parties → `Directory`; one file a format.

The format is told from the content: from the first fields of a list, never
from the name of the file.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from onrecord.link.fields import json_of, text_of
from onrecord.link.importers import govuk, register, uk_mps, us_committees, us_people
from onrecord.link.importers.tables import Table, table_of
from onrecord.link.importers.yaml_text import yaml_of
from onrecord.link.popolo import LISTS, popolo
from onrecord.record import BadDirectory, Directory

_READERS: dict[str, Callable[[Any, str], Directory]] = {
    "popolo": popolo,
    "govuk": govuk.read,
    "uk-mps": uk_mps.read,
    "uk-register": register.read,
    "us-committees": us_committees.read,
    "us-people": us_people.read,
}
FORMATS = tuple(_READERS)
"""The formats, as `--format` takes them."""


def read_list(path: Path, form: str | None = None) -> Directory:
    """The directory that a public list holds; `form` is one of FORMATS, else told from it.

    Raises BadDirectory where the file cannot be read, is in no known format, or
    has a value of the wrong type.
    """
    where = str(path)
    value = _value(text_of(path), where)
    form = form or _told(value)
    if form is None:
        raise BadDirectory(
            f"{where}: in no known format; convert it to Popolo JSON, or name one of "
            f"{', '.join(FORMATS)} by --format"
        )
    return _READERS[form](value, where)


def _value(text: str, where: str) -> Any:
    """The text as JSON, YAML or a table, by its first characters."""
    start = text.lstrip()[:200]
    if not start:
        raise BadDirectory(f"{where}: the file is empty")
    if start[0] in "{[":
        return json_of(text, where)
    if start.startswith(("- ", "---", "# ")):
        return yaml_of(text, where)
    return table_of(text, where)


def _told(value: Any) -> str | None:
    if isinstance(value, Table):
        for form, fields in (
            ("govuk", govuk.FIELDS),
            ("uk-mps", uk_mps.FIELDS),
            ("uk-register", register.FIELDS),
        ):
            if fields <= set(value.fields):
                return form
        return None
    if isinstance(value, dict):
        if isinstance(value.get("results"), list):
            return "govuk"
        return "popolo" if any(name in value for name in LISTS) else None
    if isinstance(value, list) and value and isinstance(value[0], dict):
        if "terms" in value[0]:
            return "us-people"
        if "thomas_id" in value[0] or "subcommittees" in value[0]:
            return "us-committees"
        if "details" in value[0] and "web_url" in value[0]:
            return "govuk"
    return None


__all__ = ["FORMATS", "read_list"]
