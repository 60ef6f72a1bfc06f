"""All benchmarks in one run: `make bench`, or `python -m bench --shared ../shared`.

Prints the tables, holds them against `bench/floors.json` and writes them to
`docs/figures.md`.  Exits with 1 where a figure fell below its floor, or where a
floor's data is not what it was measured on.  `--raise-floors` writes today's
accuracy figures as the new floors; a change that lowers one says why.
"""

import argparse
import hashlib
import json
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench import (
    act_links,
    acts,
    attribution,
    dates,
    directory,
    extraction,
    matters,
    parties,
    speakers,
    speed,
)
from onrecord.understand import MODELS

FLOORS = Path(__file__).with_name("floors.json")
FIGURES = Path(__file__).parent.parent / "docs" / "figures.md"

SLACK = 0.002
"""How far a figure may stray: other processors round int8 sums differently."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A set of accuracy figures and the data that they are measured on."""

    name: str
    title: str
    data: str  # below the data folder
    measure: Callable[[Path], dict[str, float]]
    reliability: Callable[[Path], list[tuple[str, int, float, float]]] | None = None


def _of_model(model: str) -> tuple[Benchmark, Benchmark]:
    return (
        Benchmark(
            f"attribution-{model}",
            f"Statements, {model} model (PolNeAR dev, F1)",
            "data/polnear/dev",
            lambda shared: attribution.measure(shared, model),
            lambda shared: attribution.reliability(shared, model),
        ),
        Benchmark(
            f"acts-{model}",
            f"Calls, commitments and responses, {model} model (F1; agreement on pairs)",
            "data/acts",
            lambda shared: acts.measure(shared, model),
            lambda shared: acts.reliability(shared, model),
        ),
    )


def _of_corpus(shared: Path, corpus: str) -> dict[str, float]:
    """The figures of one corpus out of those of both."""
    start = f"{corpus}, "
    figures = _parties(shared).items()
    return {name.removeprefix(start): value for name, value in figures if name.startswith(start)}


_parties = cache(parties.measure)

BENCHMARKS = (
    *_of_model("accurate"),
    *_of_model("fast"),
    Benchmark(
        "dates",
        "Dates (half of TimeBank, and AQUAINT)",
        "data/timeml",
        dates.measure,
    ),
    Benchmark(
        "speakers",
        "Speakers resolved (GUM news and interviews, share right)",
        "data/gum",
        speakers.measure,
    ),
    Benchmark(
        "parties-gum",
        "Parties within the article (GUM)",
        "data/gum",
        lambda shared: _of_corpus(shared, "gum"),
    ),
    Benchmark(
        "parties-ecbplus",
        "Parties within the article (ECB+)",
        "data/ecbplus",
        lambda shared: _of_corpus(shared, "ecbplus"),
    ),
    Benchmark(
        "directory",
        "Names found in the directory",
        "data/directories",
        directory.measure,
    ),
    Benchmark(
        "matters",
        "Articles to matters (ECB+, topics set aside, in order of arrival)",
        "data/ecbplus",
        matters.measure,
    ),
    Benchmark(
        "answers-inquiries",
        "Responses to recommendations (UK inquiries), by their words",
        "data/inquiries",
        act_links.measure_inquiries,
    ),
    Benchmark(
        "answers-questions",
        "Answers to questions (Ministry of Law), by their words",
        "data/mlaw",
        act_links.measure_questions,
    ),
    Benchmark(
        "extraction",
        "Articles out of pages (article-extraction-benchmark, half)",
        "data/extraction",
        extraction.measure,
    ),
)


def fingerprint(folder: Path) -> str:
    """Sixteen hexadecimal digits over the names and bytes of all files below the folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _table(title: str, rows: Sequence[tuple[str, ...]], head: tuple[str, ...]) -> str:
    lines = [f"## {title}", "", "| " + " | ".join(head) + " |"]
    lines.append("| " + " | ".join(["---"] + ["---:"] * (len(head) - 1)) + " |")
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _is_count(name: str) -> bool:
    return name == "pages" or name.endswith("asked")


def _has_floor(name: str) -> bool:
    """Counts have none, nor have shares of which less is better, nor a peer's figures."""
    ours = not name.startswith("TF-IDF")
    return ours and not _is_count(name) and not name.endswith((": wrong", ": open"))


