"""Handing one mail to the mail server, and understanding its answer.

With SMTP the steps are taken one by one, since what an answer means depends on
the step: a connection that breaks before the last line of the mail was sent has
taken nothing; one that breaks after it may have taken the mail or not.
"""

import re
import smtplib
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from onrecord.brief.sending_settings import Post


class Result(Enum):
    """What became of a mail that was to be handed over."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    BOUNCED = "bounced"
    UNKNOWN = "unknown"
    NOT_OFFERED = "not offered"


@dataclass(frozen=True, slots=True)
class Handed:
    """The result, with the server's own words.

    `LATER` was not taken for now, `REFUSED` never will be; `BOUNCED`: there is
    no such mailbox; `NOT_OFFERED`: there was no server to hand it to.
    """

    result: Result
    detail: str = ""


class Mail(Protocol):
    """One mail to one address, in both forms in which it may be wanted."""

    recipient: str
    return_path: str

    def wire(self) -> bytes:
        """As it goes over the wire: lines end in CRLF, leading full stops are doubled."""

    def message(self) -> EmailMessage:
        """As Django's backends take it."""


class Door(Protocol):
    """Where mails are handed over, one after another."""

    def hand_over(self, mail: Mail) -> Handed:
        """What became of it."""

    def close(self) -> None:
        """Ends the connection."""


def door(post: Post) -> Door:
    """The way that mail leaves by; it opens at the first mail."""
    return SmtpDoor(post.connection()) if post.is_smtp else BackendDoor(post.connection())


_GREETED_ANEW = 421
"""By this a server says that it hangs up."""

_END = b".\r\n"


class SmtpDoor:
    """One connection to a mail server, kept open over many mails."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self._backend = backend

    def hand_over(self, mail: Mail) -> Handed:
        """Takes the steps of SMTP for one mail."""
        begun = self._begin(mail)
        if isinstance(begun, Handed):
            return begun
        smtp = begun
        try:
            code, words = smtp.rcpt(mail.recipient)
            if code not in (250, 251):
                return self._refused(code, words)
            code, words = smtp.docmd("DATA")
            if code != 354:
                return self._turned_away(code, words)
        except smtplib.SMTPException as error:
            # Nothing of the mail was sent yet.
            self.close()
            return Handed(Result.LATER, str(error))
        try:
            smtp.send(mail.wire() + _END)
            code, words = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            return Handed(Result.UNKNOWN, f"no answer after the mail was sent: {error}")
        if 200 <= code < 300:
            return Handed(Result.SENT, _said(code, words))
        return self._turned_away(code, words)

    def close(self) -> None:
        """Says goodbye where somebody is still listening."""
        try:
            self._backend.close()
        except (smtplib.SMTPException, OSError):
            self._backend.connection = None  # type: ignore[attr-defined]  # of the SMTP backend

    def _begin(self, mail: Mail) -> smtplib.SMTP | Handed:
        """The connection, told who sends.

        One that was silent for long, or that has carried as many mails as the
        server likes, is opened anew, once.
        """
        answer = Handed(Result.NOT_OFFERED)
        for _ in range(2):
            try:
                self._backend.open()
                smtp: smtplib.SMTP = self._backend.connection  # type: ignore[attr-defined]
                smtp.ehlo_or_helo_if_needed()
                code, words = smtp.mail(mail.return_path)
            except (smtplib.SMTPException, OSError) as error:
                answer = Handed(Result.NOT_OFFERED, str(error))
            else:
                if code == 250:
                    return smtp
                answer = Handed(Result.NOT_OFFERED, _said(code, words))
            self.close()
        return answer

    def _refused(self, code: int, words: bytes) -> Handed:
        """What a server's refusal of the recipient means."""
        self._again(code)
        said = _said(code, words)
        if code < 500 or _is_policy(said):
            return Handed(Result.LATER, said)
        return Handed(Result.BOUNCED if _is_about_address(code, said) else Result.REFUSED, said)

    def _turned_away(self, code: int, words: bytes) -> Handed:
        self._again(code)
        return Handed(Result.LATER if code < 500 else Result.REFUSED, _said(code, words))

    def _again(self, code: int) -> None:
        """Makes the connection ready for another mail."""
        if code == _GREETED_ANEW:
            self.close()
            return
        try:
            self._backend.connection.rset()  # type: ignore[attr-defined]
        except (smtplib.SMTPException, OSError):
            self.close()


_ENHANCED = re.compile(r"^\d{3} (\d\.\d{1,3}\.\d{1,3})\b")
_NO_MAILBOX = re.compile(r"5\.1\.\d+|5\.2\.1")


def _is_policy(said: str) -> bool:
    """Whether the server speaks of us and not of the mailbox: that passes, or is ours to mend."""
    found = _ENHANCED.match(said)
    return bool(found and found[1].startswith("5.7.")) or "relay" in said.casefold()


def _is_about_address(code: int, said: str) -> bool:
    found = _ENHANCED.match(said)
    return bool(_NO_MAILBOX.fullmatch(found[1])) if found else code in (550, 551, 553)


def _said(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', 'replace')}".replace("\n", " ")


class BackendDoor:
    """Any of Django's backends: a provider's, the terminal, a folder."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self._backend = backend
        self._open = False

    def hand_over(self, mail: Mail) -> Handed:
        """Hands the mail over; a fault whose meaning is not known leaves it unknown."""
        if not self._open:
            try:
                self._backend.open()
            except Exception as error:
                return Handed(Result.NOT_OFFERED, f"{type(error).__name__}: {error}")
            self._open = True
        try:
            self._backend.send_messages([mail.message()])
        except Exception as error:
            # A provider's backend may raise what it likes.
            return _provider_said(error)
        return Handed(Result.SENT)

    def close(self) -> None:
        """Ends the connection."""
        if self._open:
            self._backend.close()
            self._open = False


def _provider_said(error: Exception) -> Handed:
    """What a provider's fault means, by the names and statuses that anymail gives it."""
    said = f"{type(error).__name__}: {error}"
    if type(error).__name__ == "AnymailRecipientsRefused":
        return Handed(Result.BOUNCED, said)
    status = getattr(error, "status_code", None)
    if status == 429:
        return Handed(Result.LATER, said)
    if status in (401, 403):
        return Handed(Result.NOT_OFFERED, said)
    if isinstance(status, int) and 400 <= status < 500:
        return Handed(Result.REFUSED, said)
    return Handed(Result.UNKNOWN, said)
