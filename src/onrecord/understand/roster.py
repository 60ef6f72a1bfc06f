"""The parties of one article while it is read, and how to look one up.

By a name, a role, a describing noun (“the council”) or a place in the text.
The passes that fill it are in `sieve`.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from onrecord.record import PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.drafts import COMMON, FIRM, Draft, content, same_given
from onrecord.understand.epithets import KINDS_OF, STYLED, at_odds, neutral
from onrecord.understand.mentions import Name
from onrecord.understand.roles import head_noun

_RANKS = frozenset({"deputy", "vice", "former"})
_TRIED = 64
"""Parties of one surname or role that are told apart; a text that has more is no article."""
_NEAR = 600
"""Code points within which a full name is what a surname after it means."""


class Roster:
    """The parties of one article, and which name belongs to which.

    `owner` gives the party of the name that starts at a place.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        self.drafts: list[Draft] = []
        self.owner: dict[int, Draft] = {}
        self.described: dict[str, Draft] = {}
        self.by_word: dict[str, list[tuple[int, Draft]]] = defaultdict(list)
        self.persons: dict[str, list[Draft]] = {}
        self.bodies: dict[tuple[str, ...], Draft] = {}
        self._in_role: dict[str, list[tuple[str, Draft]]] = defaultdict(list)
        self._letters: dict[str, Draft] = {}
        self._headed: dict[str, Draft] = {}
        self.names: list[Name] = []
        self.starts: list[int] = []
        self.set_names(names)

    def set_names(self, names: Sequence[Name]) -> None:
        """All names of the text, those of nobody included, in order."""
        self.names = sorted(names, key=lambda name: name.span)
        self.starts = [name.span.start for name in self.names]

    def between(self, span: Span) -> list[tuple[Name, Draft]]:
        """The names that lie in `span` and belong to a party, in order."""
        low, high = bisect_left(self.starts, span.start), bisect_right(self.starts, span.end)
        found = []
        for name in self.names[low:high]:
            draft = self.owner.get(name.span.start)
            if draft is not None and name.span.end <= span.end:
                found.append((name, draft))
        return found

    def add(self, draft: Draft, head: str | None = None) -> Draft:
        """A party that is known by a description, with its head noun where that is known."""
        self.drafts.append(draft)
        if draft.described is not None:
            self.described[draft.described.lower()] = draft
            head = head or head_noun(draft.described.split())
            if head is not None:
                self._headed[head.lower()] = draft
        return draft

    def body_named_by(self, noun: str, before: int, modifiers: Sequence[str] = ()) -> Draft | None:
        """The last body before a point whose name answers to “the {noun}”."""
        best, best_at = None, -1
        for word in (noun, *lex.CLASSES.get(noun, ())):
            places = self.by_word.get(word, ())
            low = bisect_left(places, before, key=lambda place: place[0])
            for at, draft in reversed(places[max(0, low - _TRIED) : low]):
                if set(modifiers) <= set(draft.words) | COMMON:
                    if at > best_at:
                        best, best_at = draft, at
                    break
        return best

    def body_like(self, words: str) -> Draft | None:
        """The body of this very name, whatever its capitals (“the Marlow campaign”)."""
        return self.bodies.get(tuple(words.lower().replace("’", "'").split()))

    def last_described(self, head: str, modifiers: Sequence[str] = ()) -> Draft | None:
        """The last party known by a description with this head: “a spokesman for …”.

        Where both add words, they must share one: “the Orley mayor” is not
        “the mayor of Westmere”.
        """
        known = self._headed.get(head)
        if known is None or known.described is None:
            return None
        own = content(known.described.split()) - {head}
        return known if not own or not modifiers or not own.isdisjoint(modifiers) else None

    def named(self, words: Sequence[str]) -> Draft | None:
        """The party whose name has these words, however its case and spacing."""
        letters = "".join(words).lower()
        if not self._letters:
            for draft in reversed(self.drafts):
                self._letters["".join(draft.words).replace("'", "")] = draft
        return self._letters.get(letters)

    def in_role(self, words: Sequence[str], before: int) -> Draft | None:
        """The person last said to be this (“the commissioner”), by head noun and modifiers."""
        head = head_noun(list(words))
        if head is None:
            return None
        asked = content(words)
        best, best_at = None, -1
        for role, draft in self._in_role.get(office(head), ()):
            own = content(role.split())
            added = asked - own - set(draft.words) - COMMON - {office(head)}
            if added and not (own and own <= asked) and not neutral(added - _RANKS):
                continue
            if _RANKS & own != _RANKS & asked or at_odds(draft.roles, asked):
                continue
            at = draft.last_before(before)
            if at > best_at:
                best, best_at = draft, at
        return best

    def join(self, name: Name, draft: Draft) -> None:
        """One more mention of a party."""
        draft.add(name)
        self.owner[name.span.start] = draft

    def begin(self, name: Name, kind: PartyKind) -> Draft:
        """A party that a name is the first mention of."""
        draft = Draft(kind)
        self.drafts.append(draft)
        self.join(name, draft)
        return draft

    def index_roles(self) -> None:
        """Make the roles known to `in_role`, by their own head noun and by those for its kind."""
        for draft in self.drafts:
            if draft.kind is not PartyKind.PERSON:
                continue
            styles = {word.lower().rstrip(".") for name in draft.names for word in name.title}
            for role in (*draft.roles, *sorted(styles & STYLED.keys())):
                head = head_noun(role.split())
                if head is None:
                    continue
                own = STYLED.get(office(head), office(head))
                for noun in (own, *KINDS_OF.get(own, ())):
                    if len(known := self._in_role[noun]) < _TRIED:
                        known.append((role, draft))

    def know(self, word: str, draft: Draft) -> None:
        """Make a party known by one word of its name."""
        family = self.persons.setdefault(word, [])
        if len(word) > 1 and len(family) < _TRIED:
            family.append(draft)

    def has_surname(self, word: str) -> bool:
        """Whether a person has this surname."""
        return any(draft.words[-1] == word for draft in self.persons.get(word, ()))

    def full_person(self, name: Name, plain: tuple[str, ...]) -> Draft | None:
        """The person whom a name of several words names already."""
        for draft in self.persons.get(plain[-1], ()):
            if draft.words[-1] != plain[-1] or not draft.suits(name.gender):
                continue
            if draft.words[-2:] == plain[-2:]:
                return draft
            if len(draft.words) > 1 and same_given(draft.words[0], plain[0]):
                return draft
        return None

    def short_person(self, name: Name, word: str) -> Draft | None:
        """Of a family, the one that fits the title; else the one named in full close before."""
        family = [draft for draft in self.persons.get(word, ()) if draft.suits(name.gender)]
        if word in lex.PLACES or word in lex.NATIONALITIES:
            # “Washington” is a person where one of that surname is named.
            family = [draft for draft in family if draft.words[-1] == word and not name.the]
        by_surname = [draft for draft in family if draft.words[-1] == word]
        if not name.title or name.title[0].lower() not in ("mr", "mrs", "ms"):
            by_surname = by_surname or family
        candidates = by_surname
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        styled = [draft for draft in candidates if name.gender and draft.gender == name.gender]
        candidates = styled or candidates
        start = name.span.start
        near, near_at = None, start - _NEAR
        for draft in candidates:
            at = bisect_left(draft.full, start) - 1
            if at >= 0 and draft.full[at] > near_at:
                near, near_at = draft, draft.full[at]
        most = max(candidates, key=lambda draft: (len(draft.full), -draft.first))
        if near is None or len(most.full) > 2 * len(near.full):
            return most
        return near

    def same_firm(self, key: tuple[str, ...]) -> Draft | None:
        """“Marlow AG” is “Marlow Group”."""
        if len(key) < 2 or key[-1] not in FIRM:
            return None
        return self.bodies.get(key[:-1])


def office(head: str) -> str:
    """The office that a head noun names: “senator” for “Sen.”."""
    low = head.lower().rstrip(".")
    return lex.SHORT_OFFICES.get(low, low)
