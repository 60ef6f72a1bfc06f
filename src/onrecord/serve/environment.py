"""What the site takes from the environment; `docs/serving.md` says what each variable does."""

import contextlib
import os
import secrets
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.functional import lazy

from onrecord.brief import place
from onrecord.keep import settings as keep_settings
from onrecord.keep.settings import database
from onrecord.record import BadOption

SECRET_KEY = "ONRECORD_SECRET_KEY"
ORIGIN = place.ORIGIN
ALLOWED_HOSTS = "ONRECORD_ALLOWED_HOSTS"
BEHIND_PROXY = "ONRECORD_BEHIND_PROXY"
TIME_ZONE = "ONRECORD_TIME_ZONE"
NAME = place.NAME
THREADS = "ONRECORD_THREADS"
TODAY = keep_settings.TODAY

VARIABLES = (SECRET_KEY, ORIGIN, ALLOWED_HOSTS, BEHIND_PROXY, TIME_ZONE, NAME, THREADS, TODAY)
"""All that this room reads; a test asks that each is documented."""

_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_LEAST_KEY = 32
_MOST_THREADS = 64


origin = place.origin
"""Where the public reaches the site, as mails and feeds name it, too."""
name = place.name
"""What this record calls itself at the head of every page."""


def allowed_hosts() -> list[str]:
    """The names under which the site answers: this machine's own, and those that are told."""
    given = os.environ.get(ALLOWED_HOSTS, "")
    named = [host.strip() for host in given.split(",") if host.strip()]
    public = urlsplit(origin()).hostname
    return [*dict.fromkeys([*_LOCAL, *([public] if public else []), *named])]


def behind_proxy() -> bool:
    """Whether a proxy in front tells by `X-Forwarded-Proto` how the reader came."""
    return os.environ.get(BEHIND_PROXY, "") not in ("", "0", "no", "false")


def time_zone() -> str:
    """The time zone in which the record's days begin."""
    name = os.environ.get(TIME_ZONE, "UTC")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadOption(
            f"{TIME_ZONE}: {name!r} is no time zone; write it as Europe/London"
        ) from error
    return name


def threads() -> int:
    """How many requests are answered at once."""
    given = os.environ.get(THREADS, "8")
    if not given.isdecimal() or not 1 <= int(given) <= _MOST_THREADS:
        raise BadOption(f"{THREADS}: {given!r} is no number from 1 to {_MOST_THREADS}")
    return int(given)


def secret_key() -> str:
    """The key that signs sessions and forms: the variable, or a file beside the database.

    The file is made on first use, readable by its owner alone.  A record on
    PostgreSQL has no folder of its own: the file then stands in the current one.
    """
    given = os.environ.get(SECRET_KEY, "")
    if given:
        if len(given) < _LEAST_KEY:
            raise BadOption(f"{SECRET_KEY} is too short; give {_LEAST_KEY} characters or more")
        return given
    path = key_path()
    with contextlib.suppress(FileExistsError):
        _make_key(path)
    try:
        return path.read_text("ascii").strip()
    except OSError as error:
        raise BadOption(f"{path}: cannot be read ({error.strerror}); set {SECRET_KEY}") from error


def key_path() -> Path:
    """Where the key is kept."""
    found = database()
    if found["ENGINE"].endswith("sqlite3") and found["NAME"] != ":memory:":
        file = Path(found["NAME"])
        return file.with_name(file.name + ".secret-key")
    return Path("onrecord.secret-key").absolute()


def _make_key(path: Path) -> None:
    # Written whole under another name first: two processes that start together must not
    # read half a key.  `link` fails where the file is there, `replace` would not.
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(48) + "\n")
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError as error:
        raise BadOption(
            f"{path}: cannot be written ({error.strerror}); set {SECRET_KEY}"
        ) from error
    finally:
        part.unlink(missing_ok=True)


LAZY_SECRET_KEY = lazy(cache(secret_key), str)()
"""The key for Django's settings: nothing is read or made before something is to be signed."""
