"""Parties ↔ entries of the directory, articles ↔ matters, acts ↔ earlier acts."""

from onrecord.link.act_links import link_acts
from onrecord.link.act_words import act_digests
from onrecord.link.check import Fault, faults
from onrecord.link.digest_json import (
    act_digest_from_json,
    act_digest_to_json,
    article_digest_from_json,
    article_digest_to_json,
)
from onrecord.link.digests import digest
from onrecord.link.frequencies import Frequencies
from onrecord.link.index import Candidate, Index
from onrecord.link.likeness import Shelf
from onrecord.link.load import NONE, STARTER, Directories, open_directories, starter
from onrecord.link.match import resolve_parties
from onrecord.link.matters import candidate_keys, choose_matter
from onrecord.link.popolo import popolo_text, read_popolo
from onrecord.link.rules import Rule
from onrecord.link.union import union

__all__ = [
    "NONE",
    "STARTER",
    "Candidate",
    "Directories",
    "Fault",
    "Frequencies",
    "Index",
    "Rule",
    "Shelf",
    "act_digest_from_json",
    "act_digest_to_json",
    "act_digests",
    "article_digest_from_json",
    "article_digest_to_json",
    "candidate_keys",
    "choose_matter",
    "digest",
    "faults",
    "link_acts",
    "open_directories",
    "popolo_text",
    "read_popolo",
    "resolve_parties",
    "starter",
    "union",
]
