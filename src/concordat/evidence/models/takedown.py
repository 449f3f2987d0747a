"""Works whose record was taken down on request."""

from typing import ClassVar

from django.db import models

from concordat.evidence.models.work import Work
from concordat.parties.rows import Addressed


class Takedown(Addressed):
    """A public record that was taken down: by whom, when, and why, which everybody may read."""

    work = models.OneToOneField(Work, on_delete=models.PROTECT, related_name="takedown")
    why = models.TextField()
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.work_id}: {self.why}"
