"""How well names find their entry: abbreviations, official names and handed-over names.

Run as `python -m bench.directory --shared ../shared`.  Two things are measured.

*Of an imported list* (GOV.UK's organisations with the register of government
organisations): each body's title, lower-cased and with “&” written out, and
each abbreviation is looked up alone in the list it comes from.  A name is found
where the body is the only candidate, wrong where another body is the only one,
open where several fit.  An abbreviation is right even where it would stay
unresolved in an article that says nothing else.

*Of the starter directory*.  It was written apart from these lists, but its names
were held against them, and the initials of some twenty bodies were added after
this benchmark showed them missing (71.7 % were found before): the figure is no
measure on unseen names.  Each of GOV.UK's titles and abbreviations is
looked up in it, and found where the entry has that body's GOV.UK address.  The
share is of the bodies that the starter knows; wrong is the share of all names,
of bodies known or not, that lead to an entry with another address.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from onrecord.link import Index, starter, union
from onrecord.link.importers import read_list
from onrecord.record import Entry


def measure(shared: Path) -> dict[str, float]:
    """Shares from 0 to 1; counts end in “, asked”.  FileNotFoundError where data is absent."""
    folder = shared / "data" / "directories"
    bodies = folder / "uk_government_bodies.csv"
    register = folder / "uk_register" / "government-organisation.tsv"
    for path in (bodies, register):
        if not path.exists():
            raise FileNotFoundError(path)
    govuk = read_list(bodies)
    own = Index(union([govuk, read_list(register)]))
    titles = [(entry.name.text.lower().replace("&", "and"), entry) for entry in govuk.entries]
    shorts = [(name.text, entry) for entry in govuk.entries for name in entry.other_names]
    known = Index(starter())
    return {
        **_told("list, official names", own, titles),
        **_told("list, abbreviations", own, shorts),
        **_starter_told("starter, official names", known, titles),
        **_starter_told("starter, abbreviations", known, shorts),
    }


def _told(title: str, index: Index, asked: Iterable[tuple[str, Entry]]) -> dict[str, float]:
    right = wrong = several = 0
    asked = list(asked)
    for name, entry in asked:
        found = [one.entry.id for one in index.find(name)]
        right += found == [entry.id]
        several += len(found) > 1
        wrong += len(found) == 1 and found != [entry.id]
    return {
        f"{title}: found": right / len(asked),
        f"{title}: open": several / len(asked),
        f"{title}: wrong": wrong / len(asked),
        f"{title}, asked": float(len(asked)),
    }


def _starter_told(title: str, index: Index, asked: Iterable[tuple[str, Entry]]) -> dict[str, float]:
    """By the GOV.UK addresses that both lists give."""
    asked = list(asked)
    addresses = {_address(entry) for entry in index.entries.values()} - {None}
    known = [(name, entry) for name, entry in asked if _address(entry) in addresses]
    right = wrong = 0
    for name, entry in asked:
        found = {_address(one.entry) for one in index.find(name)}
        right += found == {_address(entry)}
        wrong += len(found) == 1 and found != {_address(entry)}
    return {
        f"{title}: found": right / len(known),
        f"{title}: wrong": wrong / len(asked),
        f"{title}, asked": float(len(known)),
    }


def _address(entry: Entry) -> str | None:
    return next((one.value for one in entry.identifiers if one.scheme == "gov.uk"), None)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description="How well names find their entry.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    for name, value in measure(parser.parse_args().shared).items():
        print(f"{name:40} {value:8.3f}")


if __name__ == "__main__":
    main()
