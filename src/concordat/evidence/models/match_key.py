"""Where to look for a work that a record may be, without looking at every work."""

from django.db import models

from concordat.evidence.models.work import Work


class MatchKey(models.Model):
    """A key of `identity.candidates` of one work, as a number.

    Made from the log of revisions, and can be made anew from it: `revision` is the one
    that the key was made from, the highest of all is the cursor.
    """

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="+")
    key = models.BigIntegerField(db_index=True)
    revision = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key:x}"
