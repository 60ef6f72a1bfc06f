"""How an edition reads: as plain text, on a terminal, as a mail, as a page."""
