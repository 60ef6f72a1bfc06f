"""Names → parties: which of the names in one article name the same party.

A sieve of passes, the surest first, each on what the ones before it joined
(Raghunathan et al. 2010, “A multi-pass sieve for coreference resolution”):
full names of persons, names of bodies, initials, titled surnames, bare
surnames and given names, the delayed name of a lede, offices, what only a
source vouches for, headlines.
"""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.record import PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.delayed import Opening, name_the_lede
from onrecord.understand.drafts import (
    ABSTRACT,
    FIRM,
    GENERIC,
    Draft,
    body_key,
    head_words,
    is_acronym,
    placed,
)
from onrecord.understand.mentions import Name
from onrecord.understand.roles import PREPOSITIONS
from onrecord.understand.roster import Roster

_PEOPLES = ("ans", "ians", "ers", "ists", "ese", "ites")
_VERB = re.compile(r"\s([a-z]+)\b")
_QUALIFIERS = lex.NATIONALITIES | {"u.s", "us", "uk", "u.k"}
_HEADS = re.compile(r"(?:[’']s?)?\s*(?:$|[,(–—]|(?:who|and|himself|herself|itself|of|for|in|at)\b)")


def gather(text: str, names: Sequence[Name], opening: Opening) -> Roster:
    """The parties that the names of a text name; a name that heads a source must be somebody."""
    sieve = _Sieve(text, names, opening)
    sieve.run()
    return sieve.roster


