"""A stretch of days laid out from left to right, in per cent of a drawing's width."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_LEFT, _RIGHT = 3.0, 97.0
_MOST_TICKS = 5
_DAYS_APART = (1, 2, 7, 14)
_MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both shown."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands, in per cent; one day alone stands on the left."""
        length = (self.last - self.first).days
        share = (day - self.first).days / length if length else 0.0
        return round(_LEFT + (_RIGHT - _LEFT) * share, 2)

    def holds(self, day: date) -> bool:
        """Whether a day is shown."""
        return self.first <= day <= self.last

    def ticks(self) -> list[tuple[date, str]]:
        """At most five days to write beneath, evenly apart, each with its words."""
        for apart in _DAYS_APART:
            found = list(self._every_days(apart))
            if len(found) <= _MOST_TICKS:
                return [(day, f"{day.day} {day:%b}") for day in found]
        for apart in _MONTHS_APART:
            found = list(self._every_months(apart))
            if len(found) <= _MOST_TICKS:
                words = "%Y" if apart >= 12 else "%b %Y"
                return [(day, f"{day:{words}}") for day in found]
        return []

    def _every_days(self, apart: int) -> Iterator[date]:
        for number in range(0, (self.last - self.first).days + 1, apart):
            yield self.first + timedelta(number)

    def _every_months(self, apart: int) -> Iterator[date]:
        month = self.first.year * 12 + self.first.month - 1
        month += (self.first.day > 1) + (-month - (self.first.day > 1)) % apart
        while month // 12 <= date.max.year and (day := date(month // 12, month % 12 + 1, 1)):
            if day > self.last:
                return
            yield day
            month += apart
