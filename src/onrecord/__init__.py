"""onrecord reads news articles and keeps the record they make."""

from onrecord.record import (
    Article,
    Document,
    NotRead,
    OnrecordError,
    Party,
    Skipped,
    Span,
    Statement,
)
from onrecord.understand import MODELS

# The room `onrecord.read` is loaded by `onrecord.day`; importing the function
# after it leaves the name `onrecord.read` to the function, as the library's
# users expect, while `from onrecord.read import …` goes on finding the room.
from onrecord.day import read, read_all  # isort: skip

__version__ = "0.1.0"

__all__ = [
    "MODELS",
    "Article",
    "Document",
    "NotRead",
    "OnrecordError",
    "Party",
    "Skipped",
    "Span",
    "Statement",
    "__version__",
    "read",
    "read_all",
]
