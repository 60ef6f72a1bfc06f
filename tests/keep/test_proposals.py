"""What a machine may say of an act, from what was said of it: stances, in our own words."""

from datetime import date

import pytest

from onrecord.keep.proposals import Answer, LinkedAct, MachineEvent, machine_events
from onrecord.record.status import Axis

CALLED = date(2024, 5, 20)
LATER = date(2024, 5, 29)
MAYOR, COMPANY, UNION = 1, 2, 3

CALL = LinkedAct(
    1,
    "call",
    "",
    CALLED,
    frozenset({MAYOR}),
    frozenset({COMPANY}),
    "The mayor asked the company to publish the gate log.",
    "publish the gate log",
)
QUESTION = LinkedAct(
    1,
    "call",
    "",
    CALLED,
    frozenset({MAYOR}),
    frozenset({COMPANY}),
    "The mayor asked the company to explain the flood.",
    "explain the flood",
)
CONSIDER = LinkedAct(
    1,
    "call",
    "",
    CALLED,
    frozenset({MAYOR}),
    frozenset({COMPANY}),
    "The mayor asked the company to consider a toll.",
    "consider a toll",
)
PROMISE = LinkedAct(
    1,
    "commitment",
    "",
    CALLED,
    frozenset({COMPANY}),
    frozenset({MAYOR}),
    "The company promised to pay the families.",
    "pay the families",
)
CLAIM = LinkedAct(
    1,
    "response",
    "done",
    CALLED,
    frozenset({COMPANY}),
    frozenset({MAYOR}),
    "The company said it had warned the town.",
    "it had warned the town",
)
IFFY = LinkedAct(
    1,
    "commitment",
    "",
    CALLED,
    frozenset({COMPANY}),
    frozenset(),
    "The company will pay if the council repairs the quay.",
    "pay",
)

ANSWERED, REFUSED, HOLDING = "reply answered", "reply refused", "reply holding"
KEPT, BROKEN = "outcome kept?", "outcome broken?"
DISPUTED = "flag disputed"

ROWS = [
    # rule, act, kind or stance of the newer act, its speaker, relation, words, what is said
    ("accepted", CALL, "accepts", COMPANY, "answers", "It agreed to publish it.", [ANSWERED]),
    ("refused", CALL, "refuses", COMPANY, "answers", "It would not publish it.", [REFUSED]),
    ("done", CALL, "done", COMPANY, "answers", "It published the log.", [ANSWERED, KEPT]),
    ("reported done", CALL, "commitment", UNION, "fulfils", "The log was out.", [ANSWERED, KEPT]),
    ("a promise in answer", CALL, "commitment", COMPANY, "answers", "It will publish it on Monday.",
     [ANSWERED]),
    ("considering is holding", CALL, "accepts", COMPANY, "answers",
     "The company said it would consider the request.", [HOLDING]),
    ("so are lawyers", CALL, "explains", COMPANY, "answers",
     "The letter is with our lawyers, he said.", [HOLDING]),
    ("in due course", CALL, "commitment", COMPANY, "answers",
     "He would reply in due course.", [HOLDING]),
    ("not before the end", CALL, "explains", COMPANY, "answers",
     "Not before the final report, she said.", [HOLDING]),
    ("considering answers a call to consider", CONSIDER, "accepts", COMPANY, "answers",
     "It would consider a toll.", [ANSWERED]),
    ("excuses do not do it", CALL, "explains", COMPANY, "answers",
     "The log is kept on paper, it said.", [HOLDING]),
    ("an explanation explains", QUESTION, "explains", COMPANY, "answers",
     "A valve had stuck, it said.", [ANSWERED]),
    ("a denial answers a question", QUESTION, "denies", COMPANY, "answers",
     "It had opened no gate, it said.", [ANSWERED]),
    ("but is no log", CALL, "denies", COMPANY, "answers",
     "There had been no release, it said.", [HOLDING]),
    ("silence says nothing", CALL, "silent", COMPANY, "answers", "It did not respond.", []),
    ("opposed by others", CALL, "disputes", UNION, "answers", "The union called it a stunt.", []),
    ("argued with by who was asked", CALL, "disputes", COMPANY, "answers",
     "The mayor had no right to ask, it said.", [HOLDING]),
    ("not satisfied", CALL, "disputes", MAYOR, "answers",
     "I am not satisfied, the mayor said.", [DISPUTED]),
    ("asked again", CALL, "call", MAYOR, "asks", "The mayor asked again.", []),
    ("asked again, as an answer", CALL, "call", UNION, "answers", "The union asked, too.", []),
    ("taken back", CALL, "call", MAYOR, "contradicts", "The log need not be published.",
     ["reply withdrawn?"]),
    ("a repetition says nothing", CALL, "accepts", COMPANY, "repeats", "It agreed.", []),
    ("said to be kept", PROMISE, "done", COMPANY, "answers", "The families were paid.", [KEPT]),
    ("reported kept", PROMISE, "commitment", COMPANY, "fulfils", "It has paid them.", [KEPT]),
    ("said to be broken", PROMISE, "disputes", MAYOR, "answers", "Nobody was paid, she said.",
     [DISPUTED, BROKEN]),
    ("contradicted by others", PROMISE, "call", MAYOR, "contradicts", "Nobody was paid.",
     [DISPUTED, BROKEN]),
    ("taken back by who promised", PROMISE, "refuses", COMPANY, "contradicts",
     "It would not pay after all.", [BROKEN]),
    ("denied to be broken", PROMISE, "denies", COMPANY, "answers",
     "It had not missed a payment, it said.", [DISPUTED]),
    ("accepting a promise", PROMISE, "accepts", MAYOR, "answers", "She was content.", []),
    ("silence on a promise", PROMISE, "silent", COMPANY, "answers", "It did not comment.", []),
    ("a claim disputed", CLAIM, "disputes", MAYOR, "answers", "No warning came, she said.",
     [DISPUTED]),
    ("a claim explained", CLAIM, "explains", COMPANY, "answers", "It sent a fax, it said.", []),
]  # fmt: skip


