"""The signed address under which whoever asked follows a request without signing in."""

from datetime import datetime

from django.core import signing

from concordat.enquiries.models import Enquiry
from concordat.enquiries.queries.views import whole
from concordat.enquiries.words import EnquiryView

_SALT = "enquiries.follow"


def follow_token(enquiry: str) -> str:
    """Return the signed text that stands in letters about a request (public id)."""
    return signing.dumps(enquiry, salt=_SALT)


def followed_id(token: str) -> str:
    """Return the public id of the request that a token is for, "" for a wrong one."""
    try:
        return str(signing.loads(token, salt=_SALT))
    except signing.BadSignature:
        return ""


def followed(token: str, *, now: datetime) -> EnquiryView | None:
    """Return the request that a token is for, None for a wrong one."""
    row = Enquiry.objects.filter(public_id=followed_id(token)).first()
    return whole(row, now=now) if row else None
