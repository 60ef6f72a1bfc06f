"""Fits the confidences of statements on dev articles and writes them into the ONNX file.

A logistic regression with nine coefficients, by Newton's method.  With so few it
cannot learn the articles by heart; the table printed is nevertheless of articles
left out, five folds in turn.  What is weighed of acts: `weigh_acts.py`.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from bench import attribution as bench_attribution

from corpus import paragraphs_of
from onrecord.record import Article, Block, BlockKind, Span
from onrecord.understand.model import Model
from onrecord.understand.reader import scan
from onrecord.understand.words import Vocabulary

PENALTY = 1.0
Examples = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Features, whether right, and the number of the article, of each entry found."""


def statements(shared: Path, model: Model) -> Examples:
    scorer = bench_attribution.load_scorer(shared)
    folder = shared / "data" / "polnear"
    gold = scorer.read_jsonl(folder / "dev.jsonl")
    rows, right, articles = [], [], []
    for number, name in enumerate(sorted(gold)):
        text = scorer.read_text(folder / "dev", name)
        found = scan(plain_article(text), model).attributions
        predicted = [{"source": f.source, "cue": f.cue, "content": f.content} for f in found]
        hits = bench_attribution.hits(scorer, text, gold[name], predicted)
        rows += [one.features for one in found]
        right += [n in hits for n in range(len(found))]
        articles += [number] * len(found)
    return np.array(rows), np.array(right, float), np.array(articles)


def plain_article(text: str) -> Article:
    blocks = tuple(Block(BlockKind.BODY, Span(*span)) for span in paragraphs_of(text))
    return Article("calibration", "calibration", text, blocks)


def fitted(rows: np.ndarray, right: np.ndarray, free: int = 1) -> np.ndarray:
    """Coefficients by Newton's method with a small ridge penalty on all but the first `free`."""
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(rows.shape[1]) * PENALTY
    ridge[:free] = 0
    for _ in range(25):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - p) - ridge @ weights
        bend = (rows * (p * (1 - p))[:, None]).T @ rows + ridge
        weights += np.linalg.solve(bend, slope)
    return weights


def show(name: str, rows: np.ndarray, right: np.ndarray, articles: np.ndarray) -> None:
    """Prints how often entries of each confidence are right, in articles left out of the fit."""
    left_out = np.empty(len(right))
    for fold in range(5):
        out = articles % 5 == fold
        weights = fitted(rows[~out], right[~out])
        left_out[out] = 1 / (1 + np.exp(-rows[out] @ weights))
    print(f"confidence  {name:>10}  mean  right")
    for low in (0, 0.2, 0.4, 0.6, 0.8, 0.9):
        high = {0.8: 0.9, 0.9: 1.01}.get(low, low + 0.2)
        part = (left_out >= low) & (left_out < high)
        if part.any():
            print(
                f"{low:.1f} {part.sum():14} {left_out[part].mean():9.2f} {right[part].mean():6.2f}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="the ONNX file")
    parser.add_argument("--vocab", type=Path, required=True)
    options = parser.parse_args()
    vocabulary = Vocabulary(options.vocab.read_text(encoding="utf-8").splitlines())
    model = Model("calibrated", options.model.read_bytes(), vocabulary)
    examples = statements(options.shared, model)
    show("statements", *examples)
    weights = fitted(*examples[:2])
    add_facts(options.model, {"confidence": [round(float(value), 4) for value in weights]})


def add_facts(file: Path, new: dict[str, Any]) -> None:
    """Puts numbers among the facts that an ONNX file carries."""
    network = onnx.load(file)
    for entry in network.metadata_props:
        if entry.key == "onrecord":
            entry.value = json.dumps(json.loads(entry.value) | new)
    onnx.save(network, file)


if __name__ == "__main__":
    main()
