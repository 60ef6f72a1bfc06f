"""Which directories are used, and how they are opened: the starter and the user's own."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from onrecord.link.index import Index
from onrecord.link.popolo import read_popolo
from onrecord.link.union import union
from onrecord.record import Directory

_FOLDER = Path(__file__).with_name("starter")


@dataclass(frozen=True, slots=True)
class Directories:
    """The files of known parties to use, besides the starter that comes with onrecord."""

    files: tuple[Path, ...] = ()
    starter: bool = True


STARTER = Directories()
"""The starter directory alone."""

NONE = Directories(starter=False)
"""No directory at all: parties are not looked up."""


def starter() -> Directory:
    """The starter directory: UK and US national bodies, their main offices and holders."""
    files = [read_popolo(path) for path in sorted(_FOLDER.glob("*.json"))]
    # The files have no entry in common, which a test holds: no need to compare them.
    return Directory(
        tuple(entry for file in files for entry in file.entries),
        tuple(one for file in files for one in file.memberships),
        tuple(area for file in files for area in file.areas),
    )


@lru_cache(maxsize=4)
def open_directories(chosen: Directories) -> Index:
    """The chosen directories as one, ready for looking up; opened once a process.

    Raises BadDirectory where a file cannot be read.
    """
    known = [starter()] if chosen.starter else []
    known += [read_popolo(path) for path in chosen.files]
    return Index(known[0] if len(known) == 1 else union(known))
