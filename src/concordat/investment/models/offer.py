"""What can be bought, what is being bought, and who works where."""

from typing import ClassVar

from django.db import models

from concordat.investment.words import Reach
from concordat.parties.rows import LONG, NAME, Addressed, Private


class Offer(Addressed, Private):
    """A way to buy a product: for these organisations, holding these items, at this price.

    Its price is confidential: the visibility says whose buyers may see it.
    """

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=NAME)
    product = models.CharField(max_length=NAME)
    provider = models.CharField(max_length=NAME, blank=True)
    platform = models.SlugField(max_length=100)
    reach = models.CharField(max_length=30, choices=[(r.value, r.value) for r in Reach])
    parties = models.ManyToManyField("parties.Party", related_name="+")
    price = models.JSONField()  # see measures.price
    exclusive_group = models.CharField(max_length=100, blank=True)
    audience = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=LONG, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.name


class OfferItem(models.Model):
    """A title or database that an offer holds, under the key by which use is counted."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=NAME)
    name = models.CharField(max_length=NAME)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "key"], name="offer_item_once")
        ]

    def __str__(self) -> str:
        return self.name


class AgreementLine(Addressed):
    """An offer that is being paid for. It goes on each year unless notice is given in time."""

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="line")
    payer = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    renews_on = models.DateField()  # any one day of renewal; others are years from it
    notice_days = models.PositiveSmallIntegerField(default=90)
    committed_until = models.DateField(null=True, blank=True)
    fund = models.CharField(max_length=NAME, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.offer)


class Workforce(models.Model):
    """How many people of a staff group an organisation has, in full-time equivalents."""

    party = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=100)
    fte = models.DecimalField(max_digits=9, decimal_places=1)
    counted_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=LONG, blank=True)

    class Meta:
        verbose_name_plural = "workforce"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party", "group"], name="workforce_once")
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.group}"
