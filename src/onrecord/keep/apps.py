"""The record as a Django app."""

from django.apps import AppConfig


class KeepConfig(AppConfig):
    """Tables of the record; their names begin with `keep_`."""

    name = "onrecord.keep"
    label = "keep"
    default_auto_field = "django.db.models.BigAutoField"
