"""The commands `onrecord send` and `onrecord bounces`: briefings on their way, and back."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.brief.sending import Told

SOME_NOT_SENT = 3
"""Exit status where a mail failed, bounced or is unknown."""


@click.command()
@click.option(
    "--unknown", type=click.Choice(["leave", "again"]), default="leave", show_default=True,
    help="Mails that may have gone out when their sender died: leave them, or send them "
    "again at the risk of a second copy.",
)  # fmt: skip
@click.option(
    "--wait", type=click.IntRange(0, 3600), default=61, show_default=True, metavar="SECONDS",
    help="Wait so long for what may go soon, as a domain's next minute.",
)  # fmt: skip
@click.option(
    "--database", metavar="RECORD", envvar="ONRECORD_DATABASE_URL", show_envvar=True,
    help="The record: a SQLite file, or postgres://user@host/name. "
    "[default: onrecord.db in this folder]",
)  # fmt: skip
def send(unknown: str, wait: int, database: str | None) -> int:
    """Send editions that are ready to their subscribers, and links that were asked for.

    Run it by the clock, as often as you like: no subscriber gets an edition
    twice, also where several run at once or one is killed. ONRECORD_EMAIL_URL
    says how mail leaves; without it mails are printed.

    Exit status: 0 if all that was due went out, 3 if a mail failed, bounced or
    is unknown, 1 if the mail server could not be reached or the record not be
    opened, 2 for a wrong option.
    """
    _set_up(database)
    from django.utils import timezone  # noqa: PLC0415 - needs the set-up above

    from onrecord.brief.place import place  # noqa: PLC0415
    from onrecord.brief.rendering.mail import mail_of  # noqa: PLC0415
    from onrecord.brief.sending import Sender, Sending  # noqa: PLC0415
    from onrecord.brief.sending_ledger import send_unknown_again  # noqa: PLC0415
    from onrecord.brief.sending_settings import late_hours, per_domain, post  # noqa: PLC0415
    from onrecord.brief.signup import forget_old  # noqa: PLC0415

    with _until_asked_to_stop() as asked:
        sending = Sending(
            post=post(),
            place=place(),
            written=mail_of,
            late=timedelta(hours=late_hours()),
            per_domain=per_domain(),
            patience=timedelta(seconds=wait),
            stopped=lambda: bool(asked),
        )
        if unknown == "again":
            send_unknown_again(timezone.now())
        told = Sender(sending).run()
    forget_old(timezone.now())
    for line in _lines(told):
        click.echo(line, err=True)
    if told.stopped_by:
        click.echo(f"onrecord: stopped: {told.stopped_by}", err=True)
        return 1
    ends = [told.links, *told.editions.values()]
    bad = sum(one[end] for one in ends for end in ("refused", "bounced", "unknown"))
    return SOME_NOT_SENT if bad or told.lost else 0


@click.command(no_args_is_help=True)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--database", metavar="RECORD", envvar="ONRECORD_DATABASE_URL", show_envvar=True,
    help="The record: a SQLite file, or postgres://user@host/name. "
    "[default: onrecord.db in this folder]",
)  # fmt: skip
def bounces(inputs: tuple[str, ...], database: str | None) -> int:
    """Read mails that came back, and complaints, and stop writing to those addresses.

    INPUT is a mail, a folder of mails (a Maildir, say) or - for one mail on
    standard input, as a mail server pipes it. Mails that are neither are told.
    ONRECORD_EMAIL_BOUNCES must be what it was when the edition was sent.

    Exit status: 0 if every mail was understood, 3 if some were not, 2 for a
    wrong option, 1 if the record cannot be opened.
    """
    _set_up(database)
    from django.utils import timezone  # noqa: PLC0415 - needs the set-up above

    from onrecord.brief.bounces import Returned, take_back  # noqa: PLC0415
    from onrecord.brief.sending_settings import post  # noqa: PLC0415

    status = 0
    for name, mail in _mails(inputs):
        found = take_back(mail, post(), timezone.now())
        if isinstance(found, Returned):
            click.echo(f"{name}: {found.kind.value}: delivery {found.delivery}")
        else:
            click.echo(f"{name}: not understood: {found}", err=True)
            status = SOME_NOT_SENT
    return status


def _set_up(database: str | None) -> None:
    if database:
        os.environ["ONRECORD_DATABASE_URL"] = database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onrecord.serve.settings")
    import django  # noqa: PLC0415 - other commands start without it

    django.setup()
    from onrecord.keep.opening import open_record  # noqa: PLC0415 - needs the set-up above

    open_record()


@contextmanager
def _until_asked_to_stop() -> Iterator[list[int]]:
    """A list that is empty until somebody asks this process to stop.

    A mail under way is then brought to its end, so that none is left unknown.
    """
    asked: list[int] = []
    signals = (signal.SIGTERM, signal.SIGINT)
    before = {one: signal.signal(one, lambda number, _frame: asked.append(number))
              for one in signals}  # fmt: skip
    try:
        yield asked
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _lines(told: "Told") -> Iterator[str]:
    """What was done, an edition a line."""
    if told.lost:
        yield f"{told.lost} mails are unknown: their sender died while handing them over"
    named = [("links", told.links)]
    named += [(f"edition {id}", counted) for id, counted in told.editions.items()]
    for name, counted in named:
        ends = [f"{number} {end}" for end, number in sorted(counted.items()) if number]
        if ends:
            yield f"{name}: {', '.join(ends)}"


def _mails(inputs: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for given in inputs:
        path = Path(given)
        if given == "-":
            yield "standard input", sys.stdin.buffer.read()
        elif path.is_dir():
            for file in sorted(one for one in path.rglob("*") if one.is_file()):
                yield str(file), file.read_bytes()
        else:
            try:
                yield given, path.read_bytes()
            except OSError as error:
                raise click.BadParameter(f"{given}: cannot be read: {error.strerror}") from error


SEND_COMMANDS = (send, bounces)
