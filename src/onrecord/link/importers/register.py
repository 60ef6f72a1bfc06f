"""The UK register of government organisations (openregister): tab- or comma-separated.

Fields of the register: `government-organisation` (its key), `name`, `website`,
`start-date`, `end-date`; a date may be a year or a month.
"""

import re
from typing import Any

from onrecord.link.fields import day_of
from onrecord.link.importers.tables import rows_of
from onrecord.record import (
    BadDirectory,
    Directory,
    Entry,
    EntryName,
    FactSource,
    Identifier,
    NameKind,
    PartyKind,
)

FIELDS = frozenset({"government-organisation", "name"})
_GOVUK = re.compile(r"https?://www\.gov\.uk/government/organisations/([\w-]+)/?$")
_REGISTER = "https://www.registers.service.gov.uk/registers/government-organisation"


def read(value: Any, where: str) -> Directory:
    """The bodies of the register, with the days on which they began and ended."""
    entries = []
    for at, row in enumerate(rows_of(value, FIELDS, where), 2):
        place = f"{where}: row {at}"
        number, name = row["government-organisation"].strip(), row["name"].strip()
        if not number or not name:
            raise BadDirectory(f"{place}: government-organisation or name is empty")
        website = row.get("website", "").strip()
        page = _GOVUK.match(website)
        identifiers = [Identifier("government-organisation", number)]
        if page:
            identifiers.append(Identifier("gov.uk", page[1]))
        start, end = row.get("start-date", "").strip(), row.get("end-date", "").strip()
        entries.append(
            Entry(
                f"uk-register/{number}",
                PartyKind.BODY,
                EntryName(name, NameKind.OFFICIAL),
                identifiers=tuple(identifiers),
                start=day_of(start, f"{place}.start-date") if start else None,
                end=day_of(end, f"{place}.end-date", last=True) if end else None,
                area="gb",
                sources=(FactSource(website or _REGISTER),),
            )
        )
    return Directory(tuple(entries))
