"""The commands `onrecord sources …` and `onrecord collect`, from arguments to output and status."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.read import ReadOptions
from onrecord.read.pace import Clock
from onrecord.read.visits import Visitor
from onrecord.record import SourceState

pytestmark = pytest.mark.django_db

WORDS = (
    "“We shall open the quay to lorries by 1 April,” said Ivo Brandt, the harbour master of "
    "Torhavn. The council had asked him last week to say when the ferry would sail again."
)
PAGE = (
    "<html><head><title>Quay to open</title></head><body><article>"
    f"<p>{WORDS}</p><p>Nobody at the meeting in the old school could say how many people had "
    "lost their work.</p></article></body></html>"
)
ITEM = "<item><guid>{0}</guid><link>/{0}</link><pubDate>{1} Mar 2021 08:00:00 GMT</pubDate></item>"


def feed(*items: tuple[str, int]) -> str:
    entries = "".join(ITEM.format(*one) for one in items)
    return f"<rss><channel><title>Torhavn Post</title>{entries}</channel></rss>"


HOME = '<!DOCTYPE html><html><head><link rel="alternate" type="application/{}" href="{}"></head>'


@pytest.fixture
def run(site: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on the test's clock; gives its status, output and messages."""
    from onrecord import source_commands as commands  # noqa: PLC0415

    def visitor(allow_private: bool) -> Visitor:
        options = ReadOptions(allow_private=allow_private, timeout=5)
        return Visitor(options, None, Clock(site.clock.now, site.clock.sleep))

    monkeypatch.setattr(commands, "_visitor", visitor)
    monkeypatch.setattr(commands, "_now", site.clock.now)

    def invoke(*arguments: str) -> tuple[int, list[str], list[str]]:
        command = getattr(commands, arguments[0])
        rest = list(arguments[1:])
        done = CliRunner().invoke(command, rest, standalone_mode=False)
        if done.exception:
            raise done.exception
        return done.return_value, done.stdout.splitlines(), done.stderr.splitlines()

    return invoke


def test_a_feed_is_added_once(run: Any, site: Any) -> None:
    address = site.gives("/feed", feed(("a", 13)))
    line = f"{address}: rss “Torhavn Post”, 1 listed now"
    assert run("sources", "add", "--allow-private", address) == (0, [line], [])
    assert run("sources", "add", "--allow-private", address) == (
        0,
        [f"already a source: {line}"],
        [],
    )


def test_a_site_is_added_by_its_page(run: Any, site: Any) -> None:
    home = site.gives("/", HOME.format("rss+xml", "/feed") + HOME.format("atom+xml", "/atom"))
    address = site.gives("/feed", feed(("a", 13), ("b", 14)))
    assert run("sources", "add", "--allow-private", "--outlet", "The Torhavn Post", home) == (
        0,
        [
            f"{address}: rss “Torhavn Post”, 2 listed now",
            f"  the page also names {site.origin}/atom",
        ],
        [],
    )
    assert run("sources", "list") == (
        0,
        [
            address,
            "  rss, The Torhavn Post",
            f"  found on {home}",
            "  not looked at yet; nothing yet",
        ],
        [],
    )


def test_what_is_no_source_is_told_and_the_rest_added(run: Any, site: Any) -> None:
    site.gives("/robots.txt", "User-agent: *\nDisallow: /private/")
    good = site.gives("/feed", feed())
    text, closed = site.gives("/text", "Just words."), f"{site.origin}/private/feed"
    host = site.origin.removeprefix("http://")
    assert run("sources", "add", "--allow-private", text, closed, good) == (
        3,
        [f"{good}: rss “Torhavn Post”, 0 listed now"],
        [
            f"onrecord: {text}: malformed: it is not XML and so no feed; "
            "check what the file or address holds",
            f"onrecord: {closed}: refused: the robots.txt of {host} does not allow {closed} "
            "to be fetched",
        ],
    )
    assert "/private/feed" not in site.paths()


def test_a_private_address_needs_leave(run: Any, site: Any) -> None:
    status, lines, errors = run("sources", "add", site.gives("/feed", feed()))
    assert (status, lines, len(errors)) == (3, [], 1)
    assert errors[0].endswith("give --allow-private if that is meant")
    assert site.paths() == []


def test_collect_keeps_what_is_new(run: Any, site: Any) -> None:
    address = site.gives("/feed", feed(("a", 13), ("gone", 12)))
    site.gives("/a", PAGE)
    run("sources", "add", "--allow-private", address)
    arguments = ("collect", "--allow-private", "--model", "fast", "--no-directory")
    assert run(*arguments) == (
        3,
        [f"{address}: 2 new", f"new: {site.origin}/a  Quay to open"],
        [
            f"onrecord: {site.origin}/gone: no answer: 127.0.0.1 answered 404 Not Found; "
            "open the address in a browser",
            "1 sources looked at, 1 articles kept",
        ],
    )
    from onrecord.keep.models import Article  # noqa: PLC0415 - needs Django's settings

    (row,) = Article.objects.all()
    assert (row.title, row.published, row.outlet.name if row.outlet else None) == (
        "Quay to open",
        date(2021, 3, 13),
        "Torhavn Post",
    )
    status, lines, errors = run(*arguments)
    assert (status, lines) == (0, [])
    assert errors == ["onrecord: no source is due; the next look is at 2021-03-14 12:15 UTC"]


