"""In how many articles of the record a word, a name or a number stands."""

from collections.abc import Iterable

from django.db import connection

from onrecord.keep.models import Article, KeyCount

_MORE = """
INSERT INTO keep_keycount (key, articles) VALUES (%s, 1)
ON CONFLICT (key) DO UPDATE SET articles = keep_keycount.articles + 1
"""


def count_keys(keys: Iterable[str]) -> None:
    """Counts each of an article's keys once more."""
    with connection.cursor() as cursor:
        cursor.executemany(_MORE, [(key,) for key in sorted(set(keys))])


def counts_of(keys: Iterable[str]) -> tuple[int, dict[str, int]]:
    """How many articles are counted, and how many of them hold each of these keys."""
    return Article.objects.filter(digest__isnull=False).count(), holding(keys)


def holding(keys: Iterable[str]) -> dict[str, int]:
    """How many articles hold each of these keys."""
    wanted = sorted(set(keys))
    counts: dict[str, int] = {}
    for at in range(0, len(wanted), 500):
        rows = KeyCount.objects.filter(key__in=wanted[at : at + 500])
        counts.update(rows.values_list("key", "articles"))
    return counts
