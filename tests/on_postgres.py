#!/usr/bin/env python3
"""Runs the record's tests on PostgreSQL: starts a server of its own, and stops it.

`python tests/on_postgres.py [PYTEST ARGUMENT...]` runs tests/keep and tests/serve,
or what the arguments name.  The server is made of the system's PostgreSQL in a
folder under /tmp, listens on no port and is gone afterwards.  Where there is no
PostgreSQL it says so and leaves with status 0; with `--required` with status 1.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
USER = "postgres"
"""Whom the server runs as where we are root, whom it refuses; Debian's package makes the user."""


def server_programs() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine, or None."""
    found = shutil.which("pg_ctl")
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0,
    )
    if folders and (folders[-1] / "pg_ctl").exists():
        return folders[-1]
    return Path(found).resolve().parent if found else None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server; the address of its database."""
    with tempfile.TemporaryDirectory(prefix="onrecord-pg-", dir="/tmp") as folder:
        as_user = ["runuser", "-u", USER, "--"] if os.getuid() == 0 else []
        if as_user:
            shutil.chown(folder, USER, USER)
        data = f"{folder}/data"
        _run([*as_user, str(programs / "initdb"), "-D", data, "-U", USER, "-A", "trust",
              "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
        control = [*as_user, str(programs / "pg_ctl"), "-D", data, "-w"]
        # Nothing here has to outlive a crash of the machine.
        options = f"-k {folder} -h '' -F -c full_page_writes=off -c synchronous_commit=off"
        _run([*control, "-o", options, "-l", f"{folder}/log", "start"])
        try:
            yield f"postgres://{USER}@{quote(folder, safe='')}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"])


def main(arguments: list[str]) -> int:
    """The tests' exit status."""
    required = "--required" in arguments
    chosen = [one for one in arguments if one != "--required"] or ["tests/keep", "tests/serve"]
    programs = server_programs()
    if programs is None or (os.getuid() == 0 and not _known(USER)):
        print("no PostgreSQL on this machine: its tests are skipped", file=sys.stderr)
        print("to have them run: apt-get install postgresql", file=sys.stderr)
        return 1 if required else 0
    with server(programs) as url:
        environment = {**os.environ, "ONRECORD_DATABASE_URL": url}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *chosen], cwd=ROOT, env=environment, check=False
        )
    return done.returncode


def _known(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
