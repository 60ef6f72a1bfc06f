"""How long a host is left alone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from onrecord.read.pace import Clock, Manners, Pace, retry_after
from onrecord.record import BadOption

NOON = datetime(2021, 3, 14, 12, tzinfo=UTC)


def pace(clock: Any, **manners: float) -> Pace:
    return Pace(Manners(**manners), Clock(clock.now, clock.sleep))  # type: ignore[arg-type]


def test_the_delay_counts_from_the_last_request_and_for_each_host_alone(slow_clock: Any) -> None:
    one = pace(slow_clock, delay=2)
    one.asked("a", None)
    slow_clock.pass_by(seconds=0.5)
    one.wait("b")
    one.wait("a")
    one.asked("a", 7)
    one.wait("a")
    assert slow_clock.slept == [1.5, 7.0]


def test_pauses_double_up_to_a_ceiling_and_end_with_a_good_answer(slow_clock: Any) -> None:
    one = pace(slow_clock, first_pause=5, longest_pause=30)
    assert [one.fault("a", None) for _ in range(5)] == [5, 10, 20, 30, 30]
    one.well("a")
    assert one.fault("a", None) == 5
    assert one.fault("b", None) == 5


def test_a_host_may_ask_for_a_longer_pause_but_not_for_a_shorter(slow_clock: Any) -> None:
    one = pace(slow_clock, first_pause=5)
    assert [one.fault("a", 60), one.fault("a", 1)] == [60, 10]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 14 Mar 2021 12:01:30 GMT", 90.0),
        ("Sun, 14 Mar 2021 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOON) == seconds


def test_manners_that_are_none() -> None:
    with pytest.raises(BadOption, match="cannot be below nought"):
        Manners(delay=-1)
