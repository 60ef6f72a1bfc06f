"""The commands that make briefings: brief, edition (what editors change) and topics."""

import shutil
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.keep.opening import open_record
from onrecord.record import BadOption

if TYPE_CHECKING:
    from onrecord.brief.making import NoEdition
    from onrecord.brief.models import Edition, EditorLine, Topic

FORMATS = ("terminal", "text", "html", "eml")

NOTHING = 3
"""Exit status where there is no edition, or no such thing."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _database_option(command: _Command) -> _Command:
    return click.option(
        "--database", metavar="RECORD", envvar="ONRECORD_DATABASE_URL", show_envvar=True,
        help="The record: a SQLite file, or postgres://user@host/name. "
        "[default: onrecord.db in this folder]",
    )(command)  # fmt: skip


def _which_options(command: _Command) -> _Command:
    """The options by which an edition is named."""
    command = click.option(
        "--weekly", is_flag=True, help="The week's edition instead of the day's.",
    )(command)  # fmt: skip
    command = click.option(
        "--topic", metavar="NAME", help="Of this topic; without it of everything.",
    )(command)  # fmt: skip
    command = click.option(
        "--date", "day", metavar="DATE", callback=lambda _context, _option, value: _day(value),
        help="The edition's day, as 2024-06-19.  [default: today]",
    )(command)  # fmt: skip
    return _database_option(command)


@click.command()
@click.option(
    "--format", "-f", "form", type=click.Choice(FORMATS), default="terminal", show_default=True,
    help="For this terminal, or the mail: its text, its HTML, or the whole of it.",
)  # fmt: skip
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of the terminal.",
)  # fmt: skip
@click.option(
    "--release", is_flag=True,
    help="Close it: it stays as it is, stands in the archive and may be sent.",
)  # fmt: skip
@click.option(
    "--quiet-day", is_flag=True, envvar="ONRECORD_QUIET_DAYS", show_envvar=True,
    help="Make a short edition where nothing is new.",
)  # fmt: skip
@_which_options
def brief(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
    form: str,
    output: Path | None,
    release: bool,
    quiet_day: bool,
    day: date | None,
    topic: str | None,
    weekly: bool,
    database: str | None,
) -> int:
    """Make a briefing of the record: what became so since the last edition.

    The edition is a draft, made anew of the record whenever this is run, until
    it is released; then it stays as it is.

    Exit status: 0, 3 if nothing is new, 2 for a wrong option, 1 if the record
    cannot be opened or the file not be written.
    """
    open_record(database)
    from onrecord.brief import making  # noqa: PLC0415 - needs an open record

    made = _made(day, topic, weekly=weekly, quiet=quiet_day)
    if isinstance(made, making.NoEdition):
        click.echo(f"onrecord: {made.why}", err=True)
        return NOTHING
    if release:
        made = making.release(made)
    _write(_written(made, form, output), output)
    return 0


def _written(edition: "Edition", form: str, output: Path | None) -> bytes:
    from onrecord.brief.making import shown  # noqa: PLC0415 - needs an open record
    from onrecord.brief.place import place  # noqa: PLC0415 - as above
    from onrecord.brief.rendering.mail import as_eml, mail_of  # noqa: PLC0415 - as above
    from onrecord.brief.rendering.text import Look, as_text  # noqa: PLC0415 - as above

    here = place()
    if form == "terminal":
        terminal = output is None and sys.stdout.isatty()
        width = min(88, shutil.get_terminal_size().columns) if terminal else 80
        return as_text(shown(edition), here, Look(width, colour=terminal)).encode()
    mail = mail_of(edition, here)
    if form == "eml":
        return as_eml(mail, here)
    return (mail.text if form == "text" else mail.html).encode()


def _write(written: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(written, nl=False)
        return
    part = output.with_name(output.name + ".part")
    try:
        part.write_bytes(written)
        part.replace(output)
    except OSError as error:
        raise click.FileError(str(output), f"cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _made(
    day: date | None, topic: str | None, *, weekly: bool, quiet: bool = False
) -> "Edition | NoEdition":
    from onrecord.brief import making  # noqa: PLC0415 - needs an open record
    from onrecord.brief.models import Period  # noqa: PLC0415 - as above
    from onrecord.brief.topics import topic_named  # noqa: PLC0415 - as above
    from onrecord.keep.looking import today  # noqa: PLC0415 - as above

    period = Period.WEEKLY if weekly else Period.DAILY
    about = making.About(topic_named(topic) if topic else None, period, day or today())
    return making.make(about, quiet=quiet)


@click.group()
def edition() -> None:
    """Change a draft of a briefing before it goes: its order, what is in it, its words.

    ID is an entry (e12) or a matter (m3) of the edition. Changes stay when the
    draft is made anew, until they are taken back.
    """


@edition.command()
@click.argument("ref", metavar="ID")
@_which_options
def drop(ref: str, **which: Any) -> int:
    """Leave an entry or a matter out."""
    return _changed("drop", ref, "", which)


@edition.command()
@click.argument("ref", metavar="ID")
@_which_options
def first(ref: str, **which: Any) -> int:
    """Put a matter first of all, or an entry first in its matter."""
    return _changed("first", ref, "", which)


@edition.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--under", metavar="ID", default="", help="Of this entry or matter, not of it all.")
@_which_options
def line(words: tuple[str, ...], under: str, **which: Any) -> int:
    """Add a line of your own; it is marked as the editor's."""
    return _changed("line", under, " ".join(words), which)


