"""The commands that keep a record and look into it: add, matters, show, search, export."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from onrecord.directory_commands import chosen, directory_options
from onrecord.keep.opening import open_record
from onrecord.read import ReadOptions, count_inputs
from onrecord.record import BadOption, Skipped
from onrecord.report import json_text, skipped_to_json, skipped_to_terminal
from onrecord.report.entries import several
from onrecord.understand import MODELS

if TYPE_CHECKING:
    from onrecord.recording import Recorded

SOME_SKIPPED = 3
"""Exit status where at least one input gave no article, or nothing was found."""

EXPORTS = ("jsonl", "csv", "parquet", "annotation", "ics")

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _record_options(command: _Command) -> _Command:
    """The options by which a command is told which record, in which form."""
    command = click.option(
        "--format", "-f", "form", type=click.Choice(["text", "json"]), default="text",
        show_default=True, help="For people, or for programs.",
    )(command)  # fmt: skip
    return _database_option(command)


def _database_option(command: _Command) -> _Command:
    return click.option(
        "--database", metavar="RECORD", envvar="ONRECORD_DATABASE_URL", show_envvar=True,
        help="The record: a SQLite file, or postgres://user@host/name. "
        "[default: onrecord.db in this folder]",
    )(command)  # fmt: skip


@click.command(no_args_is_help=True)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--model", type=click.Choice(MODELS), default=MODELS[0], show_default=True,
    help="The accurate model, or the fast one that finds somewhat less.",
)  # fmt: skip
@click.option("--published", metavar="DATE", help="Day of publication of inputs that give none.")
@click.option(
    "--allow-private", is_flag=True,
    help="Let addresses lead into this machine's own network.",
)  # fmt: skip
@directory_options
@_record_options
def add(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
    inputs: tuple[str, ...],
    model: str,
    published: str | None,
    allow_private: bool,
    directory_files: tuple[Path, ...],
    no_directory: bool,
    form: str,
    database: str | None,
) -> int:
    """Read articles and keep what they say in the record.

    INPUT is what `onrecord read` takes: a file or folder, an address, or - for
    standard input. An article that is kept already is passed over; one whose
    text has changed gets another snapshot. Each article is kept whole or not
    at all, so that a run that was stopped can be started again.

    Exit status: 0 if every input gave an article, 3 if some were skipped (each
    is named with the reason), 2 for a wrong option, 1 if the record cannot be
    opened, 130 after Ctrl-C.
    """
    options = ReadOptions(published=_day(published, "--published"), allow_private=allow_private)
    directories = chosen(directory_files, none=no_directory)
    open_record(database)
    from onrecord.recording import Recorder, record_all  # noqa: PLC0415 - needs an open record

    results = record_all(inputs, options, Recorder(model, directories))
    counts: Counter[str] = Counter()
    with _progress(results, inputs) as shown:
        for result in shown:
            counts.update(_counted(result))
            if form == "json":
                click.echo(json_text(_recorded_form(result)))
            elif isinstance(result, Skipped):
                click.echo(skipped_to_terminal(result), err=True)
    if form != "json":
        click.echo(_summary(counts))
    return SOME_SKIPPED if counts["skipped"] else 0


def _counted(result: "Recorded | Skipped") -> dict[str, int]:
    if isinstance(result, Skipped):
        return {"skipped": 1}
    return {
        "copies" if result.copy_of and result.change == "new" else result.change.value: 1,
        "entries": result.entries,
        "gone": result.gone,
        "links": result.links,
    }


def _recorded_form(result: "Recorded | Skipped") -> dict[str, Any]:
    if isinstance(result, Skipped):
        return skipped_to_json(result)
    return {
        "article": f"a{result.article}",
        "source": result.source,
        "change": result.change.value,
        "copy_of": f"a{result.copy_of}" if result.copy_of else None,
        "matter": f"m{result.matter}" if result.matter else None,
        "entries": result.entries,
        "gone": result.gone,
        "links": result.links,
    }


def _summary(counts: Counter[str]) -> str:
    parts = [
        f"{counts['new']:,} new",
        f"{counts['changed']:,} changed",
        f"{counts['unchanged']:,} unchanged",
        f"{counts['copies']:,} copies of a report kept before",
        f"{counts['skipped']:,} skipped",
    ]
    entries = several(counts["entries"], "new entry", "new entries")
    found = f"{entries}, {several(counts['links'], 'new link', 'new links')}"
    lost = several(counts["gone"], "entry", "entries")
    gone = f", {lost} whose words are gone" if counts["gone"] else ""
    return f"Articles: {', '.join(parts)}. {found}{gone}."


@click.command()
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many.")
@_record_options
def matters(limit: int, form: str, database: str | None) -> int:
    """List the matters of the record, those with the newest article first.

    Exit status: 0, or 1 if the record cannot be opened.
    """
    open_record(database)
    from onrecord.keep import as_text, lists  # noqa: PLC0415 - needs an open record

    found = lists.matters(lists.Slice(size=limit)).items
    _print(found, form, as_text.matter_line, "The record is empty; `onrecord add` fills it.")
    return 0


@click.command(no_args_is_help=True)
@click.argument("ref", metavar="ID")
@_record_options
def show(ref: str, form: str, database: str | None) -> int:
    """Show one matter (m12), entry (e45), article (a7) or party (p3).

    Exit status: 0, 3 if there is none, 1 if the record cannot be opened.
    """
    open_record(database)
    from onrecord.keep import as_text, showing  # noqa: PLC0415 - needs an open record
    from onrecord.keep.looking import today  # noqa: PLC0415

    found = showing.show(ref, today())
    if found is None:
        click.echo(f"onrecord: the record holds no {ref}", err=True)
        return SOME_SKIPPED
    if form == "json":
        click.echo(json_text(found, indent=1))
    else:
        click.echo("\n".join(as_text.text_of(found)))
    return 0


@click.command(no_args_is_help=True)
@click.argument("words", nargs=-1, required=True)
@click.option("--articles", is_flag=True, help="Find articles instead of entries.")
@click.option("--kind", help="Only this kind: statement, call, commitment or response.")
@click.option("--status", help="Only what stands so: open, answered, overdue, disputed...")
@click.option("--party", metavar="ID", help="Only with this party, as p3.")
@click.option("--from", "first", metavar="DATE", help="From this day on.")
@click.option("--to", "last", metavar="DATE", help="Up to this day.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many.")
@_record_options
def search(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
    words: tuple[str, ...],
    articles: bool,
    kind: str | None,
    status: str | None,
    party: str | None,
    first: str | None,
    last: str | None,
    limit: int,
    form: str,
    database: str | None,
) -> int:
    """Find entries by their words, newest first.

    All WORDS must be there, in any of their forms; "two words" in quotation
    marks only so, in a row; inspec* whatever begins so; -draft leaves out what
    holds the word (write it after --).

    Exit status: 0 if something was found, 3 if nothing was, 2 for a wrong
    option, 1 if the record cannot be opened.
    """
    days = _day(first, "--from"), _day(last, "--to")
    open_record(database)
    from onrecord.keep import as_text, lists, looking  # noqa: PLC0415 - needs an open record
    from onrecord.keep.search import Query, search_articles, search_entries  # noqa: PLC0415

    query = Query(" ".join(words), _party(party), kind, status, None, *days)
    today = looking.today()
    found = search_articles(query, size=limit) if articles else search_entries(
        query, today, size=limit
    )  # fmt: skip
    if articles:
        _print(map(lists.article_row, found.rows), form, as_text.article_line)
    else:
        forms = lists.forms_of(found.rows, today)
        _print(forms, form, lambda one: "\n".join(as_text.entry_lines(one)) + "\n")
    if form == "text":
        least = "at least " if found.more else ""
        click.echo(f"{least}{found.total:,} found", err=True)
    return 0 if found.total else SOME_SKIPPED


@click.command()
@click.option(
    "--format", "-f", "form", type=click.Choice(EXPORTS), default="jsonl", show_default=True,
    help="JSON Lines, a table, W3C Web Annotations a line, or a calendar of what is due.",
)  # fmt: skip
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of the terminal; Parquet needs one.",
)  # fmt: skip
@click.option("--base", default="", metavar="URL", help="The site's address, to name entries by.")
@_database_option
def export(form: str, output: Path | None, base: str, database: str | None) -> int:
    """Write all entries of the record for other programs.

    Exit status: 0, 2 for a wrong option, 1 if the record cannot be opened or
    the file not be written.
    """
    if form == "parquet" and output is None:
        raise click.UsageError("Parquet is no text for a terminal; name a file with --output")
    open_record(database)
    from onrecord.keep import export_files, looking  # noqa: PLC0415 - needs an open record

    if form == "parquet" and output is not None:
        with _named_when_done(output) as part:
            export_files.write_parquet(part, looking.today())
        return 0
    pieces = export_files.text_of(form, looking.today(), base.rstrip("/"))
    if output is None:
        _write(pieces, sys.stdout)
        return 0
    with _named_when_done(output) as part, part.open("w", encoding="utf-8", newline="") as stream:
        _write(pieces, stream)
    return 0


def _write(pieces: Iterable[str], stream: TextIO) -> None:
    try:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
    except BrokenPipeError:
        # The reader of the pipe (`head`, say) has had enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _named_when_done(path: Path) -> Iterator[Path]:
    """A file that takes its name only when it is whole."""
    part = path.with_name(path.name + ".part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise click.FileError(str(path), f"cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _print(
    forms: Iterable[dict[str, Any]],
    form: str,
    line: Callable[[dict[str, Any]], str],
    empty: str = "",
) -> None:
    """Forms as a JSON array, or each in its own way; `empty` where there is none."""
    found = list(forms)
    if form == "json":
        click.echo("[" + ",\n".join(json_text(one) for one in found) + "]")
        return
    for one in found:
        click.echo(line(one))
    if not found and empty:
        click.echo(empty, err=True)


def _party(ref: str | None) -> int | None:
    if ref is None:
        return None
    if ref[:1].lower() != "p" or not ref[1:].isdecimal():
        raise BadOption(f"--party {ref!r} is no party; write it as p3, as `onrecord show` has it")
    return int(ref[1:])


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise click.BadParameter(
            f"{text!r} is no day; write it as 2021-03-14", param_hint=option
        ) from error


_Result = TypeVar("_Result")


@contextmanager
def _progress(results: Iterator[_Result], inputs: tuple[str, ...]) -> Iterator[Iterator[_Result]]:
    """Shows on a terminal how far it has come."""
    if not sys.stderr.isatty():
        yield results
        return
    from rich.console import Console  # noqa: PLC0415 - only long work on a terminal needs these
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=count_inputs(inputs))

        def counted() -> Iterator[_Result]:
            for result in results:
                yield result
                bar.advance(task)

        yield counted()


RECORD_COMMANDS = [add, matters, show, search, export]

__all__ = ["RECORD_COMMANDS"]
