"""A small made-up record, written row by row: a dam, a town, a refusal, a date that passed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from onrecord.keep.models import (
    Article,
    ArticleText,
    Entry,
    EntryParty,
    Judgement,
    LinkRow,
    Matter,
    Outlet,
    Party,
    PartyName,
    PartyReply,
    Snapshot,
    StatusRow,
)
from onrecord.keep.status_rows import write_columns

TODAY = date(2024, 6, 20)
NOON = datetime(2024, 6, 20, 12, tzinfo=UTC)


@pytest.fixture
def today(time_machine: Any) -> date:
    """The day on which every test looks at the record."""
    time_machine.move_to(NOON, tick=False)
    return TODAY


@dataclass
class Record:
    """Rows under the names that tests call them by."""

    parties: dict[str, Party] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    matters: dict[str, Matter] = field(default_factory=dict)

    def party(self, name: str, kind: str = "body") -> Party:
        """The party of that name, made on first use."""
        if name not in self.parties:
            row = Party.objects.create(name=name, kind=kind, made_at=_at(date(2024, 5, 1)))
            PartyName.objects.create(party=row, text=name, key=name.casefold())
            self.parties[name] = row
        return self.parties[name]

    def matter(self, title: str, first: date, last: date) -> Matter:
        """A matter that the machine named."""
        self.matters[title] = Matter.objects.create(
            title=title, titled_by="machine", first_day=first, last_day=last,
            made_at=_at(first), changed_at=_at(last),
        )  # fmt: skip
        return self.matters[title]

    def article(
        self, title: str, text: str, day: date | None, outlet: str = "Tarn Courier", **more: Any
    ) -> Article:
        """An article of one text, each paragraph a block."""
        paper, _ = Outlet.objects.get_or_create(name=outlet)
        url = more.pop("url", f"https://news.example/{Article.objects.count() + 1}")
        row = Article.objects.create(
            key=url or title, outlet=paper, url=url, source=url or "news.txt", title=title,
            published=day, added_at=_at(day or date(2024, 5, 1)), authors=["Ada Quill"], **more,
        )  # fmt: skip
        row.current = Snapshot.objects.create(
            article=row, number=1, taken_at=row.added_at, fingerprint="1",
            document=_document(title, text, day, outlet), made_by="test",
        )  # fmt: skip
        row.save()
        ArticleText.objects.create(article=row, title=title, words=text)
        self.articles[title] = row
        return row

    def entry(self, name: str, article: Article, kind: str, words: str, **more: Any) -> Entry:
        """An entry whose words stand in its article, between parties given by name."""
        assert article.current is not None
        text = article.current.document["article"]["text"]
        speakers, parties = more.pop("speakers", ()), more.pop("parties", ())
        spans = {"content" if kind == "statement" else "evidence": [_span(text, words)]}
        for part in ("action", "due_words"):
            if more.get(part):
                spans[part.removesuffix("_words")] = [_span(text, more[part])]
        more.setdefault("day", article.published)
        row = Entry.objects.create(
            article=article, first_snapshot=article.current, local=f"x{len(self.entries)}",
            kind=kind, words=words, spans=spans, confidence=more.pop("confidence", 0.91),
            made_by="test", matter=article.matter, added_at=article.added_at,
            quotation="direct" if kind == "statement" else "", **more,
        )  # fmt: skip
        for role, names in (("speaker", speakers), ("party", parties)):
            for one in names:
                EntryParty.objects.create(entry=row, party=self.party(one), role=role, day=row.day)
        self.entries[name] = row
        return row

    def event(self, name: str, axis: str, value: str, day: date, **more: Any) -> StatusRow:
        """A status event of an entry, said by the machine where nobody else is named."""
        row = StatusRow.objects.create(
            entry=self.entries[name], axis=axis, value=value, day=day, made_at=_at(day),
            by=more.pop("by", "machine"), **more,
        )  # fmt: skip
        write_columns([self.entries[name]])
        return row

    def link(self, newer: str, older: str, relation: str = "answers", **more: Any) -> LinkRow:
        """A link between two entries."""
        return LinkRow.objects.create(
            newer=self.entries[newer], older=self.entries[older], relation=relation,
            score=more.pop("score", 0.8), reasons=["same two parties, 9 days later"],
            maker="test 1", made_at=_at(TODAY), **more,
        )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def _span(text: str, words: str) -> list[int]:
    at = text.index(words)
    return [at, at + len(words)]


def _document(title: str, text: str, day: date | None, outlet: str) -> dict[str, Any]:
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append({"kind": "body", "span": [at, at + len(paragraph)]})
        at += len(paragraph) + 2
    return {
        "onrecord": 1,
        "article": {
            "id": "x", "source": "news.txt", "outlet": outlet, "title": title, "authors": [],
            "published": day.isoformat() if day else None, "language": "en", "text": text,
            "blocks": blocks, "posts": [], "url": None,
        },
        "parties": [], "statements": [], "acts": [], "dates": [],
    }  # fmt: skip


DAM = (
    "Mayor Ida Brook asked Tarn Water to publish the gate log by 14 June. “The town was misled,” "
    "she said.\n\nShe asked the Dams Inspectorate to examine the sirens.\n\n"
    "Tarn Water promised to pay the families by 30 June."
)
REFUSED = "The Dams Inspectorate said it would not examine the sirens.\n\nNo more was said."


@pytest.fixture
def make(db: None, today: date) -> Record:
    """An empty record, to be written."""
    return Record()


@pytest.fixture
def record(make: Record) -> Record:
    """A matter in three articles: a call refused, one overdue, a promise that is due."""
    make.party("Ida Brook", "person")
    matter = make.matter("The gates of Tarn dam", date(2024, 5, 20), date(2024, 5, 31))
    dam = make.article("Mayor asks for the gate log", DAM, date(2024, 5, 20), matter=matter)
    make.entry(
        "log", dam, "call", "asked Tarn Water to publish the gate log by 14 June",
        action="publish the gate log", due_words="by 14 June", due_first=date(2024, 6, 14),
        due_stated=date(2024, 6, 14), due_last=date(2024, 6, 14),
        speakers=["Ida Brook"], parties=["Tarn Water"],
    )  # fmt: skip
    make.entry("misled", dam, "statement", "“The town was misled,”", speakers=["Ida Brook"])
    make.entry(
        "sirens", dam, "call", "asked the Dams Inspectorate to examine the sirens",
        action="examine the sirens", speakers=["Ida Brook"], parties=["Dams Inspectorate"],
    )  # fmt: skip
    make.entry(
        "pay", dam, "commitment", "promised to pay the families by 30 June",
        action="pay the families", due_words="by 30 June", due_first=date(2024, 6, 30),
        due_stated=date(2024, 6, 30), due_last=date(2024, 6, 30), speakers=["Tarn Water"],
    )  # fmt: skip
    no = make.article(
        "Inspectorate will not look", REFUSED, date(2024, 5, 29), "The Ledger", matter=matter
    )
    make.entry(
        "no", no, "response", "it would not examine the sirens", stance="refuses",
        speakers=["Dams Inspectorate"], parties=["Ida Brook"],
    )  # fmt: skip
    again = make.article("Gate log: the call", DAM, date(2024, 5, 21), "The Ledger", matter=matter)
    make.entry(
        "log again", again, "call", "asked Tarn Water to publish the gate log by 14 June",
        action="publish the gate log", head=make.entries["log"],
        speakers=["Ida Brook"], parties=["Tarn Water"],
    )  # fmt: skip
    make.link("no", "sirens")
    make.event(
        "sirens", "reply", "refused", date(2024, 5, 29), evidence=make.entries["no"],
        reasons=["the Dams Inspectorate refuses"],
    )  # fmt: skip
    return make


@pytest.fixture
def judged(record: Record) -> Record:
    """The same with what people did to it: a correction, a reply of a party, words gone."""
    editor = get_user_model().objects.create_user("editor")
    pay, log = record.entries["pay"], record.entries["log"]
    Judgement.objects.create(
        editor=editor, made_at=NOON, deed="correct", target="entry", target_id=pay.pk,
        before={"action": "pay families"}, after={"action": "pay the families"},
        note="an article was missing", public=True,
    )  # fmt: skip
    pay.review = "corrected"
    pay.save()
    PartyReply.objects.create(
        party=record.party("Tarn Water"), entry=log, words="The log is with our lawyers.",
        url="https://tarnwater.example/reply", day=date(2024, 6, 18), added_by=editor, made_at=NOON,
    )  # fmt: skip
    dam = record.articles["Mayor asks for the gate log"]
    assert dam.current is not None
    second = Snapshot.objects.create(
        article=dam, number=2, taken_at=NOON, fingerprint="2", document=dam.current.document
    )
    dam.current = second
    dam.save()
    misled = record.entries["misled"]
    misled.gone_in = second
    misled.save()
    return record


@pytest.fixture
def see(client: Client) -> Callable[..., str]:
    """The words of a page, asked for as the public does."""

    def page(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, (address, answer.status_code)
        return answer.content.decode()

    return page


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Any]:
    """Chromium, closed when the test is over."""
    from .in_browser import opened  # noqa: PLC0415 - most tests need no selenium

    driver = opened(tmp_path / "profile")
    yield driver
    driver.quit()
