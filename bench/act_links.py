"""Which answer belongs to which call, by the words of both.

Recommendations of UK inquiries, each against all responses to the same inquiry;
and questions to Singapore's Ministry of Law, each against the answers of all
posts of the same year.  The first, third, … inquiry by name and the odd years are
reported; the others were for choosing how words are weighed.  A question is what
a post has between “Question” and “Answer” or “Reply”, the answer what follows.
Beside it a plain peer: the cosine of TF-IDF over words as they are written, counted
on the same texts.

Run: `python -m bench.act_links --shared ../shared`.
"""

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.link.act_words import act_keys, act_rarity, likeness, weigh_words
from onrecord.link.frequencies import Frequencies
from onrecord.record import ActDigest, ActKind

_QUESTION = re.compile(r"^\W*(?:parliamentary )?questions?\W*$", re.IGNORECASE | re.MULTILINE)
_ANSWER = re.compile(
    r"^\W*(?:u\W+)?(?:(?:written|oral) )?(?:answers?|repl(?:y|ies)|response)\b.{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_MARKUP = re.compile(r"<[^>]+>|\{:[^}]*\}|\]\([^)]*\)|[*_\[\]#]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORTEST = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """A call and the text that answers it; `group` is what it has to be found among."""

    group: str
    call: str
    answer: str


def inquiry_pairs(shared: Path) -> list[Pair]:
    """Recommendations and responses; several recommendations may share a response."""
    path = shared / "data" / "inquiries" / "recommendations_and_responses.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["recommendations"]
    aside = sorted({row["document_pair"] for row in rows})[::2]
    return [
        Pair(row["document_pair"], row["recommendation_text"], row["matched_response_text"])
        for row in rows
        if row["document_pair"] in aside
    ]


def question_pairs(shared: Path) -> list[Pair]:
    """Questions and answers of the ministry's posts that mark both with a line of their own."""
    pairs = []
    for path in sorted((shared / "data" / "mlaw" / "parliamentary-speeches").glob("*.md")):
        if int(path.name[:4]) % 2 == 0:
            continue
        text = _MARKUP.sub("", path.read_text(encoding="utf-8").split("---", 2)[-1])
        asked = _QUESTION.search(text)
        given = _ANSWER.search(text, asked.end()) if asked else None
        if asked and given:
            call, answer = text[asked.end() : given.start()], text[given.end() :]
            if min(len(call), len(answer)) >= _SHORTEST:
                pairs.append(Pair(path.name[:4], call.strip(), answer.strip()))
    return pairs


def groups(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Pairs by group, of those with two answers or more."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.group].append(pair)
    for group in found.values():
        if len({pair.answer for pair in group}) > 1:
            yield group


Likeness = Callable[[str, str], float]


def ours(texts: Sequence[str]) -> Likeness:
    """How the package weighs two texts, with what it counted in all of them."""
    acts = {text: ActDigest("", "", ActKind.CALL, None, (), (), text, "") for text in texts}
    counts = Counter(key for act in acts.values() for key in act_keys(act))
    rarity = act_rarity(Frequencies(len(acts), counts))
    ready = {text: weigh_words(act, rarity) for text, act in acts.items()}
    return lambda one, other: likeness(ready[one], ready[other])


def peer(texts: Sequence[str]) -> Likeness:
    """The cosine of TF-IDF over words as they are written."""
    words = {text: Counter(_WORD.findall(text.lower())) for text in texts}
    held = Counter(word for counts in words.values() for word in counts)

    def bag(text: str) -> dict[str, float]:
        weights = {
            word: (1 + math.log(count)) * math.log((1 + len(words)) / held[word])
            for word, count in words[text].items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}

    bags: Mapping[str, dict[str, float]] = {text: bag(text) for text in words}
    return lambda one, other: sum(w * bags[other].get(k, 0.0) for k, w in bags[one].items())


def ranks(pairs: Sequence[Pair], make: Callable[[Sequence[str]], Likeness]) -> list[int]:
    """For each call the place of its answer among all of its group, 1 the first."""
    found = []
    for group in groups(pairs):
        answers = sorted({pair.answer for pair in group})
        like = make(sorted({*answers, *(pair.call for pair in group)}))
        for pair in group:
            own = like(pair.call, pair.answer)
            found.append(1 + sum(like(pair.call, other) > own for other in answers))
    return found


def measure_inquiries(shared: Path) -> dict[str, float]:
    """Top 1 and top 5 on the recommendations, ours and the peer's."""
    return _figures(inquiry_pairs(shared))


def measure_questions(shared: Path) -> dict[str, float]:
    """Top 1 and top 5 on the questions to the ministry, ours and the peer's."""
    return _figures(question_pairs(shared))


def _figures(pairs: Sequence[Pair]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for who, make in (("", ours), ("TF-IDF, ", peer)):
        places = ranks(pairs, make)
        figures[f"{who}top 1"] = sum(place == 1 for place in places) / len(places)
        figures[f"{who}top 5"] = sum(place <= 5 for place in places) / len(places)
    return figures | {"asked": float(sum(map(len, groups(pairs))))}


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description="Measure the joining of answers to calls.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    if not (options.shared / "data" / "inquiries").is_dir():
        print(f"skipped: no data at {options.shared / 'data' / 'inquiries'}")
        return
    for title, measure in (("inquiries", measure_inquiries), ("questions", measure_questions)):
        for name, value in measure(options.shared).items():
            shown = f"{value:6.0f}" if name == "asked" else f"{100 * value:6.1f}"
            print(f"{title + ', ' + name:<32}{shown}")


if __name__ == "__main__":
    main()
