"""What tells a person at the form from a program: how long they took, and a field left empty."""

from datetime import timedelta
from enum import Enum

from django.core import signing

LEAST = timedelta(seconds=2)
"""Who reads the form and types an address takes longer."""

MOST = timedelta(hours=24)

_SIGNER_SALT = "onrecord.brief.form"


class Pace(Enum):
    """Whether a form was filled in at a person's pace."""

    FINE = "fine"
    ONCE_MORE = "once more"


def form_stamp() -> str:
    """What the form holds: when it was shown, signed."""
    return signing.TimestampSigner(salt=_SIGNER_SALT).sign("form")


def pace_of(stamp: str) -> Pace:
    """Whether the form was shown by this site, and neither just now nor long ago.

    Who is asked once more loses nothing: a form that was kept open over night
    or filled in by the browser at once is no offence.
    """
    signer = signing.TimestampSigner(salt=_SIGNER_SALT)
    try:
        signer.unsign(stamp[:200], max_age=MOST)
    except signing.BadSignature:
        return Pace.ONCE_MORE
    try:
        signer.unsign(stamp, max_age=LEAST)
    except signing.SignatureExpired:
        return Pace.FINE
    return Pace.ONCE_MORE
