"""What rows of every room share: abstract models, and no table of their own.

A door, like `words`: a room's models begin from these, so that one place says how a row is
named, whose it is, and how a form made from an older state of it is told apart.
"""

from django.db import models

from concordat.parties.words import Visibility, new_public_id

NAME = 300
LONG = 4000


class Addressed(models.Model):
    """A row with a public name. Primary keys never leave the database."""

    public_id = models.CharField(max_length=13, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True


def visibility_field(default: Visibility) -> "models.CharField[str, str]":
    """Return the column that says who may read a row; `parties.permissions` decides by it."""
    choices = [(each.value, each.value) for each in Visibility]
    return models.CharField(max_length=16, default=default.value, choices=choices)


class Private(models.Model):
    """A row that may be kept from others; `parties.queries.visible_to` filters it.

    `owner_id` and `service` are public ids, the names that may cross the wall to parties;
    `service` is that of an organisation below the owner. What says nothing else is seen by
    its owner alone.
    """

    owner = models.ForeignKey(
        "parties.Party",
        to_field="public_id",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    service = models.CharField(max_length=13, blank=True)
    visibility = visibility_field(Visibility.OWN_PARTY)

    class Meta:
        abstract = True
