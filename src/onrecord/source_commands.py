"""The commands `onrecord sources …` and `onrecord collect`: where new articles come from."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.directory_commands import chosen, directory_options
from onrecord.keep.opening import open_record
from onrecord.read import ReadOptions
from onrecord.record import Skipped
from onrecord.understand import MODELS

if TYPE_CHECKING:
    from onrecord.collecting import Event
    from onrecord.keep.sources import KeptSource
    from onrecord.read.visits import Later, Visitor

SOME_TROUBLE = 3
"""Exit status where a source or an article could not be had, as `onrecord read` has it."""

_form = click.option(
    "--format", "-f", "form", type=click.Choice(["text", "json"]), default="text",
    show_default=True, help="For people, or for programs.",
)  # fmt: skip
_database = click.option(
    "--database", metavar="RECORD", envvar="ONRECORD_DATABASE_URL", show_envvar=True,
    help="The record: a SQLite file, or postgres://user@host/name. "
    "[default: onrecord.db in this folder]",
)  # fmt: skip
_private = click.option(
    "--allow-private", is_flag=True, help="Let addresses lead into this machine's own network.",
)  # fmt: skip


@click.group()
def sources() -> None:
    """Feeds and news sitemaps that `onrecord collect` looks at."""


@sources.command(no_args_is_help=True)
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option("--outlet", metavar="NAME", help="Who publishes, if the pages do not say it right.")
@_private
@_database
def add(
    addresses: tuple[str, ...], outlet: str | None, allow_private: bool, database: str | None
) -> int:
    """Add sources: feeds, news sitemaps, or sites that have one.

    ADDRESS is that of an RSS, Atom or JSON feed, of a news sitemap, or of a page.
    Of a page the feeds that it names in its head are tried, then the sitemaps
    that the site's robots.txt names; nothing else is looked at.

    Exit status: 0 if all were added or there already, 3 if some were not, 2 for
    a wrong option, 1 if the record cannot be opened.
    """
    open_record(database)
    from onrecord.keep.sources import add_source  # noqa: PLC0415 - needs the record open
    from onrecord.read.discovery import Look, look  # noqa: PLC0415 - loads slowly

    visitor = _visitor(allow_private)
    failed = 0
    for address in map(_address, addresses):
        found = look(address, visitor)
        if not isinstance(found, Look):
            failed += 1
            click.echo(f"onrecord: {address}: {_why(found)}", err=True)
            continue
        source = replace(found.source, outlet=outlet)
        kept = add_source(source, _now())
        known = "" if kept else "already a source: "
        name = f" “{source.title}”" if source.title else ""
        count = len(found.listing.found)
        click.echo(f"{known}{source.address}: {source.kind.value}{name}, {count} listed now")
        for other in found.others:
            click.echo(f"  the page also names {other}")
    return SOME_TROUBLE if failed else 0


@sources.command(name="list")
@_form
@_database
def list_command(form: str, database: str | None) -> int:
    """List the sources: when each was looked at, what was wrong, which fell silent.

    A source is silent after three times its usual gap between days with
    something new, and never within two days.
    """
    open_record(database)
    from onrecord.keep.sources import sources as all_sources  # noqa: PLC0415 - as above

    kept = all_sources()
    if form == "text" and not kept:
        click.echo("no source yet; add one: onrecord sources add https://…", err=True)
    _show(kept, form)
    return 0


@sources.command()
@click.argument("addresses", nargs=-1, metavar="[ADDRESS...]")
@_form
@_private
@_database
def check(addresses: tuple[str, ...], form: str, allow_private: bool, database: str | None) -> int:
    """Look at sources now and say how they are; no article is fetched.

    Without ADDRESS all are looked at. What is new stays new for `collect`. A
    source in trouble that is left alone for a while is not asked before that.

    Exit status: 0 if all answered and none is silent, 3 otherwise, 2 for a
    wrong option, 1 for an address that is none of the sources or if the record
    cannot be opened.
    """
    open_record(database)
    from onrecord.keep import sources as keeping  # noqa: PLC0415 - as above
    from onrecord.read.sources import check as look_at  # noqa: PLC0415 - loads slowly

    visitor = _visitor(allow_private)
    looked: list[KeptSource] = []
    new: dict[int, int] = {}
    for kept in keeping.named([_address(one) for one in addresses]) or keeping.sources():
        before, state, new[kept.id] = kept.state, kept.state, 0
        if not (before.error and before.next_check and before.next_check > _now()):
            checked = look_at(kept.source, before, visitor)
            # Where it answered, `collect` is to come as early as it would have anyway.
            due = checked.state.next_check if checked.problem else before.next_check
            state = replace(checked.state, next_check=due)
            new[kept.id] = len(checked.new)
            keeping.keep_state(kept, state)
        looked.append(replace(kept, state=state))
    _show(tuple(looked), form, new)
    return SOME_TROUBLE if any(one.state.error or one.silent_since() for one in looked) else 0


@sources.command(no_args_is_help=True)
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@_database
def remove(addresses: tuple[str, ...], database: str | None) -> int:
    """Look at sources no more; the articles they gave stay in the record.

    ADDRESS is that of the source, or of the page it was found on.
    """
    open_record(database)
    from onrecord.keep import sources as keeping  # noqa: PLC0415 - as above

    for kept in keeping.named([_address(one) for one in addresses]):
        keeping.remove(kept, _now())
        click.echo(f"{kept.source.address}: no longer a source")
    return 0


@click.command()
@click.option(
    "--most", type=click.IntRange(1), default=100, show_default=True,
    help="Fetch up to so many articles of a source; the next run takes the rest.",
)  # fmt: skip
@click.option(
    "--model", type=click.Choice(MODELS), default=MODELS[0], show_default=True,
    help="The accurate model, or the fast one that finds somewhat less.",
)  # fmt: skip
@_private
@directory_options
@_database
def collect(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
    most: int,
    model: str,
    allow_private: bool,
    directory_files: tuple[Path, ...],
    no_directory: bool,
    database: str | None,
) -> int:
    """Look at the sources that are due; read and keep what is new.

    A source is looked at every quarter of an hour at most, so that this can be
    run by the clock. Stopped at any moment, it can be run again: what is kept
    is not fetched a second time.

    Exit status: 0, 3 if a source or an article could not be had (each is named
    with the reason), 2 for a wrong option, 1 if the record cannot be opened,
    130 after Ctrl-C.
    """
    directories = chosen(directory_files, none=no_directory)
    open_record(database)
    from onrecord import collecting  # noqa: PLC0415 - needs the record open
    from onrecord.keep import sources as keeping  # noqa: PLC0415 - as above
    from onrecord.recording import Recorder  # noqa: PLC0415 - as above

    due = keeping.due(_now())
    if not due:
        click.echo(_nothing_due(keeping.sources()), err=True)
    visitor = _visitor(allow_private)
    kept = troubles = 0
    for event in collecting.collect(due, visitor, Recorder(model, directories), most):
        kept += isinstance(event, collecting.Kept)
        troubles += _is_trouble(event)
        line, is_error = _told(event)
        if line:
            click.echo(line, err=is_error)
    for one in keeping.sources():
        if since := one.silent_since():
            click.echo(f"onrecord: {one.source.address}: silent since {since}", err=True)
    if due:
        click.echo(f"{len(due)} sources looked at, {kept} articles kept", err=True)
    return SOME_TROUBLE if troubles else 0


def _told(event: "Event") -> tuple[str, bool]:
    """What to print of an event, and whether it is about something that went wrong."""
    from onrecord.collecting import Kept, Looked  # noqa: PLC0415 - as above

    if isinstance(event, Kept):
        record = event.recorded
        return f"{record.change.value}: {record.source}  {record.title}".rstrip(), False
    if isinstance(event, Looked):
        if event.problem:
            return f"onrecord: {event.source.address}: {_why(event.problem)}", True
        left = f" ({event.left} more are left to the next run)" if event.left else ""
        return f"{event.source.address}: {event.new} new{left}" if event.new else "", False
    again = "; it is tried again by a later run" if event.again else ""
    where = event.found.address or event.source.address
    return f"onrecord: {where}: {_why(event.why).removesuffix(_LATER)}{again}", True


_LATER = "; it is tried again later"


def _is_trouble(event: "Event") -> bool:
    from onrecord.collecting import Looked, Missed  # noqa: PLC0415 - as above

    return isinstance(event, Missed) or (isinstance(event, Looked) and event.problem is not None)


def _why(problem: "Later | Skipped") -> str:
    if isinstance(problem, Skipped):
        return f"{problem.reason}: {problem.detail}"
    return problem.why


def _nothing_due(kept: "tuple[KeptSource, ...]") -> str:
    if not kept:
        return "onrecord: no source yet; add one: onrecord sources add https://…"
    moments = [one.state.next_check for one in kept if one.state.next_check]
    when = f"; the next look is at {_time(min(moments))}" if moments else ""
    return f"onrecord: no source is due{when}"


def _show(kept: "tuple[KeptSource, ...]", form: str, new: dict[int, int] | None = None) -> None:
    if form == "json":
        shown = [_as_json(one, new) for one in kept]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    for one in kept:
        click.echo("\n".join(_as_lines(one, new)))


def _as_lines(one: "KeptSource", new: dict[int, int] | None) -> list[str]:
    source, state = one.source, one.state
    name = source.outlet or source.title
    lines = [source.address, f"  {source.kind.value}" + (f", {name}" if name else "")]
    if source.page:
        lines.append(f"  found on {source.page}")
    if new is not None and not state.error:
        lines.append(f"  {new[one.id]} new")
    looked = f"looked at {_time(state.checked)}" if state.checked else "not looked at yet"
    lines.append(f"  {looked}; {f'last new on {state.days[-1]}' if state.days else 'nothing yet'}")
    if state.error:
        times = "once" if state.failures == 1 else f"{state.failures} times in a row"
        lines.append(f"  in trouble, {times}: {state.error}")
        if state.next_check:
            lines.append(f"  left alone until {_time(state.next_check)}")
    if since := one.silent_since():
        gap = state.usual_gap()
        habit = f"; usually there is something every {_days(gap)}" if gap is not None else ""
        lines.append(f"  silent since {since}{habit}")
    return lines


def _as_json(one: "KeptSource", new: dict[int, int] | None) -> dict[str, Any]:
    source, state = one.source, one.state
    since = one.silent_since()
    shown: dict[str, Any] = {
        "address": source.address,
        "kind": source.kind.value,
        "title": source.title,
        "outlet": source.outlet,
        "page": source.page,
        "added": one.added.isoformat(),
        "checked": state.checked.isoformat() if state.checked else None,
        "answered": state.answered.isoformat() if state.answered else None,
        "next_check": state.next_check.isoformat() if state.next_check else None,
        "last_new": state.days[-1].isoformat() if state.days else None,
        "usual_gap_days": state.usual_gap(),
        "silent_since": since.isoformat() if since else None,
        "failures": state.failures,
        "error": state.error,
    }
    return shown if new is None else {**shown, "new": new[one.id]}


def _days(gap: float) -> str:
    return "day" if gap == 1 else f"{gap:g} days"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _address(given: str) -> str:
    """An address as it can be asked for; people leave the scheme out."""
    return given if "://" in given else f"https://{given}"


def _now() -> datetime:
    return datetime.now(UTC)


def _visitor(allow_private: bool) -> "Visitor":
    from onrecord.read.visits import Visitor  # noqa: PLC0415 - loads slowly

    return Visitor(ReadOptions(allow_private=allow_private))


__all__ = ["collect", "sources"]
