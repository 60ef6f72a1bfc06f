"""Whether the names of one person or body come back as one party, on GUM and ECB+.

GUM (Zeldes 2017) marks all coreference in news, interviews, speeches and court
pleadings; ECB+ (Cybulska and Vossen 2014) that of those who take part in the
events of a news topic, in some sentences of each article.  Gold are the
mentions by a proper name of persons and organisations; what answers to one is
the mention of a party that holds its head, the longest stretch shared with it
deciding between several.  Each document is put to `resolve` as it is read,
with the subjects of its reporting verbs as sources.

A hash of a document's name keeps half of the documents for the report; errors
are looked at in the other half only.

Run: `python -m bench.parties --shared ../shared`.
"""

import argparse
import hashlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from bench.speakers import read_gum
from onrecord.record import Article, Block, BlockKind, Span
from onrecord.understand.parties import Claim, resolve

GENRES = ("news", "interview", "speech", "court")
_HUMANS = frozenset({"HUMAN_PART_PER", "HUMAN_PART_ORG", "HUMAN_PART_MET", "HUMAN_PART"})
_CLOSING = frozenset(",.;:?!)]}%”’…")
_OPENING = frozenset("([{“‘$£€#")
_CLITIC = re.compile(r"(?:['’](?:s|d|m|re|ve|ll|t)?|n['’]t)$", re.IGNORECASE)
_PRONOUNS = frozenset({"i", "we", "he", "she", "they", "it", "you", "who", "his", "her", "our"})
_MARKS = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}


@dataclass(frozen=True, slots=True)
class Named:
    """A gold mention by name: where it and its head stand, and its chain."""

    span: Span
    head: Span
    chain: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, its gold mentions by name, and the sources of its statements."""

    article: Article
    named: tuple[Named, ...]
    sources: tuple[Span, ...]


@dataclass(slots=True)
class Pairing:
    """One gold mention beside the party that it came back as; None where none did."""

    named: Named
    party: str | None
    name: str = ""


@dataclass(slots=True)
class _Tally:
    gold: int = 0
    found: int = 0
    precision: float = 0.0
    recall: float = 0.0
    whole: float = 0.0
    pairs: Counter[str] = field(default_factory=Counter)


def kept_for_report(name: str) -> bool:
    """Whether a document belongs to the half that is reported and never looked at."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


def gum_readings(shared: Path) -> Iterator[Reading]:
    """The documents of GUM that resemble articles."""
    folder = shared / "data" / "gum" / "dep"
    paths = sorted(path for genre in GENRES for path in folder.glob(f"GUM_{genre}_*.conllu"))
    if not paths:
        raise FileNotFoundError(f"{folder}: no GUM documents there; give --shared")
    for path in paths:
        gold = read_gum(path)
        read = gold.article.paragraphs()  # captions are no part of what is read
        named = tuple(
            Named(m.span, m.head, str(m.chain))
            for m in gold.mentions
            if m.named and any(block.holds(m.head) for block in read)
        )
        sources = tuple(sorted({m.span for m in gold.mentions if m.speaks}))
        yield Reading(gold.article, named, sources)


def ecb_readings(shared: Path) -> Iterator[Reading]:
    """The documents of ECB+."""
    folder = shared / "data" / "ecbplus"
    paths = sorted(folder.glob("*/*.xml"), key=lambda path: path.stem)
    if not paths:
        raise FileNotFoundError(f"{folder}: no ECB+ documents there; give --shared")
    for path in paths:
        yield read_ecb(path)


