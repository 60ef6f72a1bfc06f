"""The API says what the pages' JSON says, and describes itself."""

from typing import Any

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("api", "page"),
    [
        ("/entries?kind=call", "/calls.json"), ("/entries?kind=statement", "/statements.json"),
        ("/due", "/due.json"), ("/overdue", "/overdue.json"), ("/matters", "/matters.json"),
        ("/matters/1/entries", "/matters/1.json"), ("/parties", "/parties.json"),
        ("/parties/1/called-for", "/parties/1/called-for.json"), ("/articles", "/articles.json"),
        ("/search?q=sirens", "/search.json?q=sirens"),
    ],
)  # fmt: skip
def test_lists(api: str, page: str, record: Any, client: Client) -> None:
    said, shown = client.get(f"/api/v1{api}").json(), client.get(page).json()
    assert said["items"] and said["items"] == shown["items"]
    assert said["next"] is None


def test_corrections(judged: Any, client: Client) -> None:
    said, shown = client.get("/api/v1/corrections").json(), client.get("/corrections.json").json()
    assert said["items"] and said == {"items": shown["items"], "next": None}


def test_one_of_each(judged: Any, client: Client) -> None:
    for kind, names in {
        "entries/1": ("entry", "links", "history", "corrections", "also_reported"),
        "matters/1": ("matter", "parties", "links", "history", "articles", "replies"),
        "parties/1": ("party", "answering"),
        "articles/1": ("article", "snapshots", "copies"),
    }.items():
        said, shown = client.get(f"/api/v1/{kind}").json(), client.get(f"/{kind}.json").json()
        own, *more = names
        expected = {**shown[own], **{name: shown[name] for name in more}}
        if own == "article":
            expected["entries"] = shown["items"]
        assert said == expected


def test_faults(judged: Any, client: Client) -> None:
    for where, status, told in (
        ("/entries/99", 404, "there is no entry 99"),
        ("/matters/99", 404, "there is no matter 99"),
        ("/parties/1/nothing", 404, "'nothing' is none of "
         "called-for, promised, asked, answered, said"),
        ("/entries?kind=call&after=99", 400, "after: there is no entry 99 to begin after"),
        ("/search?q=x&kind=nothing", 400,
         "kind 'nothing' is none of statement, call, commitment, response"),
    ):  # fmt: skip
        answer = client.get(f"/api/v1{where}")
        assert (answer.status_code, answer.json()) == (status, {"error": told})
    for where in ("/entries", "/entries?kind=x", "/matters?limit=101"):
        assert client.get(f"/api/v1{where}").status_code == 422


def test_description(db: None, client: Client) -> None:
    value = client.get("/api/v1/openapi.json").json()
    assert sorted(value["paths"]) == sorted(
        f"/api/v1{path}"
        for path in (
            "/articles", "/articles/{id}", "/corrections", "/due", "/entries", "/entries/{id}",
            "/matters", "/matters/{id}", "/matters/{id}/entries", "/overdue", "/parties",
            "/parties/{id}", "/parties/{id}/{shelf}", "/search", "/subscriptions",
            "/subscriptions/topics",
        )
    )  # fmt: skip
    assert all(deed["description"] for path in value["paths"].values() for deed in path.values())
    assert client.get("/api/v1/docs").status_code == 404
