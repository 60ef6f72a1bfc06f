"""The delayed name: a lede that tells the role, and the name a paragraph later.

“The Mayor of Anselshire has demanded an inquiry …” / “Nadia Holroyd said she
would be writing …”: British and agency reports keep a less known name out of
the first sentence.  A wrong join puts words in somebody's mouth, so whatever
could make the name another's speaks against it: a role of its own, another
holder of that role, another person told of in between, the other pronoun.
"""

import re
from bisect import bisect_right, insort
from dataclasses import dataclass
from itertools import pairwise

from onrecord.record import PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.drafts import Draft
from onrecord.understand.lexicon import words_of
from onrecord.understand.mentions import Name
from onrecord.understand.quotations import Quotation
from onrecord.understand.roles import PREPOSITIONS, head_noun, without_article
from onrecord.understand.roster import Roster, office

# Whoever speaks for others, judges them or investigates them is seldom the one
# named next: “A judge has ruled …” is followed by those whom it concerns.
_ANOTHERS = words_of(
    "spokesman spokeswoman spokesperson judge justice coroner magistrate officer constable "
    "sergeant sgt inspector insp detective det attorney counsel adviser advisor sheriff editor "
    "pc dc di dci ds"
)
_ROLES = (lex.OFFICES - _ANOTHERS) | words_of(
    "politician lawmaker legislator executive boss founder co-founder headteacher"
)
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_ENDS = re.compile(r"[,;:()\[\]–—\n]|\s(?:who|which|whose|that|with|in|on)\b")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_DETERMINED = re.compile(
    r"(?:\b(?:the|an?|his|her|their|its|another|one)|[’']s?)\s(?=((?:[\w’'-]+\s?){1,4}))",
    re.IGNORECASE,
)
_SAYS = re.compile(r"(?:,\s\d{1,3},)?\s(?:(?:has|had|also|later|then)\s)?([a-z]+)\b")
_PRONOUNS = (
    (re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE), lex.MEN),
    (re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE), lex.WOMEN),
)
_REACH = 2
"""Paragraphs after the first in which the name may come."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the rule reads besides the names: body paragraphs, sources and quotations."""

    paragraphs: tuple[Span, ...]
    sources: tuple[Span, ...]
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Role:
    """A role as it stands in the lede: its words, its head noun and where both are."""

    words: str
    head: str
    span: Span
    mention: Span


def name_the_lede(text: str, roster: Roster, opening: Opening) -> None:
    """Give the role of the first paragraph to the one whom the next ones name.

    It runs once the persons are known and before the offices are.
    """
    if len(opening.paragraphs) < 2:
        return
    lede = _Lede(text, roster, opening)
    role = lede.role()
    person = lede.person(role) if role is not None else None
    if role is not None and person is not None:
        lede.join(role, person)


