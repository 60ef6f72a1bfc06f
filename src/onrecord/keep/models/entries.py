"""Entries of the record: statements and acts, each with the words that prove it."""

from django.db import models

from onrecord.keep.models.articles import Article, Snapshot
from onrecord.keep.models.parties import Party
from onrecord.record.status import Outcome, Reply, Review


class EntryKind(models.TextChoices):
    """A statement is what somebody said; the others are acts."""

    STATEMENT = "statement"
    CALL = "call"
    COMMITMENT = "commitment"
    RESPONSE = "response"


class Role(models.TextChoices):
    """How a party stands to an entry: it speaks, or the entry is meant for it."""

    SPEAKER = "speaker"
    PARTY = "party"


class Entry(models.Model):
    """One statement or act as one article reports it.

    `local` is its id in the article's document; `spans` are those of its
    current snapshot, by name (“evidence”, “action”, “due”, “source”, “cue”,
    “content”).  `words` are the words that prove it, `action` what is to be
    done.  `gone_in` is the first snapshot that lacks those words.

    `head` is the first report of the same act, in whichever article, or None
    where this is it: the status stands there.  `reply`, `outcome`, `disputed`,
    `conditional` and `due_last` follow from the status events and are kept here
    so that lists can choose by them; `keep/status.py` alone writes them.
    `due_stated` is the due day before any extension; `duty_last` the day by
    which a body's known duty has it answer, with the rule in words.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="entries")
    first_snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    gone_in = models.ForeignKey(Snapshot, models.PROTECT, null=True, related_name="+")
    local = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=EntryKind)
    stance = models.CharField(max_length=10, blank=True)
    quotation = models.CharField(max_length=10, blank=True)
    spans = models.JSONField(default=dict)
    words = models.TextField()
    action = models.TextField(blank=True)
    said_on = models.DateField(null=True)
    day = models.DateField(null=True)  # said on, else published: what lists are ordered by
    due_words = models.CharField(max_length=300, blank=True)
    due_first = models.DateField(null=True)
    due_stated = models.DateField(null=True)
    due_last = models.DateField(null=True)
    duty_last = models.DateField(null=True)
    duty_rule = models.CharField(max_length=300, blank=True)
    confidence = models.FloatField()
    made_by = models.CharField(max_length=60, blank=True)
    review = models.CharField(
        max_length=10,
        default=Review.MACHINE.value,
        choices=[(one.value, one.value) for one in Review],
    )
    # Most are first reports: an index of those that are not finds the few that repeat one.
    head = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="repeats", db_index=False
    )
    matter = models.ForeignKey("Matter", models.PROTECT, null=True, related_name="entries")
    reply = models.CharField(max_length=10, default=Reply.AWAITING.value)
    outcome = models.CharField(max_length=20, default=Outcome.NOT_RATED.value)
    disputed = models.BooleanField(default=False)
    conditional = models.BooleanField(default=False)
    parties = models.ManyToManyField(Party, through="EntryParty", related_name="entries")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("-day", "-id")
        verbose_name_plural = "entries"
        indexes = (
            models.Index(fields=["-day", "-id"]),
            models.Index(fields=["kind", "-day", "-id"]),
            models.Index(fields=["matter", "day", "id"]),
            models.Index(fields=["due_last"], condition=models.Q(due_last__isnull=False),
                         name="entry_due"),
            models.Index(fields=["head"], condition=models.Q(head__isnull=False),
                         name="entry_head"),
            models.Index(fields=["review", "confidence"]),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class EntryParty(models.Model):
    """That a party speaks in an entry, or is whom it is meant for."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="cast")
    party = models.ForeignKey(Party, models.PROTECT, related_name="cast", db_index=False)
    role = models.CharField(max_length=7, choices=Role)
    day = models.DateField(null=True)  # the entry's, so that a party's page reads one index

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["entry", "party", "role"], name="one_row_an_entry_party_and_role"
            ),
        )
        indexes = (
            models.Index(fields=["party", "role", "-day"]),
            # Search takes all entries of a party from this index, without a look at the rows.
            models.Index(fields=["party", "entry"], name="cast_of_party"),
        )

    def __str__(self) -> str:
        return f"{self.party_id} as {self.role} of {self.entry_id}"
