"""Days and signs as pages say them."""

from datetime import date, datetime

from onrecord.record import Period
from onrecord.report.entries import days_in_words

_SIGNS = {
    # A ring that is open, filled, crossed; a tick, a half, a break; an hourglass of its own.
    "open": '<circle cx="8" cy="8" r="6"/>',
    "answered": '<circle class="full" cx="8" cy="8" r="6"/>',
    "refused": '<path d="M3 3l10 10M13 3 3 13"/>',
    "withdrawn": '<path d="M2 8h12"/>',
    "kept": '<path d="M2 9l4 4 8-10"/>',
    "partly kept": '<circle cx="8" cy="8" r="6"/><path class="full" d="M8 2a6 6 0 0 1 0 12Z"/>',
    "broken": '<path d="M9 1 5 8h5l-4 7"/>',
    "disputed": '<path d="M2 6h12M2 11h12M11 2 5 14"/>',
    "overdue": '<path d="M8 2 15 14H1ZM8 7v3M8 12v.01"/>',
    "no reply seen": '<circle cx="8" cy="8" r="6" stroke-dasharray="2 3.2"/>',
    "superseded": '<path d="M2 8h10M9 4l4 4-4 4"/>',
    "cannot be checked": '<path d="M5 6a3 3 0 1 1 3 3.500v1M8 14v.01"/>',
}


def sign(word: str) -> str:
    """The drawn sign of a public word: it tells the words apart where colours do not."""
    return f'<svg class="sign" viewBox="0 0 16 16" aria-hidden="true">{_SIGNS[word]}</svg>'


def day_in_words(iso: str) -> str:
    """A day as a reader writes it.

    >>> day_in_words("2024-05-20")
    '20 May 2024'
    """
    day = date.fromisoformat(iso)
    return days_in_words(Period(day, day))


def moment_in_words(iso: str) -> str:
    """A day and an hour.

    >>> moment_in_words("2024-05-20T09:05:00+00:00")
    '20 May 2024, 09:05'
    """
    moment = datetime.fromisoformat(iso)
    return f"{day_in_words(moment.date().isoformat())}, {moment:%H:%M}"
