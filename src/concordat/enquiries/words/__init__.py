"""The words of enquiries that may cross a wall: plain facts and enums, no Django."""

from concordat.enquiries.words.enquiry import (
    ENDED,
    OPEN,
    AnswerView,
    Asked,
    EnquiryView,
    EventView,
    Likely,
    MessageView,
    Purpose,
    State,
)
from concordat.enquiries.words.report import (
    ITEMS,
    DeliveryView,
    Handed,
    Item,
    LetterView,
    ReportFacts,
    ReportGiven,
    ReportView,
    Screening,
    TextView,
    UseGiven,
)
from concordat.parties.words import Conflict, Refused

__all__ = [
    "ENDED",
    "ITEMS",
    "OPEN",
    "AnswerView",
    "Asked",
    "Conflict",
    "DeliveryView",
    "EnquiryView",
    "EventView",
    "Handed",
    "Item",
    "LetterView",
    "Likely",
    "MessageView",
    "Purpose",
    "Refused",
    "ReportFacts",
    "ReportGiven",
    "ReportView",
    "Screening",
    "State",
    "TextView",
    "UseGiven",
]
