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
from onrecord.understand.noun_phrases import (
    AFTER_HEAD,
    DEFINITE,
    EMPTY,
    POSTPOSED,
    Token,
    complement_end,
    head_size,
    is_bare,
    is_plural,
    leads,
    of_them,
    tokens_of,
)
from onrecord.understand.roles import PREPOSITIONS, without_article
from onrecord.understand.roster import Roster

PRONOUNS = words_of(
    "he him his himself she her hers herself they them their theirs themselves it its itself "
    "i me my mine myself we us our ours ourselves who whom whose which"
)
_SOMEONE = re.compile(r"(?:er|or|ist|ian|man|woman|person|one|body|source)$")
_NOBODY = words_of("that this these what there you your yours let's")
_WHOM = words_of("who whom which")
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
    bare: bool = True
    """Whether nothing that completes the head follows it: “the man”, not “the man who fled”."""


_ONE_OF = frozenset({"one", "another"})
_AGENT = re.compile(r"(?:er|or|ist|ian|ant|ee|man|woman)$")
"""Endings of nouns for people by what they do: protester, councillor, cyclist."""


def read_phrase(text: str, span: Span, roster: Roster, whole: bool = False) -> Phrase | None:
    """What the source at `span` is; None where it holds no word; `whole` forbids parting."""
    tokens = tokens_of(text, span, roster)
    while tokens and leads(tokens):
        del tokens[0]
    if not tokens:
        return None
    low = tokens[0].text.lower()
    if tokens[0].draft is None and len(tokens) == 1 and (low in _NOBODY or low in lex.VERBS):
        return None
    if low in PRONOUNS and (len(tokens) == 1 or tokens[1].text.lower() in (*EMPTY, ",")):
        return Phrase(pronoun=low)
    if low in _WHOM and tokens[0].draft is None:
        # “who sent the letter”: the clause stands for the one before it.
        return Phrase(pronoun=low)
    if (pronoun := of_them(tokens)) is not None:
        # “many of whom”: a part of those before, which nothing names.
        return Phrase(pronoun=pronoun) if pronoun in ("them", "us") else None
    parts = () if whole else _parts(tokens)
    if parts:
        return Phrase(parts=parts)
    size = head_size(tokens)
    head = tokens[size - 1]
    if head.draft is not None:
        return Phrase(draft=head.draft)
    named = _named_beside(tokens, size)
    if named is not None:
        return Phrase(draft=named)
    return _description(text, tokens, size)


def _parts(tokens: Sequence[Token]) -> tuple[Span, ...]:
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


def _same_holder(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """“Jane Doe, a teacher and a writer”, “the author and broadcaster”: one person, two roles."""
    head = right[head_size(right) - 1]
    if head.draft is not None or is_plural(head.text.lower()):
        return False
    if any(token.text == "," for token in left):
        return True
    determined = right[0].text.lower() in DEFINITE or right[0].text.lower() in ("a", "an")
    return head.text.lower() in lex.PERSON_NOUNS and not determined


def _chunks(left: list[Token]) -> list[Sequence[Token]] | None:
    """The items before “and”: by commas where each is a name, else one."""
    groups: list[list[Token]] = [[]]
    for token in left:
        if token.text == ",":
            groups.append([])
        else:
            groups[-1].append(token)
    if len(groups) > 1 and all(len(g) == 1 and g[0].draft is not None for g in groups):
        return list(groups)
    size = head_size(left)
    rest = left[size:]
    if not _heads_party(left):
        return None
    if rest and rest[0].text.lower() in PREPOSITIONS | POSTPOSED:
        # “officials from Iran and Iraq” is one source; “the head of the union
        # and Ms Lee” two, but nothing here can tell: one is the safer reading.
        return None
    if rest and len(groups) == 2 and groups[1] and groups[1][-1].draft is not None:
        return None
    return [left]


def _heads_party(tokens: Sequence[Token]) -> bool:
    head = tokens[head_size(tokens) - 1]
    if head.draft is not None:
        return True
    low = head.text.lower()
    if low in PRONOUNS:
        return len(tokens) == 1
    return low in lex.PERSON_NOUNS or low in lex.BODY_DESCRIPTIONS or is_plural(low)


def _named_beside(tokens: Sequence[Token], size: int) -> Draft | None:
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


def _apposed(rest: Sequence[Token]) -> Draft | None:
    """The person named right after a comma, after a trade at most: “, engineer Ada Moss, …”."""
    for index, token in enumerate(rest[:4]):
        if token.draft is not None:
            owned = index + 1 < len(rest) and rest[index + 1].text == "’s"
            person = token.draft.kind is PartyKind.PERSON
            return token.draft if person and not owned else None
        if not token.text.islower() or token.text in AFTER_HEAD or token.text in EMPTY:
            return None
    return None


def _description(text: str, tokens: Sequence[Token], size: int) -> Phrase:
    end = complement_end(tokens, size)
    span = Span(tokens[0].start, tokens[end - 1].end)
    head = tokens[size - 1].text.lower()
    first = tokens[0].text.lower()
    key = without_article(" ".join(span.of(text).split()))
    plural = is_plural(head)
    definite = first in DEFINITE or any(token.text == "’s" for token in tokens[:size])
    words = tuple(word for token in tokens[:end] for word in token.text.split() if word != "’s")
    modifiers = tuple(
        word.lower()
        for token in tokens[: size - 1]
        for word in token.text.split()
        if word.lower() not in DEFINITE and word not in ("’s", "a", "an")
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
        bare=is_bare(tokens, size, end),
        gender=lex.MEN if head in lex.MEN_NOUNS else lex.WOMEN if head in lex.WOMEN_NOUNS else None,
    )


def _inner(text: str, span: Span, key: str) -> Span:
    """The span without its article."""
    at = text.find(key, span.start, span.end)
    return Span(at, span.end) if at > 0 else span


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
