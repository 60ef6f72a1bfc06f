"""How well dates are found and resolved: TimeBank and AQUAINT, by the scorer beside the data.

The marks are those of TempEval-3 (UzZaman and others 2013) that name a day,
week, month, quarter or year; see the scorer's own docstring.  The texts are
read and their paragraphs found as the command does.

Run: `python -m bench.dates --shared ../shared`; `--errors` lists what is wrong.
"""

import argparse
import contextlib
import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

from bench.attribution import load_tool
from onrecord.read import Hints, read_text
from onrecord.record import Article, Span, TimeExpression
from onrecord.understand.dates import find_dates

_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_FOUND = re.compile(r"found: P (\S+) R (\S+) .*value F1 (\S+)")
_NEEDED = re.compile(r"need the article's date: .*right of all (\S+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked expression: where it stands, its first and last day, and the one found there."""

    span: Span
    first: date
    last: date
    found: TimeExpression | None

    @property
    def right(self) -> bool:
        """Whether what was found means the same days."""
        if self.found is None:
            return False
        return (self.found.period.first, self.found.period.last) == (self.first, self.last)


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as it was read, its marks, and what was found where none is."""

    article: Article
    found: tuple[TimeExpression, ...]
    marks: tuple[Mark, ...]


def measure(shared: Path) -> dict[str, float]:
    """The figures, 0 to 1, over all documents.

    “found precision” and “found recall” are of finding an expression, “value F1”
    of finding it with the right first and last day, “needs the day” the share
    right among those that do not name their year.  “weekdays” is the share right
    among marked expressions that are or hold the name of a weekday, “Friday” as
    well as “late last Friday” and “Friday, Oct. 23”.

    FileNotFoundError where the data is absent.
    """
    scorer = load_tool(shared, "score_dates")
    readings = list(read(shared, scorer))
    printed = _printed(shared, scorer, readings)
    found, needed = _FOUND.search(printed), _NEEDED.search(printed)
    if found is None or needed is None:
        raise ValueError(f"score_dates.py printed no figures but: {printed}")
    weekdays = [
        mark.right
        for reading in readings
        for mark in reading.marks
        if _WEEKDAY.search(mark.span.of(reading.article.text))
    ]
    return {
        "found precision": float(found[1]),
        "found recall": float(found[2]),
        "value F1": float(found[3]),
        "needs the day": float(needed[1]),
        "weekdays": sum(weekdays) / max(1, len(weekdays)),
    }


def read(shared: Path, scorer: ModuleType) -> Iterator[Reading]:
    """Every document, read and understood."""
    for path in _documents(shared):
        document = scorer.document(path)
        if document is None:
            continue
        text, published, marks = document
        # Newlines inside TimeML paragraphs are line wraps; the scorer's inputs lack them too.
        plain = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
        hints = Hints(source=path.stem, published=date.fromisoformat(published))
        article = read_text(plain, hints)
        if not isinstance(article, Article):
            raise ValueError(f"{path}: not read as an article: {article.reason.value}")
        found = find_dates(article.text, article.paragraphs(), article.published)
        yield Reading(article, found, tuple(_matched(found, marks)))


def _documents(shared: Path) -> list[Path]:
    folder = shared / "data" / "timeml"
    paths = sorted(folder.rglob("*.tml"))
    if not paths:
        raise FileNotFoundError(f"{folder}: no TimeML documents there; give --shared")
    return paths


def _matched(
    found: tuple[TimeExpression, ...], marks: list[tuple[int, int, date, date, bool]]
) -> Iterator[Mark]:
    """The marks, each with the first expression that overlaps it, as the scorer pairs them."""
    free = list(found)
    for start, end, first, last, _ in marks:
        span = Span(start, end)
        one = next((one for one in free if one.span.overlaps(span)), None)
        if one is not None:
            free.remove(one)
        yield Mark(span, first, last, one)


def _printed(shared: Path, scorer: ModuleType, readings: list[Reading]) -> str:
    """What the scorer prints for these readings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for reading in readings:
                dates = [
                    {
                        "span": one.span,
                        "from": one.period.first.isoformat(),
                        "to": one.period.last.isoformat(),
                    }
                    for one in reading.found
                ]
                document = {"article": {"id": reading.article.source}, "dates": dates}
                file.write(json.dumps(document) + "\n")
        arguments = sys.argv
        sys.argv = ["score_dates.py", "--tml", str(shared / "data" / "timeml"), "--pred", str(path)]
        try:
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                scorer.main()
        finally:
            sys.argv = arguments
    return printed.getvalue()


def _errors(reading: Reading) -> Iterator[str]:
    text = reading.article.text
    matched = {mark.found for mark in reading.marks}
    wrong: list[Mark | TimeExpression] = [mark for mark in reading.marks if not mark.right]
    wrong += [one for one in reading.found if one not in matched]
    for one in sorted(wrong, key=lambda one: one.span):
        span = one.span
        found = one.found if isinstance(one, Mark) else one
        meant = f"{one.first} to {one.last}" if isinstance(one, Mark) else "nothing"
        days = f"{found.period.first} to {found.period.last}" if found else "nothing"
        before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 40]
        context = " ".join(f"{before}[{span.of(text)}]{after}".split())
        yield f"{reading.article.source} {reading.article.published} {context}: {meant}, not {days}"


def main() -> None:
    """Prints the table; with --errors also what is wrong."""
    parser = argparse.ArgumentParser(description="Measure the resolving of dates.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    try:
        for name, value in measure(options.shared).items():
            print(f"{name:<16}{100 * value:6.1f}")
        if options.errors:
            for reading in read(options.shared, load_tool(options.shared, "score_dates")):
                for line in _errors(reading):
                    print(line)
    except FileNotFoundError as absent:
        print(f"skipped: {absent}", file=sys.stderr)


if __name__ == "__main__":
    main()
