"""Which earlier act of the article a response answers."""

from collections.abc import Sequence

from onrecord.record import ActKind, Stance
from onrecord.understand.acts import FoundAct
from onrecord.understand.lexicon import words_of

_SMALL = words_of(
    "the a an of to in on at by for and or but that this it he she they we i you his her their "
    "its our my is was be been are were will would has have had with as not said from who"
)
_NEAR = 3000
"""Characters beyond which a response no longer answers unless both sides agree."""


def answered(acts: Sequence[FoundAct], text: str) -> list[tuple[int, ...]]:
    """For each act the indices of the acts it answers; empty for all but responses.

    An answer comes from the one who was asked, or goes to the one who asked or
    promised: “the Mayor asked the Commissioner to explain … “I am not satisfied
    with the explanation””.  Of several the one with both sides is preferred, then
    the one that shares most words, then the nearest before.
    """
    return [_target(number, acts, text) for number in range(len(acts))]


def _target(number: int, acts: Sequence[FoundAct], text: str) -> tuple[int, ...]:
    response = acts[number]
    if response.kind is not ActKind.RESPONSE:
        return ()
    own = telling_words(response, text)
    best: tuple[float, int] | None = None
    for index in range(number):
        score = _fit(response, acts[index], len(own & telling_words(acts[index], text)))
        if score is not None and (best is None or score >= best[0]):
            best = (score, index)
    return (best[1],) if best is not None else ()


def _fit(response: FoundAct, act: FoundAct, shared: int) -> float | None:
    """How well an earlier act is what is answered; None where it cannot be."""
    if act.kind is ActKind.RESPONSE:
        return None
    by_asked = bool(set(response.speakers) & set(act.parties))
    to_asker = bool(set(response.parties) & set(act.speakers))
    own = bool(set(response.speakers) & set(act.speakers))
    if own:
        # “I asked them to explain; I am not satisfied”: the asker judges the answer.
        judges = response.stance is Stance.DISPUTES
        if not judges or not set(response.parties) & set(act.parties):
            return None
        return 2.0 + 0.3 * shared
    if not by_asked and not to_asker:
        return None
    distance = response.evidence[0].start - act.evidence[0].start
    if distance > _NEAR and not (by_asked and to_asker):
        return None
    return float(by_asked) + float(to_asker) + 0.3 * shared


def telling_words(act: FoundAct, text: str) -> set[str]:
    """The words of what is asked, promised or answered, without the small ones."""
    spans = act.action or act.evidence
    words = {
        word.strip(".,;:!?“”\"'’‘()").lower() for span in spans for word in span.of(text).split()
    }
    return words - _SMALL
