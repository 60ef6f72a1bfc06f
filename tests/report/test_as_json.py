"""The JSON form: its shape, the way back, and what it refuses."""

import json
from copy import deepcopy
from typing import Any

import pytest

from onrecord.record import (
    Article,
    BadInput,
    Document,
    Party,
    PartyKind,
    Resolution,
    Skipped,
    SkipReason,
    Unresolved,
)
from onrecord.report import document_from_json, document_to_json, json_text, skipped_to_json


def test_the_whole_document(harbour: Document) -> None:
    value = document_to_json(harbour)
    text = harbour.article.text
    assert value == {
        "onrecord": 1,
        "article": {
            "id": "h1",
            "source": "harbour.txt",
            "outlet": "The Daily Example",
            "title": "Quay closed",
            "authors": ["Eve Park"],
            "published": "2024-05-03",
            "language": "en",
            "text": text,
            "blocks": [
                {"kind": "furniture", "span": [0, 25]},
                {"kind": "heading", "span": [27, 38]},
                {"kind": "body", "span": [40, 106]},
                {"kind": "body", "span": [108, 157]},
                {"kind": "body", "span": [159, 179]},
                {"kind": "post", "span": [181, 239]},
            ],
            "posts": [
                {
                    "span": [181, 239],
                    "author": "Ben Ruiz",
                    "handle": "@benruiz",
                    "date": "2024-05-02",
                    "links": ["https://example.org/1"],
                    "content": [181, 206],
                }
            ],
            "url": "https://example.org/quay",
        },
        "parties": [
            {
                "id": "p1",
                "name": "Ada Moll",
                "kind": "person",
                "names": ["Moll"],
                "roles": ["harbour master"],
                "mentions": [[40, 48], [126, 136]],
                "entry": None,
                "resolution": None,
            },
            {
                "id": "p2",
                "name": "Ben Ruiz",
                "kind": "person",
                "names": [],
                "roles": [],
                "mentions": [],
                "entry": "Q7",
                "resolution": None,
            },
        ],
        "statements": [
            {
                "id": "s1",
                "speakers": ["p1"],
                "source": [[40, 48]],
                "cue": [[49, 53]],
                "content": [[54, 76]],
                "quotation": "mixed",
                "said_on": None,
                "confidence": 0.97,
            },
            {
                "id": "s2",
                "speakers": [],
                "source": [[82, 89]],
                "cue": [[90, 99]],
                "content": [[100, 105]],
                "quotation": "indirect",
                "said_on": None,
                "confidence": 0.41,
            },
            {
                "id": "s4",
                "speakers": ["p2"],
                "source": [[209, 217]],
                "cue": [],
                "content": [[181, 206]],
                "quotation": "post",
                "said_on": None,
                "confidence": 1.0,
            },
            {
                "id": "s3",
                "speakers": ["p1"],
                "source": [[126, 130]],
                "cue": [[131, 136]],
                "content": [[108, 125], [138, 157], [159, 179]],
                "quotation": "direct",
                "said_on": None,
                "confidence": 0.9,
            },
        ],
        "acts": [],
        "dates": [],
        "finds": ["statements", "parties", "acts", "dates"],
        "made_by": None,
    }


def test_the_order_of_fields_is_that_of_the_reference(harbour: Document) -> None:
    value = document_to_json(harbour)
    assert list(value) == [
        "onrecord",
        "article",
        "parties",
        "statements",
        "acts",
        "dates",
        "finds",
        "made_by",
    ]
    assert list(value["article"])[:10] == [
        "id",
        "source",
        "outlet",
        "title",
        "authors",
        "published",
        "language",
        "text",
        "blocks",
        "posts",
    ]


def test_there_and_back(harbour: Document, bridge: Document, plain: Any) -> None:
    bare = plain("")
    for document in (harbour, bridge, bare, plain("Moll said no \ud83d.", ("Moll", "said", "no"))):
        text = json_text(document_to_json(document))
        assert document_from_json(json.loads(text.encode())) == document


def test_unknown_fields_and_a_missing_post_content_are_passed_over(harbour: Document) -> None:
    value = document_to_json(harbour)
    value["links"] = [{"id": "l1"}]
    value["statements"][0]["said_on"] = {"from": "2024-05-01", "to": "2024-05-01"}
    del value["article"]["posts"][0]["content"]
    post = document_from_json(value).article.posts[0]
    assert post.content == post.span


def test_confidence_has_two_places(harbour: Document) -> None:
    value = document_to_json(harbour)
    value["statements"][0]["confidence"] = 0.123456
    again = document_to_json(document_from_json(value))
    assert again["statements"][0]["confidence"] == 0.12


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("onrecord",), 2, "document.onrecord: expected 1, got 2"),
        (("article", "text"), None, "article.text: expected a string, got None"),
        (
            ("article", "published"),
            "last week",
            "article.published: expected a day like 2021-03-14 or null, got 'last week'",
        ),
        (
            ("article", "blocks", 0, "kind"),
            "advert",
            "article.blocks[0].kind: expected one of body, heading, furniture, post, caption,"
            " got 'advert'",
        ),
        (
            ("article", "blocks", 1),
            {"kind": "body", "span": [1, 9]},
            "harbour.txt: block (1, 9) overlaps",
        ),
        (("parties",), {}, "parties: expected a list, got {}"),
        (("parties", 1, "name"), 7, "parties[1].name: expected a string, got 7"),
        (
            ("statements", 2, "content", 0),
            [5, 900],
            "statements[2].content[0]: expected a pair [start, end] within the 239 characters"
            " of the text, got [5, 900]",
        ),
        (("statements", 0, "cue", 0), "said", "statements[0].cue[0]: expected a pair"),
        (("statements", 0, "cue", 0), [True, 9.0], "statements[0].cue[0]: expected a pair"),
        (("statements", 0), None, "statements[0]: expected an object, got None"),
        (("statements", 0, "speakers"), ["p9"], "s1: speaks for a party that the document lacks"),
        (
            ("statements", 1, "confidence"),
            1.5,
            "statements[1].confidence: expected a number from 0 to 1, got 1.5",
        ),
        (
            ("statements", 1, "confidence"),
            True,
            "statements[1].confidence: expected a number from 0 to 1, got True",
        ),
        (
            ("statements", 3, "quotation"),
            "x" * 99,
            f"one of direct, mixed, indirect, post, got '{'x' * 59}…",
        ),
    ],
)
def test_what_is_wrong_is_named(
    harbour: Document, path: tuple[str | int, ...], value: Any, message: str
) -> None:
    assert message in refusal(harbour, path, value)


