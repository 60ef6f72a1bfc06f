"""The words of a source span, and where its noun phrase has its head and its end.

“people close to the family who asked not to be named” is headed by “people”
and ends with “family”: what follows a head is a clause, a time or a complement,
and only the last belongs to the name of whoever is described.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.drafts import Draft
from onrecord.understand.lexicon import words_of
from onrecord.understand.roles import PREPOSITIONS
from onrecord.understand.roster import Roster

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?(?![^\W_]|-\w)|[^\W_]+(?:[-’'.][^\W_]+)*|[,;:()\[\]–—]|--")
_STOPS = frozenset(",;:()[]–—") | {"--"}
EMPTY = words_of(
    "himself herself itself themselves alone too also both even all here there then now today "
    "later yesterday jr"
)
DEFINITE = words_of("the this that his her its their our my these those")
_OF_OFFICE = words_of("state defense defence staff police education health homeland labor")
_VERBAL = re.compile(r"(?:ing|ed)$")
_OPENING = words_of(
    "together among like including also even only just still then now so again meanwhile later "
    "earlier perhaps especially not unlike"
)
"""Words before a noun phrase that are no part of it: “together Ann Lee and …”."""
_OF_THEM = words_of("whom which them us you")
_PLURALS = words_of("people officials residents critics children parents voters supporters")
"""Plurals that no noun follows in one phrase: “Several people Republicans”."""
_TIMES = words_of(
    "this last next earlier later yesterday today tomorrow monday tuesday wednesday thursday "
    "friday saturday sunday ago recently"
)
_SPANS_OF_TIME = words_of(
    "week month year night morning afternoon evening time weekend summer autumn fall winter "
    "spring monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december century decade"
)
POSTPOSED = words_of("close familiar nationwide elsewhere worldwide alone responsible involved")
_SUBJECTS = words_of("i we he she they you it")
_CLOSE_TO = {"close": "to", "familiar": "with"}
_PARTICIPLES = words_of(
    "led made kept held sent given seen set run written shown taken built put done paid known "
    "begun drawn born held based named dated"
)
_AMOUNTS = words_of(
    "percent majority minority handful number dozens hundreds thousands millions half third "
    "quarter thirds quarters fifth fifths most dozen percentage proportion lot lots plurality "
    "score scores share"
)
AFTER_HEAD = PREPOSITIONS | {"and", "or", "as"}
_COMPLEMENTS = frozenset({"of", "for", "at", "from", "in", "with"})
_RELATIVES = frozenset({"who", "which", "that", "whose", "with"})
_LEADING = frozenset({"from", "by", "according", "to", "as", "and", "but", "with", "for", "whose"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a whole name, and the party that the name is of."""

    text: str
    start: int
    end: int
    draft: Draft | None = None


def leads(tokens: Sequence[Token]) -> bool:
    """Whether the first token stands before the noun phrase, as a mark or an adverb does."""
    low = tokens[0].text.lower()
    if tokens[0].draft is not None:
        return False
    return low in _STOPS or low in _LEADING or (low in _OPENING and len(tokens) > 1)


def of_them(tokens: Sequence[Token]) -> str | None:
    """“many of whom”, “nearly half of them”: the pronoun, for those it stands for speak."""
    for index, token in enumerate(tokens[:5]):
        if token.draft is not None or token.text in _STOPS:
            return None
        if token.text.lower() == "of":
            rest = tokens[index + 1 :]
            last = rest[0].text.lower() if rest else ""
            return last if index and last in _OF_THEM and len(rest) == 1 else None
    return None


def tokens_of(text: str, span: Span, roster: Roster) -> list[Token]:
    """Words and marks of a span; each name of a party is one token."""
    tokens: list[Token] = []
    names = iter(roster.between(span))
    name = next(names, None)
    at = span.start
    while at < span.end:
        match = _TOKEN.search(text, at, span.end)
        if match is None:
            break
        while name is not None and name[0].span.end <= match.start():
            name = next(names, None)
        if name is not None and name[0].span.start < match.end():
            start, end = name[0].span
            tokens.append(Token(text[start:end], start, end, name[1]))
            at = max(end, at + 1)
            if text[at : at + 2] in ("’s", "'s"):
                at += 2
                tokens.append(Token("’s", at - 2, at))
            elif text[at : at + 1] in ("’", "'") and text[at - 1] == "s":
                at += 1
                tokens.append(Token("’s", at - 1, at))
            name = next(names, None)
            continue
        tokens.append(Token(match.group(), match.start(), match.end()))
        at = match.end()
    while len(tokens) > 1 and (tokens[-1].text in _STOPS or tokens[-1].text == "’s"):
        tokens.pop()
    return tokens


