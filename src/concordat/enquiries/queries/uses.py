"""What answers were used for."""

from dataclasses import fields

from concordat.enquiries.models import Enquiry, Use
from concordat.enquiries.queries.rights import seen_by
from concordat.enquiries.words import UseGiven
from concordat.parties.words import Actor

_HEADINGS = tuple(each.name for each in fields(UseGiven))


def use_of(enquiry: str, *, by: Actor) -> UseGiven | None:
    """Return what came of the answer to a request, None: nothing said yet."""
    rows = Enquiry.objects.filter(seen_by(by), public_id=enquiry)
    row = Use.objects.filter(enquiry__in=rows).first()
    return UseGiven(**{name: getattr(row, name) for name in _HEADINGS}) if row else None


def uses(*, by: Actor) -> dict[str, int]:
    """Return how many answers were used under each heading, for the requests `by` may see."""
    rows = Use.objects.filter(enquiry__in=Enquiry.objects.filter(seen_by(by)))
    return {name: rows.exclude(**{name: ""}).count() for name in _HEADINGS}
