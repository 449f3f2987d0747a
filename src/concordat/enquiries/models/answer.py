"""Questions that were answered, for everybody to read."""

from typing import ClassVar

from django.db import models

from concordat.enquiries.models.base import Addressed, Private
from concordat.enquiries.models.enquiry import Enquiry


class AnsweredQuestion(Addressed, Private):
    """A question in the words of a librarian, without the requester, and its answer."""

    enquiry = models.OneToOneField(
        Enquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="answer"
    )
    question = models.TextField()
    summary = models.TextField()
    works = models.JSONField(default=list)  # public ids
    answered_at = models.DateTimeField()
    reused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-answered_at", "-pk"]

    def __str__(self) -> str:
        return self.question[:80]