def _shown(name: str, value: float) -> str:
    if _is_count(name):
        return f"{value:,.0f}"
    return f"{100 * value:.1f}"


def _below(name: str, figures: dict[str, float], mark: str, floors: dict[str, object]) -> list[str]:
    """What is wrong with these figures, held against their floors."""
    floor = floors.get(name)
    if not isinstance(floor, dict):
        return []
    if floor["data"] != mark:
        return [f"{name}: the data is not that of the floor ({mark}, floor {floor['data']})"]
    return [
        f"{name}: {key} is {figures.get(key, 0):.4f}, its floor {least:.4f}"
        for key, least in floor["figures"].items()
        if figures.get(key, 0) < least - SLACK
    ]


def _speed_section(shared: Path) -> str:
    folder = shared / "data" / "polnear" / "dev"
    figures = speed.measure(folder)
    rows = [("spaCy small English pipeline", f"{figures['spacy words/s']:,.0f}", "1.00")]
    for model in MODELS:
        ratio = figures[f"{model} times spacy"]
        words = f"{figures[f'{model} words/s']:,.0f}"
        rows.append((f"onrecord read, {model}", words, f"{ratio:.2f}"))
    text = _table("Speed, one thread", rows, ("", "words a second", "times spaCy"))
    start = speed.start_up(sorted(folder.glob("*.txt"))[0])
    most = speed.memory(folder)
    text += f"\nStart-up to the first document: {start:.2f} s. "
    text += f"Memory for the folder of 84 articles: {most:.0f} MB.\n"
    return text


def main() -> int:
    """The exit status: 1 where a floor is broken."""
    parser = argparse.ArgumentParser(description="Run all benchmarks.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--no-speed", action="store_true", help="leave the speed table out")
    parser.add_argument("--raise-floors", action="store_true", help="write floors.json anew")
    parser.add_argument("--why", help="with --raise-floors: why a floor may fall")
    options = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    sections: list[str] = []
    broken: list[str] = []
    skipped = 0
    for benchmark in BENCHMARKS:
        folder = options.shared / benchmark.data
        if not folder.is_dir():
            print(f"skipped: {benchmark.name}, no data at {folder}")
            skipped += 1
            continue
        figures = benchmark.measure(options.shared)
        mark = fingerprint(folder)
        broken += _below(benchmark.name, figures, mark, floors)
        rows = [(name, _shown(name, value)) for name, value in figures.items()]
        sections.append(_table(benchmark.title, rows, ("", "figure")))
        print(sections[-1], flush=True)
        if benchmark.reliability is not None:
            bins = [
                (name, str(count), f"{mean:.2f}", f"{share:.2f}")
                for name, count, mean, share in benchmark.reliability(options.shared)
            ]
            head = ("confidence", "found", "mean", "right")
            title = f"Reliability of confidence, {benchmark.name.replace('-', ', ')}"
            sections.append(_table(title, bins, head))
            print(sections[-1], flush=True)
        if options.raise_floors:
            kept = {key: round(value, 4) for key, value in figures.items() if _has_floor(key)}
            floors[benchmark.name] = {"data": mark, "figures": kept}
    if not options.no_speed and not skipped:
        try:
            sections.append(_speed_section(options.shared))
            print(sections[-1])
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            # The peer comes from a package index, which may be out of reach.
            print(f"skipped: speed ({error})")
    if options.raise_floors and broken and not options.why:
        print("a floor would fall: say --why", file=sys.stderr)
    elif options.raise_floors:
        if broken:
            floors.setdefault("lowered", []).append({"why": options.why, "what": broken})
            broken = []
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    if not skipped and not options.no_speed:
        FIGURES.write_text(_preface() + "\n" + "\n".join(sections), encoding="utf-8")
    for line in broken:
        print(f"below its floor: {line}", file=sys.stderr)
    return 1 if broken else 0


def _preface() -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    return (
        "# Figures\n\nWritten by `make bench`; do not edit. Measured on the data folder beside "
        f"the project, at commit {commit or 'unknown'}, with Python {platform.python_version()} "
        f"on {platform.machine()}.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
