"""What editors, parties and machines said of the record: appended, never edited."""

from django.conf import settings
from django.db import models

from onrecord.keep.models.entries import Entry
from onrecord.keep.models.matters import Matter
from onrecord.keep.models.parties import Party


class StatusRow(models.Model):
    """A status event: on one axis something became so, with its evidence and who says it.

    `proposed` rows wait for an editor and count for nothing until one confirms
    them (`confirmed`); `undone` rows were taken back.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="status_events")
    axis = models.CharField(max_length=10)
    value = models.CharField(max_length=30)
    by = models.CharField(max_length=12)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True)
    evidence = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="proves")
    note = models.TextField(blank=True)
    reasons = models.JSONField(default=list)
    day = models.DateField()
    made_at = models.DateTimeField()
    proposed = models.BooleanField(default=False)
    confirmed = models.ForeignKey("Judgement", models.PROTECT, null=True, related_name="+")
    undone = models.ForeignKey("Judgement", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("day", "id")

    def __str__(self) -> str:
        return f"{self.axis} {self.value} of {self.entry_id}"


class Deed(models.TextChoices):
    """What an editor did."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    RATE = "rate"
    RENAME = "rename"
    CONFIRM_LINK = "confirm link"
    REJECT_LINK = "reject link"
    CONFIRM_STATUS = "confirm status"
    REJECT_STATUS = "reject status"
    ADD_REPLY = "add reply"
    UNDO = "undo"


class Target(models.TextChoices):
    """What it was done to."""

    ENTRY = "entry"
    LINK = "link"
    MATTER_LINK = "matter link"
    STATUS = "status"
    MATTER = "matter"
    PARTY = "party"
    REPLY = "reply"
    JUDGEMENT = "judgement"


class Judgement(models.Model):
    """One deed of one editor, with what was there before and after, so that it can be undone.

    `undoes` is the judgement that this one takes back.  `public` ones stand in
    the log of corrections.
    """

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="judgements")
    made_at = models.DateTimeField(db_index=True)
    deed = models.CharField(max_length=14, choices=Deed)
    target = models.CharField(max_length=12, choices=Target)
    target_id = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    public = models.BooleanField(default=False)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        ordering = ("-made_at", "-id")
        indexes = (models.Index(fields=["target", "target_id"]),)

    def __str__(self) -> str:
        return f"{self.deed} {self.target} {self.target_id}"


class PartyReply(models.Model):
    """What a party says of an entry or a matter that concerns it, shown beside it."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="replies")
    entry = models.ForeignKey(Entry, models.CASCADE, null=True, related_name="replies")
    matter = models.ForeignKey(Matter, models.CASCADE, null=True, related_name="replies")
    words = models.TextField()
    url = models.CharField(max_length=2000, blank=True)
    day = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    made_at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ("day", "id")
        verbose_name_plural = "party replies"

    def __str__(self) -> str:
        return f"reply of {self.party_id}"
