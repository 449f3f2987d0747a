"""The rows of this room."""

from concordat.enquiries.models.answer import AnsweredQuestion
from concordat.enquiries.models.enquiry import Clarification, Enquiry, EnquiryEvent
from concordat.enquiries.models.report import (
    CitedRecord,
    EnquiryLetter,
    Report,
    ReportDelivery,
    SummaryText,
    Use,
)

__all__ = [
    "AnsweredQuestion",
    "CitedRecord",
    "Clarification",
    "Enquiry",
    "EnquiryEvent",
    "EnquiryLetter",
    "Report",
    "ReportDelivery",
    "SummaryText",
    "Use",
]
