"""Topics, the editions made of them, and what editors changed of an edition."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Topic(models.Model):
    """A saved search of which briefings are made.

    `search` holds what of `words`, `party`, `kind`, `outlet` and `matter` was
    given, as `brief/topics.py` reads it.  `listed` ones are offered to every
    reader; the others were made by a reader for themselves.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    search = models.JSONField(default=dict)
    listed = models.BooleanField(default=True)
    removed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title


class Period(models.TextChoices):
    """How long a time an edition tells of."""

    DAILY = "daily"
    WEEKLY = "weekly"


class EditionState(models.TextChoices):
    """A draft may be made again and changed; a ready one is what readers get and stays so."""

    DRAFT = "draft"
    READY = "ready"


class Edition(models.Model):
    """One issue of a briefing: what was new on the record for one topic up to one day.

    `topic` is None for the briefing on everything.  `content` holds each entry
    with what was shown of it, so that the edition stays as it was sent whatever
    the record says later.  `number` counts the ready editions of a topic and
    period, from 1; drafts have none.
    """

    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="editions")
    period = models.CharField(max_length=6, choices=Period, default=Period.DAILY)
    day = models.DateField(db_index=True)
    number = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=5, choices=EditionState, default=EditionState.DRAFT)
    subject = models.CharField(max_length=200)
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-day", "id")
        # An unknown topic equals no other to a database: hence two of each.
        constraints = (
            models.UniqueConstraint(
                fields=["topic", "period", "day"], name="one_edition_a_topic_period_and_day"
            ),
            models.UniqueConstraint(
                fields=["period", "day"], condition=Q(topic__isnull=True),
                name="one_edition_of_everything_a_day",
            ),
            models.UniqueConstraint(
                fields=["topic", "period", "number"], name="one_edition_a_topic_and_number"
            ),
            models.UniqueConstraint(
                fields=["period", "number"], condition=Q(topic__isnull=True),
                name="one_edition_of_everything_a_number",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.subject


class Change(models.TextChoices):
    """What an editor does to a draft."""

    FIRST = "first"
    DROP = "drop"
    LINE = "line"
    SUBJECT = "subject"


class EditorLine(models.Model):
    """One change that an editor made to a draft; appended, never edited.

    `ref` says what it is about: an entry (“e12”), a matter (“m3”), or nothing
    for the edition as a whole.  `undone_at` is set where it was taken back.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="lines")
    change = models.CharField(max_length=7, choices=Change)
    ref = models.CharField(max_length=24, blank=True)
    words = models.TextField(blank=True)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.change} {self.ref}".strip()
