"""Comma- and tab-separated lists, row by row."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from onrecord.record import BadDirectory


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the fields, and the rows by them."""

    fields: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def table_of(text: str, where: str) -> Table:
    """The table in a text; a tab in its first line makes it tab-separated."""
    first = text.partition("\n")[0]
    try:
        reader = csv.DictReader(
            io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ","
        )
        rows = tuple(
            {name: value or "" for name, value in row.items() if isinstance(name, str)}
            for row in reader
        )
    except csv.Error as error:
        raise BadDirectory(f"{where}: no table: {error}") from error
    return Table(tuple(name.strip() for name in reader.fieldnames or ()), rows)


def rows_of(value: Any, needed: frozenset[str], where: str) -> tuple[dict[str, str], ...]:
    """The rows of a table that has these fields; BadDirectory where it has not."""
    if not isinstance(value, Table):
        raise BadDirectory(f"{where}: a table is expected, with {', '.join(sorted(needed))}")
    missing = sorted(needed - set(value.fields))
    if missing:
        raise BadDirectory(f"{where}: the table lacks {', '.join(missing)}")
    return value.rows
