"""What a source span is: a name, a pronoun, a description, or several joined.

The head of the phrase decides: “London mayor Sadiq Khan” ends in a name and
stands for it; “a spokesman for Mr Khan” and “Mr Khan’s spokesman” are headed
by “spokesman” and do not stand for Mr Khan.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import PartyKind, Span
from onrecord.understand import lexicon as lex
from onrecord.understand.drafts import Draft
from onrecord.understand.lexicon import words_of
from onrecord.understand.roles import PREPOSITIONS, without_article
from onrecord.understand.roster import Roster

PRONOUNS = words_of(
    "he him his himself she her hers herself they them their theirs themselves it its itself "
    "i me my mine myself we us our ours ourselves who whom whose which"
)
_TOKEN = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*|[,;:()\[\]–—]|--")
_STOPS = frozenset(",;:()[]–—") | {"--"}
_EMPTY = words_of(
    "himself herself itself themselves alone too also both even all here there then now today "
    "later yesterday jr"
)
_DEFINITE = words_of("the this that his her its their our my these those")
_OF_OFFICE = words_of("state defense defence staff police education health homeland labor")
_VERBAL = re.compile(r"(?:ing|ed)$")
_SOMEONE = re.compile(r"(?:er|or|ist|ian|man|woman|person|one|body|source)$")
_NOBODY = frozenset({"that", "this", "these", "what", "there", "you", "your", "yours"})
_AFTER_HEAD = PREPOSITIONS | {"and", "or", "as"}
_COMPLEMENTS = frozenset({"of", "for", "at", "from", "in", "with"})
_RELATIVES = frozenset({"who", "which", "that", "whose", "with"})
_LEADING = frozenset({"from", "by", "according", "to", "as", "and", "with", "for"})
_MAKERS = frozenset({"by", "from", "of"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as it was read: exactly one of `parts`, `pronoun`, `draft` or the description.

    `key` is the description in lower case without its article; `words` its
    words; `modifiers` those before the head.
    """

    parts: tuple[Span, ...] = ()
    pronoun: str | None = None
    draft: Draft | None = None
    head: str = ""
    words: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    key: str = ""
    span: Span | None = None
    kind: PartyKind = PartyKind.PERSON
    definite: bool = False
    plural: bool = False
    gender: str | None = None


