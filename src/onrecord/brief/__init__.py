"""Briefings: what goes into an edition, how it reads, who gets it and how it is sent."""
