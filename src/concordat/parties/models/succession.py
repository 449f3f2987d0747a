"""One event of reorganisation and its parts. Who holds what is read through it, never written."""

from typing import ClassVar

from django.db import models

from concordat.parties.models.day import DayField
from concordat.parties.models.fact import LONG, Edited
from concordat.parties.models.party import Party
from concordat.parties.rows import NAME, Addressed
from concordat.parties.words import SuccessionKind, SuccessionStatus

#: How a line of a note begins that somebody added to put a record right, or to put a day off.
CORRECTION, POSTPONED = "Correction of ", "Put off on "


class Succession(Addressed, Edited):
    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=24, choices=[(k.value, k.value) for k in SuccessionKind])
    status = models.CharField(max_length=12, choices=[(s.value, s.value) for s in SuccessionStatus])
    on = DayField()
    announced_on = DayField()
    title = models.CharField(max_length=NAME, blank=True)
    instrument = models.TextField(blank=True)
    instrument_url = models.CharField(max_length=LONG, blank=True)
    source = models.CharField(max_length=LONG, blank=True)
    note = models.TextField(blank=True)
    withdrawn_on = DayField()
    withdrawn_reason = models.TextField(blank=True)
    withdrawn_source = models.CharField(max_length=LONG, blank=True)
    #: People recorded here what came of the announcement; no file says otherwise from then on.
    settled_here = models.BooleanField(default=False)
    origin = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.slug


class Part(Addressed):
    """What went from whom to whom. No `function`: all that no other part names."""

    succession = models.ForeignKey(Succession, on_delete=models.PROTECT, related_name="parts")
    giver = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="given")
    taker = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="taken")
    function = models.CharField(max_length=NAME, blank=True)
    name = models.CharField(max_length=NAME, blank=True)
    short = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    origin = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = "succession part"

    def __str__(self) -> str:
        return f"{self.giver} to {self.taker}"
