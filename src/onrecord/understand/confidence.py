"""How sure a found attribution is: the model's estimate that a careful reader agrees.

A logistic regression on how clearly each part won over its next best reading
(Platt 1999), fitted for each model by `training/calibrate.py`; the coefficients
stand in the weights.
"""

import math
from collections.abc import Sequence

from onrecord.record import QuotationKind
from onrecord.understand.decode import Found

_CLEAR = 6.0
"""A lead beyond this tells nothing more."""

FEATURES = (
    "always",
    "least lead in the contents",
    "least lead in the cue",
    "least lead in the source",
    "lead of the cue over other cues",
    "no cue",
    "no source",
    "direct",
    "mixed",
)


def features(found: Found, quotation: QuotationKind) -> tuple[float, ...]:
    """The numbers that confidence rests on, in the order of `FEATURES`."""
    return (
        1.0,
        _lead(min(run.margin for run in found.contents)),
        _lead(found.cue.margin) if found.cue else 0.0,
        _lead(found.source.margin) if found.source else 0.0,
        _lead(found.link_margin),
        float(found.cue is None),
        float(found.source is None),
        float(quotation is QuotationKind.DIRECT),
        float(quotation is QuotationKind.MIXED),
    )


def confidence(values: Sequence[float], coefficients: Sequence[float]) -> float:
    """Between 0 and 1, from the features and a model's coefficients."""
    score = sum(a * b for a, b in zip(values, coefficients, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _lead(margin: float) -> float:
    return max(-_CLEAR, min(_CLEAR, margin))
