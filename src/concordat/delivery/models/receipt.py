"""What was delivered, to whom, when."""

from django.db import models

from concordat.delivery.words.recall import Channel
from concordat.parties.rows import Addressed


class Receipt(Addressed):
    """One delivery. Only ever added to. The holder is a person, a client or a mail address."""

    kind = models.CharField(max_length=20)
    thing = models.CharField(max_length=80)
    version = models.CharField(max_length=80, blank=True)
    channel = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Channel]
    )
    person = models.CharField(max_length=13, blank=True)
    client = models.CharField(max_length=100, blank=True)
    mail = models.CharField(max_length=254, blank=True)
    party = models.CharField(max_length=13, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [  # noqa: RUF012 - Django's own form
            models.Index(fields=["person", "at"], name="receipt_person"),
            models.Index(fields=["thing", "at"], name="receipt_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing} by {self.channel}"

    @property
    def holder(self) -> str:
        """Return who holds it, as one text that is the same for every receipt of theirs."""
        if self.person:
            return f"person:{self.person}"
        return f"client:{self.client}" if self.client else f"mail:{self.mail}"


class ReceiptWork(models.Model):
    """A work that was in a delivery: its public id at that time."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="works")
    work = models.CharField(max_length=13, db_index=True)

    def __str__(self) -> str:
        return self.work
