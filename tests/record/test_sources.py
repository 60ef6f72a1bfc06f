"""What a source's state says of its habit, and nouns that contradict themselves."""

from datetime import UTC, date, datetime

import pytest

from onrecord.record import BadInput, Source, SourceKind, SourceState

ADDED = date(2021, 3, 1)


def march(*days: int) -> tuple[date, ...]:
    return tuple(date(2021, 3, day) for day in days)


DAILY = march(1, 2, 3, 4, 5, 8, 9, 10, 11, 12)
WEEKLY = march(1, 8, 15, 22)


@pytest.mark.parametrize(
    ("days", "answered", "since"),
    [
        pytest.param(DAILY, (3, 15), None, id="a weekend is no silence"),
        pytest.param(DAILY, (3, 16), march(12)[0], id="three times a day is too long"),
        pytest.param(WEEKLY, (4, 12), None, id="three weeks are not more than three times"),
        pytest.param(WEEKLY, (4, 13), march(22)[0], id="a weekly that misses three"),
        pytest.param(march(1, 2), (3, 16), None, id="a habit not known yet"),
        pytest.param(march(1, 2), (3, 17), march(2)[0], id="but two weeks are silence"),
        pytest.param((), (3, 15), None, id="never anything, for two weeks"),
        pytest.param((), (3, 16), ADDED, id="never anything, for longer"),
        pytest.param(DAILY, None, None, id="nobody looked"),
    ],
)
def test_silence(days: tuple[date, ...], answered: tuple[int, int], since: date | None) -> None:
    moment = datetime(2021, *answered, 9, tzinfo=UTC) if answered else None
    assert SourceState(days=days, answered=moment).silent_since(ADDED) == since


def test_a_source_has_an_address_of_the_web() -> None:
    with pytest.raises(BadInput, match=r"news\.xml is no address of a source"):
        Source("news.xml", SourceKind.RSS)


def test_times_have_a_zone() -> None:
    with pytest.raises(BadInput, match="has no time zone"):
        SourceState(checked=datetime(2021, 3, 14))
