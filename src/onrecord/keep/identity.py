"""What makes an article the same when it is read again, and what makes its text another one."""

import hashlib
import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from onrecord.record import Article

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_UNNAMED = re.compile(r"(?:-|text)?(?:[:#].*)?")
"""Sources that say nothing of where a text came from: standard input, a bare string."""

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|twclid|yclid|_hs\w+|at_\w+|ns_\w+"
    r"|cmpid|icid|ref_src|smid|sr_share|sfnsn|wt\.\w+",
    re.IGNORECASE,
)
"""Parameters that say how a reader came to a page, not which page it is."""

_LONGEST_KEY = 2000


def article_key(article: Article) -> str:
    """Its canonical address, else where it came from, else its own words.

    An address that differs only in its scheme, a slash at the end or a
    parameter that tracks readers is the same.

    >>> article_key(Article("a1", "feed.xml#3", "", (), url="HTTP://Tarn.example/a/?utm_source=x"))
    'https://tarn.example/a'
    """
    if article.url and _ADDRESS.match(article.url):
        return _short(plain_address(article.url))
    if _ADDRESS.match(article.source):
        # An entry without an address of its own is told by what stands after its feed's.
        feed, mark, entry = article.source.partition("#")
        return _short(f"{plain_address(feed)}{mark}{entry}")
    if _UNNAMED.fullmatch(article.source):
        return f"text:{article.id}"
    return _short(f"file:{Path(article.source).absolute()}")


def plain_address(address: str) -> str:
    """An address without what does not change the page.

    >>> plain_address("http://tarn.example:80/news/?id=7&fbclid=q#top")
    'https://tarn.example/news?id=7'
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return address
    host = (parts.hostname or "").rstrip(".")
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"https://{host}{parts.path.rstrip('/')}{query}"


def fingerprint(article: Article) -> str:
    """The same for the same text, title, outlet, authors and day; another where one changed."""
    told = [
        article.text,
        article.title,
        article.outlet,
        list(article.authors),
        article.published.isoformat() if article.published else None,
        [[block.kind.value, *block.span] for block in article.blocks],
    ]
    return hashlib.blake2b(json.dumps(told).encode("ascii"), digest_size=32).hexdigest()


def _short(key: str) -> str:
    """A key that the column holds; the end of a longer one is told by its hash."""
    if len(key) <= _LONGEST_KEY:
        return key
    rest = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=16).hexdigest()
    return f"{key[:_LONGEST_KEY]}#{rest}"
