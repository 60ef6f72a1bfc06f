"""Mailing links as soon as somebody asked for one, beside the answer to their request.

The site does it in a thread of its own, so that an answer takes the same time
whatever is mailed; what it does not get done, `onrecord send` does.
"""

import logging
import threading
from datetime import timedelta

from django.db import connection, transaction

from onrecord.brief.place import place
from onrecord.brief.sending import Sender, Sending
from onrecord.brief.sending_letter import Written
from onrecord.brief.sending_settings import per_domain, post
from onrecord.record import OnrecordError

_log = logging.getLogger(__name__)


class Soon:
    """One thread at most, which looks once more when it was asked while it was at work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = False
        self._working = False

    def ask(self) -> None:
        """Has links mailed once the present transaction is committed."""
        transaction.on_commit(self._ask)

    def _ask(self) -> None:
        with self._lock:
            self._asked = True
            if self._working:
                return
            self._working = True
        threading.Thread(target=self._work, name="links", daemon=True).start()

    def _work(self) -> None:
        while self._more():
            try:
                mail_links()
            finally:
                connection.close()

    def _more(self) -> bool:
        with self._lock:
            self._working, self._asked = self._asked, False
            return self._working


def mail_links() -> None:
    """Mails the links that wait.  What goes wrong is logged: nobody is there to be told."""
    try:
        sender = Sender(
            Sending(
                post=post(),
                place=place(),
                written=_no_edition,
                patience=timedelta(0),
                per_domain=per_domain(),
            )
        )
        try:
            sender.links()
        finally:
            sender.close()
    except OnrecordError as error:
        _log.error("links were not mailed: %s", error)
    except Exception:
        _log.exception("links were not mailed; onrecord send will try again")


def _no_edition(*_: object) -> Written:
    raise AssertionError("links alone are mailed here")
