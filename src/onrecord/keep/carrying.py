"""Entries of a text that has changed: which are still there, which are gone, which are new.

An entry is known by its words.  What stands word for word is found first, then
what moved or was reworded a little; whatever no reading of the new text found
again stays as long as its words still stand there.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import itemgetter

from onrecord.keep.copies import plain_words
from onrecord.keep.drafts import Draft, Spans

ALIKE = 0.75
"""The part of both entries' words that must be the same, in the same order."""
PROVING = frozenset({"evidence", "content"})
"""The spans that prove an entry; the others only tell more of it."""
_FEWEST_TO_COMPARE = 4
"""Words; shorter entries are the same or they are not (“he denied it”, “she denied it”)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry that is kept: `key` is its row's, `judged` whether an editor answers for it.

    `pieces` are its exact words, span by span, as the text before had them.
    """

    key: int
    kind: str
    words: str
    pieces: dict[str, list[str]]
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of the entries: `kept` by key, with the draft that is the same entry.

    `still` are those that the new reading has no draft for although their words
    stand, with the spans where they do; `gone` those without their words;
    `fresh` the drafts that are new.
    """

    kept: dict[int, Draft]
    still: dict[int, Spans]
    gone: tuple[int, ...]
    fresh: tuple[Draft, ...]


def carry(standing: Sequence[Standing], drafts: Sequence[Draft], text: str) -> Carried:
    """Finds each entry again among the drafts of the article's new text.

    An entry that an editor has judged is its draft's only claimant by words
    alone, whatever kind the machine takes it for: what was corrected from a
    call to a commitment is found as a call again and again.
    """
    kept: dict[int, Draft] = {}
    taken: set[int] = set()
    for same in (_same_words, _nearly_same_words):
        left = [one for one in standing if one.key not in kept]
        for one, at in same(left, [(at, d) for at, d in enumerate(drafts) if at not in taken]):
            kept[one.key] = drafts[at]
            taken.add(at)
    still: dict[int, Spans] = {}
    gone: list[int] = []
    for one in standing:
        if one.key in kept:
            continue
        spans = find_again(one.pieces, text)
        if spans is None:
            gone.append(one.key)
        else:
            still[one.key] = spans
    fresh = tuple(draft for at, draft in enumerate(drafts) if at not in taken)
    return Carried(kept, still, tuple(gone), fresh)


def find_again(pieces: dict[str, list[str]], text: str) -> Spans | None:
    """The spans at which these words stand now, None where those that prove the entry do not.

    White space may differ.  Of several places the one nearest to the words
    before it counts, so that an entry's spans stay together.  A source, cue or
    due that is no more is left out.
    """
    found: Spans = {}
    near = 0
    for name in sorted(pieces, key=lambda name: name not in PROVING):
        spans = []
        for piece in pieces[name]:
            words = r"\s+".join(map(re.escape, piece.split()))
            places = [one.span() for one in re.finditer(rf"(?<!\w){words}(?!\w)", text)]
            if not words or not places:
                break
            start, end = min(places, key=lambda place: abs(place[0] - near))
            near = start
            spans.append([start, end])
        else:
            found[name] = spans
            continue
        if name in PROVING:
            return None
    return found if PROVING & found.keys() else None


Candidates = Sequence[tuple[int, Draft]]
Pairs = Iterable[tuple[Standing, int]]


def _same_words(standing: Sequence[Standing], drafts: Candidates) -> Pairs:
    """The n-th entry of some words is the n-th draft of the same."""
    by_words: dict[tuple[str, ...], list[tuple[int, Draft]]] = defaultdict(list)
    for at, draft in drafts:
        by_words[tuple(plain_words(draft.words))].append((at, draft))
    for one in standing:
        waiting = by_words.get(tuple(plain_words(one.words)), [])
        for place, (at, draft) in enumerate(waiting):
            if _may_be(one, draft):
                del waiting[place]
                yield one, at
                break


def _nearly_same_words(standing: Sequence[Standing], drafts: Candidates) -> Pairs:
    """The likest pairs first, each entry and each draft once."""
    words = {at: plain_words(draft.words) for at, draft in drafts}
    alike = []
    for order, one in enumerate(standing):
        mine = plain_words(one.words)
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(mine)
        for at, draft in drafts:
            if not _may_be(one, draft) or min(len(mine), len(words[at])) < _FEWEST_TO_COMPARE:
                continue
            matcher.set_seq1(words[at])
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                ratio = matcher.ratio()
                if ratio >= ALIKE:
                    alike.append((-ratio, order, at))
    used: set[int] = set()
    done: set[int] = set()
    for _, order, at in sorted(alike, key=itemgetter(0, 1, 2)):
        if order not in done and at not in used:
            done.add(order)
            used.add(at)
            yield standing[order], at


def _may_be(one: Standing, draft: Draft) -> bool:
    """A statement is never an act; between acts the kind counts unless an editor has judged."""
    if one.kind == draft.kind:
        return True
    return one.judged and "statement" not in (one.kind, draft.kind)
