"""A document with all that the parts of its page share: entries, marks, ids and classes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.record import Block, Document, Party
from onrecord.report.act_entries import ActEntry, act_entries_of
from onrecord.report.entries import Entry, blocks_of, entries_of, paragraph_numbers, title_of
from onrecord.report.segments import Mark, marks_by_block

_CHIPS = 8  # More speakers than this fill the index before its first entry.


@dataclass(slots=True)
class View:
    """One document on a page, all of it worked out once.

    `prefix` keeps the ids of one article apart from those of the next; `level`
    is that of its title's heading.
    """

    document: Document
    prefix: str
    level: int
    acts: list[ActEntry] = field(init=False)
    entries: list[Entry] = field(init=False)
    title: str = field(init=False)
    blocks: list[Block] = field(init=False)
    marks: dict[int, list[Mark]] = field(init=False)
    speakers: list[Party] = field(init=False)
    _numbers: dict[str, int] = field(init=False)
    _shown: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.acts = act_entries_of(self.document)
        self.entries = entries_of(self.document)
        self.title = title_of(self.document)
        self.blocks = blocks_of(self.document)
        # Acts come first: where an act and a statement are the same words, a click leads to it.
        self.marks = marks_by_block(self.blocks, [*self.acts, *self.entries])
        marks = (mark for marks in self.marks.values() for mark in marks)
        self._shown = {self.mark_id(mark.entry) for mark in marks if mark.opens}
        said = Counter(party.id for entry in self.all() for party in entry.speakers)
        by_id = {party.id: party for party in self.document.parties}
        self.speakers = [by_id[id] for id, _ in said.most_common()]
        self._numbers = {party.id: number for number, party in enumerate(self.speakers, 1)}

    def all(self) -> Iterator[ActEntry | Entry]:
        """The acts, then the statements."""
        yield from self.acts
        yield from self.entries

    def key(self, name: str) -> str:
        """The id of a part of this article's page: “index”, or “index-2” in the second."""
        return f"{name}{self.prefix and '-' + self.prefix.rstrip('-')}"

    def mark_id(self, entry: ActEntry | Entry) -> str:
        """The id of an entry's number in the article."""
        if isinstance(entry, ActEntry):
            return f"{entry.name.kind}{self.prefix}{entry.name.number}"
        return f"s{self.prefix}{entry.number}"

    def index_id(self, entry: ActEntry | Entry) -> str:
        """The id of an entry in the index."""
        if isinstance(entry, ActEntry):
            return f"i{self.mark_id(entry)}"
        return f"i{self.prefix}{entry.number}"

    def own_class(self, entry: ActEntry | Entry) -> str:
        """The class that an entry and its words have in common, and nothing else has."""
        if isinstance(entry, ActEntry):
            return self.mark_id(entry)
        return f"e{self.prefix}{entry.number}"

    def classes(self, entry: ActEntry | Entry) -> str:
        """The classes by which the rules of the page find an entry and its words."""
        numbers = [self._numbers[party.id] for party in entry.speakers] or [0]
        speakers = dict.fromkeys(f"w{self.prefix}{number}" for number in numbers)
        return " ".join([self.own_class(entry), *speakers])

    def is_marked(self, entry: ActEntry | Entry) -> bool:
        """Whether any of its words can be seen in the article, so that a link can lead there."""
        return self.mark_id(entry) in self._shown

    def places(self) -> list[str]:
        """How the page says where each block stands: “¶3”, as in the article's margin."""
        return [
            f"¶{number}" if number else block.kind.value
            for block, number in zip(self.blocks, paragraph_numbers(self.blocks), strict=True)
        ]

    def choices(self) -> list[int]:
        """The numbers of the speakers to choose among; 0 for what nobody named says."""
        named = list(range(1, min(len(self.speakers), _CHIPS) + 1))
        unnamed = any(not entry.speakers for entry in self.all())
        choices = named + ([0] if unnamed else [])
        return choices if len(choices) > 1 else []
