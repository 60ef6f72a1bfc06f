"""The ledger of deliveries: what was handed to the mail server, what was not, what is unknown."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from onrecord.brief.models.editions import Edition


class State(models.TextChoices):
    """How far one mail has come.

    `sending` is committed before the mail is handed over.  A mail found in it
    after its sender died is `unknown`: it may have gone out or not.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


class Mailing(models.Model):
    """One mail to one address.

    `sender` is the random name of the process that reserved the mail, at
    `reserved_at`; another may take a waiting one over once that is long ago.
    `detail` is the last answer of the mail server, or why it was dropped.
    """

    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sender = models.CharField(max_length=16, blank=True)
    reserved_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def waiting_index(name: str, *fields: str) -> models.Index:
        """An index of what waits or is under way, and of nothing that is done."""
        return models.Index(
            fields=fields, condition=Q(state__in=(State.WAITING, State.SENDING)), name=name
        )


class Posting(models.Model):
    """One edition on its way to its subscribers.

    The ledger is filled by the subscribers' keys, as far as `filled_to`; who
    confirms after that gets the next edition.  What is not out by `last_at`
    is dropped.
    """

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="posting")
    made_at = models.DateTimeField()
    filled_to = models.BigIntegerField(default=0)
    filled_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"posting of {self.edition_id}"


class Delivery(Mailing):
    """One edition to one subscriber: there is one row of the two, whatever happens.

    Erasing a subscriber leaves the row without the subscriber, so that the
    counts of an edition stay true.
    """

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(
        "Subscriber", models.SET_NULL, null=True, related_name="deliveries"
    )

    class Meta(Mailing.Meta):
        constraints = (
            models.UniqueConstraint(fields=("posting", "subscriber"), name="one_delivery_each"),
        )
        indexes: ClassVar = (Mailing.waiting_index("delivery_waiting", "posting", "id"),)

    def __str__(self) -> str:
        return f"delivery {self.pk}: {self.state}"


class DomainMinute(models.Model):
    """How many mails all senders together took for one domain in one minute."""

    domain = models.CharField(max_length=253)
    minute = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("domain", "minute"), name="one_count_a_minute"),
        )

    def __str__(self) -> str:
        return f"{self.count} to {self.domain}"
