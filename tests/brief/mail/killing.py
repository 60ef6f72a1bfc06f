"""Kills senders at random moments, over and over, and counts what a real mail server got.

    python killing.py DATABASE-URL [--kills 200] [--senders 1] [--seed 1]

Made-up subscribers get edition after edition from senders that are processes
of their own, killed by SIGKILL: after a random number of mails and a random part
of the time that a mail takes, or after a random time at once.  Every mail that the
mail server (aiosmtpd, in a process of its own) accepts is a line of a file.
At the end one sender is left alive, and the ledger is held against that file;
the counts are printed as JSON.
"""

# Nothing of Django can be imported before its set-up; aiosmtpd names its hooks as it does.
# ruff: noqa: PLC0415, N802

import argparse
import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope

SUBSCRIBERS = 300
LINE = 60
"""Bytes that a mail takes in the file of those accepted, or somewhat less."""

LEASE = timedelta(seconds=0.3)


@dataclass
class Words:
    """A short edition."""

    subject: str = "What changed at the tarn"
    text: str = "The gate was mended.\n\n%%UNSUBSCRIBE%%\n"
    html: str = '<p>The gate was mended.</p><a href="%%UNSUBSCRIBE%%">leave</a>'
    headers: dict[str, str] = field(default_factory=dict)


def serve(accepted: Path) -> None:
    """The mail server: prints its port, and notes each mail before it says that it took it."""
    file = os.open(accepted, os.O_WRONLY | os.O_APPEND)

    class Sink:
        async def handle_DATA(self, _server: object, _session: object, envelope: Envelope) -> str:
            found = re.search(rb"(?m)^Message-ID: (\S+)", envelope.content or b"")  # type: ignore[arg-type]
            name = found[1].decode() if found else "?"
            os.write(file, f"{envelope.rcpt_tos[0]} {name}\n".encode())
            return "250 taken"

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(Sink(), hostname="sink.tarn.example", loop=loop), "127.0.0.1", 0
        )
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(listen())


def kill_and_count(options: argparse.Namespace) -> dict[str, object]:
    """The counts."""
    from django.core.mail.utils import DNS_NAME
    from django.db import connections
    from django.utils import timezone

    import onrecord.brief.sending  # noqa: F401 - a child born with it lives the sooner
    from onrecord.brief.models import Delivery, Edition, Posting, Subscriber

    random.seed(options.seed)
    # Asked once here, and not by each child: that may take seconds without a network.
    DNS_NAME.get_fqdn()
    with tempfile.TemporaryDirectory() as folder:
        accepted = Path(folder) / "accepted"
        accepted.touch()
        server = subprocess.Popen(
            [sys.executable, __file__, "--serve", str(accepted)],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert server.stdout is not None
        port = int(server.stdout.readline())
        now = timezone.now()
        Subscriber.objects.bulk_create(
            Subscriber(
                ref=f"reader{at:016d}", address=f"reader{at}@tarn.example",
                normal=f"reader{at}@tarn.example", domain="tarn.example", confirmed_at=now,
            )
            for at in range(SUBSCRIBERS)
        )  # fmt: skip
        editions = kills = 0
        while kills < options.kills:
            if not Edition.objects.exclude(posting__closed_at__isnull=False).exists():
                editions += 1
                Edition.objects.create(
                    day=now.date() + timedelta(days=editions), state="ready", number=editions,
                    subject="What changed at the tarn", made_at=now, closed_at=timezone.now(),
                )  # fmt: skip
            connections.close_all()
            senders = [born(port) for _ in range(options.senders)]
            live(accepted, senders)
            for sender in random.sample(senders, len(senders)):
                os.kill(sender, signal.SIGKILL)
                _, status = os.waitpid(sender, 0)
                kills += os.WIFSIGNALED(status)
                if os.WIFEXITED(status) and os.WEXITSTATUS(status):
                    raise SystemExit("a sender failed")
        # What the dead reserved is free again after a while; what they were sending is unknown.
        for _ in range(2):
            time.sleep(LEASE.total_seconds() * 1.5)
            connections.close_all()
            os.waitpid(born(port), 0)
        server.terminate()
        server.wait()
        got = Counter(accepted.read_text().split("\n")[:-1])
        states: Counter[str] = Counter()
        wrong: list[str] = []
        copies = Counter[int]()
        for line, number in got.items():
            copies[int(line.split("<delivery.")[1].split(".")[0])] += number
        unknown_out = 0
        for id, state in Delivery.objects.values_list("pk", "state"):
            states[state] += 1
            unknown_out += copies[id] if state == "unknown" else 0
            if copies[id] not in {"sent": (1,), "unknown": (0, 1)}.get(state, ()):
                wrong.append(f"delivery {id}: {state}, {copies[id]} copies")
        return {
            "kills": kills,
            "editions": editions,
            "rows": sum(states.values()),
            "rows expected": editions * SUBSCRIBERS,
            "states": dict(sorted(states.items())),
            "accepted": sum(got.values()),
            "twice": sum(number > 1 for number in got.values()),
            "unknown that went out": unknown_out,
            "postings open": Posting.objects.filter(closed_at=None).count(),
            "wrong": wrong[:10],
        }


def live(accepted: Path, senders: list[int]) -> None:
    """Returns at a random moment of the senders' life, or when all of them are done."""
    if random.random() < 0.2:
        time.sleep(random.uniform(0, 0.2))
        return
    size = accepted.stat().st_size
    mails = random.randrange(1, 25)
    began = time.perf_counter()
    while accepted.stat().st_size < size + mails * LINE:
        time.sleep(0.0005)
        if all(os.waitid(os.P_PID, one, os.WEXITED | os.WNOHANG | os.WNOWAIT) for one in senders):
            return
    time.sleep(random.uniform(0, 1.5) * (time.perf_counter() - began) / mails)


def born(port: int) -> int:
    """The process id of a new sender."""
    child = os.fork()
    if child:
        return child
    try:
        from onrecord.brief.place import Place
        from onrecord.brief.sending import Sender, Sending
        from onrecord.brief.sending_settings import Post, parsed

        backend, more = parsed(f"smtp://127.0.0.1:{port}")
        post = Post(backend, more, "The Tarn <news@tarn.example>", "bounces@tarn.example")
        Sender(
            Sending(
                post=post, place=Place("The Tarn", "https://tarn.example"),
                written=lambda _edition, _place: Words(), lease=LEASE,
                patience=timedelta(0),
            )
        ).run()  # fmt: skip
        os._exit(0)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--senders", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.environ["ONRECORD_DATABASE_URL"] = options.database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onrecord.serve.settings")
    import django

    django.setup()
    from onrecord.keep.opening import open_record

    open_record()
    print(json.dumps(kill_and_count(options)))


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve(Path(sys.argv[2]))
    else:
        main()
