"""What rows of this room share."""

from typing import ClassVar

from django.db import models

from concordat.parties.words import Visibility, new_public_id

NAME = 300
LONG = 2000


class Addressed(models.Model):
    """A row with a public name. Primary keys never leave the database."""

    public_id = models.CharField(max_length=13, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True


class Private(Addressed):
    """A row that may be kept from others; `parties.queries.visible_to` filters it."""

    VISIBILITIES: ClassVar = [(value.value, value.value) for value in Visibility]

    owner = models.ForeignKey(
        "parties.Party", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.CharField(max_length=13, blank=True)  # public id of an organisation
    visibility = models.CharField(
        max_length=16, choices=VISIBILITIES, default=Visibility.PUBLIC.value
    )

    class Meta:
        abstract = True
