"""Planned work, what is alike, and what owners answered."""

from typing import ClassVar

from django.db import models

from concordat.forum.models.base import Edited, Private
from concordat.forum.words import Choice, PlanKind, PlanStage
from concordat.parties.rows import LONG, NAME, Addressed


class PlannedWork(Addressed, Private, Edited):
    """Work that a party plans or does: guidance, a review, a search, a bulletin, a purchase."""

    title = models.CharField(max_length=NAME)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in PlanKind])
    stage = models.CharField(max_length=20, choices=[(s.value, s.value) for s in PlanStage])
    question = models.TextField(blank=True)
    population = models.CharField(max_length=NAME, blank=True)
    intervention = models.CharField(max_length=NAME, blank=True)
    comparison = models.CharField(max_length=NAME, blank=True)
    outcome = models.CharField(max_length=NAME, blank=True)
    setting = models.CharField(max_length=NAME, blank=True)
    headings = models.JSONField(default=list)
    words = models.CharField(max_length=LONG, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    contact_name = models.CharField(max_length=NAME, blank=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    entered_by = models.CharField(max_length=13, blank=True)  # public id of a person
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-entered_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Likeness(Addressed):
    """Two plans found alike when the newer was entered or changed."""

    newer = models.ForeignKey(PlannedWork, on_delete=models.PROTECT, related_name="found")
    older = models.ForeignKey(PlannedWork, on_delete=models.PROTECT, related_name="found_by")
    score = models.FloatField()
    relation = models.CharField(max_length=20)
    reasons = models.JSONField(default=list)  # about the older one, for who may read it
    reasons_back = models.JSONField(default=list)  # about the newer one
    obliged = models.BooleanField(default=False)
    due_on = models.DateField()
    found_at = models.DateTimeField()
    lapsed = models.BooleanField(default=False)  # a change made them unlike again

    class Meta:
        ordering: ClassVar = ["-score", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["newer", "older"], name="a_pair_of_plans_once")
        ]

    def __str__(self) -> str:
        return f"{self.newer} is like {self.older}"


class LikenessAnswer(Addressed):
    """What the owner of one of two alike plans will do. Never changed; the latest stands."""

    likeness = models.ForeignKey(Likeness, on_delete=models.PROTECT, related_name="answers")
    plan = models.ForeignKey(PlannedWork, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=20, choices=[(c.value, c.value) for c in Choice])
    reason = models.TextField(blank=True)
    person = models.CharField(max_length=13, blank=True)
    by = models.CharField(max_length=NAME)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.by}: {self.choice}"
