"""What goes into an edition, and what stands in the next one."""

import re
from datetime import date
from pathlib import Path

import pytest

from onrecord.brief import ranking, topics
from onrecord.brief.making import About, NoEdition, release
from onrecord.brief.making import make as make_edition
from onrecord.brief.models import Edition, Period, Topic
from onrecord.brief.news import Sort
from onrecord.keep.models import EntryParty
from onrecord.record import BadOption

from .conftest import DAY, FERRY, Record, june

Told = list[tuple[str, str]]


def told(day: date = DAY, topic: Topic | None = None, period: Period = Period.DAILY) -> Told:
    """Each piece of news of a released edition: its sort and its action or words."""
    made = make_edition(About(topic, period, day))
    if isinstance(made, NoEdition):
        return []
    content = release(made).content
    return [
        (item["sort"], item["action"] or item["words"])
        for group in content["groups"]
        for item in group["items"]
    ]


NO = ("refused", "it would not publish the report")
HORN = ("overdue", "test the horn")
ROOF = ("called for", "close the hall")
PIER = ("promised", "mend the pier")


def test_an_edition_tells_what_is_new_since_the_last(record: Record) -> None:
    assert told(june(11)) == [PIER]
    assert told(june(12)) == []
    assert told(june(18)) == [NO, HORN]
    assert told(june(19)) == [ROOF]
    assert told(june(20)) == [("overdue", "close the hall")]
    assert told(june(24)) == [("due today", "mend the pier")]
    assert told(june(25)) == [("overdue", "mend the pier")]
    assert told(june(26)) == []


def test_a_draft_counts_for_nothing(record: Record) -> None:
    make_edition(About(None, Period.DAILY, june(18)))
    assert told(june(19)) == [NO, HORN, ROOF]


def test_what_comes_late_is_told_once(record: Record) -> None:
    assert told(june(19)) == [NO, HORN, ROOF]
    record.act("late", "call", "He asked for a bell", june(14), "Ned Gray", matter=FERRY)
    record.act("too late", "call", "He asked for a flag", june(11), "Ned Gray", matter=FERRY)
    assert (
        told(june(20))
        == [("called for", "He asked for a bell"), ("overdue", "close the hall")][::-1]
    )
    assert told(june(21)) == []


def test_a_week_has_editions_of_its_own(record: Record) -> None:
    assert told(june(18)) == [NO, HORN]
    assert told(june(19), period=Period.WEEKLY) == [NO, HORN, ROOF]


def test_a_day_is_as_it_was_then(record: Record) -> None:
    """What was answered later was still open, and what was said later had not been said."""
    record.act("yes", "response", "it would test it", june(25), "Port Office",
               "Residents of Quay Street", stance="accepts", matter=FERRY)  # fmt: skip
    record.answered("yes", "horn", "answered")
    assert told(june(18)) == [NO, HORN]


def test_a_call_that_is_answered_at_once_stands_with_its_answer(make: Record) -> None:
    make.act("ask", "call", "open the gate", june(18), "Ned Gray", "Port Office", matter=FERRY)
    make.act("yes", "response", "it would", june(19), "Port Office", "Ned Gray",
             stance="accepts", matter=FERRY)  # fmt: skip
    make.answered("yes", "ask", "answered")
    made = make_edition(About(None, Period.DAILY, DAY))
    assert isinstance(made, Edition)
    (group,) = made.content["groups"]
    (item,) = group["items"]
    assert (item["sort"], item["headline"]) == (
        "agreed to",
        "Port Office agrees, answering Ned Gray",
    )
    assert [one["words"] for one in item["answers"]] == ["open the gate"]
    event = make.entries["ask"].status_events.get().pk
    ask, yes = make.entries["ask"].pk, make.entries["yes"].pk
    assert made.content["told"] == sorted([f"e{ask}", f"e{yes}", f"s{event}"])


def test_an_editors_word_is_news_of_its_own(record: Record) -> None:
    told(june(19))
    record.event("pier", "outcome", "broken", june(20), by="editor", note="The pier fell.")
    made = make_edition(About(None, Period.DAILY, june(20)))
    assert isinstance(made, Edition)
    item = made.content["groups"][0]["items"][0]
    assert (item["sort"], item["headline"], item["note"], item["status"]) == (
        "broken",
        "Harrow Ferries promised",
        "The pier fell.",
        "broken",
    )


