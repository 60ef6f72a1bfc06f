"""`onrecord editors …` on a record of its own, in a process of its own, as it is used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.contrib.auth.models import User
from django.test import Client

from onrecord.account_commands import editors

PASSWORD = "gate-log-of-tarn-22"


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(editors, list(arguments), input=typed, standalone_mode=False)
    said = done.output if done.exception is None else str(done.exception)
    return (done.return_value or 0) if done.exception is None else 1, said


@pytest.mark.django_db
def test_add_list_role_remove() -> None:
    added = run("add", "ada", "--role", "reader", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert (added[0], added[1].splitlines()[-1]) == (0, "ada: reader")
    assert PASSWORD not in added[1]
    assert Client().login(username="ada", password=PASSWORD)
    assert run("add", "Ada", "--link") == (
        1, "there is an editor 'Ada' already; give another name",
    )  # fmt: skip
    assert run("role", "ada", "admin") == (0, "ada: admin\n")
    assert run("list") == (0, "ada\tadmin\t0 judgements\n")
    assert run("remove", "ada") == (0, "ada: removed\n")
    assert run("list") == (0, "ada\tremoved\t0 judgements\n")
    assert not Client().login(username="ada", password=PASSWORD)
    assert run("link", "ada")[0] == 1
    assert run("role", "bea", "admin") == (
        1, "there is no editor 'bea'; `onrecord editors list` tells who is",
    )  # fmt: skip


@pytest.mark.django_db
def test_weak_passwords_are_turned_away() -> None:
    status, said = run("add", "ada", typed="password\npassword\n")
    assert (status, "too short" in said, "too common" in said) == (1, True, True)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_link_leads_to_the_form() -> None:
    link = run("add", "ada", "--link")[1].splitlines()[-1]
    assert link.startswith("/review/set-password/")
    assert "Set your password" in Client().get(link).content.decode()


def test_in_its_own_process(tmp_path: Path) -> None:
    code = "from onrecord.account_commands import editors; editors()"
    database = f"sqlite:///{tmp_path / 'own.db'}"
    environment = {name: value for name, value in os.environ.items() if "ONRECORD" not in name}
    for arguments, said in (
        (["add", "ada", "--link"], "/review/set-password/"),
        (["list"], "ada\teditor\t0 judgements"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, "--database", database, *arguments],
            capture_output=True, text=True, timeout=100, env=environment, cwd=tmp_path,
            check=False,
        )  # fmt: skip
        assert said in done.stdout, done.stderr[-800:]
    assert (tmp_path / "own.db").exists()
