"""The settings that the record needs of Django, and where its database is."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import dj_database_url

from onrecord.record import BadOption

VARIABLE = "ONRECORD_DATABASE_URL"
TODAY = "ONRECORD_TODAY"
"""Names another day than today on which the record is looked at (`looking.py`)."""
DEFAULT = "onrecord.db"
"""Name of the SQLite file in the current folder, where the variable is not set."""

_SQLITE = {
    # One writer at a time, readers beside it; what a crash leaves is the last commit.
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000; "
        "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456;"
    ),
}


def database(named: str | None = None) -> dict[str, Any]:
    """Django's description of the database that `named`, the variable or the default names.

    A name without `://` is the path of a SQLite file.  Raises BadOption for an
    address that is neither SQLite nor PostgreSQL.

    >>> database("sqlite:////tmp/record.db")["NAME"]
    '/tmp/record.db'
    >>> database("/tmp/record.db")["NAME"]
    '/tmp/record.db'
    """
    url = _address(named or os.environ.get(VARIABLE) or DEFAULT)
    try:
        found = dict(dj_database_url.parse(url, conn_max_age=60))
    except ValueError as error:
        raise BadOption(_not_understood(url)) from error
    engine = found["ENGINE"]
    if engine == "django.db.backends.sqlite3":
        found["OPTIONS"] = dict(_SQLITE)
    elif engine != "django.db.backends.postgresql":
        raise BadOption(_not_understood(url))
    return found


def settings(url: str | None = None) -> dict[str, Any]:
    """What `django.conf.settings` must hold for the record alone, without a site."""
    return {
        "DATABASES": {"default": database(url)},
        "INSTALLED_APPS": (
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "onrecord.keep.apps.KeepConfig",
            "onrecord.brief.apps.BriefConfig",
        ),
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    }


def _address(named: str) -> str:
    """The address of a database; a path may hold signs that an address must not hold plainly."""
    if ":" in named.split("/", 1)[0]:
        return named
    return f"sqlite:///{quote(str(Path(named).expanduser().absolute()))}"


def _not_understood(url: str) -> str:
    kind = url.split(":", 1)[0]
    return (
        f"{VARIABLE}: a database of the kind {kind!r} is not known; write the path of a "
        "file, sqlite:////path/to/onrecord.db or postgres://user:password@host/name"
    )
