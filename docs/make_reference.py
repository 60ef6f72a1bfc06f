"""Writes `docs/commands.md` from the commands themselves; `--check` fails where it is stale."""

import sys
from pathlib import Path
from typing import Any

import click

from onrecord.cli import cli

TARGET = Path(__file__).with_name("commands.md")


def reference() -> str:
    """The help of every command, in Markdown."""
    parts = [
        "# Commands\n\nWritten from the commands by `python docs/make_reference.py`; do not edit.\n"
    ]
    looks: dict[str, Any] = {**cli.context_settings, "terminal_width": 80}
    context = click.Context(cli, info_name="onrecord", **looks)
    parts.append(_section("onrecord", cli, context))
    parts += _of_group(cli, "onrecord", context, looks)
    return "\n".join(parts)


def _of_group(
    group: click.Group, title: str, context: click.Context, looks: dict[str, Any]
) -> list[str]:
    parts: list[str] = []
    for name, command in sorted(group.commands.items()):
        own = click.Context(command, info_name=name, parent=context, **looks)
        parts.append(_section(f"{title} {name}", command, own))
        if isinstance(command, click.Group):
            parts += _of_group(command, f"{title} {name}", own, looks)
    return parts


def _section(title: str, command: click.Command, context: click.Context) -> str:
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


def main() -> int:
    """1 where `--check` finds the file stale."""
    wanted = reference()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(wanted, encoding="utf-8")
        return 0
    if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted:
        print(f"{TARGET} is stale: run `python docs/make_reference.py`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
