"""The commands `onrecord editors …`: who may sign in to the review desk, and as what."""

import os
from typing import TYPE_CHECKING

import click

from onrecord.keep.settings import VARIABLE
from onrecord.record import BadOption

if TYPE_CHECKING:
    from onrecord.keep.editors import EditorRole

_ROLES = ("reader", "editor", "admin")


@click.group()
@click.option(
    "--database", metavar="RECORD",
    help=f"The record: a SQLite file, or postgres://user@host/name; else {VARIABLE}, onrecord.db.",
)  # fmt: skip
def editors(database: str | None) -> None:
    """Who may sign in to the review desk.

    A reader looks, an editor judges, an admin exports training data, too.
    """
    if database:
        os.environ[VARIABLE] = database


@editors.command(no_args_is_help=True)
@click.argument("name")
@click.option(
    "--role", type=click.Choice(_ROLES), default="editor", show_default=True,
    help="What they may do.",
)  # fmt: skip
@click.option("--link", is_flag=True, help="Ask for no password; print a link that sets one.")
def add(name: str, role: str, link: bool) -> int:
    """Let NAME sign in.

    A password is asked for, unless --link prints an address at which NAME sets
    one; it works once and for three days.

    Exit status: 0, 2 for a wrong option, 1 if the name is taken, the password
    too weak or the record cannot be opened.
    """
    _open()
    from onrecord.keep.editors import add_editor  # noqa: PLC0415 - Django must be set up

    password = None if link else _ask_password()
    user = add_editor(name, _role(role), password)
    click.echo(f"{user.username}: {role}", err=True)
    if link:
        from onrecord.serve.accounts.views import one_time_link  # noqa: PLC0415 - as above

        click.echo(one_time_link(user))
    return 0


@editors.command(name="list")
def list_command() -> int:
    """List all names with their role and how often they judged."""
    _open()
    from onrecord.keep import editors as known  # noqa: PLC0415 - Django must be set up

    for user, role, judged in known.editors():
        click.echo(f"{user.username}\t{role.value if role else 'removed'}\t{judged} judgements")
    return 0


@editors.command(no_args_is_help=True)
@click.argument("name")
@click.argument("new", metavar="ROLE", type=click.Choice(_ROLES))
def role(name: str, new: str) -> int:
    """Give NAME another ROLE: reader, editor or admin.

    Exit status: 0, 2 for a wrong role, 1 if there is no such name.
    """
    _open()
    from onrecord.keep.editors import set_role  # noqa: PLC0415 - Django must be set up

    set_role(name, _role(new))
    click.echo(f"{name}: {new}", err=True)
    return 0


@editors.command(no_args_is_help=True)
@click.argument("name")
def link(name: str) -> int:
    """Print an address at which NAME sets a password anew; it works once.

    Exit status: 0, 1 if there is no such name.
    """
    _open()
    from onrecord.keep.editors import find_editor  # noqa: PLC0415 - Django must be set up
    from onrecord.serve.accounts.views import one_time_link  # noqa: PLC0415 - as above

    user = find_editor(name)
    if not user.is_active:
        raise BadOption(f"{name} was removed; give a role again with `onrecord editors role`")
    click.echo(one_time_link(user))
    return 0


@editors.command(no_args_is_help=True)
@click.argument("name")
def remove(name: str) -> int:
    """Take NAME's role and password away; what they judged stays theirs.

    Exit status: 0, 1 if there is no such name.
    """
    _open()
    from onrecord.keep.editors import remove_editor  # noqa: PLC0415 - Django must be set up

    remove_editor(name)
    click.echo(f"{name}: removed", err=True)
    return 0


def _open() -> None:
    """Opens the record with the site's settings: links are signed with the site's key."""
    import django  # noqa: PLC0415 - other commands start without it
    from django.apps import apps  # noqa: PLC0415 - as above

    from onrecord.keep.opening import open_record  # noqa: PLC0415 - as above

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onrecord.serve.settings")
    if not apps.ready:
        django.setup()
    open_record()


def _role(name: str) -> "EditorRole":
    from onrecord.keep.editors import EditorRole  # noqa: PLC0415 - Django must be set up

    return EditorRole(name)


def _ask_password() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


__all__ = ["editors"]
