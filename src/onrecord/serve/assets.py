"""Style and script out of the package, each under an address that changes when it does."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class FingerprintedFiles(StaticFilesStorage):
    """`url("onrecord/site.css")` gives “/static/onrecord/site.css?v=5f2c…”."""

    def url(self, name: str | None) -> str:
        """The address of a file, with the fingerprint of what it says."""
        return f"{super().url(name)}?v={_fingerprint(name or '')}"


@cache
def _fingerprint(name: str) -> str:
    found = finders.find(name)
    if not found:
        return "missing"
    with Path(found).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]
