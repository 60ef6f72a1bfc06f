"""Days in the forms that inputs write them."""

from datetime import date

import pytest

from onrecord.read.dates import date_line, dated_line, day_of, tells_day

DAY = date(2021, 3, 14)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param("2021-03-14", DAY, id="iso day"),
        pytest.param("20210314", DAY, id="iso day without hyphens"),
        pytest.param("  2021-03-14T23:30:00-05:00 ", DAY, id="the offset is not applied"),
        pytest.param("2021-03-14 08:00:00 +0000 UTC", DAY, id="what follows a day is passed over"),
        pytest.param("2021-W10-7", DAY, id="iso week date"),
        pytest.param("Sun, 14 Mar 2021 08:00:00 GMT", DAY, id="rfc 2822"),
        pytest.param("14 Mar 21 08:00 +0100", DAY, id="rfc 822 with two digits"),
        pytest.param("14 March 2021", DAY, id="day before month"),
        pytest.param("Sunday, March 14th, 2021", DAY, id="month before day"),
        pytest.param("2021", None, id="a year is no day"),
        pytest.param("2021-03", None, id="a month is no day"),
        pytest.param("2021-13-45", None, id="no such day"),
        pytest.param("14/03/2021", None, id="slashes are ambiguous"),
        pytest.param("soon", None, id="a word"),
        pytest.param("", None, id="nothing"),
        pytest.param("9" * 5000, None, id="a long number"),
    ],
)
def test_day_of(written: str, day: date | None) -> None:
    assert day_of(written) == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(" date 2021-03-14 The ferry is late.", (DAY, 1, 16), id="the line goes on"),
        pytest.param("date 2021-03-14\r\nThe ferry.", (DAY, 0, 15), id="a line of its own"),
        pytest.param("\n\ndate 2021-03-14", (DAY, 2, 17), id="after empty lines"),
        pytest.param("Date: 2021-03-14T08:00:00Z The", (DAY, 0, 26), id="with a time"),
        pytest.param("date 2021-02-30 The ferry", None, id="no such day"),
        pytest.param("The date 2021-03-14 was set.", None, id="not first"),
        pytest.param("date 2021-03-145 tons", None, id="a longer number"),
        pytest.param("dated 2021-03-14", None, id="another word"),
    ],
)
def test_date_line(text: str, found: tuple[date, int, int] | None) -> None:
    assert date_line(text) == found


@pytest.mark.parametrize(
    ("line", "published", "tells"),
    [
        pytest.param("Sunday, March 14, 2021 ", DAY, True, id="a date alone"),
        pytest.param("14 Mar 2021 Posted in [News](/news)", DAY, True, id="and where posted"),
        pytest.param("Published on: 14 March 2021", DAY, True, id="and that it was published"),
        pytest.param("Last updated on 14 March 2021", None, True, id="a later change"),
        pytest.param("14 March 2021 was a cold day.", None, False, id="a sentence"),
        pytest.param("14 March", None, False, id="no year"),
    ],
)
def test_lines_that_are_dates(line: str, published: date | None, tells: bool) -> None:
    assert (dated_line(line), tells_day(line)) == (published, tells)
