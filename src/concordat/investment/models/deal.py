"""Agreements under which organisations may use packages, and who gets copies otherwise."""

from typing import ClassVar

from django.db import models

from concordat.investment.models.package import Package
from concordat.investment.words import Permission, Reach, Use
from concordat.parties.rows import LONG, NAME, Addressed, Private, visibility_field
from concordat.parties.words import Visibility


class Deal(Addressed, Private):
    """One agreement for access: for whom, of which packages, paid by whom, until when.

    Money and notice dates are elsewhere: this is what a reader may know.
    """

    visibility = visibility_field(Visibility.PUBLIC)
    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=NAME)
    reach = models.CharField(max_length=30, choices=[(r.value, r.value) for r in Reach])
    packages = models.ManyToManyField(Package, related_name="deals")
    parties = models.ManyToManyField("parties.Party", related_name="+", blank=True)
    payer = models.ForeignKey(
        "parties.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    sign_in = models.BooleanField(default=True)
    groups = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=LONG, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.name


class DealTerm(models.Model):
    """Whether a deal permits one use. What no term says is not said."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="terms")
    use = models.CharField(max_length=40, choices=[(u.value, u.value) for u in Use])
    permission = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Permission])

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deal", "use"], name="deal_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.use}: {self.permission}"


class Supply(Addressed):
    """A library that gets copies for the people of some organisations."""

    provider = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    parties = models.ManyToManyField("parties.Party", related_name="+")
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=LONG, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "supplies"

    def __str__(self) -> str:
        return str(self.provider)
