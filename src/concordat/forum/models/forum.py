"""Forums, their terms of reference and their members."""

from typing import ClassVar

from django.db import models

from concordat.forum.words import MemberKind
from concordat.parties.rows import LONG, NAME, Addressed


class Forum(Addressed):
    """A body in which parties meet under an agreement."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=NAME)
    about = models.TextField(blank=True)
    agreement = models.CharField(max_length=100, blank=True)  # slug
    clause = models.CharField(max_length=100, blank=True)  # key

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class TermsOfReference(Addressed):
    """What a forum is for and when it may decide, from a day on. Later terms replace earlier."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="terms")
    number = models.CharField(max_length=20)
    since = models.DateField()
    text = models.TextField()
    rules = models.JSONField(default=list)  # see forum.quorum.read_rule
    source = models.CharField(max_length=LONG, blank=True)

    class Meta:
        ordering: ClassVar = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.forum}: terms {self.number}"


class Member(Addressed):
    """A party's membership of a forum, dated. `until` is the first day on which it was over."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="members")
    party = models.CharField(max_length=100)  # slug
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in MemberKind])
    centre = models.CharField(max_length=NAME, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=LONG, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.party} in {self.forum}"
