"""For which request is this? Shown where a librarian works for one, with the way back."""

from django.urls import reverse
from django.utils import timezone

from concordat.enquiries import queries
from concordat.parties.words import Actor


def request_for(enquiry: str, *, by: Actor) -> dict[str, str] | None:
    """Return the question of a request that `by` works on, and its address; else None."""
    found = queries.enquiry(enquiry, by=by, now=timezone.now()) if enquiry else None
    if found is None or not queries.may_work(by):
        return None
    return {"text": found.asked.question, "href": reverse("enquiry", args=[found.id])}
