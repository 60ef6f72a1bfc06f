"""Adding: one article, with all that was found in it, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from onrecord.keep.casting import parties_of
from onrecord.keep.copying import first_report, keep_marks, own_words
from onrecord.keep.counting import count_keys
from onrecord.keep.drafts import drafts, plain_text
from onrecord.keep.entering import Entering, enter
from onrecord.keep.identity import article_key, fingerprint
from onrecord.keep.models import Article, ArticleKey, ArticleText, Outlet, Snapshot
from onrecord.record import Article as Read
from onrecord.record import Document
from onrecord.report import document_to_json
from onrecord.report.entries import readable

_LONGEST_KEY = 80
_LOCK = 0x6F6E7265636F7264
"""“onrecord” as a number: on PostgreSQL additions wait for each other under it."""


class Change(StrEnum):
    """What adding an article came to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Digests:
    """What linking will need of an article, as JSON, and the keys by which it is found.

    `acts` are the digests of its acts by their ids in the document.
    """

    article: dict[str, Any]
    acts: dict[str, dict[str, Any]]
    keys: tuple[str, ...]
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What was added: `fresh` are the entries that are new, by their ids in the document."""

    article: int
    change: Change
    copy_of: int | None = None
    matter: int | None = None
    fresh: tuple[tuple[str, int], ...] = ()
    gone: int = 0


@contextmanager
def whole() -> Iterator[None]:
    """All that is kept within stands together or not at all, whenever the process ends."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # Two additions at once could make one party twice.  SQLite has one writer anyhow.
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield


def standing(article: Read) -> Added | None:
    """The article, where it is kept with this very text; then it need not be understood again."""
    row = (
        Article.objects.filter(key=article_key(article), current__fingerprint=fingerprint(article))
        .only("pk", "copy_of_id", "matter_id")
        .first()
    )
    if row is None:
        return None
    return Added(row.pk, Change.UNCHANGED, row.copy_of_id, row.matter_id)


def add(document: Document, digests: Digests | None = None, now: datetime | None = None) -> Added:
    """Keeps an article whole: its text, its entries with their words, and who is in them.

    The same article a second time changes nothing.  One whose text has changed
    gets another snapshot; its entries are carried over by their words, and what
    an editor corrected stays corrected.
    """
    with whole():
        unchanged = standing(document.article)
        if unchanged:
            return unchanged
        return _Adding(document, digests, now or timezone.now()).add()


class _Adding:
    """The addition of one article."""

    def __init__(self, document: Document, digests: Digests | None, now: datetime) -> None:
        self._document = document
        self._digests = digests
        self._now = now

    def add(self) -> Added:
        key = article_key(self._document.article)
        row = Article.objects.filter(key=key).select_related("current").first()
        change = Change.CHANGED if row else Change.NEW
        row = row or Article(key=key, added_at=self._now)
        self._describe(row)
        row.save()
        before = row.current
        row.current = self._snapshot(row)
        first = first_report(row, self._document)
        row.copy_of = first
        if first and row.matter is None:
            row.matter = first.matter
        row.save()
        self._keep_text(row)
        self._keep_digests(row, change)
        found = drafts(self._document)
        if first:
            found = own_words(found, first)
        parties = parties_of(row, self._document.parties, self._now)
        entering = Entering(row, before, self._document, parties, self._now)
        entered = enter(entering, found)
        return Added(row.pk, change, row.copy_of_id, row.matter_id, entered.fresh, entered.gone)

    def _describe(self, row: Article) -> None:
        """What the article says of itself; what it no longer says is kept as it was."""
        article = self._document.article
        if article.outlet:
            row.outlet = Outlet.objects.get_or_create(name=readable(article.outlet)[:200])[0]
        row.url = readable(article.url or row.url)[:2000]
        row.source = readable(article.source)[:2000]
        row.title = readable(article.title or row.title)[:1000]
        row.authors = [readable(one) for one in article.authors] or row.authors
        row.published = article.published or row.published
        row.language = article.language

    def _snapshot(self, row: Article) -> Snapshot:
        return Snapshot.objects.create(
            article=row,
            number=row.snapshots.count() + 1,
            taken_at=self._now,
            fingerprint=fingerprint(self._document.article),
            document=document_to_json(self._document),
            made_by=self._document.made_by or "",
        )

    def _keep_text(self, row: Article) -> None:
        words = plain_text(self._document).replace("\0", " ")
        words = words.encode("utf-8", "replace").decode("utf-8")
        ArticleText.objects.update_or_create(
            article=row, defaults={"title": row.title, "words": words}
        )
        keep_marks(row, self._document)

    def _keep_digests(self, row: Article, change: Change) -> None:
        """What linking needs; of a copy its acts alone, the rest is the first report's."""
        row.keys.all().delete()
        if self._digests is None:
            return
        row.act_digests = self._digests.acts
        row.digest = None if row.copy_of else self._digests.article
        row.save(update_fields=["digest", "act_digests"])
        if row.copy_of:
            return
        keys = dict.fromkeys(key[:_LONGEST_KEY] for key in self._digests.keys)
        ArticleKey.objects.bulk_create([ArticleKey(article=row, key=key) for key in keys])
        if change is Change.NEW:
            count_keys(key[:_LONGEST_KEY] for key in self._digests.counted)