def head_size(tokens: Sequence[Token]) -> int:
    """How many tokens the noun phrase has, up to and with its head."""
    size = 0
    for index, token in enumerate(tokens):
        low = token.text.lower()
        if token.draft is None:
            joins = low in ("and", "or") and index > 0 and not nominal(tokens[index - 1])
            if index and (token.text in _STOPS or low in AFTER_HEAD) and not joins:
                if low == "of" and _of_office(tokens[index + 1 : index + 3]):
                    return index + 3
                break
            if low in EMPTY and size:
                continue
            if size and _after_head(tokens, index, tokens[size - 1]):
                break
        size = index + 1
    size = max(size, 1)
    return size - 1 if tokens[size - 1].text == "’s" and size > 1 else size


def _after_head(tokens: Sequence[Token], index: int, before: Token) -> bool:
    """Whether a token follows the head: a participle’s clause, a time, “close to the family”."""
    low = tokens[index].text.lower()
    noun = before.text.lower()
    following = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
    participle = _VERBAL.search(low) is not None or low in _PARTICIPLES
    if before.draft is not None:
        return participle or _is_time(low, following)
    if noun in DEFINITE or noun in ("a", "an", "’s") or noun.endswith("ly"):
        return False
    if noun in _PLURALS and tokens[index].text != "’s":
        return True
    if low.split("'")[0].split("’")[0] in _SUBJECTS:
        # “the first person I know”: a clause without its “whom”.
        return True
    if low in POSTPOSED or _is_time(low, following):
        return noun not in ("the", "a", "an")
    if not participle:
        return False
    ends = not following or following in _STOPS or following in AFTER_HEAD
    return _ends(before) or (ends and not low.endswith("ing")) or _is_time(following, "")


def _is_time(low: str, following: str) -> bool:
    """“this month”, “on Friday”, but not “this council” and “last respondents”."""
    if low in ("this", "last", "next"):
        return following in _SPANS_OF_TIME
    return low in _TIMES


def _of_office(following: Sequence[Token]) -> bool:
    """“former secretary of state Jane Doe”: the name is the head."""
    if len(following) < 2 or following[0].text.lower() not in _OF_OFFICE:
        return False
    draft = following[1].draft
    return draft is not None and draft.kind is PartyKind.PERSON


def nominal(token: Token) -> bool:
    """Whether “and” after this joins whole phrases, not only adjectives (“young and old”)."""
    low = token.text.lower()
    known = low in lex.PERSON_NOUNS or low in lex.BODY_DESCRIPTIONS or low in lex.DOCUMENTS
    return token.draft is not None or known or is_plural(low)


def _ends(token: Token) -> bool:
    low = token.text.lower()
    known = low in lex.PERSON_NOUNS or low in lex.GROUP_NOUNS or low in lex.DOCUMENTS
    return token.draft is None and (known or low in lex.BODY_DESCRIPTIONS or low[-1] == "s")


def complement_end(tokens: Sequence[Token], size: int) -> int:
    """How many tokens the head has with what completes it: “leader of the council”.

    A clause, a time and a participle’s “released on Friday” name nobody.
    """
    first = tokens[size].text.lower() if size < len(tokens) else ""
    start = size + 1
    if size + 1 < len(tokens) and tokens[size + 1].text.lower() == _CLOSE_TO.get(first):
        start = size + 2
    elif first not in _COMPLEMENTS or start == len(tokens):
        return size
    for index in range(start, len(tokens)):
        low = tokens[index].text.lower()
        following = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
        if tokens[index].text in _STOPS or low in _RELATIVES:
            return index
        if index == start and (low in lex.VERBS or _is_time(low, following)):
            return size
        if index > start and tokens[index].draft is None:
            prepared = following in ("on", "by", "in", "last", "this") or not following
            if _is_time(low, following):
                return index - (tokens[index - 1].text.lower() == "on")
            those = tokens[index - 1].text.lower() == "those"
            if prepared and not those and (low.endswith("ed") or low in _PARTICIPLES):
                return index
    return len(tokens)


def is_bare(tokens: Sequence[Token], size: int, end: int) -> bool:
    """Whether a head stands alone, or with no more than “secretary of state” has."""
    if size == len(tokens) or tokens[size].text in _STOPS:
        return True
    office = tokens[size - 1].text.lower() in lex.OFFICES and tokens[size].text == "of"
    return office and end == len(tokens)


def is_plural(head: str) -> bool:
    """Whether a head is that of a group: a plural, an amount, “people”."""
    if head in _AMOUNTS or head.rstrip("%").replace(",", "").replace(".", "").isdigit():
        return True
    if head in lex.GROUP_NOUNS or head in (
        "some",
        "many",
        "others",
        "most",
        "several",
        "few",
        "those",
    ):
        return True
    if head in lex.PERSON_NOUNS or head in lex.BODY_DESCRIPTIONS or head in lex.DOCUMENTS:
        return False
    return head.endswith("s") and not head.endswith(("ss", "us", "is"))
