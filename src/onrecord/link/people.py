"""What speaks for a person: the full name, and the post or body that goes with it.

A surname alone never tells a person, however known its bearer is; with the
post that the article gives it, it does (“President Obama”).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.link.common_names import is_common
from onrecord.link.evidence import Evidence
from onrecord.link.index import Index, lasted, tenure
from onrecord.link.names import key, person_key, words_of
from onrecord.link.outcome import Weighed
from onrecord.link.rules import ALONE, SCORES, Rule
from onrecord.record import Entry, Membership, NameKind, Party, PartyKind

_PUBLIC = words_of(
    "mp mps member lawmaker politician leader secretary minister shadow candidate nominee "
    "president presidential vice prime chancellor senator sen representative rep congressman "
    "congresswoman governor gov mayor speaker chair chairman chairwoman chairperson chief head "
    "director commissioner inspector general attorney judge justice lord lady baroness baron "
    "peer dame sir labour tory conservative liberal democrat democratic republican snp green "
    "party former ex ombudsman auditor comptroller whip opposition backbencher cabinet official "
    "executive deputy acting incumbent wife husband father mother son daughter brother sister "
    "rival opponent opponents running mate successor predecessor ally boss critic spokesman "
    "spokeswoman officer constable administrator ambassador"
)
"""Words of roles that fit a person of public life, or anybody (“rival”); not “goalkeeper”."""

_BEFORE, _AFTER = timedelta(days=365 * 15), timedelta(days=365 * 20)
"""How long before and after holding posts a person may be in the news."""

_WRITTEN_OUT = {
    "sen": "senator", "rep": "representative", "gov": "governor", "congressman": "representative",
    "congresswoman": "representative",
}  # fmt: skip


def weigh_person(party: Party, index: Index, evidence: Evidence) -> Iterator[Weighed]:
    """The people of the directory that the party may be, by its names and roles."""
    full = {
        person: name
        for name in (party.name, *party.names)
        if " " in (person := person_key(name)) and not name.startswith("@")
    }
    for person, name in full.items():
        hits = [hit for hit in index.named(name) if hit.entry.kind is PartyKind.PERSON]
        for hit in hits:
            yield _weigh_full(hit.entry, person, party, index, evidence)
        # “George W. Bush” is told by that, though he is “George Bush” later on.
        if hits:
            break
    if not full:
        yield from _weigh_surname(party, index, evidence)


def _weigh_full(
    entry: Entry, person: str, party: Party, index: Index, evidence: Evidence
) -> Weighed:
    named = f"“{entry.name.text}” is a full name in the directory"
    past = [one for one in index.held_by(entry.id) if _begun(one, evidence.on)]
    for role in party.roles:
        for one in past:
            if _fits(role, one, index):
                said = f"the article says “{role}”: {_what(one, index)}"
                return _sure(entry, Rule.FULL_NAME_AND_POST, (named, said))
    for one in past:
        body = _body_of(one, index)
        if body and body.id in evidence.bodies:
            said = f"the article names {body.name.text}: {_what(one, index)}"
            return _sure(entry, Rule.FULL_NAME_AND_BODY, (named, said))
    lacks = _contradicted(entry, person, party, index, evidence)
    if lacks:
        return Weighed(entry, Rule.FULL_NAME, ALONE[NameKind.SHARED], (named,), lacks)
    return _sure(entry, Rule.FULL_NAME, (named, f"the article speaks of {entry.area}"))


def _sure(entry: Entry, rule: Rule, reasons: tuple[str, ...]) -> Weighed:
    return Weighed(entry, rule, SCORES[rule], reasons)


def _contradicted(
    entry: Entry, person: str, party: Party, index: Index, evidence: Evidence
) -> str | None:
    """Why the full name alone does not tell this person; None where it does."""
    if is_common(person):
        return "the name is too frequent to tell without a post or body"
    if not evidence.speaks_of(entry):
        return "the article names neither a post, a body nor the country of theirs"
    said = {word for role in party.roles for word in key(role).split()}
    if said and not said & _PUBLIC and not said & _words_of(entry, index):
        return f"the article says “{party.roles[0]}”, the directory nothing like it"
    held = index.held_by(entry.id)
    starts = [one.start for one in held if one.start]
    ends = [one.end for one in held if one.end]
    if evidence.on and starts and evidence.on < min(starts) - _BEFORE:
        return "it is long before any post of theirs"
    over = bool(held) and len(ends) == len(held)
    if evidence.on and over and evidence.on > max(ends) + _AFTER:
        return "it is long after any post of theirs"
    return None


def _words_of(entry: Entry, index: Index) -> set[str]:
    found: set[str] = set()
    for one in index.held_by(entry.id):
        post = index.entries.get(one.post) if one.post else None
        body = _body_of(one, index)
        for thing in (post, body):
            if thing:
                found.update(word for name in thing.names() for word in key(name.text).split())
    return found - {"of", "the", "for", "and", "to"}


def _weigh_surname(party: Party, index: Index, evidence: Evidence) -> Iterator[Weighed]:
    """“Mr Obama”, called president: the holder of such a post on the day with that surname."""
    surname = person_key(party.name)
    if evidence.on is None or not surname or " " in surname:
        return
    for role in party.roles:
        posts = {hit.entry.id: hit.entry for hit in index.posts(role)}
        alike = index.with_role(role)
        for post in alike:
            if len(alike) == 1 or post.body in evidence.bodies:
                posts.setdefault(post.id, post)
        for post in posts.values():
            for one in index.holders(post.id, evidence.on):
                entry = index.entries.get(one.person)
                if entry and person_key(entry.name.text).split()[-1] == surname:
                    said = f"the article says “{role}”: {tenure(one, post)}"
                    yield _sure(entry, Rule.SURNAME_AND_POST, (said,))


def _fits(role: str, one: Membership, index: Index) -> bool:
    """Whether the words of the article name it: “London mayor”, “Labour MP”."""
    said = [_WRITTEN_OUT.get(word, word) for word in key(role).split()]
    while len(said) > 1 and said[0] in ("former", "ex", "then"):
        said = said[1:]
    phrase = " ".join(said)
    if one.post:
        if any(hit.entry.id == one.post for hit in index.posts(phrase)):
            return True
        if any(post.id == one.post for post in index.with_role(phrase)):
            return True
    own = key(one.role).split() if one.role else []
    return bool(own) and (said[-len(own) :] == own or said[: len(own)] == own)


def _begun(one: Membership, on: date | None) -> bool:
    return on is None or one.start is None or one.start <= on or lasted(one.start, one.end, on)


def _body_of(one: Membership, index: Index) -> Entry | None:
    post = index.entries.get(one.post) if one.post else None
    body = one.body or (post.body if post else None)
    return index.entries.get(body) if body else None


def _what(one: Membership, index: Index) -> str:
    post = index.entries.get(one.post) if one.post else None
    if post:
        return tenure(one, post)
    body = _body_of(one, index)
    return f"{one.role or 'member'} of {body.name.text}" if body else f"{one.role or 'member'}"
