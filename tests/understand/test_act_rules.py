"""What rules make of the network's acts: one rule a row, on acts made by hand."""

from datetime import date

import pytest

from onrecord.record import ActKind, Article, Block, BlockKind, Party, PartyKind, Span, Stance
from onrecord.understand.act_dues import due_of
from onrecord.understand.act_names import Candidate, Cast, Saying, by_form
from onrecord.understand.acts import FoundAct
from onrecord.understand.dates import find_dates
from onrecord.understand.parties import OwnWords
from onrecord.understand.questions import by_parts
from onrecord.understand.repeats import joined
from onrecord.understand.silences import towards_whom

CALL, COMMITMENT, RESPONSE = ActKind
PUBLISHED = date(2021, 3, 14)


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def act(kind: ActKind, text: str, words: str, **more: object) -> FoundAct:
    span = span_of(text, words)
    given = {"stance": None, "action": (span,), "due": None, "speakers": ("p1",), "parties": ()}
    return FoundAct(kind=kind, evidence=(span,), confidence=0.6, **{**given, **more})


DUES = {
    "the words before and behind belong to it": (
        "by 9 October 2019",
        "October",
        "by 9 October 2019",
    ),
    "a bare “until” takes its clause": (
        "until the vote is counted, he said",
        "until",
        "until the vote is counted",
    ),
    "in due course is a time": ("publish it in due course", "in due course", "in due course"),
    "a bare “by” before no time is none": ("by executive order", "by", None),
    "the number of a law is no time": ("under the Ports Act 2020", "2020", None),
    "years gone by are no time": ("as over the past two years", "the past two years", None),
    "soon is due even where the network sees nothing": ("publish it soon", None, "soon"),
    "nothing is due where nothing says so": ("publish it", None, None),
}


@pytest.mark.parametrize(("words", "seen", "expected"), DUES.values(), ids=DUES.keys())
def test_due(words: str, seen: str | None, expected: str | None) -> None:
    text = f"The port will act {words}."
    found = act(COMMITMENT, text, text[:-1], due=span_of(text, seen) if seen else None)
    dates = find_dates(text, [Span(0, len(text))], PUBLISHED)
    due = due_of(found, text, dates, PUBLISHED)
    assert (due.span.of(text) if due else None) == expected


def test_each_part_of_a_formal_question_is_a_call() -> None:
    text = (
        "To ask the Minister (a) whether it is safe; and (b) when (i) it and (ii) he were tested."
    )
    own = OwnWords(Span(0, len(text)), ("p1",), ("p2",), asks=True)
    found = by_parts([act(CALL, text, "whether it is safe")], [own], text)
    assert [(one.evidence[0].of(text), one.action[0].of(text)) for one in found] == [
        ("To ask the Minister (a) whether it is safe", "whether it is safe"),
        ("(b) when (i) it and (ii) he were tested", "when (i) it and (ii) he were tested"),
    ]


def test_a_call_outside_a_formal_question_stays_as_it_is() -> None:
    text = "Moll asked (a) the port and (b) the mayor to act."
    asked = act(CALL, text, text)
    assert by_parts([asked], [], text) == [asked]


TOLD = "The port will close the old lock. It rained. The port will close the old lock in May."


def test_what_is_told_twice_is_one_act_by_its_fuller_report() -> None:
    short = act(COMMITMENT, TOLD, "close the old lock", parties=("p3",))
    full = act(COMMITMENT, TOLD, "close the old lock in May")
    (one,) = joined([short, full], TOLD)
    assert (one.action[0].of(TOLD), one.parties) == ("close the old lock in May", ("p3",))


@pytest.mark.parametrize(
    "other",
    [{"kind": CALL}, {"speakers": ("p2",)}, {"words": "close the old mill in May"}],
    ids=["another kind", "another speaker", "other words"],
)
def test_what_differs_stays_two_acts(other: dict) -> None:
    text = TOLD + " The port will close the old mill in May."
    words = other.pop("words", "close the old lock in May")
    one = act(COMMITMENT, text, "close the old lock")
    two = act(other.pop("kind", COMMITMENT), text, words, **other)
    assert sorted(joined([one, two], text), key=str) == sorted([one, two], key=str)


def silence(text: str, parties: tuple[Party, ...]) -> tuple[list, list]:
    article = Article("a", "a.txt", text, (Block(BlockKind.BODY, Span(0, len(text))),))
    silent = act(RESPONSE, text, text.rsplit(". ", 1)[-1], stance=Stance.SILENT, parties=("p1",))
    acts, known = towards_whom([silent], article, parties)
    return [one.parties for one in acts], [party.name for party in known]


def test_silence_is_kept_towards_the_reporter() -> None:
    moll = Party("p1", "Ada Moll", PartyKind.PERSON)
    assert silence("A spokesman for Moll declined to comment.", (moll,)) == (
        [("p2",)],
        ["Ada Moll", "the reporter"],
    )


def test_silence_is_kept_towards_the_outlet_where_the_article_tells_which() -> None:
    text = (
        "Moll told the Westmere Post so. Tarn told the Westmere Post no. Ash declined to comment."
    )
    at = [text.index("Westmere"), text.rindex("Westmere")]
    post = Party("p1", "Westmere Post", PartyKind.BODY, (), (), tuple(Span(a, a + 13) for a in at))
    assert silence(text, (post,)) == ([("p1",)], ["Westmere Post"])


def test_silence_that_nobody_broke_by_asking_keeps_its_other_side() -> None:
    moll = Party("p1", "Ada Moll", PartyKind.PERSON)
    assert silence("The port ignored Moll.", (moll,)) == ([("p1",)], ["Ada Moll"])


SPEECH = "We will dig. The lock will close. Ned Tarn asked us to stop."
FORM = {
    "“we” is the author": ("We will dig", COMMITMENT, ("p9",)),
    "so is what names nobody": ("The lock will close", COMMITMENT, ("p9",)),
    "what the author reports of another is the other's": (
        "Ned Tarn asked us to stop",
        CALL,
        ("p2",),
    ),
}


@pytest.mark.parametrize(("words", "kind", "speakers"), FORM.values(), ids=FORM.keys())
def test_who_performs_an_act_in_a_speech(words: str, kind: ActKind, speakers: tuple) -> None:
    tarn = span_of(SPEECH, "Ned Tarn")
    cast = Cast(
        SPEECH,
        [Candidate(tarn, ("p2",))],
        [Saying(("p2",), (span_of(SPEECH, "asked"),), (span_of(SPEECH, "us to stop"),))],
        [OwnWords(Span(0, len(SPEECH)), ("p9",))],
    )
    number = list(ActKind).index(kind)
    assert by_form((("p2",), ()), number, span_of(SPEECH, words), cast) == (speakers, ())
