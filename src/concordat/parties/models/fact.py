"""What rows of this room share: a public name, dates, and who said so."""

from typing import ClassVar

from django.db import models

from concordat.parties.models.day import DayField
from concordat.parties.words import Period, Visibility, new_public_id

LONG = 2000
NAME = 300


class Addressed(models.Model):
    """A row with a public name. Primary keys never leave the database."""

    public_id = models.CharField(max_length=13, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True


class Fact(Addressed):
    """Something that was so for a time, with its source.

    `origin` is `content` for what a reviewed file says: loading files again may alter or
    remove such rows, and never touches what people recorded.
    """

    since = DayField()
    until = DayField()
    source = models.CharField(max_length=LONG, blank=True)
    note = models.TextField(blank=True)
    origin = models.CharField(max_length=16, blank=True)

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        return Period(self.since, self.until)


class Edited(models.Model):
    """A row that people change by forms: `edition` counts the changes.

    A form says which edition it was made from; when another has come since, its deed is
    refused with what to do, and nobody's change is lost under another's.
    """

    edition = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Private(models.Model):
    """What makes a row one that may be kept from others; see `parties.permissions`."""

    CHOICES: ClassVar = [(value.value, value.value) for value in Visibility]

    owner = models.ForeignKey(
        "parties.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.CharField(max_length=13, blank=True)  # public id of an organisation
    visibility = models.CharField(max_length=16, choices=CHOICES, default=Visibility.PUBLIC.value)

    class Meta:
        abstract = True
