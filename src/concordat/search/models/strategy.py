"""A strategy that is kept, its runs, and the searches elsewhere that belong to it."""

from typing import ClassVar

from django.db import models

from concordat.parties.rows import Addressed, Private
from concordat.search.words import Judgement


class SavedStrategy(Addressed, Private):
    """A strategy as typed. `request` is the public id of the enquiry that it is for."""

    name = models.CharField(max_length=200)
    text = models.TextField()
    dialect = models.CharField(max_length=20, blank=True)  # "" works it out
    request = models.CharField(max_length=13, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class SearchRun(Addressed):
    """A strategy as it was run. Never changed.

    `ids` are the public ids of the works found, one a line, compressed: what is new later
    is told by works, so that a work indexed anew is not a new work.
    """

    strategy = models.ForeignKey(SavedStrategy, on_delete=models.PROTECT, related_name="runs")
    text = models.TextField()
    dialect = models.CharField(max_length=20, blank=True)
    generation = models.PositiveBigIntegerField()
    revision = models.PositiveBigIntegerField()
    edition = models.CharField(max_length=16, blank=True)  # of the thesaurus
    counts = models.JSONField(default=list)  # [number, line, count]
    mended = models.JSONField(default=list)
    total = models.PositiveBigIntegerField()
    ids = models.BinaryField()
    ran_by = models.CharField(max_length=200)
    person = models.CharField(max_length=13, blank=True)  # public id
    ran_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-ran_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.strategy} on {self.ran_at:%Y-%m-%d}"


class DatabaseSearch(Addressed):
    """A search in another database, reported by whoever ran it there."""

    strategy = models.ForeignKey(SavedStrategy, on_delete=models.PROTECT, related_name="elsewhere")
    database = models.CharField(max_length=120)
    platform = models.CharField(max_length=120, blank=True)
    searched_on = models.DateField()
    count = models.PositiveBigIntegerField()
    text = models.TextField()
    collection = models.CharField(max_length=13, blank=True)  # public id, in evidence
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["searched_on", "pk"]

    def __str__(self) -> str:
        return f"{self.database}, {self.searched_on}"


class StrategyReview(Addressed):
    """What a second person said of a strategy. Seen by whoever sees the strategy.

    `text` is the strategy as they read it: it may have been changed since, because of them.
    """

    strategy = models.ForeignKey(SavedStrategy, on_delete=models.PROTECT, related_name="reviews")
    text = models.TextField()
    judgement = models.CharField(
        max_length=20, choices=[(each.value, each.value) for each in Judgement]
    )
    comments = models.JSONField(default=dict)  # key of an element of PRESS -> what was said
    person = models.CharField(max_length=13, blank=True)  # public id
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.by}: {self.judgement}"
