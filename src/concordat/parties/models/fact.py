"""What rows of this room share: dates, who said so, and how often they were changed."""

from django.db import models

from concordat.parties.models.day import DayField
from concordat.parties.rows import Addressed
from concordat.parties.words import Period

LONG = 2000


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
