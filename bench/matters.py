"""Which articles tell of the same event, on ECB+, one article after another.

ECB+ (Cybulska and Vossen 2014) has topics of two different events of one kind
(two earthquakes, two bouts of one boxer).  The weights are fitted on the second,
fourth, … topic by number and reported on the first, third, …; articles come in
a fixed shuffle, candidates by the keys that the database looks up.

Run: `python -m bench.matters --shared ../shared`.
"""

import argparse
import hashlib
import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from bench.parties import ecb_readings
from onrecord.link.digests import digest
from onrecord.link.frequencies import Frequencies, Rarity, background
from onrecord.link.likeness import Shelf, keys_of, weighed
from onrecord.link.matters import candidate_keys, choose_matter
from onrecord.record import Article, ArticleDigest, BlockKind, Document
from onrecord.understand.dates import find_dates

SHUFFLES = 3
"""One order of arrival is luck; the figures are means over three."""


def topic(id: str) -> int:
    """“7_3ecbplus” is of topic 7."""
    return int(id.partition("_")[0])


def event(id: str) -> str:
    """The two events of a topic are told by the ending of the file's name."""
    return f"{topic(id)} {id.endswith('plus')}"


@cache
def digests(shared: Path) -> dict[str, ArticleDigest]:
    """Every article of ECB+; its headline, where it has one, is its title."""
    return {
        reading.article.id: digest(_document(reading.article)) for reading in ecb_readings(shared)
    }


def _document(article: Article) -> Document:
    head = article.blocks[0]
    if head.kind is BlockKind.HEADING:
        article = replace(article, title=head.span.of(article.text))
    dates = find_dates(article.text, article.paragraphs(), article.published)
    return Document(article, dates=dates)


def halves(all_: Mapping[str, ArticleDigest]) -> tuple[list[str], list[str]]:
    """The articles of the topics to fit on, and of those set aside for the report."""
    topics = sorted({topic(id) for id in all_})
    aside = frozenset(topics[::2])
    fit = [id for id in sorted(all_) if topic(id) not in aside]
    return fit, [id for id in sorted(all_) if topic(id) in aside]


def shuffled(ids: Iterable[str], number: int) -> list[str]:
    """A fixed order: that of a hash of the names."""
    return sorted(ids, key=lambda id: hashlib.sha256(f"{number} {id}".encode()).digest())


