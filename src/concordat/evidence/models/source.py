"""Where records come from."""

from django.db import models

from concordat.evidence.models.fields import PackedJson
from concordat.parties.rows import Addressed


class Source(Addressed):
    """A feed, a database or a folder that gives records, and its licence."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    licence = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)  # what was taken, in words
    #: The newest date that its own records bear, as far as known: 2014, 2023-04-01.
    as_of = models.CharField(max_length=10, blank=True)
    #: When a harvest or an ingest last ended well, having found something.
    good_at = models.DateTimeField(null=True, blank=True)
    #: The counts of that harvest: found, taken, merged, unchanged, set_aside.
    counts = PackedJson(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
