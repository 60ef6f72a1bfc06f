"""How often a wrong password may be tried, by name and by address of the network.

Counted in the cache of the serving process; `onrecord serve` runs one process,
so that the count holds for the whole site.
"""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

TRIES = 5
"""Wrong passwords for one name, until it has to wait."""

TRIES_FROM_ONE_PLACE = 20
"""Wrong passwords from one address, whatever the names."""

WAIT = 15 * 60
"""Seconds."""


def must_wait(request: HttpRequest, name: str) -> bool:
    """Whether this name or this address has failed too often of late."""
    counted = cache.get_many(key for key, _ in _keys(request, name))
    return any(counted.get(key, 0) >= most for key, most in _keys(request, name))


def failed(request: HttpRequest, name: str) -> None:
    """Counts a wrong password."""
    for key, _ in _keys(request, name):
        cache.add(key, 0, WAIT)
        try:
            cache.incr(key)
        except ValueError:
            cache.set(key, 1, WAIT)  # it ran out between the two


def succeeded(request: HttpRequest, name: str) -> None:
    """Forgets the wrong passwords for a name whose right one was given."""
    cache.delete(_keys(request, name)[0][0])


def _keys(request: HttpRequest, name: str) -> list[tuple[str, int]]:
    digest = hashlib.sha256(name.casefold().encode("utf-8", "replace")).hexdigest()
    place = request.META.get("REMOTE_ADDR", "")
    return [
        (f"sign-in-name-{digest}", TRIES),
        (f"sign-in-place-{hashlib.sha256(place.encode()).hexdigest()}", TRIES_FROM_ONE_PLACE),
    ]
