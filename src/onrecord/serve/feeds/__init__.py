"""Lists for programs: Atom, JSON, CSV and iCalendar of what the pages show."""

from onrecord.serve.feeds.listing import Kind, Listing
from onrecord.serve.feeds.written import FORMS, written

__all__ = ["FORMS", "Kind", "Listing", "written"]
