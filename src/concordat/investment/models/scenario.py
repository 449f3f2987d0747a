"""What somebody asked to be worked out, and what came of it."""

from typing import ClassVar

from django.db import models

from concordat.parties.rows import NAME, Addressed, Private


class Scenario(Addressed, Private):
    """A question about money with everything it rests on, frozen, and its answer.

    `inputs` never change; `solution` and the hash over both are written once.
    """

    name = models.CharField(max_length=NAME)
    made_by = models.CharField(max_length=NAME)
    person = models.CharField(max_length=13, blank=True)
    made_at = models.DateTimeField()
    errand = models.CharField(max_length=13, blank=True)
    inputs = models.JSONField()
    solution = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name
