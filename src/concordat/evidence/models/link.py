"""Ties between works that are not standing."""

from django.db import models

from concordat.evidence.models.work import Work
from concordat.parties.rows import Addressed


class WorkLink(Addressed):
    """One work is tied to another, held or known by its identifier alone."""

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="links")
    relation = models.CharField(max_length=60)
    target = models.ForeignKey(
        Work, null=True, blank=True, on_delete=models.PROTECT, related_name="links_in"
    )
    target_scheme = models.CharField(max_length=20, blank=True)
    target_value = models.CharField(max_length=500, blank=True)
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [  # noqa: RUF012 - Django's own form
            models.Index(fields=["target_value", "target_scheme"], name="link_target"),
        ]

    def __str__(self) -> str:
        return f"{self.work_id} {self.relation}"
