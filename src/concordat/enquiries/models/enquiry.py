"""A request, what happened to it, and what was asked back."""

from typing import ClassVar

from django.db import models

from concordat.enquiries.words import Purpose, State
from concordat.parties.rows import LONG, NAME, Addressed, Private


class Enquiry(Addressed, Private):
    """A request to a library. Its owner is the party whose library answers."""

    question = models.TextField()
    purpose = models.CharField(max_length=40, choices=[(p.value, p.value) for p in Purpose])
    population = models.CharField(max_length=NAME, blank=True)
    intervention = models.CharField(max_length=NAME, blank=True)
    comparison = models.CharField(max_length=NAME, blank=True)
    outcome = models.CharField(max_length=NAME, blank=True)
    decision_at = models.DateTimeField(null=True, blank=True)
    years = models.CharField(max_length=NAME, blank=True)
    languages = models.CharField(max_length=NAME, blank=True)
    unwanted = models.CharField(max_length=LONG, blank=True)
    known = models.CharField(max_length=LONG, blank=True)
    wanted = models.CharField(max_length=NAME, blank=True)
    organisation = models.CharField(max_length=NAME, blank=True)
    name = models.CharField(max_length=NAME)
    email = models.EmailField(max_length=254)
    person = models.CharField(max_length=13, blank=True, db_index=True)  # public id, if signed in
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in State])
    assigned = models.CharField(max_length=13, blank=True)  # public id of a person
    assigned_name = models.CharField(max_length=NAME, blank=True)
    asked_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    reused = models.CharField(max_length=13, blank=True)  # public id of the answer
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["state", "decision_at"], name="enquiry_queue")]

    def __str__(self) -> str:
        return self.question[:80]


class EnquiryEvent(Addressed):
    """A change of state. Only ever added to."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="events")
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in State])
    said = models.TextField(blank=True)
    by = models.CharField(max_length=NAME)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.state} on {self.at:%Y-%m-%d}"


class Clarification(Addressed):
    """What the library asked back, and the answer."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="messages")
    question = models.TextField()
    asked_by = models.CharField(max_length=NAME)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.question[:80]
