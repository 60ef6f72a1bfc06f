"""`onrecord send` and `onrecord bounces` from outside, as cron and a mail server call them."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from onrecord.send_command import SEND_COMMANDS
import click
group = click.Group("onrecord", commands={one.name: one for one in SEND_COMMANDS})
sys.exit(group.main(sys.argv[1:], standalone_mode=False) or 0)
"""

FILL = """
import django
django.setup()
from onrecord.keep.opening import open_record
open_record()
from django.utils import timezone
from onrecord.brief.signup import Wish, sign_up
print(sign_up(Wish("ada@tarn.example"), timezone.now()).value)
"""


def run(
    folder: Path, *arguments: str, program: str = PROGRAM, stdin: bytes = b""
) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input=stdin, capture_output=True, check=False,
        env={
            **os.environ, "ONRECORD_DATABASE_URL": f"sqlite:///{folder}/record.db",
            "DJANGO_SETTINGS_MODULE": "onrecord.serve.settings",
            "ONRECORD_EMAIL_URL": f"file:{folder}/out",
            "ONRECORD_EMAIL_BOUNCES": "bounces@tarn.example",
        },
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_links_go_out_once_and_returned_mail_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert run(tmp_path, program=FILL) == (0, "thanks\n", "")
    assert run(tmp_path, "send", "--wait", "0") == (0, "", "links: 1 sent\n")
    (file,) = (tmp_path / "out").iterdir()
    mail = file.read_text(encoding="utf-8")
    assert "To: ada@tarn.example\n" in mail and "/confirm/1." in mail
    assert run(tmp_path, "send", "--wait", "0") == (0, "", "")
    told = run(tmp_path, "bounces", "-", stdin=b"To: bounces+1-x@tarn.example\n\nback")
    assert told == (
        3, "", "standard input: not understood: it is addressed to no return path of this record\n",
    )  # fmt: skip
