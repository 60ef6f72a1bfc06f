"""Scores to acts, on scores made by hand; and which act a response answers."""

import re

import numpy as np
import pytest

from onrecord.record import ActKind, Span, Stance
from onrecord.understand.act_names import Candidate, Cast
from onrecord.understand.act_scores import ACT_SCORES, ACTION, DUE, EVIDENCE, STANCE, STANCES
from onrecord.understand.acts import FoundAct, find_acts
from onrecord.understand.answers import answered
from onrecord.understand.model import Scores, Structure, View
from onrecord.understand.stretches import Stretch
from onrecord.understand.words import BREAK, LOWER, PUNCTUATION, Words

TEXT = "Ada Moll asked the port to close by Friday. It rained. The port refused."
MOLL, PORT, LATER_PORT = Span(0, 8), Span(15, 23), Span(55, 63)
STARTS = [0, 44, 55]


SLOTS = np.eye(256, dtype=np.float32)
"""Of a vector of 256 numbers each quarter is one of four turnings."""


def structure(nobody: float = 0.0) -> Structure:
    return Structure(
        transitions=np.zeros((7, 7), np.float32),
        distance=np.zeros((2, 4), np.float32),
        edges=np.array([-10, 0, 10]),
        crossing=np.zeros((2, 5), np.float32),
        nothing=0.5,
        confidence=(0.0,) * 9,
        links=np.stack([SLOTS[:, 64 * slot : 64 * slot + 64] for slot in (0, 1, 2, 3) * 2]),
        link_biases=np.zeros((8, 64), np.float32),
        act_distance=np.zeros((2, 4), np.float32),
        act_crossing=np.zeros((2, 5), np.float32),
        nobody=nobody,
        act_confidence=((0.0, 1.0),) * 3,
        speaker_weights=np.array([[1.0] + [0.0] * 9] * 3, np.float32),
        party_weights=np.array([[0.0, 1.0] + [0.0] * 8 + [1.0, 0.0]] * 3, np.float32),
    )


class Desk:
    """A text in words, on whose scores a test writes."""

    def __init__(self) -> None:
        found = [(m.start(), m.end()) for m in re.finditer(r"\w+|[.]", TEXT)] + [(72, 72)]
        shapes = [LOWER] * (len(found) - 1) + [BREAK]
        count = len(found)
        self.words = Words(
            [start for start, _ in found],
            [end for _, end in found],
            shapes,
            [0] * count,
            [(1,)] * count,
        )
        self.acts = np.full((count, ACT_SCORES), -9.0, np.float32)
        self.links = np.zeros((count, 4, 64), np.float32)

    def at(self, word: str, nth: int = 0) -> int:
        """The number of a word of the text."""
        return [n for n in range(len(self.words)) if self.surface(n) == word][nth]

    def surface(self, number: int) -> str:
        return TEXT[self.words.starts[number] : self.words.ends[number]]

    def act(self, kind: int, evidence: tuple[int, int], action: tuple[int, int]) -> None:
        """Scores by which the sentence holds such an act, with these first and last words."""
        self.acts[evidence[0], kind] = 5
        for columns, (first, last) in ((EVIDENCE, evidence), (ACTION, action)):
            self.acts[first, columns.start + 2 * kind] = 5
            self.acts[last, columns.start + 2 * kind + 1] = 5

    def tie(self, kind: int, evidence: int, name: int, axis: int) -> None:
        """Vectors by which a name speaks (kind 0) or is spoken to (kind 1)."""
        self.links[evidence, 2 * kind, axis] = 40
        self.links[name, 2 * kind + 1, axis] = 40

    def found(self, nobody: float = 0.0) -> list[FoundAct]:
        view = View(0, len(self.words), self.links.reshape(-1, 256))
        scores = Scores(np.zeros((len(self.words), 7), np.float32), self.acts, (view,))
        candidates = [
            Candidate(MOLL, ("p1",)),
            Candidate(PORT, ("p2",)),
            Candidate(LATER_PORT, ("p2",)),
        ]
        stretch = Stretch(self.words, scores, [])
        return find_acts([stretch], STARTS, Cast(TEXT, candidates, []), structure(nobody))


def test_a_call_with_its_sides_action_and_due_date() -> None:
    desk = Desk()
    asked, friday = desk.at("asked"), desk.at("Friday")
    desk.act(0, (desk.at("Ada"), friday), (desk.at("close"), friday))
    desk.acts[desk.at("by") : friday + 1, DUE.start + 2] = 3
    desk.acts[desk.at("by"), DUE.start + 1] = 4
    desk.tie(0, asked, desk.at("Moll"), 0)
    desk.tie(1, asked, desk.at("port"), 1)
    (act,) = desk.found()
    assert act == FoundAct(
        kind=ActKind.CALL,
        stance=None,
        evidence=(Span(0, 42),),
        action=(Span(27, 42),),
        due=Span(33, 42),
        speakers=("p1",),
        parties=("p2",),
        confidence=pytest.approx(0.993, abs=0.001),
        score=pytest.approx(5.0, abs=0.001),
    )