_ONE_OF = frozenset({"one", "another"})
_AGENT = re.compile(r"(?:er|or|ist|ian|ant|ee|man|woman)$")
"""Endings of nouns for people by what they do: protester, councillor, cyclist."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    draft: Draft | None = None


def read_phrase(text: str, span: Span, roster: Roster, whole: bool = False) -> Phrase | None:
    """What the source at `span` is; None where it holds no word; `whole` forbids parting."""
    tokens = _tokens(text, span, roster)
    while tokens and (tokens[0].text in _STOPS or tokens[0].text.lower() in _LEADING):
        del tokens[0]
    if not tokens:
        return None
    low = tokens[0].text.lower()
    if low in _NOBODY and len(tokens) == 1:
        return None
    if low in PRONOUNS and (len(tokens) == 1 or tokens[1].text.lower() in (*_EMPTY, ",")):
        return Phrase(pronoun=low)
    parts = () if whole else _parts(tokens)
    if parts:
        return Phrase(parts=parts)
    size = _head_size(tokens)
    head = tokens[size - 1]
    if head.draft is not None:
        return Phrase(draft=head.draft)
    named = _named_beside(tokens, size)
    if named is not None:
        return Phrase(draft=named)
    return _description(text, tokens, size)


def _tokens(text: str, span: Span, roster: Roster) -> list[_Token]:
    """Words and marks of a span; each name of a party is one token."""
    tokens: list[_Token] = []
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
            tokens.append(_Token(text[start:end], start, end, name[1]))
            at = max(end, at + 1)
            if text[at : at + 2] in ("’s", "'s"):
                at += 2
                tokens.append(_Token("’s", at - 2, at))
            elif text[at : at + 1] in ("’", "'") and text[at - 1] == "s":
                at += 1
                tokens.append(_Token("’s", at - 1, at))
            name = next(names, None)
            continue
        tokens.append(_Token(match.group(), match.start(), match.end()))
        at = match.end()
    while len(tokens) > 1 and (tokens[-1].text in _STOPS or tokens[-1].text == "’s"):
        tokens.pop()
    return tokens


def _head_size(tokens: Sequence[_Token]) -> int:
    """How many tokens the noun phrase has, up to and with its head."""
    size = 0
    for index, token in enumerate(tokens):
        low = token.text.lower()
        if token.draft is None:
            joins = low in ("and", "or") and index > 0 and not _nominal(tokens[index - 1])
            if index and (token.text in _STOPS or low in _AFTER_HEAD) and not joins:
                if low == "of" and _of_office(tokens[index + 1 : index + 3]):
                    return index + 3
                break
            if low in _EMPTY and size:
                continue
            if size and tokens[size - 1].draft is not None and _VERBAL.search(low):
                break
            if index and size and _ends(tokens[size - 1]) and _VERBAL.search(low):
                break
        size = index + 1
    size = max(size, 1)
    return size - 1 if tokens[size - 1].text == "’s" and size > 1 else size


def _of_office(following: Sequence[_Token]) -> bool:
    """“former secretary of state Jane Doe”: the name is the head."""
    if len(following) < 2 or following[0].text.lower() not in _OF_OFFICE:
        return False
    draft = following[1].draft
    return draft is not None and draft.kind is PartyKind.PERSON


def _nominal(token: _Token) -> bool:
    """Whether “and” after this joins whole phrases, not only adjectives (“young and old”)."""
    low = token.text.lower()
    known = low in lex.PERSON_NOUNS or low in lex.BODY_DESCRIPTIONS or low in lex.DOCUMENTS
    return token.draft is not None or known or _is_plural(low)


def _ends(token: _Token) -> bool:
    low = token.text.lower()
    return token.draft is None and (
        low in lex.PERSON_NOUNS or low in lex.GROUP_NOUNS or low[-1] == "s"
    )


def _parts(tokens: Sequence[_Token]) -> tuple[Span, ...]:
    """The spans of “A and B” and “A, B and C”; none where “and” joins something else."""
    listed = all(token.draft is not None for token in tokens[::2])
    if len(tokens) > 2 and listed and {token.text for token in tokens[1::2]} == {","}:
        return tuple(Span(token.start, token.end) for token in tokens[::2])
    for mark, token in enumerate(tokens):
        if token.draft is not None or token.text.lower() not in ("and", "&"):
            continue
        left, right = list(tokens[:mark]), tokens[mark + 1 :]
        while left and left[-1].text == ",":
            left.pop()
        if not left or not right or not _heads_party(right) or _same_holder(left, right):
            continue
        chunks = _chunks(left)
        if chunks is not None:
            return tuple(Span(chunk[0].start, chunk[-1].end) for chunk in (*chunks, right))
    return ()


def _same_holder(left: Sequence[_Token], right: Sequence[_Token]) -> bool:
    """“Jane Doe, a teacher and a writer”, “the author and broadcaster”: one person, two roles."""
    head = right[_head_size(right) - 1]
    if head.draft is not None or _is_plural(head.text.lower()):
        return False
    if any(token.text == "," for token in left):
        return True
    determined = right[0].text.lower() in _DEFINITE or right[0].text.lower() in ("a", "an")
    return head.text.lower() in lex.PERSON_NOUNS and not determined


def _chunks(left: list[_Token]) -> list[Sequence[_Token]] | None:
    """The items before “and”: by commas where each is a name, else one."""
    groups: list[list[_Token]] = [[]]
    for token in left:
        if token.text == ",":
            groups.append([])
        else:
            groups[-1].append(token)
    if len(groups) > 1 and all(len(g) == 1 and g[0].draft is not None for g in groups):
        return list(groups)
    size = _head_size(left)
    rest = left[size:]
    if not _heads_party(left):
        return None
    if rest and rest[0].text.lower() in PREPOSITIONS:
        # “officials from Iran and Iraq” is one source; “the head of the union
        # and Ms Lee” two, but nothing here can tell: one is the safer reading.
        return None
    if rest and len(groups) == 2 and groups[1] and groups[1][-1].draft is not None:
        return None
    return [left]


def _heads_party(tokens: Sequence[_Token]) -> bool:
    head = tokens[_head_size(tokens) - 1]
    if head.draft is not None:
        return True
    low = head.text.lower()
    if low in PRONOUNS:
        return len(tokens) == 1
    return low in lex.PERSON_NOUNS or low in lex.BODY_DESCRIPTIONS or _is_plural(low)


def _named_beside(tokens: Sequence[_Token], size: int) -> Draft | None:
    """The name that a description is apposed to, or that made the document it names."""
    head = tokens[size - 1].text.lower()
    rest = tokens[size:]
    if head in lex.PERSON_NOUNS or head in _ONE_OF or _AGENT.search(head):
        for index, token in enumerate(rest):
            if token.text in (",", "–", "—", ":") and index + 1 < len(rest):
                return _apposed(rest[index + 1 :])
    if head in lex.DOCUMENTS:
        for index, token in enumerate(tokens[:size]):
            if token.text == "’s":
                return tokens[index - 1].draft
        for index, token in enumerate(rest):
            if token.text.lower() in _MAKERS:
                end = index + 1
                while end < len(rest) and rest[end].draft is None and end - index < 5:
                    end += 1
                return rest[end].draft if end < len(rest) else None
    return None


def _apposed(rest: Sequence[_Token]) -> Draft | None:
    """The person named right after a comma, after a trade at most: “, engineer Ada Moss, …”."""
    for index, token in enumerate(rest[:4]):
        if token.draft is not None:
            owned = index + 1 < len(rest) and rest[index + 1].text == "’s"
            person = token.draft.kind is PartyKind.PERSON
            return token.draft if person and not owned else None
        if not token.text.islower() or token.text in _AFTER_HEAD or token.text in _EMPTY:
            return None
    return None


def _description(text: str, tokens: Sequence[_Token], size: int) -> Phrase:
    end = size
    if size < len(tokens) and tokens[size].text.lower() in _COMPLEMENTS:
        end = len(tokens)
        for index in range(size + 1, len(tokens)):
            low = tokens[index].text.lower()
            if tokens[index].text in _STOPS or low in _RELATIVES:
                end = index
                break
    span = Span(tokens[0].start, tokens[end - 1].end)
    head = tokens[size - 1].text.lower()
    first = tokens[0].text.lower()
    key = without_article(" ".join(span.of(text).split()))
    plural = _is_plural(head)
    definite = first in _DEFINITE or any(token.text == "’s" for token in tokens[:size])
    words = tuple(word for token in tokens[:end] for word in token.text.split() if word != "’s")
    modifiers = tuple(
        word.lower()
        for token in tokens[: size - 1]
        for word in token.text.split()
        if word.lower() not in _DEFINITE and word not in ("’s", "a", "an")
    )
    return Phrase(
        head=head,
        words=words,
        modifiers=modifiers,
        key=key,
        span=_inner(text, span, key),
        kind=_kind(head, first, plural),
        definite=definite,
        plural=plural,
        gender=lex.MEN if head in lex.MEN_NOUNS else lex.WOMEN if head in lex.WOMEN_NOUNS else None,
    )


def _inner(text: str, span: Span, key: str) -> Span:
    """The span without its article."""
    at = text.find(key, span.start, span.end)
    return Span(at, span.end) if at > 0 else span


def _is_plural(head: str) -> bool:
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


def _kind(head: str, first: str, plural: bool) -> PartyKind:
    if plural:
        return PartyKind.GROUP
    if head in lex.PERSON_NOUNS or head in ("someone", "nobody", "anyone", "source", "one"):
        spokes = head.startswith("spokes")
        return (
            PartyKind.OFFICE
            if head in lex.OFFICES and first == "the" and not spokes
            else PartyKind.PERSON
        )
    if head in lex.BODY_DESCRIPTIONS or head in lex.DOCUMENTS:
        return PartyKind.BODY
    return PartyKind.PERSON if _SOMEONE.search(head) else PartyKind.BODY
