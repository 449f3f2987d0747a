"""Who has joined, who works where, what they do there, and for whom they may speak."""

from typing import ClassVar

from django.db import models

from concordat.parties.models.fact import Fact
from concordat.parties.models.party import Party
from concordat.parties.models.person import Person
from concordat.parties.rows import NAME
from concordat.parties.words import Role


class Membership(Fact):
    """A party's membership of this shared system: from then on it sees what parties share."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.party} joined"


class Affiliation(Fact):
    """A person's post in a party or in a service below one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="affiliations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="affiliations")
    post = models.CharField(max_length=NAME, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.person} at {self.party}"


class RoleGrant(Fact):
    """A role that a person has for a party."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=[(r.value, r.value) for r in Role])

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} for {self.party}"


class Mandate(Fact):
    """Leave to speak for a party. No `scope`: on everything."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="mandates")
    scope = models.CharField(max_length=NAME, blank=True)
    given_by = models.CharField(max_length=NAME, blank=True)  # the officer or body, as written

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.person} speaks for {self.party}"
