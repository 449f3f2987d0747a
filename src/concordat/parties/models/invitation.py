"""An invitation to join a party, by a signed link that works once."""

from typing import ClassVar

from django.db import models

from concordat.parties.models.party import Party
from concordat.parties.models.person import Person
from concordat.parties.rows import NAME, Addressed


class Invitation(Addressed):
    """The link carries the public id under our signature; this row says whether it still works."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=NAME, blank=True)
    post = models.CharField(max_length=NAME, blank=True)
    roles = models.JSONField(default=list, blank=True)  # values of Role
    invited_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="invited"
    )  # none: the operator
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="accepted"
    )

    class Meta:
        ordering: ClassVar = ["-invited_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.party} invites {self.public_id}"
