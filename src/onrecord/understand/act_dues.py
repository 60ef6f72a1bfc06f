"""By when an act is due: the words that the network points at, made whole, and their days.

The network often finds one word of several (“until” of “until the vote is
counted”, “9 October” of “by 9 October 2019”); what belongs to it stands beside
it.  Where it finds none, a few words inside what is to be done can mean nothing
else: “soon”, “in due course”.
"""

import re
from collections.abc import Sequence
from datetime import date

from onrecord.record import ActKind, Due, Span, TimeExpression
from onrecord.understand.acts import FoundAct
from onrecord.understand.date_dues import due_period

_OF_TIME = re.compile(
    r"\d|\b(?:today|tonight|tomorrow|now|immediate|immediately|soon|sooner|quickly|promptly|swiftly|"
    r"shortly|later|fast|then|forthwith|every|each|daily|weekly|monthly|annual|annually|always|ever|"
    r"never again|hours?|days?|"
    r"nights?|mornings?|afternoons?|evenings?|weeks?|weekends?|months?|quarters?|years?|decades?|"
    r"terms?|sessions?|elections?|seasons?|summer|winter|spring|autumn|christmas|easter|deadline|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|"
    r"september|october|november|december)\b|\b(?:due course|(?:near|foreseeable) future)\b|"
    r"\b(?:until|till|when|whenever|once|before|after|as long as|during|pending)\s+\w",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"^(?:of|Act|Bill)\b|\b(?:last|ago|yesterday|previous|previously|earlier|past)\b|^the years$",
    re.IGNORECASE,
)
_OF_A_LAW = re.compile(
    r"\b(?:Act|Bill|Rules|Regulations|Order|Code|Paper|Convention|Cap\.?|No\.?|Section|Part)\s*"
    r"(?:\([^)]*\)\s*)?(?:of\s)?$"
)
"""What stands before a number that names a law and no day: “the Ports Act 2020”, “(Cap. 60)”."""
_LEADING = re.compile(
    r"(?:\b(?:with effect from|no later than|not later than|on or before|on or after|as of|"
    r"by|before|until|till|from|within|starting|commencing|beginning|in|on|at|over|during|after|for)\s+"
    r"(?:(?:the|early|late|mid|about|end|the end of|the start of|midnight on|\d{1,2}(?::\d\d)?"
    r"\s?[ap]\.?m\.?(?:\son)?)\s+)*|,\s*)$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:until|till|once|before|after|when|during|pending|by|in|on|within|every)", re.IGNORECASE
)
_CLAUSE = re.compile(r"[^,;.!?:()\n“”\"]{2,90}")
_SURE_WORDS = re.compile(
    r"\b(?:in due course|as soon as (?:possible|practicable)|ASAP|soon(?! as|er)|immediately|"
    r"tomorrow|tonight|today|(?:by|before|until) (?:the end of )?(?:next|this|mid-|end[- ])?\s?"
    r"(?:\d{4}|\w+day|week|month|year|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b(?: \d{1,2})?)\b"
)
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
_DAY = re.compile(r"\s?\d{1,2}\b(?:, \d{4})?")
_ASKED_OR_PROMISED = (ActKind.CALL, ActKind.COMMITMENT)


def due_of(
    act: FoundAct, text: str, dates: Sequence[TimeExpression], published: date | None
) -> Due | None:
    """When the act is due, counted from the day of publication.

    Words that speak of no time (“as well”) or of time gone by (“last December”)
    are no due date, whatever the network says.
    """
    span = _whole(act.due, text, dates) if act.due is not None else _unseen(act, text)
    if span is None:
        return None
    words = span.of(text)
    if _GONE.search(words) or _OF_A_LAW.search(text, max(0, span.start - 60), span.start):
        return None
    resolved = due_period(words, published)
    if resolved is not None:
        return Due(span, *resolved)
    for expression in dates:
        if expression.span.overlaps(span):
            return Due(span, expression.period, expression.working)
    return Due(span) if _OF_TIME.search(words) else None


def _whole(due: Span, text: str, dates: Sequence[TimeExpression]) -> Span | None:
    """The due date with the words that belong to it on both sides."""
    start, end = due
    for expression in dates:
        if expression.span.overlaps(due):
            start, end = min(start, expression.span.start), max(end, expression.span.end)
    lead = _LEADING.match(text, start, end)
    start = lead.end() if lead is not None and text[start] == "," else start
    if _BARE.fullmatch(text, start, end):
        clause = _CLAUSE.match(text, end)
        if clause is None:
            return None
        end = clause.end()
        while text[end - 1].isspace():
            end -= 1
        if not _OF_TIME.search(text, start, end):
            return None
    day = _DAY.match(text, end) if _MONTH.search(text, start, end) else None
    end = day.end() if day is not None else end
    before = _LEADING.search(text, max(0, start - 60), start)
    if before is not None and text[before.start()] != ",":
        start = before.start()
    return Span(start, end)


def _unseen(act: FoundAct, text: str) -> Span | None:
    """Words of time inside what is to be done that can mean nothing else."""
    if act.kind not in _ASKED_OR_PROMISED:
        return None
    for span in act.action:
        match = _SURE_WORDS.search(text, span.start, span.end)
        if match is not None:
            return Span(*match.span())
    return None
