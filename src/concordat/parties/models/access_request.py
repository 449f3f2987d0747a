"""Somebody's wish to join a party."""

from typing import ClassVar

from django.db import models

from concordat.parties.models.invitation import Invitation
from concordat.parties.models.party import Party
from concordat.parties.models.person import Person
from concordat.parties.rows import NAME, Addressed


class AccessRequest(Addressed):
    """`granted` is none while it waits. `version` guards against two who answer at once."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="access_requests")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="access_requests"
    )
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=NAME)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    granted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.public_id} asks {self.party}"
