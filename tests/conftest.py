"""A site on this machine and a clock that a test moves, for whatever fetches."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management.color import no_style
from django.db import connection


@dataclass
class SlowClock:
    """Time that passes only when somebody sleeps."""

    moment: datetime = datetime(2021, 3, 14, 12, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)

    def pass_by(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class Given:
    """What the site answers at one path, the last of several for ever."""

    body: bytes
    media_type: str
    status: int
    headers: dict[str, str]


@dataclass
class Asked:
    """What the site was asked, and when by the test's clock."""

    path: str
    headers: dict[str, str]
    at: datetime


@dataclass
class Site:
    """A web server that answers what the test gives it and remembers what it was asked."""

    clock: SlowClock
    origin: str = ""
    given: dict[str, list[Given]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def gives(
        self,
        path: str,
        body: str | bytes = "",
        media_type: str = "text/html; charset=utf-8",
        *,
        status: int = 200,
        **headers: str,
    ) -> str:
        """Adds an answer (`etag=…`, `retry_after=…` are its headers); returns the address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.given.setdefault(path, []).append(Given(data, media_type, status, named))
        return self.origin + path

    def instead(self, path: str, *rest: str | bytes, **more: str) -> str:
        """As `gives`, and forgets what the path answered before."""
        self.given.pop(path, None)
        return self.gives(path, *rest, **more)  # type: ignore[arg-type]

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


class Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.site.asked.append(Asked(self.path, headers, self.site.clock.now()))
        answers = self.site.given.get(self.path, [])
        given = answers.pop(0) if len(answers) > 1 else answers[0] if answers else None
        if given is None:
            self.send_error(404)
            return
        own = {name.lower(): value for name, value in given.headers.items()}
        known = (headers.get("if-none-match"), headers.get("if-modified-since"))
        current = (own.get("etag"), own.get("last-modified"))
        same = any(one and one == other for one, other in zip(known, current, strict=True))
        self.send_response(304 if same else given.status)
        for name, value in given.headers.items():
            self.send_header(name, value)
        if same:
            self.end_headers()
            return
        self.send_header("Content-Type", given.media_type)
        self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        self.wfile.write(given.body)

    def log_message(self, *_: object) -> None:
        """The tests' output stays clean."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up at its limit is no fault of the test."""


@pytest.fixture
def slow_clock() -> SlowClock:
    return SlowClock()


@pytest.fixture
def site(slow_clock: SlowClock) -> Iterator[Site]:
    made = Site(slow_clock)
    server = Server(("127.0.0.1", 0), type("OwnHandler", (Handler,), {"site": made}))
    made.origin = f"http://127.0.0.1:{server.server_port}"
    # The default of half a second between looks would make every test wait that long at its end.
    serving = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    serving.start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def numbered_from_one(request: pytest.FixtureRequest) -> None:
    """Rows of a test have the ids that an empty database gives, on PostgreSQL as on SQLite.

    PostgreSQL goes on counting where the test before left off.
    """
    asked = {"db", "transactional_db"} & set(request.fixturenames)
    marked = request.node.get_closest_marker("django_db") is not None
    if not (asked or marked) or connection.vendor != "postgresql":
        return
    request.getfixturevalue("_django_db_helper")
    with connection.cursor() as cursor:
        sequences = connection.introspection.sequence_list()
        for line in connection.ops.sequence_reset_by_name_sql(no_style(), sequences):
            cursor.execute(line)
