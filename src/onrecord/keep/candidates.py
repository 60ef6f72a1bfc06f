"""What linking is to choose among: earlier articles with a matter, and earlier acts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Count

from onrecord.keep.counting import holding
from onrecord.keep.models import Article, ArticleKey, Entry, EntryKind, LinkState, MatterLink
from onrecord.record.status import Review

MOST_ARTICLES = 60
"""Earlier articles that are weighed, those that share most keys first."""
MOST_MATTERS = 10
"""Matters of which more than the nearest articles are weighed."""
MOST_OF_A_MATTER = 30
"""Articles of a matter that are weighed, the latest."""
MOST_BESIDE = 8
"""Articles of other matters whose acts are looked at, too, and the keys that they share."""
LEAST_SHARED = 3
MOST_ACTS = 300
"""Earlier acts of a matter that are weighed, the latest first."""
_MOST_ROWS = 20_000
"""Rows of the table of keys that one search may read: keys that very many articles have
say little and are left out, the rarest are looked up first."""


@dataclass(frozen=True, slots=True)
class EarlierArticle:
    """An article that is kept, its matter, and what linking noted of it."""

    article: int
    matter: int
    digest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptDigest:
    """What linking noted of an article, and the keys by which it is found."""

    digest: dict[str, Any]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptAct:
    """An act that is kept: the id of its entry, its day, and what linking noted of it."""

    entry: int
    article: int
    day: date | None
    digest: dict[str, Any]


def digest_of(article: int) -> KeptDigest:
    """The digest and the keys of an article that was kept with them."""
    row = Article.objects.only("digest").get(pk=article)
    return KeptDigest(row.digest, tuple(row.keys.values_list("key", flat=True)))


def earlier_articles(article: int, keys: Iterable[str]) -> list[EarlierArticle]:
    """The articles that share most keys with this one, and the others of their matters.

    None is from a matter that an editor took this article out of.
    """
    rejected = MatterLink.objects.filter(article=article, state=LinkState.REJECTED)
    shared = (
        ArticleKey.objects.filter(key__in=_telling(keys))
        .exclude(article=article)
        .exclude(article__matter__in=rejected.values("matter"))
        .filter(article__matter__isnull=False)
        .values("article", "article__matter")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-article_id")[:MOST_ARTICLES]
    )
    nearest = {row["article"]: row["article__matter"] for row in shared}
    wanted = dict(nearest)
    for matter in list(dict.fromkeys(nearest.values()))[:MOST_MATTERS]:
        others = Article.objects.filter(matter=matter, digest__isnull=False).exclude(pk=article)
        latest = others.order_by("-published", "-pk").values_list("pk", flat=True)
        wanted |= dict.fromkeys(latest[:MOST_OF_A_MATTER], matter)
    digests = Article.objects.filter(pk__in=wanted, digest__isnull=False)
    return [
        EarlierArticle(pk, wanted[pk], cast(dict[str, Any], digest))
        for pk, digest in digests.order_by("pk").values_list("pk", "digest")
    ]


def _telling(keys: Iterable[str]) -> list[str]:
    """The keys that few articles hold, as many as one search may read."""
    keys = [key[:80] for key in keys]
    counts = holding(keys)
    chosen: list[str] = []
    rows = 0
    for key in sorted(keys, key=lambda key: counts.get(key, 0)):
        rows += counts.get(key, 0)
        if rows > _MOST_ROWS and chosen:
            break
        chosen.append(key)
    return chosen


def acts_of_article(article: int) -> list[KeptAct]:
    """The acts of one article as they are kept now."""
    return _acts(Article.objects.filter(pk=article))


def acts_of_matter(matter: int, without: int) -> list[KeptAct]:
    """The latest acts of a matter, but for those of the article `without`."""
    return _acts(Article.objects.filter(matter=matter).exclude(pk=without))


def acts_nearby(matter: int, article: int) -> list[KeptAct]:
    """The acts that those of an article may answer or repeat: of its matter and just beside.

    Beside stand the articles of other matters that share most keys with it: a
    reply may have opened a matter of its own.
    """
    keys = ArticleKey.objects.filter(article=article).values_list("key", flat=True)
    beside = (
        ArticleKey.objects.filter(key__in=_telling(keys))
        .exclude(article=article)
        .exclude(article__matter=matter)
        .values("article")
        .annotate(shared=Count("pk"))
        .filter(shared__gte=LEAST_SHARED)
        .order_by("-shared", "-article_id")[:MOST_BESIDE]
    )
    found = [row["article"] for row in beside]
    return acts_of_matter(matter, article) + _acts(Article.objects.filter(pk__in=found))


def _acts(articles: Any) -> list[KeptAct]:
    rows = (
        Entry.objects.filter(article__in=articles, gone_in=None)
        .exclude(kind=EntryKind.STATEMENT)
        .exclude(review=Review.WITHDRAWN)
        .exclude(local="")
        .order_by("-day", "-pk")[:MOST_ACTS]
        .values_list("pk", "article_id", "day", "local")
    )
    found = list(rows)
    digests: dict[int, Any] = dict(
        Article.objects.filter(
            pk__in={article for _, article, _, _ in found}, act_digests__isnull=False
        ).values_list("pk", "act_digests")
    )
    return [
        KeptAct(pk, article, day, digests[article][local])
        for pk, article, day, local in found
        if local in digests.get(article, {})
    ]
