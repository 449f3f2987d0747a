"""The record of every write: rows are added and never altered or taken away."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class ClosedRecordError(Exception):
    """Somebody tried to alter the record from within the program."""

    def __init__(self) -> None:
        super().__init__("The audit record is append-only: rows are never altered or deleted.")


class _Entries(models.QuerySet["AuditEntry"]):
    def update(self, **_: object) -> NoReturn:
        raise ClosedRecordError

    def delete(self) -> NoReturn:
        raise ClosedRecordError


class AuditEntry(models.Model):
    """One deed. `mac` seals the row and the one before it; see `parties.chain`.

    The seal covers `digest` rather than `changed`, so that what the law wants erased can
    be emptied (`changed`, `salt`) without breaking the chain; only `erase_person` does so,
    and leaves a row that names the numbers. `number` is this row's public name.
    """

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)  # "person:<public id>", or the name of a service
    party = models.CharField(max_length=13, blank=True)  # public id of the party acted for
    deed = models.CharField(max_length=100, db_index=True)
    about = models.CharField(max_length=200, db_index=True)
    changed = models.TextField(blank=True)  # JSON
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    objects: ClassVar[models.Manager["AuditEntry"]] = _Entries.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.number} {self.deed} {self.about}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None:
            raise ClosedRecordError
        super().save(*args, **options)

    def delete(self, *_: object, **__: object) -> NoReturn:
        raise ClosedRecordError


class AuditHead(models.Model):
    """The one row that writers of the record wait for: how many rows, and the last seal."""

    count = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.count} {self.mac}"
