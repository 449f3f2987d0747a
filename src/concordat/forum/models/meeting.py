"""Meetings: the agenda, who is there, interests, positions."""

from typing import ClassVar

from django.db import models

from concordat.forum.models.base import Edited, Private
from concordat.forum.models.forum import Forum
from concordat.forum.words import ItemKind, MeetingState, Stance
from concordat.parties.rows import LONG, NAME, Addressed


class Meeting(Addressed, Private, Edited):
    """One of a forum's series of meetings."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=NAME)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=NAME)
    items_until = models.DateField()  # items for the agenda are asked for until then
    state = models.CharField(
        max_length=20,
        choices=[(s.value, s.value) for s in MeetingState],
        default=MeetingState.CALLED.value,
    )

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["forum", "number"], name="a_meeting_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.forum}: {self.title}"


class AgendaItem(Addressed):
    """Something on an agenda: proposed by a party, or come by itself with `about`."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40, choices=[(k.value, k.value) for k in ItemKind])
    title = models.CharField(max_length=NAME)
    text = models.TextField(blank=True)
    asks = models.CharField(max_length=20, default="discussion")  # decision, discussion, note
    about = models.CharField(max_length=60, blank=True)  # "plan:<id>", "question:<id>" ...
    proposed_by = models.CharField(max_length=100, blank=True)  # slug of a party

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "about"],
                condition=~models.Q(about=""),
                name="a_thing_on_an_agenda_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Attendance(Addressed):
    """A person's presence at a meeting for a party, from when to when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    party = models.CharField(max_length=100)
    person = models.CharField(max_length=NAME)  # the name as written in the list
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.party}"


class Interest(Addressed):
    """An interest somebody declared, and how the meeting dealt with it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="interests")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.PROTECT)
    party = models.CharField(max_length=100)
    person = models.CharField(max_length=NAME)
    text = models.TextField()
    handling = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.text}"


class Position(Addressed):
    """A party's position on a matter, spoken by a delegate. Never changed; the latest stands."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="positions")
    party = models.CharField(max_length=100)
    stance = models.CharField(max_length=30, choices=[(s.value, s.value) for s in Stance])
    reasons = models.TextField(blank=True)
    evidence = models.JSONField(default=list)
    person = models.CharField(max_length=13, blank=True)
    spoken_by = models.CharField(max_length=NAME)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.party}: {self.stance}"


class Letter(Addressed):
    """A mail to be sent: kept with the deed that wrote it, so that a crash loses none."""

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=NAME)
    body = models.TextField()
    about = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True, db_index=True)
    fault = models.CharField(max_length=LONG, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"
