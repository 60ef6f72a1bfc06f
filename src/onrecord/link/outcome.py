"""From what each candidate weighs to one outcome: an entry, or why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.link.rules import LEAST, TIE, Rule
from onrecord.record import Entry, Resolution, Unresolved


@dataclass(frozen=True, slots=True)
class Weighed:
    """An entry that a party may be, with all that speaks for it.

    `lacks` says what the article would have to say, where the score is too low.
    """

    entry: Entry
    rule: Rule
    score: float
    reasons: tuple[str, ...]
    lacks: str | None = None


NO_ENTRY = "no entry of the directory has this name"


def decide(mention: str, weighed: Iterable[Weighed]) -> Resolution | Unresolved:
    """The one entry that fits, or why the party stays unresolved.

    Two entries that fit alike, or that different names of the party lead to,
    are both named in the reason.
    """
    best: dict[str, Weighed] = {}
    for one in weighed:
        before = best.get(one.entry.id)
        if before is None or before.score < one.score:
            best[one.entry.id] = one
    order = sorted(best.values(), key=lambda one: (-one.score, one.entry.id))
    if not order:
        return Unresolved(mention, NO_ENTRY)
    fitting = [one for one in order if one.score >= LEAST]
    if not fitting:
        return Unresolved(mention, _why_none(mention, order))
    first = fitting[0]
    rivals = [one for one in fitting if one.score > first.score - TIE]
    if len(rivals) > 1:
        why = f"“{mention}” fits {_titles(rivals)}, and the article does not tell them apart"
        return Unresolved(mention, why)
    return Resolution(first.entry.id, first.rule.value, first.score, first.reasons)


def _why_none(mention: str, order: list[Weighed]) -> str:
    if len(order) == 1:
        one = order[0]
        lacks = one.lacks or "nothing else in the article leads there"
        return f"“{mention}” may be {_title(one)}, but {lacks}"
    return f"“{mention}” fits {_titles(order)}, and the article leads to none of them"


_MOST_SHOWN = 4


def _titles(many: list[Weighed]) -> str:
    shown = [_title(one) for one in many[:_MOST_SHOWN]]
    if len(many) > _MOST_SHOWN:
        shown.append(f"{len(many) - _MOST_SHOWN} more")
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _title(one: Weighed) -> str:
    return f"{one.entry.name.text} ({one.entry.id})"
