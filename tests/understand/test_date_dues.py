"""The words of a due date → the days by which it is due, with the working asserted."""

from datetime import date

import pytest

from onrecord.record import Period
from onrecord.understand.date_dues import due_period

SAID = date(2021, 3, 31)  # a Wednesday, two days before Good Friday
ROWS = [
    # rule, words, first day, last day, working
    (
        "within days",
        "within 28 days",
        (4, 28),
        (4, 28),
        "“within 28 days” of 31 March 2021: by 28 April 2021",
    ),
    (
        "working days skip weekends and holidays",
        "within three working days",
        (4, 7),
        (4, 7),
        "“within three working days” of 31 March 2021: by 7 April 2021, not counting weekends, "
        "Good Friday (2 April 2021) and Easter Monday (5 April 2021)",
    ),
    (
        "coming weekday",
        "by Friday",
        (4, 2),
        (4, 2),
        "“by Friday” of 31 March 2021: by 2 April 2021",
    ),
    (
        "said on that weekday",
        "by Wednesday",
        (4, 7),
        (4, 7),
        "“by Wednesday” of 31 March 2021: by 7 April 2021",
    ),
    (
        "end of the month",
        "by the end of next month",
        (4, 30),
        (4, 30),
        "“by the end of next month” of 31 March 2021: by 30 April 2021",
    ),
    (
        "before a holiday",
        "before Christmas",
        (12, 24),
        (12, 24),
        "“before Christmas” of 31 March 2021: by 24 December 2021",
    ),
    (
        "next two weeks",
        "in the next two weeks",
        (4, 14),
        (4, 14),
        "“in the next two weeks” of 31 March 2021: by 14 April 2021",
    ),
    (
        "a stretch",
        "next week",
        (4, 5),
        (4, 11),
        "“next week” of 31 March 2021: 5 to 11 April 2021",
    ),
    (
        "by a stretch",
        "by April",
        (4, 1),
        (4, 30),
        "“by April” of 31 March 2021: by 30 April 2021 at the latest",
    ),
    (
        "a month after the 31st",
        "within a month",
        (4, 30),
        (4, 30),
        "“within a month” of 31 March 2021: by 30 April 2021",
    ),
    (
        "counted from a date",
        "within 28 days of 14 March 2021",
        (4, 11),
        (4, 11),
        "“within 28 days of 14 March 2021”, counted from 14 March 2021: by 11 April 2021",
    ),
    (
        "a range",
        "between 3 and 5 May",
        (5, 3),
        (5, 5),
        "“between 3 and 5 May” of 31 March 2021: 3 to 5 May 2021",
    ),
    (
        "hours",
        "within 24 hours",
        (4, 1),
        (4, 1),
        "“within 24 hours” of 31 March 2021: by 1 April 2021",
    ),
    (
        "weekends count here",
        "before the weekend",
        (4, 2),
        (4, 2),
        "“before the weekend” of 31 March 2021: by 2 April 2021",
    ),
]


@pytest.mark.parametrize(
    ("rule", "words", "first", "last", "working"), ROWS, ids=[row[0] for row in ROWS]
)
def test_dues(rule, words, first, last, working):
    assert due_period(words, SAID) == (Period(date(2021, *first), date(2021, *last)), working)


@pytest.mark.parametrize(
    "words",
    [
        "quickly",
        "at every game",
        "every Friday",
        "in the coming weeks",
        "within 28 days of the ruling",
        "for three weeks",
        "after Easter",
        "by the autumn",
        "before Parliament rises",
        "",
    ],
)
def test_no_day_is_named(words):
    assert due_period(words, SAID) is None


def test_without_a_day_to_count_from():
    assert due_period("within 28 days", None) is None
    assert due_period("by 2025", None) == (
        Period(date(2025, 1, 1), date(2025, 12, 31)),
        "“by 2025”: by 31 December 2025 at the latest",
    )


def test_holidays_are_the_countrys():
    found = due_period("within three working days", SAID, "US")
    assert found is not None
    assert found[0] == Period(date(2021, 4, 5), date(2021, 4, 5))