class _Lede:
    def __init__(self, text: str, roster: Roster, opening: Opening) -> None:
        self._text = text
        self._roster = roster
        self._opening = opening
        self._opens = [quotation.start for quotation in opening.quotations]

    def role(self) -> _Role | None:
        """The one role that speaks in the first paragraph; None where two do, or a name."""
        first = self._opening.paragraphs[0]
        found: _Role | None = None
        for source in sorted(self._opening.sources):
            if not first.holds(source) or self._quoted(source.start):
                continue
            if any(draft.kind is PartyKind.PERSON for _, draft in self._roster.between(source)):
                return None
            role = self._read(source)
            if role is not None and found is not None and role.head != found.head:
                return None
            found = found or role
        return found

    def _read(self, source: Span) -> _Role | None:
        article = _ARTICLE.match(self._text, source.start, source.end)
        start = article.end() if article is not None else source.start
        stop = _ENDS.search(self._text, start, source.end)
        span = Span(start, stop.start() if stop is not None else source.end)
        words = list(_WORD.finditer(self._text, *span))
        head = head_noun([word.group() for word in words])
        if head is None or head.lower() not in _ROLES:
            return None
        if article is None and not any(word.group().endswith(("’s", "'s")) for word in words):
            return None
        if words[0].group().lower() in ("his", "her", "their", "its", "my", "our"):
            return None
        if any(word.group().lower() in ("and", "or") for word in words):
            return None
        end = next(
            (
                before.end()
                for before, word in pairwise(words)
                if word.group().lower() in PREPOSITIONS
            ),
            words[-1].end(),
        )
        mention = Span(start, end)
        if self._overlapping(Span(start, end - len(head))):
            mention = Span(end - len(head), end)
        plain = without_article(" ".join(span.of(self._text).split()))
        return _Role(plain, head.lower(), span, mention)

    def person(self, role: _Role) -> Draft | None:
        """Who holds the role; None where anything speaks against it."""
        paragraphs = self._opening.paragraphs[: 1 + _REACH]
        if self._others(paragraphs[0], role):
            return None
        for paragraph in paragraphs[1:]:
            draft, name = self._opener(paragraph)
            if draft is not None and name is not None:
                fits = (
                    draft.first == name.span.start
                    and self._says(name)
                    and not re.search(rf"\b{re.escape(role.head)}\b", self._lower(paragraph))
                    and self._free(role, draft)
                    and self._agrees(paragraphs[0], role, draft)
                )
                return draft if fits else None
            if self._others(paragraph, role) or self._names_person(paragraph):
                return None
        return None

    def _opener(self, paragraph: Span) -> tuple[Draft | None, Name | None]:
        """The person whose full name opens a paragraph."""
        index = bisect_right(self._roster.starts, paragraph.start) - 1
        name = self._roster.names[index] if index >= 0 else None
        if name is None or name.span.start != paragraph.start or len(name.plain) < 2:
            return None, None
        draft = self._roster.owner.get(name.span.start)
        bodily = draft is None or draft.kind is not PartyKind.PERSON or name.headline
        return (None, None) if bodily else (draft, name)

    def _says(self, name: Name) -> bool:
        after = _SAYS.match(self._text, name.span.end, name.span.end + 60)
        return name.span in self._opening.sources or (
            after is not None and after.group(1) in lex.SPEECH
        )

    def _free(self, role: _Role, person: Draft) -> bool:
        """Whether the person has no other role, and nobody else has this one."""
        asked = office(role.head)
        for draft in self._roster.drafts:
            heads = {office(head_noun(held.split()) or "") for held in draft.roles}
            if draft is person and heads - {asked}:
                return False
            if draft is not person and asked in heads:
                return False
        first = min(person.names, key=lambda name: name.span)
        return not first.roles

    def _agrees(self, paragraph: Span, role: _Role, person: Draft) -> bool:
        said = {
            gender
            for pattern, gender in _PRONOUNS
            for match in pattern.finditer(self._text, *paragraph)
            if not self._quoted(match.start())
        }
        own = lex.MEN if role.head in lex.MEN_NOUNS else lex.WOMEN
        if role.head in lex.MEN_NOUNS | lex.WOMEN_NOUNS and not person.suits(own):
            return False
        return not said or person.gender is None or person.gender in said

    def _others(self, paragraph: Span, role: _Role) -> bool:
        """Whether a paragraph tells of somebody else who could be the one named next."""
        for match in _DETERMINED.finditer(self._text, *paragraph):
            if role.span.start <= match.start(1) < role.span.end or self._quoted(match.start()):
                continue
            for word in match.group(1).lower().split():
                if word in PREPOSITIONS:
                    break
                noun = word.removesuffix("’s").removesuffix("'s")
                if noun in lex.PERSON_NOUNS and noun != role.head:
                    return True
        return False

    def _names_person(self, paragraph: Span) -> bool:
        return any(
            draft.kind is PartyKind.PERSON and not name.quoted
            for name, draft in self._roster.between(paragraph)
        )

    def join(self, role: _Role, person: Draft) -> None:
        """The role is one more mention of the person, and the person’s role."""
        standing = self._overlapping(role.mention)
        if any(name.kind is not PartyKind.OFFICE for name in standing):
            return
        if any(name.span.start in self._roster.owner for name in standing):
            return
        if standing:
            mention = standing[-1]
        else:
            words = tuple(role.mention.of(self._text).split())
            mention = Name(role.mention, words, PartyKind.OFFICE, True, the=True)
            names = list(self._roster.names)
            insort(names, mention, key=lambda name: name.span)
            self._roster.set_names(names)
        person.add_role(role.words)
        person.spans.append(mention.span)
        self._roster.owner[mention.span.start] = person

    def _overlapping(self, span: Span) -> list[Name]:
        names = self._roster.names[: bisect_right(self._roster.starts, span.end - 1)]
        return [name for name in names if name.span.end > span.start]

    def _quoted(self, at: int) -> bool:
        index = bisect_right(self._opens, at) - 1
        return index >= 0 and at < self._opening.quotations[index].end

    def _lower(self, span: Span) -> str:
        return span.of(self._text).lower()
