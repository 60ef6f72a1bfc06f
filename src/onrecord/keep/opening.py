"""Opening the record: made on first use, brought up to date when the package is newer."""

from django.conf import settings as django_settings
from django.db import OperationalError, connection

from onrecord.keep.settings import settings
from onrecord.record import BadOption


def open_record(url: str | None = None) -> None:
    """Makes Django ready for this record; call once, before any query.

    `url` is a database address; without it the variable `ONRECORD_DATABASE_URL`
    or the file `onrecord.db` in the current folder counts.  A new database is
    made, an older one migrated.  Where Django's settings are there already (the
    site, the tests) they hold.  Raises BadOption where the database cannot be
    opened, with what to do.
    """
    import django  # noqa: PLC0415 - commands that keep nothing start without it

    if not django_settings.configured:
        django_settings.configure(**settings(url))
        django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs the set-up above

    try:
        if _is_behind():
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        name = connection.settings_dict["NAME"]
        raise BadOption(f"the record at {name} cannot be opened: {error}") from error


def _is_behind() -> bool:
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - as above

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
