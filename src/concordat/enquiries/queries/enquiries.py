"""Requests: the queue of a library, one's own, one of them."""

from datetime import datetime

from django.db.models import F, Q

from concordat.enquiries.models import Enquiry
from concordat.enquiries.queries.rights import seen_by, worked_by
from concordat.enquiries.queries.views import line, whole
from concordat.enquiries.words import OPEN, EnquiryView
from concordat.parties.words import Actor


def queue(*, by: Actor, now: datetime, limit: int = 300) -> list[EnquiryView]:
    """Return the open requests of the libraries that `by` works for, by decision date.

    Those without a date come last, the longest waiting first; those of which a letter came
    back, or cannot be sent, are among them although they were delivered.
    """
    rows = Enquiry.objects.filter(worked_by(by)).prefetch_related("letters")
    open_ones = rows.filter(state__in=OPEN).order_by(
        F("decision_at").asc(nulls_last=True), "asked_at"
    )
    lost = Q(letters__bounced_at__isnull=False) | Q(letters__sent_at=None) & ~Q(letters__fault="")
    back = rows.exclude(state__in=OPEN).exclude(email="").filter(lost).distinct()
    views = (line(row, now=now) for row in back[:limit])
    returned = [view for view in views if view.bounced or view.unsent]
    return [*returned, *(line(row, now=now) for row in open_ones[:limit])]


def done(*, by: Actor, now: datetime, limit: int = 20) -> list[EnquiryView]:
    """Return the requests on which nothing more is to be done, the last asked first."""
    rows = Enquiry.objects.filter(worked_by(by)).exclude(state__in=OPEN)
    rows = rows.prefetch_related("letters").order_by("-asked_at")
    return [line(row, now=now) for row in rows[:limit]]


def mine(*, by: Actor, now: datetime, limit: int = 100) -> list[EnquiryView]:
    """Return the requests that a person made, the newest first."""
    if not by.person:
        return []
    rows = Enquiry.objects.filter(person=by.person).prefetch_related("letters")
    return [line(row, now=now) for row in rows.order_by("-asked_at")[:limit]]


def keeps(email: str, *, by: Actor) -> bool:
    """Return whether a request or a letter bears an address; for an operator alone."""
    mine = Q(email__iexact=email) | Q(letters__to__iexact=email) | Q(deliveries__to__iexact=email)
    return by.operator and Enquiry.objects.filter(mine).exists()


def enquiry(public_id: str, *, by: Actor, now: datetime) -> EnquiryView | None:
    """Return a request, None if there is none that `by` may see."""
    row = Enquiry.objects.filter(seen_by(by), public_id=public_id).first()
    return whole(row, now=now) if row else None
