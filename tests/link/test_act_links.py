"""Acts to earlier acts, on made-up people and places."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.link import act_digest_from_json, act_digest_to_json, act_digests, link_acts
from onrecord.link.act_links import MAKER
from onrecord.record import (
    Act,
    ActDigest,
    ActKind,
    Article,
    BadInput,
    Block,
    BlockKind,
    Document,
    Due,
    Link,
    Party,
    PartyKind,
    Period,
    Relation,
    Span,
    Stance,
    Statement,
)
from onrecord.record.document import QuotationKind

CALL, PROMISE, RESPONSE = ActKind.CALL, ActKind.COMMITMENT, ActKind.RESPONSE
WREN, BOARD = ("ida wren",), ("tarn water board",)
MARCH = date(2031, 3, 2)


def act(id: str, kind: ActKind, action: str, day: date | None = MARCH, **more: object) -> ActDigest:
    facts: dict[str, object] = {
        "article": f"article of {id}",
        "stance": None,
        "speakers": WREN,
        "parties": BOARD,
        "evidence": action,
    }
    facts |= more
    return ActDigest(id=id, kind=kind, action=action, day=day, **facts)  # type: ignore[arg-type]


REPORT = act("report", CALL, "publish the inspection report on the Ossel dam")
INQUIRY = act(
    "inquiry",
    CALL,
    "hold an inquiry into the collapse of the Ossel dam",
    speakers=("residents of ossel",),
    parties=("home secretary",),
)
REPAIR = act("repair", PROMISE, "repair the spillway of the Ossel dam by June",
             speakers=BOARD, parties=())  # fmt: skip
IN_JUNE = replace(REPAIR, due=Period(date(2031, 5, 31), date(2031, 5, 31)))
REFUSED = act("refused", RESPONSE, "would not repair the spillway of the Ossel dam",
              speakers=BOARD, parties=WREN, stance=Stance.REFUSES)  # fmt: skip

ROWS: list[tuple[str, ActDigest, ActDigest, Relation | None]] = [
    ("the same call by another outlet, a day later",
     act("n", CALL, "release the Ossel dam's inspection report", date(2031, 3, 3),
         speakers=("wren",)), REPORT, Relation.REPEATS),
    ("the same call in quite other words",
     act("n", CALL, "make public what inspectors reported about the dam at Ossel",
         date(2031, 3, 3), parties=("water board",)), REPORT, Relation.REPEATS),
    ("a call by two months later is asked again",
     act("n", CALL, "publish the inspection report on the Ossel dam at once", date(2031, 5, 9)),
     REPORT, Relation.ASKS),
    ("a refusal two weeks later, in another article",
     act("n", RESPONSE, "would not publish the inspection report", date(2031, 3, 16),
         speakers=BOARD, parties=WREN, stance=Stance.REFUSES), REPORT, Relation.ANSWERS),
    ("a promise to do what was called for answers the call",
     act("n", PROMISE, "publish the dam inspection report in June", date(2031, 3, 20),
         speakers=BOARD, parties=()), REPORT, Relation.ANSWERS),
    ("an inquiry's report answers the call for an inquiry",
     act("n", CALL, "inspect every dam twice a year after the collapse at Ossel",
         date(2031, 11, 2), speakers=("ossel dam inquiry",),
         subject="Inquiry reports on the collapse of the Ossel dam"), INQUIRY, Relation.ANSWERS),
    ("the one who promised says that it is done",
     act("n", RESPONSE, "had repaired the spillway of the dam", date(2031, 6, 2),
         speakers=BOARD, parties=(), stance=Stance.DONE), REPAIR, Relation.FULFILS),
    ("about the day that was named, it is reported done in other words",
     act("n", RESPONSE, "workmen with cranes and lorries were on the spillway of the dam",
         date(2031, 6, 1), speakers=BOARD, parties=(), stance=Stance.DONE),
     IN_JUNE, Relation.FULFILS),
    ("in those words a month before the day, it may be anything",
     act("n", RESPONSE, "workmen with cranes and lorries were on the spillway of the dam",
         date(2031, 5, 1), speakers=BOARD, parties=(), stance=Stance.DONE), IN_JUNE, None),
    ("the one who promised refuses later",
     act("n", RESPONSE, "would not repair the spillway of the Ossel dam", date(2031, 6, 2),
         speakers=BOARD, parties=(), stance=Stance.REFUSES), REPAIR, Relation.CONTRADICTS),
    ("the one who refused promises later",
     act("n", PROMISE, "repair the spillway of the Ossel dam", date(2031, 6, 2),
         speakers=BOARD, parties=()), REFUSED, Relation.CONTRADICTS),
    ("a call for what was promised",
     act("n", CALL, "keep its promise to repair the spillway", date(2031, 7, 2)),
     REPAIR, Relation.ASKS),
    ("the same two parties about another thing",
     act("n", CALL, "cut the bills of pensioners", date(2031, 3, 3)), REPORT, None),
    ("another speaker denies another thing",
     act("n", RESPONSE, "denied that officers had lost the tapes", date(2031, 3, 3),
         speakers=("holm police",), parties=(), stance=Stance.DENIES), REPORT, None),
    ("the like call to another board about another dam",
     act("n", CALL, "publish the safety figures of the Brack dam", date(2031, 3, 3),
         speakers=("otto lund",), parties=("brack water board",)), REPORT, None),
    ("what was said before the call answers nothing",
     act("n", RESPONSE, "would not publish the inspection report", date(2031, 3, 1),
         speakers=BOARD, parties=WREN, stance=Stance.REFUSES), REPORT, None),
    ("acts of one article are linked where it is read",
     act("n", RESPONSE, "would not publish the inspection report", date(2031, 3, 16),
         article="article of report", speakers=BOARD, parties=WREN, stance=Stance.REFUSES),
     REPORT, None),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "newer", "older", "relation"), ROWS, ids=[r[0] for r in ROWS])
def test_relations(
    rule: str, newer: ActDigest, older: ActDigest, relation: Relation | None
) -> None:
    found = [(link.newer, link.older, link.relation) for link in link_acts([newer], [older])]
    assert found == ([] if relation is None else [("n", older.id, relation)]), rule


def test_a_link_says_why_and_who_made_it() -> None:
    newer = act("n", RESPONSE, "would not publish the inspection report", date(2031, 3, 16),
                speakers=BOARD, parties=WREN, stance=Stance.REFUSES)  # fmt: skip
    (link,) = link_acts([newer], [REPORT])
    assert link == Link(
        newer="n",
        older="report",
        relation=Relation.ANSWERS,
        score=link.score,
        reasons=(
            "the one who was asked speaks",
            "speaks to the one who asked",
            "same words: inspect…, publish…, report…",
            "14 days later",
        ),
        maker=MAKER,
    )
    assert 0.9 < link.score < 1


def test_three_outlets_report_one_call_and_each_report_is_tied_once() -> None:
    second = act("second", CALL, "release the Ossel dam's inspection report", date(2031, 3, 3))
    third = act("third", CALL, "publish what the inspection of the Ossel dam found, in a report",
                date(2031, 3, 4))  # fmt: skip
    first_links = link_acts([second], [REPORT])
    links = link_acts([third], [REPORT, second])
    assert [(one.older, one.relation) for one in first_links] == [("report", Relation.REPEATS)]
    assert [one.relation for one in links] == [Relation.REPEATS]


def test_of_two_calls_the_one_that_is_answered_comes_first() -> None:
    fares = act("fares", CALL, "cut the water bills of pensioners in Ossel")
    newer = act("n", RESPONSE, "said pensioners would get lower water bills", date(2031, 3, 9),
                speakers=BOARD, parties=WREN, stance=Stance.ACCEPTS)  # fmt: skip
    assert [link.older for link in link_acts([newer], [REPORT, fares])][:1] == ["fares"]


def test_an_act_without_a_day_may_still_be_linked() -> None:
    newer = act("n", CALL, "release the Ossel dam's inspection report", None)
    (link,) = link_acts([newer], [REPORT])
    assert link.relation is Relation.REPEATS
    assert link.reasons[-1].startswith("same words")


TEXT = "Ida Wren urged the Tarn Water Board to publish the report by May."
DOCUMENT = Document(
    Article("w1", "w1.txt", TEXT, (Block(BlockKind.BODY, Span(0, len(TEXT))),),
            title="Dam report", outlet="Tarn Echo", published=date(2031, 3, 4)),
    parties=(
        Party("p1", "Ms Ida Wren", PartyKind.PERSON),
        Party("p2", "Tarn Water Board", PartyKind.BODY, entry="tl:water"),
    ),
    statements=(
        Statement("s1", ("p1",), (Span(0, 8),), (Span(9, 14),), (Span(36, 64),),
                  QuotationKind.INDIRECT, 0.9, Period(date(2031, 3, 2), date(2031, 3, 3))),
    ),
    acts=(
        Act("a1", CALL, None, ("p1",), ("p2",), (Span(0, 64),), (Span(39, 57),),
            Due(Span(58, 64), Period(date(2031, 5, 1), date(2031, 5, 31))), ("s1",), (), 0.9),
    ),
)  # fmt: skip
DIGEST = ActDigest(
    id="a1",
    article="w1",
    kind=CALL,
    stance=None,
    speakers=("ida wren",),
    parties=("tl:water",),
    action="publish the report",
    evidence=TEXT[:64],
    subject=f"Dam report. {TEXT}",
    day=date(2031, 3, 3),
    due=Period(date(2031, 5, 1), date(2031, 5, 31)),
    outlet="Tarn Echo",
)


def test_an_act_becomes_its_digest() -> None:
    assert act_digests(DOCUMENT) == (DIGEST,)


def test_a_digest_comes_back_from_json() -> None:
    assert act_digest_from_json(act_digest_to_json(DIGEST)) == DIGEST
    assert act_digest_from_json(act_digest_to_json(REFUSED)) == REFUSED


def test_a_broken_digest_is_refused() -> None:
    with pytest.raises(BadInput, match="digest of an act"):
        act_digest_from_json({"id": "a1"})


def test_a_link_is_never_to_itself_nor_surer_than_sure() -> None:
    with pytest.raises(BadInput, match="itself"):
        Link("a", "a", Relation.ASKS, 0.5, (), MAKER)
    with pytest.raises(BadInput, match="not 0 to 1"):
        Link("a", "b", Relation.ASKS, 1.5, (), MAKER)


ROLES = [
    # rule, role, what the act of Ada Moss is found under besides her name
    ("a chief executive speaks for the company", "chief executive of Tarn Water",
     ["tarn water"]),
    ("also in a role that the article tells by a pronoun", "its managing director of Tarn Water",
     ["tarn water"]),
    ("a spokeswoman", "spokeswoman for the Tarn Water Board", ["tarn water board"]),
    ("the holder of an office speaks as the office", "Ossel Ombudsman for Harbours",
     ["harbours", "ossel ombudsman for harbours"]),
    ("a member of a parliament speaks for herself", "member of the Ossel Assembly", []),
    ("a founder need not speak for it", "founder of Tarn Water", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "role", "found"), ROLES, ids=[row[0] for row in ROLES])
def test_who_speaks_for_whom(rule: str, role: str, found: list[str]) -> None:
    ada = Party("p1", "Dame Ada Moss", PartyKind.PERSON, roles=(role,))
    plea = Act("a1", RESPONSE, Stance.REFUSES, ("p1",), (), (Span(0, 4),), (), None, (), (), 0.9)
    article = Article(id="x", source="x.txt", text="No. ", blocks=())
    (digest,) = act_digests(Document(article, (ada,), (), (plea,)))
    assert digest.speakers == ("ada moss", *found), rule
