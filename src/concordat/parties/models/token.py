"""What a person's program shows instead of a password."""

from typing import ClassVar

from django.db import models

from concordat.parties.models.party import Party
from concordat.parties.models.person import Person
from concordat.parties.rows import NAME, Addressed


class Token(Addressed):
    """Only a digest of the secret is kept: whoever reads the database cannot use it.

    The secret is 32 random bytes, so a plain SHA-256 is enough; there is nothing to guess.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=NAME)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)  # values of Scope
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} of {self.person}"
