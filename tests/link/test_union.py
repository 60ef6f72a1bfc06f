"""Lists put together: what is one entry and what is not."""

from typing import Any

import pytest

from onrecord.link import union
from onrecord.link.popolo import popolo


def body(id: str, name: str, number: str | None = None, area: str = "tl") -> dict[str, Any]:
    numbers = [{"scheme": "tarn", "identifier": number}] if number else []
    return {"id": id, "name": name, "area_id": area, "identifiers": numbers}


ROWS = [
    # why, first list, second list, ids of the whole
    ("one id", [body("a", "Dams Board")], [body("a", "Board of Dams")], ["a"]),
    ("one number", [body("a", "Dams Board", "7")], [body("b", "Board of Dams", "7")], ["a"]),
    ("one name", [body("a", "Dams Board", "7")], [body("b", "the Dams Board")], ["a"]),
    ("one name, two numbers", [body("a", "Dams Board", "7")], [body("b", "Dams Board", "8")],
     ["a", "b"]),
    ("one name, two countries", [body("a", "Dams Board")], [body("b", "Dams Board", area="hm")],
     ["a", "b"]),
    ("two in one list", [body("a", "Dams Board"), body("b", "Dams Board")], [], ["a", "b"]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other", "ids"), ROWS, ids=[row[0] for row in ROWS])
def test_bodies(
    why: str, one: list[dict[str, Any]], other: list[dict[str, Any]], ids: list[str]
) -> None:
    lists = [popolo({"organizations": many}, "here") for many in (one, other)]
    assert [entry.id for entry in union(lists).entries] == ids


def test_people_of_one_name_stay_two_and_memberships_follow_the_number() -> None:
    number = [{"scheme": "tarn", "identifier": "7"}]
    first = {"persons": [{"id": "a", "name": "Ada Moss", "identifiers": number}]}
    second = {
        "persons": [
            {"id": "b", "name": "A. Moss", "identifiers": number},
            {"id": "c", "name": "Ada Moss"},
        ],
        "memberships": [{"person_id": "b", "organization_id": "o"}],
    }
    known = union([popolo(first, "first"), popolo(second, "second")])
    assert [(entry.id, [name.text for name in entry.names()]) for entry in known.entries] == [
        ("a", ["Ada Moss", "A. Moss"]),
        ("c", ["Ada Moss"]),
    ]
    assert [(one.person, one.body) for one in known.memberships] == [("a", "o")]
