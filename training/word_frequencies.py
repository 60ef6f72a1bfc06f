"""Counts in how many articles of the training news each word stands: `link/background.tsv`.

No text is kept: single stems, words of names and numbers, each with a count,
and only those that at least three articles hold.  The table is made twice over:
which words are known in small letters decides which capitals tell a name.
"""

import argparse
from collections import Counter
from pathlib import Path

from onrecord.link.frequencies import NAME, NUMBER, TERM
from onrecord.link.telling import names_among, tell, words_in
from onrecord.record import Span
from texts import text_of

FOLDERS = ("polnear/train/*.txt", "timeml/*/*.tml", "acts/wikinews/*.txt")
LEAST = 3
TABLE = Path(__file__).parent.parent / "src" / "onrecord" / "link" / "background.tsv"


def paragraphs(text: str) -> list[Span]:
    """Lines as paragraphs."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans


def counted(texts: list[str], ordinary: frozenset[str]) -> Counter[str]:
    """In how many of the texts each key stands."""
    held: Counter[str] = Counter()
    for text in texts:
        words = words_in(text, paragraphs(text))
        told = tell(words, names_among(words, ordinary))
        held.update({f"{TERM}{key}" for key in told.terms})
        held.update({f"{NAME}{key}" for key in told.names})
        held.update({f"{NUMBER}{key}" for key in told.numbers})
    return held


def main() -> None:
    parser = argparse.ArgumentParser(description="Count the words of the training news.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args()
    paths = [path for pattern in FOLDERS for path in sorted(options.data.glob(pattern))]
    texts = [text_of(options.data, str(path.relative_to(options.data))) for path in paths]
    first = counted(texts, frozenset())
    small = {key.removeprefix(TERM) for key in first if key.startswith(TERM) and first[key] > 1}
    held = counted(texts, frozenset(small))
    kept = sorted((key, count) for key, count in held.items() if count >= LEAST)
    lines = [str(len(texts)), *(f"{key}\t{count}" for key, count in kept)]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(texts)} articles, {len(kept)} keys, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
