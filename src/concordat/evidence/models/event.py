"""What happened to works: merges that can be undone, and changes of standing."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from concordat.evidence.models.fields import PackedJson
from concordat.evidence.models.source_record import SourceRecord
from concordat.evidence.models.superseding import NATIVE
from concordat.evidence.models.work import Work
from concordat.parties.rows import Addressed


class MergeEvent(Addressed):
    """Two records of works were found to be one work. `moved` is what undoing puts back."""

    kept = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="merged_by")
    reason = models.TextField()
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()
    #: Primary keys of what moved: {"records", "names", "events", "links"}.
    moved = PackedJson()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.absorbed_id} into {self.kept_id}"


class StatusEvent(Addressed):
    """Somebody said something of a work's standing.

    Either a source record did (`record`; `relation` is a StatusNote's), or a person or a
    reviewed list (`relation` is "stated", and `standing` what they said), or a list of
    retractions named a work that we may not hold yet: then there is no `work`, the target
    is the work that the list is about, and `notice` what it gives as the notice.
    """

    work = models.ForeignKey(
        Work, null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    relation = models.CharField(max_length=40)
    standing = models.CharField(max_length=30, blank=True)
    on = models.CharField(max_length=40, blank=True)  # ISO date or part of one
    source = models.TextField(blank=True)  # name or address of who said so
    note = models.TextField(blank=True)
    record = models.ForeignKey(
        SourceRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    #: The notice; or, when this work is the notice, the work that it is about.
    target_scheme = models.CharField(max_length=20, blank=True)
    target_value = models.CharField(max_length=500, blank=True)
    notice_scheme = models.CharField(max_length=20, blank=True)
    notice_value = models.CharField(max_length=500, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [  # noqa: RUF012 - Django's own form
            models.Index(fields=["target_value", "target_scheme"], name="event_target"),
        ]

    def __str__(self) -> str:
        return f"{self.relation} {self.work_id or self.target_value}"


def living_events() -> Q:
    """Return the filter that leaves out what a superseded state of a record said."""
    later = SourceRecord.objects.filter(
        source=OuterRef("record__source"),
        key=OuterRef("record__key"),
        format=OuterRef("record__format"),
        format__in=NATIVE,
        work=OuterRef("work"),
        pk__gt=OuterRef("record"),
    )
    return ~Q(Exists(later))
