"""How sure a found attribution is: the model's estimate that a careful reader agrees."""

import math

from onrecord.record import QuotationKind
from onrecord.understand.decode import Found


def confidence(found: Found, quotation: QuotationKind) -> float:
    """Between 0 and 1."""
    contents = min(run.margin for run in found.contents)
    cue = found.cue.margin if found.cue else -3.0
    source = found.source.margin if found.source else 0.0
    score = -0.5 + 0.4 * min(contents, 4) + 0.4 * min(cue, 4) + 0.2 * min(source, 4)
    score += 1.0 if quotation is QuotationKind.DIRECT else 0.0
    return 1 / (1 + math.exp(-score))
