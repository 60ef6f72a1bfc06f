"""`Article` → statements and parties, each with its spans; the trained weights live here."""

from onrecord.understand.model import MODELS, Model
from onrecord.understand.reader import understand

__all__ = ["MODELS", "Model", "understand"]
