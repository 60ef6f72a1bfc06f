"""An edition's mail, encoded once; each reader's own parts are put in between.

A quoted-printable text may be broken anywhere by a soft line break.  So the
text is cut where a reader's own address goes, each piece is encoded by itself,
once, and a mail is the pieces with the addresses between them: no mail is
encoded anew, whatever its length.
"""

import hashlib
import quopri
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage as HeaderBlock
from email.policy import SMTP
from email.utils import parseaddr
from functools import cached_property
from typing import Protocol

from django.core.mail import EmailMultiAlternatives

from onrecord.brief.models import Purpose
from onrecord.brief.place import Place
from onrecord.brief.rendering.mail import PREFERENCES, UNSUBSCRIBE
from onrecord.brief.sending_settings import Post
from onrecord.brief.tokens import keyed_hash, token

_MARKERS = re.compile(f"({UNSUBSCRIBE}|{PREFERENCES})")
_FIT_FOR_HEADER = re.compile(r"[\x21-\x7e]+")


class Written(Protocol):
    """What an edition hands over: subject, text and HTML, and headers of its own."""

    @property
    def subject(self) -> str: ...  # noqa: D102

    @property
    def text(self) -> str: ...  # noqa: D102

    @property
    def html(self) -> str: ...  # noqa: D102

    @property
    def headers(self) -> Mapping[str, str]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a mail goes to; `key` is the delivery's, `ref` the subscriber's."""

    key: int
    address: str
    ref: str


class Letter:
    """One edition's mail for any number of readers."""

    def __init__(self, written: Written, post: Post, place: Place) -> None:
        self._written = written
        self._post = post
        self._place = place

    def to(self, reader: Reader) -> "PersonalMail | str":
        """This edition as it goes to one reader, or why it cannot.

        Sign-up takes no address that is unfit for a header; a row that came
        otherwise must do no harm.
        """
        if not _FIT_FOR_HEADER.fullmatch(reader.address):
            return "the address cannot stand in a header"
        return PersonalMail(self, reader)

    @cached_property
    def _boundary(self) -> str:
        # “=_” stands in no quoted-printable text.
        both = self._written.text + "\0" + self._written.html
        return f"=_{hashlib.sha256(both.encode('utf-8', 'replace')).hexdigest()[:32]}"

    @cached_property
    def head(self) -> bytes:
        """The headers that are the same for all."""
        block = HeaderBlock(policy=SMTP)
        for name, value in self.headers.items():
            block[name] = value
        block["MIME-Version"] = "1.0"
        block["Content-Type"] = f'multipart/alternative; boundary="{self._boundary}"'
        # What follows the first empty line is a body, of which the block has none.
        return block.as_bytes().partition(b"\r\n\r\n")[0] + b"\r\n"

    @cached_property
    def headers(self) -> dict[str, str]:
        """The headers that are the same for all, but those that say how it is encoded."""
        name, address = parseaddr(self._post.sender)
        told = {
            "From": str(HeaderAddress(name, addr_spec=address)),
            "Subject": self._written.subject,
            **self._written.headers,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Precedence": "bulk",
        }
        return {key: " ".join(value.split()) for key, value in told.items()}

    @cached_property
    def pieces(self) -> tuple[bytes | str, ...]:
        """The body: encoded bytes, and between them the markers."""
        found: list[bytes | str] = []
        for kind, text in (("plain", self._written.text), ("html", self._written.html)):
            head = (
                f"\r\n--{self._boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"
                "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
            )
            found.append(head.encode("ascii"))
            for piece in _MARKERS.split(text):
                found.append(piece if _MARKERS.fullmatch(piece) else _encoded(piece))
        found.append(f"\r\n--{self._boundary}--\r\n".encode("ascii"))
        return tuple(_joined(found))

    def filled(self, text: str, addresses: Mapping[str, str]) -> str:
        """`text` with a reader's own addresses."""
        return _MARKERS.sub(lambda found: addresses[found[0]], text)

    def message(self, headers: dict[str, str], reader: Reader, return_path: str, fill: "Fill"
                ) -> EmailMultiAlternatives:  # fmt: skip
        """The mail as Django's backends take it."""
        message = EmailMultiAlternatives(
            subject=self.headers["Subject"],
            body=fill(self._written.text),
            from_email=return_path,
            to=[reader.address],
            headers={**{k: v for k, v in self.headers.items() if k != "Subject"}, **headers},
        )
        message.attach_alternative(fill(self._written.html), "text/html")
        return message

    @property
    def post(self) -> Post:
        """How it leaves."""
        return self._post

    @property
    def place(self) -> Place:
        """The site that it speaks of."""
        return self._place


