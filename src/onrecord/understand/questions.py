"""Formal questions: “To ask the Minister (a) whether …; (b) how many …” is one call a part.

The network reports one call a sentence, and a question in parliament is one
sentence however much it asks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.record import ActKind, Span
from onrecord.understand.acts import FoundAct
from onrecord.understand.parties import OwnWords

_MARK = re.compile(r"\((?P<mark>[a-h]|i{1,3}|iv|v|vi)\)\s*")
_LINKING = re.compile(r"[\s;,.]*(?:\band\b)?[\s;,.]*$")
_SERIES = (("a", "b", "c", "d", "e", "f", "g", "h"), ("i", "ii", "iii", "iv", "v", "vi"))


def by_parts(acts: Sequence[FoundAct], own_words: Sequence[OwnWords], text: str) -> list[FoundAct]:
    """The acts, with each call of a formal question told part by part."""
    questions = [own for own in own_words if own.asks]
    if not questions:
        return list(acts)
    found = [act for act in acts if not any(_asked_in(act, own) for own in questions)]
    for own in questions:
        calls = [act for act in acts if _asked_in(act, own)]
        if calls:
            found += _parts_of(own, calls, text)
    return sorted(found, key=lambda act: (act.evidence[0], act.kind))


def _asked_in(act: FoundAct, own: OwnWords) -> bool:
    return act.kind is ActKind.CALL and own.span.holds(act.evidence[0])


def _parts_of(own: OwnWords, calls: Sequence[FoundAct], text: str) -> Iterator[FoundAct]:
    """One call a part; the surest of the found calls tells how sure each is."""
    surest = max(calls, key=lambda act: act.confidence)
    parts = question_parts(own.span, text)
    if len(parts) < 2:
        yield surest
        return
    for evidence, action in parts:
        nearest = next((act for act in calls if act.evidence[0].overlaps(action)), surest)
        due = nearest.due if nearest.due is not None and action.holds(nearest.due) else None
        yield replace(surest, evidence=(evidence,), action=(action,), due=due)


def question_parts(span: Span, text: str) -> list[tuple[Span, Span]]:
    """Evidence and action of each part of a question; the first part has its opening words.

    >>> text = "To ask the Minister (a) whether he will go; and (b) when."
    >>> [evidence.of(text) for evidence, _ in question_parts(Span(0, 57), text)]
    ['To ask the Minister (a) whether he will go', '(b) when']
    """
    marks = list(_MARK.finditer(text, span.start, span.end))
    for series in _SERIES:
        wanted = 0
        own: list[re.Match[str]] = []
        for match in marks:
            if wanted < len(series) and match.group("mark") == series[wanted]:
                own.append(match)
                wanted += 1
        if len(own) > 1 and own[0] is marks[0]:
            return list(_cut(span, own, text))
    return []


def _cut(span: Span, marks: Sequence[re.Match[str]], text: str) -> Iterator[tuple[Span, Span]]:
    ends = [match.start() for match in marks[1:]] + [span.end]
    for number, (match, end) in enumerate(zip(marks, ends, strict=True)):
        linking = _LINKING.search(text, match.end(), end)
        until = linking.start() if linking is not None else end
        start = span.start if number == 0 else match.start()
        if until > match.end():
            yield Span(start, until), Span(match.end(), until)
