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
from onrecord.record.links import (
    ActDigest,
    ArticleDigest,
    Counts,
    Link,
    MatterChoice,
    Relation,
)
from onrecord.record.periods import Period, TimeExpression
from onrecord.record.resolution import Resolution
from onrecord.record.sources import Found, Source, SourceKind, SourceState, Tried
from onrecord.record.spans import Span
from onrecord.record.unknown import Skipped, SkipReason, Unresolved

__all__ = [
    "Act",
    "ActDigest",
    "ActKind",
    "Area",
    "Article",
    "ArticleDigest",
    "BadDirectory",
    "BadInput",
    "BadOption",
    "Block",
    "BlockKind",
    "BrokenModel",
    "Counts",
    "Directory",
    "Document",
    "Due",
    "Entry",
    "EntryName",
    "FactSource",
    "Found",
    "Identifier",
    "Link",
    "MatterChoice",
    "Membership",
    "NameKind",
    "NotRead",
    "OnrecordError",
    "Party",
    "PartyKind",
    "Period",
    "Post",
    "QuotationKind",
    "Relation",
    "Resolution",
    "SkipReason",
    "Skipped",
    "Source",
    "SourceKind",
    "SourceState",
    "Span",
    "Stance",
    "Statement",
    "TimeExpression",
    "Tried",
    "Unresolved",
]
