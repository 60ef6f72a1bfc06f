"""The exports as text, piece by piece, and as a Parquet file."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from onrecord.keep import exporting
from onrecord.record import BadOption
from onrecord.report import json_text

_ROWS_A_GROUP = 10_000


def text_of(form: str, today: date, base: str = "") -> Iterator[str]:
    """The whole record as JSON Lines, CSV, annotations a line, or one calendar."""
    entries = exporting.exported(today)
    if form == "jsonl":
        for one in entries:
            yield json_text(one) + "\n"
    elif form == "csv":
        yield from exporting.csv_lines(entries)
    elif form == "annotation":
        for one in exporting.annotations(entries, base):
            yield json_text(one) + "\n"
    else:
        yield exporting.calendar(entries, base).to_ical().decode("utf-8")


def write_parquet(path: Path, today: date) -> None:
    """The table as a Parquet file, some thousand rows in memory at a time.

    Raises BadOption where `pyarrow` is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - optional, and slow to load
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise BadOption(
            "Parquet needs the package pyarrow: pip install 'onrecord[parquet]', or export csv"
        ) from error
    days = {"day", "due", "duty", "published"}
    numbers = {"confidence": pa.float64(), "gone_in": pa.int32()}
    kinds = {name: pa.date32() for name in days} | numbers
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in exporting.COLUMNS])
    rows = map(exporting.table_row, exporting.exported(today))
    with pq.ParquetWriter(path, schema) as writer:
        while some := list(islice(rows, _ROWS_A_GROUP)):
            for row in some:
                for name in days:
                    given = row[name]
                    row[name] = date.fromisoformat(str(given)) if given else None  # type: ignore[assignment]
            writer.write_table(pa.Table.from_pylist(some, schema))
