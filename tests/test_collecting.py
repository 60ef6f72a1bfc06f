"""A collection, told by what the site was asked and what the record holds."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from onrecord.read import ReadOptions
from onrecord.read.pace import Clock
from onrecord.read.visits import Later, Visitor
from onrecord.record import Skipped, SkipReason, Source, SourceKind

NOW = datetime(2021, 3, 14, 12, tzinfo=UTC)
WORDS = {
    "a": "The mayor said that the bridge would stay closed until the engineers had reported.",
    "b": "Marta Ilves, who runs the ferry, told the council that she could not wait for that.",
    "c": "Ivo Brandt, the harbour master, promised to open the quay to lorries before Easter.",
}
MORE = "Nobody at the meeting in the old school could say how many people had lost their work."


def page(name: str) -> str:
    return (
        f"<html><head><title>News {name} of Torhavn</title></head><body><article>"
        f"<p>{WORDS[name]}</p><p>{MORE}</p></article></body></html>"
    )


def feed(*names: str) -> str:
    items = "".join(
        f"<item><guid>{name}</guid><link>/{name}</link><pubDate>{10 + number} Mar 2021 08:00:00 "
        "GMT</pubDate></item>"
        for number, name in enumerate(names)
    )
    return f"<rss><channel><title>Torhavn Post</title>{items}</channel></rss>"


class Plain:
    """Keeps articles without reading what they say, which is not what is tested here."""

    def record(self, article: Any) -> Any:
        from onrecord.keep.adding import add  # noqa: PLC0415 - needs Django's settings
        from onrecord.record import Document  # noqa: PLC0415
        from onrecord.recording import Recorded  # noqa: PLC0415

        added = add(Document(article))
        return Recorded(article.source, article.title or "", added.change, added.article)


@pytest.fixture
def recorder() -> Plain:
    return Plain()


@pytest.fixture
def post(db: None, site: Any) -> Any:
    """A source that lists three articles."""
    from onrecord.keep.sources import add_source  # noqa: PLC0415 - needs Django's settings

    site.gives("/feed", feed("a", "b", "c"), etag='"1"')
    for name in WORDS:
        site.gives(f"/{name}", page(name))
    return add_source(Source(f"{site.origin}/feed", SourceKind.RSS, "Torhavn Post"), NOW)


def run(site: Any, recorder: Any, most: int = 100) -> list[Any]:
    """One collection, as a process of its own would make it."""
    from onrecord.collecting import collect  # noqa: PLC0415 - needs Django's settings
    from onrecord.keep.sources import due  # noqa: PLC0415

    options = ReadOptions(allow_private=True, timeout=5)
    visitor = Visitor(options, None, Clock(site.clock.now, site.clock.sleep))
    return list(collect(due(site.clock.now()), visitor, recorder, most))


def told(events: list[Any]) -> list[Any]:
    """The events in short."""
    from onrecord.collecting import Kept, Looked  # noqa: PLC0415 - needs Django's settings

    return [
        (event.new, event.left) if isinstance(event, Looked)
        else event.recorded.source[-1] if isinstance(event, Kept)
        else (event.found.address[-1], type(event.why), event.again)
        for event in events
    ]  # fmt: skip


def in_the_record() -> list[str]:
    from onrecord.keep.models import Article  # noqa: PLC0415 - needs Django's settings

    return sorted(row.source[-1] for row in Article.objects.all())


def test_what_is_new_is_kept_and_asked_for_once(site: Any, post: Any, recorder: Any) -> None:
    assert told(run(site, recorder)) == [(3, 0), "a", "b", "c"]
    assert in_the_record() == ["a", "b", "c"]
    assert site.paths() == ["/robots.txt", "/feed", "/a", "/b", "/c"]

    # Before its time a source is not looked at.
    assert run(site, recorder) == []

    site.clock.pass_by(minutes=16)
    assert told(run(site, recorder)) == [(0, 0)]
    assert site.paths()[5:] == ["/robots.txt", "/feed"]
    assert site.asked[-1].headers["if-none-match"] == '"1"'


def test_a_run_takes_so_many_and_the_next_the_rest(site: Any, post: Any, recorder: Any) -> None:
    assert told(run(site, recorder, most=2)) == [(2, 1), "a", "b"]
    site.clock.pass_by(minutes=16)
    assert told(run(site, recorder, most=2)) == [(1, 0), "c"]
    site.clock.pass_by(minutes=16)
    assert told(run(site, recorder, most=2)) == [(0, 0)]
    asked = [one.headers.get("if-none-match") for one in site.asked if one.path == "/feed"]
    assert asked == [None, None, '"1"']


def test_what_cannot_be_had(site: Any, post: Any, recorder: Any) -> None:
    site.instead("/a", status=404)
    site.instead("/b", status=503)
    events = run(site, recorder)
    assert told(events) == [(3, 0), ("a", Skipped, False), ("b", Later, True), "c"]
    assert events[1].why == Skipped(
        f"{site.origin}/a",
        SkipReason.NO_ANSWER,
        "127.0.0.1 answered 404 Not Found; open the address in a browser",
    )
    # A page that is gone is not asked for again; one in trouble is, when its time has come.
    site.instead("/b", page("b"))
    site.clock.pass_by(minutes=16)
    assert told(run(site, recorder)) == [(1, 0), "b"]
    assert site.paths().count("/a") == 1


def test_what_robots_txt_disallows_is_never_asked(site: Any, post: Any, recorder: Any) -> None:
    site.gives("/robots.txt", "User-agent: *\nDisallow: /b")
    assert told(run(site, recorder)) == [(3, 0), "a", ("b", Skipped, False), "c"]
    assert site.paths() == ["/robots.txt", "/feed", "/a", "/c"]


def test_a_feed_in_trouble_keeps_no_other_waiting(site: Any, post: Any, recorder: Any) -> None:
    from onrecord.keep.sources import add_source, sources  # noqa: PLC0415

    gone = f"{site.origin}/gone"
    add_source(Source(gone, SourceKind.RSS), NOW)
    events = run(site, recorder)
    assert sorted(map(str, told(events))) == ["(0, 0)", "(3, 0)", "a", "b", "c"]
    state = next(one.state for one in sources() if one.source.address == gone)
    assert (state.failures, state.error) == (
        1,
        "127.0.0.1 answered 404 Not Found; open the address in a browser",
    )


def test_an_article_in_two_feeds_is_fetched_once(site: Any, post: Any, recorder: Any) -> None:
    from onrecord.keep.sources import add_source  # noqa: PLC0415

    site.gives("/other", feed("c", "a"))
    add_source(Source(f"{site.origin}/other", SourceKind.RSS), NOW)
    run(site, recorder)
    assert in_the_record() == ["a", "b", "c"]
    assert sorted(site.paths()) == ["/a", "/b", "/c", "/feed", "/other", "/robots.txt"]


def test_entries_without_an_address_are_articles_of_their_own(
    site: Any, post: Any, recorder: Any
) -> None:
    texts = [f"{WORDS[name]} {MORE} " * 3 for name in WORDS]
    items = "".join(f"<item><description>{text}</description></item>" for text in texts)
    titled = items.replace("<item>", "<item><title>{}</title>").format("Quay", "Ferry", "Bridge")
    site.instead("/feed", f"<rss><channel><title>P</title>{titled}</channel></rss>")
    run(site, recorder)
    from onrecord.keep.models import Article  # noqa: PLC0415 - needs Django's settings

    assert sorted(row.title for row in Article.objects.all()) == ["Bridge", "Ferry", "Quay"]


def test_an_article_that_breaks_a_run_does_not_stand_in_the_way_of_the_next(
    site: Any, post: Any, recorder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = recorder.record

    def fails(article: Any) -> Any:
        if article.source.endswith("/a"):
            raise ZeroDivisionError
        return real(article)

    monkeypatch.setattr(recorder, "record", fails)
    with pytest.raises(ZeroDivisionError):
        run(site, recorder)
    site.clock.pass_by(minutes=16)
    with pytest.raises(ZeroDivisionError):
        run(site, recorder)
    assert in_the_record() == ["b", "c"]
    monkeypatch.setattr(recorder, "record", real)
    site.clock.pass_by(minutes=31)
    assert told(run(site, recorder)) == [(1, 0), "a"]


class Killed(Exception):
    """Stands for the end of the process."""


@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("before", [True, False])
def test_stopped_at_any_write_the_next_run_finishes(
    site: Any, post: Any, recorder: Any, monkeypatch: pytest.MonkeyPatch, step: int, before: bool
) -> None:
    from onrecord import collecting  # noqa: PLC0415 - needs Django's settings

    real = collecting.keep_state
    count = 0

    def fails(*arguments: Any) -> None:
        nonlocal count
        count += 1
        if count - 1 == step and before:
            raise Killed
        real(*arguments)
        if count - 1 == step:
            raise Killed

    monkeypatch.setattr(collecting, "keep_state", fails)
    with pytest.raises(Killed):
        run(site, recorder)
    monkeypatch.setattr(collecting, "keep_state", real)
    site.clock.pass_by(minutes=16)
    run(site, recorder)
    assert in_the_record() == ["a", "b", "c"]
    # Nothing that was kept is asked for again.
    assert sorted(path for path in site.paths() if path in {"/a", "/b", "/c"}) == ["/a", "/b", "/c"]
    site.clock.pass_by(minutes=16)
    run(site, recorder)
    assert site.asked[-1].headers["if-none-match"] == '"1"'


COLLECT = """
import onrecord.source_commands as commands
from onrecord.keep.opening import open_record
open_record()
from onrecord import recording
from onrecord.keep.adding import add
from onrecord.record import Document
def record(self, article):
    added = add(Document(article))
    return recording.Recorded(article.source, article.title or "", added.change, added.article)
