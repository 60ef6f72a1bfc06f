"""The command `onrecord`: arguments → the rooms, results → the terminal or a file."""

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

import click

from onrecord import __version__, day
from onrecord.account_commands import editors
from onrecord.brief_commands import BRIEF_COMMANDS
from onrecord.directory_commands import chosen, directory, directory_options
from onrecord.read import ReadOptions
from onrecord.record import Document, OnrecordError, Skipped
from onrecord.record_commands import RECORD_COMMANDS
from onrecord.report import (
    document_to_json,
    document_to_terminal,
    documents_to_page,
    json_text,
    skipped_to_json,
    skipped_to_terminal,
)
from onrecord.send_command import SEND_COMMANDS
from onrecord.serve_command import serve
from onrecord.source_commands import collect, sources
from onrecord.understand import MODELS

SOME_SKIPPED = 3
"""Exit status where at least one input gave no document."""

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it: 128 and the signal's number."""

FORMATS = ("report", "json", "jsonl", "html")

Results = Iterator[Document | Skipped]


@dataclass(frozen=True, slots=True)
class _Output:
    """Where results go and how they are to look."""

    stream: TextIO
    width: int
    colour: bool


def main() -> None:
    """The console script; errors of the package become one line and a status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except OnrecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        status = 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("onrecord: stopped; what was done is printed", err=True)
        status = INTERRUPTED
    except OSError as error:
        click.echo(f"onrecord: cannot write: {error.strerror}; is the disk full?", err=True)
        status = 1
    sys.exit(status or 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, message="onrecord %(version)s")
def cli() -> None:
    """Reads news articles and keeps the record they make: who said what, in which words.

    `read` prints what articles say; `add` keeps it; `serve` shows what is kept.
    """


@cli.command(name="read", no_args_is_help=True)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--format", "-f", "form", type=click.Choice(FORMATS), default="report", show_default=True,
    help="A report for people, the document as JSON, one document a line, or one web page.",
)  # fmt: skip
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of the terminal.",
)  # fmt: skip
@click.option(
    "--model", type=click.Choice(MODELS), default=MODELS[0], show_default=True,
    help="The accurate model, or the fast one that finds somewhat less.",
)  # fmt: skip
@click.option(
    "--published", metavar="DATE", callback=lambda _context, _option, value: _day(value),
    help="Day of publication (2021-03-14) of inputs that give none.",
)  # fmt: skip
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True,
    help="Leave out statements that the model is less sure of.",
)  # fmt: skip
@click.option(
    "--colour", "--color", type=click.Choice(["auto", "always", "never"]), default="auto",
    show_default=True, help="Colour the report; auto: on a terminal, unless NO_COLOR is set.",
)  # fmt: skip
@click.option(
    "--allow-private", is_flag=True,
    help="Let addresses lead into this machine's own network.",
)  # fmt: skip
@directory_options
def read_command(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
    inputs: tuple[str, ...],
    form: str,
    output: Path | None,
    model: str,
    published: date | None,
    min_confidence: float,
    colour: str,
    allow_private: bool,
    directory_files: tuple[Path, ...],
    no_directory: bool,
) -> int:
    """Read articles and print what they say: who said what, in which words.

    INPUT is a file or folder (text, Markdown, HTML, JSON, JSON Lines, WARC, RSS
    and Atom feeds), an address (https://...), or - for standard input.

    With html all articles stand in one page, which is for tens of them; the
    other formats take any number.

    Exit status: 0 if every input gave a document, 3 if some were skipped (each
    is named with the reason), 2 for a wrong option, 1 if nothing could be
    written, 130 after Ctrl-C.
    """
    options = ReadOptions(published=published, allow_private=allow_private)
    directories = chosen(directory_files, none=no_directory)
    results = day.read_all(inputs, options, model=model, directories=directories)
    if min_confidence:
        results = _surer(results, min_confidence)
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(_opened(output, inputs)) if output else sys.stdout
        results = stack.enter_context(_progress(results, inputs, stream))
        try:
            status = WRITERS[form](results, _looks(stream, colour))
            stream.flush()
        except BrokenPipeError:
            # The reader of the pipe (`head`, say) has had enough.  Python would
            # complain once more when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return status


_COMMANDS = (*RECORD_COMMANDS, *BRIEF_COMMANDS, *SEND_COMMANDS)
for _command in (*_COMMANDS, collect, directory, editors, serve, sources):
    cli.add_command(_command)


def _surer(results: Results, confidence: float) -> Results:
    for result in results:
        yield day.above(result, confidence) if isinstance(result, Document) else result


def _write_report(results: Results, output: _Output) -> int:
    skipped = printed = 0
    for result in results:
        if isinstance(result, Skipped):
            skipped += 1
            click.echo(skipped_to_terminal(result), err=True)
            continue
        if printed:
            rule = "─" * min(output.width, 80)
            output.stream.write(f"\n{rule}\n\n")
        output.stream.write(document_to_terminal(result, width=output.width, colour=output.colour))
        output.stream.flush()
        printed += 1
    return SOME_SKIPPED if skipped else 0


def _write_lines(results: Results, output: _Output) -> int:
    skipped = 0
    for result in results:
        skipped += isinstance(result, Skipped)
        output.stream.write(json_text(_as_json(result)) + "\n")
        output.stream.flush()
    return SOME_SKIPPED if skipped else 0


def _write_json(results: Results, output: _Output) -> int:
    """One document as an object, several as an array, written as they come."""
    skipped, count, held = 0, 0, ""
    for result in results:
        skipped += isinstance(result, Skipped)
        if count:
            output.stream.write(("[\n" if count == 1 else ",\n") + held)
            output.stream.flush()
        held = json_text(_as_json(result), indent=1)
        count += 1
    output.stream.write((",\n" + held + "\n]" if count > 1 else held) + "\n")
    return SOME_SKIPPED if skipped else 0


def _write_page(results: Results, output: _Output) -> int:
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for result in results:
        if isinstance(result, Skipped):
            skipped.append(result)
            click.echo(skipped_to_terminal(result), err=True)
        else:
            documents.append(result)
    output.stream.write(documents_to_page(documents, skipped))
    return SOME_SKIPPED if skipped else 0


WRITERS: dict[str, Callable[[Results, _Output], int]] = {
    "report": _write_report,
    "json": _write_json,
    "jsonl": _write_lines,
    "html": _write_page,
}


def _as_json(result: Document | Skipped) -> dict[str, object]:
    return skipped_to_json(result) if isinstance(result, Skipped) else document_to_json(result)


def _day(value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as 2021-03-14") from error


@contextlib.contextmanager
def _opened(path: Path, inputs: tuple[str, ...]) -> Iterator[TextIO]:
    """A file that takes its name only when it is done, so that nothing reads it half made.

    What was done stands under the name after Ctrl-C, too.
    """
    if any(Path(given).exists() and path.exists() and path.samefile(given) for given in inputs):
        raise click.BadParameter(f"{path} is an input as well; choose another name for the output")
    part = path.with_name(path.name + ".part")
    try:
        stream = part.open("w", encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(path), f"cannot be written: {error.strerror}") from error
    try:
        with stream:
            yield stream
    except OSError:
        part.unlink(missing_ok=True)
        raise
    except BaseException:
        part.replace(path)
        raise
    part.replace(path)


def _looks(stream: TextIO, colour: str) -> _Output:
    terminal = stream.isatty()
    coloured = colour == "always" or (
        colour == "auto" and terminal and not os.environ.get("NO_COLOR")
    )
    width = shutil.get_terminal_size().columns if terminal else 80
    return _Output(stream, width, coloured)


@contextlib.contextmanager
def _progress(results: Results, inputs: tuple[str, ...], stream: TextIO) -> Iterator[Results]:
    """Shows on a terminal how far it has come; not where the results themselves run past."""
    if not sys.stderr.isatty() or (stream.isatty() and stream is sys.stdout):
        yield results
        return
    total = day.count_inputs(inputs)
    if total == 1:
        yield results
        return
    # Only long work on a terminal needs these.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TimeRemainingColumn,
    )

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def counted() -> Results:
            for result in results:
                yield result
                bar.advance(task)

        yield counted()


if __name__ == "__main__":
    main()
