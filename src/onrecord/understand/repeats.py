"""One act, one entry: what is told twice is reported by its fuller report."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.understand.acts import FoundAct
from onrecord.understand.answers import telling_words
from onrecord.understand.parties import OwnWords

_ALIKE = 0.6
_WITHIN = 0.75
"""How much of their words two reports of one act share: of all, and of the shorter's."""
_FEWEST = 3
"""Words below which likeness tells nothing."""


def joined(
    acts: Sequence[FoundAct], text: str, own_words: Sequence[OwnWords] = ()
) -> list[FoundAct]:
    """The acts with each that is told twice told once, by its fuller report.

    The parts of a formal question share their words and stay several.
    """
    asking = [own.span for own in own_words if own.asks]
    kept: list[FoundAct] = []
    words: list[set[str]] = []
    for act in acts:
        asked = any(span.holds(act.evidence[0]) for span in asking)
        own = set() if asked else telling_words(act, text)
        same = next(
            (n for n, other in enumerate(kept) if _one_act(act, other, own, words[n])), None
        )
        if same is None:
            kept.append(act)
            words.append(own)
        elif len(own) > len(words[same]):
            kept[same], words[same] = _with(act, kept[same]), own
        else:
            kept[same] = _with(kept[same], act)
    return sorted(kept, key=lambda act: (act.evidence[0], act.kind))


def _overlap(act: FoundAct, other: FoundAct) -> bool:
    return any(span.overlaps(own) for span in act.evidence for own in other.evidence)


def _one_act(act: FoundAct, other: FoundAct, own: set[str], words: set[str]) -> bool:
    """Whether two entries tell of one act: same kind, same speakers, almost the same words."""
    if act.kind is not other.kind or act.stance is not other.stance:
        return False
    if not act.speakers or act.speakers != other.speakers or _overlap(act, other):
        return False
    shared = len(own & words)
    shorter = min(len(own), len(words))
    return (
        shorter >= _FEWEST and shared >= _WITHIN * shorter and shared >= _ALIKE * len(own | words)
    )


def _with(act: FoundAct, other: FoundAct) -> FoundAct:
    """An act with what only its other report says: the other side, by when, how sure."""
    return replace(
        act,
        parties=act.parties or other.parties,
        due=act.due or other.due,
        confidence=max(act.confidence, other.confidence),
    )
