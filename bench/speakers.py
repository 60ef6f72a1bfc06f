"""How often a source is resolved to the right party, on the coreference of GUM.

GUM (Zeldes 2017, “The GUM Corpus”) marks the coreference chains of news and
interviews.  Each pronoun, short name and role of a named person or
organisation is put to `resolve` as the source of a statement; it is right where
the party that comes back is named, by majority, in the chain of the mention.
Documents alternate between tuning and report, in order of their names.

Run: `python -m bench.speakers --shared ../shared`.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.record import Article, Block, BlockKind, Party, Span
from onrecord.understand.lexicon import SPEECH
from onrecord.understand.parties import Claim, resolve

PRONOUNS = {
    "he": "he",
    "him": "he",
    "his": "he",
    "she": "she",
    "her": "she",
    "they": "they",
    "them": "they",
    "their": "they",
    "it": "it",
    "its": "it",
}
KINDS = ("he", "she", "they", "it", "short", "role")
_ENTITY = re.compile(r"\((\d+)(?:\[\d+/\d+\])?-([a-z]+)[^()]*|(\d+)(?:\[\d+/\d+\])?\)|\)")
_BESIDE = re.compile(r"-(?:appos|pred)\b")
_SIZE = re.compile(r"\((\d+) s\)")
_DEFINITE = frozenset(["the", "his", "her", "its", "their", "this", "that"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention: its chain, its words, and which of KINDS it is, if any."""

    span: Span
    chain: int
    head: Span
    named: bool
    words: int
    kind: str | None
    speaks: bool


@dataclass(slots=True)
class Reading:
    """One GUM document."""

    article: Article
    mentions: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    form: str
    tag: str
    head: int
    relation: str


def read_gum(path: Path) -> Reading:
    """One CoNLL-U file of GUM as an article and its gold mentions of persons and organisations."""
    text, blocks, kind, started = "", [], BlockKind.BODY, 0
    left = -1
    mentions: list[Mention] = []
    sentences = path.read_text(encoding="utf-8").split("\n\n")
    for sentence in sentences:
        words = ""
        rows = []
        for line in sentence.split("\n"):
            if line.startswith("# newpar") or left == 0:
                if len(text) > started:
                    blocks.append(Block(kind, Span(started, len(text))))
                    text += "\n\n"
                    started = len(text)
                kind, left = _kind(line), -1
            if (size := _SIZE.search(line)) is not None and line.startswith("# newpar_block"):
                left = int(size.group(1))
            elif line.startswith("# text = "):
                words = line.removeprefix("# text = ")
            elif line[:1].isdigit():
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
        if not rows:
            continue
        if text and not text.endswith("\n"):
            text += " "
        mentions.extend(_mentions(rows, words, len(text)))
        text += words
        left -= 1
    blocks.append(Block(kind, Span(started, len(text))))
    return Reading(Article(path.stem, path.name, text, tuple(blocks)), _telling(mentions))


def _kind(line: str) -> BlockKind:
    if "= head" in line:
        return BlockKind.HEADING
    return BlockKind.CAPTION if "= figure" in line or "= caption" in line else BlockKind.BODY


def _mentions(rows: Sequence[Sequence[str]], words: str, offset: int) -> Iterator[Mention]:
    tokens: list[_Token] = []
    at = 0
    opened: list[tuple[int, str, int]] = []
    closed: list[tuple[int, str, int, int]] = []
    for index, columns in enumerate(rows):
        found = words.find(columns[1], at)
        at = found if found >= 0 else at
        span = Span(offset + at, offset + at + len(columns[1]))
        at += len(columns[1])
        tokens.append(
            _Token(span, columns[1], columns[3], int(columns[6]) - 1, columns[7].split(":")[0])
        )
        entity = next((p for p in columns[9].split("|") if p.startswith("Entity=")), "")
        for match in _ENTITY.finditer(entity):
            if match.group(1):
                sort = match.group(2)
                if _BESIDE.search(match.group()):
                    sort += " beside"
                opened.append((int(match.group(1)), sort, index))
                continue
            chain = int(match.group(3)) if match.group(3) else None
            for back in range(len(opened) - 1, -1, -1):
                if chain is None or opened[back][0] == chain:
                    closed.append((*opened.pop(back), index))
                    break
    for chain, sort, first, last in closed:
        if sort.removesuffix(" beside") in ("person", "organization"):
            yield _mention(tokens, chain, first, last, sort.endswith("beside"))


