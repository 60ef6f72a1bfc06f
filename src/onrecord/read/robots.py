"""What a host's robots.txt lets onrecord fetch, after RFC 9309."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

NAME = "onrecord"
"""The name by which a robots.txt can speak to onrecord alone."""

_MOST_BYTES = 512_000
"""RFC 9309 has at least the first 500 KiB of a robots.txt read; what comes after is not."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; without rules everything may be fetched.

    `delay` are the seconds that it wants between two requests, or None;
    `sitemaps` the addresses that it names as its sitemaps.
    """

    rules: "Protego | None" = None
    delay: float | None = None
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """Whether onrecord may fetch `url`."""
        return self.rules is None or self.rules.can_fetch(url, NAME)


def read_robots(body: bytes) -> Robots:
    """The rules in the body of a robots.txt; what is none in it is passed over.

    >>> robots = read_robots(b"User-agent: *\\nDisallow: /drafts/\\nCrawl-delay: 4")
    >>> robots.allows("https://torhavn.example/drafts/1"), robots.delay
    (False, 4.0)
    """
    from protego import Protego  # noqa: PLC0415 - only collecting needs it

    text = body[:_MOST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    rules = Protego.parse(text)
    delays = [rules.crawl_delay(NAME)]
    if rate := rules.request_rate(NAME):
        delays.append(rate.seconds / rate.requests)
    return Robots(
        rules,
        max((delay for delay in delays if delay is not None), default=None),
        tuple(dict.fromkeys(rules.sitemaps)),
    )
