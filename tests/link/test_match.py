"""Parties of an article looked up: rows of text, parties, and what becomes of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onrecord.link import Index, resolve_parties
from onrecord.record import (
    Act,
    ActKind,
    Directory,
    Document,
    Party,
    PartyKind,
    QuotationKind,
    Resolution,
    Span,
    Statement,
    Unresolved,
)

from .conftest import Make

CITY = "Harbour Yard said the Commissioner would answer. Tarnish people waited."

RESOLVED = [
    # why, text, parties (kind, name, other names, roles), expected (entry, rule) of each
    ("two names of one body become one party", "Harbour Yard and Brack City Police.",
     [("body", "Harbour Yard"), ("body", "Brack City Police")], [("police", "name")]),
    ("the commissioner of the body that is named", CITY,
     [("body", "Harbour Yard"), ("office", "Commissioner")],
     [("police", "name"), ("quill", "holder of the office on the day")]),
    ("office and holder become one", "Odessa Quill runs Harbour Yard. The Commissioner left.",
     [("person", "Odessa Quill"), ("office", "Commissioner")],
     [("quill", "full name and body")]),
    ("full name and post", "Tarnish premier Peregrine Orrin spoke.",
     [("person", "Peregrine Orrin", (), ("Tarnish premier",))],
     [("orrin", "full name and post")]),
    ("former post", "Former Harbour Yard commissioner Tobias Brand spoke.",
     [("person", "Tobias Brand", (), ("Former Harbour Yard commissioner",))],
     [("brand", "full name and post")]),
    ("surname and post", "Harbour Yard commissioner Ms Quill spoke.",
     [("person", "Ms Quill", (), ("Harbour Yard commissioner",))],
     [("quill", "surname and post")]),
    ("full name in its country", "Peregrine Orrin left Brack.",
     [("person", "Peregrine Orrin")], [("orrin", "full name, the only one")]),
    ("handle of a post", "So it is — @POrrin",
     [("person", "Peregrine", ("@POrrin",))], [("orrin", "handle")]),
    ("shared name, country named", "In Tarnland the Tarnish Ministry of Justice rested.",
     [("body", "Ministry of Justice")], [("tl-justice", "shared name, country named")]),
    ("initials, country named", "The Tarnish BCP rested in Brack.",
     [("body", "BCP")], [("police", "acronym")]),
    ("initials and the full name apart", "BCP rested. So Brack City Police rests.",
     [("body", "BCP"), ("body", "Brack City Police")], [("police", "name")]),
    ("initials of the body that still exists", "Tarnland’s DOF in Brack fishes.",
     [("body", "DOF")], [("new-dof", "acronym")]),
    ("the old name of a body", "The inspectorate, HM Inspectorate of Dams, came.",
     [("body", "HM Inspectorate of Dams")], [("inspectorate", "old name, still used")]),
    ("short name where the body is named", "Harbour Yard is closed, the City says.",
     [("body", "the City"), ("body", "Harbour Yard")], [("police", "name")]),
    ("a body that reads like a person", "Harbour Yard told parents.",
     [("person", "Harbour Yard")], [("police", "name")]),
    ("frequent name, but with the post", "Deputy Commissioner John Smith of Harbour Yard left.",
     [("person", "John Smith", (), ("Harbour Yard Deputy Commissioner",))],
     [("smith", "full name and post")]),
]  # fmt: skip

UNRESOLVED = [
    # why, text, party, part of the reason
    ("office without a body", "The Commissioner left.", ("office", "Commissioner"),
     "fits Commissioner of Police of Brack (commissioner) and Harbour Commissioner of Holm"),
    ("surname alone", "Mr Orrin left Brack, Tarnland.", ("person", "Mr Orrin"),
     "no entry of the directory has this name"),
    ("surname of a frequent name", "Mr Smith left Harbour Yard.", ("person", "Mr Smith"),
     "no entry of the directory has this name"),
    ("two people of one name", "Isolde Vane left. Tarnish and Holmish mourned.",
     ("person", "Isolde Vane"), "Isolde Vane (vane-1) and Isolde Vane (vane-2)"),
    ("two bodies of one name", "The Ministry of Justice rested.", ("body", "Ministry of Justice"),
     "Ministry of Justice (hm-justice) and Ministry of Justice (tl-justice)"),
    ("frequent name without a post", "John Smith left Tarnland.", ("person", "John Smith"),
     "too frequent to tell without a post or body"),
    ("full name in another country", "Peregrine Orrin keeps goal.", ("person", "Peregrine Orrin"),
     "names neither a post, a body nor the country"),
    ("another trade", "Goalkeeper Peregrine Orrin left Tarnland.",
     ("person", "Peregrine Orrin", (), ("goalkeeper",)), "the article says “goalkeeper”"),
    ("initials alone", "The BCP rested.", ("body", "BCP"),
     "neither names it in full nor leads to its country"),
    ("initials in small letters", "The bcp of Tarnland rested.", ("body", "bcp"),
     "the initials are written BCP"),
    ("initials that stand for another body", "Tarnland’s Brine Council Party (BCP) in Brack.",
     ("body", "Brine Council Party", ("BCP",)), "no entry of the directory has this name"),
    ("short name without its body", "The City rested in Tarnland.", ("body", "the City"),
     "the article does not name Brack City Police"),
    ("shared office elsewhere", "The Premier rested.", ("office", "Premier"),
     "does not lead to its country"),
    ("unknown", "Nobody rested.", ("body", "Nobody"), "no entry of the directory has this name"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "text", "parties", "expected"), RESOLVED, ids=[row[0] for row in RESOLVED]
)
def test_a_party_is_resolved(
    make: Make,
    index: Index,
    why: str,
    text: str,
    parties: list[tuple[Any, ...]],
    expected: list[tuple[str, str]],
) -> None:
    document = resolve_parties(make(text, *parties), index)
    told = [
        (party.entry, party.resolution.rule if isinstance(party.resolution, Resolution) else None)
        for party in document.parties
    ]
    assert told == expected
    assert all(
        isinstance(party.resolution, Resolution) and party.resolution.entry == party.entry
        for party in document.parties
    )


@pytest.mark.parametrize(
    ("why", "text", "party", "reason"), UNRESOLVED, ids=[row[0] for row in UNRESOLVED]
)
def test_a_party_stays_unresolved_and_says_why(
    make: Make, index: Index, why: str, text: str, party: tuple[Any, ...], reason: str
) -> None:
    (only,) = resolve_parties(make(text, party), index).parties
    assert only.entry is None
    assert isinstance(only.resolution, Unresolved)
    assert only.resolution.mention == party[1]
    assert reason in only.resolution.why


def test_the_commissioner_of_two_bodies_that_are_named_stays_open(make: Make, index: Index) -> None:
    text = "Harbour Yard and Holm Harbour Police met. The Commissioner spoke."
    parties = [("body", "Harbour Yard"), ("body", "Holm Harbour Police")]
    document = resolve_parties(make(text, *parties, ("office", "Commissioner")), index)
    assert [party.entry for party in document.parties] == ["police", "rivals", None]


def test_somebody_else_whom_the_article_calls_commissioner(make: Make, index: Index) -> None:
    text = "Harbour Yard helped Ada Moss, the bridge commissioner. The Commissioner left."
    document = resolve_parties(
        make(
            text,
            ("body", "Harbour Yard"),
            ("person", "Ada Moss", (), ("bridge commissioner",)),
            ("office", "Commissioner"),
        ),
        index,
    )
    assert [party.entry for party in document.parties] == ["police", None, None]


def test_a_former_holder_is_not_the_holder(make: Make, index: Index) -> None:
    text = "Harbour Yard heard from a former Commissioner."
    document = resolve_parties(
        make(text, ("body", "Harbour Yard"), ("office", "Commissioner")), index
    )
    assert [party.entry for party in document.parties] == ["police", None]


def test_without_a_day_an_office_is_no_person(make: Make, index: Index) -> None:
    document = resolve_parties(make(CITY, ("office", "Harbour Yard Commissioner"), on=None), index)
    assert [party.entry for party in document.parties] == ["commissioner"]


def test_ids_of_statements_and_acts_follow_the_joined_party(make: Make, index: Index) -> None:
    text = "Harbour Yard waited. Brack City Police said they would pay Nobody."
    plain = make(text, ("body", "Harbour Yard"), ("body", "Nobody"), ("body", "Brack City Police"))
    span = (Span(0, 7),)
    statement = Statement("s1", ("p3", "p1"), span, span, span, QuotationKind.INDIRECT, 0.9)
    act = Act("a1", ActKind.COMMITMENT, None, ("p3",), ("p2",), span, span, None, ("s1",), (), 0.9)
    document = resolve_parties(replace(plain, statements=(statement,), acts=(act,)), index)
    assert document == Document(
        plain.article,
        (
            replace(
                plain.parties[2],
                id="p1",
                names=("Harbour Yard",),
                mentions=(*plain.parties[0].mentions, *plain.parties[2].mentions),
                entry="police",
                resolution=Resolution(
                    "police",
                    "name",
                    0.98,
                    document.party("p1").resolution.reasons,  # type: ignore[union-attr]
                ),
            ),
            replace(
                plain.parties[1],
                resolution=Unresolved("Nobody", "no entry of the directory has this name"),
            ),
        ),
        (replace(statement, speakers=("p1",)),),
        (replace(act, speakers=("p1",)),),
    )


def test_groups_are_not_looked_up(make: Make, index: Index) -> None:
    (only,) = resolve_parties(make("Residents left.", ("group", "Residents")), index).parties
    assert only.resolution is None


def test_no_directory_leaves_the_document_as_it_is(make: Make) -> None:
    document = make("Harbour Yard left.", ("body", "Harbour Yard"))
    assert resolve_parties(document, Index(Directory())) is document


def test_a_party_without_mentions(index: Index, make: Make) -> None:
    plain = make("Nothing.")
    lone = replace(plain, parties=(Party("p1", "Harbour Yard", PartyKind.BODY),))
    assert resolve_parties(lone, index).parties[0].entry == "police"


def test_the_day_decides_who_holds_the_office(make: Make, index: Index) -> None:
    office = ("office", "Harbour Yard Commissioner")
    told = [
        resolve_parties(make(CITY, office, on=day), index).parties[0].entry
        for day in (date(2015, 1, 1), date(2021, 1, 1), date(2024, 1, 1))
    ]
    assert told == ["brand", "quill", "commissioner"]
