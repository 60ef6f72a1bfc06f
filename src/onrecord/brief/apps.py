"""Briefings as a Django app."""

from django.apps import AppConfig


class BriefConfig(AppConfig):
    """Tables of editions, subscribers and deliveries; their names begin with `brief_`."""

    name = "onrecord.brief"
    label = "brief"
    default_auto_field = "django.db.models.BigAutoField"
