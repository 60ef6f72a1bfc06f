"""Events, and what they come to on a day: the table of the rules in docs/status.md."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.keep.derive import ActFacts, status_of
from onrecord.keep.duties import CallFacts, Duty, duty_for
from onrecord.record.status import (
    Axis,
    Clock,
    Flag,
    Outcome,
    PublicWord,
    Reply,
    Review,
    SaidBy,
    Status,
    StatusEvent,
)

CALLED = date(2024, 5, 20)
JUNE_14 = date(2024, 6, 14)
TODAY = date(2024, 6, 20)

M, E, P, T = SaidBy.MACHINE, SaidBy.EDITOR, SaidBy.PARTY, SaidBy.THIRD_PARTY


def day(text: str) -> date:
    """“5-22” is 22 May of the year of the table, “2025-5-22” that of another."""
    parts = [int(one) for one in text.split("-")]
    return date(*([2024, *parts] if len(parts) == 2 else parts))


def said(text: str, by: SaidBy = M, *, proposed: bool = False) -> StatusEvent:
    """“5-22 reply answered” as an event."""
    when, axis, value = text.split(" ", 2)
    return StatusEvent(Axis(axis), value, by, day(when), proposed)


def proposed(text: str) -> StatusEvent:
    return said(text, proposed=True)


CALL = ActFacts("call", CALLED)
DATED = ActFacts("call", CALLED, due=JUNE_14)
OWED = ActFacts("call", CALLED, duty=day("7-20"))
PROMISE = ActFacts("commitment", CALLED)
DATED_PROMISE = ActFacts("commitment", CALLED, due=JUNE_14)
GONE = ActFacts("call", CALLED, due=JUNE_14, review=Review.WITHDRAWN)

ROWS = [
    # rule, act, events, today, sources,
    #   reply, outcome, clock, flags, word, sentence
    ("a call begins open", CALL, [], "5-21", 3,
     "awaiting", "not rated", "no date", "", "open", "open"),
    ("silence is given two weeks", CALL, [], "6-3", 3,
     "awaiting", "not rated", "no date", "", "open", "open"),
    ("then it is worth a word", CALL, [], "6-4", 3,
     "awaiting", "not rated", "no date", "", "no reply seen",
     "no reply seen in 15 days in 3 sources"),
    ("of one source", CALL, [], "6-30", 1,
     "awaiting", "not rated", "no date", "", "no reply seen",
     "no reply seen in 41 days in 1 source"),
    ("where nobody listened, silence is nothing", CALL, [], "9-1", 0,
     "awaiting", "not rated", "no date", "", "open", "open"),
    ("silence without a date is never overdue", CALL, [], "2026-5-20", 9,
     "awaiting", "not rated", "no date", "", "no reply seen",
     "no reply seen in 730 days in 9 sources"),
    ("a promise asks for no reply", PROMISE, [], "2025-5-20", 9,
     "awaiting", "not rated", "no date", "", "open", "open"),
    ("a date to come", DATED, [], "6-1", 3,
     "awaiting", "not rated", "due", "", "open", "open; due on 14 June 2024"),
    ("the day itself is in time", DATED, [], "6-14", 3,
     "awaiting", "not rated", "due", "", "open", "open; due on 14 June 2024"),
    ("the day after is not", DATED, [], "6-15", 3,
     "awaiting", "not rated", "overdue", "", "overdue",
     "overdue by 1 day, was due on 14 June 2024"),
    ("overdue needs no source", DATED, [], "6-20", 0,
     "awaiting", "not rated", "overdue", "", "overdue",
     "overdue by 6 days, was due on 14 June 2024"),
    ("ninety days late", DATED, [], "9-12", 3,
     "awaiting", "not rated", "overdue", "", "overdue",
     "overdue by 90 days, was due on 14 June 2024"),
    ("long overdue", DATED, [], "9-13", 3,
     "awaiting", "not rated", "long overdue", "", "overdue",
     "long overdue by 91 days, was due on 14 June 2024"),
    ("a promise past its day", DATED_PROMISE, [], "6-20", 3,
     "awaiting", "not rated", "overdue", "", "overdue",
     "overdue by 6 days, was due on 14 June 2024"),
    ("a duty gives a date", OWED, [], "6-30", 3,
     "awaiting", "not rated", "due", "", "open", "open; due on 20 July 2024"),
    ("a duty can be overdue", OWED, [], "7-21", 3,
     "awaiting", "not rated", "overdue", "", "overdue",
     "overdue by 1 day, was due on 20 July 2024"),
    ("its own date comes before a duty", ActFacts("call", CALLED, JUNE_14, day("7-20")), [],
     "6-20", 3,
     "awaiting", "not rated", "overdue", "", "overdue",
     "overdue by 6 days, was due on 14 June 2024"),
    ("an extension", DATED, [said("6-10 extension 2024-07-01")], "6-20", 3,
     "awaiting", "not rated", "extended", "", "open", "open; due on 1 July 2024 by extension"),
    ("the last extension counts", DATED,
     [said("6-10 extension 2024-07-01"), said("6-30 extension 2024-07-15")], "7-10", 3,
     "awaiting", "not rated", "extended", "", "open", "open; due on 15 July 2024 by extension"),
    ("an extension runs out", DATED, [said("6-10 extension 2024-07-01")], "7-2", 3,
     "awaiting", "not rated", "overdue", "", "overdue", "overdue by 1 day, was due on 1 July 2024"),
    ("a proposed extension does not count", DATED, [proposed("6-10 extension 2024-07-01")],
     "6-20", 3,
     "awaiting", "not rated", "overdue", "", "overdue",
     "overdue by 6 days, was due on 14 June 2024"),
    ("accepted", CALL, [said("5-22 reply answered")], "6-20", 3,
     "answered", "not rated", "no date", "", "answered", "answered on 22 May 2024"),
    ("refused", CALL, [said("5-31 reply refused")], "6-20", 3,
     "refused", "not rated", "no date", "", "refused", "refused on 31 May 2024"),
    ("refused, then accepted", CALL, [said("5-31 reply refused"), said("6-12 reply answered")],
     "6-20", 3,
     "answered", "not rated", "no date", "", "answered", "answered on 12 June 2024"),
    ("accepted, then refused", CALL, [said("5-31 reply answered"), said("6-12 reply refused")],
     "6-20", 3,
     "refused", "not rated", "no date", "", "refused", "refused on 12 June 2024"),
    ("recorded in another order", CALL,
     [said("6-12 reply refused"), said("5-31 reply answered")], "6-20", 3,
     "refused", "not rated", "no date", "", "refused", "refused on 12 June 2024"),
    ("holding is no answer", CALL, [said("5-24 reply holding")], "6-20", 3,
     "holding", "not rated", "no date", "", "open", "open; a holding reply on 24 May 2024"),
    ("a holding reply stops no clock", DATED,
     [said("5-24 reply holding"), said("6-5 reply holding")], "6-20", 3,
     "holding", "not rated", "overdue", "", "overdue",
     "overdue by 6 days, was due on 14 June 2024"),
    ("holding takes no answer back", CALL,
     [said("5-22 reply answered"), said("6-5 reply holding")], "6-20", 3,
     "answered", "not rated", "no date", "", "answered", "answered on 22 May 2024"),
    ("unless an editor says so", CALL,
     [said("5-22 reply answered"), said("6-5 reply holding", E)], "6-20", 3,
     "holding", "not rated", "no date", "", "open", "open; a holding reply on 5 June 2024"),
    ("an editor stands against a machine's word of before", CALL,
     [said("6-5 reply awaiting", E), said("5-22 reply answered")], "6-20", 3,
     "awaiting", "not rated", "no date", "", "no reply seen",
     "no reply seen in 31 days in 3 sources"),
    ("and of that day, recorded later", CALL,
     [said("5-22 reply holding", E), said("5-22 reply answered")], "6-20", 3,
     "holding", "not rated", "no date", "", "open", "open; a holding reply on 22 May 2024"),
    ("news after an editor's word is news", CALL,
     [said("5-24 reply holding", E), said("6-5 reply refused")], "6-20", 3,
     "refused", "not rated", "no date", "", "refused", "refused on 5 June 2024"),
    ("tomorrow is not known today", CALL, [said("6-5 reply refused")], "6-4", 3,
     "awaiting", "not rated", "no date", "", "no reply seen",
     "no reply seen in 15 days in 3 sources"),
    ("a refusal stops the clock", DATED, [said("5-31 reply refused")], "6-20", 3,
     "refused", "not rated", "due", "", "refused", "refused on 31 May 2024"),
    ("one that comes late stops it late", DATED, [said("6-18 reply refused")], "12-1", 3,
     "refused", "not rated", "overdue", "", "refused", "refused on 18 June 2024"),
    ("a duty to answer is done by answering", OWED, [said("7-1 reply answered")], "9-1", 3,
     "answered", "not rated", "due", "", "answered", "answered on 1 July 2024"),
    ("an answer is not the deed", DATED, [said("6-5 reply answered")], "6-10", 3,
     "answered", "not rated", "due", "", "answered",
     "answered on 5 June 2024; due on 14 June 2024"),
    ("accepted and not heard of again", DATED, [said("6-5 reply answered")], "6-20", 3,
     "answered", "not rated", "overdue", "", "answered",
     "answered on 5 June 2024; was due on 14 June 2024, and nothing is known of it"),
    ("withdrawn by who asked", DATED, [said("6-5 reply withdrawn", E)], "6-20", 3,
     "withdrawn", "not rated", "due", "", "withdrawn", "withdrawn"),
    ("a machine only proposes that", DATED, [proposed("6-5 reply withdrawn")], "6-10", 3,
     "awaiting", "not rated", "due", "", "open", "open; due on 14 June 2024"),
    ("taken from the record", GONE, [], "6-20", 3,
     "awaiting", "not rated", "overdue", "", "withdrawn", "withdrawn from the record by an editor"),
    ("kept, an editor says", DATED_PROMISE, [said("6-12 outcome kept", E)], "6-20", 3,
     "awaiting", "kept", "due", "", "kept", "kept"),
    ("kept late", DATED_PROMISE, [said("6-16 outcome kept", E)], "6-20", 3,
     "awaiting", "kept", "overdue", "", "kept", "kept"),
    ("broken, an editor says", PROMISE, [said("6-12 outcome broken", E)], "6-20", 3,
     "awaiting", "broken", "no date", "", "broken", "broken"),
    ("partly kept", PROMISE, [said("6-12 outcome partly kept", E)], "6-20", 3,
     "awaiting", "partly kept", "no date", "", "partly kept", "partly kept"),
    ("a machine never says kept", PROMISE, [said("6-12 outcome kept", M)], "6-20", 3,
     "awaiting", "not rated", "no date", "", "open", "open"),
    ("nor broken", PROMISE, [said("6-12 outcome broken", M)], "6-20", 3,
     "awaiting", "not rated", "no date", "", "open", "open"),
    ("nor does the party itself", PROMISE, [said("6-12 outcome kept", P)], "6-20", 3,
     "awaiting", "not rated", "no date", "", "open", "open"),
    ("nor a third party", PROMISE, [said("6-12 outcome broken", T)], "6-20", 3,
     "awaiting", "not rated", "no date", "", "open", "open"),
    ("proposed as done, it is not called overdue", DATED_PROMISE,
     [proposed("6-12 outcome kept")], "6-20", 3,
     "awaiting", "not rated", "due", "", "open",
     "open; said to be done on 12 June 2024, which no editor has checked"),
    ("nor is a call silent that is said to be done", CALL, [proposed("5-29 outcome kept")],
     "6-20", 3,
     "awaiting", "not rated", "no date", "", "open",
     "open; said to be done on 29 May 2024, which no editor has checked"),
    ("proposed as broken, it waits", DATED_PROMISE, [proposed("6-8 outcome broken")], "6-10", 3,
     "awaiting", "not rated", "due", "", "open", "open; due on 14 June 2024"),
    ("an editor's later rating counts", PROMISE,
     [said("6-12 outcome kept", E), said("6-15 outcome broken", E)], "6-20", 3,
     "awaiting", "broken", "no date", "", "broken", "broken"),
    ("a rating can be taken back by rating", DATED_PROMISE,
     [said("6-12 outcome kept", E), said("6-15 outcome not rated", E)], "6-20", 3,
     "awaiting", "not rated", "overdue", "", "overdue",
     "overdue by 6 days, was due on 14 June 2024"),
    ("in progress leaves it open", PROMISE, [said("6-12 outcome in progress", E)], "6-20", 3,
     "awaiting", "in progress", "no date", "", "open", "open; in progress"),
    ("and its date runs", DATED_PROMISE, [said("6-12 outcome stalled", E)], "6-20", 3,
     "awaiting", "stalled", "overdue", "", "overdue", "overdue by 6 days, was due on 14 June 2024"),
    ("superseded", DATED_PROMISE, [said("6-12 outcome superseded", E)], "6-20", 3,
     "awaiting", "superseded", "due", "", "superseded", "superseded"),
    ("cannot be checked", DATED_PROMISE, [said("6-12 outcome cannot be checked", E)], "6-20", 3,
     "awaiting", "cannot be checked", "due", "", "cannot be checked", "cannot be checked"),
    ("disputed", PROMISE, [said("6-10 flag disputed")], "6-20", 3,
     "awaiting", "not rated", "no date", "disputed", "disputed", "disputed"),
    ("an answer that does not do", CALL,
     [said("5-20 reply answered"), said("5-20 flag disputed")], "6-20", 3,
     "answered", "not rated", "no date", "disputed", "disputed", "disputed"),
    ("an editor's rating ends the dispute", PROMISE,
     [said("6-10 flag disputed"), said("6-12 outcome kept", E)], "6-20", 3,
     "awaiting", "kept", "no date", "disputed", "kept", "kept"),
    ("a flag comes down", PROMISE, [said("6-10 flag disputed"), said("6-12 unflag disputed", E)],
     "6-20", 3,
     "awaiting", "not rated", "no date", "", "open", "open"),
    ("and up again with news", PROMISE,
     [said("6-12 unflag disputed", E), said("6-10 flag disputed"), said("6-15 flag disputed")],
     "6-20", 3,
     "awaiting", "not rated", "no date", "disputed", "disputed", "disputed"),
    ("conditional is told beside the word", DATED, [said("5-20 flag conditional")], "6-10", 3,
     "awaiting", "not rated", "due", "conditional", "open", "open; due on 14 June 2024"),
    ("a response is not followed up", ActFacts("response", CALLED), [], "12-1", 3,
     "awaiting", "not rated", "no date", "", "open", "open"),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_table(row: tuple) -> None:
    _, act, events, today, sources, reply, outcome, clock, flags, word, sentence = row
    due = next(
        (date.fromisoformat(one.value) for one in sorted(events, key=lambda one: one.day)[::-1]
         if one.axis is Axis.EXTENSION and not one.proposed and one.day <= day(today)),
        act.due or act.duty,
    )  # fmt: skip
    assert status_of(act, events, day(today), sources) == Status(
        reply=Reply(reply),
        outcome=Outcome(outcome),
        clock=Clock(clock),
        flags=tuple(Flag(one) for one in flags.split()),
        review=act.review,
        due=due,
        word=PublicWord(word),
        sentence=sentence,
    )


_DAYS = st.integers(-30, 200).map(lambda days: CALLED + timedelta(days=days))
_VALUES = st.one_of(
    st.tuples(st.just(Axis.REPLY), st.sampled_from(Reply)),
    st.tuples(st.just(Axis.OUTCOME), st.sampled_from(Outcome)),
    st.tuples(st.sampled_from([Axis.FLAG, Axis.UNFLAG]), st.sampled_from(Flag)),
    st.tuples(st.just(Axis.EXTENSION), _DAYS.map(date.isoformat)),
)
_EVENTS = st.lists(
    st.builds(
        lambda said, by, on, waits: StatusEvent(said[0], said[1], by, on, waits),
        _VALUES, st.sampled_from(SaidBy), _DAYS, st.booleans(),
    ),
    max_size=6,
)  # fmt: skip
_ACTS = st.builds(
    ActFacts, st.sampled_from(["call", "commitment"]), st.just(CALLED), st.none() | _DAYS,
    st.none() | _DAYS,
)  # fmt: skip


@given(_ACTS, _EVENTS, _DAYS, st.integers(0, 5))
def test_only_an_editor_rates(
    act: ActFacts, events: list[StatusEvent], today: date, sources: int
) -> None:
    others = [one for one in events if one.by is not SaidBy.EDITOR]
    status = status_of(act, others, today, sources)
    assert status.outcome is Outcome.NOT_RATED
    assert status.word not in (PublicWord.KEPT, PublicWord.BROKEN, PublicWord.PARTLY_KEPT)


@given(_ACTS, _EVENTS, _DAYS, st.integers(0, 5))
def test_nothing_is_overdue_without_a_date(
    act: ActFacts, events: list[StatusEvent], today: date, sources: int
) -> None:
    status = status_of(act, events, today, sources)
    if status.due is None or status.due >= today:
        assert status.word is not PublicWord.OVERDUE
        assert status.clock not in (Clock.OVERDUE, Clock.LONG_OVERDUE)


REPORT = "The committee’s report recommended a national register of dams."
DUTIES = [
    # rule, kind, asked, asking, words, day, last
    ("a select committee's report", "call", "gb/home-office", "gb/home-affairs-committee", REPORT,
     date(2024, 3, 5), date(2024, 5, 5)),
    ("to a minister", "call", "gb/post/home-secretary", "gb/pacac", REPORT,
     date(2024, 3, 5), date(2024, 5, 5)),
    ("the month may be shorter", "call", "gb/hm-treasury", "gb/treasury-committee", REPORT,
     date(2023, 12, 31), date(2024, 2, 29)),
    ("a civil servant is no minister", "call", "gb/post/cabinet-secretary", "gb/pacac", REPORT,
     date(2024, 3, 5), None),
    ("a letter of the chair is no report", "call", "gb/home-office", "gb/home-affairs-committee",
     "The chairwoman asked the department for its figures.", date(2024, 3, 5), None),
    ("others have no such claim", "call", "gb/home-office", "gb/fire-brigades-union", REPORT,
     date(2024, 3, 5), None),
    ("nor on others", "call", "gb/bbc", "gb/home-affairs-committee", REPORT,
     date(2024, 3, 5), None),
    ("a promise is no call", "commitment", "gb/home-office", "gb/home-affairs-committee", REPORT,
     date(2024, 3, 5), None),
    ("an inspection, its day included", "call", "gb/mopac",
     "gb/hm-inspectorate-of-constabulary-and-fire-rescue-services",
     "The inspectorate recommended more training.", date(2024, 1, 1), date(2024, 2, 25)),
    ("before the period was law", "call", "gb/mopac",
     "gb/hm-inspectorate-of-constabulary-and-fire-rescue-services",
     "The inspectorate recommended more training.", date(2016, 1, 1), None),
    ("the transportation safety board", "call", "us/transportation", "us/ntsb",
     "The board recommended automatic brakes.", date(2024, 1, 1), date(2024, 3, 31)),
]  # fmt: skip


@pytest.mark.parametrize("row", DUTIES, ids=[row[0] for row in DUTIES])
def test_duties(row: tuple) -> None:
    _, kind, asked, asking, words, on, last = row
    found = duty_for(CallFacts(kind, {asked}, {asking, "gb/house-of-commons"}, words), on)
    assert (found.last if found else None) == last
    if found:
        assert isinstance(found, Duty)
        assert ": https://" in found.rule