# The articles are kept without reading what they say, which is not what is tested here.
recording.Recorder.record = record
commands.collect(["--allow-private"], standalone_mode=False)
"""
ADD = (
    "import sys; from onrecord.source_commands import sources;"
    "sources(['add', '--allow-private', sys.argv[1]], standalone_mode=False)"
)


def test_a_killed_process_leaves_what_the_next_one_needs(site: Any, tmp_path: Path) -> None:
    site.gives("/feed", feed("a", "b", "c"))
    site.gives("/a", page("a"))
    site.gives("/b", status=503, retry_after="50")
    site.gives("/c", page("c"))
    env = {**os.environ, "ONRECORD_DATABASE_URL": f"sqlite:///{tmp_path}/record.db"}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([sys.executable, "-c", ADD, f"{site.origin}/feed"], env=env, check=True)
    first = subprocess.Popen([sys.executable, "-c", COLLECT], env=env)
    until = time.monotonic() + 90
    while "/b" not in site.paths() and first.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    # It waits for as long as the host asked, with one article kept.
    assert first.poll() is None
    first.send_signal(signal.SIGKILL)
    first.wait()

    site.instead("/b", page("b"))
    site.asked.clear()
    make_due = (
        "import sqlite3, sys; con = sqlite3.connect(sys.argv[1]);"
        "con.execute('update keep_source set next_check = null'); con.commit()"
    )
    database = str(tmp_path / "record.db")
    subprocess.run([sys.executable, "-c", make_due, database], check=True)
    done = subprocess.run(
        [sys.executable, "-c", COLLECT], env=env, check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == [
        f"{site.origin}/feed: 2 new",
        f"new: {site.origin}/b  News b of Torhavn",
        f"new: {site.origin}/c  News c of Torhavn",
    ]
    assert site.paths() == ["/robots.txt", "/feed", "/b", "/c"]
    count = "import sqlite3, sys, json; con = sqlite3.connect(sys.argv[1]);" + (
        "print(json.dumps(con.execute('select source from keep_article order by 1').fetchall()))"
    )
    held = subprocess.run(
        [sys.executable, "-c", count, database], check=True, capture_output=True, text=True
    )
    assert json.loads(held.stdout) == [[f"{site.origin}/{name}"] for name in "abc"]
