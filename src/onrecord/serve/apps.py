"""The site as a Django app."""

from django.apps import AppConfig


class ServeConfig(AppConfig):
    """Pages, review desk, feeds and API; it has no tables of its own."""

    name = "onrecord.serve"
    label = "serve"
