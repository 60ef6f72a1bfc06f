"""The indexes for words, made for each database in its own way.

A later migration that lets Django remake `keep_entry` or `keep_articletext` on
SQLite drops the triggers with the old table: it has to run `make_search` again.
"""

from django.db import migrations

from onrecord.keep.search_schema import drop_search, make_search


class Migration(migrations.Migration):
    dependencies = [("keep", "0001_the_record")]

    operations = [migrations.RunPython(make_search, drop_search)]
