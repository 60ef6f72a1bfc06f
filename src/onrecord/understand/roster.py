"""Names → parties: which of the names in one article name the same party.

A sieve of passes, the surest first, each on what the ones before it joined
(Raghunathan et al. 2010, “A multi-pass sieve for coreference resolution”):
full names of persons, names of bodies, initials, titled surnames, bare
surnames and given names, offices.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.record import PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.mentions import Name
from onrecord.understand.roles import PREPOSITIONS, head_noun

_HEADS = re.compile(r"(?:[’']s?)?\s*(?:$|[,(–—]|(?:who|and|himself|herself|itself|of|for|in|at)\b)")
_NEAR = 600
"""Code points within which a full name is what a surname after it means."""

_SHORT = {
    "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "dick": "richard",
    "rick": "richard", "jim": "james", "jimmy": "james", "joe": "joseph", "tom": "thomas",
    "tony": "anthony", "ted": "edward", "ed": "edward", "mike": "michael", "dave": "david",
    "steve": "stephen", "chris": "christopher", "matt": "matthew", "dan": "daniel", "ben": "benjamin",
    "sam": "samuel", "ken": "kenneth", "ron": "ronald", "don": "donald", "tim": "timothy",
    "liz": "elizabeth", "beth": "elizabeth", "kate": "katherine", "meg": "margaret", "sue": "susan",
    "jeff": "jeffrey", "greg": "gregory", "andy": "andrew", "alex": "alexander", "nick": "nicholas",
    "pat": "patrick", "bernie": "bernard", "chuck": "charles", "charlie": "charles", "jack": "john",
    "harry": "henry", "larry": "lawrence", "jen": "jennifer", "debbie": "deborah", "becky": "rebecca",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Draft:
    """A party in the making."""

    kind: PartyKind
    names: list[Name] = field(default_factory=list)
    described: str | None = None
    gender: str | None = None
    plural: bool = False
    roles: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    full: list[int] = field(default_factory=list)
    words: tuple[str, ...] = ()

    def add(self, name: Name) -> None:
        """Take one more mention, with what it tells."""
        self.names.append(name)
        self.spans.append(name.span)
        plain = name.plain
        if self.gender is None:
            self.gender = name.gender
        if len(plain) > 1 or name.kind is PartyKind.BODY:
            self.full.append(name.span.start)
        if len(plain) > len(self.words):
            self.words = plain
        for role in name.roles:
            self.add_role(role)

    def add_role(self, role: str) -> None:
        """A role, once."""
        if role not in self.roles:
            self.roles.append(role)

    def suits(self, gender: str | None) -> bool:
        """Whether nothing known of the gender speaks against it."""
        return gender is None or self.gender is None or gender == self.gender

    @property
    def first(self) -> int:
        """Where it is first mentioned."""
        return min((span.start for span in self.spans), default=1 << 60)


class Roster:
    """The parties of one article, and which name belongs to which."""

    def __init__(self, text: str, names: Sequence[Name], sources: Iterable[Span] = ()) -> None:
        self.drafts: list[Draft] = []
        self.names = list(names)
        self.owner: dict[int, Draft] = {}
        self.described: dict[str, Draft] = {}
        self._headed: dict[str, Draft] = {}
        self.starts = [name.span.start for name in names]
        self._persons: dict[str, list[Draft]] = {}
        self._bodies: dict[tuple[str, ...], Draft] = {}
        self._initials: dict[str, Draft] = {}
        speaking = self._speaking(text, sources)
        self._inner = {
            word for name in names if not name.opens and not name.headline for word in name.plain
        }
        self._full_persons(speaking)
        self._full_bodies()
        self._acronyms(speaking)
        self._short_persons(speaking)
        self._offices()
        self._unknown(speaking)
        self._headlines(text)

    def between(self, span: Span) -> list[tuple[Name, Draft]]:
        """The names that lie in `span` and belong to a party, in order."""
        low, high = bisect_left(self.starts, span.start), bisect_right(self.starts, span.end)
        found = []
        for name in self.names[low:high]:
            draft = self.owner.get(name.span.start)
            if draft is not None and name.span.end <= span.end:
                found.append((name, draft))
        return found

    def add(self, draft: Draft) -> Draft:
        """A party that is known by a description."""
        self.drafts.append(draft)
        if draft.described is not None:
            self.described[draft.described.lower()] = draft
            head = head_noun(draft.described.split())
            if head is not None:
                self._headed[head.lower()] = draft
        return draft

    def body_named_by(self, noun: str, before: int, modifiers: Sequence[str] = ()) -> Draft | None:
        """The last body before a point whose name answers to “the {noun}”."""
        wanted = {noun} | lex.CLASSES.get(noun, frozenset())
        best, best_at = None, -1
        for draft in self.drafts:
            if draft.kind is not PartyKind.BODY or not wanted.intersection(draft.words):
                continue
            if not set(modifiers) <= set(draft.words) | _SOFT_ASKED:
                continue
            at = max((span.start for span in draft.spans if span.start < before), default=-1)
            if at > best_at:
                best, best_at = draft, at
        return best

    def body_like(self, words: str) -> Draft | None:
        """The body of this very name, whatever its capitals (“the Marlow campaign”)."""
        return self._bodies.get(tuple(words.lower().replace("’", "'").split()))

    def last_described(self, head: str) -> Draft | None:
        """The last party known by a description with this head: “a spokesman for …”."""
        return self._headed.get(head)

    def named(self, words: Sequence[str]) -> Draft | None:
        """The party whose name has these words, however its case and spacing."""
        letters = "".join(words).lower()
        for draft in self.drafts:
            if draft.words and "".join(draft.words).replace("'", "") == letters:
                return draft
        return None

    def in_role(self, words: Sequence[str], before: int) -> Draft | None:
        """The person last said to be this (“the commissioner”), by head noun and modifiers."""
        head = head_noun(list(words))
        if head is None:
            return None
        head = head.lower()
        asked = _content(words)
        best, best_at = None, -1
        for draft in self.drafts:
            if draft.kind is not PartyKind.PERSON or draft.described is not None:
                continue
            for role in draft.roles:
                said = role.split()
                role_head = head_noun(said)
                if role_head is None or role_head.lower() != head:
                    continue
                own = _content(said)
                known = own | set(draft.words) | _SOFT_ASKED
                if not asked <= known and not (own and own <= asked):
                    continue
                if {"deputy", "vice", "former"} & own != {"deputy", "vice", "former"} & asked:
                    continue
                at = max((span.start for span in draft.spans if span.start < before), default=-1)
                if at > best_at:
                    best, best_at = draft, at
        return best

    def _join(self, name: Name, draft: Draft) -> None:
        draft.add(name)
        self.owner[name.span.start] = draft

    def _begin(self, name: Name, kind: PartyKind) -> Draft:
        draft = Draft(kind)
        self.drafts.append(draft)
        self._join(name, draft)
        return draft

    def _speaking(self, text: str, sources: Iterable[Span]) -> set[int]:
        """The starts of names that head a source: those must be somebody."""
        found = set()
        for span in sources:
            low = bisect_left(self.starts, span.start)
            if low and self.names[low - 1].span.end > span.start:
                low -= 1
            while low < len(self.names) and self.starts[low] < span.end:
                name = self.names[low].span
                before = text[span.start : name.start].lower().split()
                if not PREPOSITIONS.isdisjoint(before):
                    break
                if _HEADS.match(text, name.end, span.end):
                    found.add(name.start)
                low += 1
        return found

    def _full_persons(self, speaking: set[int]) -> None:
        for name in self.names:
            plain = name.plain
            if name.kind is PartyKind.PERSON and name.sure and len(plain) > 1:
                self._take_full(name, plain)
        for name in self.names:
            plain = name.plain
            if len(plain) < 2 or name.sure or name.kind not in (None, PartyKind.PERSON):
                continue
            known = self._match_full(name, plain)
            alone = (
                name.span.start in speaking and not name.the and " ".join(plain) not in lex.PLACES
            )
            if known is not None:
                self._join(name, known)
            elif name.headline or plain[-1].endswith(_ABSTRACT) or "of" in plain:
                continue
            elif name.kind is None and alone and len(plain) <= 4:
                self._take_full(name, plain)

    def _take_full(self, name: Name, plain: tuple[str, ...]) -> None:
        known = self._match_full(name, plain)
        if known is not None:
            self._join(name, known)
            return
        draft = self._begin(name, PartyKind.PERSON)
        for word in {plain[0], *plain[1:]}:
            self._persons.setdefault(word, []).append(draft)

    def _match_full(self, name: Name, plain: tuple[str, ...]) -> Draft | None:
        for draft in self._persons.get(plain[-1], ()):
            if draft.words[-1] != plain[-1] or not draft.suits(name.gender):
                continue
            if len(draft.words) > 1 and _same_given(draft.words[0], plain[0]):
                return draft
        return None

    def _full_bodies(self) -> None:
        bodies = [name for name in self.names if name.kind is PartyKind.BODY]
        # Longer names first, so that “Ford Foundation” finds “the Ford Foundation of Ohio”.
        for name in sorted(bodies, key=lambda name: (-len(name.words), name.span.start)):
            if not name.sure or _acronym(name):
                continue
            if len(name.plain) == 1 and not name.the and self._surname(name.plain[0]):
                continue
            key = _body_key(name.plain)
            draft = self._bodies.get(key) or self._same_firm(key)
            if draft is None:
                draft = self._begin(name, PartyKind.BODY)
                self._index_body(draft, key)
            else:
                self._join(name, draft)
            if name.initials:
                self._initials[name.initials] = draft
                if name.initials not in draft.aliases:
                    draft.aliases.append(name.initials)
        for name in bodies:
            if name.span.start not in self.owner and not _acronym(name):
                key = _body_key(name.plain)
                known = self._bodies.get(key) if len(key) > 1 else None
                if known is None and len(key) == 1 and name.the:
                    known = self.body_named_by(key[0], name.span.start)
                if known is not None:
                    self._join(name, known)

    def _same_firm(self, key: tuple[str, ...]) -> Draft | None:
        """“Marlow AG” is “Marlow Group”."""
        if len(key) < 2 or key[-1] not in _FIRM:
            return None
        return self._bodies.get(key[:-1])

    def _index_body(self, draft: Draft, key: tuple[str, ...]) -> None:
        self._bodies[key] = draft
        for at in range(2, len(key)):
            # The head must stay: “Westmere Police Federation” is not “Westmere Police”.
            if key[-at] not in ("of", "for", "and", "the") and len(key) - at < 3:
                self._bodies.setdefault(key[-at:], draft)
            if all(word in _GENERIC for word in key[at:]):
                self._bodies.setdefault(key[:at], draft)
        alone = len(key) > 1 and all(word in _FIRM for word in key[1:])
        if alone and key[0] not in lex.PLACES and key[0] not in lex.NATIONALITIES:
            self._bodies.setdefault(key[:1], draft)

    def _acronyms(self, speaking: set[int]) -> None:
        made: dict[str, Draft] = {}
        for key, draft in self._bodies.items():
            capitals = [
                word[0] for word in key if word not in ("of", "for", "and", "the", "in", "&")
            ]
            if key == _body_key(draft.words) and len(capitals) > 1:
                made.setdefault("".join(capitals), draft)
        for name in self.names:
            if name.kind is not PartyKind.BODY or not _acronym(name):
                continue
            letters = name.words[0].replace(".", "")
            known = self._initials.get(letters) or made.get(letters.lower())
            if known is not None:
                self._join(name, known)
                self._initials[letters] = known
            elif name.sure or name.span.start in speaking:
                self._initials[letters] = self._begin(name, PartyKind.BODY)
        for name in self.names:
            if name.span.start in self.owner or len(name.words) != 1 or name.title:
                continue
            known = self._initials.get(name.words[0]) or self._bodies.get(_body_key(name.plain))
            if known is not None and (known.kind is PartyKind.BODY):
                self._join(name, known)

    def _short_persons(self, speaking: set[int]) -> None:
        short = [
            name
            for name in self.names
            if len(name.plain) == 1
            and not name.headline
            and name.span.start not in self.owner
            and name.kind in (None, PartyKind.PERSON)
        ]
        for titled in (True, False):
            for name in short:
                if bool(name.title) == titled:
                    self._take_short(name, speaking)

    def _take_short(self, name: Name, speaking: set[int]) -> None:
        word = name.plain[0]
        known = self._choose(name, word)
        if known is not None:
            self._join(name, known)
            return
        low = word.lower()
        alone = (
            name.span.start in speaking and low not in lex.PLACES and low not in lex.NATIONALITIES
        )
        if name.title or name.roles or (alone and not name.the and name.words[0][0].isupper()):
            draft = self._begin(name, PartyKind.PERSON)
            self._persons.setdefault(word, []).append(draft)

    def _choose(self, name: Name, word: str) -> Draft | None:
        """Of a family, the one that fits the title; else the one named in full close before."""
        family = [draft for draft in self._persons.get(word, ()) if draft.suits(name.gender)]
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

    def _offices(self) -> None:
        for name in self.names:
            if name.kind is not PartyKind.OFFICE or name.span.start in self.owner or name.headline:
                continue
            if not (name.sure or name.the):
                continue
            person = self.in_role(name.words, name.span.start)
            if person is not None:
                person.spans.append(name.span)
                self.owner[name.span.start] = person
                continue
            key = " ".join(name.plain)
            known = self.described.get(key)
            if known is None:
                known = self._begin(name, PartyKind.OFFICE)
                self.described[key] = known
            else:
                self._join(name, known)

    def _surname(self, word: str) -> bool:
        return any(draft.words[-1] == word for draft in self._persons.get(word, ()))

    def _headlines(self, text: str) -> None:
        """The known names within runs of a headline: “Khan” in “Khan Calls For Inquiry”."""
        found: list[Name] = []
        for name in self.names:
            if not name.headline or name.span.start in self.owner:
                continue
            at = name.span.start
            pieces = []
            for word in (*name.title, *name.words):
                at = text.find(word, at, name.span.end)
                if at < 0:
                    break
                pieces.append((word, Span(at, at + len(word))))
                at += len(word)
            found.extend(self._known_pieces(name, pieces))
        if found:
            self.names = sorted([*self.names, *found], key=lambda name: name.span)
            self.starts = [name.span.start for name in self.names]

    def _known_pieces(self, name: Name, pieces: list[tuple[str, Span]]) -> Iterable[Name]:
        at = 0
        while at < len(pieces):
            for size in range(min(5, len(pieces) - at), 0, -1):
                words = tuple(word for word, _ in pieces[at : at + size])
                span = Span(pieces[at][1].start, pieces[at + size - 1][1].end)
                part = Name(span, words, None, False, quoted=name.quoted, headline=True)
                draft = self._match_full(part, part.plain) if size > 1 else None
                if size == 1 and part.plain[0] not in lex.NOT_NAMES:
                    draft = self._choose(part, part.plain[0])
                draft = draft or self._bodies.get(_body_key(part.plain))
                draft = draft or (self._initials.get(words[0]) if size == 1 else None)
                if draft is not None:
                    self._join(part, draft)
                    yield part
                    at += size - 1
                    break
            at += 1

    def _unknown(self, speaking: set[int]) -> None:
        """What nothing tells the kind of, where it speaks: a body, for it has a capital."""
        made: dict[tuple[str, ...], Draft] = {}
        for name in self.names:
            if name.span.start in self.owner or name.span.start not in speaking:
                continue
            if name.kind is PartyKind.OFFICE or name.headline:
                continue
            if name.opens and name.plain[0] not in self._inner | lex.PLACES:
                continue
            if len(name.words) == 1 and name.plain[0] in lex.BODY_NOUNS:
                continue
            made.setdefault(name.plain, Draft(PartyKind.BODY))
        for name in self.names:
            draft = made.get(name.plain)
            if draft is not None and name.span.start not in self.owner:
                if not draft.names:
                    self.drafts.append(draft)
                self._join(name, draft)


_ABSTRACT = ("ism", "tion", "ment", "ness", "ics", "ing", "ers")
_FIRM = frozenset(
    "inc corp corporation co company ltd limited plc llc llp ag gmbh party holdings group airlines "
    "airways motors industries pharmaceuticals systems technologies records".split()
)
_GENERIC = _FIRM | {"service", "services", "department", "foundation"}
_SOFT_ASKED = {"current", "local", "new", "now", "city", "town", "country", "nation"}


def _content(words: Sequence[str]) -> set[str]:
    skip = {
        "the",
        "a",
        "an",
        "of",
        "for",
        "at",
        "in",
        "and",
        "his",
        "her",
        "its",
        "their",
        "s",
        "this",
    }
    plain = (word.lower().rstrip(".").removesuffix("’s").removesuffix("'s") for word in words)
    return {word for word in plain if word not in skip}


def _placed(plain: tuple[str, ...]) -> bool:
    """Whether the words are those of a place rather than of a person."""
    return plain[0] in lex.PLACE_OPENERS or any(
        word in lex.PLACES or word in lex.NATIONALITIES or word in lex.PLACE_NOUNS for word in plain
    )


def _acronym(name: Name) -> bool:
    word = name.words[0].replace(".", "")
    return len(name.words) == 1 and len(word) > 1 and word.isupper()


def _body_key(plain: tuple[str, ...]) -> tuple[str, ...]:
    if plain[:2] in (("her", "majesty's"), ("his", "majesty's")):
        plain = ("hm", *plain[2:])
    if plain[0] == "majesty's":
        plain = ("hm", *plain[1:])
    return tuple(word for word in plain if word != "the") or plain


def _same_given(one: str, other: str) -> bool:
    if one == other or one[0] == other[0] and (len(one) == 1 or len(other) == 1):
        return True
    if len(one) > 1 and one[1] == "." and one[0] == other[0]:
        return True
    return _SHORT.get(one, one) == _SHORT.get(other, other)
