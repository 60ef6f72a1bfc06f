"""What articles and acts belong together, and who says so."""

from django.db import models

from onrecord.keep.models.articles import Article
from onrecord.keep.models.entries import Entry


class LinkState(models.TextChoices):
    """A rejected link stays as a row, so that it never comes back."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Matter(models.Model):
    """What a chain of acts is about: an event, a decision, a case."""

    title = models.CharField(max_length=300)
    titled_by = models.CharField(max_length=60)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True, db_index=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-changed_at", "-id")

    def __str__(self) -> str:
        return self.title


class MatterLink(models.Model):
    """That an article belongs to a matter, with score, reasons and maker."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="matter_links")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="article_links")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    maker = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=LinkState, default=LinkState.PROPOSED)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["article", "matter"], name="one_link_an_article_and_matter"
            ),
        )

    def __str__(self) -> str:
        return f"article {self.article_id} in matter {self.matter_id}"


class LinkRow(models.Model):
    """That a newer act asks again, answers, fulfils, contradicts or repeats an older one."""

    newer = models.ForeignKey(Entry, models.CASCADE, related_name="links_to_older")
    older = models.ForeignKey(Entry, models.CASCADE, related_name="links_to_newer")
    relation = models.CharField(max_length=12)
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    maker = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=LinkState, default=LinkState.PROPOSED)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["newer", "older", "relation"], name="one_link_a_pair_and_relation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.newer_id} {self.relation} {self.older_id}"
