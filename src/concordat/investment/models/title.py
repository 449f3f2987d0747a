"""A title that can be bought, and the names by which it is known."""

from typing import ClassVar

from django.db import models

from concordat.parties.rows import NAME, Addressed


class Title(Addressed):
    """A journal or a book, whatever packages it is in."""

    name = models.CharField(max_length=NAME)
    monograph = models.BooleanField(default=False)
    publisher = models.CharField(max_length=NAME, blank=True)

    def __str__(self) -> str:
        return self.name


class TitleName(models.Model):
    """An ISSN or ISBN of a title, in canonical form; it names one title only."""

    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="names")
    value = models.CharField(max_length=13, unique=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.value
