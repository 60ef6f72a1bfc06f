"""Which rows hold the words of a search: the latest of them, found without reading all.

A word index gives its rows in the order in which they were kept, and walks a
million of them sooner than the rows themselves could be looked at.  So a party
and days narrow the walk itself; for all else only the first of its rows are
looked at, unless they yield too little.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from onrecord.keep.search_words import for_postgresql, for_sqlite, pieces
from onrecord.record import BadOption

LOOKED_AT = 10_000
"""Rows with the words, the latest, that are looked at for kind, status and outlet."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A table with its words, where its rows keep their days, and how a party stands in it."""

    words: str  # the table with the words; its index is named after it
    key: str
    rows: str
    day: str
    of_party: str


ENTRIES = Searched(
    "keep_entry", "id", "keep_entry", "day",
    "SELECT entry_id FROM keep_entryparty WHERE party_id = %s",
)  # fmt: skip
ARTICLES = Searched(
    "keep_articletext", "article_id", "keep_article", "published",
    "SELECT e.article_id FROM keep_entryparty c JOIN keep_entry e ON e.id = c.entry_id "
    "WHERE c.party_id = %s",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through a word index, the latest rows first, narrowed by party and days."""

    table: Searched
    words: str
    party: int | None = None
    first: date | None = None
    last: date | None = None

    def narrow(self, rows: QuerySet[Any], most: int | None = None) -> QuerySet[Any]:
        """Those of `rows` that the walk meets among its first `most`, the latest first."""
        wanted = _wanted(self.words)
        if wanted is not None:
            rows = rows.filter(pk__in=RawSQL(*self._sql(wanted, most)))
        elif self.words.strip():
            return rows.none()
        elif self.party is not None:
            rows = rows.filter(pk__in=RawSQL(self.table.of_party, (self.party,)))
        return rows.order_by("-pk")

    def goes_beyond(self, most: int) -> bool:
        """Whether there are more rows than so many on the walk."""
        wanted = _wanted(self.words)
        if wanted is None:
            return False
        sql, given = self._sql(wanted, most + 1)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({sql}) AS met", given)
            return bool(cursor.fetchone()[0] > most)

    def _sql(self, wanted: str, most: int | None) -> tuple[str, tuple[Any, ...]]:
        table = self.table
        given: list[Any] = [wanted]
        if connection.vendor == "sqlite":
            key = "rowid"
            sql = f"SELECT rowid FROM {table.words}_search WHERE {table.words}_search MATCH %s"
        else:
            key = table.key
            sql = f"SELECT {key} FROM {table.words} WHERE search @@ %s::tsquery"
        bounds = self._bounds()
        if bounds is not None:
            sql += f" AND {key} BETWEEN %s AND %s"
            given += bounds
        if self.party is not None:
            # With its sign FTS5 does not see the key, which it would look up once a row.
            sql += f" AND +{key} IN ({table.of_party})"
            given.append(self.party)
        if most is not None:
            sql += f" ORDER BY {key} DESC LIMIT %s"
            given.append(most)
        return sql, tuple(given)

    def _bounds(self) -> tuple[int, int] | None:
        """The least and the greatest id of the days, found by a look at each day's ends."""
        if self.first is None and self.last is None:
            return None
        rows, day = self.table.rows, self.table.day
        sql = f"""
            WITH RECURSIVE days(day) AS (
                SELECT min({day}) FROM {rows} WHERE {day} >= %s
                UNION ALL
                SELECT (SELECT min({day}) FROM {rows} WHERE {day} > days.day)
                FROM days WHERE days.day < %s
            )
            SELECT min((SELECT min(id) FROM {rows} WHERE {day} = days.day)),
                   max((SELECT max(id) FROM {rows} WHERE {day} = days.day))
            FROM days WHERE days.day <= %s
        """
        last = self.last or date.max
        with connection.cursor() as cursor:
            cursor.execute(sql, (self.first or date.min, last, last))
            least, greatest = cursor.fetchone()
        return (least, greatest) if least is not None else (0, 0)


def _wanted(words: str) -> str | None:
    """What the database's index is asked for, None where there is no word to look for."""
    typed = pieces(words)
    wanted = for_sqlite(typed) if connection.vendor == "sqlite" else for_postgresql(typed)
    if wanted is None and typed:
        raise BadOption("only words to leave out were given; give one to look for, too")
    return wanted
