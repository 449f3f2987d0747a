"""The bytes as they came, so that everything after the download can be replayed."""

from django.db import models

from concordat.parties.words import new_public_id


class RawFile(models.Model):
    """One ingested input. Its bytes lie compressed under DATA_DIR/raw, named by content."""

    public_id = models.CharField(max_length=13, unique=True, default=new_public_id, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=500)  # the file's own name, without its folder
    size = models.BigIntegerField()  # bytes before compression
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
