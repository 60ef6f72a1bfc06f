"""Visits addresses politely: robots.txt first, one host at a pace, “unchanged” where it is."""

import re
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urljoin, urlsplit

from onrecord.read.addresses import Answer, Reply, ask, too_many_redirects
from onrecord.read.options import DEFAULTS, ReadOptions
from onrecord.read.pace import REAL_CLOCK, Clock, Manners, Pace, retry_after
from onrecord.read.robots import Robots, read_robots
from onrecord.record import Skipped, SkipReason

_NOT_NOW = frozenset({408, 425, 429})
"""Statuses, besides those of 500 and above, that may be another tomorrow."""
_FOR_EVER = frozenset({SkipReason.REFUSED, SkipReason.TOO_LARGE})
_MAX_AGE = re.compile(r"\bmax-age=\"?(\d{1,9})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a host knows again which version of an address onrecord has."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that ask for an answer only if there is another version."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class Fresh:
    """An answer; `max_age` are the seconds for which the host says that it will hold."""

    answer: Answer
    validators: Validators = NO_VALIDATORS
    max_age: float = 0.0


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The host has nothing newer than what the validators stand for."""

    address: str


@dataclass(frozen=True, slots=True)
class Later:
    """Why an address cannot be had now, but may be another time.

    `after` are the seconds that the host is to be left alone for; `asked` is
    False where it was not asked at all, because it is being left alone.
    """

    address: str
    why: str
    after: float | None = None
    asked: bool = True


Visit = Fresh | Unchanged | Later | Skipped


class Visitor:
    """Visits addresses for one run; it remembers each host's rules and pace for as long.

    Nothing is asked twice at the same time: one visit ends before the next begins.
    """

    def __init__(
        self,
        options: ReadOptions = DEFAULTS,
        manners: Manners | None = None,
        clock: Clock = REAL_CLOCK,
    ) -> None:
        self.options = options
        self.clock = clock
        self._manners = manners or Manners()
        self._pace = Pace(self._manners, clock)
        self._robots: dict[str, Robots | Later | Skipped] = {}

    def visit(self, address: str, validators: Validators = NO_VALIDATORS) -> Visit:
        """What `address` answers, where its host lets it be fetched; raises nothing.

        Every address on the way of a redirect is held against the robots.txt
        of its own host.
        """
        url = address
        for _ in range(self.options.max_redirects + 1):
            robots = self._rules(url)
            if isinstance(robots, Later):
                return replace(robots, address=address)
            if isinstance(robots, Skipped):
                return replace(robots, source=address)
            if refusal := self._refused(url, robots):
                return Skipped(address, SkipReason.REFUSED, refusal)
            reply = self._polite(url, validators, robots.delay)
            if isinstance(reply, Later):
                return replace(reply, address=address)
            if isinstance(reply, Skipped):
                return replace(reply, source=address)
            if next_url := reply.leads_to():
                url = next_url
            else:
                return _visited(address, reply, validators)
        return too_many_redirects(address, self.options)

    def sitemaps(self, address: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of the address's host names."""
        robots = self._rules(address)
        return robots.sitemaps if isinstance(robots, Robots) else ()

    def seconds_left(self, address: str) -> float:
        """The seconds until the host of `address` may be asked again."""
        return self._pace.seconds_left(_host(address))

    def _rules(self, url: str) -> Robots | Later | Skipped:
        try:
            parts = urlsplit(url)
            origin = f"{parts.scheme}://{parts.netloc}".lower()
        except ValueError:
            return Skipped(url, SkipReason.REFUSED, f"{url} is not a valid address")
        if parts.scheme not in {"http", "https"}:
            detail = f"only http and https addresses are fetched, not {parts.scheme}:"
            return Skipped(url, SkipReason.REFUSED, detail)
        if origin not in self._robots:
            self._robots[origin] = self._asked_rules(f"{origin}/robots.txt")
        return self._robots[origin]

    def _asked_rules(self, address: str) -> Robots | Later | Skipped:
        """A robots.txt that is not there allows all; one that cannot be had, nothing for now."""
        url = address
        for _ in range(self.options.max_redirects + 1):
            reply = self._polite(url, NO_VALIDATORS, None)
            if isinstance(reply, Skipped) and reply.reason is SkipReason.REFUSED:
                return reply
            if isinstance(reply, Later):
                return replace(reply, why=f"its robots.txt cannot be had: {reply.why}")
            if isinstance(reply, Skipped):
                return Later(address, f"its robots.txt cannot be had: {reply.detail}")
            if next_url := reply.leads_to():
                url = next_url
            else:
                return read_robots(reply.body) if reply.status == 200 else Robots()
        # RFC 9309: a robots.txt that redirects on and on may be taken for absent.
        return Robots()

    def _refused(self, url: str, robots: Robots) -> str | None:
        host = _host(url)
        if not robots.allows(url):
            return f"the robots.txt of {host} does not allow {url} to be fetched"
        if robots.delay and robots.delay > self._manners.longest_delay:
            return (
                f"the robots.txt of {host} wants {robots.delay:g} seconds between two requests, "
                f"more than the {self._manners.longest_delay:g} that are waited for"
            )
        return None

    def _polite(
        self, url: str, validators: Validators, delay: float | None
    ) -> Reply | Later | Skipped:
        """One request when the host may be asked, made again after short pauses."""
        host = _host(url)
        later = partial(Later, url)
        if (left := self._pace.pause_left(host)) > self._manners.patience:
            return later(f"{host} is left alone for another {_span(left)}", left, asked=False)
        tries = 0
        while True:
            tries += 1
            self._pace.wait(host)
            reply = ask(url, self.options, validators.headers())
            self._pace.asked(host, delay)
            if isinstance(reply, Skipped):
                if reply.reason in _FOR_EVER:
                    return reply
                self._pace.fault(host, None)
                return later(reply.detail)
            if reply.status not in _NOT_NOW and reply.status < 500:
                self._pace.well(host)
                return reply
            wanted = retry_after(reply.headers.get("retry-after"), self.clock.now())
            pause = self._pace.fault(host, wanted)
            why = f"{host} answered {reply.status} {reply.reason}".rstrip()
            if pause > self._manners.patience or tries == self._manners.tries:
                asked = f" and asks to be left alone for {_span(wanted)}" if wanted else ""
                return later(f"{why}{asked}; it is tried again later", wanted)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to one site: the same host, or one within the other.

    >>> same_site("https://www.torhavn.example/", "https://feeds.torhavn.example/all")
    True
    >>> same_site("https://torhavn.example/", "https://nottorhavn.example/")
    False
    """
    first, second = (_name(address) for address in (one, other))
    if not first or not second:
        return False
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def resolved(base: str, link: str | None) -> str | None:
    """The address that `link` means on the page `base`, or None where it is none of the web."""
    if not link or not link.strip():
        return None
    try:
        url = urljoin(base, link.strip()).partition("#")[0]
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None


def _visited(address: str, reply: Reply, validators: Validators) -> Visit:
    if reply.status == 304 and validators.headers():
        return Unchanged(address)
    if reply.status != 200:
        return Skipped(address, SkipReason.NO_ANSWER, reply.refusal())
    age = _MAX_AGE.search(reply.headers.get("cache-control", ""))
    return Fresh(
        reply.answer(),
        Validators(reply.headers.get("etag"), reply.headers.get("last-modified")),
        float(age[1]) if age else 0.0,
    )


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _name(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def _span(seconds: float) -> str:
    """A span of time as people say it.

    >>> _span(90), _span(7200)
    ('90 seconds', '2 hours')
    """
    for size, name in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"
