"""What rows of this room share."""

from django.db import models

from concordat.parties import rows
from concordat.parties.words import Visibility


class Private(rows.Private):
    """A row that all parties may read, unless it says otherwise."""

    visibility = rows.visibility_field(Visibility.PARTIES)

    class Meta:
        abstract = True


class Edited(models.Model):
    """A row that people change by forms: a form made from another version is refused."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