@edition.command()
@click.argument("words", nargs=-1, required=True)
@_which_options
def subject(words: tuple[str, ...], **which: Any) -> int:
    """Give the mail a subject of your own."""
    return _changed("subject", "", " ".join(words), which)


@edition.command()
@click.argument("number", type=int, required=False)
@_which_options
def undo(number: int | None, **which: Any) -> int:
    """Take a change back: the last one, or the one of this number."""
    draft = _draft(which)
    if draft is None:
        return NOTHING
    from onrecord.brief import arranging  # noqa: PLC0415 - needs an open record

    _tell(arranging.undo(draft, number))
    return 0


@edition.command()
@_which_options
def changes(**which: Any) -> int:
    """List the changes that were made to an edition, each with its number."""
    draft = _draft(which)
    if draft is None:
        return NOTHING
    for row in draft.lines.all():
        _tell(row)
    return 0


def _changed(change: str, ref: str, words: str, which: dict[str, Any]) -> int:
    draft = _draft(which)
    if draft is None:
        return NOTHING
    from onrecord.brief import arranging  # noqa: PLC0415 - needs an open record
    from onrecord.brief.models import Change  # noqa: PLC0415 - as above

    _tell(arranging.change(draft, Change(change), ref, words))
    return 0


def _draft(which: dict[str, Any]) -> "Edition | None":
    """The edition that is meant; where there is none, says so."""
    open_record(which["database"])
    from onrecord.brief.making import NoEdition  # noqa: PLC0415 - needs an open record

    made = _made(which["day"], which["topic"], weekly=which["weekly"])
    if isinstance(made, NoEdition):
        click.echo(f"onrecord: {made.why}", err=True)
        return None
    return made


def _tell(row: "EditorLine") -> None:
    taken = " (taken back)" if row.undone_at else ""
    words = f"“{row.words}”" if row.words else ""
    click.echo("  ".join(filter(None, [f"{row.pk}", row.change, row.ref, words])) + taken)


@click.group()
def topics() -> None:
    """The topics that readers can choose: saved searches that briefings are made of."""


@topics.command(name="list")
@_database_option
def list_topics(database: str | None) -> int:
    """List the topics, each with what it looks for."""
    open_record(database)
    from onrecord.brief.topics import topics as known  # noqa: PLC0415 - needs an open record

    found = list(known())
    for topic in found:
        _tell_topic(topic)
    if not found:
        click.echo("There are no topics yet; `onrecord topics add` makes one.", err=True)
    return 0


@topics.command(name="add")
@click.argument("title")
@click.argument("words", nargs=-1)
@click.option("--party", metavar="ID", help="Only with this party, as p3.")
@click.option("--matter", metavar="ID", help="Only of this matter, as m12.")
@click.option("--kind", help="Only this kind: call, commitment or response.")
@_database_option
def add_topic(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
    title: str,
    words: tuple[str, ...],
    party: str | None,
    matter: str | None,
    kind: str | None,
    database: str | None,
) -> int:
    """Add a topic: its TITLE, and the WORDS that are looked for, as `onrecord search` has them.

    Of several words all must be there; "or" between them takes either.
    """
    open_record(database)
    from onrecord.brief import topics as known  # noqa: PLC0415 - needs an open record

    search = known.Search(
        " ".join(words), _id(party, "p", "--party"), kind, None, _id(matter, "m", "--matter")
    )
    _tell_topic(known.add_topic(title, search))
    return 0


@topics.command(name="remove")
@click.argument("name")
@_database_option
def remove_topic(name: str, database: str | None) -> int:
    """Take a topic away: its editions stay, no new ones are made."""
    open_record(database)
    from onrecord.brief import topics as known  # noqa: PLC0415 - needs an open record

    _tell_topic(known.remove_topic(name))
    return 0


def _tell_topic(topic: "Topic") -> None:
    looks = ", ".join(f"{name} {value}" for name, value in topic.search.items())
    click.echo(f"{topic.slug}  {topic.title}  ({looks})")


def _id(ref: str | None, letter: str, option: str) -> int | None:
    if ref is None:
        return None
    if ref[:1].lower() != letter or not ref[1:].isdecimal():
        raise BadOption(f"{option}: {ref!r} is no id; write it as {letter}3")
    return int(ref[1:])


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no day; write it as 2024-06-19") from error


BRIEF_COMMANDS = [brief, edition, topics]

__all__ = ["BRIEF_COMMANDS"]
