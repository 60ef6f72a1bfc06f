"""Reads pages, feeds, plain text, JSON, JSON Lines and web archives into articles.

Every input gives `Article`, or `Skipped` with its reason; bad input raises
nothing.  The parts that need heavy libraries load when first needed.
"""

from onrecord.read.hints import Hints
from onrecord.read.identity import identify
from onrecord.read.inputs import count_inputs, read_inputs, read_text
from onrecord.read.language import language_of
from onrecord.read.options import ReadOptions

__all__ = [
    "Hints",
    "ReadOptions",
    "count_inputs",
    "identify",
    "language_of",
    "read_inputs",
    "read_text",
]
