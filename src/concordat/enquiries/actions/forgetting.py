"""Forget who asked, when the request has long ended. What was asked and found stays."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from concordat.enquiries.models import Enquiry, EnquiryLetter, ReportDelivery
from concordat.enquiries.words import OPEN
from concordat.parties.actions import NotAllowedError, note
from concordat.parties.words import Actor

#: So long after the last thing that happened to a request that is not open.
KEPT = timedelta(days=2 * 365)
SOMEBODY = "whoever asked"
_AT_ONCE = 200


def forget_requesters(*, by: Actor, now: datetime) -> int:
    """Delete the names, addresses and letters of those who asked long ago; return how many.

    Safe to kill and repeat: each request is forgotten in a transaction of its own.
    """
    if not by.operator:
        raise NotAllowedError(by, ())
    rows = Enquiry.objects.exclude(state__in=OPEN).exclude(name="", email="")
    old = rows.annotate(last=Max("events__at")).filter(last__lt=now - KEPT).order_by("pk")
    return sum(_forget(pk, by, now) for pk in old.values_list("pk", flat=True)[:_AT_ONCE])


@transaction.atomic
def _forget(pk: int, by: Actor, now: datetime) -> bool:
    row = Enquiry.objects.select_for_update().get(pk=pk)
    row.events.filter(by=row.name).update(by=SOMEBODY)
    letters = EnquiryLetter.objects.filter(enquiry=row)
    letters.filter(sent_at=None, bounced_at=None).update(bounced_at=now, why_bounced="never sent")
    letters.update(to="", body="")
    ReportDelivery.objects.filter(enquiry=row).update(to="")
    row.name = row.email = row.person = ""
    row.save(update_fields=["name", "email", "person"])
    note(by=by, deed="forget requester", about=f"enquiry:{row.public_id}")
    return True
