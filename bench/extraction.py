"""How well articles are taken out of pages: scrapinghub's article-extraction-benchmark.

Run as `python -m bench.extraction --shared ../shared`.  The measure is that
benchmark's own: precision and recall over shingles of four tokens (`\\w+`),
averaged over the pages, F1 of the two averages; and the share of pages whose
tokens are all equal.  The headline that a page's text begins with is left out,
as the benchmark's article bodies leave it out; posts count, as they do there.
"""

import argparse
import gzip
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.read.hints import Hints
from onrecord.read.page import article_on
from onrecord.record import Article, BlockKind

_SHINGLE = 4
_COUNTED = (BlockKind.BODY, BlockKind.HEADING, BlockKind.POST)


def measure(shared: Path) -> dict[str, float]:
    """F1, precision, recall and the share of exact pages, on the data under `shared`.

    FileNotFoundError where the data is absent.
    """
    scores: list[tuple[float, float]] = []
    exact: list[bool] = []
    for _, truth, found in predictions(shared):
        scores.append(_score(_shingles(truth), _shingles(found)))
        exact.append(_tokens(truth) == _tokens(found))
    precision = statistics.mean(p for p, _ in scores)
    recall = statistics.mean(r for _, r in scores)
    return {
        "f1": 2 * precision * recall / (precision + recall),
        "precision": precision,
        "recall": recall,
        "exact": statistics.mean(exact),
        "pages": float(len(scores)),
    }


def predictions(shared: Path) -> Iterator[tuple[str, str, str]]:
    """For each page its name, its true body and the body read from it."""
    folder = shared / "data" / "extraction"
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, page in sorted(truth.items()):
        file = next((folder / "html").glob(f"{name}.html*"))
        raw = file.read_bytes()
        html = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8", "replace")
        yield name, page["articleBody"], body_of(html, page.get("url"))


def body_of(html: str, url: str | None) -> str:
    """The article's words as the benchmark counts them; none where the page is skipped."""
    # A few pages of the benchmark are not in English: `read_page` would skip them.
    article = article_on(html, Hints(source=url or "page", url=url))
    if not isinstance(article, Article):
        return ""
    blocks = article.blocks
    if article.title and blocks and blocks[0].span.of(article.text) == article.title:
        blocks = blocks[1:]
    return "\n\n".join(b.span.of(article.text) for b in blocks if b.kind in _COUNTED)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _tokens(text)
    starts = range(max(1, len(tokens) - _SHINGLE + 1))
    return Counter(tuple(tokens[at : at + _SHINGLE]) for at in starts if tokens)


def _score(truth: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> tuple[float, float]:
    """Precision and recall of one page."""
    if truth == found:
        return 1.0, 1.0
    hits = (truth & found).total()
    return (
        hits / found.total() if found else 0.0,
        hits / truth.total() if truth else 0.0,
    )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Measure the extraction of articles from pages.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    if not (shared / "data" / "extraction" / "ground-truth.json").is_file():
        print(f"skipped: no data at {shared / 'data' / 'extraction'}")
        return
    for key, value in measure(shared).items():
        print(f"{key:<10} {value:.4f}" if key != "pages" else f"{key:<10} {value:.0f}")


if __name__ == "__main__":
    main()
