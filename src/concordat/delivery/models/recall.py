"""Works that fell, who must be told, and what owners must decide."""

from django.db import models

from concordat.delivery.models.pack import Pack
from concordat.delivery.models.receipt import Receipt
from concordat.delivery.words.recall import Outcome
from concordat.parties.rows import Addressed


class Fall(Addressed):
    """A work fell here at a moment. `number` is the revision of evidence that says so.

    `arrived`: it had fallen when it came, so nobody ever held it as standing.
    """

    number = models.BigIntegerField(unique=True)
    work = models.CharField(max_length=13, db_index=True)
    title = models.TextField()
    standing = models.CharField(max_length=30)
    standing_on = models.CharField(max_length=40, blank=True)
    standing_source = models.TextField(blank=True)
    visibility = models.CharField(max_length=20)
    arrived = models.BooleanField(default=False)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.standing}: {self.title}"


class RecallNotice(Addressed):
    """A holder who must learn of a fall, by the way in which the thing was delivered.

    Either `fall` is set, or `pack`: what they were given was itself withdrawn.
    """

    fall = models.ForeignKey(
        Fall, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    pack = models.ForeignKey(
        Pack, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=270)
    channel = models.CharField(max_length=10)
    #: Names the notice in the link of a mail; whoever has it may say that it was seen.
    key = models.CharField(max_length=43, unique=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_how = models.CharField(max_length=100, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)  # of the next attempt
    trouble = models.TextField(blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_how = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [  # noqa: RUF012 - Django's own form
            models.UniqueConstraint(fields=["fall", "holder", "channel"], name="told_once"),
            models.UniqueConstraint(fields=["pack", "holder", "channel"], name="told_of_pack_once"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} by {self.channel}"


class OwnerTask(Addressed):
    """Guidance or a pack rests on a fallen work: its owner decides what follows."""

    fall = models.ForeignKey(Fall, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=13)
    title = models.TextField()
    path = models.JSONField(default=list)
    owner = models.ForeignKey(
        "parties.Party",
        to_field="public_id",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=20, blank=True, choices=[(each.value, each.value) for each in Outcome]
    )
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [  # noqa: RUF012 - Django's own form
            models.UniqueConstraint(fields=["fall", "kind", "subject"], name="task_once"),
        ]

    def __str__(self) -> str:
        return self.title


class RecallCursor(models.Model):
    """How far recall has read the log of evidence, and the ties between works."""

    number = models.BigIntegerField(default=0)
    links = models.BigIntegerField(default=0)
    ties = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