def test_collect_without_a_source(run: Any) -> None:
    message = "onrecord: no source yet; add one: onrecord sources add https://…"
    assert run("collect") == (0, [], [message])


def silent(site: Any) -> str:
    """A daily source that has listed nothing new for eleven days."""
    days = tuple((f"n{day}", day) for day in range(1, 8))
    site.clock.pass_by(days=4)
    return str(site.gives("/feed", feed(*days)))


def test_a_silent_source_is_reported(run: Any, site: Any) -> None:
    address = silent(site)
    run("sources", "add", "--allow-private", address)
    looked = [
        address,
        "  rss, Torhavn Post",
        "  looked at 2021-03-18 12:00 UTC; last new on 2021-03-07",
        "  silent since 2021-03-07; usually there is something every day",
    ]
    new = [*looked[:2], "  7 new", *looked[2:]]
    assert run("sources", "check", "--allow-private") == (3, new, [])
    assert run("sources", "list") == (0, looked, [])
    for day in range(1, 8):
        site.gives(f"/n{day}", status=404)
    status, _, errors = run("collect", "--allow-private", "--no-directory")
    assert status == 3
    assert errors[-2:] == [
        f"onrecord: {address}: silent since 2021-03-07",
        "1 sources looked at, 0 articles kept",
    ]


def test_check_as_json_tells_of_trouble_and_leaves_new_what_is_new(run: Any, site: Any) -> None:
    address = site.gives("/feed", feed(("a", 13), ("b", 14)), etag='"1"')
    run("sources", "add", "--allow-private", address)
    expected = {
        "address": address,
        "kind": "rss",
        "title": "Torhavn Post",
        "outlet": None,
        "page": None,
        "added": "2021-03-14T12:00:01+00:00",
        "checked": "2021-03-14T12:00:02+00:00",
        "answered": "2021-03-14T12:00:02+00:00",
        "next_check": None,
        "last_new": "2021-03-14",
        "usual_gap_days": None,
        "silent_since": None,
        "failures": 0,
        "error": None,
        "new": 2,
    }
    for seconds in (2, 3):
        status, lines, errors = run("sources", "check", "-f", "json", "--allow-private")
        moment = f"2021-03-14T12:00:0{seconds}+00:00"
        looked = {**expected, "checked": moment, "answered": moment}
        assert (status, json.loads("\n".join(lines)), errors) == (0, [looked], [])

    site.instead("/feed", status=503, retry_after="7200")
    status, lines, _ = run("sources", "check", "-f", "json", "--allow-private", address)
    told = {key: json.loads("\n".join(lines))[0][key] for key in ("failures", "error", "new")}
    host = site.origin.removeprefix("http://")
    assert (status, told) == (
        3,
        {
            "failures": 1,
            "error": f"{host} answered 503 Service Unavailable and asks to be left alone for "
            "2 hours; it is tried again later",
            "new": 0,
        },
    )
    # It asked to be left alone, and so it is.
    count = len(site.asked)
    assert run("sources", "check", "--allow-private")[0] == 3
    assert len(site.asked) == count
    status, lines, _ = run("sources", "list")
    assert (status, lines[3:]) == (
        0,
        [
            "  in trouble, once: " + str(told["error"]),
            "  left alone until 2021-03-14 14:00 UTC",
        ],
    )
    assert run("collect")[2] == [
        "onrecord: no source is due; the next look is at 2021-03-14 14:00 UTC"
    ]


def test_list_as_json(run: Any, site: Any) -> None:
    from onrecord.keep import sources as keeping  # noqa: PLC0415 - needs Django's settings

    address = site.gives("/feed", feed())
    run("sources", "add", "--allow-private", address)
    (kept,) = keeping.sources()
    noon = datetime(2021, 3, 14, 12, tzinfo=UTC)
    days = tuple(date(2021, 1, 1) + timedelta(7 * week) for week in range(5))
    state = SourceState(checked=noon, answered=noon, next_check=noon, days=days)
    keeping.keep_state(kept, state)
    status, lines, errors = run("sources", "list", "--format", "json")
    assert (status, errors) == (0, [])
    assert json.loads("\n".join(lines)) == [
        {
            "address": address,
            "kind": "rss",
            "title": "Torhavn Post",
            "outlet": None,
            "page": None,
            "added": "2021-03-14T12:00:01+00:00",
            "checked": "2021-03-14T12:00:00+00:00",
            "answered": "2021-03-14T12:00:00+00:00",
            "next_check": "2021-03-14T12:00:00+00:00",
            "last_new": "2021-01-29",
            "usual_gap_days": 7,
            "silent_since": "2021-01-29",
            "failures": 0,
            "error": None,
        }
    ]


def test_an_empty_list(run: Any) -> None:
    message = "no source yet; add one: onrecord sources add https://…"
    assert run("sources", "list") == (0, [], [message])
    assert run("sources", "list", "-f", "json") == (0, ["[]"], [])


def test_remove(run: Any, site: Any) -> None:
    from onrecord.record import BadOption  # noqa: PLC0415

    address = site.gives("/feed", feed())
    run("sources", "add", "--allow-private", address)
    assert run("sources", "remove", address) == (0, [f"{address}: no longer a source"], [])
    assert run("sources", "list", "-f", "json")[1] == ["[]"]
    with pytest.raises(BadOption, match="is no source"):
        run("sources", "remove", address)
