"""Acts, dates and the days of statements in the JSON form."""

from onrecord.record import Document
from onrecord.report import document_from_json, document_to_json


def test_acts_dates_and_the_day_of_a_statement(bridge: Document) -> None:
    value = document_to_json(bridge)
    found = {act["id"]: act for act in value["acts"]}
    assert found["a"] == {
        "id": "a",
        "kind": "call",
        "stance": None,
        "speakers": ["p1"],
        "parties": ["p2"],
        "evidence": [[34, 166]],
        "action": [[115, 166]],
        "due": {
            "span": [152, 166],
            "from": "2024-05-28",
            "to": "2024-05-28",
            "working": "“within 28 days” of 30 April 2024: by 28 May 2024",
        },
        "statements": [],
        "answers": [],
        "confidence": 0.94,
    }
    assert found["b"] == {
        "id": "b",
        "kind": "call",
        "stance": None,
        "speakers": ["p1"],
        "parties": [],
        "evidence": [[169, 200], [217, 251]],
        "action": [[178, 198], [242, 249]],
        "due": {"span": [218, 237], "from": None, "to": None, "working": None},
        "statements": ["s0"],
        "answers": [],
        "confidence": 0.9,
    }
    assert [(found[id]["stance"], found[id]["answers"]) for id in "dfgh"] == [
        ("refuses", ["a"]),
        ("disputes", ["c"]),
        ("accepts", ["b"]),
        ("silent", []),
    ]
    assert value["dates"] == [
        {
            "span": [104, 111],
            "from": "2024-04-30",
            "to": "2024-04-30",
            "working": "“Tuesday” of 3 May: 30 April 2024",
        },
        {
            "span": [444, 453],
            "from": "2024-05-06",
            "to": "2024-05-12",
            "working": "“next week” of 3 May 2024: 6 to 12 May 2024",
        },
    ]
    assert [statement["said_on"] for statement in value["statements"]] == [
        {"from": "2024-04-30", "to": "2024-04-30"},
        *[None] * 4,
    ]


def test_documents_made_before_acts_and_dates_and_by_other_tools(bridge: Document) -> None:
    value = document_to_json(bridge)
    for found in value["dates"]:
        del found["working"]
    plain = document_from_json(value)
    assert [found.working for found in plain.dates] == [
        "“Tuesday”: 30 April 2024",
        "“next week”: 6 to 12 May 2024",
    ]
    for field in ("acts", "dates"):
        del value[field]
    for statement in value["statements"]:
        del statement["said_on"]
    bare = document_from_json(value)
    assert (bare.acts, bare.dates) == ((), ())
    assert {statement.said_on for statement in bare.statements} == {None}
