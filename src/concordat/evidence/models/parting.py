"""Records that were taken off a work because they are of another."""

from typing import ClassVar

from django.db import models

from concordat.evidence.models.source import Source
from concordat.evidence.models.work import Work
from concordat.parties.rows import Addressed


class Parting(Addressed):
    """A record was wrongly joined to a work, and has one of its own since.

    `likeness` is made of the record's title, year and identifiers: later states of it, and
    records of the same source that say the same of these, go where it went.
    """

    parted_from = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="partings")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="parted")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    shelf = models.CharField(max_length=60, blank=True)
    likeness = models.CharField(max_length=32)
    reason = models.TextField()
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.work_id} from {self.parted_from_id}"
