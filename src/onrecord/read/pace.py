"""How often a host is asked: a delay from one request to the next, and back-off when it is in
trouble.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from onrecord.record import BadOption


@dataclass(frozen=True, slots=True)
class Clock:
    """What tells the time and what lets it pass; tests hand in their own."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


def _now() -> datetime:
    return datetime.now(UTC)


REAL_CLOCK = Clock(_now, time.sleep)


@dataclass(frozen=True, slots=True)
class Manners:
    """How politely hosts are asked; all are seconds but `tries`.

    `delay` lies between two requests to one host, unless its robots.txt wants
    more; a host that wants more than `longest_delay` is not asked at all.
    After an answer of “too many requests” or of a fault, a host is left alone
    for `first_pause`, doubled with each further one up to `longest_pause`, or
    for as long as it asks for itself.  A pause of up to `patience` is waited
    for and the request made again, in all `tries` times; a longer one is left
    to the next run.
    """

    delay: float = 1.0
    longest_delay: float = 300.0
    first_pause: float = 5.0
    longest_pause: float = 3600.0
    patience: float = 60.0
    tries: int = 3

    def __post_init__(self) -> None:
        if min(self.delay, self.first_pause) < 0 or self.tries < 1:
            raise BadOption(
                f"delay {self.delay} and first_pause {self.first_pause} cannot be below nought, "
                f"nor tries {self.tries} below one"
            )


class Pace:
    """When each host may be asked again, for one run."""

    def __init__(self, manners: Manners, clock: Clock) -> None:
        self._manners = manners
        self._clock = clock
        self._free: dict[str, datetime] = {}
        self._paused: dict[str, datetime] = {}
        self._faults: dict[str, int] = {}

    def seconds_left(self, host: str) -> float:
        """The seconds until `host` may be asked."""
        return max(_left(self._free.get(host), self._clock), self.pause_left(host))

    def pause_left(self, host: str) -> float:
        """The seconds for which `host` is still left alone after a fault."""
        return _left(self._paused.get(host), self._clock)

    def wait(self, host: str) -> None:
        """Returns when `host` may be asked."""
        # A loop, because a sleep may end early.
        while (left := self.seconds_left(host)) > 0:
            self._clock.sleep(left)

    def asked(self, host: str, delay: float | None) -> None:
        """That `host` was asked just now, and how long it wants to be left alone."""
        pause = max(self._manners.delay, delay or 0.0)
        self._free[host] = self._clock.now() + timedelta(seconds=pause)

    def well(self, host: str) -> None:
        """That `host` answered as it should."""
        self._faults.pop(host, None)

    def fault(self, host: str, wanted: float | None) -> float:
        """That `host` is in trouble: the seconds for which it is now left alone."""
        before = self._faults.get(host, 0)
        self._faults[host] = before + 1
        own = min(self._manners.first_pause * 2.0**before, self._manners.longest_pause)
        pause = max(own, wanted or 0.0)
        self._paused[host] = self._clock.now() + timedelta(seconds=pause)
        return pause


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a `Retry-After` header asks for, given as seconds or as a time.

    >>> retry_after("Sun, 14 Mar 2021 08:02:00 GMT", datetime(2021, 3, 14, 8, tzinfo=UTC))
    120.0
    """
    value = (value or "").strip()
    if value.isdecimal() and value.isascii():
        # Years are no answer but a mistake, and too long a number breaks calendars.
        return float(value) if len(value) < 9 else None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0.0)


def _left(moment: datetime | None, clock: Clock) -> float:
    return max((moment - clock.now()).total_seconds(), 0.0) if moment else 0.0
