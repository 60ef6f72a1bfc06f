"""`Article` → attributions: who is named as speaking, in which words, and what.

Words go through the network once; its tags become spans, the spans are tied
together and mended at quotation marks.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Article, QuotationKind, Span
from onrecord.understand.confidence import confidence, features
from onrecord.understand.decode import CONTENT, Found, Run, best_tags, link, runs_of
from onrecord.understand.model import Model
from onrecord.understand.quotations import Quotation, find_quotations
from onrecord.understand.spans import Marks, in_paragraphs, to_marks
from onrecord.understand.words import Words, split_words

_STRETCH = 100_000


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement whose speaker is not yet resolved."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quotation: QuotationKind
    confidence: float
    features: tuple[float, ...] = ()
    """What the confidence was computed from, for whoever fits it anew."""


def find_attributions(article: Article, model: Model) -> list[Attribution]:
    """All attributions of the article's headings and body, in the order of their contents."""
    text, paragraphs = article.text, article.paragraphs()
    quotations = find_quotations(text, paragraphs)
    marks = Marks(text, quotations)
    attributions: list[Attribution] = []
    for stretch in _stretches(paragraphs, text):
        begin, end = stretch[0].start, stretch[-1].end
        inside = [quotation for quotation in quotations if begin <= quotation.start < end]
        words = split_words(text, stretch, inside, model.vocabulary)
        attributions += _of_words(words, inside, marks, model)
    attributions.sort(key=lambda attribution: attribution.content[0])
    return attributions


def _stretches(paragraphs: list[Span], text: str) -> list[list[Span]]:
    """Paragraphs in runs of about `_STRETCH` characters, which bounds memory.

    News articles are one run.  A whole inquiry report is many; a statement
    that crosses from one to the next loses what lies beyond.
    """
    stretches: list[list[Span]] = []
    length = _STRETCH
    for paragraph in _bounded(paragraphs, text):
        if length >= _STRETCH:
            stretches.append([])
            length = 0
        stretches[-1].append(paragraph)
        length += paragraph.end - paragraph.start
    return stretches


def _bounded(paragraphs: list[Span], text: str) -> Iterator[Span]:
    """The paragraphs, one of more than `_STRETCH` characters in pieces, cut at a space."""
    for start, end in paragraphs:
        at = start
        while end - at > _STRETCH:
            space = text.rfind(" ", at + 1, at + _STRETCH)
            cut = space if space > 0 else at + _STRETCH
            yield Span(at, cut)
            at = cut
        yield Span(at, end)


def _of_words(
    words: Words, quotations: list[Quotation], marks: Marks, model: Model
) -> list[Attribution]:
    scores = model.score(words)
    runs = runs_of(best_tags(scores.tags, model.structure.transitions), scores.tags)
    found = link(runs, words, scores, model.structure)
    for one in found:
        one.contents = _stretched(one, runs, words, marks)
    _whole_chains(found, words, quotations)
    attributions = []
    for one in found:
        content = tuple(
            span for run in one.contents for span in in_paragraphs(run.first, run.last, words)
        )
        if not content:
            continue
        kind = marks.kind(content)
        evidence = features(one, kind)
        attributions.append(
            Attribution(
                source=_spans(one.source, words),
                cue=_spans(one.cue, words),
                content=content,
                quotation=kind,
                confidence=confidence(evidence, model.structure.confidence),
                features=evidence,
            )
        )
    return attributions


def _spans(run: Run | None, words: Words) -> tuple[Span, ...]:
    return tuple(in_paragraphs(run.first, run.last, words)) if run is not None else ()


def _stretched(one: Found, runs: list[Run], words: Words, marks: Marks) -> list[Run]:
    """Contents taken to their quotation marks, as far as no other span stands there."""
    stretched = []
    for run in one.contents:
        first, last = to_marks(run.first, run.last, words, marks)
        place = bisect_left(runs, run.first, key=lambda other: other.first)
        before = runs[place - 1].last if place else 0
        after = runs[place + 1].first if place + 1 < len(runs) else len(words)
        if first < before or last > after:
            first, last = run.first, run.last
        stretched.append(Run(CONTENT, first, last, run.margin))
    return stretched


def _whole_chains(found: list[Found], words: Words, quotations: list[Quotation]) -> None:
    """A quotation over several paragraphs goes whole to whoever is named with any part of it.

    Where the network split it between two, the one who holds its first part
    keeps all: “I asked them to come. ¶ “I am not satisfied. ¶ “Further steps …”
    """
    for chain in _chains(quotations):
        pieces = [_in_words(piece, words) for piece in chain]
        owners = [
            (piece, number, one)
            for number, one in enumerate(found)
            for run in one.contents
            for piece, span in enumerate(pieces)
            if 2 * _shared(run, span) > min(run.last - run.first, span[1] - span[0])
        ]
        if not owners:
            continue
        owner = min(owners, key=lambda entry: entry[:2])[2]
        margin = owner.contents[0].margin
        for one in found:
            one.contents = [
                run
                for run in one.contents
                if 2 * sum(_shared(run, span) for span in pieces) <= run.last - run.first
            ]
        owner.contents.extend(Run(CONTENT, first, last, margin) for first, last in pieces)
        owner.contents.sort(key=lambda run: run.first)


def _chains(quotations: list[Quotation]) -> list[list[Quotation]]:
    """The quotations that run over several paragraphs, each as its pieces."""
    chains: list[list[Quotation]] = []
    for quotation in quotations:
        if quotation.continued and chains:
            chains[-1].append(quotation)
        else:
            chains.append([quotation])
    return [chain for chain in chains if len(chain) > 1]


def _in_words(quotation: Quotation, words: Words) -> tuple[int, int]:
    return bisect_left(words.starts, quotation.start), bisect_left(words.starts, quotation.end)


def _shared(run: Run, span: tuple[int, int]) -> int:
    return max(0, min(run.last, span[1]) - max(run.first, span[0]))
