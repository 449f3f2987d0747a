"""Requests: the queue of a library, one's own, one of them."""

from datetime import datetime

from django.db.models import F

from concordat.enquiries.models import Enquiry
from concordat.enquiries.queries.rights import seen_by, worked_by
from concordat.enquiries.queries.views import line, whole
from concordat.enquiries.words import OPEN, EnquiryView
from concordat.parties.words import Actor


def queue(*, by: Actor, now: datetime, limit: int = 300) -> list[EnquiryView]:
    """Return the open requests of the libraries that `by` works for, by decision date.

    Those without a date come last, the longest waiting first; what came back is among them
    although it was delivered, since somebody must send it again.
    """
    rows = Enquiry.objects.filter(worked_by(by)).prefetch_related("letters")
    open_ones = rows.filter(state__in=OPEN).order_by(
        F("decision_at").asc(nulls_last=True), "asked_at"
    )
    back = rows.exclude(state__in=OPEN).filter(letters__bounced_at__isnull=False).distinct()
    returned = [view for view in (line(row, now=now) for row in back[:limit]) if view.bounced]
    return [*returned, *(line(row, now=now) for row in open_ones[:limit])]


def mine(*, by: Actor, now: datetime, limit: int = 100) -> list[EnquiryView]:
    """Return the requests that a person made, the newest first."""
    if not by.person:
        return []
    rows = Enquiry.objects.filter(person=by.person).prefetch_related("letters")
    return [line(row, now=now) for row in rows.order_by("-asked_at")[:limit]]


def enquiry(public_id: str, *, by: Actor, now: datetime) -> EnquiryView | None:
    """Return a request, None if there is none that `by` may see."""
    row = Enquiry.objects.filter(seen_by(by), public_id=public_id).first()
    return whole(row, now=now) if row else None
