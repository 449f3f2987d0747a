"""What a source gave us, unchanged."""

from django.db import models

from concordat.evidence.models.fields import PackedJson
from concordat.evidence.models.raw_file import RawFile
from concordat.evidence.models.source import Source
from concordat.evidence.models.work import Work
from concordat.parties.rows import Addressed


class SourceRecord(Addressed):
    """One record of a source, at one state. Never changed; only `work` may move.

    `key` is the record's identifier at the source. `sha256` is taken over the facts read
    from it, not over its bytes: feeds touch a record's bytes for reasons of their own (a
    date of revision), and a better reader must be able to read the same bytes anew.
    `facts` is {"reference": ..., "claims": ...}. A later record with the same key
    supersedes this one. `shelf` is empty for the common evidence; what a party drops in for
    itself stands on a shelf of its own, so that nobody learns from a match that it is there.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="records")
    shelf = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=40)
    facts = PackedJson()
    raw_file = models.ForeignKey(
        RawFile, null=True, blank=True, on_delete=models.PROTECT, related_name="records"
    )
    position = models.CharField(max_length=300, blank=True)  # in the raw file
    fetched_at = models.DateTimeField()
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="records")

    class Meta:
        constraints = [  # noqa: RUF012 - Django's own form
            models.UniqueConstraint(
                fields=["source", "key", "sha256", "shelf"], name="record_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.source_id}"
