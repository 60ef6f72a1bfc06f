"""How well calls, commitments and responses are found, by the scorer beside the data.

Measured on PolNeAR's dev articles, and on a tenth of the ministry's posts and of
the Wikinews articles that no training has seen (`training/marks/set-aside.txt`).
"""

import argparse
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.attribution import BINS, load_tool, reliability_rows
from onrecord.read import Hints, read_text
from onrecord.record import Article, Document
from onrecord.report import document_to_json
from onrecord.understand import MODELS, Model, understand

SET_ASIDE = Path(__file__).parent.parent / "training" / "marks" / "set-aside.txt"
SETS = {
    "dev": ("dev.jsonl", "polnear/dev"),
    "ministry": ("mlaw.jsonl", "acts/mlaw"),
    "wikinews": ("wikinews.jsonl", "acts/wikinews"),
}


def load_scorer(shared: Path) -> ModuleType:
    """The scorer as a module; FileNotFoundError where it is absent."""
    return load_tool(shared, "score_acts")


def marked(shared: Path, name: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The marked articles of a set, each with its text."""
    file, folder = SETS[name]
    kept = set(SET_ASIDE.read_text(encoding="utf-8").splitlines())
    lines = (shared / "data" / "acts" / file).read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        if name == "dev" or row["id"] in kept:
            path = shared / "data" / folder / f"{row['id']}.txt"
            with path.open(encoding="utf-8", newline="") as text:
                yield row, text.read()


@cache
def documents(shared: Path, model: str, name: str) -> dict[str, Document]:
    """What the model finds in each article of a set."""
    network = Model.load(model)
    found = {}
    for row, text in marked(shared, name):
        article = read_text(text, Hints(source=row["id"]))
        if isinstance(article, Article):
            found[row["id"]] = understand(article, network)
    return found


def measure(shared: Path, model: str) -> dict[str, float]:
    """F1 over all acts and of each kind on dev, agreement on its pairs, F1 on the tenths."""
    scorer = load_scorer(shared)
    figures: dict[str, float] = {}
    for name in SETS:
        rows = [row for row, _ in marked(shared, name)]
        ours = [
            {**document_to_json(document), "article": {"id": id}}
            for id, document in documents(shared, model, name).items()
        ]
        result = scorer.score(rows, ours, shared / "data" / SETS[name][1])
        if name == "dev":
            figures = {"all": result["all"]["f1"]}
            figures |= {kind: result[kind]["f1"] for kind in scorer.KINDS}
            figures |= {f"{what} agrees": share for what, share in result["agreement"].items()}
        else:
            figures[name] = result["all"]["f1"]
    return figures


def hits(scorer: ModuleType, text: str, gold: list[Any], predicted: list[Any]) -> set[int]:
    """Which of the predicted acts, in the form of the JSON, meet a marked one."""
    return {number for _, number in scorer.pairs(text, gold, predicted)}


def reliability(shared: Path, model: str) -> list[tuple[str, int, float, float]]:
    """Per bin of confidence: its range, how many acts, mean confidence, share right."""
    scorer = load_scorer(shared)
    right: list[tuple[float, bool]] = []
    for name in SETS:
        found = documents(shared, model, name)
        for row, text in marked(shared, name):
            ours = document_to_json(found[row["id"]])["acts"]
            good = hits(scorer, text, row["acts"], ours)
            right += [(act["confidence"], number in good) for number, act in enumerate(ours)]
    return reliability_rows(right)


def main() -> None:
    """Prints the tables of one model."""
    parser = argparse.ArgumentParser(description="Measure the finding of acts.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", choices=MODELS, default=MODELS[0])
    options = parser.parse_args()
    if not (options.shared / "data" / "acts").is_dir():
        print(f"skipped: no data at {options.shared / 'data' / 'acts'}")
        return
    for name, value in measure(options.shared, options.model).items():
        print(f"{name:<16}{100 * value:6.1f}")
    print(f"\nconfidence          acts   mean   right    ({len(BINS) - 1} bins, all three sets)")
    for bin_, count, mean, share in reliability(options.shared, options.model):
        print(f"{bin_:<14}{count:>10}{mean:>7.2f}{share:>8.2f}")


if __name__ == "__main__":
    main()
