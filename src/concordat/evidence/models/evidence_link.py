"""What rests on what: the hops of the chain from a study to guidance."""

from django.db import models

from concordat.evidence.models.work import Work
from concordat.evidence.words import Underpinning
from concordat.parties.rows import Addressed


class EvidenceLink(Addressed):
    """One work rests on another, which we hold or know by an identifier alone.

    Neither end moves when works merge: both are followed to what they are now when read.
    """

    upper = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="rests_on")
    lower = models.ForeignKey(
        Work, null=True, blank=True, on_delete=models.PROTECT, related_name="underpins"
    )
    lower_scheme = models.CharField(max_length=20, blank=True)
    lower_value = models.CharField(max_length=500, blank=True)
    role = models.CharField(
        max_length=20, choices=[(each.value, each.value) for each in Underpinning]
    )
    locator = models.CharField(max_length=200, blank=True)  # "recommendation 1.2.3"
    source = models.TextField(blank=True)  # who said so: a name or an address
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [  # noqa: RUF012 - Django's own form
            models.UniqueConstraint(
                fields=["upper", "lower", "lower_scheme", "lower_value", "role", "locator"],
                name="evidence_link_once",
            ),
        ]
        indexes = [  # noqa: RUF012 - Django's own form
            models.Index(fields=["lower_value", "lower_scheme"], name="evidence_link_lower"),
        ]

    def __str__(self) -> str:
        return f"{self.upper_id} {self.role} {self.lower_id or self.lower_value}"
