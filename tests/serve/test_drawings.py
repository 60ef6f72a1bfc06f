"""Timelines and charts: where marks stand, what they lead to and say."""

from datetime import date
from typing import Any

import pytest
from lxml import etree

from onrecord.keep.details import Answering
from onrecord.serve.drawings.answers import answers_chart
from onrecord.serve.drawings.days import Days
from onrecord.serve.drawings.timeline import Drawing, timeline


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2024, 5, 20), (2024, 5, 20), ["20 May"]),
        ((2024, 5, 20), (2024, 5, 23), ["20 May", "21 May", "22 May", "23 May"]),
        ((2024, 5, 20), (2024, 5, 27), ["20 May", "22 May", "24 May", "26 May"]),
        ((2024, 5, 20), (2024, 6, 14), ["20 May", "27 May", "3 Jun", "10 Jun"]),
        ((2024, 2, 15), (2024, 6, 14), ["Mar 2024", "Apr 2024", "May 2024", "Jun 2024"]),
        ((2023, 1, 1), (2024, 3, 1), ["Jan 2023", "Apr 2023", "Jul 2023", "Oct 2023", "Jan 2024"]),
        ((1998, 3, 1), (2024, 3, 1), ["2000", "2005", "2010", "2015", "2020"]),
    ],
)  # fmt: skip
def test_ticks(first: Any, last: Any, expected: list[str]) -> None:
    days = Days(date(*first), date(*last))
    assert [words for _, words in days.ticks()] == expected
    assert all(3 <= days.at(day) <= 97 for day, _ in days.ticks())


def test_every_span_of_days_has_ticks() -> None:
    for length in (0, 1, 5, 40, 70, 100, 400, 1000, 5000, 40_000, 200_000):
        days = Days(date(1600, 1, 31), date.fromordinal(date(1600, 1, 31).toordinal() + length))
        assert 1 <= len(days.ticks()) <= 5, length


def act(number: int, kind: str, day: str, who: str, **more: Any) -> dict[str, Any]:
    party = {"id": sum(map(ord, who)), "ref": "p1", "name": who, "kind": "body", "entry": None}
    return {
        "id": number, "ref": f"e{number}", "kind": kind, "stance": None, "day": day,
        "speakers": [party],
        "parties": [], "action": "do <it>", "words": "words", "due": None, "status": None, **more,
    }  # fmt: skip


def test_timeline() -> None:
    acts = [
        act(1, "call", "2024-05-01", "Ida & Co", due={"last": "2024-05-21"}),
        act(2, "call", "2024-05-01", "Ida & Co", status={"sentence": "refused on 11 May 2024"}),
        act(3, "response", "2024-05-11", "Tarn"),
    ]
    ties = [{"newer": "e3", "older": "e2"}, {"newer": "e3", "older": "e99"}]
    drawn = etree.fromstring(timeline(Drawing(acts, ties, date(2024, 5, 6))))
    assert drawn.attrib == {
        "height": "222", "role": "group", "aria-label": "Timeline of 3 acts",
    }  # fmt: skip
    marks = [(a.get("class"), a.get("href"), a.get("aria-label"), a.find("circle").get("cx"),
              a.find("circle").get("cy")) for a in drawn.findall("a")]  # fmt: skip
    assert marks == [
        ("mark call", "#e1", "1 May 2024 · call. Ida & Co asks: do <it>", "3.0%", "99"),
        ("mark call", "#e2", "1 May 2024 · call · refused on 11 May 2024. Ida & Co asks: do <it>",
         "3.0%", "121"),
        ("mark response", "#e3", "11 May 2024 · response. Tarn answers: do <it>", "50.0%", "177"),
    ]  # fmt: skip
    assert [(line.get("class"), line.get("x1"), line.get("x2")) for line in drawn.iter("line")] == [
        *[("tick", f"{x}%", f"{x}%") for x in (3.0, 35.9, 68.8)],
        ("now", "26.5%", "26.5%"), ("lane", "0", "100%"), ("lane", "0", "100%"),
        ("tie", "3.0%", "50.0%"), ("until", "3.0%", "97.0%"),
    ]  # fmt: skip
    names = [text.text for text in drawn.findall("text") if text.get("class") == "lane-name"]
    assert names == ["Ida & Co", "Tarn"]


def test_many_who_act_share_a_lane_and_all_stay_reachable() -> None:
    acts = [act(n, "call", "2024-05-01", f"Party {chr(97 + n)}") for n in range(20)]
    drawn = etree.fromstring(timeline(Drawing(acts, (), date(2024, 5, 1))))
    names = [text.text for text in drawn.findall("text") if text.get("class") == "lane-name"]
    assert names == [*(f"Party {chr(97 + n)}" for n in range(7)), "Others"]
    assert [a.get("href") for a in drawn.findall("a")] == [f"#e{n}" for n in range(20)]


def test_nothing_is_drawn_without_days() -> None:
    acts = [{**act(1, "call", "2024-05-01", "Ida"), "day": None}]
    assert timeline(Drawing(acts, (), date(2024, 5, 1))) == ""


def test_answers_chart() -> None:
    replies = {"answered": 5, "refused": 2, "holding": 0, "awaiting": 3, "withdrawn": 0}
    drawn = etree.fromstring(answers_chart(Answering(10, replies, 4.0, 1, 2)))
    assert drawn.get("aria-label") == (
        "Of 10 calls: 5 answered, 2 refused, 0 holding, 3 awaiting, 0 withdrawn"
    )
    assert [(one.get("class"), one.get("x"), one.get("width")) for one in drawn] == [
        ("bar bar-answered", "0.00%", "50.00%"),
        ("bar bar-refused", "50.00%", "20.00%"),
        ("bar bar-awaiting", "70.00%", "30.00%"),
    ]
