"""The tables of the record."""

from onrecord.keep.models.articles import (
    Article,
    ArticleKey,
    ArticleText,
    CopyMark,
    KeyCount,
    Outlet,
    Snapshot,
    Source,
)
from onrecord.keep.models.entries import Entry, EntryKind, EntryParty, Role
from onrecord.keep.models.judgements import Deed, Judgement, PartyReply, StatusRow, Target
from onrecord.keep.models.matters import LinkRow, LinkState, Matter, MatterLink
from onrecord.keep.models.parties import Party, PartyName

__all__ = [
    "Article",
    "ArticleKey",
    "ArticleText",
    "CopyMark",
    "Deed",
    "Entry",
    "EntryKind",
    "EntryParty",
    "Judgement",
    "KeyCount",
    "LinkRow",
    "LinkState",
    "Matter",
    "MatterLink",
    "Outlet",
    "Party",
    "PartyName",
    "PartyReply",
    "Role",
    "Snapshot",
    "Source",
    "StatusRow",
    "Target",
]
