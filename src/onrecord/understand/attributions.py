"""What the network says of words → attributions: who is named as speaking, in which words, what.

Its tags become spans, the spans are tied together and mended at quotation marks.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import QuotationKind, Span
from onrecord.understand.confidence import confidence, features
from onrecord.understand.decode import CONTENT, Found, Run, best_tags, link, runs_of
from onrecord.understand.model import Structure
from onrecord.understand.quotations import Quotation
from onrecord.understand.spans import Marks, in_paragraphs, to_marks
from onrecord.understand.stretches import Stretch
from onrecord.understand.words import Words


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


def find_attributions(
    stretches: Sequence[Stretch], text: str, quotations: Sequence[Quotation], structure: Structure
) -> list[Attribution]:
    """All attributions of an article that was read in `stretches`, in the order of contents."""
    marks = Marks(text, quotations)
    found = [one for stretch in stretches for one in _of_stretch(stretch, marks, structure)]
    found.sort(key=lambda attribution: attribution.content[0])
    return found


def _of_stretch(stretch: Stretch, marks: Marks, structure: Structure) -> list[Attribution]:
    words, scores = stretch.words, stretch.scores
    runs = runs_of(best_tags(scores.tags, structure.transitions), scores.tags)
    found = link(runs, words, scores, structure)
    for one in found:
        one.contents = _stretched(one, runs, words, marks)
    _whole_chains(found, words, stretch.quotations)
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
                confidence=confidence(evidence, structure.confidence),
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
