"""What a person is said to be, in the words beside the name.

“London mayor Sadiq Khan”, “Jane Doe, the council’s leader,” and “the council’s
leader, Jane Doe,” each tell a role.  The phrase is read by its head noun alone
(the last word before a preposition), from a closed list: a wrong role joins
two people, a missed one only leaves a party without it.
"""

import re
from itertools import pairwise

from onrecord.understand import lexicon as lex
from onrecord.understand.lexicon import words_of

PREPOSITIONS = words_of(
    "of for at in from with on by to against about into over under behind near who whom whose "
    "which that"
)
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*(?:[’'](?=\s))?")
_APPOSED = re.compile(
    r"(?:,\s*\d{1,3}|\s\(\d{1,3}\))?(?:,|\s[–—-]{1,2})\s+"
    r"([^,;:()“”\"\n]{3,90}?)"
    r"(?=[,;()\n]|(?<![A-Z])\.(?:\s|$)|\s[–—-]{1,2}\s|\s(?:who|whose|which|said|says|told|was|is|has|had)\b|$)"
)
_DETERMINERS = words_of("the a an his her its their our this that one another")
_SOFT = words_of(
    "former ex chief deputy senior junior campaign press party police prime foreign health "
    "education home shadow vice assistant acting interim presidential democratic republican "
    "state federal local city county national top lead leading veteran longtime long-time "
    "retired outgoing incoming new old late fellow young executive managing political general "
    "police fire defence defense finance house senate majority minority committee "
    "communications media policy security union opposition ruling royal film television tv "
    "radio news business tech human rights civil environmental first then-presidential "
    "one-time rival current previous american british military army navy law prominent "
    "independent conservative liberal labour gubernatorial mayoral district school"
)


def head_noun(words: list[str]) -> str | None:
    """The head of a noun phrase: its last word before a preposition or relative pronoun.

    >>> head_noun("the leader of Westmere Council".split())
    'leader'
    """
    head: str | None = None
    for word in words:
        if word.lower() in PREPOSITIONS:
            break
        head = word
    return head


def without_article(phrase: str) -> str:
    """“the leader” → “leader”, but “the council’s leader” as it stands."""
    words = phrase.split()
    owned = any(word.endswith(("’s", "'s", "s’", "s'")) for word in words)
    if words and not owned and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def role_before(before: str) -> str | None:
    """The role that stands before a name, given the text that ends where the name starts.

    >>> role_before("On Monday London mayor ")
    'London mayor'
    >>> role_before("said the council’s leader, ")
    'the council’s leader'
    """
    if before.endswith(", "):
        return _apposed_before(before[:-2])
    if not before.endswith(" ") or before.isspace():
        return None
    if before.rstrip().rsplit(None, 1)[-1].lstrip("(“‘\"'") not in lex.PERSON_NOUNS:
        return None
    words = [(match.group(), match.start()) for match in _WORD.finditer(before)]
    if not words or words[-1][0] not in lex.PERSON_NOUNS:
        return None
    if before[words[-1][1] + len(words[-1][0]) :].strip():
        return None
    at = len(words) - 1
    while at and _modifies(words[at - 1][0]) and not _parted(before, words[at - 1], words[at]):
        at -= 1
    if at and words[at - 1][0].lower() in ("the", "his", "her", "their", "its"):
        owned = words[at][0].endswith(("’s", "'s"))
        at -= 1 if owned or words[at - 1][0].lower() != "the" else 0
    phrase = before[words[at][1] :].strip()
    return phrase if phrase.lower() not in lex.STYLES else None


def _modifies(word: str) -> bool:
    if word[0].isupper():
        return word.lower() not in lex.NOT_NAMES
    return word in _SOFT or "-" in word or word.endswith(("’s", "'s"))


def _opens_role(word: str) -> bool:
    return word.lower() in _DETERMINERS or _modifies(word)


def _parted(text: str, left: tuple[str, int], right: tuple[str, int]) -> bool:
    return bool(text[left[1] + len(left[0]) : right[1]].strip())


def _apposed_before(before: str) -> str | None:
    chunk = re.split(r"[,;:.“”\"()\n]\s?", before)[-1]
    words = chunk.split()
    for at in range(len(words) - 1, -1, -1):
        if words[at].lower() in _DETERMINERS:
            head = head_noun(words[at:])
            if head is None or head not in lex.PERSON_NOUNS:
                continue
            return without_article(" ".join(words[at:]))
    return None


def role_after(after: str) -> str | None:
    """The role apposed to a name, given the text that starts where the name ends.

    >>> role_after(", 43, the council’s leader, said")
    'the council’s leader'
    """
    match = _APPOSED.match(after)
    if match is None:
        return None
    words = match.group(1).split()
    if not words or words[0].lower() in ("and", "or", "but", "as"):
        return None
    names = lex.given_names()
    pairs = pairwise(words)
    if words[0][0].isupper() and any(a.lower() in names and b[0].isupper() for a, b in pairs):
        # “Ann Lee, Deputy Mayor Bob Ray and …” is a list, not an apposition.
        return None
    head = head_noun(words)
    if head is None or len(words) > 14 or not (words[0] == head or _opens_role(words[0])):
        return None
    noun = head if head in lex.PERSON_NOUNS else head.lower() if head.lower() in lex.OFFICES else ""
    if not noun or (
        words[0] != words[0].lower() and len(words) == 1 and words[0] not in lex.OFFICES
    ):
        return None
    return without_article(match.group(1).strip())
