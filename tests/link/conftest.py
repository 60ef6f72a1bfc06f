"""A made-up country with its directory, and documents made of parties alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from onrecord.link import Index, union
from onrecord.link.popolo import popolo
from onrecord.record import (
    Article,
    Block,
    BlockKind,
    Directory,
    Document,
    Party,
    PartyKind,
    Span,
)

TARNLAND: dict[str, Any] = {
    "areas": [
        {"id": "tl", "name": "Tarnland", "other_names": [{"name": "Tarnish"}, {"name": "Brack"}]},
        {"id": "hm", "name": "Holmland", "other_names": [{"name": "Holmish"}]},
    ],
    "organizations": [
        {
            "id": "police",
            "name": "Brack City Police",
            "area_id": "tl",
            "contact_details": [{"type": "twitter", "value": "BrackPolice"}],
            "other_names": [
                {"name": "Harbour Yard"},
                {"name": "BCP"},
                {"name": "the City", "kind": "short"},
            ],
        },
        {
            "id": "inspectorate",
            "name": "HM Inspectorate of Dams and Bridges",
            "area_id": "tl",
            "other_names": [
                {"name": "HM Inspectorate of Dams", "end_date": "2017-07-18"},
                {"name": "HMID", "end_date": "2017-07-18"},
                {"name": "HMIDAB", "start_date": "2017-07-19"},
            ],
        },
        {"id": "tl-justice", "name": "Ministry of Justice", "name_kind": "shared", "area_id": "tl"},
        {"id": "hm-justice", "name": "Ministry of Justice", "name_kind": "shared", "area_id": "hm"},
        {"id": "old-dof", "name": "Dams Office", "area_id": "tl", "dissolution_date": "2012-03-31",
         "other_names": [{"name": "DOF"}]},
        {"id": "new-dof", "name": "Department of Fish", "area_id": "tl",
         "other_names": [{"name": "DOF"}]},
        {"id": "rivals", "name": "Holm Harbour Police", "area_id": "hm"},
    ],
    "persons": [
        {"id": "quill", "name": "Odessa Quill", "area_id": "tl"},
        {"id": "brand", "name": "Tobias Brand", "area_id": "tl"},
        {"id": "smith", "name": "John Smith", "area_id": "tl"},
        {"id": "vane-1", "name": "Isolde Vane", "area_id": "tl"},
        {"id": "vane-2", "name": "Isolde Vane", "area_id": "hm"},
        {"id": "orrin", "name": "Peregrine Orrin", "area_id": "tl",
         "contact_details": [{"type": "twitter", "value": "POrrin"}]},
    ],
    "posts": [
        {"id": "commissioner", "label": "Commissioner of Police of Brack", "role": "Commissioner",
         "organization_id": "police", "area_id": "tl"},
        {"id": "deputy", "label": "Deputy Commissioner of Police of Brack",
         "role": "Deputy Commissioner", "organization_id": "police", "area_id": "tl"},
        {"id": "holm-commissioner", "label": "Harbour Commissioner of Holm", "role": "Commissioner",
         "organization_id": "rivals", "area_id": "hm"},
        {"id": "premier", "label": "Premier of Tarnland", "role": "Premier", "area_id": "tl",
         "other_names": [{"name": "Premier", "kind": "shared"}]},
    ],
    "memberships": [
        {"person_id": "brand", "post_id": "commissioner", "start_date": "2011-01-01",
         "end_date": "2017-04-10"},
        {"person_id": "quill", "post_id": "commissioner", "start_date": "2017-04-10",
         "end_date": "2022-04-10"},
        {"person_id": "smith", "post_id": "deputy", "start_date": "2018-01-01",
         "as_of": "2023-01-01"},
        {"person_id": "orrin", "post_id": "premier", "start_date": "2016-05-09",
         "as_of": "2023-01-01"},
    ],
}  # fmt: skip

Make = Callable[..., Document]


@pytest.fixture(scope="session")
def tarnland() -> Directory:
    return popolo(TARNLAND, "tarnland")


@pytest.fixture(scope="session")
def index(tarnland: Directory) -> Index:
    return Index(union([tarnland]))


@pytest.fixture(scope="session")
def make() -> Make:
    """A document of this text; a party is (kind, name, other names, roles)."""

    def made(text: str, *parties: tuple[Any, ...], on: date | None = date(2021, 3, 14)) -> Document:
        known = []
        for number, (kind, name, *more) in enumerate(parties, 1):
            names, roles = (*more, (), ())[:2]
            at = text.find(name)
            mentions = (Span(at, at + len(name)),) if at >= 0 else ()
            known.append(Party(f"p{number}", name, PartyKind(kind), names, roles, mentions))
        block = Block(BlockKind.BODY, Span(0, len(text)))
        article = Article("a", "test", text, (block,), published=on)
        return Document(article, tuple(known))

    return made
