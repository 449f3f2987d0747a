"""What rows of this room share."""

from typing import ClassVar

from django.db import models

from concordat.parties.words import Visibility, new_public_id

NAME = 300
LONG = 4000


class Addressed(models.Model):
    """A row with a public name. Primary keys never leave the database."""

    public_id = models.CharField(max_length=13, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True


class Private(models.Model):
    """What makes a row one that may be kept from others; `parties.permissions` decides."""

    CHOICES: ClassVar = [(value.value, value.value) for value in Visibility]

    owner = models.ForeignKey(
        "parties.Party",
        to_field="public_id",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    service = models.CharField(max_length=13, blank=True)
    visibility = models.CharField(
        max_length=16, choices=CHOICES, default=Visibility.OWN_PARTY.value
    )

    class Meta:
        abstract = True
