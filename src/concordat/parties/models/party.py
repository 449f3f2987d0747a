"""Parties and what is said of them, everything with its dates."""

from typing import ClassVar

from django.db import models

from concordat.parties.models.day import DayField
from concordat.parties.models.fact import LONG, Edited, Fact
from concordat.parties.rows import NAME
from concordat.parties.words import PartyKind, TieKind


class Party(Fact, Edited):
    """A body, large or small: an arm's length body, a trust, a knowledge service.

    `until` is written only when it ended without a succession; else the succession says it.
    """

    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=40, choices=[(k.value, k.value) for k in PartyKind])
    about = models.TextField(blank=True)
    website = models.CharField(max_length=LONG, blank=True)

    class Meta:
        ordering: ClassVar = ["slug"]
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.slug


class PartyName(Fact):
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=NAME)
    short = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=40, default="name")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class PartyRole(Fact):
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=NAME)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.role


class PartyIdentifier(Fact):
    """An identifier in somebody's list. An ODS code is not a legal person."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=40)
    value = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class Tie(Fact):
    """What a party belongs to, or the joint name under which it works."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="ties")
    to = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="members")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in TieKind])

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.party} {self.kind} {self.to}"


class Publishing(Fact):
    """One thing that a party publishes: what, where, and under which licence.

    `taken_as` is the slug of the evidence source that takes it in, when one does.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="publishes")
    key = models.SlugField(max_length=100)
    what = models.TextField()
    where = models.CharField(max_length=LONG, blank=True)
    licence = models.CharField(max_length=NAME, blank=True)
    licence_url = models.CharField(max_length=LONG, blank=True)
    feed = models.CharField(max_length=LONG, blank=True)
    format = models.CharField(max_length=40, blank=True)
    taken_as = models.CharField(max_length=60, blank=True)
    review_on = DayField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party", "key"], name="publishing_key_once")
        ]

    def __str__(self) -> str:
        return self.what
