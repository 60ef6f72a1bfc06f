"""`Article` → statements and parties, each with its spans; the trained weights live here."""