def test_proposals_and_what_editors_withdrew_are_no_news(record: Record) -> None:
    told(june(19))
    record.event("pier", "outcome", "kept", june(20), proposed=True)
    for name in ("no", "roof"):
        record.entries[name].review = "withdrawn"
        record.entries[name].save()
    assert told(june(20)) == []


def test_several_outlets_and_a_review_come_first(make: Record) -> None:
    for number, (outlets, review) in enumerate(
        [(1, "machine"), (3, "machine"), (1, "reviewed"), (9, "machine")]
    ):
        first = make.act(f"{number}", "call", f"call {number}", june(19), "Ned Gray",
                         review=review)  # fmt: skip
        for other in range(1, outlets):
            make.act(f"{number} {other}", "call", "again", june(19), outlet=f"Paper {other}",
                     head=first)  # fmt: skip
    make.act("nobody", "call", "call of nobody", june(19), confidence=0.3)
    made = make_edition(About(None, Period.DAILY, DAY))
    assert isinstance(made, Edition)
    (group,) = made.content["groups"]
    assert [(item["words"], item["points"], item["because"]) for item in group["items"]] == [
        ("call 3", 62, ["called for", "in 9 outlets"]),
        ("call 2", 60, ["called for", "reviewed by an editor"]),
        ("call 1", 58, ["called for", "in 3 outlets"]),
        ("call 0", 50, ["called for"]),
        ("call of nobody", 25, ["called for", "speaker not named", "the machine is unsure"]),
    ]


def test_the_points_are_those_that_the_docs_tell() -> None:
    paper = (Path(__file__).parents[2] / "docs" / "briefing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([+-]?\d+) \| (.+) \|$", paper, re.MULTILINE)
    told = {word: int(points) for points, words in rows for word in words.split(", ")}
    assert {sort.value: told[sort.value] for sort in ranking.POINTS} == {
        sort.value: points for sort, points in ranking.POINTS.items()
    }
    assert set(ranking.POINTS) == set(Sort)
    rest = [int(points) for points, _ in rows if points[0] in "+-"]
    assert rest == [ranking.REVIEWED, ranking.OUTLET, ranking.NOBODY, ranking.UNSURE]
    assert f"up to +{ranking.MOST_OUTLETS}" in paper


def test_an_article_without_a_date_is_news_when_it_is_read(make: Record) -> None:
    row = make.act("undated", "call", "mend the clock", june(19), "Ned Gray", published=None)
    row.day = None
    row.save()
    assert told(june(18)) == []
    assert told(june(19)) == [("called for", "mend the clock")]


def test_a_topic_has_what_its_search_finds_and_what_answers_it(record: Record) -> None:
    topic = topics.add_topic("Safety", topics.Search("inspection or horn*"))
    assert told(topic=topic) == [NO, HORN]
    ferries = record.parties["Traders' Guild"]
    party = topics.topic_for(topics.Search(party=ferries.pk))
    assert EntryParty.objects.filter(party=ferries).count() == 1
    assert told(topic=party) == [ROOF]
    hall = record.matters["The roof of the market hall"]
    assert told(topic=topics.topic_for(topics.Search(matter=hall.pk))) == [ROOF]
    assert told(topic=topics.topic_for(topics.Search(kind="response"))) == [NO]


def test_topics_by_name(db: None) -> None:
    safety = topics.add_topic("Safety at sea", topics.Search("horn"))
    mine = topics.topic_for(topics.Search("horn"))
    assert topics.topic_for(topics.Search("horn")) == mine
    assert list(topics.topics()) == [safety]
    assert topics.topic_named("safety-at-sea") == safety
    with pytest.raises(BadOption, match="there is a topic safety-at-sea already"):
        topics.add_topic("Safety at Sea!", topics.Search("bell"))
    topics.remove_topic("safety-at-sea")
    with pytest.raises(BadOption, match="there is no topic 'safety-at-sea'; topics: none yet"):
        topics.topic_named("safety-at-sea")
    with pytest.raises(BadOption, match="a topic needs words, a party"):
        topics.Search()


def test_a_closed_edition_stays_as_it_is(record: Record) -> None:
    about = About(None, Period.DAILY, DAY)
    made = make_edition(about)
    assert isinstance(made, Edition)
    ready = release(made)
    content = ready.content
    record.act("more", "call", "more", june(19), "Ned Gray")
    again = make_edition(about)
    assert isinstance(again, Edition)
    assert (again.content, again.number, release(again).closed_at) == (content, 1, ready.closed_at)
    following = make_edition(About(None, Period.DAILY, june(20)))
    assert isinstance(following, Edition)
    assert release(following).number == 2