Fill = Callable[[str], str]


class PersonalMail:
    """One edition to one reader."""

    def __init__(self, letter: Letter, reader: Reader) -> None:
        self._letter = letter
        self._reader = reader
        self.recipient = reader.address
        self.return_path = return_path(letter.post, reader.key)

    def wire(self) -> bytes:
        """As it goes over the wire."""
        own = "".join(f"{name}: {value}\r\n" for name, value in self._headers().items())
        between = {
            marker: b"=\r\n" + _encoded(address) + b"=\r\n"
            for marker, address in self._addresses.items()
        }
        body = [one if isinstance(one, bytes) else between[one] for one in self._letter.pieces]
        to = f"To: {self.recipient}\r\n"
        return b"".join((to.encode("ascii"), own.encode("ascii"), self._letter.head, *body))

    def message(self) -> EmailMultiAlternatives:
        """As Django's backends take it."""
        return self._letter.message(
            self._headers(), self._reader, self.return_path,
            lambda text: self._letter.filled(text, self._addresses),
        )  # fmt: skip

    @cached_property
    def _addresses(self) -> dict[str, str]:
        place, ref = self._letter.place, self._reader.ref
        return {
            UNSUBSCRIBE: place.full(f"/unsubscribe/{token(Purpose.UNSUBSCRIBE, ref)}/"),
            PREFERENCES: place.full(f"/preferences/{token(Purpose.PREFERENCES, ref)}/"),
        }

    def _headers(self) -> dict[str, str]:
        """The headers that are this reader's own.

        The name of the mail is the delivery's: tried again, it is the same
        mail, and whoever got it twice can tell.
        """
        key = self._reader.key
        return {
            "Message-ID": f"<delivery.{key}.{_mac(key)}@{self._letter.post.domain}>",
            "List-Unsubscribe": f"<{self._addresses[UNSUBSCRIBE]}>",
        }


def return_path(post: Post, key: int) -> str:
    """Where a bounce of this delivery goes, which says so by its address.

    The mark behind the number keeps strangers from making others' mails bounce.
    """
    if not post.bounces:
        return post.sender_address
    local, _, domain = post.bounces.rpartition("@")
    return f"{local}+{key}-{_mac(key)}@{domain}"


def delivery_of(address: str, post: Post) -> int | None:
    """The delivery whose return path this address is."""
    local, _, domain = post.bounces.casefold().rpartition("@")
    found = re.fullmatch(
        rf"{re.escape(local)}\+(\d{{1,18}})-([0-9a-f]{{16}})@{re.escape(domain)}",
        address.strip().casefold(),
    )
    if not post.bounces or found is None or found[2] != _mac(int(found[1])):
        return None
    return int(found[1])


def delivery_named(value: str) -> int | None:
    """The delivery whose mail bears this name."""
    found = re.fullmatch(r"<delivery\.(\d{1,18})\.([0-9a-f]{16})@[^<>@\s]+>", value.strip())
    return int(found[1]) if found and found[2] == _mac(int(found[1])) else None


def _mac(key: int) -> str:
    # Letters of one case: mail servers may change the case on the way.
    return keyed_hash("return-path", str(key))[:16]


def _encoded(text: str) -> bytes:
    """Quoted-printable, lines ended by CRLF, full stops at the start of a line doubled."""
    plain = "\n".join(text.splitlines()) + ("\n" if text.endswith("\n") else "")
    encoded = quopri.encodestring(plain.encode("utf-8", "replace"))
    return re.sub(rb"(?m)^\.", b"..", encoded).replace(b"\n", b"\r\n")


def _joined(pieces: list[bytes | str]) -> list[bytes | str]:
    """The pieces with neighbours of bytes made one."""
    found: list[bytes | str] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, bytes) and isinstance(last, bytes):
            found[-1] = last + piece
        else:
            found.append(piece)
    return found
