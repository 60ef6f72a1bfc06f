"""Which party an editor means by what they typed."""

import re

from django.db.models import Q
from django.utils import timezone

from onrecord.keep.models import Party, PartyName
from onrecord.keep.names import name_key
from onrecord.record import PartyKind

_WITH_ID = re.compile(r"#(\d+)\s*$")
_OFFERED = 12


def label(party: Party) -> str:
    """How a party is offered to be chosen, so that two of one name can be told apart.

    >>> label(Party(pk=7, name="Ada Moss"))
    'Ada Moss #7'
    """
    return f"{party.name} #{party.pk}"


def parties_like(typed: str) -> list[Party]:
    """Parties whose name, or a name that articles give them, begins with or contains the words."""
    typed = typed.strip()
    if not typed:
        return []
    known = Party.objects.filter(merged_into=None)
    key = name_key(typed)
    begins = known.filter(Q(name__istartswith=typed) | Q(names__key__startswith=key))
    found = list(begins.distinct().order_by("name", "pk")[:_OFFERED])
    if len(found) < _OFFERED and len(typed) > 2:
        inside = known.filter(name__icontains=typed).exclude(pk__in=[one.pk for one in found])
        found += inside.order_by("name", "pk")[: _OFFERED - len(found)]
    return found


def party_meant(typed: str, article: int, kind: str) -> Party | None:
    """The party that was typed: by its number, by a name in the article, by a known name, or new.

    A new name makes a new party of `kind`; None where nothing was typed.
    """
    typed = " ".join(typed.split())
    if not typed:
        return None
    numbered = _WITH_ID.search(typed)
    if numbered:
        found = Party.objects.filter(pk=int(numbered[1])).select_related("merged_into").first()
        if found:
            return found.merged_into or found
    here = Party.objects.filter(entries__article=article, name__iexact=typed).order_by("pk").first()
    if here:
        return here
    key = name_key(typed)
    named = Party.objects.filter(Q(names__key=key), merged_into=None, only_in=None).distinct()[:2]
    if len(named) == 1:
        return named[0]
    made = Party.objects.create(
        name=typed[:300], kind=PartyKind(kind).value, made_at=timezone.now()
    )
    PartyName.objects.create(party=made, text=made.name, key=key)
    return made
