"""The day on which one looks at the record: clocks run up to it, silence is counted up to it."""

import os
from datetime import date, datetime

from django.utils import timezone

from onrecord.keep.settings import TODAY
from onrecord.record import BadOption


def today() -> date:
    """The day that it is in the record's time zone, or the one that the variable names.

    Another day than today serves to see how something stood, or will stand: a
    record of May 2024 looked at on 20 May 2024 has nothing that is overdue.
    """
    given = os.environ.get(TODAY, "").strip()
    if not given:
        return timezone.localdate()
    try:
        return datetime.strptime(given, "%Y-%m-%d").date()
    except ValueError as error:
        raise BadOption(f"{TODAY}: {given!r} is no day; write it as 2024-06-16") from error
