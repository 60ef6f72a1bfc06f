"""Killed at any moment, the record holds whole articles, and a second run finishes the job."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

PROGRAM = """
import sys
from datetime import date
from onrecord.keep.opening import open_record
open_record(sys.argv[1])
from onrecord.keep.adding import add
from onrecord.keep.models import Article, Entry, EntryParty, Snapshot, ArticleText, CopyMark
from onrecord.record import (
    Article as Read, Block, BlockKind, Document, Party, PartyKind, QuotationKind, Span, Statement,
)

ARTICLES, STATEMENTS = 60, 12

def document(number):
    text = " ".join(f"Word{number}x{at} said it." for at in range(80))
    spans = [Span(text.index(f"Word{number}x{at} "), text.index(f"Word{number}x{at} ") + 9)
             for at in range(STATEMENTS)]
    article = Read(id=str(number), source=f"/news/{number}.txt", text=text,
                   blocks=(Block(BlockKind.BODY, Span(0, len(text))),), outlet="Tarn Mail",
                   published=date(2024, 5, 20))
    parties = tuple(Party(f"p{at}", f"Ada Moss{at}", PartyKind.PERSON) for at in range(STATEMENTS))
    return Document(article, parties, tuple(
        Statement(f"s{at}", (f"p{at}",), (), (), (span,), QuotationKind.DIRECT, 0.9)
        for at, span in enumerate(spans)))

if sys.argv[2] == "add":
    print("begun", flush=True)
    for number in range(ARTICLES):
        add(document(number))
        print(number, flush=True)
else:
    whole = [
        (a.current is not None, a.snapshots.count(), a.entries.count(),
         EntryParty.objects.filter(entry__article=a).count(),
         ArticleText.objects.filter(article=a).count(), a.copy_marks.count())
        for a in Article.objects.all()
    ]
    print(len(whole), sorted(set(whole)))
"""

WHOLE = "[(True, 1, 12, 12, 1, 16)]"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A database of its own, which other processes can open."""
    configured = settings.DATABASES["default"]
    if configured["ENGINE"].endswith("sqlite3"):
        yield f"sqlite:///{tmp_path}/record.db"
        return
    import psycopg  # noqa: PLC0415 - on PostgreSQL alone

    name = f"killed_{os.getpid()}"
    given = os.environ["ONRECORD_DATABASE_URL"]
    with psycopg.connect(given.rsplit("/", 1)[0] + "/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield given.rsplit("/", 1)[0] + f"/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(address: str, what: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, address, what], stdout=subprocess.PIPE, text=True
    )


def look(address: str) -> tuple[int, str]:
    """How many articles there are, and in which states."""
    out, _ = run(address, "look").communicate(timeout=100)
    count, _, states = out.strip().partition(" ")
    return int(count), states


def test_killed_at_any_moment_the_record_holds_whole_articles(address: str) -> None:
    before = 0
    for kept, moment in ((3, 0.0), (9, 0.004), (20, 0.011)):
        process = run(address, "add")
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == str(kept):
                break
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        count, states = look(address)
        assert states == WHOLE
        assert kept < count < 60 and count > before
        before = count
    process = run(address, "add")
    process.communicate(timeout=100)
    assert process.returncode == 0
    assert look(address) == (60, WHOLE)
