"""What somebody says is in a package, and each row of what they say."""

from typing import ClassVar

from django.db import models

from concordat.investment.models.package import Package
from concordat.investment.models.title import Title
from concordat.parties.rows import LONG, NAME, Addressed


class Holding(Addressed):
    """A list of what a package holds: a claim, with its date and its source.

    The newest list of a package is what counts; earlier ones stay, `replaced_at`.
    """

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="holdings")
    file = models.CharField(max_length=NAME)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=LONG, blank=True)
    loaded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-loaded_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["package"],
                condition=models.Q(replaced_at=None),
                name="one_holding_counts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.package}: {self.file}"


class Coverage(models.Model):
    """A row of such a list. A title with a gap has several."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="coverages")
    title = models.ForeignKey(Title, null=True, on_delete=models.PROTECT, related_name="coverages")
    platform_key = models.CharField(max_length=200, blank=True)  # KBART's title_id
    as_titled = models.CharField(max_length=NAME)
    print_name = models.CharField(max_length=13, blank=True, db_index=True)
    online_name = models.CharField(max_length=13, blank=True, db_index=True)
    first_on = models.CharField(max_length=10, blank=True)
    first_volume = models.CharField(max_length=40, blank=True)
    first_issue = models.CharField(max_length=40, blank=True)
    last_on = models.CharField(max_length=10, blank=True)
    last_volume = models.CharField(max_length=40, blank=True)
    last_issue = models.CharField(max_length=40, blank=True)
    embargo = models.CharField(max_length=20, blank=True)
    depth = models.CharField(max_length=40, blank=True)
    monograph = models.BooleanField(default=False)
    free = models.BooleanField(default=False)
    url = models.CharField(max_length=LONG, blank=True)
    publisher = models.CharField(max_length=NAME, blank=True)
    position = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.as_titled
