"""People, bodies, offices and groups, across articles."""

from django.db import models

from onrecord.keep.models.articles import Article


class Party(models.Model):
    """A party that the record speaks of.

    `entry` is its id in the directory, where it was found there.  A party that
    an editor merged into another keeps its page, which leads there.  `only_in`
    is set where nothing but that article says who is meant (“Mr Moll”,
    “residents”): the same name elsewhere is another party.
    """

    name = models.CharField(max_length=300, db_index=True)
    kind = models.CharField(max_length=10)
    entry = models.CharField(max_length=200, null=True, unique=True)
    only_in = models.ForeignKey(Article, models.CASCADE, null=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "id")
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.name


class PartyName(models.Model):
    """A name that an article gave a party; `key` is how names are compared."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="names")
    text = models.CharField(max_length=300)
    key = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["party", "key"], name="one_row_a_party_and_name"),
        )
        indexes = (models.Index(fields=["key"]),)

    def __str__(self) -> str:
        return self.text
