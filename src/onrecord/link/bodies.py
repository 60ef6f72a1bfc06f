"""What speaks for a body or an office: its names, and where the article leads."""

import re
from collections.abc import Iterable, Iterator

from onrecord.link.evidence import Evidence
from onrecord.link.index import Hit, Index, current, judge, tenure
from onrecord.link.names import key, same_initials
from onrecord.link.outcome import Weighed
from onrecord.link.rules import ALONE, NOT_YET, SCORES, Rule
from onrecord.record import Entry, EntryName, NameKind, Party, PartyKind

_PAST = re.compile(
    r"\b(?:former|ex|then|late|one-time|future|next)[\s-]+(?:[\w.]+\s)?$", re.IGNORECASE
)
_TELLING = (NameKind.OFFICIAL, NameKind.COMMON)


def weigh_body(party: Party, index: Index, evidence: Evidence) -> Iterator[Weighed]:
    """The bodies that the party may be, by each of its names."""
    names = (party.name, *party.names)
    own = {hit.entry.id for hit in index.named(party.name)}
    alone = " " not in key(party.name)
    for name in names:
        hits = [hit for hit in index.named(name) if hit.entry.kind is PartyKind.BODY]
        for hit in hits:
            # “Islands Office for Power Control (IOPC)” is not the police watchdog:
            # where the party's full name is another, initials and short names say nothing.
            by_alias = hit.entry.id not in own and not alone
            if by_alias and (hit.name.kind not in _TELLING or " " not in key(name)):
                continue
            yield _weigh(name, hit, hits, index, evidence)


def _weigh(surface: str, hit: Hit, hits: list[Hit], index: Index, evidence: Evidence) -> Weighed:
    rule, score, reason = judge(hit, evidence.on)
    entry, kind = hit.entry, hit.name.kind
    if score <= NOT_YET:
        return Weighed(entry, rule, score, (reason,), "it was not called so yet")
    if kind in _TELLING:
        return Weighed(entry, rule, score, (reason,))
    if kind is NameKind.ACRONYM and not same_initials(surface, hit.name.text):
        lacks = f"the initials are written {hit.name.text}"
        return Weighed(entry, rule, ALONE[NameKind.SHORT], (reason,), lacks)
    if entry.id in evidence.bodies:
        named = f"the article names {entry.name.text}"
        sure = SCORES[Rule.SHORT_NAME if kind is NameKind.SHORT else Rule.ACRONYM]
        return Weighed(entry, _rule_of(kind), sure, (reason, named))
    if kind is NameKind.SHORT:
        return Weighed(entry, rule, score, (reason,), f"the article does not name {_full(hit)}")
    known = index.people_of(entry.id) & evidence.people
    if known and kind is NameKind.SHARED:
        person = index.entries[min(known)].name.text
        sure = SCORES[Rule.SHARED_NAME]
        return Weighed(entry, Rule.SHARED_NAME, sure, (reason, f"the article names {person}"))
    neighbours = [other for other in current(hits, evidence.on) if other.entry.area == entry.area]
    if evidence.leads_to(entry.area) and [other.entry.id for other in neighbours] == [entry.id]:
        sure = SCORES[_rule_of(kind)]
        return Weighed(entry, _rule_of(kind), sure, (reason, f"the article speaks of {entry.area}"))
    lacks = "the article neither names it in full nor leads to its country"
    return Weighed(entry, rule, score, (reason,), lacks)


def _rule_of(kind: NameKind) -> Rule:
    return {
        NameKind.ACRONYM: Rule.ACRONYM,
        NameKind.SHARED: Rule.SHARED_NAME,
        NameKind.SHORT: Rule.SHORT_NAME,
    }[kind]


def _full(hit: Hit) -> str:
    return hit.entry.name.text


def weigh_office(
    party: Party, index: Index, evidence: Evidence, others: Iterable[Party]
) -> Iterator[Weighed]:
    """The posts that the party may be; for a post, its one holder on the day.

    “the Commissioner” is a post only where the article names the body; where
    it calls somebody else the commissioner, it is not the post's holder.
    """
    others = tuple(others)
    # “Ada Moss”, also called “the president”, is who bears the name, not who holds a post.
    names = (party.name, *party.names) if party.kind is PartyKind.OFFICE else (party.name,)
    if _is_past(party, evidence.text):
        return
    for name in names:
        hits = {hit.entry.id: hit for hit in index.posts(name)}
        for post in index.with_role(name):
            hits.setdefault(post.id, Hit(post, EntryName(name, NameKind.SHORT)))
        for hit in hits.values():
            yield from _weigh_post(name, hit, index, evidence, others)


def _is_past(party: Party, text: str) -> bool:
    """Whether the article speaks of a former holder wherever it names the office."""
    return bool(party.mentions) and all(
        _PAST.search(text[max(0, span.start - 20) : span.start]) for span in party.mentions
    )


def _weigh_post(
    name: str, hit: Hit, index: Index, evidence: Evidence, others: tuple[Party, ...]
) -> Iterator[Weighed]:
    post = hit.entry
    rule, score, reason = judge(hit, evidence.on)
    kind = hit.name.kind
    if kind is NameKind.SHORT:
        body = index.entries.get(post.body) if post.body else None
        if post.body not in evidence.bodies or body is None:
            what = body.name.text if body else "its body"
            yield Weighed(post, rule, score, (reason,), f"the article does not name {what}")
            return
        rule, score = Rule.SHORT_NAME, SCORES[Rule.SHORT_NAME]
        reason = f"{reason}; the article names {body.name.text}"
    elif kind in (NameKind.SHARED, NameKind.ACRONYM):
        if not evidence.leads_to(post.area) and post.body not in evidence.bodies:
            lacks = "the article does not lead to its country"
            yield Weighed(post, rule, score, (reason,), lacks)
            return
        rule, score = Rule.SHARED_NAME, SCORES[Rule.SHARED_NAME]
        reason = f"{reason}; the article speaks of {post.area}"
    score = min(score, SCORES[Rule.OFFICE])
    holders = index.holders(post.id, evidence.on) if evidence.on else []
    people = [person for one in holders if (person := index.entries.get(one.person))]
    taken = [other for other in others if kind not in _TELLING and _is_called(other, name, people)]
    if taken:
        lacks = f"the article calls {taken[0].name} so"
        yield Weighed(post, rule, ALONE[NameKind.SHORT], (reason,), lacks)
        return
    if not people:
        yield Weighed(post, Rule.OFFICE if kind in _TELLING else rule, score, (reason,))
        return
    for one, person in zip(holders, people, strict=False):
        sure = min(score, SCORES[Rule.HOLDER])
        if person.id in evidence.people:
            sure = min(score, SCORES[Rule.OFFICE])
        yield Weighed(person, Rule.HOLDER, round(sure, 2), (reason, tenure(one, post)))


def _is_called(party: Party, office: str, holders: list[Entry]) -> bool:
    """Whether the article says that this person, who does not hold the post, has the office."""
    wanted = key(office).split()
    if any(party.entry == holder.id for holder in holders):
        return False
    last = key(party.name).split()[-1:]
    if any(key(holder.name.text).split()[-1:] == last for holder in holders):
        return False
    for role in party.roles:
        words = key(role).split()
        past = words[:1] in (["former"], ["ex"], ["deputy"], ["shadow"])
        if not past and words[-len(wanted) :] == wanted:
            return True
    return False
