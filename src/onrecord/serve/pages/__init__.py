"""The public pages, each with its other forms."""

from onrecord.serve.pages.addresses import urls

__all__ = ["urls"]