def read_ecb(path: Path) -> Reading:
    """One ECB+ file as an article and its gold mentions by name.

    The corpus parts no paragraphs: a headline (the first line of a page of
    2010 and later) and lines without a full stop are blocks of their own.
    """
    root = ElementTree.parse(path).getroot()
    lines: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for token in root.iter("token"):
        words = (token.text or "").strip()
        if words:
            lines[int(token.get("sentence", "0"))].append((token.get("t_id", ""), words))
    text, started = "", 0
    blocks: list[Block] = []
    spans: dict[str, Span] = {}
    opening: set[str] = set()
    headline = None
    for number, line in sorted(lines.items()):
        if [words for _, words in line[:2]] == ["http", ":"]:
            headline = number + 1
            continue
        own = number == headline or line[-1][1] not in (".", "!", "?", "”", "''", '"')
        if text and (own or len(text) == started):
            started = _part(text, started, blocks, BlockKind.BODY)
        text += "\n\n" if text and len(text) == started else " " if text else ""
        started = len(text) if text.endswith("\n\n") else started
        opening.add(line[0][0])
        before = ""
        for id, raw in line:
            words = _MARKS.get(raw, raw)
            if before and _spaced(before, words):
                text += " "
            spans[id] = Span(len(text), len(text) + len(words))
            text += words
            before = words
        if own:
            kind = BlockKind.HEADING if number == headline else BlockKind.BODY
            started = _part(text, started, blocks, kind)
    _part(text, started, blocks, BlockKind.BODY)
    heading = blocks[0].span if blocks and blocks[0].kind is BlockKind.HEADING else None
    # A capital tells a name only where it opens no sentence and no headline.
    proper = {
        span.of(text)
        for id, span in spans.items()
        if id not in opening and not (heading is not None and heading.holds(span))
    }
    article = Article(path.stem, path.name, text, tuple(blocks))
    named = tuple(one for one in _humans(root, spans, text) if _is_name(one.head.of(text), proper))
    reporting = {
        id
        for markable in root.find("Markables") or ()
        if markable.tag == "ACTION_REPORTING"
        for id in (anchor.get("t_id", "") for anchor in markable.iter("token_anchor"))
    }
    said = {spans[id].start for id in reporting if id in spans}
    sources = tuple(sorted({one.span for one in named if one.span.end + 1 in said}))
    return Reading(article, named, sources)


def _part(text: str, started: int, blocks: list[Block], kind: BlockKind) -> int:
    """End a block where the text ends now; the next starts there."""
    if len(text) > started:
        blocks.append(Block(kind, Span(started, len(text))))
    return len(text)


def _spaced(before: str, words: str) -> bool:
    """Whether a space stood between two tokens; ECB+ parts words at hyphens and stops too."""
    if words in _CLOSING or before in _OPENING or _CLITIC.match(words):
        return False
    return words not in ("-", "/") and before not in ("-", "/")


def _humans(root: ElementTree.Element, spans: dict[str, Span], text: str) -> Iterator[Named]:
    """The mentions of persons and organisations, each with its head and chain.

    A mention without a chain is passed over: the corpus links only what its
    events need, so “Lopez” without a link is no other than “Lopez” with one.
    """
    chains = {
        source.get("m_id", ""): relation.get("r_id", "")
        for relation in root.find("Relations") or ()
        for source in relation.iter("source")
    }
    for markable in root.find("Markables") or ():
        ids = [anchor.get("t_id", "") for anchor in markable.iter("token_anchor")]
        own = [spans[id] for id in ids if id in spans]
        if markable.tag not in _HUMANS or not own:
            continue
        words = [span.of(text).lower() for span in own]
        head = next((i for i in range(1, len(own)) if words[i] in ("of", "for")), len(own)) - 1
        if (chain := chains.get(markable.get("m_id", ""))) is not None:
            yield Named(Span(own[0].start, own[-1].end), own[head], chain)


def _is_name(head: str, proper: set[str]) -> bool:
    plain = head.removesuffix("'s").removesuffix("’s")
    if not plain[:1].isupper() or plain.lower().split("'")[0] in _PRONOUNS:
        return False
    return head in proper or plain in proper


def pair(reading: Reading) -> list[Pairing]:
    """Each gold mention beside the party that it came back as."""
    resolved = resolve(reading.article, [Claim((span,)) for span in reading.sources])
    best: dict[Named, tuple[int, str, str]] = {}
    for party in resolved.parties:
        for span in party.mentions:
            fitting = [one for one in reading.named if span.holds(one.head)]
            if not fitting:
                continue
            named = max(fitting, key=lambda one: (_shared(one.span, span), -len_of(one.span)))
            shared = _shared(named.span, span)
            if named not in best or best[named][0] < shared:
                best[named] = (shared, party.id, party.name)
    return [
        Pairing(one, best[one][1], best[one][2]) if one in best else Pairing(one, None)
        for one in reading.named
    ]


