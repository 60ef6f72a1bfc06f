"""Who speaks: source spans (names, pronouns, roles, descriptions) → parties.

Pronouns take the most salient party that fits, as Lappin and Leass (1994), “An
algorithm for pronominal anaphora resolution”, weigh it: how recent, whether
subject, whether it spoke last, how often named; read from left to right, so
that a chain of pronouns keeps its antecedent in mind (Hobbs 1978).  Words
inside a quotation belong to the one quoted and are no evidence outside it.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.record import PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.descriptions import Phrase, read_phrase
from onrecord.understand.drafts import Draft
from onrecord.understand.epithets import may_be, varies
from onrecord.understand.lexicon import words_of
from onrecord.understand.mentions import Name
from onrecord.understand.quotations import Quotation
from onrecord.understand.roster import Roster
from onrecord.understand.sentences import sentence_starts

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
SELF = words_of("i me my mine myself we us our ours ourselves")
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})

_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_PREPOSED = re.compile(
    r"\b(?:of|for|to|by|with|from|in|at|on|against|about|into|between|under|over|after|before|than|"
    r"like|behind|toward|towards|near|beside|alongside|including)(?: the| former| President)?\s$"
)
_ACTS = re.compile(
    r"(?:,[^,.;]{1,80},|\s\([^)]{1,40}\))?,?\s+(?:who |also |then |later |had |has )?([a-z]+)"
)
_REFERS = re.compile(r"(?:\s\([^)]*\))?(?:,[^,.;]*)?,?\s*(?:and\s)?$")
_SUBORDINATE = re.compile(r"(?:Though|Although|While|When|As|If|After|Before|Asked|Since|In)\b")
_WINDOW = 12
"""Parties in mind at once: more than a reader keeps, few enough to stay linear."""
_FOCUS = 3
"""Sentences over which “the company” still means a body of any name."""
_REACH = 14
"""Sentences over which a pronoun still finds a party."""
_TOLD = 4
"""Sentences over which “the candidate” still finds whoever is told of, twice that in a speech."""
_PROTAGONIST = 0.7
"""How much it tells for a varied name that the party is named often."""


@dataclass(slots=True)
class _Trace:
    """How a party stands in the reader's mind."""

    at: int
    sentence: int
    subject: bool
    count: int = 1


