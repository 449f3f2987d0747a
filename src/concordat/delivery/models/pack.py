"""Knowledge packs: versions are published once and never change."""

from typing import Any

from django.db import models

from concordat.parties.rows import Addressed, Private, visibility_field
from concordat.parties.words import Visibility


class PublishedError(Exception):
    """Somebody tried to change or remove what was published."""


class Pack(Addressed, Private):
    """A question with its answer in a few lines, and what underpins it."""

    slug = models.SlugField(max_length=80, unique=True)
    visibility = visibility_field(Visibility.PUBLIC)
    latest = models.PositiveIntegerField(default=0)  # number of the newest version
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)  # everybody can read it

    def __str__(self) -> str:
        return self.slug


class PackVersion(Addressed):
    """One published version. `body` is its JSON; `sha256` is taken over it."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    read_by = models.TextField(blank=True)  # who read it before it was published, or why nobody

    class Meta:
        constraints = [  # noqa: RUF012 - Django's own form
            models.UniqueConstraint(fields=["pack", "number"], name="pack_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pack_id} version {self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        """Keep it, once."""
        if self.pk is not None:
            raise PublishedError("A published version never changes: publish a new one.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Refuse: who holds a receipt for it must be able to read it."""
        raise PublishedError("A published version stays: publish a new one.")


class PackItem(models.Model):
    """A work that a version names, at its place. `work` is a public id of evidence."""

    version = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    work = models.CharField(max_length=13, db_index=True)

    class Meta:
        constraints = [  # noqa: RUF012 - Django's own form
            models.UniqueConstraint(fields=["version", "place"], name="pack_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.work} in {self.version_id}"
