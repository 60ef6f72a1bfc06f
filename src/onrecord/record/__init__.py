"""The nouns that everything speaks of, frozen, and the errors."""

from onrecord.record.acts import Act, ActKind, Due, Stance
from onrecord.record.article import Article, Block, BlockKind, Post
from onrecord.record.directory import (
    Area,
    Directory,
    Entry,
    EntryName,
    FactSource,
    Identifier,
    Membership,
    NameKind,
)
from onrecord.record.document import (
    Document,
    Party,
    PartyKind,
    QuotationKind,
    Statement,
)
from onrecord.record.errors import (
    BadDirectory,
    BadInput,
    BadOption,
    BrokenModel,
    NotRead,
    OnrecordError,
)
from onrecord.record.periods import Period, TimeExpression
from onrecord.record.resolution import Resolution
from onrecord.record.spans import Span
from onrecord.record.unknown import Skipped, SkipReason, Unresolved

__all__ = [
    "Act",
    "ActKind",
    "Area",
    "Article",
    "BadDirectory",
    "BadInput",
    "BadOption",
    "Block",
    "BlockKind",
    "BrokenModel",
    "Directory",
    "Document",
    "Due",
    "Entry",
    "EntryName",
    "FactSource",
    "Identifier",
    "Membership",
    "NameKind",
    "NotRead",
    "OnrecordError",
    "Party",
    "PartyKind",
    "Period",
    "Post",
    "QuotationKind",
    "Resolution",
    "SkipReason",
    "Skipped",
    "Span",
    "Stance",
    "Statement",
    "TimeExpression",
    "Unresolved",
]
