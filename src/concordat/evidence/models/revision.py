"""Everything that ever changed, in the order in which it became true."""

from django.db import models

from concordat.evidence.models.fields import PackedJson


class RevisionLog(models.Model):
    """The one lock of the revision log, and its last number. There is one row.

    Whoever changes works locks this row first and holds it until the commit: so numbers
    are given in the order of commits, and a reader with a cursor misses nothing. (With a
    plain sequence a slow transaction could commit a smaller number later.) On SQLite the
    immediate transaction is that lock already.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last = models.BigIntegerField(default=0)


class Revision(models.Model):
    """One change of one work. `view` is the whole searchable work after it."""

    number = models.BigIntegerField(primary_key=True)
    work = models.CharField(max_length=13, db_index=True)  # public id
    change = models.CharField(max_length=20)  # insert, update, merge, standing, takedown
    view = PackedJson(null=True)  # None: the work left
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number} {self.change} {self.work}"
