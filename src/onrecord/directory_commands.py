"""The commands `onrecord directory …`: look a name up, check a list, import one."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from onrecord.link import (
    NONE,
    Candidate,
    Directories,
    Index,
    faults,
    open_directories,
    popolo_text,
    read_popolo,
    union,
)
from onrecord.link.index import tenure
from onrecord.record import PartyKind

NOTHING_FOUND = 3
"""Exit status where no entry has the name, as `onrecord read` has it for what is skipped."""

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FILE = click.Path(dir_okay=False, path_type=Path)


def directory_options(command: _Command) -> _Command:
    """The options by which a command takes the user's own files of known parties."""
    command = click.option(
        "--no-directory", is_flag=True, help="Look no party up, not in the starter either.",
    )(command)  # fmt: skip
    return click.option(
        "--directory", "directory_files", multiple=True, type=_FILE, envvar="ONRECORD_DIRECTORY",
        show_envvar=True,
        help="A Popolo JSON file of known parties, besides the starter. Repeatable.",
    )(command)  # fmt: skip


def chosen(files: tuple[Path, ...], *, none: bool) -> Directories:
    """The directories that the options name."""
    if not none:
        return Directories(files)
    source = click.get_current_context().get_parameter_source("directory_files")
    if files and source is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError("--directory and --no-directory contradict each other; give one")
    return NONE


@click.group()
def directory() -> None:
    """Known people, bodies and offices: look up, check, import."""


@directory.command(no_args_is_help=True)
@click.argument("name")
@click.option("--on", metavar="DATE", help="The day that is meant, as 2021-03-14.")
@click.option(
    "--format", "-f", "form", type=click.Choice(["text", "json"]), default="text",
    show_default=True, help="For people, or for programs.",
)  # fmt: skip
@directory_options
def find(
    name: str, on: str | None, form: str, directory_files: tuple[Path, ...], no_directory: bool
) -> int:
    """Say whom or what NAME stands for, on a day.

    NAME is a person, body, office ("Met Commissioner") or handle (@...). An
    office gives its holder on the day.

    Exit status: 0 if something was found, 3 if nothing was, 2 for a wrong
    option, 1 if a directory cannot be read.
    """
    day = _day(on)
    index = open_directories(chosen(directory_files, none=no_directory))
    found = index.find(name, day)
    if form == "json":
        click.echo(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            click.echo(_as_text(one, index))
        if not found:
            click.echo(f"onrecord: no entry is called {name!r}{_near(name, index)}", err=True)
        elif len({one.entry.id for one in found}) > 1:
            click.echo("Several fit: in an article the name alone stays unresolved.")
    return 0 if found else NOTHING_FOUND


@directory.command(no_args_is_help=True)
@click.argument("file", type=_FILE)
def check(file: Path) -> int:
    """Tell what is wrong with a directory in Popolo JSON.

    Wrong are ids that lead nowhere, days in the wrong order, bodies above
    themselves, two holders of one post at a time. Names that fit two entries,
    and entries without a source, are told, too.

    Exit status: 0 if nothing is wrong, 1 if something is or the file cannot be
    read, 2 for a wrong option.
    """
    known = read_popolo(file)
    found = faults(known)
    for fault in found:
        click.echo(f"{'wrong' if fault.serious else 'note'}: {fault.where}: {fault.what}")
    wrong = sum(fault.serious for fault in found)
    click.echo(
        f"{len(known.entries):,} entries, {len(known.memberships):,} memberships: "
        f"{wrong} wrong, {len(found) - wrong} to note"
    )
    return 1 if wrong else 0


@directory.command(name="import", no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
@click.option(
    "--into", required=True, type=_FILE,
    help="The Popolo JSON file to write; what it holds is kept and added to.",
)  # fmt: skip
@click.option(
    "--format", "form", metavar="FORMAT", help="The format, if the content does not tell."
)
def import_command(files: tuple[Path, ...], into: Path, form: str | None) -> int:
    """Bring public lists of parties into one directory.

    FORMAT is one of popolo, govuk (organisations of the GOV.UK API, JSON or
    table), uk-mps (DfE mp-lookup), uk-register (openregister), us-people and
    us-committees (unitedstates/congress-legislators, YAML or JSON).

    Entries that share an identifier become one, and so do bodies of one
    country with one name. Fields that onrecord does not use are not kept.

    Exit status: 0, 2 for a wrong option, 1 if a list cannot be read or the
    directory not be written; nothing is written then.
    """
    from onrecord.link.importers import FORMATS, read_list  # noqa: PLC0415 - only here

    if form is not None and form not in FORMATS:
        raise click.BadParameter(f"{form!r} is none of {', '.join(FORMATS)}", param_hint="--format")
    lists = [read_popolo(into)] if into.exists() else []
    for file in files:
        lists.append(read_list(file, form))
        click.echo(f"{file}: {len(lists[-1].entries):,} entries", err=True)
    known = union(lists)
    part = into.with_name(into.name + ".part")
    try:
        part.write_text(popolo_text(known), encoding="utf-8")
        part.replace(into)
    except OSError as error:
        raise click.FileError(str(into), f"cannot be written: {error.strerror}") from error
    click.echo(f"{into}: {len(known.entries):,} entries", err=True)
    return 0


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise click.BadParameter(
            f"{text!r} is no day; write it as 2021-03-14", param_hint="--on"
        ) from error


def _as_json(one: Candidate) -> dict[str, Any]:
    return {
        "entry": one.entry.id,
        "name": one.entry.name.text,
        "kind": one.entry.kind.value,
        "post": one.post.id if one.post else None,
        "rule": one.rule.value,
        "score": one.score,
        "reasons": list(one.reasons),
        "sources": [source.url for source in one.entry.sources],
    }


def _as_text(one: Candidate, index: Index) -> str:
    lines = [f"{one.entry.name.text}  ({one.entry.kind.value}, {one.score:.2f}, {one.rule.value})"]
    lines += [f"  {reason}" for reason in one.reasons]
    if one.entry.kind is PartyKind.OFFICE:
        for member in index.all_holders(one.entry.id):
            person = index.entries.get(member.person)
            if person:
                lines.append(f"  {person.name.text}: {tenure(member, one.entry)}")
    lines.append(f"  {one.entry.id}")
    lines += [f"  {source.url}" for source in one.entry.sources]
    return "\n".join(lines)


_MOST_NEAR = 3


def _near(name: str, index: Index) -> str:
    """Names that are written alike, for one that was mistyped."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where nothing was found

    near = get_close_matches(name.casefold(), index.keys_like(name), n=_MOST_NEAR, cutoff=0.75)
    return f"; names written alike: {', '.join(near)}" if near else ""


__all__ = ["chosen", "directory", "directory_options"]
