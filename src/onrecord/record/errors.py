"""Every error that onrecord raises.  Each message says what, where and what to do.

An expected outcome (a page without an article, a language that is not read) is
no error: it is returned as `Skipped`.
"""

from onrecord.record.unknown import Skipped


class OnrecordError(Exception):
    """The base of all errors of this package."""


class BadInput(OnrecordError):
    """A noun was given values that contradict each other (a span outside its text)."""


class BadOption(OnrecordError):
    """The caller asked for something that does not exist or cannot be combined."""


class BadDirectory(OnrecordError):
    """A file of known parties cannot be read or written; the message says where in it."""


class BrokenModel(OnrecordError):
    """The trained weights in the package are missing or damaged."""


class NotRead(OnrecordError):
    """One article was asked for by name and there is none; `skipped` says why."""

    def __init__(self, skipped: Skipped) -> None:
        super().__init__(f"{skipped.source}: {skipped.reason}: {skipped.detail}")
        self.skipped = skipped