def test_a_response_has_a_stance_and_nobody_may_be_answered() -> None:
    desk = Desk()
    the, refused = desk.at("The"), desk.at("refused")
    desk.act(2, (the, refused), (refused, refused))
    desk.acts[refused, STANCE.start + STANCES.index(Stance.REFUSES)] = 9
    desk.tie(0, refused, desk.at("port", 1), 0)
    (act,) = desk.found(nobody=9.0)
    assert (act.kind, act.stance, act.speakers, act.parties, act.due) == (
        ActKind.RESPONSE,
        Stance.REFUSES,
        ("p2",),
        (),
        None,
    )


def test_silence_has_no_action() -> None:
    desk = Desk()
    the, refused = desk.at("The"), desk.at("refused")
    desk.act(2, (the, refused), (refused, refused))
    desk.acts[:, STANCE.start + STANCES.index(Stance.SILENT)] = 9
    (act,) = desk.found()
    assert (act.stance, act.action) == (Stance.SILENT, ())


def test_a_sentence_may_hold_two_kinds_and_a_quiet_one_none() -> None:
    desk = Desk()
    desk.act(1, (0, 3), (0, 3))
    desk.act(2, (0, 3), (0, 3))
    assert [act.kind for act in desk.found()] == [ActKind.COMMITMENT, ActKind.RESPONSE]


def test_the_last_word_of_a_span_is_never_before_its_first() -> None:
    desk = Desk()
    asked, port = desk.at("asked"), desk.at("port")
    desk.act(0, (asked, port), (asked, port))
    desk.acts[0, EVIDENCE.start + 1] = 4.5  # an end that stands before the best beginning
    (act,) = desk.found()
    assert act.evidence == (Span(9, 23),)


def test_a_rule_of_dashes_is_no_evidence() -> None:
    desk = Desk()
    it, rained = desk.at("It"), desk.at("rained")
    desk.act(1, (it, rained), (it, rained))
    for number in range(it, rained + 2):
        desk.words.shapes[number] = PUNCTUATION
    assert desk.found() == []


def act(
    kind: ActKind, by: str, to: str, words: str, stance: Stance | None = None
) -> tuple[ActKind, str, str, str, Stance | None]:
    return kind, by, to, words, stance


CALL, COMMITMENT, RESPONSE = ActKind
ANSWERS = {
    "the one who was asked refuses": (
        [
            act(CALL, "moll", "port", "Moll asked the port to close"),
            act(RESPONSE, "port", "moll", "The port will not close", Stance.REFUSES),
        ],
        [(), (0,)],
    ),
    "the asker judges the answer": (
        [
            act(CALL, "moll", "port", "Moll asked for an explanation"),
            act(RESPONSE, "moll", "port", "The explanation does not do", Stance.DISPUTES),
        ],
        [(), (0,)],
    ),
    "a promise is said to be broken": (
        [
            act(COMMITMENT, "port", "moll", "assurances that it would be safe"),
            act(RESPONSE, "moll", "port", "This was not the case", Stance.DISPUTES),
        ],
        [(), (0,)],
    ),
    "of two calls the one that shares words": (
        [
            act(CALL, "moll", "port", "Moll asked the port to publish its figures"),
            act(CALL, "moll", "port", "Moll asked the port to close the gate"),
            act(RESPONSE, "port", "", "The port published its figures", Stance.DONE),
        ],
        [(), (), (0,)],
    ),
    "one does not answer oneself": (
        [
            act(CALL, "moll", "port", "Moll asked the port to close"),
            act(RESPONSE, "moll", "", "Moll denied the claim", Stance.DENIES),
        ],
        [(), ()],
    ),
    "what comes later is not answered": (
        [
            act(RESPONSE, "port", "moll", "The port will not close", Stance.REFUSES),
            act(CALL, "moll", "port", "Moll asked the port to close"),
        ],
        [(), ()],
    ),
}


@pytest.mark.parametrize(("given", "expected"), ANSWERS.values(), ids=ANSWERS.keys())
def test_what_a_response_answers(given: list, expected: list) -> None:
    text, acts = "", []
    for kind, by, to, words, stance in given:
        span = Span(len(text), len(text) + len(words))
        text += words + "\n"
        parties = (to,) if to else ()
        acts.append(FoundAct(kind, stance, (span,), (span,), None, (by,), parties, 0.9, 2.0))
    assert answered(acts, text) == expected
