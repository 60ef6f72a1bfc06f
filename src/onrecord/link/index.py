"""The directory as it is looked up: by name, by post and body, by handle."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.link.names import key, person_key, short_person_key
from onrecord.link.rules import ALONE, NOT_YET, SCORES, Rule
from onrecord.record import Directory, Entry, EntryName, Membership, NameKind, PartyKind

_FRESH = ("current", "new", "outgoing", "incumbent", "present", "serving")
_LINGERS = timedelta(days=365)
_LINKS = ("of", "for", "at", "in")


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that has the name, and which of its names that is."""

    entry: Entry
    name: EntryName


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a name may stand for; `post` where it is its holder's on the day."""

    entry: Entry
    rule: Rule
    score: float
    reasons: tuple[str, ...]
    post: Entry | None = None


class Index:
    """A directory made ready for looking up.

    Dangling ids are passed over: `onrecord.link.faults` tells of them.
    """

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.entries: dict[str, Entry] = {}
        self._named: dict[str, list[Hit]] = {}
        self._handles: dict[str, list[Entry]] = {}
        self._roles: dict[str, list[Entry]] = {}
        self._holders: dict[str, list[Membership]] = defaultdict(list)
        self._held: dict[str, list[Membership]] = defaultdict(list)
        self._people: dict[str, set[str]] = defaultdict(set)
        self._areas: dict[str, str] = {}
        for area in directory.areas:
            for word in (area.name, *area.other_names):
                self._areas.setdefault(key(word), area.id)
        for entry in directory.entries:
            self._add(entry)
        for one in directory.memberships:
            self._held[one.person].append(one)
            post = self.entries.get(one.post) if one.post else None
            if one.post:
                self._holders[one.post].append(one)
            body = one.body or (post.body if post else None)
            if body:
                self._people[body].add(one.person)
        self.first_words: dict[str, int] = {}
        for at in (*self._named, *self._areas):
            first, more = at.partition(" ")[0], at.count(" ") + 1
            if self.first_words.get(first, 0) < more:
                self.first_words[first] = more

    def _add(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        for name in entry.names():
            if entry.kind is PartyKind.PERSON:
                full = person_key(name.text)
                self._put(full, Hit(entry, name))
                short = short_person_key(full)
                if short:
                    self._put(short, Hit(entry, name))
            else:
                self._put(key(name.text), Hit(entry, name))
        for handle in entry.handles:
            self._handles.setdefault(handle.casefold(), []).append(entry)
        if entry.role and entry.kind is PartyKind.OFFICE:
            self._roles.setdefault(key(entry.role), []).append(entry)

    def _put(self, at: str, hit: Hit) -> None:
        if not at:
            return
        hits = self._named.setdefault(at, [])
        # “Ada J. Moss” and “Ada Moss” of one person are one hit.
        if all(other.entry.id != hit.entry.id for other in hits):
            hits.append(hit)
        else:
            known = next(i for i, other in enumerate(hits) if other.entry.id == hit.entry.id)
            if ALONE[hit.name.kind] > ALONE[hits[known].name.kind]:
                hits[known] = hit

    def named(self, name: str) -> list[Hit]:
        """The entries that have this very name, whenever they had it."""
        hits = self._named.get(key(name), [])
        people = self._named.get(person_key(name), [])
        if people is hits:
            return list(hits)
        bare = [hit for hit in people if hit.entry.kind is PartyKind.PERSON]
        known = {hit.entry.id for hit in hits}
        return [*hits, *(hit for hit in bare if hit.entry.id not in known)]

    def at_key(self, at: str) -> list[Hit]:
        """The entries under a key that is made already."""
        return self._named.get(at, [])

    def keys_like(self, name: str) -> list[str]:
        """Keys that begin with the same two letters, to look for one that was mistyped."""
        start = key(name)[:2]
        return [at for at in self._named if at[:2] == start]

    def area_at(self, at: str) -> str | None:
        """The id of the area that is called so (“british”)."""
        return self._areas.get(at)

    def with_handle(self, handle: str) -> list[Entry]:
        """The entries with this handle, “@” or none."""
        return self._handles.get(handle.strip().lstrip("@").casefold(), [])

    def with_role(self, role: str) -> list[Entry]:
        """The posts that their bodies call so (“Commissioner”)."""
        return self._roles.get(" ".join(_unadorned(key(role).split())), [])

    def posts(self, name: str) -> list[Hit]:
        """The posts called so: by a name of their own, or by their role and body.

        “Commissioner of the Met” and “Met Commissioner” are the role
        “Commissioner” of the body “Met”; “British prime minister” is the role
        within an area.
        """
        words = _unadorned(key(name).split())
        found = {
            hit.entry.id: hit
            for hit in self._named.get(" ".join(words), [])
            if hit.entry.kind is PartyKind.OFFICE
        }
        for at in range(1, len(words)):
            left, right = " ".join(words[:at]), words[at:]
            self._compose(name, left, " ".join(right), found)
            if right[0] in _LINKS and len(right) > 1:
                rest = right[2:] if right[1] == "the" and len(right) > 2 else right[1:]
                self._compose(name, " ".join(rest), left, found)
        return list(found.values())

    def _compose(self, name: str, body: str, role: str, found: dict[str, Hit]) -> None:
        posts = self._roles.get(role)
        if not posts:
            return
        bodies = {hit.entry.id for hit in self._named.get(body, [])}
        area = self._areas.get(body)
        for post in posts:
            own = post.body in bodies
            # A country has one prime minister and many commissioners.
            of_area = (
                area is not None
                and post.area == area
                and sum(other.area == area for other in posts) == 1
            )
            if (own or of_area) and post.id not in found:
                found[post.id] = Hit(post, EntryName(name.strip(), NameKind.COMMON))

    def holders(self, post: str, on: date) -> list[Membership]:
        """Who held the post on that day.

        Nobody, where the directory was written before the day and knows no end:
        who was commissioner in 2021 need not be so for ever.
        """
        return [
            one
            for one in self._holders.get(post, [])
            if lasted(one.start, one.end or one.as_of, on)
        ]

    def all_holders(self, post: str) -> list[Membership]:
        """Who ever held the post, as far as the directory knows."""
        return self._holders.get(post, [])

    def people_of(self, body: str) -> set[str]:
        """Who ever held a post of the body or belonged to it."""
        return self._people.get(body, set())

    def held_by(self, person: str) -> list[Membership]:
        """What the person ever held or belonged to."""
        return self._held.get(person, [])

    def find(self, name: str, on: date | None = None) -> tuple[Candidate, ...]:
        """What the name may stand for on that day, the likeliest first.

        The name alone decides: no article speaks for one or the other, so the
        scores are those of the kind of name.  A post gives its holder on the
        day, and itself where the day or the holder is not known.
        """
        found: dict[str, Candidate] = {}
        if name.lstrip().startswith("@"):
            hits = [Hit(entry, entry.name) for entry in self.with_handle(name)]
            for hit in hits:
                _keep(found, Candidate(hit.entry, Rule.HANDLE, SCORES[Rule.HANDLE], (
                    f"{name.strip()} is its handle",)))  # fmt: skip
            return tuple(found.values())
        hits = self.named(name)
        known = {hit.entry.id for hit in hits}
        hits += [hit for hit in self.posts(name) if hit.entry.id not in known]
        if not hits:
            short = EntryName(name.strip(), NameKind.SHORT)
            hits = [Hit(post, short) for post in self.with_role(name)]
        for hit in hits:
            rule, score, reason = judge(hit, on)
            if hit.entry.kind is not PartyKind.OFFICE:
                _keep(found, Candidate(hit.entry, rule, score, (reason,)))
                continue
            holders = self.holders(hit.entry.id, on) if on else []
            for one in holders:
                person = self.entries.get(one.person)
                if person:
                    held = round(min(score, SCORES[Rule.HOLDER]), 2)
                    reasons = (reason, tenure(one, hit.entry))
                    _keep(found, Candidate(person, Rule.HOLDER, held, reasons, hit.entry))
            if not holders:
                least = min(score, SCORES[Rule.OFFICE])
                _keep(found, Candidate(hit.entry, Rule.OFFICE, least, (reason,)))
        return tuple(sorted(found.values(), key=lambda one: (-one.score, one.entry.id)))


def judge(hit: Hit, on: date | None) -> tuple[Rule, float, str]:
    """How far the name alone tells the entry on that day, and why."""
    name, entry = hit.name, hit.entry
    rule, score = Rule.NAME, ALONE[name.kind]
    if entry.kind is PartyKind.PERSON:
        rule, score = Rule.FULL_NAME, SCORES[Rule.FULL_NAME]
        if " " not in person_key(name.text):
            score = ALONE[NameKind.SHORT]
    elif name.kind is NameKind.ACRONYM:
        rule = Rule.ACRONYM
    reason = f"“{name.text}” is {_A[name.kind]} name of {entry.name.text}"
    if on is None:
        return rule, score, reason
    if name.start and on < name.start:
        return rule, NOT_YET, f"{reason}, but only since {name.start}"
    if entry.start and on < entry.start:
        return rule, NOT_YET, f"{reason}, which exists since {entry.start}"
    if entry.end and on > entry.end and entry.kind is not PartyKind.PERSON:
        late = min(score, SCORES[Rule.OLD_NAME])
        return _unless_acronym(rule, Rule.OLD_NAME), late, f"{reason}, which ended on {entry.end}"
    if name.end and on > name.end:
        late = SCORES[Rule.OLD_NAME] if score > SCORES[Rule.OLD_NAME] else score
        return _unless_acronym(rule, Rule.OLD_NAME), late, f"{reason} until {name.end}"
    if name.end:
        least = min(score, SCORES[Rule.FORMER_NAME])
        return _unless_acronym(rule, Rule.FORMER_NAME), least, f"{reason} until {name.end}"
    return rule, score, reason


_A = {
    NameKind.OFFICIAL: "the official",
    NameKind.COMMON: "a",
    NameKind.ACRONYM: "an abbreviated",
    NameKind.SHARED: "a shared",
    NameKind.SHORT: "a short",
}


def current(hits: list[Hit], on: date | None) -> list[Hit]:
    """Of several entries those that exist on the day, or did within a year; all if none does.

    In 2020 “FSA” is the food agency: the financial authority ended in 2013.
    """
    if on is None:
        return hits
    alive = [hit for hit in hits if hit.entry.end is None or on <= hit.entry.end + _LINGERS]
    return alive or hits


def _unless_acronym(rule: Rule, other: Rule) -> Rule:
    return rule if rule is Rule.ACRONYM else other


def lasted(start: date | None, end: date | None, on: date) -> bool:
    """Whether `on` lies within the stretch; an open end holds for ever.

    >>> lasted(date(2017, 4, 10), None, date(2021, 3, 14))
    True
    """
    return (start is None or start <= on) and (end is None or on <= end)


def tenure(one: Membership, post: Entry) -> str:
    """In words: what was held, and from when to when."""
    since = f" from {one.start}" if one.start else ""
    until = f" to {one.end}" if one.end else ""
    return f"held {post.name.text}{since}{until}"


def _keep(found: dict[str, Candidate], one: Candidate) -> None:
    before = found.get(one.entry.id)
    if before is None or before.score < one.score:
        found[one.entry.id] = one


def _unadorned(words: list[str]) -> list[str]:
    """“the outgoing mayor of Tarn” is the mayor; “former” and “deputy” say something else."""
    while len(words) > 1 and words[0] in _FRESH:
        words = words[1:]
    return words
