"""Fits what weighs the names around an act, and the confidence of acts, into the ONNX file.

On articles whose acts were marked after the network was trained, so that what
it says of them is as good as what it says of any other.  Names: a conditional
logit (McFadden 1974), whose right answers may be several.  Confidence: a shift
for each kind and a slope.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from bench import acts as bench_acts
from torch import Tensor

from acts import MarkedAct, name_words, read_marks
from calibrate import add_facts, fitted, plain_article, show
from onrecord.understand.act_names import with_speaker
from onrecord.understand.act_scores import KINDS
from onrecord.understand.acts import FoundAct
from onrecord.understand.model import Model
from onrecord.understand.parties import Claim, Resolved, resolve
from onrecord.understand.reader import acts_of, cast_of, scan
from onrecord.understand.words import Vocabulary
from texts import text_of

RIDGE = 0.003
LITTLE = 1e-4


@dataclass
class Question:
    """The parties around an act (n, features), nobody's share, and which of them are right.

    Nobody, who may be right too, is the last of `right`.
    """

    kind: int
    features: np.ndarray
    nobody: float
    right: list[bool]


@dataclass
class Lessons:
    """What is learnt from: questions of both sorts, and acts found, right or not."""

    speakers: list[Question]
    parties: list[Question]
    rows: list[list[float]]
    right: list[bool]
    articles: list[int]


def lessons(shared: Path, marks: Path, model: Model) -> Lessons:
    scorer = bench_acts.load_scorer(shared)
    gathered = Lessons([], [], [], [], [])
    for number, (id, marked) in enumerate(read_marks(shared / "data", marks).items()):
        text = text_of(shared / "data", id)
        article = plain_article(text)
        scanned = scan(article, model)
        claims = [Claim(one.source, one.cue, one.content) for one in scanned.attributions]
        resolved = resolve(article, claims, scanned.quotations)
        found = acts_of(article, scanned, cast_of(article, claims, resolved), model)
        ours = [{"kind": f.kind.value, "evidence": f.evidence, "action": f.action} for f in found]
        gold = [
            {"kind": act.kind, "evidence": act.evidence, "action": act.action} for act in marked
        ]
        pairs = scorer.pairs(text, gold, ours)
        hits = {p for _, p in pairs}
        gathered.rows += [[float(f.kind is kind) for kind in KINDS] + [f.score] for f in found]
        gathered.right += [n in hits for n in range(len(found))]
        gathered.articles += [number] * len(found)
        for g, p in pairs:
            ask(marked[g], found[p], resolved, gathered)
    return gathered


def ask(act: MarkedAct, found: FoundAct, resolved: Resolved, gathered: Lessons) -> None:
    """Adds what one act teaches of names."""
    weighed = found.weighed
    if weighed is None or not weighed.parties:
        return
    names = {
        party.id: frozenset().union(*map(name_words, (party.name, *party.names)))
        for party in resolved.parties
    }

    def meant(wanted: list[str]) -> list[bool]:
        words = [name_words(name) for name in wanted]
        return [any(names[id] & word for id in ids for word in words) for ids in weighed.parties]

    kind = KINDS.index(act.kind)
    speaking = meant([act.speaker])
    if any(speaking):
        gathered.speakers.append(Question(kind, weighed.features, 0.0, [*speaking, False]))
        speaker = tuple(
            id for ids, own in zip(weighed.parties, speaking, strict=True) if own for id in ids
        )
        features = with_speaker(weighed, speaker)
        other = meant(act.party)
        if any(other) or not act.party:
            gathered.parties.append(
                Question(kind, features, weighed.nobody, [*other, not act.party])
            )


def weights(questions: list[Question], nobody: bool) -> np.ndarray:
    """Coefficients for each kind (3, features), of nobody's share and of nobody last, by L-BFGS.

    Those of a kind are drawn to those of all, of which there are more.
    """
    width = questions[0].features.shape[1] + 2 * nobody
    shared = torch.zeros(width, requires_grad=True)
    own = torch.zeros(len(KINDS), width, requires_grad=True)
    optimizer = torch.optim.LBFGS([shared, own], max_iter=200, line_search_fn="strong_wolfe")
    ready = [
        (
            q.kind,
            torch.from_numpy(q.features),
            float(np.log(q.nobody + LITTLE)),
            torch.tensor(q.right),
        )
        for q in questions
    ]

    def loss() -> Tensor:
        optimizer.zero_grad()
        total = RIDGE * len(ready) * (0.1 * (shared**2).sum() + (own**2).sum())
        for kind, features, share, right in ready:
            coefficients = shared + own[kind]
            if nobody:
                scores = torch.cat(
                    [
                        features @ coefficients[:-2],
                        (coefficients[-2] * share + coefficients[-1]).view(1),
                    ]
                )
                wanted = right
            else:
                scores, wanted = features @ coefficients, right[:-1]
            total = total + torch.logsumexp(scores, 0) - torch.logsumexp(scores[wanted], 0)
        total.backward()
        return total

    optimizer.step(loss)
    return (shared + own).detach().numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--marks", type=Path, required=True, help="marks the network never saw")
    parser.add_argument("--model", type=Path, required=True, help="the ONNX file")
    parser.add_argument("--vocab", type=Path, required=True)
    options = parser.parse_args()
    vocabulary = Vocabulary(options.vocab.read_text(encoding="utf-8").splitlines())
    model = Model("weighed", options.model.read_bytes(), vocabulary)
    gathered = lessons(options.shared, options.marks, model)
    rows, right = np.array(gathered.rows), np.array(gathered.right, float)
    show("acts", rows, right, np.array(gathered.articles))
    *shifts, slope = (round(float(value), 4) for value in fitted(rows, right, free=len(KINDS)))
    facts = {"act_confidence": [[shift, slope] for shift in shifts]}
    for name, questions, nobody in (
        ("speaker_weights", gathered.speakers, False),
        ("party_weights", gathered.parties, True),
    ):
        table = weights(questions, nobody)
        facts[name] = [[round(float(value), 3) for value in row] for row in table]
        print(name, len(questions), *facts[name], sep="\n  ")
    add_facts(options.model, facts)


if __name__ == "__main__":
    main()
