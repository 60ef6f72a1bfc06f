"""Where sentences begin."""

import re
from collections.abc import Sequence

from onrecord.record import Span

_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[^\Wa-z_])|\n\s*\n")
_TITLE_STOP = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|Jr|[A-Z]))$")


def sentence_starts(text: str, paragraphs: Sequence[Span]) -> list[int]:
    """Where the sentences of the paragraphs begin, in order of the text.

    A full stop after a title or an initial ends none: “Mr. Tarn came.”

    >>> sentence_starts("It rained. Mr. Tarn came.", [Span(0, 25)])
    [0, 11]
    """
    starts = []
    for paragraph in paragraphs:
        starts.append(paragraph.start)
        for match in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
            if not _TITLE_STOP.search(text[max(0, match.start() - 6) : match.start()]):
                starts.append(match.end())
    return starts