class _Sieve:
    def __init__(self, text: str, names: Sequence[Name], opening: Opening) -> None:
        self.roster = Roster(names)
        self._text = text
        self._opening = opening
        self._initials: dict[str, Draft] = {}
        self._often: Counter[str] = Counter()
        self._inner = {
            word for name in names if not name.opens and not name.headline for word in name.plain
        }
        self._alone = {
            name.plain[0]
            for name in names
            if len(name.words) == 1
            and name.kind in (None, PartyKind.PERSON)
            and not (name.the or name.headline)
            and (not name.opens or self._acts(name))
        }
        self._speaking = self._heads_of(opening.sources)

    def _acts(self, name: Name) -> bool:
        """Whether a verb follows a word that opens a sentence: “Quillby was charged”."""
        after = _VERB.match(self._text, name.span.end, name.span.end + 30)
        return after is not None and (after.group(1) in lex.VERBS or after.group(1)[-2:] == "ed")

    def run(self) -> None:
        self._full_persons()
        self._full_bodies()
        self._acronyms()
        self._short_persons()
        name_the_lede(self._text, self.roster, self._opening)
        self.roster.index_roles()
        self._offices()
        self._unknown()
        self._headlines()

    def _heads_of(self, sources: Iterable[Span]) -> set[int]:
        """The starts of names that head a source: those must be somebody."""
        found = set()
        for span in sources:
            low = bisect_left(self.roster.starts, span.start)
            if low and self.roster.names[low - 1].span.end > span.start:
                low -= 1
            while low < len(self.roster.names) and self.roster.starts[low] < span.end:
                name = self.roster.names[low].span
                before = self._text[span.start : name.start].lower().split()
                if not PREPOSITIONS.isdisjoint(before):
                    break
                if _HEADS.match(self._text, name.end, span.end):
                    found.add(name.start)
                low += 1
        return found

    def _full_persons(self) -> None:
        for name in self.roster.names:
            plain = name.plain
            if name.kind is PartyKind.PERSON and name.sure and len(plain) > 1:
                self._take_full(name, plain)
        for name in self.roster.names:
            plain = name.plain
            if len(plain) < 2 or name.sure or name.kind not in (None, PartyKind.PERSON):
                continue
            known = self.roster.full_person(name, plain)
            vouched = name.span.start in self._speaking and not name.the and not placed(plain)
            if known is not None:
                self.roster.join(name, known)
            elif name.headline or plain[-1].endswith(ABSTRACT) or "of" in plain:
                continue
            elif name.kind is None and (vouched or self._recurs(name)) and len(plain) <= 4:
                self._take_full(name, plain)

    def _recurs(self, name: Name) -> bool:
        """Whether a name is shortened to its last word later, as persons’ names are."""
        plain = name.plain
        if name.the or placed(plain) or plain[-1] in lex.THINGS or name.words[-1].isupper():
            return False
        return plain[-1] in self._alone and len(plain[-1]) > 2 and not plain[-1][-1].isdigit()

    def _take_full(self, name: Name, plain: tuple[str, ...]) -> None:
        known = self.roster.full_person(name, plain)
        if known is not None:
            self.roster.join(name, known)
            return
        draft = self.roster.begin(name, PartyKind.PERSON)
        for word in {plain[0], *plain[1:]}:
            self.roster.know(word, draft)

    def _full_bodies(self) -> None:
        bodies = [name for name in self.roster.names if name.kind is PartyKind.BODY]
        # Longer names first, so that “Ford Foundation” finds “the Ford Foundation of Ohio”.
        for name in sorted(bodies, key=lambda name: (-len(name.words), name.span.start)):
            if not name.sure or is_acronym(name):
                continue
            if len(name.plain) == 1 and not name.the and self.roster.has_surname(name.plain[0]):
                continue
            key = body_key(name.plain)
            draft = self.roster.bodies.get(key) or self.roster.same_firm(key)
            if draft is None:
                draft = self.roster.begin(name, PartyKind.BODY)
                self._index_body(draft, key)
            else:
                self.roster.join(name, draft)
            if name.initials:
                self._initials[name.initials] = draft
                if name.initials not in draft.aliases:
                    draft.aliases.append(name.initials)
        for name in bodies:
            if (draft := self.roster.owner.get(name.span.start)) is not None:
                for word in head_words(draft.words):
                    self.roster.by_word[word].append((name.span.start, draft))
        for name in bodies:
            if name.span.start not in self.roster.owner and not is_acronym(name):
                key = body_key(name.plain)
                known = self.roster.bodies.get(key) if len(key) > 1 else None
                if known is None and len(key) == 1 and name.the:
                    known = self.roster.body_named_by(key[0], name.span.start)
                if known is not None:
                    self.roster.join(name, known)
                elif (
                    len(key) == 1 and name.the and not name.headline and name.words[0][1:].islower()
                ):
                    self._capital_noun(name, key)

    def _capital_noun(self, name: Name, key: tuple[str, ...]) -> None:
        """“the Government”: a noun with a capital names a body where no fuller name does."""
        headed = {draft for _, draft in self.roster.by_word.get(key[0], ())}
        if len(headed) == 1:
            # “the House” may stand before “the House of Representatives”.
            self.roster.join(name, headed.pop())
            return
        draft = self.roster.begin(name, PartyKind.BODY)
        self.roster.bodies[key] = draft
        insort(self.roster.by_word[key[0]], (name.span.start, draft), key=lambda place: place[0])

    def _index_body(self, draft: Draft, key: tuple[str, ...]) -> None:
        self.roster.bodies[key] = draft
        if key[0] in _QUALIFIERS and " ".join(key[1:]) in lex.KNOWN_BODIES:
            self.roster.bodies.setdefault(key[1:], draft)
        for at in range(2, len(key)):
            if (
                key[at] in ("of", "for")
                and key[at - 1] in lex.BODY_NOUNS
                and key[0] not in lex.BODY_NOUNS
            ):
                # “the Marlow Foundation” for “the Marlow Foundation for Music”.
                self.roster.bodies.setdefault(key[:at], draft)
            # The head must stay: “Westmere Police Federation” is not “Westmere Police”.
            if key[-at] not in ("of", "for", "and", "the") and len(key) - at < 3:
                self.roster.bodies.setdefault(key[-at:], draft)
            if all(word in GENERIC for word in key[at:]):
                self.roster.bodies.setdefault(key[:at], draft)
        alone = len(key) > 1 and all(word in FIRM for word in key[1:])
        if alone and key[0] not in lex.PLACES and key[0] not in lex.NATIONALITIES:
            self.roster.bodies.setdefault(key[:1], draft)

    def _acronyms(self) -> None:
        made: dict[str, Draft] = {}
        for key, draft in self.roster.bodies.items():
            capitals = [
                word[0] for word in key if word not in ("of", "for", "and", "the", "in", "&")
            ]
            if key == body_key(draft.words) and len(capitals) > 1:
                made.setdefault("".join(capitals), draft)
                if key[-1] in FIRM and len(capitals) > 3:
                    # “Lind Bridge Tools Inc.” is LBT.
                    made.setdefault("".join(capitals[:-1]), draft)
        for name in self.roster.names:
            if name.kind is not PartyKind.BODY or not is_acronym(name):
                continue
            letters = name.words[0].replace(".", "")
            known = self._initials.get(letters) or made.get(letters.lower())
            if known is not None:
                self.roster.join(name, known)
                self._initials[letters] = known
            elif name.sure or name.span.start in self._speaking:
                self._initials[letters] = self.roster.begin(name, PartyKind.BODY)
        for name in self.roster.names:
            if name.span.start in self.roster.owner or len(name.words) != 1 or name.title:
                continue
            known = self._initials.get(name.words[0])
            known = known or self.roster.bodies.get(body_key(name.plain))
            if known is not None and known.kind is PartyKind.BODY:
                self.roster.join(name, known)

    def _short_persons(self) -> None:
        short = [
            name
            for name in self.roster.names
            if len(name.plain) == 1
            and not name.headline
            and name.span.start not in self.roster.owner
            and name.kind in (None, PartyKind.PERSON)
        ]
        self._often = Counter(name.plain[0] for name in short if not name.the)
        for titled in (True, False):
            for name in short:
                if bool(name.title) == titled:
                    self._take_short(name)

    def _take_short(self, name: Name) -> None:
        word = name.plain[0]
        known = self.roster.short_person(name, word)
        if known is not None:
            self.roster.join(name, known)
            return
        low = word.lower()
        unplaced = low not in lex.PLACES and low not in lex.NATIONALITIES
        seen = not name.opens or low in self._inner
        given = lex.given_names().get(low) is not None
        heads = name.span.start in self._speaking and not low.endswith(_PEOPLES)
        heads = heads and (seen or given) and name.words[0][0].isupper()
        named = given and self._often[word] > 1 and low in self._inner
        alone = unplaced and not name.the and (heads or named)
        says = name.kind is PartyKind.PERSON and name.sure and seen
        if name.title or name.roles or says or alone:
            draft = self.roster.begin(name, PartyKind.PERSON)
            self.roster.know(word, draft)

    def _offices(self) -> None:
        for name in self.roster.names:
            if (
                name.kind is not PartyKind.OFFICE
                or name.span.start in self.roster.owner
                or name.headline
            ):
                continue
            if not (name.sure or name.the):
                continue
            person = self.roster.in_role(name.words, name.span.start)
            if person is not None:
                person.spans.append(name.span)
                self.roster.owner[name.span.start] = person
                continue
            key = " ".join(name.plain)
            known = self.roster.described.get(key)
            if known is None:
                known = self.roster.begin(name, PartyKind.OFFICE)
                self.roster.described[key] = known
            else:
                self.roster.join(name, known)

    def _headlines(self) -> None:
        """The known names within runs of a headline: “Khan” in “Khan Calls For Inquiry”."""
        found: list[Name] = []
        for name in self.roster.names:
            if not name.headline or name.span.start in self.roster.owner:
                continue
            at = name.span.start
            pieces = []
            for word in (*name.title, *name.words):
                at = self._text.find(word, at, name.span.end)
                if at < 0:
                    break
                pieces.append((word, Span(at, at + len(word))))
                at += len(word)
            found.extend(self._known_pieces(name, pieces))
        if found:
            self.roster.set_names([*self.roster.names, *found])

    def _known_pieces(self, name: Name, pieces: list[tuple[str, Span]]) -> Iterable[Name]:
        at = 0
        while at < len(pieces):
            for size in range(min(5, len(pieces) - at), 0, -1):
                words = tuple(word for word, _ in pieces[at : at + size])
                span = Span(pieces[at][1].start, pieces[at + size - 1][1].end)
                part = Name(span, words, None, False, quoted=name.quoted, headline=True)
                draft = self.roster.full_person(part, part.plain) if size > 1 else None
                if size == 1 and part.plain[0] not in lex.NOT_NAMES:
                    draft = self.roster.short_person(part, part.plain[0])
                draft = draft or self.roster.bodies.get(body_key(part.plain))
                draft = draft or (self._initials.get(words[0]) if size == 1 else None)
                if draft is not None:
                    self.roster.join(part, draft)
                    yield part
                    at += size - 1
                    break
            at += 1

    def _is_known(self, word: str) -> bool:
        return word in self._inner or word in lex.PLACES

    def _unknown(self) -> None:
        """What nothing tells the kind of, where it speaks: a body, for it has a capital."""
        made: dict[tuple[str, ...], Draft] = {}
        for name in self.roster.names:
            if name.span.start in self.roster.owner or name.span.start not in self._speaking:
                continue
            if name.kind is PartyKind.OFFICE or name.headline:
                continue
            if name.opens and not self._is_known(name.plain[0]):
                continue
            if len(name.words) == 1 and name.plain[0] in lex.BODY_NOUNS:
                continue
            made.setdefault(name.plain, Draft(PartyKind.BODY))
        for name in self.roster.names:
            draft = made.get(name.plain)
            if draft is not None and name.span.start not in self.roster.owner:
                if not draft.names:
                    self.roster.drafts.append(draft)
                self.roster.join(name, draft)
