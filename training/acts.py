"""Marked calls, commitments and responses → what the act heads are to answer.

An act is looked for sentence by sentence: whether a sentence reports a call, a
commitment or a response, and if so, between which words its evidence and its
action stand, when it is due, how it answers, and which of the names around it
speak and are spoken to.
"""

import hashlib
import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from onrecord.record import Span as Place
from onrecord.understand.act_scores import KINDS, STANCES
from onrecord.understand.lexicon import words_of
from onrecord.understand.sentences import sentence_starts
from onrecord.understand.words import Words
from texts import text_of

Span = tuple[int, int]

TITLES = frozenset(words_of("the a an of and for mr mrs ms dr sir dame sen rep president"))


@dataclass
class MarkedAct:
    """One act as a reader marked it; spans in code points of the article's text."""

    kind: str
    stance: str | None
    speaker: str
    party: list[str]
    evidence: Span
    action: Span | None
    due: Span | None


@dataclass
class Mention:
    """Words that stand for somebody, and the names of whoever that is."""

    span: Span
    names: frozenset[str]  # words, lower case, without titles


@dataclass
class ActAnswer:
    """One act in words of a window or an article."""

    kind: int
    stance: int  # −1 where there is none
    sentence: int
    evidence: Span
    action: Span | None
    due: Span | None
    speakers: list[int]  # words that stand for the speaker
    parties: list[int] | None  # [] where the text names nobody, None where it cannot be told


@dataclass
class ActLesson:
    """What is marked in an article or a window; `sentence` has a number for each word."""

    sentence: list[int]
    answers: list[ActAnswer] = field(default_factory=list)
    candidates: list[int] = field(default_factory=list)
    soft: list[tuple[float, ...]] | None = None
    """A teacher's probability of each kind, sentence by sentence of the article."""

    def window(self, start: int, end: int) -> "ActLesson":
        """The part from word `start` to word `end`, counted from `start`."""

        def span(old: Span | None) -> Span | None:
            if old is None or old[0] < start or old[1] > end:
                return None
            return old[0] - start, old[1] - start

        def inside(numbers: list[int]) -> list[int]:
            return [n - start for n in numbers if start <= n < end]

        cut = ActLesson(self.sentence[start:end], [], inside(self.candidates), self.soft)
        for one in self.answers:
            evidence = span(one.evidence)
            if evidence is None:
                continue
            parties = one.parties
            if parties:
                parties = inside(parties) or None
            cut.answers.append(
                ActAnswer(
                    one.kind,
                    one.stance,
                    one.sentence,
                    evidence,
                    span(one.action),
                    span(one.due),
                    inside(one.speakers),
                    parties,
                )
            )
        return cut


def fingerprint(text: str) -> str:
    """The first twelve digits of the SHA-256 of a text: marks hold for it alone."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_acts(data: Path, marks: Path) -> dict[str, list[MarkedAct]]:
    """Marked acts by the path of their text below `data`.

    The sets that came with the data, without a tenth of the ministry's posts
    and of Wikinews that is set aside for measuring, and our own marks.
    """
    found: dict[str, list[MarkedAct]] = {}
    for name, folder in (
        ("train", "polnear/train"),
        ("mlaw", "acts/mlaw"),
        ("wikinews", "acts/wikinews"),
    ):
        for record in _lines(data / "acts" / f"{name}.jsonl"):
            if name == "train" or not set_aside(record["id"]):
                found[f"{folder}/{record['id']}.txt"] = _acts(record)
    return found | read_marks(data, marks)


def read_marks(data: Path, marks: Path) -> dict[str, list[MarkedAct]]:
    """Our own marks by the path of their text below `data`."""
    found = {}
    for record in _lines(marks):
        if fingerprint(text_of(data, record["id"])) != record["text"]:
            raise SystemExit(f"{record['id']} is not the text that was marked; remove its line")
        found[record["id"]] = _acts(record)
    return found


def set_aside(id: str) -> bool:
    """Whether a post or a Wikinews article is in the tenth that only measures."""
    return id in _set_aside()


@cache
def _set_aside() -> frozenset[str]:
    file = Path(__file__).parent / "marks" / "set-aside.txt"
    return frozenset(file.read_text(encoding="utf-8").splitlines())


def _lines(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def _acts(record: dict) -> list[MarkedAct]:
    def span(value: list[int] | None) -> Span | None:
        return (value[0], value[1]) if value else None

    return [
        MarkedAct(
            kind=act["kind"],
            stance=act["stance"],
            speaker=act["speaker"],
            party=act["party"],
            evidence=(act["evidence"][0], act["evidence"][1]),
            action=span(act["action"]),
            due=span(act["due"]),
        )
        for act in record["acts"]
    ]


def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it apart."""
    return frozenset(word.lower() for word in re.findall(r"\w+", name)) - TITLES


def lesson_of(
    words: Words, text: str, paragraphs: list[Span], acts: list[MarkedAct], mentions: list[Mention]
) -> ActLesson:
    """The marks in words: spans clipped to one sentence, names to the words that stand for them."""
    starts = sentence_starts(text, [Place(*paragraph) for paragraph in paragraphs])
    sentence = [bisect_right(starts, start) - 1 for start in words.starts]

    def run(span: Span | None) -> Span | None:
        if span is None:
            return None
        first = bisect_right(words.ends, span[0])
        last = bisect_right(words.starts, span[1] - 1)
        return (first, last) if first < last else None

    places = [(run(mention.span), mention.names) for mention in mentions]
    heads = {place[1] - 1: names for place, names in places if place is not None}
    lesson = ActLesson(sentence, candidates=sorted(heads))
    for act in acts:
        evidence = run(act.evidence)
        if evidence is None:
            continue
        number = _fullest(sentence, evidence)
        evidence = _clip(evidence, sentence, number)
        speaking = _standing_for([act.speaker], heads)
        party: list[int] | None = []
        if act.party:
            party = _standing_for(act.party, heads) or None
        lesson.answers.append(
            ActAnswer(
                KINDS.index(act.kind),
                STANCES.index(act.stance) if act.stance else -1,
                number,
                evidence,
                _clip_or_none(run(act.action), sentence, number),
                _clip_or_none(run(act.due), sentence, number),
                speaking,
                party,
            )
        )
    return lesson


def _standing_for(names: list[str], heads: dict[int, frozenset[str]]) -> list[int]:
    wanted = [name_words(name) for name in names]
    return sorted(n for n, known in heads.items() if any(known & name for name in wanted))


def _fullest(sentence: list[int], run: Span) -> int:
    """The sentence that holds most of the words."""
    inside = sentence[run[0] : run[1]]
    return max(set(inside), key=inside.count)


def _clip(run: Span, sentence: list[int], number: int) -> Span:
    inside = [n for n in range(*run) if sentence[n] == number]
    return inside[0], inside[-1] + 1


def _clip_or_none(run: Span | None, sentence: list[int], number: int) -> Span | None:
    if run is None or number not in sentence[run[0] : run[1]]:
        return None
    return _clip(run, sentence, number)
