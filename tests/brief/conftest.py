"""A small made-up record, a ferry and its pier: what briefings are made of."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from onrecord.brief.place import Place
from onrecord.keep.models import (
    Article,
    Entry,
    EntryParty,
    LinkRow,
    Matter,
    Outlet,
    Party,
    Snapshot,
    StatusRow,
)
from onrecord.keep.status_rows import write_columns

DAY = date(2024, 6, 19)
PLACE = Place("The Record", "https://record.example")


def june(number: int) -> date:
    return date(2024, 6, number)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


@dataclass
class Record:
    """Rows under the names that tests call them by."""

    parties: dict[str, Party] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    matters: dict[str, Matter] = field(default_factory=dict)

    def party(self, name: str, kind: str = "body") -> Party:
        if name not in self.parties:
            self.parties[name] = Party.objects.create(name=name, kind=kind, made_at=at(june(1)))
        return self.parties[name]

    def matter(self, title: str) -> Matter:
        if title not in self.matters:
            self.matters[title] = Matter.objects.create(
                title=title, titled_by="machine", made_at=at(june(1)), changed_at=at(june(1))
            )
        return self.matters[title]

    def act(
        self, name: str, kind: str, words: str, day: date, who: str = "", whom: str = "",
        **more: Any,
    ) -> Entry:  # fmt: skip
        """An act in an article of its own; `due` is its day, `matter` the title of its matter."""
        title = more.pop("matter", None)
        matter = self.matter(title) if title else None
        outlet = more.pop("outlet", "Lowmere Post")
        number = len(self.entries) + 1
        url = more.pop("url", f"https://news.example/{number}")
        article = Article.objects.create(
            key=f"{number}", url=url, source=url, published=more.pop("published", day),
            outlet=Outlet.objects.get_or_create(name=outlet)[0] if outlet else None,
            title=f"Article {number}", added_at=at(day), matter=matter,
        )  # fmt: skip
        snapshot = Snapshot.objects.create(
            article=article, number=1, taken_at=at(day), fingerprint="1", document={}
        )
        due = more.pop("due", None)
        row = Entry.objects.create(
            article=article, first_snapshot=snapshot, local=f"a{number}", kind=kind, words=words,
            day=day, due_first=due, due_stated=due, due_last=due, matter=matter,
            confidence=more.pop("confidence", 0.9), added_at=at(day), **more,
        )  # fmt: skip
        for role, named in (("speaker", who), ("party", whom)):
            for one in filter(None, named.split(" + ")):
                EntryParty.objects.create(entry=row, party=self.party(one), role=role, day=day)
        self.entries[name] = row
        return row

    def event(self, name: str, axis: str, value: str, day: date, **more: Any) -> StatusRow:
        row = StatusRow.objects.create(
            entry=self.entries[name], axis=axis, value=value, day=day, made_at=at(day),
            by=more.pop("by", "machine"), **more,
        )  # fmt: skip
        write_columns([self.entries[name]])
        return row

    def answered(self, name: str, older: str, value: str) -> None:
        """That the machine takes one entry for the answer to another."""
        newer = self.entries[name]
        LinkRow.objects.create(
            newer=newer, older=self.entries[older], relation="answers", score=0.8,
            reasons=["same two parties"], maker="test", made_at=newer.added_at,
        )  # fmt: skip
        assert newer.day is not None
        self.event(older, "reply", value, newer.day, evidence=newer)


@pytest.fixture
def make(db: None) -> Record:
    """An empty record, to be written."""
    return Record()


FERRY = "The ferry at Lowmere"
HALL = "The roof of the market hall"


@pytest.fixture
def record(make: Record) -> Record:
    """Two matters in three weeks of June: a refusal, what is overdue, promised and due."""
    make.party("Ada Moss", "person")
    make.party("Residents of Quay Street", "group")
    make.act(
        "report", "call", "Ada Moss called on Harrow Ferries to publish the inspection report",
        june(3), "Ada Moss", "Harrow Ferries", action="publish the inspection report", matter=FERRY,
    )  # fmt: skip
    make.act(
        "report again", "call", "She asked Harrow Ferries to publish the inspection report",
        june(5), "Ada Moss", "Harrow Ferries", matter=FERRY, outlet="The Ledger",
        head=make.entries["report"],
    )  # fmt: skip
    make.act(
        "horn", "call",
        "Residents of Quay Street asked the Port Office to test the horn by 17 June", june(4),
        "Residents of Quay Street", "Port Office", action="test the horn", due=june(17),
        matter=FERRY,
    )  # fmt: skip
    make.act(
        "pier", "commitment", "Harrow Ferries promised to mend the pier by 24 June", june(10),
        "Harrow Ferries", action="mend the pier", due=june(24), matter=FERRY,
    )  # fmt: skip
    make.act(
        "no", "response", "it would not publish the report", june(18), "Harrow Ferries",
        "Ada Moss", stance="refuses", matter=FERRY, outlet="The Ledger",
    )  # fmt: skip
    make.answered("no", "report", "refused")
    make.act(
        "roof", "call", "The Traders' Guild asked the town council to close the hall today",
        june(19),
        "Traders' Guild", "Lowmere Town Council", action="close the hall", due=june(19),
        matter=HALL, confidence=0.4, review="reviewed",
    )  # fmt: skip
    return make


@pytest.fixture
def place() -> Place:
    return PLACE
