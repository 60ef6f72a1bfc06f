"""What two acts have in common: the words of what is asked, and the parties."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.link.frequencies import NAME, NUMBER, TERM, Frequencies, Rarity, background
from onrecord.link.names import key, person_key
from onrecord.link.telling import names_among, tell, words_in
from onrecord.record import Act, ActDigest, Document, Party, PartyKind, Span

_REACH = 0.35
"""How much the surroundings of an act count beside its own words."""
_ENOUGH = 20

_SPEAKS_FOR = re.compile(
    r"^(?:the |its |his |her |their )?(?:\w+ )?(?:spokes\w+|chief|director|managing director|"
    r"general secretary|secretary|chair|chairman|chairwoman|chairperson|leader|head|president|"
    r"vice[- ]president|commissioner|inspector|ombudsman|registrar|clerk)\b[\w ]*? "
    r"(?:of|for|at) (?:the )?(?P<body>\S.*)$",
    re.IGNORECASE,
)
"""Roles of those who speak for a body: “chief executive of Tarn Water”."""


@dataclass(frozen=True, slots=True)
class Words:
    """An act with its words weighed: of the action itself, and with what stands around it."""

    act: ActDigest
    action: Mapping[str, float]
    around: Mapping[str, float]


def act_digests(document: Document) -> tuple[ActDigest, ...]:
    """What linking needs of each act of a document, in its order."""
    return tuple(_digest(act, document) for act in document.acts)


def _digest(act: Act, document: Document) -> ActDigest:
    article = document.article
    said = [one.said_on for one in document.statements if one.id in act.statements and one.said_on]
    at = act.evidence[0].start if act.evidence else act.action[0].start if act.action else 0
    around = next((b.span.of(article.text) for b in article.blocks if b.span.end > at), "")
    return ActDigest(
        id=act.id,
        article=article.id,
        kind=act.kind,
        stance=act.stance,
        speakers=_keys(act.speakers, document),
        parties=_keys(act.parties, document),
        action=_words(act.action, article.text),
        evidence=_words(act.evidence, article.text),
        subject=f"{article.title}. {around}" if article.title else around,
        day=said[0].last if said else article.published,
        due=act.due.period if act.due else None,
        outlet=article.outlet,
    )


def _words(spans: tuple[Span, ...], text: str) -> str:
    return " ".join(span.of(text) for span in spans)


def _keys(ids: tuple[str, ...], document: Document) -> tuple[str, ...]:
    keys = []
    for id in ids:
        party = document.party(id)
        plain = person_key if party.kind is PartyKind.PERSON else key
        keys.append(party.entry or plain(party.name))
        keys += _spoken_for(party)
    return tuple(dict.fromkeys(keys))


def _spoken_for(party: Party) -> list[str]:
    """The office that a person holds and the body that the person speaks for, by their roles.

    Tarn Water is asked, and its chief executive answers; the Ombudsman for
    Harbours is asked, and Ada Moss, who is the ombudsman, declines.
    """
    if party.kind is not PartyKind.PERSON:
        return []
    found = []
    for role in party.roles:
        heads = _SPEAKS_FOR.match(role)
        named = role[:1].isupper() and len(role.split()) > 1
        if heads:
            found.append(key(heads["body"]))
        if named:
            found.append(key(role))
    return found


def act_rarity(counted: Frequencies) -> Rarity:
    """How telling words are among acts: by their own count as soon as there are enough.

    What tells one recommendation of an inquiry from the next is what few of them
    say, however rare it is in the news.
    """
    enough = counted.articles >= _ENOUGH
    return Rarity(Frequencies() if enough else background(), counted)


def weigh_words(act: ActDigest, rarity: Rarity) -> Words:
    """The act ready for comparing; do it once for each."""
    return Words(
        act,
        _bag(act.action or act.evidence, rarity),
        _bag(f"{act.action}\n{act.evidence}\n{act.subject}", rarity),
    )


def act_keys(act: ActDigest) -> frozenset[str]:
    """All keys of an act that frequencies are counted of."""
    return frozenset(_counts(f"{act.action}\n{act.evidence}\n{act.subject}"))


def likeness(one: Words, other: Words) -> float:
    """How much of what two acts are about is the same, 0 to 1.

    The words of the actions count first: two calls of one article share all
    that stands around them and ask for different things.
    """
    own = _product(one.action, other.action)
    return (1 - _REACH) * own + _REACH * _product(one.around, other.around)


def common_words(one: Words, other: Words, most: int = 4) -> tuple[str, ...]:
    """The most telling words of both, in the newer act's order of weight."""
    both = [word for word in one.around if word in other.around and " " not in word]
    order = sorted(both, key=lambda word: (-one.around[word] * other.around[word], word))
    return tuple(word[2:] for word in order[:most])


def meet(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether a party of one side is one of the other: its key, or its last words.

    >>> meet(("ada moss",), ("moss",)), meet(("tarn council",), ("brack council",))
    (True, False)
    """
    return any(
        one == other or one.endswith(f" {other}") or other.endswith(f" {one}")
        for one in ones
        for other in others
    )


def _counts(text: str) -> dict[str, int]:
    words = words_in(text, [Span(0, len(text))])
    told = tell(words, names_among(words))
    sets = ((TERM, told.terms), (NAME, told.names), (NUMBER, told.numbers), ("", told.phrases))
    # A name in one text is a word in small letters in the other (“the Inquiry”).
    counts: dict[str, int] = {}
    for prefix, found in sets:
        for word, count in found.items():
            plain = word.replace(NAME, TERM) if not prefix else word
            place = TERM if prefix == NAME else prefix
            counts[f"{place}{plain}"] = counts.get(f"{place}{plain}", 0) + count
    return counts


def _bag(text: str, rarity: Rarity) -> dict[str, float]:
    bag = {
        word: (1 + math.log(count)) * rarity.of_phrase(word) * (0.5 if " " in word else 1.0)
        for word, count in _counts(text).items()
    }
    length = math.sqrt(sum(weight * weight for weight in bag.values()))
    return {word: weight / length for word, weight in bag.items()} if length else {}


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)
