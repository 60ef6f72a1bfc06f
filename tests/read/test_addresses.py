"""Fetching addresses, from a server on this machine."""

import gzip
import json
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.read import ReadOptions, addresses, read_inputs
from onrecord.read.addresses import _is_public, fetch
from onrecord.record import Article, Skipped, SkipReason

BODY = "The mayor said that the bridge would stay closed until the engineers had reported."
OTHER = "Marta Ilves, who runs the ferry, told the council that she could not wait for that."
PAGE = (
    "<html><head><title>The bridge at Torhavn stays closed</title></head><body><article>"
    f"<p>{BODY}</p><p>{OTHER}</p></article></body></html>"
)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Torhavn Post</title><entry>
<title>T</title><id>e1</id><content type="text">{BODY}</content></entry></feed>"""

ANSWERS: dict[str, tuple[str, bytes]] = {
    "/page": ("text/html; charset=utf-8", PAGE.encode()),
    "/text": ("text/plain; charset=windows-1252", f"“{BODY}”".encode("cp1252")),
    "/feed": ("application/atom+xml", ATOM.encode()),
    "/xml": ("text/xml", ATOM.encode()),
    "/feed-as-page": ("text/html", ATOM.encode()),
    "/json": ("application/json", json.dumps({"text": BODY}).encode()),
    "/none": ("application/octet-stream", BODY.encode()),
    "/pdf": ("text/html", b"%PDF-1.7 \0\0"),
    "/large": ("text/plain", b"x" * 50_000),
    "/bomb": ("text/plain", gzip.compress(b"x " * 5_000_000)),
    "/empty": ("text/plain", b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in ANSWERS:
            media_type, body = ANSWERS[path]
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            if path == "/bomb":
                self.send_header("Content-Encoding", "gzip")
            if path != "/large":
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        elif path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "500")
            self.end_headers()
            self.wfile.write(BODY.encode())
        elif path == "/stall":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(BODY.encode())
            time.sleep(9)
        elif path == "/loop":
            self.send_response(301)
            self.send_header("Location", "loop?" + self.path[-50:])
            self.end_headers()
        elif path.startswith("/to"):
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
            self.end_headers()
        elif path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(200):
                self.wfile.write(b"x ")
                self.wfile.flush()
                time.sleep(0.05)
        elif path == "/head-drip":
            for byte in b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 30:
                self.wfile.write(bytes((byte,)))
                self.wfile.flush()
                time.sleep(0.05)
        elif path == "/slow":
            time.sleep(9)
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """The tests' output stays clean."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what these tests are about."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


OPTIONS = ReadOptions(allow_private=True, timeout=5, max_bytes=20_000)


@pytest.mark.parametrize(
    ("path", "words", "url", "title"),
    [
        pytest.param("/page", BODY, "/page", "The bridge at Torhavn stays closed", id="a page"),
        pytest.param("/text", f"“{BODY}”", "/text", None, id="text in the header's encoding"),
        pytest.param("/json", BODY, "/json", None, id="JSON"),
        pytest.param("/none", BODY, "/none", None, id="sniffed where the type says nothing"),
        pytest.param("/to?/text", f"“{BODY}”", "/text", None, id="a redirect"),
        pytest.param("/text?q=ä b#part", f"“{BODY}”", "/text?q=ä b", None, id="odd characters"),
    ],
)
def test_articles(server: str, path: str, words: str, url: str, title: str | None) -> None:
    (found,) = read_inputs([server + path], OPTIONS)
    assert isinstance(found, Article)
    assert words in found.text
    assert (found.source, found.url, found.title) == (server + path, server + url, title)


@pytest.mark.parametrize("path", ["/feed", "/xml", "/feed-as-page"])
def test_feeds(server: str, path: str) -> None:
    options = ReadOptions(allow_private=True, published=date(2021, 3, 14))
    (found,) = read_inputs([server + path], options)
    assert isinstance(found, Article)
    assert (found.source, found.text, found.outlet, found.published) == (
        f"{server}{path}#e1",
        BODY,
        "Torhavn Post",
        date(2021, 3, 14),
    )


