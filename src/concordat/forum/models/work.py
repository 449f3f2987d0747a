"""Joint work, and questions between parties."""

from typing import ClassVar

from django.db import models

from concordat.forum.models.base import Edited, Private
from concordat.forum.models.decision import Decision
from concordat.forum.models.forum import Forum
from concordat.forum.models.plan import PlannedWork
from concordat.forum.words import AreaState, Beneficiary
from concordat.parties.rows import LONG, NAME, Addressed


class JointWorkArea(Addressed, Private, Edited):
    """Work that parties do together, with who gains by it and how that is measured."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="areas")
    title = models.CharField(max_length=NAME)
    scope = models.TextField()
    lead = models.CharField(max_length=100)  # slug
    partners = models.JSONField(default=list)  # slugs
    state = models.CharField(
        max_length=20,
        choices=[(s.value, s.value) for s in AreaState],
        default=AreaState.PROPOSED.value,
    )
    beneficiary = models.CharField(
        max_length=20, blank=True, choices=[(b.value, b.value) for b in Beneficiary]
    )
    who = models.CharField(max_length=NAME, blank=True)
    measure = models.CharField(max_length=LONG, blank=True)
    baseline = models.CharField(max_length=NAME, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.CharField(max_length=NAME, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="areas"
    )
    plans = models.ManyToManyField(PlannedWork, blank=True, related_name="areas")
    proposed_at = models.DateTimeField()
    active_at = models.DateTimeField()  # when anything was last written about it

    class Meta:
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class AreaEntry(Addressed):
    """What was done in a joint work area, or measured."""

    area = models.ForeignKey(JointWorkArea, on_delete=models.PROTECT, related_name="entries")
    text = models.TextField()
    by = models.CharField(max_length=NAME)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class PartyQuestion(Addressed, Private):
    """What one party asks another. It is answered once, for all who ask the like."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="questions")
    text = models.CharField(max_length=NAME)
    detail = models.TextField(blank=True)
    asked_by = models.CharField(max_length=100)
    asked_of = models.CharField(max_length=100)
    evidence = models.JSONField(default=list)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.text
