"""Fits a model's confidences on dev articles and writes them into its ONNX file.

A logistic regression with nine coefficients, by Newton's method.  With so few
it cannot learn the articles by heart; the table printed is nevertheless of
articles left out, five folds in turn.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import onnx

from corpus import paragraphs_of
from onrecord.record import Article, Block, BlockKind, Span
from onrecord.understand.attributions import find_attributions
from onrecord.understand.model import Model
from onrecord.understand.words import Vocabulary

PENALTY = 1.0


def examples(shared: Path, model: Model) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, whether right, and number of the article, of each attribution found."""
    sys.path.insert(0, str(shared / "tools"))
    import score_attribution as scorer  # noqa: PLC0415 - it lies beside the data

    folder = shared / "data" / "polnear"
    gold = scorer.read_jsonl(folder / "dev.jsonl")
    rows, right, articles = [], [], []
    for number, name in enumerate(sorted(gold)):
        text = scorer.read_text(folder / "dev", name)
        blocks = tuple(Block(BlockKind.BODY, Span(*span)) for span in paragraphs_of(text))
        article = Article(name, name, text, blocks)
        found = find_attributions(article, model)
        scored = scorer.Article(text)
        theirs = [scored.attribution(item) for item in gold[name]]
        ours = [
            scored.attribution({"source": f.source, "cue": f.cue, "content": f.content})
            for f in found
        ]
        hits = set()
        for j, g, p in scorer.match(theirs, ours):
            a, b = theirs[g]["source"], ours[p]["source"]
            if j >= 0.5 and (a & b or not (a or b)):
                hits.add(p)
        rows += [one.features for one in found]
        right += [n in hits for n in range(len(found))]
        articles += [number] * len(found)
    return np.array(rows), np.array(right, float), np.array(articles)


def fitted(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Coefficients by Newton's method with a small ridge penalty."""
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(rows.shape[1]) * PENALTY
    ridge[0, 0] = 0
    for _ in range(25):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - p) - ridge @ weights
        bend = (rows * (p * (1 - p))[:, None]).T @ rows + ridge
        weights += np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="the ONNX file")
    parser.add_argument("--vocab", type=Path, required=True)
    options = parser.parse_args()
    vocabulary = Vocabulary(options.vocab.read_text(encoding="utf-8").splitlines())
    model = Model("calibrated", options.model.read_bytes(), vocabulary)
    rows, right, articles = examples(options.shared, model)
    left_out = np.empty(len(right))
    for fold in range(5):
        out = articles % 5 == fold
        weights = fitted(rows[~out], right[~out])
        left_out[out] = 1 / (1 + np.exp(-rows[out] @ weights))
    print("confidence  statements  mean  right")
    for low in (0, 0.2, 0.4, 0.6, 0.8, 0.9):
        high = {0.8: 0.9, 0.9: 1.01}.get(low, low + 0.2)
        part = (left_out >= low) & (left_out < high)
        if part.any():
            print(
                f"{low:.1f} {part.sum():14} {left_out[part].mean():9.2f} {right[part].mean():6.2f}"
            )
    network = onnx.load(options.model)
    for entry in network.metadata_props:
        if entry.key == "onrecord":
            facts = json.loads(entry.value)
            facts["confidence"] = [round(float(value), 4) for value in fitted(rows, right)]
            entry.value = json.dumps(facts)
    onnx.save(network, options.model)


if __name__ == "__main__":
    main()
