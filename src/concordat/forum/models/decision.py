"""What was decided, what it rests on, who does what, and the minutes."""

from typing import ClassVar

from django.db import models

from concordat.forum.models.base import Edited
from concordat.forum.models.forum import Forum
from concordat.forum.models.meeting import AgendaItem, Meeting
from concordat.forum.words import CitationKind, MinutesState
from concordat.parties.rows import LONG, NAME, Addressed


class Decision(Addressed):
    """A decision of a forum. Without a quorum it is the chair's action, to be ratified."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    number = models.CharField(max_length=20)
    text = models.TextField()
    reasons = models.TextField(blank=True)
    quorate = models.BooleanField()
    quorum = models.JSONField(default=list)  # how each rule stood when it was taken
    chairs_action = models.BooleanField(default=False)
    ratified_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="ratifies"
    )
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacements"
    )
    owner = models.CharField(max_length=100, blank=True)  # slug of the party that sees to it
    review_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["forum", "number"], name="a_decision_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.text}"


class Citation(Addressed):
    """What a decision rests on, as it stood when it was taken."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="citations")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in CitationKind])
    ref = models.CharField(max_length=220)
    label = models.CharField(max_length=LONG)
    edition = models.CharField(max_length=60, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"


class Action(Addressed, Edited):
    """What a party is to do by a day."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    party = models.CharField(max_length=100)
    text = models.TextField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text


class Minutes(Addressed, Edited):
    """The minutes of a meeting: drafted, circulated, approved at a later one, published."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(
        max_length=20,
        choices=[(s.value, s.value) for s in MinutesState],
        default=MinutesState.DRAFT.value,
    )
    text = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True)
    approved_by = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="approved"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"


class MinutesText(Addressed):
    """A text of minutes as somebody saved it. `apart`: not taken, for another came first."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="texts")
    text = models.TextField()
    based_on = models.PositiveIntegerField()
    apart = models.BooleanField(default=False)
    by = models.CharField(max_length=NAME)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.minutes}, by {self.by}"


class Redaction(Addressed):
    """A passage of minutes that is withheld when they are published, and why."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="redactions")
    passage = models.TextField()
    reason = models.CharField(max_length=NAME)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.reason


class Publication(Addressed):
    """What the public reads of a decision, kept as its minutes were published. Never changed."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="publication")
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="publications")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    shows = models.JSONField()  # see forum.publishing.Shown
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.decision}, as published"
