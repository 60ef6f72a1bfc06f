"""The indexes for words: FTS5 with triggers on SQLite, a generated column on PostgreSQL.

Both cut a text into the same words: letters and figures, small, without accents;
nothing is stemmed and no word is left out, so that both find the same.
"""

from typing import Any

TABLES = (
    # table, its key, the columns with words
    ("keep_entry", "id", ("words",)),
    ("keep_articletext", "article_id", ("title", "words")),
)

_PLAIN = """
CREATE FUNCTION keep_plain(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        regexp_replace(
            normalize(lower(given COLLATE "und-x-icu"), NFD), '[\\u0300-\\u036f]+', '', 'g'
        ) COLLATE "und-x-icu",
        '[^[:alnum:]]+', ' ', 'g'
    )
$$
"""


def make_search(_apps: Any, editor: Any) -> None:
    """Makes the indexes and fills them with what is there."""
    make = _on_sqlite if editor.connection.vendor == "sqlite" else _on_postgresql
    for statement in make():
        editor.execute(statement)


def drop_search(_apps: Any, editor: Any) -> None:
    """Takes them away again."""
    sqlite = editor.connection.vendor == "sqlite"
    for table, _, _ in TABLES:
        if sqlite:
            for event in ("insert", "update", "delete"):
                editor.execute(f"DROP TRIGGER IF EXISTS {table}_search_{event}")
            editor.execute(f"DROP TABLE IF EXISTS {table}_search")
        else:
            editor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS search")
    if not sqlite:
        editor.execute("DROP FUNCTION IF EXISTS keep_plain(text)")


def _on_sqlite() -> list[str]:
    statements = []
    for table, key, columns in TABLES:
        index = f"{table}_search"
        names = ", ".join(columns)
        old = ", ".join(f"old.{name}" for name in columns)
        new = ", ".join(f"new.{name}" for name in columns)
        forget = (
            f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.{key}, {old})"
        )
        note = f"INSERT INTO {index} (rowid, {names}) VALUES (new.{key}, {new})"
        statements += [
            f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', "
            f"content_rowid='{key}', tokenize='unicode61 remove_diacritics 2', prefix='3')",
            f"CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN {note}; END",
            f"CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN {forget}; END",
            f"CREATE TRIGGER {table}_search_update AFTER UPDATE OF {names} ON {table} "
            f"BEGIN {forget}; {note}; END",
            f"INSERT INTO {index} ({index}) VALUES ('rebuild')",
        ]
    return statements


def _on_postgresql() -> list[str]:
    statements = [_PLAIN]
    for table, _, columns in TABLES:
        words = " || ' ' || ".join(columns)
        statements += [
            f"ALTER TABLE {table} ADD COLUMN search tsvector "
            f"GENERATED ALWAYS AS (to_tsvector('simple', keep_plain({words}))) STORED",
            f"CREATE INDEX {table}_search ON {table} USING gin (search)",
        ]
    return statements
