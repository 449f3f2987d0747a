"""The reads of this room: `by=` who, and only what they may see."""

from concordat.enquiries.patients import findings, is_nhs_number, redacted
from concordat.enquiries.queries.affected import affected_by
from concordat.enquiries.queries.answers import answer, answers, delivered_like, similar
from concordat.enquiries.queries.asset import assets_of, orphans
from concordat.enquiries.queries.enquiries import done, enquiry, keeps, mine, queue
from concordat.enquiries.queries.follow import follow_token, followed
from concordat.enquiries.queries.handed import handed
from concordat.enquiries.queries.libraries import libraries, library
from concordat.enquiries.queries.report import (
    delivered_file,
    deliveries,
    letters,
    paper,
    report,
    screenings,
)
from concordat.enquiries.queries.rights import WORKERS, may_work
from concordat.enquiries.queries.uses import use_of, uses
from concordat.enquiries.writing.screened import flow_picture
from concordat.enquiries.writing.tally import of_files

__all__ = [
    "WORKERS",
    "affected_by",
    "answer",
    "answers",
    "assets_of",
    "delivered_file",
    "delivered_like",
    "deliveries",
    "done",
    "enquiry",
    "findings",
    "flow_picture",
    "follow_token",
    "followed",
    "handed",
    "is_nhs_number",
    "keeps",
    "letters",
    "libraries",
    "library",
    "may_work",
    "mine",
    "of_files",
    "orphans",
    "paper",
    "queue",
    "redacted",
    "report",
    "screenings",
    "similar",
    "use_of",
    "uses",
]
