"""Who reads the briefing, since when and by which consent, and who must not be written to."""

from django.db import models

from onrecord.brief.models.deliveries import Mailing
from onrecord.brief.models.editions import Topic


class Frequency(models.TextChoices):
    """How often a subscriber wants the briefing."""

    DAILY = "daily", "every day"
    WEEKLY = "weekly", "once a week"
    CHANGES = "changes", "only on days when something changed"


class Standing(models.TextChoices):
    """Whether a subscriber is written to.  Who has not confirmed yet is no subscriber."""

    CONFIRMED = "confirmed"
    UNSUBSCRIBED = "unsubscribed"
    SUPPRESSED = "suppressed"


class Subscriber(models.Model):
    """An address whose owner confirmed it.

    `ref` is the random name by which links speak of a subscriber.  `normal` is
    the address in the one form under which it is known: two spellings of one
    address are one subscriber.
    """

    ref = models.CharField(max_length=22, unique=True)
    address = models.CharField(max_length=254)
    normal = models.CharField(max_length=254, unique=True)
    domain = models.CharField(max_length=253)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.CONFIRMED)
    topics = models.ManyToManyField(Topic, blank=True, related_name="subscribers")
    frequency = models.CharField(max_length=7, choices=Frequency, default=Frequency.DAILY)
    confirmed_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("standing", "frequency", "id")),)

    def __str__(self) -> str:
        return f"subscriber {self.pk}"


class ConsentStep(models.TextChoices):
    """What a subscriber, or whoever carries the mail, said."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    UNSUBSCRIBED = "unsubscribed"
    COMPLAINED = "complained"
    BOUNCED = "bounced"


class ConsentEvent(models.Model):
    """One line of the consent log: appended, never edited, gone when the subscriber is erased.

    `form` names the wording that was agreed to; `network` is the keyed hash of
    the network that it came from.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="consent")
    step = models.CharField(max_length=12, choices=ConsentStep)
    at = models.DateTimeField()
    form = models.CharField(max_length=20, blank=True)
    network = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.step} by {self.subscriber_id}"


class Purpose(models.TextChoices):
    """What a signed link is for; a link of one purpose does nothing for another."""

    CONFIRM = "confirm"
    PREFERENCES = "preferences"
    UNSUBSCRIBE = "unsubscribe"
    EXPORT = "export"
    ERASE = "erase"


class MailedLink(Mailing):
    """A link that somebody asked for and that goes to the address alone.

    Of purpose `confirm` it is a sign-up that waits, with the wishes that it
    was made with; the form writes it without looking whether the address is
    known, so that its answer cannot tell.  What is mailed is decided later, by
    whoever mails it.  `used_at` is set once: no link does its work twice.
    """

    ref = models.CharField(max_length=22, unique=True)
    purpose = models.CharField(max_length=11, choices=Purpose)
    address = models.CharField(max_length=254)
    normal = models.CharField(max_length=254, db_index=True)
    topics = models.JSONField(default=list)
    frequency = models.CharField(max_length=7, choices=Frequency, default=Frequency.DAILY)
    form = models.CharField(max_length=20, blank=True)
    network = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    class Meta(Mailing.Meta):
        indexes = (Mailing.waiting_index("mailed_link_waiting", "id"),)

    def __str__(self) -> str:
        return f"link {self.pk} to {self.purpose}"


class Why(models.TextChoices):
    """Why an address must not be written to."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    ERASED = "erased"


class Suppression(models.Model):
    """An address that must not be written to, known by its keyed hash alone."""

    hash = models.CharField(max_length=64, primary_key=True)
    why = models.CharField(max_length=9, choices=Why)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"suppressed for {self.why}"


class SignUpCount(models.Model):
    """How many sign-ups one address, one network or all the world tried in one hour."""

    key = models.CharField(max_length=80)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("key", "hour"), name="one_count_an_hour"),)

    def __str__(self) -> str:
        return f"{self.count} in the hour of {self.hour}"