# The first act has a due date with days, the last one without.
@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("acts",), None, "acts: expected a list, got None"),
        (("acts", 0), [], "acts[0]: expected an object, got []"),
        (
            ("acts", 0, "kind"),
            "demand",
            "acts[0].kind: expected one of call, commitment, response, got 'demand'",
        ),
        (
            ("acts", 1, "stance"),
            "",
            "acts[1].stance: expected one of accepts, refuses, done, denies, explains, disputes,"
            " silent, got ''",
        ),
        (("acts", 0, "speakers"), ["p99"], "a: names a party that the document lacks"),
        (("acts", 0, "parties", 0), 2, "acts[0].parties[0]: expected a string, got 2"),
        (
            ("acts", 0, "evidence"),
            [[0, 9999]],
            "acts[0].evidence[0]: expected a pair [start, end] within the 780 characters of the"
            " text, got [0, 9999]",
        ),
        (("acts", 0, "action", 0), "x", "acts[0].action[0]: expected a pair"),
        (("acts", 0, "due"), "soon", "acts[0].due: expected an object, got 'soon'"),
        (("acts", 0, "due", "span"), None, "acts[0].due.span: expected a pair"),
        (
            ("acts", 0, "due", "from"),
            None,
            "acts[0].due.from: expected a day like 2021-03-14, got None",
        ),
        (
            ("acts", 0, "due", "to"),
            "28 May",
            "acts[0].due.to: expected a day like 2021-03-14 or null, got '28 May'",
        ),
        (
            ("acts", 0, "due", "to"),
            "2024-05-01",
            "acts[0].due.to: expected a day not before 2024-05-28, got '2024-05-01'",
        ),
        (("acts", -1, "due", "working"), 3, "acts[8].due.working: expected a string, got 3"),
        (("acts", -1, "due"), {"span": [1, 2]}, "acts[8].due: the field “from” is missing"),
        (("acts", 1, "answers"), ["z"], "d: names a statement or an act that the document lacks"),
        (("acts", 1, "statements"), "s1", "acts[1].statements: expected a list, got 's1'"),
        (("acts", 0, "confidence"), "high", "acts[0].confidence: expected a number from 0 to 1"),
        (("dates", 1, "span"), [1], "dates[1].span: expected a pair"),
        (
            ("dates", 0),
            {"span": [1, 2], "from": None, "to": None},
            "dates[0].from: expected a day like 2021-03-14, got None",
        ),
        (
            ("statements", 0, "said_on"),
            "Tuesday",
            "statements[0].said_on: expected an object, got 'Tuesday'",
        ),
        (
            ("statements", 0, "said_on", "to"),
            None,
            "statements[0].said_on.to: expected a day like 2021-03-14, got None",
        ),
    ],
)
def test_what_is_wrong_with_acts_and_dates_is_named(
    bridge: Document, path: tuple[str | int, ...], value: Any, message: str
) -> None:
    assert message in refusal(bridge, path, value)


def refusal(document: Document, path: tuple[str | int, ...], value: Any) -> str:
    """What the reader says of the document's JSON with `value` at `path`."""
    broken = deepcopy(document_to_json(document))
    at: Any = broken
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(BadInput) as caught:
        document_from_json(broken)
    return str(caught.value)


def test_what_is_missing_is_named(harbour: Document) -> None:
    value = document_to_json(harbour)
    del value["statements"][1]["quotation"]
    with pytest.raises(BadInput, match=r"statements\[1\]: the field “quotation” is missing"):
        document_from_json(value)
    with pytest.raises(BadInput, match="document: expected an object, got \\[\\]"):
        document_from_json([])  # type: ignore[arg-type]


def test_skipped() -> None:
    skipped = Skipped("mails.jsonl:12", SkipReason.MALFORMED, "no JSON; mend the line")
    value = skipped_to_json(skipped)
    assert value == {
        "onrecord": 1,
        "skipped": {
            "source": "mails.jsonl:12",
            "reason": "malformed",
            "detail": "no JSON; mend the line",
        },
    }
    with pytest.raises(BadInput, match="a skipped input, not a document"):
        document_from_json(value)


def test_how_a_party_was_resolved_is_written_and_read_again() -> None:
    article = Article("a", "test", "Weir House and Ada.", ())
    document = Document(
        article,
        (
            Party("p1", "Weir House", PartyKind.BODY, entry="board",
                  resolution=Resolution("board", "name", 0.98, ("it is called so",))),
            Party("p2", "Ada", PartyKind.PERSON, resolution=Unresolved("Ada", "two fit")),
        ),
    )  # fmt: skip
    written = document_to_json(document)
    assert [(one["entry"], one["resolution"]) for one in written["parties"]] == [
        ("board", {"rule": "name", "score": 0.98, "reasons": ["it is called so"]}),
        (None, {"unresolved": "two fit"}),
    ]
    assert document_from_json(json.loads(json_text(written))) == document
