"""Sources in the record."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from onrecord.record import BadOption, Source, SourceKind, SourceState, Tried

pytestmark = pytest.mark.django_db

NOW = datetime(2021, 3, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
POST = Source(
    "https://torhavn.example/feed",
    SourceKind.RSS,
    "Torhavn Post – News",
    "The Torhavn Post",
    "https://torhavn.example/",
)
ECHO = Source("https://echo.example/news.xml", SourceKind.SITEMAP)
STATE = SourceState(
    etag='"1"',
    last_modified="Sun, 14 Mar 2021 08:00:00 GMT",
    checked=NOW,
    answered=NOW - HOUR,
    next_check=NOW + HOUR,
    failures=2,
    error="echo.example answered 503",
    days=(date(2021, 3, 1), date(2021, 3, 14)),
    seen=("a", "b"),
    tried=(Tried("c", 3, NOW + HOUR),),
)


@pytest.fixture
def keeping() -> Any:
    from onrecord.keep import sources  # noqa: PLC0415 - needs Django's settings

    return sources


def test_a_source_is_kept_with_all_that_is_known_of_it(keeping: Any) -> None:
    added = keeping.add_source(POST, NOW)
    assert added is not None
    assert (added.source, added.state, added.added) == (POST, SourceState(), NOW)
    keeping.add_source(ECHO, NOW)
    keeping.keep_state(added, STATE)
    echo, post = keeping.sources()
    assert (post.source, post.state, post.added) == (POST, STATE, NOW)
    assert (echo.source, echo.state, echo.added) == (ECHO, SourceState(), NOW)


def test_a_source_is_added_once(keeping: Any) -> None:
    assert keeping.add_source(POST, NOW) is not None
    assert keeping.add_source(replace(POST, title="Another"), NOW) is None
    assert [one.source for one in keeping.sources()] == [POST]


def test_a_removed_source_comes_back_with_its_memory_and_is_due(keeping: Any) -> None:
    first = keeping.add_source(POST, NOW)
    keeping.keep_state(first, STATE)
    keeping.remove(first, NOW)
    assert (keeping.sources(), keeping.due(NOW + 2 * HOUR)) == ((), ())
    again = keeping.add_source(POST, NOW + HOUR)
    assert again is not None
    assert (again.id, again.state) == (first.id, replace(STATE, next_check=None))
    assert keeping.due(NOW) == (again,)


def test_what_is_due(keeping: Any) -> None:
    added = [
        keeping.add_source(Source(f"https://{name}.example/feed", SourceKind.RSS), NOW)
        for name in "abcd"
    ]
    for one, pause in zip(added, (HOUR, -HOUR, -2 * HOUR), strict=False):
        keeping.keep_state(one, SourceState(next_check=NOW + pause))
    assert [one.source.address[8] for one in keeping.due(NOW)] == ["c", "b", "d"]


@pytest.mark.parametrize(
    "name",
    ["https://torhavn.example/feed", "https://torhavn.example/", "https://torhavn.example"],
)
def test_a_source_is_named_by_its_address_or_its_page(keeping: Any, name: str) -> None:
    keeping.add_source(ECHO, NOW)
    post = keeping.add_source(POST, NOW)
    assert keeping.named([name, POST.address]) == (post,)


def test_a_name_of_no_source(keeping: Any) -> None:
    with pytest.raises(BadOption, match=r"https://x\.example/ is no source; `onrecord sources l"):
        keeping.named(["https://x.example/"])


def test_an_address_that_is_too_long(keeping: Any) -> None:
    with pytest.raises(BadOption, match="longer than the 2000 characters"):
        keeping.add_source(Source("https://torhavn.example/" + "a" * 2000, SourceKind.RSS), NOW)
    assert keeping.sources() == ()


def test_silence_is_told_of_a_kept_source(keeping: Any) -> None:
    added = keeping.add_source(POST, NOW)
    assert added.silent_since() is None
    silent = SourceState(answered=NOW + timedelta(days=15))
    keeping.keep_state(added, silent)
    assert [one.silent_since() for one in keeping.sources()] == [date(2021, 3, 14)]


def test_a_kept_article_is_known_by_its_address(keeping: Any) -> None:
    from onrecord.keep.adding import add  # noqa: PLC0415 - needs Django's settings
    from onrecord.record import Article, Block, BlockKind, Document, Span  # noqa: PLC0415

    text = "The ferry is late."
    article = Article(
        "a1", "x", text, (Block(BlockKind.BODY, Span(0, len(text))),),
        url="https://torhavn.example/a/?utm_source=rss",
    )  # fmt: skip
    add(Document(article))
    known = [
        keeping.has_article(f"https://torhavn.example/{name}") for name in ("a", "a/?fbclid=1", "b")
    ]
    assert known == [True, True, False]
