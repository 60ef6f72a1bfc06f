"""Fetches one address, safely: nothing within this machine's own network is reached.

A page can redirect to an address such as ``http://169.254.169.254/``, and a
name can resolve to another machine each time it is asked.  So each hop is
resolved once, checked, and connected to at the very IP that was checked.
Proxies of the environment are not used: they would resolve names again.
"""

import contextlib
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from importlib import metadata
from types import MappingProxyType
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from onrecord.read.options import ReadOptions
from onrecord.record import Skipped, SkipReason

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml,application/json,text/plain;q=0.9",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: the address it came from in the end, and the body."""

    url: str
    media_type: str
    charset: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What a host said to one request; no redirect is followed yet.

    The names in `headers` are in small letters.  Only status 200 has a body.
    """

    url: str
    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes = b""

    def leads_to(self) -> str | None:
        """The address that it redirects to, or None."""
        location = self.headers.get("location", "").strip()
        return urljoin(self.url, location) if self.status in _REDIRECTS and location else None

    def answer(self) -> Answer:
        """The body with what the headers say of it."""
        given = self.headers.get("content-type", "")
        charset = given.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
        return Answer(self.url.partition("#")[0], given, charset or None, self.body)

    def refusal(self) -> str:
        """What is wrong with a status that is neither 200 nor a redirect, in words."""
        host = urlsplit(self.url).hostname
        said = f"{host} answered {self.status} {self.reason}".rstrip()
        return f"{said}; open the address in a browser"


class _Refused(Exception):
    """Why fetching stops; becomes `Skipped` at the border."""

    def __init__(self, reason: SkipReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def fetch(address: str, options: ReadOptions) -> Answer | Skipped:
    """What `address` answers, or why it gave nothing; raises nothing."""
    deadline = time.monotonic() + options.timeout
    url = address
    for _ in range(options.max_redirects + 1):
        reply = _asked(url, options, _NO_HEADERS, deadline)
        if isinstance(reply, Skipped):
            return Skipped(address, reply.reason, reply.detail)
        if next_url := reply.leads_to():
            url = next_url
        elif reply.status == 200:
            return reply.answer()
        else:
            return Skipped(address, SkipReason.NO_ANSWER, reply.refusal())
    return too_many_redirects(address, options)


def ask(
    url: str, options: ReadOptions, headers: Mapping[str, str] = _NO_HEADERS
) -> Reply | Skipped:
    """What the host says to one request, with `headers` besides the usual ones; raises nothing."""
    return _asked(url, options, headers, time.monotonic() + options.timeout)


def too_many_redirects(address: str, options: ReadOptions) -> Skipped:
    """What is returned for an address that leads round in a circle."""
    detail = f"it redirects more than {options.max_redirects} times; open it in a browser"
    return Skipped(address, SkipReason.NO_ANSWER, detail)


@cache
def user_agent() -> str:
    """How onrecord names itself to a host."""
    return f"onrecord/{metadata.version('onrecord')}"


def _asked(
    url: str, options: ReadOptions, headers: Mapping[str, str], deadline: float
) -> Reply | Skipped:
    try:
        return _ask(url, options, headers, deadline)
    except _Refused as refused:
        return Skipped(url, refused.reason, refused.detail)


def _ask(url: str, options: ReadOptions, headers: Mapping[str, str], deadline: float) -> Reply:
    from urllib3.exceptions import HTTPError, NewConnectionError  # noqa: PLC0415 - slow to load

    parts, host, port = _parts(url)
    ips = _allowed(_resolved(host, port, deadline), host, options)
    name = f"[{host}]" if ":" in host else host
    default = 443 if parts.scheme == "https" else 80
    own = {"User-Agent": user_agent(), "Host": name if port == default else f"{name}:{port}"}
    sent = _HEADERS | dict(headers) | own
    while True:
        try:
            connection = _connection(parts.scheme, (host, ips.pop(0), port), deadline)
            return _talk(connection, url, sent, options, deadline)
        except TimeoutError:
            raise _too_slow(host, options) from None
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            if time.monotonic() >= deadline:
                raise _too_slow(host, options) from None
            # A host with an IPv6 address is often reached by its IPv4 one alone.
            if not (ips and isinstance(error, NewConnectionError)):
                detail = f"{host} cannot be reached ({_short(error)}); check the address"
                raise _Refused(SkipReason.NO_ANSWER, detail) from None


def _parts(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise _Refused(SkipReason.REFUSED, f"{url} is not a valid address") from None
    if parts.scheme not in {"http", "https"}:
        detail = f"only http and https addresses are fetched, not {parts.scheme}:"
        raise _Refused(SkipReason.REFUSED, detail)
    if not host:
        raise _Refused(SkipReason.REFUSED, f"{url} names no host")
    return parts, host, port


def _resolved(host: str, port: int, deadline: float) -> list[str]:
    """The IPs of a host.  In a thread, because the system's resolver knows no time limit."""
    found: list[str] = []
    failure: list[str] = []

    def resolve() -> None:
        try:
            for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append(str(where[0]))
        except (OSError, UnicodeError) as error:
            failure.append(_short(error))

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(max(deadline - time.monotonic(), 0.0))
    if not found:
        why = failure[0] if failure else "no answer in time"
        detail = f"the name {host} cannot be resolved ({why}); check the address"
        raise _Refused(SkipReason.NO_ANSWER, detail)
    return found


