"""How many mails a minute are handed to a mail server, and how much memory that takes.

Run: `python -m bench.sending [--subscribers 10000] [--mails 10000] [--senders 2]`.  A
record is made in a temporary folder (or on the PostgreSQL server that
`--database` names) with made-up subscribers and one edition of `--kilobytes`;
the senders are processes, and so is the mail server, which takes every mail,
reads it and throws it away.  All share this machine's cores: the seconds of
processor that each took are told beside the minutes of the clock, since they
say the same on a busy machine.
"""

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

_CHUNK = 5000


@dataclass(frozen=True)
class Words:
    """An edition of some length, in text and HTML."""

    text: str
    html: str
    subject: str = "What changed at the tarn"
    headers: dict[str, str] = field(default_factory=dict)


def words(kilobytes: int) -> Words:
    """An edition, four fifths of it HTML."""
    line = "The council said on Monday that the gate at the tarn would be mended – at last. "
    text = line * (kilobytes * 200 // len(line))
    html = f"<p>{line}</p>" * (kilobytes * 800 // (len(line) + 7))
    links = "\n%%UNSUBSCRIBE%%\n%%PREFERENCES%%\n"
    return Words(text + links, f'{html}<a href="%%UNSUBSCRIBE%%">leave</a>')


class Sink(asyncio.Protocol):
    """A mail server that says yes to all: as fast as Python reads lines."""

    transport: asyncio.Transport
    count = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greets."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.held, self.in_data = transport, b"", False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        """Answers a command, or the end of a mail."""
        self.held += data
        if self.in_data:
            if not self.held.endswith(b"\r\n.\r\n"):
                return
            self.in_data = False
            Sink.count += 1
        word = self.held[:4].upper()
        if not self.held.endswith(b"\r\n"):
            return
        self.held = b""
        self.in_data = word == b"DATA"
        self.transport.write(b"354 go on\r\n" if self.in_data else b"250 yes\r\n")


async def _sink() -> None:
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"mails": Sink.count, "cpu": used.ru_utime + used.ru_stime}), flush=True)
    os._exit(0)


def _fill(subscribers: int) -> None:
    from django.utils import timezone  # noqa: PLC0415 - needs Django's set-up

    from onrecord.brief.models import Edition, Subscriber  # noqa: PLC0415

    now = timezone.now()
    for first in range(0, subscribers, _CHUNK):
        Subscriber.objects.bulk_create(
            Subscriber(
                ref=f"reader{at:016d}", address=f"reader{at}@tarn{at % 500}.example",
                normal=f"reader{at}@tarn{at % 500}.example", domain=f"tarn{at % 500}.example",
                confirmed_at=now,
            )
            for at in range(first, min(first + _CHUNK, subscribers))
        )  # fmt: skip
    Edition.objects.create(
        day=now.date(), number=1, state="ready", subject="Tarn", made_at=now, closed_at=now
    )


def _send(port: int, kilobytes: int, mails: int) -> dict[str, float]:
    """One sender, until there is nothing left or it has sent so many."""
    from onrecord.brief.place import Place  # noqa: PLC0415 - needs Django's set-up
    from onrecord.brief.sending import Sender, Sending  # noqa: PLC0415
    from onrecord.brief.sending_settings import Post, parsed  # noqa: PLC0415

    backend, options = parsed(f"smtp://127.0.0.1:{port}")
    left = mails
    written = words(kilobytes)

    def enough() -> bool:
        nonlocal left
        left -= 1
        return left < -1

    most = [0]
    threading.Thread(target=_watch_memory, args=(most,), daemon=True).start()
    base = resource.getrusage(resource.RUSAGE_SELF)
    began = time.perf_counter()
    told = Sender(
        Sending(
            post=Post(backend, options, "Tarn <news@tarn.example>", "bounces@tarn.example"),
            place=Place("Tarn", "https://tarn.example"),
            written=lambda *_: written, patience=timedelta(0), stopped=enough,
        )
    ).run()  # fmt: skip
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "sent": sum(one["sent"] for one in told.editions.values()),
        "seconds": time.perf_counter() - began,
        "cpu": used.ru_utime + used.ru_stime - base.ru_utime - base.ru_stime,
        "memory": most[0] / 1024,
    }


def _watch_memory(most: list[int]) -> None:
    """The most kilobytes of memory of its own; SQLite's file, which is mapped, is none of it."""
    while True:
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("RssAnon:"):
                most[0] = max(most[0], int(line.split()[1]))
        time.sleep(0.05)


def measure(options: argparse.Namespace, database: str) -> dict[str, float]:
    """The figures of one run."""
    environment = {**os.environ, "ONRECORD_DATABASE_URL": database}
    this = [sys.executable, "-m", "bench.sending"]
    piped = {"stdout": subprocess.PIPE, "stdin": subprocess.PIPE, "text": True}
    subprocess.run([*this, "--fill", str(options.subscribers)], env=environment, check=True)
    sink = subprocess.Popen([*this, "--sink"], **piped)  # type: ignore[call-overload]
    port = sink.stdout.readline().strip()
    each = options.mails // options.senders
    began = time.perf_counter()
    senders = [
        subprocess.Popen(
            [*this, "--send", port, "--kilobytes", str(options.kilobytes), "--mails", str(each)],
            env=environment, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(options.senders)
    ]  # fmt: skip
    done = [json.loads(one.communicate()[0]) for one in senders]
    wall = time.perf_counter() - began
    took = json.loads(sink.communicate("\n")[0])
    sent = sum(one["sent"] for one in done)
    busy = max(one["seconds"] for one in done)
    return {
        "mails accepted": took["mails"],
        "mails a minute": sent / busy * 60,
        "mails a minute, start-up counted": sent / wall * 60,
        "processor ms a mail, sender": sum(one["cpu"] for one in done) / sent * 1000,
        "processor ms a mail, mail server": took["cpu"] / sent * 1000,
        "memory of a sender, MB": max(one["memory"] for one in done),
    }


def main() -> None:
    """Prints the figures, or is one of the processes of `measure`."""
    parser = argparse.ArgumentParser(description="Measure how fast mail is handed over.")
    parser.add_argument("--subscribers", type=int, default=10_000)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--senders", type=int, default=2)
    parser.add_argument("--kilobytes", type=int, default=40)
    parser.add_argument("--database", help="an empty PostgreSQL database; else SQLite")
    parser.add_argument("--sink", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--send", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.sink:
        asyncio.run(_sink())
    elif options.fill is not None or options.send is not None:
        os.environ["DJANGO_SETTINGS_MODULE"] = "onrecord.serve.settings"
        import django  # noqa: PLC0415 - the other processes do without

        django.setup()
        from onrecord.keep.opening import open_record  # noqa: PLC0415

        open_record()
        if options.fill is not None:
            _fill(options.fill)
        else:
            print(json.dumps(_send(options.send, options.kilobytes, options.mails)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            database = options.database or f"sqlite:///{Path(folder)}/record.db"
            for name, value in measure(options, database).items():
                print(f"{name:<34}{value:12,.2f}")


if __name__ == "__main__":
    main()
