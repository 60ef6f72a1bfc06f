"""What an article itself says that helps to tell one entry from another.

The bodies it names in full, the countries it speaks of, and who is said to
hold which post.  Nothing here decides; `match` does.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from onrecord.link.index import Hit, Index
from onrecord.link.names import Word, person_key, words_of, words_of_text
from onrecord.record import Article, BlockKind, Entry, NameKind, PartyKind

_ENDS = ".,;:!?”’\"')—–"
_BEFORE_NAMES = words_of("the former new acting then ex mr mrs ms sir dame dr lord baroness")
_TELLING = (NameKind.OFFICIAL, NameKind.COMMON)
_BODY_WEIGHT = 2
"""“the Home Office” says more of the country than “British” does."""

_LEAST_LEAD = 2
"""One “British” in an article does not make its prime minister the British one."""


@dataclass(slots=True)
class Evidence:
    """What is known of an article so far; it grows as parties are resolved.

    `bodies` and `people` are ids of entries that it speaks of; `named` those of
    people whose full name it holds, with their areas, whoever is meant by it.
    """

    on: date | None
    text: str = ""
    bodies: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    named: dict[str, str | None] = field(default_factory=dict)
    areas: Counter[str] = field(default_factory=Counter)

    def add(self, entry: Entry) -> None:
        """That the article speaks of this entry."""
        known = self.people if entry.kind is PartyKind.PERSON else self.bodies
        id = entry.body if entry.kind is PartyKind.OFFICE else entry.id
        if id and id not in known:
            known.add(id)
            # A president comments on other countries' news; a ministry is seldom in them.
            if entry.area and entry.kind is not PartyKind.PERSON:
                self.areas[entry.area] += _BODY_WEIGHT

    def speaks_of(self, entry: Entry) -> bool:
        """Whether the article has to do with the area of a person: names it, or others of it."""
        if not entry.area or self.areas[entry.area]:
            return True
        return any(area == entry.area for id, area in self.named.items() if id != entry.id)

    def leads_to(self, area: str | None) -> bool:
        """Whether the article speaks of this area, and of no other as much."""
        if area is None or self.areas[area] < _LEAST_LEAD:
            return False
        return all(count < self.areas[area] for at, count in self.areas.items() if at != area)


def gather(article: Article, index: Index) -> Evidence:
    """What the words of the article, furniture left out, say at first sight."""
    evidence = Evidence(article.published, article.text)
    for block in article.blocks:
        if block.kind is not BlockKind.FURNITURE:
            _scan(words_of_text(block.span.of(article.text)), index, evidence)
    if article.title:
        _scan(words_of_text(article.title), index, evidence)
    return evidence


def _scan(words: list[Word], index: Index, evidence: Evidence) -> None:
    """Goes through the words once; of names that begin at a word the longest counts."""
    at = 0
    while at < len(words):
        if not words[at].capital:
            at += 1
            continue
        most = index.first_words.get(words[at].plain, 0)
        step = 1
        for length in range(min(most, len(words) - at), 0, -1):
            found = " ".join(word.plain for word in words[at : at + length])
            area = index.area_at(found)
            hits = index.at_key(found)
            if not hits and area is None:
                continue
            if area is not None and _reads_as_name(words[at]):
                evidence.areas[area] += 1
            if _begins_name(words, at, index):
                _note(hits, words, at + length, index, evidence)
            step = length
            break
        at += step


def _reads_as_name(word: Word) -> bool:
    """“US” is a country, “Us” is not."""
    return len(word.plain) > 3 or word.surface.strip("“”‘’\"'(),.;:").isupper()


def _begins_name(words: list[Word], at: int, index: Index) -> bool:
    """Whether a name can begin here: “Tarn Committee on Climate Change” is another committee."""
    if at == 0:
        return True
    before = words[at - 1]
    if not before.capital or before.surface[-1] in _ENDS or index.area_at(before.plain):
        return True
    opens = at == 1 or words[at - 2].surface[-1] in _ENDS
    return opens or before.plain in _BEFORE_NAMES


def _note(
    hits: Iterable[Hit], words: list[Word], after: int, index: Index, evidence: Evidence
) -> None:
    for hit in hits:
        if hit.entry.kind is PartyKind.PERSON and " " in person_key(hit.name.text):
            evidence.named[hit.entry.id] = hit.entry.area
    telling = [hit for hit in hits if _tells(hit, words, after, index)]
    # “Department of Justice” alone is two departments and names neither.
    if len(telling) == 1:
        evidence.add(telling[0].entry)


def _tells(hit: Hit, words: list[Word], after: int, index: Index) -> bool:
    """Whether the name tells the entry here: alone, or by the role that follows it.

    “Met” may be many things; “Met Commissioner” is a post of one of them.
    """
    if hit.entry.kind is PartyKind.PERSON:
        return False
    if hit.name.kind in _TELLING:
        return True
    if hit.entry.kind is not PartyKind.BODY:
        return False
    for length in range(1, min(4, len(words) - after) + 1):
        role = " ".join(word.plain for word in words[after : after + length])
        if any(post.body == hit.entry.id for post in index.with_role(role)):
            return True
    return False
