"""How many mails a minute each domain is sent, over all senders together."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from onrecord.brief.models import DomainMinute

OTHERS = "*"
"""The limit of every domain that has none of its own."""


def granted(wanted: Mapping[str, int], limits: Mapping[str, int], now: datetime) -> dict[str, int]:
    """How many of the mails wanted for each domain may go in this minute of the clock.

    What is granted counts as sent: senders at work at once share one count.
    """
    minute = now.replace(second=0, microsecond=0)
    found = {}
    for domain, number in wanted.items():
        limit = limits.get(domain, limits.get(OTHERS))
        found[domain] = number if limit is None else _granted(domain, number, limit, minute)
    return found


def next_minute(now: datetime) -> datetime:
    """When the count begins anew."""
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def forget_minutes(now: datetime) -> None:
    """Deletes counts of the past."""
    DomainMinute.objects.filter(minute__lt=now - timedelta(hours=1)).delete()


def _granted(domain: str, number: int, limit: int, minute: datetime) -> int:
    rows = DomainMinute.objects.filter(domain=domain, minute=minute)
    DomainMinute.objects.bulk_create(
        [DomainMinute(domain=domain, minute=minute)], ignore_conflicts=True
    )
    with transaction.atomic():
        used = rows.select_for_update().values_list("count", flat=True).get()
        may = max(0, min(number, limit - used))
        rows.update(count=F("count") + may)
    return may
