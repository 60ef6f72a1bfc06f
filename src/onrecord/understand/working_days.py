"""Working days: neither weekends nor the public holidays of a country."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_MOST = 2600
"""Working days counted at most, ten years of them; more is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """A day counted to, and the public holidays, by day and name, that were left out."""

    day: date
    left_out: tuple[tuple[date, str], ...]


def after_working_days(start: date, count: int, country: str) -> WorkingDay:
    """The day that many working days after `start`, which does not count itself.

    `country` is an ISO 3166 code, of a country (“US”) or a part of one (“GB-SCT”);
    “GB” by itself is read as England.
    Raises ValueError where the country is not known or the count is not within
    0 and 2,600.

    >>> after_working_days(date(2021, 3, 31), 3, "GB-ENG").day
    datetime.date(2021, 4, 7)
    """
    if not 0 <= count <= _MOST:
        raise ValueError(f"{count} working days cannot be counted; give 0 to {_MOST}")
    day, left, left_out = start, count, []
    while left:
        day += timedelta(days=1)
        if day.weekday() >= 5:
            continue
        if name := _public_holidays(country, day.year).get(day):
            left_out.append((day, name))
        else:
            left -= 1
    return WorkingDay(day, tuple(left_out))


@lru_cache(maxsize=64)
def _public_holidays(country: str, year: int) -> dict[date, str]:
    import holidays  # noqa: PLC0415 - it is large, and few articles count working days

    whole, _, part = country.partition("-")
    if country == "GB":
        part = "ENG"  # holidays differ within it; most of its people live there
    try:
        found = holidays.country_holidays(whole, subdiv=part or None, years=year, language="en_US")
    except (NotImplementedError, AttributeError) as unknown:
        raise ValueError(f"{country}: no calendar of holidays; give an ISO 3166 code") from unknown
    return dict(found.items())
