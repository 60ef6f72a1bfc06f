"""`onrecord serve` as one starts it: the record is made, the address told, pages answered."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

PROGRAM = "from onrecord.serve_command import serve; serve()"


def test_it_starts_with_one_command_and_stops(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--port", str(port)],
        cwd=tmp_path, env={**kept, "HOME": str(tmp_path)}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        told = process.stderr.readline()
        assert told == f"onrecord: the record is at http://127.0.0.1:{port}/\n"
        deadline = time.monotonic() + 60
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                    assert b"Nothing is on the record yet" in answer.read()
                    break
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.2)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        process.stderr.close()
    made = {path.name for path in tmp_path.iterdir()}
    assert {"onrecord.db", "onrecord.db.secret-key"} <= made
