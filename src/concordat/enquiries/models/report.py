"""The report, its summary as saved by each, its letters and receipts, and its use."""

from typing import ClassVar

from django.db import models

from concordat.enquiries.models.enquiry import Enquiry
from concordat.parties.rows import NAME, Addressed


class Report(Addressed):
    """What a librarian writes of an answer: lines, works, what only a person can say."""

    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="report")
    summary = models.TextField(blank=True)
    works = models.JSONField(default=list)  # public ids, in order
    items = models.JSONField(default=dict)  # number of a PRISMA-S item -> answer
    version = models.PositiveIntegerField(default=0)
    changed_by = models.CharField(max_length=NAME, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"report of {self.enquiry}"


class SummaryText(Addressed):
    """A summary as somebody saved it, for ever. `late`: it did not become the report's."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="texts")
    text = models.TextField(blank=True)
    by = models.CharField(max_length=NAME)
    at = models.DateTimeField()
    late = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"


class EnquiryLetter(Addressed):
    """A letter to a requester, kept with the deed that wrote it until it is sent."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=NAME)
    body = models.TextField()
    written_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=NAME, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    why_bounced = models.CharField(max_length=NAME, blank=True)

    class Meta:
        ordering: ClassVar = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return self.subject


class ReportDelivery(Addressed):
    """The receipt of a delivery. Only ever added to: what was sent stays as it was."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="deliveries")
    edition = models.PositiveIntegerField()
    to = models.EmailField(max_length=254)
    paper = models.BinaryField()  # the DOCX as delivered
    pdf = models.BinaryField()
    html = models.TextField()
    sha256 = models.CharField(max_length=64)  # of the DOCX
    works = models.JSONField(default=list)
    letter = models.ForeignKey(EnquiryLetter, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=NAME)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-edition"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enquiry", "edition"], name="an_edition_once")
        ]

    def __str__(self) -> str:
        return f"edition {self.edition} to {self.to}"


class CitedRecord(Addressed):
    """A record of a delivered report that is no work here, so that its fall can be told.

    `told` is the standing that its readers were told of.
    """

    delivery = models.ForeignKey(ReportDelivery, on_delete=models.PROTECT, related_name="cited")
    title = models.TextField()
    citation = models.TextField(blank=True)
    link = models.TextField(blank=True)
    names = models.JSONField(default=list)  # doi:…, pmid:…
    told = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title


class Use(Addressed):
    """What an answer was used for, said once by whoever asked."""

    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="use")
    patients = models.TextField(blank=True)
    populations = models.TextField(blank=True)
    working_practice = models.TextField(blank=True)
    working_lives = models.TextField(blank=True)
    not_used = models.TextField(blank=True)
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"use of {self.enquiry}"
