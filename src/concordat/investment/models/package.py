"""What is sold together."""

from typing import ClassVar

from django.db import models

from concordat.parties.rows import LONG, NAME, Addressed


class Package(Addressed):
    """Titles that are used under the same deals. Provider and platform are two parties."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=NAME)
    provider = models.CharField(max_length=NAME, blank=True)
    platform = models.CharField(max_length=NAME, blank=True)
    source = models.CharField(max_length=LONG, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.name
