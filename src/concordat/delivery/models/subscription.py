"""A saved question that speaks up, what it has told, and the letters that say so."""

from typing import ClassVar

from django.db import models

from concordat.delivery.words.alerts import LetterState, SubscriptionState
from concordat.parties.rows import Addressed


class Subscription(Addressed):
    """A question or strategy and the address that is told when new works answer it.

    `before` are the works that answered it when it began; `revision` is how far in the log
    of evidence it has looked.
    """

    title = models.CharField(max_length=300)
    query = models.TextField()  # the query part of the address that asks it
    question = models.JSONField()
    address = models.EmailField(max_length=254)
    person = models.CharField(max_length=13, blank=True)
    state = models.CharField(
        max_length=12,
        choices=[(s.value, s.value) for s in SubscriptionState],
        default=SubscriptionState.WAITING.value,
    )
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(default=1)  # at most one letter in so many days
    due_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveBigIntegerField(default=0)
    before = models.JSONField(default=list)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="subscription_due"),
            models.Index(fields=["address", "state"], name="subscription_address"),
        ]

    def __str__(self) -> str:
        return self.title


class Letter(Addressed):
    """A letter on its way: written in the transaction of its cause, carried afterwards."""

    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="letters", null=True
    )
    purpose = models.CharField(max_length=20)  # confirm, alert
    address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    headers = models.JSONField(default=dict)
    state = models.CharField(
        max_length=12,
        choices=[(s.value, s.value) for s in LetterState],
        default=LetterState.WAITING.value,
    )
    written_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "next_at"], name="letter_next")]

    def __str__(self) -> str:
        return self.subject


class Telling(models.Model):
    """A work that a subscription has been told of: once, for ever."""

    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="tellings"
    )
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="tellings")
    work = models.CharField(max_length=13)
    revision = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subscription", "work"], name="told_of_a_work_once")
        ]

    def __str__(self) -> str:
        return self.work
