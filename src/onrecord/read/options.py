"""How inputs are to be read: limits, and what may be fetched."""

from dataclasses import dataclass
from datetime import date

from onrecord.record import BadOption


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Settings of one run.

    `published` stands in where an input gives no date.  `allow_private` lets
    addresses lead to this machine and its own network.  `timeout` is the most
    seconds that fetching one address may take in all, redirects included.
    `max_bytes` bounds one article: a file, a line, a record, an answer.
    """

    published: date | None = None
    allow_private: bool = False
    timeout: float = 20.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5

    def __post_init__(self) -> None:
        if self.timeout <= 0 or self.max_bytes <= 0 or self.max_redirects < 0:
            raise BadOption(
                f"timeout {self.timeout}, max_bytes {self.max_bytes} and max_redirects "
                f"{self.max_redirects} must be above nought (redirects may be 0)"
            )


DEFAULTS = ReadOptions()
