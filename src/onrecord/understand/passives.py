"""Sources that are spoken to or of: “Velt accused of lying by council”.

A headline leaves out “was”, so the one accused stands where else the one who
accuses does, and a reader of words alone takes him for the speaker.
"""

import re
from collections.abc import Iterator, Sequence

from onrecord.record import Span

_AUXILIARY = (
    r"(?:(?:(?:has|have|had)\s+been|(?:is|are|was|were)(?:\s+being)?|be|been|being|gets?|got)\s+)"
)
_PASSIVE = re.compile(
    rf"\s*({_AUXILIARY})?((?:\w+ly|also|again|now)\s+)?"
    r"(accused|charged|urged|told|ordered|warned|advised|instructed|asked|begged|implored|reminded|"
    r"invited|informed|notified|summoned|blamed|criticised|criticized|condemned|rebuked|"
    r"reprimanded|praised|questioned|challenged|pressed|attacked|slammed|grilled|mocked|sued)"
    r"\s+((?:not\s+)?\w+)",
    re.IGNORECASE,
)
"""Verbs whose object is spoken to or of, and the word after them."""

_OBJECTLESS = {
    "accused": ("of", "by", "over"), "charged": ("with", "over", "by"), "urged": ("to", "by"),
    "told": ("to", "by", "off"), "ordered": ("to", "by"), "warned": ("by",),
    "advised": ("to", "by"), "instructed": ("to", "by"), "invited": ("to", "by"),
    "reminded": ("to", "of", "by"), "blamed": ("for", "by"), "summoned": ("to", "by"),
    "informed": ("of", "by"), "implored": ("to", "by"),
}  # fmt: skip
"""What follows these verbs only in the passive, for in the active an object does."""
_IN_HEADLINE = frozenset({"to", "not to", "of", "by", "over", "for", "about", "after", "with"})
_ACTIVE_OF = frozenset({"warned", "informed", "reminded"})
_NOMINATIVE = frozenset({"he", "she", "they", "we", "i"})
_GAP = re.compile(r"\b(?:who|whom|which|that)\s$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?”“\"\n](?:\s|$)|\n")
_BY = re.compile(
    r"\bby\s+((?:[^\W\d_][\w.’'-]*\s+){0,7}?[^\W\d_][\w’'-]*)"
    r"(?=\s*(?:[,.;:!?()\n]|$|\s(?:over|for|to|after|in|at|on|that|who|which|as|amid|before|of|by)\b))"
)


def agents_of(
    text: str, source: Sequence[Span], cue: Sequence[Span], headline: bool
) -> tuple[Span, ...] | None:
    """Where the speaker may be named, if the source is the subject of a passive; else None.

    >>> text = "Velt accused of lying by council"
    >>> [span.of(text) for span in agents_of(text, [Span(0, 4)], [Span(5, 15)], True)]
    ['council']
    >>> agents_of("Velt accused Lind of lying", [Span(0, 4)], [Span(5, 12)], True) is None
    True
    """
    if not source:
        return None
    end = source[-1].end
    match = _PASSIVE.match(text, end, end + 80)
    if match is None:
        return None
    verb = Span(*match.span(3))
    if match.group(1) is None and _GAP.search(text, max(0, source[0].start - 8), source[0].start):
        # “the man whom Velt accused of lying” is no passive.
        return None
    if match.group(1) is None and source[0].of(text).lower() in _NOMINATIVE:
        return None
    if not any(span.overlaps(verb) for span in cue):
        return None
    if not _is_passive(match, headline):
        return None
    stop = _SENTENCE.search(text, verb.end)
    return tuple(_after_by(text, verb.end, stop.start() if stop is not None else len(text)))


def _is_passive(match: re.Match[str], headline: bool) -> bool:
    word, following = match.group(3).lower(), " ".join(match.group(4).lower().split())
    if match.group(1) is not None:
        return True
    if following.removeprefix("not ") in _OBJECTLESS.get(word, ()):
        return True
    return headline and following in _IN_HEADLINE and not (word in _ACTIVE_OF and following == "of")


def _after_by(text: str, start: int, end: int) -> Iterator[Span]:
    """What stands after each “by” of the clause; a day or a reason may, so a reader must judge."""
    for match in _BY.finditer(text, start, min(end, start + 300)):
        yield Span(*match.span(1))
