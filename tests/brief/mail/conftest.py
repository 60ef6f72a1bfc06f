"""Editions with subscribers, a mail server, and the links of the mails that it got."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope
from django.utils import timezone

from onrecord.brief.models import Edition, Subscriber, Topic
from onrecord.brief.place import Place
from onrecord.brief.sending import Sender, Sending, Told
from onrecord.brief.sending_settings import Post, parsed

PLACE = Place("The Tarn", "https://tarn.example")


@dataclass
class Words:
    """What a short edition says."""

    subject: str = "What changed at the tarn"
    text: str = "The gate was mended – at last.\n\nLeave:\n%%UNSUBSCRIBE%%\n"
    html: str = '<p>The gate was mended – at last.</p><a href="%%UNSUBSCRIBE%%">Leave</a>'
    headers: dict[str, str] = field(default_factory=lambda: {"List-Id": "<all.tarn.example>"})


@dataclass
class Got:
    """One mail that the server accepted."""

    sender: str
    recipient: str
    data: bytes


@dataclass
class MailServer:
    """A real mail server on a port of this machine.

    `says` gives what it answers to a step (“MAIL”, “RCPT”, “DATA”) for a
    recipient; “drop” hangs up, after DATA once the mail was read.
    """

    port: int = 0
    got: list[Got] = field(default_factory=list)
    says: Callable[[str, str], str] = lambda _step, _recipient: ""
    connections: int = 0

    def hears(self) -> list[str]:
        """To whom mails were accepted, in their order."""
        return [one.recipient for one in self.got]


class _Handler:
    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_EHLO(  # noqa: N802 - aiosmtpd calls it so
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self._server.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, _s: Any, envelope: Envelope, address: str, options: Any
    ) -> str:
        said = self._server.says("MAIL", "")
        if said:
            return said
        envelope.mail_from = address
        return "250 fine"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, _s: Any, envelope: Envelope, address: str, options: Any
    ) -> str:
        said = self._server.says("RCPT", address)
        if said == "drop":
            server.transport.close()
            return "421 bye"
        if said:
            return said
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, _session: Any, envelope: Envelope
    ) -> str:
        recipient = envelope.rcpt_tos[0]
        said = self._server.says("DATA", recipient)
        if said and said != "drop":
            return said
        self._server.got.append(
            Got(envelope.mail_from or "", recipient, bytes(envelope.content or b""))
        )
        if said == "drop":
            server.transport.close()
        return "250 taken"


@pytest.fixture
def server() -> Iterator[MailServer]:
    made = MailServer()
    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(
        loop.create_server(
            lambda: SMTP(_Handler(made), hostname="sink.tarn.example", loop=loop), "127.0.0.1", 0
        )
    )
    made.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield made
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    listening.close()


@pytest.fixture
def post(server: MailServer) -> Post:
    backend, options = parsed(f"smtp://127.0.0.1:{server.port}?timeout=10")
    return Post(backend, options, "The Tarn <news@tarn.example>", "bounces@tarn.example")


@pytest.fixture
def sending(post: Post) -> Sending:
    return Sending(
        post=post, place=PLACE, written=lambda _edition, _place: Words(), patience=timedelta(0)
    )


@pytest.fixture
def send(sending: Sending) -> Callable[[], Told]:
    """One run of one sender."""
    return lambda: Sender(sending).run()


NOON = datetime(2024, 6, 20, 12, tzinfo=UTC)


@pytest.fixture
def noon(time_machine: Any) -> Any:
    time_machine.move_to(NOON, tick=False)
    return time_machine


def subscriber(address: str, *topics: Topic, **more: Any) -> Subscriber:
    normal = address.casefold()
    row = Subscriber.objects.create(
        ref=f"ref-of-{address}"[:22], address=address, normal=normal,
        domain=normal.partition("@")[2], confirmed_at=timezone.now(), **more,
    )  # fmt: skip
    row.topics.set(topics)
    return row


@pytest.fixture(name="subscriber")
def subscriber_fixture(db: None) -> Callable[..., Subscriber]:
    return subscriber


@pytest.fixture
def edition(db: None) -> Callable[..., Edition]:
    """A ready edition; `topic` None is the one on everything."""

    def made(topic: Topic | None = None, **more: Any) -> Edition:
        number = Edition.objects.count() + 1
        now = timezone.now()
        values = {
            "day": now.date() - timedelta(days=number), "number": number, "state": "ready",
            "subject": f"Edition {number}", "made_at": now, "closed_at": now, **more,
        }  # fmt: skip
        return Edition.objects.create(topic=topic, **values)

    return made


@pytest.fixture
def topic(db: None) -> Callable[[str], Topic]:
    def made(title: str, **more: Any) -> Topic:
        return Topic.objects.create(
            slug=title.casefold(), title=title, made_at=timezone.now(), **more
        )

    return made
