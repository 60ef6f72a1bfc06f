"""How mail leaves is told by the environment; what is wrong there is said in words."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.brief.sending_settings import (
    VARIABLES,
    Post,
    late_hours,
    parsed,
    per_domain,
    post,
)
from onrecord.record import BadOption

SMTP = "django.core.mail.backends.smtp.EmailBackend"
PLAIN = {"username": "", "password": "", "use_tls": False, "use_ssl": False, "timeout": 60}


@pytest.mark.parametrize(
    ("url", "backend", "options"),
    [
        ("console:", "django.core.mail.backends.console.EmailBackend", {}),
        ("file:/var/mail/out", "django.core.mail.backends.filebased.EmailBackend",
         {"file_path": "/var/mail/out"}),
        ("smtp://mail.example", SMTP, {**PLAIN, "host": "mail.example", "port": 25}),
        ("smtp://mail.example:2525?timeout=5", SMTP,
         {**PLAIN, "host": "mail.example", "port": 2525, "timeout": 5}),
        ("smtp://a%40b:p%2Fq@mail.example", SMTP,
         {**PLAIN, "host": "mail.example", "port": 587, "username": "a@b", "password": "p/q",
          "use_tls": True}),
        ("smtp://a:b@mail.example?tls=0", SMTP,
         {**PLAIN, "host": "mail.example", "port": 587, "username": "a", "password": "b"}),
        ("smtps://a:b@mail.example", SMTP,
         {**PLAIN, "host": "mail.example", "port": 465, "username": "a", "password": "b",
          "use_ssl": True}),
    ],
)  # fmt: skip
def test_addresses(url: str, backend: str, options: dict[str, Any]) -> None:
    assert parsed(url) == (backend, options)


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://mail.example", "'http'"), ("smtp://", "name the mail server"),
        ("file:", "name a folder"), ("nonsense", "'nonsense'"),
        ("smtp://mail.example:99999", "port"), ("smtp://mail.example?timeout=soon", "'soon'"),
    ],
)  # fmt: skip
def test_what_is_no_way_to_send_mail(url: str, word: str) -> None:
    with pytest.raises(BadOption) as found:
        parsed(url)
    assert "ONRECORD_EMAIL_URL" in str(found.value) and word in str(found.value)


def test_a_password_is_in_no_message() -> None:
    with pytest.raises(BadOption) as found:
        parsed("smtp://ada:secret@:99999")
    assert "secret" not in str(found.value)


def test_the_environment(monkeypatch: Any) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    assert post() == Post("django.core.mail.backends.console.EmailBackend")
    assert (late_hours(), per_domain()) == (12, {})
    monkeypatch.setenv("ONRECORD_EMAIL_FROM", "The Tarn <news@tarn.example>")
    monkeypatch.setenv("ONRECORD_EMAIL_BOUNCES", "bounces@tarn.example")
    monkeypatch.setenv("ONRECORD_EMAIL_PER_DOMAIN", "Slow.example=2, *=300")
    made = post()
    assert (made.sender_address, made.domain) == ("news@tarn.example", "tarn.example")
    assert per_domain() == {"slow.example": 2, "*": 300}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ONRECORD_EMAIL_FROM", "nobody"), ("ONRECORD_EMAIL_BOUNCES", "bounces"),
        ("ONRECORD_EMAIL_FROM", "a@b.example\nBcc: c@d.example"),
        ("ONRECORD_EMAIL_LATE", "0"), ("ONRECORD_EMAIL_LATE", "soon"),
        ("ONRECORD_EMAIL_PER_DOMAIN", "slow.example"),
    ],
)  # fmt: skip
def test_what_the_environment_must_not_say(variable: str, value: str, monkeypatch: Any) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(BadOption, match=variable):
        post(), late_hours(), per_domain()


def test_every_variable_is_documented() -> None:
    docs = (Path(__file__).parents[3] / "docs/delivery.md").read_text(encoding="utf-8")
    assert [one for one in VARIABLES if f"| `{one}` |" not in docs] == []
