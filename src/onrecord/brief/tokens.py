"""Signed links: each is for one purpose, and does nothing for another.

A token is `1.REF.TIME.SIGNATURE`.  The key of the signature is derived from
the site's secret key, the purpose and the version, so that a token of one
purpose is no token at all for another.  `1` is the version of the scheme:
should one ever be found weak, raising it ends all links made under it.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.core import signing
from django.utils.crypto import salted_hmac

from onrecord.brief.models import Purpose

VERSION = "1"

LASTS: dict[Purpose, timedelta | None] = {
    Purpose.CONFIRM: timedelta(days=7),
    Purpose.PREFERENCES: timedelta(days=400),
    Purpose.UNSUBSCRIBE: None,
    Purpose.EXPORT: timedelta(hours=24),
    Purpose.ERASE: timedelta(hours=24),
}
"""How long a link works.  Leaving must work from the oldest mail that somebody kept."""

_LONGEST = 200
"""A longer token is none; nothing is computed over what a stranger sends at length."""


class Useless(Enum):
    """Why a token opens nothing."""

    FORGED = "forged"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a good token speaks of."""

    ref: str


def new_ref() -> str:
    """A random name of 22 characters, by which links speak of a row."""
    return secrets.token_urlsafe(16)


def token(purpose: Purpose, ref: str) -> str:
    """The token of a link."""
    return f"{VERSION}.{_signer(purpose).sign(ref)}"


def opened(purpose: Purpose, given: str) -> Opened | Useless:
    """What `given` speaks of, where it is a token of this purpose that still works."""
    version, _, signed = given.partition(".")
    if version != VERSION or len(given) > _LONGEST:
        return Useless.FORGED
    try:
        return Opened(_signer(purpose).unsign(signed, max_age=LASTS[purpose]))
    except signing.SignatureExpired:
        return Useless.OLD
    except signing.BadSignature:
        return Useless.FORGED


def keyed_hash(what: str, value: str) -> str:
    """A hash that nobody can try values on who does not hold the site's secret key."""
    return salted_hmac(f"onrecord.brief.{what}", value, algorithm="sha256").hexdigest()


def _signer(purpose: Purpose) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"onrecord.brief.{purpose}.{VERSION}", sep=".")
