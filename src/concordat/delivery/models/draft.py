"""Packs while they are being written, and what others said of them."""

from typing import ClassVar

from django.db import models

from concordat.delivery.words.draft import DraftState
from concordat.parties.rows import Addressed, Private


class PackDraft(Addressed, Private):
    """A pack that is being written, or the next version of one.

    It belongs to the party of those who write it; `pack_owner` is the party or service, by
    slug, under whose name it will be published. `edition` counts every change of its text.
    """

    slug = models.CharField(max_length=80, blank=True)
    pack_owner = models.CharField(max_length=100)
    begun_from = models.PositiveIntegerField(default=0)
    body = models.TextField()  # JSON, see packs.body
    works = models.JSONField(default=list)
    state = models.CharField(
        max_length=20,
        default=DraftState.WRITING,
        choices=[(each.value, each.value) for each in DraftState],
    )
    edition = models.PositiveIntegerField(default=1)
    writers = models.JSONField(default=list)  # public ids of the people who wrote in it
    begun_by = models.CharField(max_length=200)
    changed_by = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.slug or self.public_id


class DraftReview(Addressed):
    """What somebody who did not write a draft said of one edition of it."""

    draft = models.ForeignKey(PackDraft, on_delete=models.PROTECT, related_name="reviews")
    edition = models.PositiveIntegerField()
    ready = models.BooleanField()
    words = models.TextField(blank=True)
    by = models.CharField(max_length=200)
    person = models.CharField(max_length=13, blank=True)
    party = models.CharField(max_length=13, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.by} on edition {self.edition}"
