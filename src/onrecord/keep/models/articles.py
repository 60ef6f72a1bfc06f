"""Where articles come from, and every text that each of them has had."""

from django.db import models

from onrecord.keep.models.fields import PackedJSON


class Outlet(models.Model):
    """Who publishes: a paper, an agency, a ministry."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """A feed or sitemap that `onrecord collect` asks for new articles, and what it last said."""

    address = models.URLField(max_length=2000, unique=True)
    kind = models.CharField(max_length=20)
    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, related_name="sources")
    title = models.CharField(max_length=300, blank=True)
    state = models.JSONField(default=dict)
    added_at = models.DateTimeField()
    next_check = models.DateTimeField(null=True, db_index=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("address",)

    def __str__(self) -> str:
        return self.address


class Article(models.Model):
    """One article, whatever texts it has had; the last is `current`.

    `key` is what makes it the same article when it is read again: its canonical
    address, or else the source that it came from.  `copy_of` is set where
    another outlet had run the same agency copy before: what both say then stands
    under that first one alone, and only words of its own are entries here.
    `digest` is what linking needs of it, `act_digests` what it needs of its
    acts, by their ids in the current document.
    """

    key = models.CharField(max_length=2100, unique=True)
    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, related_name="articles")
    url = models.CharField(max_length=2000, blank=True)
    source = models.CharField(max_length=2000)
    title = models.CharField(max_length=1000, blank=True)
    authors = models.JSONField(default=list)
    published = models.DateField(null=True, db_index=True)
    language = models.CharField(max_length=10, default="en")
    added_at = models.DateTimeField(db_index=True)
    current = models.ForeignKey("Snapshot", models.PROTECT, null=True, related_name="+")
    # Few are copies: an index of these alone finds them without walking all articles.
    copy_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="copies", db_index=False
    )
    matter = models.ForeignKey("Matter", models.PROTECT, null=True, related_name="articles")
    digest = PackedJSON(null=True)
    act_digests = PackedJSON(null=True)

    class Meta:
        ordering = ("-published", "-id")
        indexes = (
            models.Index(fields=["outlet", "-published"]),
            models.Index(fields=["matter", "published"]),
            models.Index(fields=["copy_of"], condition=models.Q(copy_of__isnull=False),
                         name="article_copy_of"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.source


class Snapshot(models.Model):
    """One text that an article has had, with what was found in it, as it was read."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="snapshots")
    number = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, db_index=True)
    document = PackedJSON()
    made_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("article_id", "number")
        constraints = (
            models.UniqueConstraint(fields=["article", "number"], name="one_snapshot_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.article_id}/{self.number}"


class ArticleKey(models.Model):
    """A telling word or name of an article, by which articles of one matter are found."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="keys")
    key = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["key", "article"]),)

    def __str__(self) -> str:
        return self.key


class ArticleText(models.Model):
    """The words of an article's current snapshot, without its furniture, to be searched."""

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="plain_text"
    )
    title = models.CharField(max_length=1000, blank=True)
    words = models.TextField()

    def __str__(self) -> str:
        return f"text of {self.article_id}"


class CopyMark(models.Model):
    """One of the few marks of an article's wording, by which copies of it are found."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="copy_marks")
    mark = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["mark", "article"]),)

    def __str__(self) -> str:
        return f"{self.mark:x}"


class KeyCount(models.Model):
    """In how many articles of the record a telling word, name or number stands."""

    key = models.CharField(max_length=80, primary_key=True)
    articles = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.key
