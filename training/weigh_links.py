"""Fits how much each likeness of two articles counts: `link/matter_weights.json`.

A logistic regression with no weight below nothing, so that being more alike
never makes one event less likely (“years apart” counts against), with a ridge;
on the half of ECB+'s topics that `bench/matters.py` does not report.  The
threshold is the one with the best F1 of pairs, of those that join at most a
tenth of the pairs of two events of one topic, each topic weighed by weights that
have not seen it.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
from bench.matters import digests, event, halves, scores, shuffled, topic

from onrecord.link.frequencies import Frequencies, Rarity, background
from onrecord.link.likeness import WAYS, keys_of, ways, weighed
from onrecord.link.matters import together

RIDGE = 0.1
OTHER_TOPICS = 0.1
"""Weight of a pair of two topics: easy, and thirty times as many."""
AGAINST = WAYS.index("years apart")
MOST_WRONG = 0.10
STEPS = 600
OUT = Path(__file__).parent.parent / "src" / "onrecord" / "link" / "matter_weights.json"

Floats = npt.NDArray[np.float64]


def fitted(x: Floats, y: Floats, weight: Floats) -> Floats:
    """Weights and, last, the bias, by projected gradient descent with momentum."""
    scale = x.std(0) + 1e-9
    z = np.c_[x / scale, np.ones(len(x))]
    share = weight / weight.sum()
    ridge = np.r_[np.full(x.shape[1], RIDGE), 0.0]
    step = 1 / (np.linalg.eigvalsh((z * share[:, None]).T @ z)[-1] / 4 + RIDGE)
    now = np.r_[np.zeros(x.shape[1]), -2.0]
    ahead, pace = now.copy(), 1.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-z @ ahead))
        new = ahead - step * (z.T @ (share * (chance - y)) + ridge * ahead)
        new[:-1] = np.maximum(new[:-1], 0)
        next_pace = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / next_pace * (new - now)
        now, pace = new, next_pace
    return np.r_[now[:-1] / scale, now[-1]]


def joined(odds: Floats, order: list[int], least: float) -> dict[int, str]:
    """The matter of each article, as `choose_matter` chooses it."""
    matters: list[list[int]] = []
    for one in order:
        means = [together(odds[one, matter].tolist()) for matter in matters]
        if means and max(means) >= least:
            matters[int(np.argmax(means))].append(one)
        else:
            matters.append([one])
    return {one: str(number) for number, matter in enumerate(matters) for one in matter}


def main() -> None:
    parser = argparse.ArgumentParser(description="Weigh the likenesses of articles.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    all_ = digests(options.shared)
    ids, _ = halves(all_)
    counts = Counter(key for id in ids for key in keys_of(all_[id]))
    rarity = Rarity(background(), Frequencies(len(ids), counts))
    ready = [weighed(all_[id], rarity) for id in ids]
    left, right = np.tril_indices(len(ids), -1)
    x = np.array([ways(ready[i], ready[j]) for i, j in zip(left, right, strict=True)])
    x[:, AGAINST] *= -1
    y = np.array([event(ids[i]) == event(ids[j]) for i, j in zip(left, right, strict=True)], float)
    topics = np.array([topic(id) for id in ids])
    weight = np.where(topics[left] == topics[right], 1.0, OTHER_TOPICS)
    odds = np.zeros((len(ids), len(ids)))
    for held in sorted(set(topics)):
        unseen = (topics[left] == held) | (topics[right] == held)
        found = fitted(x[~unseen], y[~unseen], weight[~unseen])
        odds[left[unseen], right[unseen]] = x[unseen] @ found[:-1] + found[-1]
    odds += odds.T
    orders = [[ids.index(id) for id in shuffled(ids, number)] for number in range(3)]
    best: tuple[float, float] = (0.0, 0.0)
    for least in np.arange(-0.5, 1.51, 0.1):
        runs = [
            scores({ids[one]: matter for one, matter in joined(odds, order, least).items()})
            for order in orders
        ]
        mean = {name: float(np.mean([run[name] for run in runs])) for name in runs[0]}
        wrong = mean["two events joined: wrong"]
        print(f"{least:5.1f}  pairs {mean['pairs']:.3f}  B3 {mean['B3']:.3f}  wrong {wrong:.3f}")
        if wrong <= MOST_WRONG:
            best = max(best, (mean["pairs"], float(least)))
    found = fitted(x, y, weight)
    found[AGAINST] *= -1
    facts = {
        "ways": {way: round(float(one), 3) for way, one in zip(WAYS, found[:-1], strict=True)},
        "bias": round(float(found[-1]), 3),
        "least": round(best[1], 2),
    }
    options.out.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(facts, indent=1))


if __name__ == "__main__":
    main()
