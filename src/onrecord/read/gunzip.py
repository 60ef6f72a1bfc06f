"""Gzip that gives what it can: bytes before a cut are handed on, the cut is remembered."""

import gzip
import io
import zlib
from typing import BinaryIO

from onrecord.record import Skipped, SkipReason


class Gunzip(io.RawIOBase):
    """The bytes inside a gzip stream, of one member or of many.

    A stream that is cut or damaged ends early instead of raising; `failure`
    then says what was wrong.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._inner = gzip.GzipFile(fileobj=stream)
        self.failure: tuple[SkipReason, str] | None = None

    def readable(self) -> bool:
        """Always: this is a stream to read from."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills `buffer` with what comes next; nought at the end or where it breaks."""
        if self.failure:
            return 0
        try:
            part = self._inner.read1(len(buffer))
        except EOFError:
            self.failure = (
                SkipReason.CUT_SHORT,
                "the gzip file ends too early; what stood before was read; fetch it again",
            )
            return 0
        except (gzip.BadGzipFile, zlib.error) as error:
            self.failure = (
                SkipReason.MALFORMED,
                f"the gzip file is damaged ({error}); what stood before was read; fetch it again",
            )
            return 0
        buffer[: len(part)] = part
        return len(part)

    def skipped(self, source: str) -> Skipped | None:
        """What is returned for a stream that broke, or None."""
        return Skipped(source, *self.failure) if self.failure else None
