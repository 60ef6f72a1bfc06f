"""Times the main queries over a generated record (`bench/generated_record.py`).

`python -m bench.record --database sqlite:////tmp/big.db` prints the median of some
runs of each, in milliseconds by the clock and of this process's own work, which
another program beside it does not disturb; on PostgreSQL the server's work is in
the first alone.  The first run of each is left out: it reads the file into memory.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from onrecord.keep.opening import open_record

RUNS = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """One query: its name, how much it finds, and its times in milliseconds."""

    name: str
    found: int
    clock: tuple[float, ...]
    work: tuple[float, ...]

    def __str__(self) -> str:
        clock, work = median(self.clock), median(self.work)
        return f"{self.name:42} {self.found:>8,} {clock:>9.1f} {work:>9.1f}"


def timed(name: str, query: Callable[[], int]) -> Timing:
    """The query run some times; what it returns is how much it found."""
    found = query()
    clock, work = [], []
    for _ in range(RUNS):
        begun, worked = time.perf_counter(), time.process_time()
        query()
        clock.append((time.perf_counter() - begun) * 1000)
        work.append((time.process_time() - worked) * 1000)
    return Timing(name, found, tuple(clock), tuple(work))


def queries() -> dict[str, Callable[[], int]]:
    """The queries behind pages, search and adding, by name."""
    from onrecord.keep import candidates, lists  # noqa: PLC0415 - needs an open record
    from onrecord.keep.models import Article, ArticleKey, EntryParty, Role  # noqa: PLC0415
    from onrecord.keep.search import Query, search_articles, search_entries  # noqa: PLC0415

    last = Article.objects.order_by("-published").values_list("published", flat=True)[0]
    today = (last or date.min) + timedelta(days=1)
    # The most frequent made-up words come first in the generator's list.
    words = _words_by_frequency()
    keys = list(
        ArticleKey.objects.filter(article=Article.objects.latest("pk")).values_list(
            "key", flat=True
        )
    )
    part = lists.FIRST

    def entries(**given: Any) -> Callable[[], int]:
        return lambda: search_entries(Query(**given), today).total

    return {
        "search, a rare word": entries(words=words.rare),
        "search, a word of some entries": entries(words=words.middle),
        "search, the commonest word": entries(words=f'"{words.common}"'),
        "search, the two commonest words": entries(words=f'"{words.common}" "{words.second}"'),
        "search, a phrase of common words": entries(words=f'"{words.common} {words.second}"'),
        "search, a prefix": entries(words=f"{words.middle[:4]}*"),
        "search, common word and kind": entries(words=f'"{words.common}"', kind="call"),
        "search, common word and overdue": entries(words=f'"{words.common}"', status="overdue"),
        "search, common word and busy party": entries(words=f'"{words.common}"', party=1),
        "search, common word and outlet": entries(words=f'"{words.common}"', outlet=3),
        "search, common word and a month": entries(
            words=f'"{words.common}"', first=today - timedelta(days=30)
        ),
        "search, no word but overdue": entries(status="overdue"),
        "search articles, the commonest word": lambda: (
            search_articles(Query(f'"{words.common}"')).total
        ),
        "newest matters": lambda: len(lists.matters(part).items),
        "what is overdue": lambda: len(lists.listed(lists.overdue(today), part, today).items),
        "the busiest party's calls": entries(party=1, kind="call"),
        "the busiest matter's latest acts": lambda: len(candidates.acts_of_matter(1, without=0)),
        "candidates for a matter": lambda: len(candidates.earlier_articles(0, keys)),
        "entries in which a party speaks": (
            EntryParty.objects.filter(party=1, role=Role.SPEAKER).count
        ),
    }


@dataclass(frozen=True, slots=True)
class _Words:
    common: str
    second: str
    middle: str
    rare: str


def _words_by_frequency() -> _Words:
    import random  # noqa: PLC0415

    from bench.generated_record import SEED, vocabulary  # noqa: PLC0415

    words = vocabulary(random.Random(SEED))
    return _Words(words[0], words[1], words[400], words[-1])


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Time the main queries of a record.")
    parser.add_argument("--database", required=True)
    options = parser.parse_args()
    open_record(options.database)
    from onrecord.keep.models import Article, Entry  # noqa: PLC0415 - needs an open record

    print(f"{Article.objects.count():,} articles, {Entry.objects.count():,} entries")
    print(f"{'':42} {'found':>8} {'clock ms':>9} {'work ms':>9}")
    for name, query in queries().items():
        print(timed(name, query), flush=True)


if __name__ == "__main__":
    main()
