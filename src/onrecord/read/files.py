"""Files and folders: finding what can be read in them, opening it, and saying why not."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.read.sniff import form_of_name
from onrecord.record import Skipped, SkipReason

# Beyond this many files counting them is no longer cheap.
_MOST_COUNTED = 100_000
_ONE_TO_MANY = (".jsonl", ".ndjson", ".warc", ".warc.gz", ".xml", ".rss", ".atom", ".json")


def shown(path: str | Path) -> str:
    """A path as it can be printed: a name that is not UTF-8 gets U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def find(path: Path) -> Iterator[Path | Skipped]:
    """The files to read at `path`: itself, or all in the folder, sorted by name.

    In a folder only files with a known suffix count, and neither hidden ones
    nor hidden folders do.  A folder reached twice through links is read once,
    so that links in a circle end.
    """
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:
        yield skipped_for(path, error)
        return
    if not is_folder:
        yield path
        return
    found = False
    for found_path in _walk(path):
        found = True
        yield found_path
    if not found:
        detail = "no file in this folder has a suffix that is read (.txt, .html, .md, .json, …)"
        yield Skipped(shown(path), SkipReason.EMPTY, detail)


def count(path: Path) -> int | None:
    """How many articles `path` holds, or None where telling would mean reading it."""
    number = 0
    for found in find(path):
        number += 1
        name = found.name.lower() if isinstance(found, Path) else ""
        if name.endswith(_ONE_TO_MANY) or number > _MOST_COUNTED:
            return None
    return number


def open_file(path: Path) -> BinaryIO | Skipped:
    """The file, opened for reading bytes, or why it cannot be."""
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        return skipped_for(path, error)


def skipped_for(path: Path, error: OSError | ValueError) -> Skipped:
    """What is returned for a path that the operating system refuses."""
    source = shown(path)
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ELOOP:
        return Skipped(source, SkipReason.UNREADABLE, "this link leads round in a circle")
    if number in {errno.ENOENT, errno.ENOTDIR} or isinstance(error, ValueError):
        if path.is_symlink():
            detail = "this link leads to a file that does not exist"
        else:
            detail = "there is no such file; check the path"
        return Skipped(source, SkipReason.MISSING, detail)
    if number in {errno.EACCES, errno.EPERM}:
        detail = "permission denied; make the file readable for this user"
        return Skipped(source, SkipReason.UNREADABLE, detail)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Skipped(source, SkipReason.UNREADABLE, f"the system cannot read it: {reason}")


def _walk(top: Path) -> Iterator[Path | Skipped]:
    seen: set[tuple[int, int]] = set()
    # A stack and not recursion: folders may lie deeper than Python recurses.
    waiting: list[Iterator[Path | Skipped]] = [iter((top,))]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
        elif isinstance(path, Skipped):
            yield path
        elif (mode := _mode(path)) is None:
            if form_of_name(path.name):
                yield from _why_not(path)
        elif stat.S_ISDIR(mode):
            waiting.append(_inside(path, seen))
        elif stat.S_ISREG(mode) and form_of_name(path.name):
            yield path


def _inside(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Skipped]:
    try:
        about = folder.stat()
        if (about.st_dev, about.st_ino) in seen:
            return
        seen.add((about.st_dev, about.st_ino))
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208
    except OSError as error:
        yield skipped_for(folder, error)
        return
    for name in names:
        yield folder / name


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return None


def _why_not(path: Path) -> Iterator[Skipped]:
    try:
        path.stat()
    except (OSError, ValueError) as error:
        yield skipped_for(path, error)
