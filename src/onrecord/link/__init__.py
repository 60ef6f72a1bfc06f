"""Parties of an article ↔ entries of the directory of known parties."""

from onrecord.link.check import Fault, faults
from onrecord.link.index import Candidate, Index
from onrecord.link.load import NONE, STARTER, Directories, open_directories, starter
from onrecord.link.match import resolve_parties
from onrecord.link.popolo import popolo_text, read_popolo
from onrecord.link.rules import Rule
from onrecord.link.union import union

__all__ = [
    "NONE",
    "STARTER",
    "Candidate",
    "Directories",
    "Fault",
    "Index",
    "Rule",
    "faults",
    "open_directories",
    "popolo_text",
    "read_popolo",
    "resolve_parties",
    "starter",
    "union",
]
