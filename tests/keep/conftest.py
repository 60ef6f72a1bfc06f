"""Made-up articles with what was found in them, written by their words.

The tests' database is Django's own: one in memory, or on the PostgreSQL server
that ONRECORD_DATABASE_URL names (`tests/on_postgres.py` starts one).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from onrecord.record import (
    Act,
    ActKind,
    Article,
    Block,
    BlockKind,
    Document,
    Due,
    Party,
    PartyKind,
    Period,
    QuotationKind,
    Span,
    Stance,
    Statement,
)

KINDS = {"p": PartyKind.PERSON, "b": PartyKind.BODY, "o": PartyKind.OFFICE, "g": PartyKind.GROUP}


@dataclass
class Said:
    """A statement: who says which words."""

    speaker: str
    words: str
    sure: float = 0.9


@dataclass
class Did:
    """An act: its kind or a response's stance, who to whom, in which words."""

    kind: str
    speaker: str
    party: str
    words: str
    action: str = ""
    due: tuple[str, date] | None = None
    answers: int | None = None
    sure: float = 0.9


Found = Said | Did


def write(
    text: str, *found: Found, parties: Sequence[str | Party] = (), **article: Any
) -> Document:
    """A document of this text; a party is “p:Ada Moss”, its kind by its first letter."""
    known = [_party(at, one) for at, one in enumerate(parties, 1)]
    ids = {one.name: one.id for one in known}
    blocks = []
    at = 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(BlockKind.BODY, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    statements = [one for one in found if isinstance(one, Said)]
    acts = [one for one in found if isinstance(one, Did)]
    article.setdefault("published", date(2024, 5, 20))
    article.setdefault("source", "/news/tarn.txt")
    return Document(
        article=Article(id="x", text=text, blocks=tuple(blocks), **article),
        parties=tuple(known),
        statements=tuple(
            Statement(
                id=f"s{number}",
                speakers=(ids[one.speaker],) if one.speaker else (),
                source=(),
                cue=(),
                content=(_span(text, one.words),),
                quotation=QuotationKind.DIRECT,
                confidence=one.sure,
            )
            for number, one in enumerate(statements, 1)
        ),
        acts=tuple(_act(f"a{number}", one, text, ids) for number, one in enumerate(acts, 1)),
        made_by="test",
    )


def _party(number: int, one: str | Party) -> Party:
    if isinstance(one, Party):
        return one
    kind, _, name = one.partition(":")
    return Party(f"p{number}", name, KINDS[kind])


def _act(id: str, one: Did, text: str, ids: dict[str, str]) -> Act:
    response = one.kind not in set(ActKind)
    due = None
    if one.due:
        words, day = one.due
        due = Due(_span(text, words), Period(day, day))
    return Act(
        id=id,
        kind=ActKind.RESPONSE if response else ActKind(one.kind),
        stance=Stance(one.kind) if response else None,
        speakers=(ids[one.speaker],) if one.speaker else (),
        parties=(ids[one.party],) if one.party else (),
        evidence=(_span(text, one.words),),
        action=(_span(text, one.action),) if one.action else (),
        due=due,
        statements=(),
        answers=(f"a{one.answers}",) if one.answers else (),
        confidence=one.sure,
    )


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def dump() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the record, to the byte."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("keep").get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            rows[table] = [
                tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)
                for row in cursor.fetchall()
            ]
    return rows


@pytest.fixture(name="dump")
def dump_fixture(db: None) -> Iterator[Callable[[], dict[str, list[tuple[Any, ...]]]]]:
    yield dump
