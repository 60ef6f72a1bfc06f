"""Members of the House of Commons: the Department for Education's mp-lookup table.

https://github.com/DFE-Digital/mp-lookup: one row a constituency, with the
member elected at the general election of 4 July 2024.
"""

import re
from datetime import date
from typing import Any

from onrecord.link.importers.tables import rows_of
from onrecord.record import (
    BadDirectory,
    Directory,
    Entry,
    EntryName,
    FactSource,
    Identifier,
    Membership,
    NameKind,
    PartyKind,
)

FIELDS = frozenset({"member_id", "display_as", "pcon_name", "pcon_code"})
_ELECTED = date(2024, 7, 4)
_STYLE = re.compile(r"^(?:(?:rt hon|sir|dame|mr|mrs|ms|miss|dr)\.?\s+)+", re.IGNORECASE)


def read(value: Any, where: str) -> Directory:
    """The members, a post for each constituency, and who holds it."""
    house = Entry(
        "gb/house-of-commons",
        PartyKind.BODY,
        EntryName("House of Commons", NameKind.SHARED),
        area="gb",
        sources=(FactSource("https://www.parliament.uk/business/commons/"),),
    )
    entries, memberships = [house], []
    for at, row in enumerate(rows_of(value, FIELDS, where), 2):
        member, seat = row["member_id"].strip(), row["pcon_name"].strip()
        name = _STYLE.sub("", row["display_as"].strip())
        if not seat:
            raise BadDirectory(f"{where}: row {at}: pcon_name is empty")
        source = FactSource(f"https://members.parliament.uk/member/{member}")
        post = Entry(
            f"uk-parliament/seat/{row['pcon_code'].strip()}",
            PartyKind.OFFICE,
            EntryName(f"MP for {seat}", NameKind.OFFICIAL),
            other_names=(
                EntryName(f"Member of Parliament for {seat}"),
                EntryName(f"{seat} MP"),
            ),
            area="gb",
            body=house.id,
            role="MP",
            sources=(source,) if member else house.sources,
        )
        entries.append(post)
        # A seat may be vacant.
        if not member or not name:
            continue
        person = Entry(
            f"uk-parliament/{member}",
            PartyKind.PERSON,
            EntryName(name, NameKind.OFFICIAL),
            identifiers=(Identifier("uk-parliament", member),),
            area="gb",
            sources=(source,),
        )
        entries.append(person)
        memberships.append(
            Membership(person.id, post.id, None, "MP", start=_ELECTED, sources=(source,))
        )
    return Directory(tuple(entries), tuple(memberships))
