"""The command `onrecord serve`: the site on this machine, with one command."""

import os
import socketserver
from collections.abc import Callable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import click

from onrecord.keep.settings import TODAY, VARIABLE
from onrecord.record import BadOption

_SETTINGS = "DJANGO_SETTINGS_MODULE"


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, envvar="ONRECORD_HOST",
    help="Address to answer on; 0.0.0.0 for every one of this machine.",
)  # fmt: skip
@click.option(
    "--port", default=8000, show_default=True, envvar="ONRECORD_PORT",
    type=click.IntRange(0, 65535), help="Port to answer on.",
)  # fmt: skip
@click.option(
    "--database", metavar="RECORD", envvar=VARIABLE,
    help="The record: a SQLite file, or postgres://user@host/name; else onrecord.db here.",
)  # fmt: skip
@click.option(
    "--today", metavar="DATE", envvar=TODAY,
    help="Show how things stand on this day instead of today's.",
)  # fmt: skip
def serve(host: str, port: int, database: str | None, today: str | None) -> int:
    """Show the record as a site: pages, search, feeds, API, review desk.

    The record is made or brought up to date first. Stop with Ctrl-C.

    Exit status: 0 when stopped, 1 if the record cannot be opened or the address
    is taken, 2 for a wrong option.
    """
    if database:
        os.environ[VARIABLE] = database
    if today:
        os.environ[TODAY] = today
    os.environ[_SETTINGS] = "onrecord.serve.settings"
    import django  # noqa: PLC0415 - other commands start without it

    django.setup()
    from onrecord.keep.looking import today as day_of_looking  # noqa: PLC0415 - needs the set-up above
    from onrecord.keep.opening import open_record  # noqa: PLC0415
    from onrecord.serve import environment  # noqa: PLC0415

    day_of_looking()  # a day that is none is said now, not on every page
    open_record()
    environment.secret_key()
    threads = environment.threads()
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    try:
        _gunicorn(host, port, threads)
    except ImportError:
        # gunicorn needs what Unix alone has; elsewhere the standard library serves.
        click.echo(f"onrecord: the record is at {address}", err=True)
        _threaded(host, port)
    return 0


def _gunicorn(host: str, port: int, threads: int) -> None:
    """Serves with gunicorn, one process of some threads, until stopped."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - absent on Windows

    class Site(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            settings: dict[str, Any] = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "worker_class": "gthread",
                "workers": 1,
                "threads": threads,
                "timeout": 60,
                "loglevel": "warning",
                "proc_name": "onrecord",
                "when_ready": _told,
                "control_socket_disable": True,
            }
            for name, value in settings.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Callable[..., Any]:
            from onrecord.serve.wsgi import application  # noqa: PLC0415 - in the worker

            return application

    Site().run()


def _told(arbiter: Any) -> None:
    for listener in arbiter.LISTENERS:
        click.echo(f"onrecord: the record is at {str(listener).rstrip('/')}/", err=True)


class _Threads(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """What is asked is not printed, as gunicorn does not."""


def _threaded(host: str, port: int) -> None:
    from onrecord.serve.wsgi import application  # noqa: PLC0415 - needs Django's set-up

    try:
        server = make_server(host, port, application, _Threads, _Quiet)
    except OSError as error:
        raise BadOption(f"{host}:{port}: cannot answer there ({error.strerror})") from error
    with server:
        server.serve_forever()


commands = [serve]
