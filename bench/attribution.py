"""How well statements are found: PolNeAR's dev articles, by the scorer beside the data.

Run: `python -m bench.attribution --shared ../shared [--model fast]`.  An
attribution is right where its content has a Jaccard similarity of at least .5
with a marked one and the sources agree; see the scorer's own docstring.
"""

import argparse
import importlib.util
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.read import Hints, read_text
from onrecord.record import Article, Document
from onrecord.understand import MODELS, Model, understand

BINS = (0.33, 0.5, 0.6, 0.8, 0.9, 1.01)

ROWS = {
    "attribution": ("attributions", "attribution"),
    "content exact": ("attributions", "exact"),
    "content at .5": ("attributions", "at50"),
    "direct": ("types", "direct"),
    "mixed": ("types", "mixed"),
    "indirect": ("types", "indirect"),
    "source words": ("roles", "source"),
    "cue words": ("roles", "cue"),
    "content words": ("roles", "content"),
}
"""The figures of the table, and where the scorer's result holds them."""


def measure(shared: Path, model: str) -> dict[str, float]:
    """F1 of each row of `ROWS`, 0 to 1, on the dev articles.

    FileNotFoundError where the data is absent.
    """
    result = scored(shared, predictions(shared, model))
    figures = {}
    for name, (part, key) in ROWS.items():
        value = result[part][key]
        figures[name] = (value["attribution"] if part == "types" else value)["f1"]
    return figures


def scored(shared: Path, found: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The scorer's result for these predictions."""
    scorer = load_scorer(shared)
    folder = shared / "data" / "polnear"
    gold = scorer.read_jsonl(folder / "dev.jsonl")
    result: dict[str, Any] = scorer.score(gold, found, lambda name: _text(folder, name))
    return result


def load_scorer(shared: Path) -> ModuleType:
    """The module `score_attribution.py` from the tools beside the data."""
    return load_tool(shared, "score_attribution")


def load_tool(shared: Path, name: str) -> ModuleType:
    """A scorer beside the data as a module; FileNotFoundError where it is absent."""
    path = shared / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def predictions(shared: Path, model: str) -> dict[str, list[dict[str, Any]]]:
    """What the model finds in each dev article, in the scorer's form.

    Kept, since both tables of a model rest on it.
    """
    folder = shared / "data" / "polnear"
    network = Model.load(model)
    found = {}
    for path in sorted((folder / "dev").glob("*.txt")):
        article = read_text(_text(folder, path.stem), Hints(source=path.name))
        document = understand(article, network) if isinstance(article, Article) else None
        found[path.stem] = _in_scorers_form(document) if document else []
    return found


def _in_scorers_form(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "source": statement.source,
            "cue": statement.cue,
            "content": statement.content,
            "confidence": statement.confidence,
        }
        for statement in document.statements
    ]


def reliability(shared: Path, model: str) -> list[tuple[str, int, float, float]]:
    """Per bin of confidence: its range, how many statements, mean confidence, share right."""
    scorer = load_scorer(shared)
    folder = shared / "data" / "polnear"
    gold = scorer.read_jsonl(folder / "dev.jsonl")
    right: list[tuple[float, bool]] = []
    for name, items in predictions(shared, model).items():
        good = hits(scorer, _text(folder, name), gold[name], items)
        right += [(item["confidence"], n in good) for n, item in enumerate(items)]
    return reliability_rows(right)


def hits(scorer: ModuleType, text: str, gold: list[Any], predicted: list[Any]) -> set[int]:
    """Which of the predictions are right, as the scorer's attribution F1 counts it."""
    article = scorer.Article(text)
    theirs = [article.attribution(item) for item in gold]
    ours = [article.attribution(item) for item in predicted]
    found = set()
    for similarity, g, number in scorer.match(theirs, ours):
        named, given = theirs[g]["source"], ours[number]["source"]
        if similarity >= 0.5 and (named & given or not (named or given)):
            found.add(number)
    return found


def reliability_rows(right: list[tuple[float, bool]]) -> list[tuple[str, int, float, float]]:
    """Confidences and whether each was right → the rows of a reliability table."""
    rows = []
    for low, high in pairwise(BINS):
        part = [(c, hit) for c, hit in right if low <= c < high]
        if part:
            mean = sum(c for c, _ in part) / len(part)
            share = sum(hit for _, hit in part) / len(part)
            rows.append((f"{low:.1f} to {min(high, 1.0):.1f}", len(part), mean, share))
    return rows


def _text(folder: Path, name: str) -> str:
    with (folder / "dev" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


def main() -> None:
    """Prints the tables of one model."""
    parser = argparse.ArgumentParser(description="Measure the finding of statements.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", choices=MODELS, default=MODELS[0])
    options = parser.parse_args()
    if not (options.shared / "data" / "polnear").is_dir():
        print(f"skipped: no data at {options.shared / 'data' / 'polnear'}")
        return
    for name, value in measure(options.shared, options.model).items():
        print(f"{name:<16}{100 * value:6.1f}")
    print("\nconfidence    statements   mean   right")
    for bin_, count, mean, share in reliability(options.shared, options.model):
        print(f"{bin_:<14}{count:>10}{mean:>7.2f}{share:>8.2f}")


if __name__ == "__main__":
    main()