def len_of(span: Span) -> int:
    """How many code points a span has."""
    return span.end - span.start


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _count(pairings: Sequence[Pairing], tally: _Tally) -> None:
    """Add one document to the sums."""
    found = [one for one in pairings if one.party is not None]
    tally.gold += len(pairings)
    tally.found += len(found)
    chains = Counter(one.named.chain for one in found)
    whole = Counter(one.named.chain for one in pairings)
    parties = Counter(one.party for one in found)
    both = Counter((one.named.chain, one.party) for one in found)
    for (chain, party), shared in both.items():
        tally.precision += shared * shared / parties[party]
        tally.recall += shared * shared / chains[chain]
        tally.whole += shared * shared / whole[chain]
    for name, sizes in (("gold", chains), ("own", parties), ("both", both)):
        tally.pairs[name] += sum(size * (size - 1) // 2 for size in sizes.values())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures_of(readings: Iterable[Reading]) -> dict[str, float]:
    """The figures of some documents, as `measure` names them."""
    tally = _Tally()
    for reading in readings:
        _count(pair(reading), tally)
    found, pairs = max(tally.found, 1), tally.pairs
    precision, recall = tally.precision / found, tally.recall / found
    pair_precision = pairs["both"] / max(pairs["own"], 1)
    pair_recall = pairs["both"] / max(pairs["gold"], 1)
    return {
        "mentions found": tally.found / max(tally.gold, 1),
        "B3 precision": precision,
        "B3 recall": recall,
        "B3": _f1(precision, recall),
        "B3 of all": _f1(precision, tally.whole / max(tally.gold, 1)),
        "pair precision": pair_precision,
        "pair recall": pair_recall,
        "pairs": _f1(pair_precision, pair_recall),
        "mentions asked": tally.gold,
    }


def measure(shared: Path, tuning: bool = False) -> dict[str, float]:
    """The figures of both corpora, over all documents of the half.

    “mentions found” is the share of gold mentions that came back as a mention
    of any party.  Over those, “B3” is the F1 of B³ (Bagga and Baldwin 1998):
    averaged over mentions, the share of a mention's party that is of its chain
    (precision) and the share of its chain that is of its party (recall).
    “pairs” is the F1 of the pairs of mentions that share a chain (gold) or a
    party (ours).  “B3 of all” takes recall over all gold mentions, those not
    found at 0.  “mentions asked” is how many gold mentions there are.

    Raises FileNotFoundError where the data is absent.
    """
    figures: dict[str, float] = {}
    for corpus, readings in (("gum", gum_readings(shared)), ("ecbplus", ecb_readings(shared))):
        half = (one for one in readings if kept_for_report(one.article.id) != tuning)
        figures |= {f"{corpus}, {name}": value for name, value in figures_of(half).items()}
    return figures


def errors(readings: Iterable[Reading]) -> Iterator[str]:
    """A line for each mention not found, each party over two chains, each chain in two parties."""
    for reading in readings:
        pairings = pair(reading)
        text = reading.article.text
        parties: dict[str, Counter[str]] = defaultdict(Counter)
        chains: dict[str, Counter[str]] = defaultdict(Counter)
        for one in pairings:
            words = " ".join(one.named.span.of(text).split())[:60]
            if one.party is None:
                start, end = one.named.head
                around = " ".join(text[max(0, start - 60) : end + 30].split())
                yield f"{reading.article.id} missed [{words}] … {around}"
                continue
            parties[f"{one.party} {one.name}"][f"{one.named.chain}:{words}"] += 1
            chains[one.named.chain][f"{one.party} {one.name} <{words}>"] += 1
        for party, members in parties.items():
            if len({member.split(":")[0] for member in members}) > 1:
                yield f"{reading.article.id} joined {party} ← {dict(members)}"
        for members in chains.values():
            if len({member.split()[0] for member in members}) > 1:
                yield f"{reading.article.id} split {dict(members)}"


def main() -> None:
    """Print the table; with --errors also what was wrong in the tuning half."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=Path("../shared"))
    options.add_argument("--tuning", action="store_true", help="the tuning half")
    options.add_argument("--errors", action="store_true", help="list errors of the tuning half")
    given = options.parse_args()
    try:
        figures = measure(given.shared, given.tuning)
    except FileNotFoundError as absent:
        print(f"skipped: {absent}", file=sys.stderr)
        return
    for label, value in figures.items():
        shown = f"{value:6.0f}" if label.endswith("asked") else f"{100 * value:6.1f} %"
        print(f"{label:<25} {shown}")
    if given.errors:
        for readings in (gum_readings(given.shared), ecb_readings(given.shared)):
            for line in errors(one for one in readings if not kept_for_report(one.article.id)):
                print(line)


if __name__ == "__main__":
    main()
