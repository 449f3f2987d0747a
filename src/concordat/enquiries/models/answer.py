"""Questions that were answered, for everybody to read."""

from typing import ClassVar

from django.db import models

from concordat.enquiries.models.enquiry import Enquiry
from concordat.enquiries.models.report import ReportDelivery
from concordat.parties.rows import Addressed, Private


class AnsweredQuestion(Addressed, Private):
    """A question in the words of a librarian, without the requester, and its answer."""

    enquiry = models.OneToOneField(
        Enquiry, null=True, blank=True, on_delete=models.PROTECT, related_name="answer"
    )
    question = models.TextField()
    summary = models.TextField()
    works = models.JSONField(default=list)  # public ids
    delivery = models.ForeignKey(  # of which its records are that are no works here
        ReportDelivery, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    answered_at = models.DateTimeField()
    reused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-answered_at", "-pk"]

    def __str__(self) -> str:
        return self.question[:80]
