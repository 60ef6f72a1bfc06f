"""The mails that bring a link: to confirm, to export, to erase.

Nothing in them was typed by a visitor, but the address that they go to: whoever
enters a stranger's address cannot have us carry words to them.
"""

import re
from datetime import datetime, timedelta
from functools import cached_property

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from onrecord.brief.models import MailedLink, Purpose, Suppression, Why
from onrecord.brief.place import Place
from onrecord.brief.sending_settings import Post
from onrecord.brief.signup_links import suppression_hash
from onrecord.brief.tokens import token

WITHHELD: dict[Why, timedelta | None] = {
    Why.COMPLAINT: None,
    Why.BOUNCE: timedelta(days=180),
    Why.ERASED: timedelta(days=30),
}
"""How long a suppressed address is not even asked to confirm: who complained, never again.

An address without a mailbox may get one, and who had themselves erased may
come back; until then a stranger's sign-up reaches nobody.
"""

_SUBJECTS = {
    Purpose.CONFIRM: "Please confirm that you want our newsletter",
    Purpose.EXPORT: "The data that you asked for",
    Purpose.ERASE: "Please confirm that we shall erase your data",
}


class LinkMail:
    """One mail with one link."""

    def __init__(self, link: MailedLink, post: Post, place: Place) -> None:
        self._link = link
        self._post = post
        self._place = place
        self.recipient = link.address
        self.return_path = post.bounces or post.sender_address

    def wire(self) -> bytes:
        """As it goes over the wire."""
        written: bytes = self.message().message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
        return re.sub(rb"(?m)^\.", b"..", written.rstrip(b"\r\n") + b"\r\n")

    def message(self) -> EmailMessage:
        """As Django's backends take it."""
        purpose = Purpose(self._link.purpose)
        return EmailMessage(
            subject=_SUBJECTS[purpose],
            body=self._body,
            from_email=self.return_path,
            to=[self.recipient],
            headers={
                "From": self._post.sender,
                "Message-ID": f"<link.{self._link.ref}@{self._post.domain}>",
                "Auto-Submitted": "auto-generated",
            },
        )

    @cached_property
    def _body(self) -> str:
        purpose = Purpose(self._link.purpose)
        address = self._place.full(f"/{purpose}/{token(purpose, self._link.ref)}/")
        shown = {"place": self._place, "address": address}
        return render_to_string(f"brief/link_{purpose}.txt", shown)


def link_mail(link: MailedLink, post: Post, place: Place) -> LinkMail | str:
    """The mail that brings the link, or why the address must not be written to."""
    rows = Suppression.objects.filter(hash=suppression_hash(link.normal))
    now = timezone.now()
    if any(_holds(Why(row.why), row.at, now) for row in rows):
        return "suppressed"
    return LinkMail(link, post, place)


def _holds(why: Why, since: datetime, now: datetime) -> bool:
    lasts = WITHHELD[why]
    return lasts is None or now < since + lasts