def newer(row: tuple, day: date = LATER, id: int = 9) -> Answer:
    _, _, what, speaker, relation, words, _ = row
    kind, stance = (what, "") if what in ("call", "commitment") else ("response", what)
    act = LinkedAct(id, kind, stance, day, frozenset({speaker}), frozenset(), words, "")
    return Answer(act, relation, ("a reason",))


def told(events: tuple[MachineEvent, ...]) -> list[str]:
    return [f"{one.axis} {one.value}{'?' * one.proposed}" for one in events]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_table(row: tuple) -> None:
    events = machine_events(row[1], [newer(row)])
    assert told(events) == row[6]
    assert all((one.evidence, one.day, one.reasons) == (9, LATER, ("a reason",)) for one in events)


def test_opposing_an_answer_disputes_it() -> None:
    yes, stunt = (
        next(row for row in ROWS if row[0] == rule) for rule in ("accepted", "opposed by others")
    )
    events = machine_events(CALL, [newer(stunt, date(2024, 6, 3), 10), newer(yes)])
    assert told(events) == [ANSWERED, DISPUTED]


def test_a_word_on_an_answer_disputes_the_call() -> None:
    act = LinkedAct(9, "response", "disputes", LATER, frozenset({UNION}), frozenset(), "Not so.")
    events = machine_events(CALL, [Answer(act, "answers", (), of_answer=True)])
    assert events == (MachineEvent(Axis.FLAG, "disputed", LATER, 9),)


def test_a_doubtful_link_only_proposes() -> None:
    yes = newer(next(row for row in ROWS if row[0] == "accepted"))
    doubtful = Answer(yes.act, yes.relation, yes.reasons, doubtful=True)
    assert told(machine_events(CALL, [doubtful])) == [f"{ANSWERED}?"]


def test_nobody_answers_before_the_call() -> None:
    yes = next(row for row in ROWS if row[0] == "accepted")
    assert machine_events(CALL, [newer(yes, date(2024, 5, 19))]) == ()


def test_one_thing_is_said_once() -> None:
    yes = next(row for row in ROWS if row[0] == "accepted")
    assert told(machine_events(CALL, [newer(yes), newer(yes)])) == [ANSWERED]


def test_conditions() -> None:
    assert machine_events(IFFY, []) == (
        MachineEvent(Axis.FLAG, "conditional", CALLED, 1, ("its words say so",)),
    )
