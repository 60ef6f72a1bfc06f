"""The id of an article: the same for the same source and text, on every machine."""

import hashlib


def identify(source: str, text: str) -> str:
    """Sixteen hexadecimal digits that stand for `text` as `source` gave it.

    >>> identify("news.txt", "The ferry is late.")
    'cad53f9ce51d1626'
    """
    digest = hashlib.blake2b(digest_size=8)
    # The length keeps ("ab", "c") apart from ("a", "bc").
    digest.update(f"{len(source)}:{source}".encode("utf-8", "replace"))
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def short_id(key: str) -> str:
    """Sixteen hexadecimal digits that stand for `key`, however long it is.

    >>> short_id("tag:torhavn.example,2021:1")
    'f5cec55c127bebeb'
    """
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
