"""Days and stretches of days, as articles name them."""

from dataclasses import dataclass
from datetime import date

from onrecord.record.errors import BadInput
from onrecord.record.spans import Span


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, its first and its last both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise BadInput(f"a period ends ({self.last}) before it begins ({self.first})")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a day, week, month, quarter or year, and the days that they name.

    `working` says in words how the days were found from the expression and the
    day of publication: “within 28 days” of 14 March 2021 → 11 April 2021.
    """

    span: Span
    period: Period
    working: str
