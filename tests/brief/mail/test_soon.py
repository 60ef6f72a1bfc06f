"""Links are mailed beside the answer, by one thread at a time, and none is forgotten."""

import threading
from typing import Any

import pytest

from onrecord.brief import sending_soon
from onrecord.brief.sending_soon import Soon

pytestmark = pytest.mark.django_db(transaction=True)


def test_asked_while_at_work_it_looks_once_more(monkeypatch: Any) -> None:
    at_work, go_on, done = threading.Event(), threading.Event(), threading.Event()
    runs: list[int] = []

    def mail_links() -> None:
        runs.append(threading.active_count())
        at_work.set()
        assert go_on.wait(10)
        if len(runs) == 2:
            done.set()

    monkeypatch.setattr(sending_soon, "mail_links", mail_links)
    before = threading.active_count()
    soon = Soon()
    soon.ask()
    assert at_work.wait(10)
    for _ in range(5):
        soon.ask()
    go_on.set()
    assert done.wait(10)
    for thread in threading.enumerate():
        if thread.name == "links":
            thread.join(10)
    # Five more who asked meanwhile are served by one more look, and by no other thread.
    assert runs == [before + 1] * 2
    done.clear()
    runs.clear()
    soon.ask()
    for thread in threading.enumerate():
        if thread.name == "links":
            thread.join(10)
    assert len(runs) == 1


def test_what_goes_wrong_is_logged_and_nothing_more(monkeypatch: Any, caplog: Any) -> None:
    monkeypatch.setenv("ONRECORD_EMAIL_URL", "nonsense")
    sending_soon.mail_links()
    (record,) = caplog.records
    assert record.getMessage().startswith("links were not mailed: ONRECORD_EMAIL_URL: 'nonsense'")
