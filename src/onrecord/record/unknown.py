"""What could not be known or read, as types of its own, never as empty strings."""

from dataclasses import dataclass
from enum import StrEnum


class SkipReason(StrEnum):
    """Why an input gave no document; the value stands in the JSON."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too large"
    TOO_DEEP = "too deep"
    UNKNOWN_FORMAT = "unknown format"
    MALFORMED = "malformed"
    CUT_SHORT = "cut short"
    NO_ARTICLE = "no article"
    OTHER_LANGUAGE = "other language"
    NO_ANSWER = "no answer"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no document.

    `source` is the path or address as given (`mails.jsonl:12` for a line of a
    file); `detail` is a sentence that says what is wrong and what to do.
    """

    source: str
    reason: SkipReason
    detail: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that could not be told to stand for an entry of the directory.

    `why` is a sentence: that no entry has the name, that two have (both are
    named), or what the article does not say.
    """

    mention: str
    why: str