def _allowed(ips: list[str], host: str, options: ReadOptions) -> list[str]:
    if options.allow_private:
        return ips
    public = [ip for ip in ips if _is_public(ip)]
    if not public:
        detail = (
            f"{host} is {ips[0]}, which is in a private or reserved network; "
            "give --allow-private if that is meant"
        )
        raise _Refused(SkipReason.REFUSED, detail)
    return public


def _is_public(written: str) -> bool:
    """Whether an IP is reached over the internet; one that wraps another counts as that."""
    try:
        ip = ipaddress.ip_address(written.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if inner is not None:
            return _is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _talk(
    connection: Any, url: str, headers: dict[str, str], options: ReadOptions, deadline: float
) -> Reply:
    # A server that sends a byte now and then never runs into the socket's own
    # time limit, so that a watchdog cuts the line at the deadline.
    socks: list[Any] = []
    left = max(deadline - time.monotonic(), 0.0)
    watchdog = threading.Timer(left, _cut, (connection, socks))
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.connect()
        # Once the answer has begun the connection lets go of its socket.
        socks.append(connection.sock)
        connection.request(
            "GET",
            _target(urlsplit(url)),
            headers=headers,
            preload_content=False,
            decode_content=True,
        )
        response = connection.getresponse()
        body = _body(response, options, deadline) if response.status == 200 else b""
        given = {name.lower(): str(value) for name, value in response.headers.items()}
        return Reply(url, response.status, str(response.reason or ""), given, body)
    finally:
        watchdog.cancel()
        connection.close()


def _connection(scheme: str, where: tuple[str, str, int], deadline: float) -> Any:
    """A connection to the checked IP that still speaks to, and verifies, the host's name."""
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415

    host, ip, port = where
    timeout = max(deadline - time.monotonic(), 0.01)
    if scheme == "http":
        return HTTPConnection(ip, port, timeout=timeout)
    return HTTPSConnection(
        ip,
        port,
        timeout=timeout,
        ssl_context=ssl.create_default_context(),
        server_hostname=host,
        assert_hostname=host,
    )


def _cut(connection: Any, socks: list[Any]) -> None:
    for sock in (connection.sock, *socks):
        if sock is not None:
            # It may be closed already.
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return f"{path}?{query}" if query else path


def _body(response: Any, options: ReadOptions, deadline: float) -> bytes:
    from urllib3.exceptions import ProtocolError  # noqa: PLC0415 - slow to load

    megabytes = options.max_bytes / 1_000_000
    too_large = _Refused(
        SkipReason.TOO_LARGE, f"its answer is larger than {megabytes:g} MB, which no article is"
    )
    promised = response.headers.get("Content-Length") or ""
    if promised.isdecimal() and int(promised) > options.max_bytes:
        raise too_large
    parts: list[bytes] = []
    size = 0
    try:
        # read1 hands over what has come, where read would wait for a whole chunk.
        while part := response.read1(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > options.max_bytes:
                raise too_large
            if time.monotonic() >= deadline:
                raise TimeoutError
    except ProtocolError:
        if time.monotonic() < deadline:
            detail = f"its answer breaks off after {size} bytes; try again later"
            raise _Refused(SkipReason.CUT_SHORT, detail) from None
    if time.monotonic() >= deadline:
        raise TimeoutError
    return b"".join(parts)


def _too_slow(host: str, options: ReadOptions) -> _Refused:
    detail = f"{host} did not answer in full within {options.timeout:g} seconds; try again later"
    return _Refused(SkipReason.NO_ANSWER, detail)


def _short(error: BaseException) -> str:
    """The words of an error without the object that urllib3 puts before them."""
    words = re.sub(r"^(?:<[^>]*>|\w+\([^)]*\)): ", "", str(error)) or type(error).__name__
    return words.partition("\n")[0][:200]