def _mention(tokens: Sequence[_Token], chain: int, first: int, last: int, beside: bool) -> Mention:
    """A mention; one `beside` another (apposed, predicate) is no source by itself."""
    inside = range(first, last + 1)
    head = next((i for i in inside if tokens[i].head not in inside), last)
    token = tokens[head]
    governor = tokens[token.head] if token.head >= 0 else None
    names = [i for i in inside if tokens[i].tag == "PROPN"]
    form = token.form.lower()
    kind = None
    if first == last and token.tag == "PRON":
        kind = PRONOUNS.get(form)
    elif beside:
        kind = None
    elif token.tag == "PROPN" and len(names) == 1 and last - first <= 1:
        kind = "short"
    elif token.tag == "NOUN" and tokens[first].form.lower() in _DEFINITE and not names:
        kind = "role"
    return Mention(
        Span(tokens[first].span.start, tokens[last].span.end),
        chain,
        token.span,
        token.tag == "PROPN",
        len(names),
        kind,
        token.relation == "nsubj" and governor is not None and governor.form.lower() in SPEECH,
    )


def _telling(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with a kind only where the chain is named more fully elsewhere before."""
    fullest: dict[int, int] = {}
    kept = []
    for mention in sorted(mentions, key=lambda mention: mention.span):
        before = fullest.get(mention.chain, 0)
        asked = mention.kind is not None and before > (mention.kind == "short")
        kept.append(
            mention
            if asked
            else Mention(
                mention.span,
                mention.chain,
                mention.head,
                mention.named,
                mention.words,
                None,
                mention.speaks,
            )
        )
        if mention.named:
            fullest[mention.chain] = max(before, mention.words)
    return kept


def judge(reading: Reading) -> Iterator[tuple[Mention, bool, str]]:
    """Each mention asked, whether it was resolved rightly, and the name that came back."""
    speaking = [m for m in reading.mentions if m.speaks]
    for mention in reading.mentions:
        if mention.kind is None:
            continue
        sources = sorted({m.span for m in speaking} | {mention.span})
        resolved = resolve(reading.article, [Claim((span,)) for span in sources])
        ids = resolved.speakers[sources.index(mention.span)]
        party = next((p for p in resolved.parties if p.id in ids), None)
        chain = _chain(party, reading.mentions, mention) if party is not None else None
        yield mention, chain == mention.chain, party.name if party is not None else ""


def _chain(party: Party, mentions: Sequence[Mention], asked: Mention) -> int | None:
    """The chain that most of a party's other mentions are in."""
    votes: Counter[int] = Counter()
    for span in party.mentions:
        if span.overlaps(asked.span):
            continue
        fitting = [m for m in mentions if m.span.end >= span.end and span.holds(m.head)]
        if fitting:
            votes[min(fitting, key=lambda m: m.span.end - m.span.start).chain] += 1
    return votes.most_common(1)[0][0] if votes else None


def measure(shared: Path, tuning: bool = False) -> dict[str, float]:
    """Shares right, by kind of mention, over all and over subjects of reporting verbs.

    “… asked” holds how many mentions each share is of.

    Raises FileNotFoundError where the data is absent.
    """
    folder = shared / "data" / "gum" / "dep"
    paths = sorted([*folder.glob("GUM_news_*.conllu"), *folder.glob("GUM_interview_*.conllu")])
    if not paths:
        raise FileNotFoundError(f"{folder}: no GUM documents there; give --shared")
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for path in paths[0 if tuning else 1 :: 2]:
        for mention, correct, _ in judge(read_gum(path)):
            kind = mention.kind or ""
            labels = [kind, "all", "speaking" if mention.speaks else "silent"]
            if kind in ("he", "she"):
                labels.append("he or she")
            for label in labels:
                asked[label] += 1
                right[label] += correct
    figures: dict[str, float] = {}
    for label in (*KINDS, "he or she", "speaking", "all"):
        figures[label] = right[label] / max(asked[label], 1)
        figures[f"{label}, asked"] = asked[label]
    return figures


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
    for label in (*KINDS, "he or she", "speaking", "all"):
        print(f"{label:<10} {100 * figures[label]:6.1f} %  of {figures[label + ', asked']:4.0f}")
    if given.errors:
        folder = given.shared / "data" / "gum" / "dep"
        paths = sorted([*folder.glob("GUM_news_*.conllu"), *folder.glob("GUM_interview_*.conllu")])
        for path in paths[::2]:
            reading = read_gum(path)
            for mention, correct, name in judge(reading):
                if not correct:
                    text = reading.article.text
                    start, end = mention.span
                    context = text[max(0, start - 100) : start] + "[" + text[start:end] + "]"
                    print(path.stem, mention.kind, "→", name, "|", " ".join(context.split()))


if __name__ == "__main__":
    main()