def arrived(order: Sequence[str], all_: Mapping[str, ArticleDigest]) -> dict[str, str]:
    """The matter of each article, as they come one by one."""
    matter_of: dict[str, str] = {}
    holders: dict[str, list[str]] = defaultdict(list)
    members: dict[str, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    shelf = Shelf()
    for number, id in enumerate(order):
        keys = candidate_keys(all_[id])
        found = {matter_of[one] for key in keys for one in holders[key]}
        candidates = [(all_[one], matter) for matter in sorted(found) for one in members[matter]]
        choice = choose_matter(all_[id], candidates, Frequencies(number, counts), shelf)
        matter_of[id] = choice.matter or f"matter of {id}"
        members[matter_of[id]].append(id)
        for key in keys:
            holders[key].append(id)
        counts.update(keys_of(all_[id]))
    return matter_of


def scores(matter_of: Mapping[str, str]) -> dict[str, float]:
    """B³, F1 of pairs, and how many pairs of two events of one topic are joined."""
    ids = sorted(matter_of)
    joined = same = both = near = near_joined = 0
    for at, one in enumerate(ids):
        for other in ids[:at]:
            together = matter_of[one] == matter_of[other]
            gold = event(one) == event(other)
            joined += together
            same += gold
            both += together and gold
            if topic(one) == topic(other) and not gold:
                near += 1
                near_joined += together
    matters = Counter(matter_of.values())
    events = Counter(map(event, ids))
    cells = Counter((matter_of[id], event(id)) for id in ids)
    precision = sum(cells[matter_of[id], event(id)] / matters[matter_of[id]] for id in ids)
    recall = sum(cells[matter_of[id], event(id)] / events[event(id)] for id in ids)
    figures = _f1("B3", precision / len(ids), recall / len(ids))
    figures |= _f1("pairs", both / max(1, joined), both / max(1, same))
    return figures | {"two events joined: wrong": near_joined / max(1, near)}


def _f1(name: str, precision: float, recall: float) -> dict[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name} precision": precision, f"{name} recall": recall, name: f1}


def peer(ids: Sequence[str], all_: Mapping[str, ArticleDigest]) -> dict[str, float]:
    """Pairs above the best threshold of the cosine of TF-IDF, chosen on these very articles."""
    counts = Counter(key for id in ids for key in keys_of(all_[id]))
    bags = {id: _tfidf(all_[id], counts, len(ids)) for id in ids}
    pairs = sorted(
        (
            (sum(w * bags[b].get(k, 0.0) for k, w in bags[a].items()), event(a) == event(b),
             topic(a) == topic(b))
            for at, a in enumerate(ids)
            for b in ids[:at]
        ),
        reverse=True,
    )  # fmt: skip
    total = sum(gold for _, gold, _ in pairs)
    near = sum(same and not gold for _, gold, same in pairs)
    best, right, wrong = (0.0, 0.0), 0, 0
    for joined, (_, gold, same) in enumerate(pairs, 1):
        right += gold
        wrong += same and not gold
        best = max(best, (2 * right / (joined + total), wrong / near))
    return {"TF-IDF, best threshold: pairs": best[0], "TF-IDF, two events joined: wrong": best[1]}


def _tfidf(one: ArticleDigest, counts: Mapping[str, int], articles: int) -> dict[str, float]:
    often = [count for told in (one.names, one.terms, one.numbers) for _, count in told]
    bag = {
        key: (1 + math.log(count)) * math.log(articles / counts[key])
        for key, count in zip(keys_of(one), often, strict=True)
    }
    length = math.sqrt(sum(weight * weight for weight in bag.values())) or 1.0
    return {key: weight / length for key, weight in bag.items()}


def key_recall(ids: Sequence[str], all_: Mapping[str, ArticleDigest]) -> float:
    """The share of pairs of one event that have a key in common."""
    keys = {id: frozenset(candidate_keys(all_[id])) for id in ids}
    pairs = [(a, b) for at, a in enumerate(ids) for b in ids[:at] if event(a) == event(b)]
    return sum(not keys[a].isdisjoint(keys[b]) for a, b in pairs) / len(pairs)


def measure(shared: Path) -> dict[str, float]:
    """The figures on the topics set aside, ours and the peer's."""
    all_ = digests(shared)
    _, aside = halves(all_)
    runs = [scores(arrived(shuffled(aside, n), all_)) for n in range(SHUFFLES)]
    figures = {name: sum(run[name] for run in runs) / SHUFFLES for name in runs[0]}
    return figures | {"pairs that share a key": key_recall(aside, all_)} | peer(aside, all_)


def speeds(shared: Path) -> dict[str, float]:
    """Digests, weighings of digests and choices among 200 candidates, a second of one core."""
    all_ = digests(shared)
    documents = [_document(reading.article) for reading in ecb_readings(shared)]
    start = time.process_time()
    for document in documents:
        digest(document)
    digesting = len(documents) / (time.process_time() - start)
    ids = shuffled(all_, 0)
    candidates = [(all_[id], str(at // 8)) for at, id in enumerate(ids[:200])]
    shelf = Shelf()
    choose_matter(all_[ids[250]], candidates, shelf=shelf)
    start = time.process_time()
    for id in ids[200:250]:
        choose_matter(all_[id], candidates, shelf=shelf)
    choosing = 50 / (time.process_time() - start)
    rarity = Rarity(background(), Frequencies())
    start = time.process_time()
    for id in ids:
        weighed(all_[id], rarity)
    weighing = len(ids) / (time.process_time() - start)
    return {
        "digests a second": digesting,
        "digests weighed a second": weighing,
        "choices among 200 candidates a second": choosing,
    }


def main() -> None:
    """Prints the figures and the speeds."""
    parser = argparse.ArgumentParser(description="Measure the joining of articles to matters.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if not (options.shared / "data" / "ecbplus").is_dir():
        print(f"skipped: no data at {options.shared / 'data' / 'ecbplus'}")
        return
    for name, value in measure(options.shared).items():
        print(f"{name:<36}{100 * value:6.1f}")
    if options.speed:
        for name, value in speeds(options.shared).items():
            print(f"{name:<40}{value:8.0f}")


if __name__ == "__main__":
    main()
