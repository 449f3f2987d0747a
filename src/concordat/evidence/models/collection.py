"""What a searcher drops in: licensed exports that nobody else may see."""

from typing import ClassVar

from django.db import models

from concordat.evidence.models.fields import PackedJson
from concordat.evidence.models.work import Work
from concordat.evidence.words import Decision
from concordat.parties.rows import Addressed, Private


class Collection(Addressed, Private):
    """A private collection. Its records are never works: no search of others finds them.

    When it expires its records are deleted, because licences ask for it; what it counted
    stays in `flow` for the report.
    """

    name = models.CharField(max_length=200)
    request = models.CharField(max_length=13, blank=True, db_index=True)
    expires_on = models.DateField()
    screeners = models.PositiveSmallIntegerField(default=2)
    expired = models.BooleanField(default=False)
    flow = models.JSONField(default=dict)  # the numbers of an expired collection
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class _Dropped(Addressed):
    """What is said of a file when it is dropped in."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    database = models.CharField(max_length=120)
    platform = models.CharField(max_length=120, blank=True)
    searched_on = models.DateField(null=True, blank=True)
    strategy = models.TextField(blank=True)  # as it was run there
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class ComingFile(_Dropped):
    """A file that is too large for a request, and waits to be taken in or is being taken in.

    Its bytes lie in `DATA_DIR/coming` under its public id. The row goes when the file is in;
    when it could not be taken in it stays to say so, without the bytes. It is seen by whoever
    sees the collection; `errand` says how far it is.
    """

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="coming")
    errand = models.CharField(max_length=13)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["collection", "sha256"], name="coming_once")
        ]


class Deposit(_Dropped):
    """A file dropped into a collection, and what came of it. The file is not kept.

    While it is taken in, `arriving_at` is the moment of its last part: nobody sees any of it
    yet, and one that stood still may be begun anew.
    """

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="deposits")
    format = models.CharField(max_length=40)
    taken = models.PositiveIntegerField()
    set_aside = models.PositiveIntegerField()
    complaints = models.JSONField(default=list)
    matched_by = models.CharField(max_length=60, blank=True)  # the tool and its version
    arriving_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["collection", "sha256"], name="a_file_once")
        ]


class CollectedRecord(Addressed):
    """A record of a deposit. `facts` is its reference as the file gave it.

    `copy_of` is the record of the same collection that stands for the work, `work` the
    work of the evidence that it is; `why` and `copy_why` say in points what says so.
    `apart` means that a person took it out of its group: it is not matched again.
    `verdict` settles what screeners disagreed on.
    """

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="records")
    deposit = models.ForeignKey(Deposit, on_delete=models.PROTECT, related_name="records")
    position = models.CharField(max_length=60)
    facts = PackedJson()
    title = models.TextField()
    copy_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    copy_why = models.TextField(blank=True)
    apart = models.BooleanField(default=False)
    work = models.ForeignKey(
        Work, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.TextField(blank=True)
    verdict = models.CharField(
        max_length=10, blank=True, choices=[(each.value, each.value) for each in Decision]
    )
    verdict_by = models.CharField(max_length=200, blank=True)
    verdict_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title


class ScreeningVote(Addressed):
    """What one person says of one record. They may change their mind until it is settled."""

    record = models.ForeignKey(CollectedRecord, on_delete=models.CASCADE, related_name="votes")
    person = models.CharField(max_length=13)  # public id
    who = models.CharField(max_length=200)
    decision = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Decision]
    )
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "person"], name="one_vote_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.decision}"
