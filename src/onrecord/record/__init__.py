"""The nouns that everything speaks of, frozen, and the errors."""

from onrecord.record.article import Article, Block, BlockKind, Post
from onrecord.record.document import (
    Document,
    Party,
    PartyKind,
    QuotationKind,
    Statement,
)
from onrecord.record.errors import (
    BadInput,
    BadOption,
    BrokenModel,
    NotRead,
    OnrecordError,
)
from onrecord.record.spans import Span
from onrecord.record.unknown import Skipped, SkipReason

__all__ = [
    "Article",
    "BadInput",
    "BadOption",
    "Block",
    "BlockKind",
    "BrokenModel",
    "Document",
    "NotRead",
    "OnrecordError",
    "Party",
    "PartyKind",
    "Post",
    "QuotationKind",
    "SkipReason",
    "Skipped",
    "Span",
    "Statement",
]
