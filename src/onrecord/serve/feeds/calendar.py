"""What is due, as a calendar (RFC 5545): one whole-day event an entry."""

from datetime import date, datetime

from icalendar import Calendar, Event

from onrecord.report.entries import readable
from onrecord.serve.feeds.listing import Kind, Listing, page_of
from onrecord.serve.feeds.place import Place
from onrecord.serve.feeds.wording import summary_of, title_of


def calendar(listing: Listing, place: Place) -> bytes:
    """The calendar of those rows that have a day; the others are left out."""
    made = Calendar()
    made.add("prodid", "-//onrecord//onrecord//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", readable(f"{listing.title} – {place.name}"))
    for row in listing.items:
        last = row["due"]["last"] if row["due"] else None
        if last is None:
            continue
        event = Event()
        event.add("uid", place.tag(row["ref"]))
        event.add("dtstamp", datetime.fromisoformat(row["updated_at"]))
        event.add("dtstart", date.fromisoformat(last))
        event.add("summary", f"Due: {title_of(Kind.ENTRY, row)}")
        event.add("description", summary_of(Kind.ENTRY, row))
        event.add("url", place.full(page_of(Kind.ENTRY, row)))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())
