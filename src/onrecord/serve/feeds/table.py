"""A list as CSV: one row a line, a header, names and days as people write tables."""

import csv
import io
from collections.abc import Callable, Iterator

from onrecord.keep.forms import Form
from onrecord.report.entries import readable
from onrecord.serve.feeds.listing import Kind, Listing, page_of
from onrecord.serve.feeds.place import Place
from onrecord.serve.feeds.wording import names

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_COLUMNS: dict[Kind, tuple[tuple[str, Callable[[Form], object]], ...]] = {
    Kind.ENTRY: (
        ("id", lambda row: row["ref"]),
        ("kind", lambda row: row["kind"]),
        ("stance", lambda row: row["stance"]),
        ("speakers", lambda row: names(row["speakers"])),
        ("parties", lambda row: names(row["parties"])),
        ("words", lambda row: row["words"]),
        ("action", lambda row: row["action"]),
        ("day", lambda row: row["day"]),
        ("due", lambda row: row["due"] and row["due"]["last"]),
        ("status", lambda row: row["status"] and row["status"]["word"]),
        ("status_sentence", lambda row: row["status"] and row["status"]["sentence"]),
        ("review", lambda row: row["review"]),
        ("outlet", lambda row: row["article"]["outlet"]),
        ("published", lambda row: row["article"]["published"]),
        ("article", lambda row: row["article"]["url"]),
        ("matter", lambda row: row["matter"] and row["matter"]["title"]),
    ),
    Kind.MATTER: (
        ("id", lambda row: row["ref"]),
        ("title", lambda row: row["title"]),
        ("titled_by", lambda row: row["titled_by"]),
        ("first_day", lambda row: row["first_day"]),
        ("last_day", lambda row: row["last_day"]),
        ("articles", lambda row: row["counts"].get("article", 0)),
        ("calls", lambda row: row["counts"].get("call", 0)),
        ("commitments", lambda row: row["counts"].get("commitment", 0)),
        ("responses", lambda row: row["counts"].get("response", 0)),
    ),
    Kind.PARTY: (
        ("id", lambda row: row["ref"]),
        ("name", lambda row: row["name"]),
        ("kind", lambda row: row["kind"]),
        ("entry", lambda row: row["entry"]),
    ),
    Kind.ARTICLE: (
        ("id", lambda row: row["ref"]),
        ("title", lambda row: row["title"]),
        ("outlet", lambda row: row["outlet"]),
        ("published", lambda row: row["published"]),
        ("url", lambda row: row["url"]),
        ("matter", lambda row: row["matter"] and row["matter"]["title"]),
        ("copy_of", lambda row: row["copy_of"]),
    ),
    Kind.CORRECTION: (
        ("id", lambda row: row["ref"]),
        ("made_at", lambda row: row["updated_at"]),
        ("deed", lambda row: row["deed"]),
        ("target", lambda row: f"{row['target']} {row['target_id']}"),
        ("note", lambda row: row["note"]),
        ("undone_at", lambda row: row["undone_at"]),
    ),
    Kind.EDITION: (
        ("id", lambda row: row["ref"]),
        ("number", lambda row: row["number"]),
        ("day", lambda row: row["day"]),
        ("period", lambda row: row["period"]),
        ("topic", lambda row: row["topic"] and row["topic"]["title"]),
        ("subject", lambda row: row["subject"]),
        ("news", lambda row: row["news"]),
    ),
}


def table(listing: Listing, place: Place) -> bytes:
    """The rows of a list, with a byte order mark: spreadsheets take it for UTF-8 then."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    columns = _COLUMNS[listing.kind]
    writer.writerow([*(name for name, _ in columns), "page"])
    writer.writerows(_cells(listing, place))
    return written.getvalue().encode("utf-8-sig")


def _cells(listing: Listing, place: Place) -> Iterator[list[str]]:
    for row in listing.items:
        cells = [_cell(of(row)) for _, of in _COLUMNS[listing.kind]]
        yield [*cells, place.full(page_of(listing.kind, row))]


def _cell(value: object) -> str:
    """A value in a cell; words that a spreadsheet would run as a formula get an apostrophe."""
    words = "" if value is None else readable(str(value))
    return f"'{words}" if words.startswith(_FORMULA) else words
