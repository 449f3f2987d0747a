"""Which identifier names which work."""

from django.db import models

from concordat.evidence.models.work import Work


class WorkIdentifier(models.Model):
    """An identifier that names one work only. The database keeps it so.

    `shelf` is that of the records: see `SourceRecord`.
    """

    shelf = models.CharField(max_length=60, blank=True)
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=500)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="names")

    class Meta:
        constraints = [  # noqa: RUF012 - Django's own form
            models.UniqueConstraint(
                fields=["value", "scheme", "shelf"], name="identifier_names_one_work"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
