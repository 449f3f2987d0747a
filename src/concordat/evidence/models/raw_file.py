"""The bytes as they came, so that everything after the download can be replayed."""

from django.db import models

from concordat.parties.rows import Addressed


class RawFile(Addressed):
    """One ingested input. Its bytes lie compressed under DATA_DIR/raw, named by content."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=500)  # the file's own name, without its folder
    size = models.BigIntegerField()  # bytes before compression
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
