"""Expressions of time → days: one rule a row, all that is found in the sentence asserted."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Span
from onrecord.understand.dates import find_dates
from onrecord.understand.working_days import after_working_days

SUNDAY = date(2021, 3, 14)
MONTH, YEAR = "2021-03-01/2021-03-31", "2021-01-01/2021-12-31"


def shown(text, published=SUNDAY):
    """Every expression with its days, “first/last” where they are several."""
    return [
        (
            one.span.of(text),
            one.period.first.isoformat()
            if one.period.first == one.period.last
            else f"{one.period.first}/{one.period.last}",
        )
        for one in find_dates(text, [Span(0, len(text))], published)
    ]


ROWS = [
    # rule, sentence, expected
    ("a full date", "Ada Moss left on 14 March 2019.", [("14 March 2019", "2019-03-14")]),
    ("month first", "She left on March 14, 2019.", [("March 14, 2019", "2019-03-14")]),
    ("ordinal", "On the 3rd of May 2019 it rained.", [("the 3rd of May 2019", "2019-05-03")]),
    ("ISO", "Stamped 2021-03-12T10:35:00Z in Tarn.", [("2021-03-12T10:35:00Z", "2021-03-12")]),
    ("dots are day first", "Signed 03.02.2021 in Tarn.", [("03.02.2021", "2021-02-03")]),
    ("slashes beyond 12", "Signed 13/02/2021 in Tarn.", [("13/02/2021", "2021-02-13")]),
    ("slashes in doubt", "Signed 03/04/2021 in Tarn.", []),
    (
        "another date tells the order",
        "Signed 03/04/2021 and 25/04/2021.",
        [("03/04/2021", "2021-04-03"), ("25/04/2021", "2021-04-25")],
    ),
    ("the article's own day", "Posted 03/14/2021 here.", [("03/14/2021", "2021-03-14")]),
    ("past verb, month", "It opened in June.", [("June", "2020-06-01/2020-06-30")]),
    ("future verb, month", "It will open in June.", [("June", "2021-06-01/2021-06-30")]),
    ("past verb, day", "It opened on 2 June.", [("2 June", "2020-06-02")]),
    ("much nearer than the verb", "Moss said on 16 March.", [("16 March", "2021-03-16")]),
    ("weekday tells the year", "Friday, June 12, was dull.", [("Friday, June 12", "2020-06-12")]),
    (
        "a range within a month",
        "They met from 3 to 5 March.",
        [("3", "2021-03-03"), ("5 March", "2021-03-05")],
    ),
    (
        "a range after its month",
        "They met March 3-5 in Oslo.",
        [("March 3", "2021-03-03"), ("5", "2021-03-05")],
    ),
    (
        "one year for both",
        "It ran between 3 May and 5 June 2018.",
        [("3 May", "2018-05-03"), ("5 June 2018", "2018-06-05")],
    ),
    (
        "the year before the comma",
        "In 2019, on 5 May, she won.",
        [("2019", "2019-01-01/2019-12-31"), ("5 May", "2019-05-05")],
    ),
    ("day of this month", "It closes on the 31st.", [("the 31st", "2021-03-31")]),
    ("weekday with its number", "See you Tuesday 16th.", [("Tuesday 16th", "2021-03-16")]),
    ("the most recent weekday", "Moss said on Friday he left.", [("Friday", "2021-03-12")]),
    ("the day of publication", "Moss said Sunday he left.", [("Sunday", "2021-03-14")]),
    ("future weekday", "The court will rule Tuesday.", [("Tuesday", "2021-03-16")]),
    ("after the date", "On Tuesday the court will rule.", [("Tuesday", "2021-03-16")]),
    ("could not be", "Moss could not be reached Friday.", [("Friday", "2021-03-12")]),
    ("might be", "The ruling could come as soon as Friday.", [("Friday", "2021-03-19")]),
    ("was to be, near behind", "He was to leave late Saturday.", [("late Saturday", "2021-03-13")]),
    ("last weekday", "It fell last Sunday.", [("last Sunday", "2021-03-07")]),
    ("next weekday", "It meets next Friday.", [("next Friday", "2021-03-19")]),
    ("weekday of a week", "On Friday last week it fell.", [("Friday last week", "2021-03-05")]),
    ("British Friday week", "It is on Friday week.", [("Friday week", "2021-03-26")]),
    ("a week on", "It is a week on Tuesday.", [("a week on Tuesday", "2021-03-23")]),
    ("part of a day", "Saturday night was loud.", [("Saturday night", "2021-03-13")]),
    ("yesterday", "He fell yesterday evening.", [("yesterday evening", "2021-03-13")]),
    ("last night", "He fell last night.", [("last night", "2021-03-13")]),
    ("every weekday", "They meet every Friday and on Mondays.", []),
    ("plural nights", "They meet Monday and Tuesday nights.", []),
    ("names with weekdays", "Black Friday, the Sunday Times, the Mail on Sunday.", []),
    ("last week", "It fell last week.", [("last week", "2021-03-01/2021-03-07")]),
    (
        "week before last",
        "the week before last",
        [("the week before last", "2021-02-22/2021-02-28")],
    ),
    ("this month", "It fell this month.", [("this month", MONTH)]),
    ("end of the month", "by the end of the month", [("the end of the month", MONTH)]),
    ("early next year", "early next year", [("early next year", "2022-01-01/2022-12-31")]),
    ("mid-month", "since mid-March", [("mid-March", MONTH)]),
    ("year-end", "by year-end it rose", [("year-end", YEAR)]),
    ("the new year", "in the new year", [("the new year", "2022-01-01/2022-12-31")]),
    ("ago, days", "three days ago", [("three days ago", "2021-03-11")]),
    ("ago, weeks", "two weeks ago", [("two weeks ago", "2021-02-22/2021-02-28")]),
    ("ago, years", "twenty-one years ago", [("twenty-one years ago", "2000-01-01/2000-12-31")]),
    ("ago to the day", "a week ago today", [("a week ago today", "2021-03-07")]),
    ("within", "They will reply within 28 days.", [("within 28 days", "2021-04-11")]),
    ("within, of what was", "It sold out within two days.", []),
    ("within, of an event", "They will reply within 28 days of the ruling.", []),
    ("in weeks' time", "in three weeks' time", [("three weeks' time", "2021-04-04")]),
    (
        "days later",
        "It shut on 3 March 2020. Two days later it reopened.",
        [("3 March 2020", "2020-03-03"), ("Two days later", "2020-03-05")],
    ),
    (
        "the following week, that year",
        "It shut on 3 March 2020. The following week it rained. That year was wet.",
        [
            ("3 March 2020", "2020-03-03"),
            ("The following week", "2020-03-09/2020-03-15"),
            ("That year", "2020-01-01/2020-12-31"),
        ],
    ),
    (
        "offset",
        "two days before Christmas 2019",
        [("two days before Christmas 2019", "2019-12-23")],
    ),
    (
        "week ending",
        "the week ending 12 March",
        [("the week ending 12 March", "2021-03-08/2021-03-14")],
    ),
    ("nth weekday", "the last Friday of May 2021", [("the last Friday of May 2021", "2021-05-28")]),
    ("holiday", "It was lit on Christmas Eve.", [("Christmas Eve", "2020-12-24")]),
    ("moving holiday", "Easter Monday 2019 was wet.", [("Easter Monday 2019", "2019-04-22")]),
    ("holiday by rule", "It closed on Labor Day.", [("Labor Day", "2020-09-07")]),
    ("no holiday", "A Christmas tree stood there.", []),
    ("9/11", "the Sept. 11 attacks", [("Sept. 11", "2001-09-11")]),
    ("a year", "The law of 1987 stands.", [("1987", "1987-01-01/1987-12-31")]),
    ("short year", "It was gone by '98.", [("'98", "1998-01-01/1998-12-31")]),
    ("no year", "About 2000 people paid $1999 for 1,998 seats at 1200 hours.", []),
    ("decades", "In the 1990s and the '80s it was worse.", []),
    ("seasons and Budgets", "The spring Budget and the summer of 1998 came.", []),
    ("lengths and vague words", "For two years, in recent weeks, now and soon.", []),
    ("halves", "In the first half of 2020 it fell.", []),
    ("May the verb and the name", "Theresa May may march; Mrs May left.", []),
    ("May the month", "They met in May.", [("May", "2020-05-01/2020-05-31")]),
    ("April the name", "April Jones met August Wilson.", []),
    (
        "quarters of a report",
        "Profit and sales rose in the third quarter of 2020; earnings fell a year ago.",
        [
            ("the third quarter of 2020", "2020-07-01/2020-09-30"),
            ("a year ago", "2019-07-01/2019-09-30"),
        ],
    ),
    ("a year ago elsewhere", "He left a year ago.", [("a year ago", "2020-01-01/2020-12-31")]),
    ("no day of that month", "On 31 April and 29 February 2021 nothing was.", []),
    ("leap day", "It was 29 February 2020.", [("29 February 2020", "2020-02-29")]),
    ("a wrapped line", "It was 3\nMarch 2020.", [("3\nMarch 2020", "2020-03-03")]),
]


@pytest.mark.parametrize(("rule", "sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_dates(rule, sentence, expected):
    assert shown(sentence) == expected


EDGES = [
    # rule, day of publication, sentence, expected
    (
        "last month in January",
        date(2021, 1, 3),
        "last month",
        [("last month", "2020-12-01/2020-12-31")],
    ),
    (
        "week over a year's end",
        date(2021, 1, 5),
        "last week",
        [("last week", "2020-12-28/2021-01-03")],
    ),
    ("tomorrow at a year's end", date(2020, 12, 31), "tomorrow", [("tomorrow", "2021-01-01")]),
    ("a leap day's yesterday", date(2020, 3, 1), "yesterday", [("yesterday", "2020-02-29")]),
    (
        "a year before a leap day",
        date(2020, 2, 29),
        "a year ago",
        [("a year ago", "2019-01-01/2019-12-31")],
    ),
    (
        "this week on its Monday",
        date(2021, 3, 8),
        "this week",
        [("this week", "2021-03-08/2021-03-14")],
    ),
    ("this week on its Sunday", SUNDAY, "this week", [("this week", "2021-03-08/2021-03-14")]),
    (
        "December's January",
        date(2020, 12, 20),
        "It opens in January.",
        [("January", "2021-01-01/2021-01-31")],
    ),
    ("the edge of the calendar", date(1, 1, 1), "yesterday and last week", []),
    ("no publication date", None, "Last week, on Friday, in May and on Easter Day.", []),
    (
        "what hangs on a full date needs none",
        None,
        "It shut on 3 May 2020 and reopened the next day.",
        [("3 May 2020", "2020-05-03"), ("the next day", "2020-05-04")],
    ),
]


@pytest.mark.parametrize(
    ("rule", "published", "sentence", "expected"), EDGES, ids=[row[0] for row in EDGES]
)
def test_edges(rule, published, sentence, expected):
    assert shown(sentence, published) == expected


def test_only_inside_the_paragraphs():
    text = "3 May 2020\n\nMarch\n\n4 May 2020"
    found = find_dates(text, [Span(12, 17), Span(19, 29)], None)
    assert [one.span for one in found] == [Span(19, 29)]


def test_working_is_told():
    text = "It shut last week. On 3 May 2020 it rained, and the next day too."
    workings = [one.working for one in find_dates(text, [Span(0, len(text))], SUNDAY)]
    assert workings == [
        "“last week” of 14 March 2021: 1 to 7 March 2021",
        "“3 May 2020”: 3 May 2020",
        "“the next day”, counted from 3 May 2020: 4 May 2020",
    ]


LINE = (
    "the end of early last next this week month year Friday March May 3 14th 2020 1990s '98 two "
    "days ago later before after within 28 of Christmas New Year's Day third quarter a to - , . "
    "2021-02-30 31/12/9999 9999 0 q1 said will"
)
WORDS = st.sampled_from(LINE.split())


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80), st.none() | st.dates())
def test_spans_lie_in_order_and_inside(text, published):
    end = 0
    for one in find_dates(text, [Span(0, len(text))], published):
        assert end <= one.span.start < one.span.end <= len(text)
        end = one.span.end


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "1." * 500_000,
        "last " * 4_000,
        "the end of " * 2_000,
        "3-" * 10_000,
        "1990-" * 2_000,
        "two days before " * 1_000,
        "x" * 1_000_000,
        "'" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_is_read_in_linear_time(text):
    started = time.process_time()
    find_dates(text, [Span(0, len(text))], SUNDAY)
    assert time.process_time() - started < 10


def test_working_days_of_an_unknown_country():
    with pytest.raises(ValueError, match="ISO 3166"):
        after_working_days(SUNDAY, 3, "XX")
