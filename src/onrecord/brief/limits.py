"""How often one network, one address and all the world may sign up in an hour.

Form and API come through the same count.  It stands in the database, so that
it holds for every process of the site.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import F

from onrecord.brief.models import SignUpCount
from onrecord.brief.tokens import keyed_hash

_NETWORK_BITS = {4: 24, 6: 64}
"""What one household or office holds: who has one IPv6 address has 2⁶⁴ of them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sign-ups in one hour of the clock."""

    address: int = 3
    network: int = 30
    world: int = 3000


class Counted(Enum):
    """What the count says to one more sign-up."""

    WITHIN = "within"
    TOO_MANY_FOR_ADDRESS = "address"
    TOO_MANY_FROM_NETWORK = "network"


def network_of(address: str) -> str:
    """The network of an address of the internet: the first 24 bits, or 64 of IPv6.

    >>> network_of("203.0.113.77"), network_of("2001:db8:1:2:3::4")
    ('203.0.113.0/24', '2001:db8:1:2::/64')
    >>> network_of("::ffff:203.0.113.77"), network_of("somewhere")
    ('203.0.113.0/24', 'unknown')
    """
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network((found, _NETWORK_BITS[found.version]), strict=False))


def count(normal: str, network: str, now: datetime, limits: Limits) -> Counted:
    """Counts one sign-up.  `network` is its hash.

    All three are counted whatever the first says, so that each answer takes
    the same work.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    for_address = _one_more(f"address {keyed_hash('limit', normal)}", hour)
    from_network = _one_more(f"network {network}", hour)
    in_all = _one_more("world", hour)
    if from_network > limits.network or in_all > limits.world:
        return Counted.TOO_MANY_FROM_NETWORK
    return Counted.TOO_MANY_FOR_ADDRESS if for_address > limits.address else Counted.WITHIN


def until_next_hour(now: datetime) -> int:
    """Seconds until the count begins anew."""
    hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return int((hour - now).total_seconds()) + 1


def forget_counts(now: datetime) -> int:
    """Deletes the counts of hours gone by; how many there were."""
    return SignUpCount.objects.filter(hour__lt=now - timedelta(days=1)).delete()[0]


def _one_more(key: str, hour: datetime) -> int:
    """The count with this one.  Two at once may both read the higher count, never a lower one."""
    SignUpCount.objects.bulk_create([SignUpCount(key=key, hour=hour)], ignore_conflicts=True)
    rows = SignUpCount.objects.filter(key=key, hour=hour)
    rows.update(count=F("count") + 1)
    return rows.values_list("count", flat=True).get()