class Listener:
    """Reads one article from left to right and says who each source stands for."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], roster: Roster
    ) -> None:
        self._text = text
        self._roster = roster
        self._quotations = quotations
        self._opens = [quotation.start for quotation in quotations]
        self._sentences = sentence_starts(text, paragraphs)
        self._traces: dict[Draft, _Trace] = {}
        self._spoke: tuple[Draft, ...] = ()
        self._pair: tuple[Draft, ...] = ()
        self._names = [name for name in roster.names if name.span.start in roster.owner]
        self._next_name = 0
        self._pronouns = [
            match.span()
            for paragraph in paragraphs
            for match in _PRONOUN.finditer(text, paragraph.start, paragraph.end)
        ]
        self._next_pronoun = 0

    def hear(self, source: Sequence[Span]) -> tuple[Draft, ...]:
        """The parties that a source stands for; sources must come in order of the text."""
        found: list[Draft] = []
        for span in source:
            self._read_to(span.start)
            phrase = read_phrase(self._text, span, self._roster)
            if phrase is None:
                continue
            found.extend(self._parties_of(phrase, span))
            if found:
                break
        speakers = tuple(dict.fromkeys(found))
        if source and not self._in_quotation(source[0].start):
            for draft in speakers:
                self._notice(draft, source[0].start, True)
            if speakers:
                self._spoke = speakers
        return speakers

    def hear_agent(self, places: Sequence[Span]) -> tuple[Draft, ...]:
        """The speaker of a passive: the first of the places after “by” that names a party."""
        for span in places:
            phrase = read_phrase(self._text, span, self._roster)
            if phrase is None or phrase.pronoun in IT:
                continue
            head = phrase.head
            known = head in lex.PERSON_NOUNS or head in lex.BODY_DESCRIPTIONS or phrase.plural
            if phrase.parts or phrase.pronoun or phrase.draft or (known and head.isalpha()):
                return self.hear((span,))
        return ()

    def _parties_of(self, phrase: Phrase, span: Span) -> list[Draft]:
        if phrase.parts:
            joint: list[Draft] = []
            for part in phrase.parts:
                inner = read_phrase(self._text, part, self._roster, whole=True)
                joint.extend(self._parties_of(inner, part) if inner is not None else ())
            return joint
        if phrase.pronoun is not None:
            found = self._antecedent(phrase.pronoun, span.start, True)
            return list(found)
        if phrase.draft is not None:
            return [phrase.draft]
        return [self._described(phrase, span)]

    def _described(self, phrase: Phrase, span: Span) -> Draft:
        """The party that a description stands for; a new one where nothing else answers."""
        roster, head = self._roster, phrase.head
        if phrase.definite and not phrase.plural:
            if head in lex.PERSON_NOUNS:
                known = self._in_roles(phrase, span.start)
                if known is None:
                    known = roster.last_described(head, phrase.modifiers)
                if known is not None:
                    return known
            if head in lex.BODY_DESCRIPTIONS or head in lex.CLASSES:
                known = roster.body_named_by(head, span.start, phrase.modifiers)
                if not phrase.modifiers:
                    focus = self._body_in_focus(head, span.start)
                    if known is not None and focus is not None:
                        known = focus if self._later(focus, known) else known
                    known = known or roster.last_described(head) or focus
                if known is not None:
                    return known
            if phrase.bare and varies(head, (*phrase.modifiers, head)):
                known = self._varied(phrase, span.start)
                if known is not None:
                    return known
        known = roster.described.get(phrase.key.lower()) or roster.body_like(phrase.key)
        if known is None:
            known = roster.add(
                Draft(
                    phrase.kind, described=phrase.key, plural=phrase.plural, gender=phrase.gender
                ),
                head,
            )
            if phrase.kind in (PartyKind.PERSON, PartyKind.OFFICE):
                known.add_role(phrase.key)
        known.spans.append(phrase.span or span)
        return known

    def _in_roles(self, phrase: Phrase, at: int) -> Draft | None:
        """Who was said to be this, or one of the two things that “and” joins."""
        known = self._roster.in_role(phrase.words, at)
        if known is not None or "and" not in phrase.words:
            return known
        mark = phrase.words.index("and")
        for half in (phrase.words[:mark], phrase.words[mark + 1 :]):
            known = known or self._roster.in_role(half, at)
        return known

    def _varied(self, phrase: Phrase, at: int) -> Draft | None:
        """Whoever is told of, where nothing known of them speaks against the description."""
        return self._best(
            at,
            phrase.gender,
            fits=lambda draft: (
                may_be(draft, phrase.head, phrase.words) and self._told_of(draft, at)
            ),
            weight=_PROTAGONIST,
        )

    def _told_of(self, draft: Draft, at: int) -> bool:
        """Whether the text close before tells of a party, and not as this sentence’s subject."""
        distance = bisect_right(self._sentences, at) - self._traces[draft].sentence
        near = distance <= (2 * _TOLD if draft in self._spoke else _TOLD)
        return near and not self._opens_clause(draft, at)

    def _opens_clause(self, draft: Draft, at: int) -> bool:
        """Whether a party is the subject of this very sentence, which a description never is."""
        trace = self._traces[draft]
        number = bisect_right(self._sentences, at)
        if trace.sentence != number or not trace.subject or draft in self._spoke:
            return False
        start = self._sentences[number - 1]
        return not _SUBORDINATE.match(self._text, start)

    def _later(self, one: Draft, other: Draft) -> bool:
        """Whether one spoke last, and was told of after the other."""
        seen = self._traces.get(other)
        return one in self._spoke and (seen is None or self._traces[one].at > seen.at)

    def _body_in_focus(self, head: str, at: int) -> Draft | None:
        """“Birdly grew. The company said”: a body whose own name does not tell what it is."""
        best = self._best(at, None, (PartyKind.BODY,)) if head in lex.ANY_BODY else None
        if best is None or best.described is not None:
            return None
        near = bisect_right(self._sentences, at) - self._traces[best].sentence <= _FOCUS
        return best if near and lex.BODY_NOUNS.isdisjoint(best.words) else None

    def _antecedent(self, pronoun: str, at: int, source: bool) -> tuple[Draft, ...]:
        if pronoun in HE or pronoun in SHE:
            gender = lex.MEN if pronoun in HE else lex.WOMEN
            best = self._best(at, gender) or (self._ahead(at, gender) if source else None)
            if best is not None and best.gender is None and best.described is None:
                best.gender = gender
            return (best,) if best is not None else ()
        if pronoun in THEY:
            return self._they(at)
        if pronoun in IT:
            best = self._best(at, None, (PartyKind.BODY,))
            return (best,) if best is not None else ()
        if pronoun in RELATIVE:
            return self._just_before(at, pronoun == "which")
        return ()

    def _just_before(self, at: int, things: bool) -> tuple[Draft, ...]:
        """“Khan, who”: the name whose end, or whose apposition’s end, stands right before."""
        low = bisect_right(self._roster.starts, at) - 1
        for index in range(low, max(low - 3, -1), -1):
            name = self._roster.names[index]
            draft = self._roster.owner.get(name.span.start)
            if draft is None or not _REFERS.match(self._text[name.span.end : at][:90]):
                continue
            person = draft.kind in (PartyKind.PERSON, PartyKind.OFFICE)
            if person != things:
                return (draft,)
        return ()

    def _they(self, at: int) -> tuple[Draft, ...]:
        if len(self._spoke) > 1:
            return self._spoke
        best = self._best(at, None, (PartyKind.GROUP, PartyKind.BODY))
        pair = self._traces.get(self._pair[1]) if self._pair else None
        close = pair is not None and bisect_right(self._sentences, at) - pair.sentence <= 2
        if pair is not None and close and (best is None or self._traces[best].at < pair.at):
            return self._pair
        if best is not None:
            return (best,)
        # Singular “they” is kept for a party whose gender nothing tells.
        return tuple(draft for draft in self._spoke if draft.gender is None)

    def _best(
        self,
        at: int,
        gender: str | None,
        kinds: tuple[PartyKind, ...] = (PartyKind.PERSON, PartyKind.OFFICE),
        weight: float = 0.4,
        fits: Callable[[Draft], bool] = lambda draft: True,
    ) -> Draft | None:
        sentence = bisect_right(self._sentences, at)
        # The one who is quoted says “I”: a “he” in the quotation is another.
        barred = self._spoke if self._in_quotation(at) else ()
        best, best_score = None, -math.inf
        for draft in list(self._traces)[-_WINDOW:]:
            if draft.kind not in kinds or draft in barred or not draft.suits(gender):
                continue
            trace = self._traces[draft]
            distance = sentence - trace.sentence
            if distance > _REACH or not fits(draft):
                continue
            score = -1.0 * distance + weight * math.log(trace.count)
            score += 1.0 if trace.subject else 0.0
            score += 1.0 if draft in self._spoke else 0.0
            score += 1.0 if gender is not None and draft.gender == gender else 0.0
            if score >= best_score:
                best, best_score = draft, score
        return best

    def _ahead(self, at: int, gender: str | None) -> Draft | None:
        """“When she spoke, Jane Doe said”: the first that fits in this sentence or the next."""
        limit = bisect_right(self._sentences, at) + 1
        for name in self._names[self._next_name : self._next_name + 6]:
            if bisect_right(self._sentences, name.span.start) > limit:
                return None
            draft = self._roster.owner[name.span.start]
            if draft.kind is PartyKind.PERSON and draft.suits(gender):
                return draft
        return None

    def _read_to(self, at: int) -> None:
        """Notice the names and pronouns before a point."""
        names, pronouns = self._names, self._pronouns
        while True:
            name_at = names[self._next_name].span.start if self._next_name < len(names) else at
            pronoun_at = (
                pronouns[self._next_pronoun][0] if self._next_pronoun < len(pronouns) else at
            )
            if min(name_at, pronoun_at) >= at:
                return
            if name_at <= pronoun_at:
                name = names[self._next_name]
                self._next_name += 1
                if not name.quoted:
                    self._join_pair(name)
                    self._notice(self._roster.owner[name_at], name_at, self._acts(name))
                continue
            start, end = pronouns[self._next_pronoun]
            self._next_pronoun += 1
            if self._in_quotation(start):
                continue
            word = self._text[start:end].lower()
            for draft in self._antecedent(word, start, False):
                self._notice(draft, start, word in ("he", "she"))

    def _join_pair(self, name: Name) -> None:
        """Remember two persons joined by “and”: the next “they” may mean both."""
        draft = self._roster.owner[name.span.start]
        if self._next_name > 1 and draft.kind is PartyKind.PERSON:
            previous = self._names[self._next_name - 2]
            gap = self._text[previous.span.end : name.span.start]
            other = self._roster.owner[previous.span.start]
            if gap == " and " and other is not draft and other.kind is PartyKind.PERSON:
                self._pair = (other, draft)

    def _notice(self, draft: Draft, at: int, subject: bool) -> None:
        sentence = bisect_right(self._sentences, at)
        trace = self._traces.pop(draft, None)
        if trace is None:
            trace = _Trace(at, sentence, subject)
        else:
            # Once the subject of a sentence, a party stays it to the sentence's end.
            trace.subject = subject or (trace.subject and trace.sentence == sentence)
            trace.at, trace.sentence, trace.count = at, sentence, trace.count + 1
        self._traces[draft] = trace
        if len(self._traces) > 8 * _WINDOW:
            for old in list(self._traces)[: -2 * _WINDOW]:
                del self._traces[old]

    def _acts(self, name: Name) -> bool:
        """Whether a name is the subject of its clause, by the words on its two sides."""
        start, end = name.span
        if _PREPOSED.search(self._text[max(0, start - 24) : start]):
            return False
        following = _ACTS.match(self._text, end, end + 120)
        if following is None:
            return False
        word = following.group(1)
        return word in lex.VERBS or word.endswith("ed")

    def _in_quotation(self, at: int) -> bool:
        index = bisect_right(self._opens, at) - 1
        return index >= 0 and at < self._quotations[index].end
