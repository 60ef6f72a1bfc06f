"""What the site takes from the environment, and that each variable is documented."""

import re
import secrets
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.keep.settings import VARIABLE
from onrecord.record import BadOption
from onrecord.serve import environment

ROOT = Path(__file__).parents[2]


def test_every_variable_is_documented() -> None:
    told = set(re.findall(r"`(ONRECORD_\w+)`", (ROOT / "docs/serving.md").read_text("utf-8")))
    read = set(environment.VARIABLES)
    for file in [*(ROOT / "src/onrecord/serve").rglob("*.py"),
                 ROOT / "src/onrecord/serve_command.py"]:  # fmt: skip
        read |= set(re.findall(r'"(ONRECORD_[A-Z_]+)"', file.read_text("utf-8")))
    assert read - {"ONRECORD_DATABASE_URL"} == told - {"ONRECORD_DATABASE_URL"}
    assert VARIABLE in told


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["localhost", "127.0.0.1", "[::1]"]),
        (
            {
                "ONRECORD_ORIGIN": "https://record.example/",
                "ONRECORD_ALLOWED_HOSTS": "a.example, b",
            },
            ["localhost", "127.0.0.1", "[::1]", "record.example", "a.example", "b"],
        ),
    ],
)
def test_allowed_hosts(
    given: dict[str, str], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in environment.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert environment.allowed_hosts() == expected


@pytest.mark.parametrize(
    ("name", "value", "ask", "told"),
    [
        ("ONRECORD_ORIGIN", "record.example", environment.origin,
         "ONRECORD_ORIGIN: 'record.example' is no origin; write it as https://record.example"),
        ("ONRECORD_ORIGIN", "https://a.example/b", environment.origin,
         "ONRECORD_ORIGIN: 'https://a.example/b' is no origin; write it as https://record.example"),
        ("ONRECORD_TIME_ZONE", "Tarn", environment.time_zone,
         "ONRECORD_TIME_ZONE: 'Tarn' is no time zone; write it as Europe/London"),
        ("ONRECORD_THREADS", "0", environment.threads,
         "ONRECORD_THREADS: '0' is no number from 1 to 64"),
        ("ONRECORD_SECRET_KEY", "short", environment.secret_key,
         "ONRECORD_SECRET_KEY is too short; give 32 characters or more"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(
    name: str, value: str, ask: object, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadOption) as error:
        ask()  # type: ignore[operator]
    assert str(error.value) == told


def test_the_key_is_made_once_beside_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ONRECORD_SECRET_KEY", raising=False)
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path}/r.db")
    key = environment.secret_key()
    file = tmp_path / "r.db.secret-key"
    assert [*tmp_path.iterdir()] == [file]
    assert file.read_text() == key + "\n" and len(key) == 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert environment.secret_key() == key
    monkeypatch.setenv("ONRECORD_SECRET_KEY", "k" * 32)
    assert environment.secret_key() == "k" * 32


CHECK = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "onrecord.serve.settings"
import django
django.setup()
from django.conf import settings
from django.core.checks import run_checks
problems = [one.id for one in run_checks(include_deployment_checks=True)]
same = str(settings.SECRET_KEY) == os.environ["ONRECORD_SECRET_KEY"]
print(problems, same, settings.DEBUG, settings.SESSION_COOKIE_SECURE, settings.CSRF_TRUSTED_ORIGINS)
"""


def test_settings_pass_django_s_own_checks_for_the_public(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK], capture_output=True, text=True, check=True,
        env={"ONRECORD_DATABASE_URL": f"sqlite:///{tmp_path}/r.db", "PATH": "",
             "ONRECORD_SECRET_KEY": secrets.token_urlsafe(48),
             "ONRECORD_ORIGIN": "https://record.example", "DEBUG": "1"},
    )  # fmt: skip
    # W005, W021: subdomains and the browsers' own list are the owner's to speak for;
    # W008: the proxy leads to TLS.
    assert done.stdout == (
        "['security.W005', 'security.W021', 'security.W008'] True False True "
        "['https://record.example']\n"
    )
