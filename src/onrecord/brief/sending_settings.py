"""How mail leaves, as the environment tells; `docs/delivery.md` says what each variable does."""

import os
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from onrecord.record import BadOption

EMAIL_URL = "ONRECORD_EMAIL_URL"
EMAIL_FROM = "ONRECORD_EMAIL_FROM"
EMAIL_BOUNCES = "ONRECORD_EMAIL_BOUNCES"
EMAIL_LATE = "ONRECORD_EMAIL_LATE"
EMAIL_PER_DOMAIN = "ONRECORD_EMAIL_PER_DOMAIN"

VARIABLES = (EMAIL_URL, EMAIL_FROM, EMAIL_BOUNCES, EMAIL_LATE, EMAIL_PER_DOMAIN)
"""All that sending reads; a test asks that each is documented."""

_DEFAULT_URL = "console:"
_DEFAULT_FROM = "onrecord <briefing@localhost>"
_TIMEOUT = 60
"""Seconds that a mail server may take for one answer, where the address does not say."""

_SCHEMES = {
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
}


@dataclass(frozen=True, slots=True)
class Post:
    """How mail leaves: by which of Django's backends, from whom, and where bounces go.

    `bounces` is an address of which each mail gets its own form
    (“bounces+12-5b6c@record.example”); without it bounces go to the sender and
    nobody is suppressed for them.
    """

    backend: str
    options: dict[str, Any] = field(default_factory=dict)
    sender: str = _DEFAULT_FROM
    bounces: str = ""

    @property
    def sender_address(self) -> str:
        """The address alone, of “The Tarn Record <news@tarn.example>”."""
        return parseaddr(self.sender)[1]

    @property
    def domain(self) -> str:
        """What stands after the @ of the sender."""
        return self.sender_address.rpartition("@")[2]

    def connection(self) -> BaseEmailBackend:
        """A connection of the backend, not yet open."""
        return get_connection(self.backend, fail_silently=False, **self.options)

    @property
    def is_smtp(self) -> bool:
        """Whether mail goes to a mail server of one's own, or of one's provider."""
        return self.backend == _SCHEMES["smtp"]


def post() -> Post:
    """What the variables say."""
    backend, options = parsed(os.environ.get(EMAIL_URL) or _DEFAULT_URL)
    sender = os.environ.get(EMAIL_FROM) or _DEFAULT_FROM
    bounces = os.environ.get(EMAIL_BOUNCES, "").strip()
    for variable, given in ((EMAIL_FROM, sender), (EMAIL_BOUNCES, bounces)):
        if given and ("@" not in parseaddr(given)[1] or not given.isprintable()):
            raise BadOption(f"{variable}: {given!r} is no address; write it as news@tarn.example")
    return Post(backend, options, sender, bounces)


def late_hours() -> int:
    """How many hours after it was ready an edition may still go out."""
    return _number(EMAIL_LATE, os.environ.get(EMAIL_LATE, "12"), 1, 24 * 7)


def per_domain() -> dict[str, int]:
    """Mails a minute by domain; “*” for each that is not named.  Empty for no limit.

    Written as `gmail.com=60,*=300`.
    """
    given = os.environ.get(EMAIL_PER_DOMAIN, "")
    found = {}
    for part in filter(None, (one.strip() for one in given.split(","))):
        domain, _, number = part.partition("=")
        found[domain.strip().casefold()] = _number(EMAIL_PER_DOMAIN, number, 1, 10**9)
    return found


def parsed(url: str) -> tuple[str, dict[str, Any]]:
    """Django's backend, and its options, of an address.

    What follows `?` goes to the backend as it is, as an anymail backend wants it.

    >>> parsed("smtp://ada:secret@mail.tarn.example?timeout=20")[1] == {
    ...     "host": "mail.tarn.example", "port": 587, "username": "ada", "password": "secret",
    ...     "use_tls": True, "use_ssl": False, "timeout": 20}
    True
    >>> parsed("anymail.backends.postmark.EmailBackend?server_token=abc")
    ('anymail.backends.postmark.EmailBackend', {'server_token': 'abc'})
    """
    parts = urlsplit(url)
    more: dict[str, Any] = dict(parse_qsl(parts.query))
    if parts.scheme in ("smtp", "smtps"):
        return _SCHEMES[parts.scheme], _smtp(url, more)
    if parts.scheme == "console":
        return _SCHEMES["console"], {}
    if parts.scheme == "file":
        if not parts.path:
            raise BadOption(f"{EMAIL_URL}: name a folder, as file:/var/mail/onrecord")
        return _SCHEMES["file"], {"file_path": str(Path(unquote(parts.path)))}
    if not parts.scheme and "." in parts.path and "/" not in parts.path:
        return parts.path, more
    raise BadOption(
        f"{EMAIL_URL}: {url.split(':', 1)[0]!r} is no way to send mail; write smtp://user:password"
        "@host:587, smtps://…, console:, file:/folder or the path of a Django e-mail backend"
    )


def _smtp(url: str, more: dict[str, Any]) -> dict[str, Any]:
    """Options of Django's SMTP backend.

    A password crosses the network under TLS alone: `smtp://` with one asks for
    STARTTLS, which `?tls=0` leaves out.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise BadOption(f"{EMAIL_URL}: the port is no number from 0 to 65535") from error
    if not parts.hostname:
        raise BadOption(f"{EMAIL_URL}: name the mail server, as smtp://mail.tarn.example:25")
    direct = parts.scheme == "smtps"
    secure = not direct and more.get("tls", "1" if parts.username else "0") not in ("0", "no")
    return {
        "host": parts.hostname,
        "port": port or (465 if direct else 587 if parts.username else 25),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": secure,
        "use_ssl": direct,
        "timeout": _number(EMAIL_URL, str(more.get("timeout", _TIMEOUT)), 1, 3600),
    }


def _number(variable: str, given: str, least: int, most: int) -> int:
    if not given.strip().isdecimal() or not least <= int(given) <= most:
        raise BadOption(f"{variable}: {given!r} is no number from {least} to {most}")
    return int(given)