@pytest.mark.parametrize(
    ("path", "reason", "detail"),
    [
        pytest.param(
            "/missing",
            SkipReason.NO_ANSWER,
            "127.0.0.1 answered 404 Not Found; open the address in a browser",
            id="not found",
        ),
        pytest.param(
            "/to?/to?/to",
            SkipReason.NO_ANSWER,
            "127.0.0.1 answered 302 Found; open the address in a browser",
            id="a redirect to nowhere",
        ),
        pytest.param(
            "/to?file:///etc/hostname",
            SkipReason.REFUSED,
            "only http and https addresses are fetched, not file:",
            id="a redirect to a file",
        ),
        pytest.param(
            "/pdf",
            SkipReason.BINARY,
            "this is a PDF file; give the article as text, HTML, JSON or a feed",
            id="bytes contradict the type",
        ),
        pytest.param(
            "/large",
            SkipReason.TOO_LARGE,
            "its answer is larger than 0.02 MB, which no article is",
            id="too large",
        ),
        pytest.param(
            "/bomb",
            SkipReason.TOO_LARGE,
            "its answer is larger than 0.02 MB, which no article is",
            id="a bomb",
        ),
        pytest.param(
            "/cut",
            SkipReason.CUT_SHORT,
            f"its answer breaks off after {len(BODY)} bytes; try again later",
            id="cut short",
        ),
        pytest.param("/empty", SkipReason.EMPTY, "there is nothing in it", id="empty"),
    ],
)
def test_no_article(server: str, path: str, reason: SkipReason, detail: str) -> None:
    assert list(read_inputs([server + path], OPTIONS)) == [Skipped(server + path, reason, detail)]


def test_an_endless_redirect_ends(server: str) -> None:
    assert fetch(f"{server}/loop", OPTIONS) == Skipped(
        f"{server}/loop",
        SkipReason.NO_ANSWER,
        "it redirects more than 5 times; open it in a browser",
    )


@pytest.mark.parametrize("path", ["/slow", "/drip", "/head-drip", "/stall"])
def test_the_time_limit_covers_the_whole_answer(server: str, path: str) -> None:
    began = time.monotonic()
    found = fetch(server + path, ReadOptions(allow_private=True, timeout=0.5))
    assert time.monotonic() - began < 6
    assert found == Skipped(
        server + path,
        SkipReason.NO_ANSWER,
        "127.0.0.1 did not answer in full within 0.5 seconds; try again later",
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    found = fetch(address, ReadOptions(timeout=5))
    assert isinstance(found, Skipped)
    assert (found.source, found.reason) == (address, SkipReason.REFUSED)
    assert "give --allow-private if that is meant" in found.detail


def test_a_redirect_into_the_own_network_is_refused(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first hop passes as if it were public; the second is checked again.
    seen: list[str] = []

    def first_is_public(ip: str) -> bool:
        seen.append(ip)
        return len(seen) == 1

    monkeypatch.setattr(addresses, "_is_public", first_is_public)
    found = fetch(f"{server}/to?{server}/page", ReadOptions(timeout=5))
    assert found == Skipped(
        f"{server}/to?{server}/page",
        SkipReason.REFUSED,
        "127.0.0.1 is 127.0.0.1, which is in a private or reserved network; "
        "give --allow-private if that is meant",
    )


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:0001::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("nonsense", False),
    ],
)
def test_which_networks_are_public(ip: str, public: bool) -> None:
    assert _is_public(ip) is public


@pytest.mark.parametrize(
    ("address", "reason", "detail"),
    [
        pytest.param(
            "ftp://torhavn.example/a",
            SkipReason.REFUSED,
            "only http and https addresses are fetched, not ftp:",
            id="another scheme",
        ),
        pytest.param("http:///a", SkipReason.REFUSED, "http:///a names no host", id="no host"),
        pytest.param(
            "http://[::1/", SkipReason.REFUSED, "http://[::1/ is not a valid address", id="broken"
        ),
        pytest.param(
            "http://a:99999/",
            SkipReason.REFUSED,
            "http://a:99999/ is not a valid address",
            id="no such port",
        ),
    ],
)
def test_addresses_that_are_none(address: str, reason: SkipReason, detail: str) -> None:
    assert list(read_inputs([address])) == [Skipped(address, reason, detail)]


def test_names_that_lead_nowhere() -> None:
    found = fetch("https://torhavn.invalid/a", ReadOptions(timeout=5))
    assert isinstance(found, Skipped)
    assert (found.source, found.reason) == ("https://torhavn.invalid/a", SkipReason.NO_ANSWER)
    assert found.detail.startswith("the name torhavn.invalid cannot be resolved (")


def test_a_closed_port() -> None:
    found = fetch("http://127.0.0.1:1/", ReadOptions(allow_private=True, timeout=5))
    assert isinstance(found, Skipped)
    assert (found.reason, found.detail) == (
        SkipReason.NO_ANSWER,
        "127.0.0.1 cannot be reached (Failed to establish a new connection: "
        "[Errno 111] Connection refused); check the address",
    )
