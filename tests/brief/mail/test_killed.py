"""Senders killed at random moments: nobody gets an edition twice, nobody is left out.

ONRECORD_TEST_KILLS says how often they are killed; `tests/brief/mail/killing.py`
can be run by itself.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

KILLS = int(os.environ.get("ONRECORD_TEST_KILLS", "12"))
PROGRAM = Path(__file__).with_name("killing.py")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A database of its own, which other processes can open."""
    configured = settings.DATABASES["default"]
    if configured["ENGINE"].endswith("sqlite3"):
        yield f"sqlite:///{tmp_path}/record.db"
        return
    import psycopg  # noqa: PLC0415 - on PostgreSQL alone

    name = f"killed_senders_{os.getpid()}"
    given = os.environ["ONRECORD_DATABASE_URL"].rsplit("/", 1)[0]
    with psycopg.connect(f"{given}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"{given}/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.timeout(60 + 20 * KILLS)
@pytest.mark.parametrize("senders", [1, 3])
def test_killed_at_random_moments(address: str, senders: int) -> None:
    done = subprocess.run(
        [sys.executable, PROGRAM, address, "--kills", str(KILLS), "--senders", str(senders)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    states = counts["states"]
    assert counts["kills"] >= KILLS
    assert {
        "rows": counts["rows"], "open": counts["postings open"], "twice": counts["twice"],
        "wrong": counts["wrong"], "states": set(states) - {"unknown"},
        "accepted": counts["accepted"],
    } == {
        "rows": counts["rows expected"], "open": 0, "twice": 0, "wrong": [], "states": {"sent"},
        "accepted": states["sent"] + counts["unknown that went out"],
    }  # fmt: skip
    # One mail of each that was killed, at most.
    assert states.get("unknown", 0) <= counts["kills"]
