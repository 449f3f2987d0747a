"""For which request is this? Shown where a librarian works for one, with the way back."""

from django.urls import reverse
from django.utils import timezone

from concordat.enquiries import actions, queries
from concordat.enquiries.words import Conflict, Refused, State
from concordat.parties.words import Actor


def search_begun(enquiry: str, *, by: Actor) -> None:
    """Bring a request on which somebody searches to that state, and to whoever searches."""
    _bring(enquiry, State.SEARCHING, (State.SUBMITTED, State.TRIAGE, State.ASSIGNED), by)


def report_begun(enquiry: str, *, by: Actor) -> None:
    """Bring a request whose report is being written to that state."""
    early = (State.SUBMITTED, State.TRIAGE, State.ASSIGNED, State.SEARCHING)
    _bring(enquiry, State.SUMMARISING, early, by)


def _bring(enquiry: str, to: State, early: tuple[State, ...], by: Actor) -> None:
    now = timezone.now()
    found = queries.enquiry(enquiry, by=by, now=now) if enquiry else None
    if found is None or found.state not in early or not queries.may_work(by):
        return
    version = found.version
    try:
        if not found.assigned:
            actions.assign(by=by, enquiry=enquiry, version=version, now=now)
            version += 1
        actions.move(by=by, enquiry=enquiry, to=to, version=version, now=now)
    except (Conflict, Refused):
        return  # somebody was quicker and has said how far it is


def request_for(enquiry: str, *, by: Actor) -> dict[str, str] | None:
    """Return the question of a request that `by` works on, and its address; else None."""
    found = queries.enquiry(enquiry, by=by, now=timezone.now()) if enquiry else None
    if found is None or not queries.may_work(by):
        return None
    return {"text": found.asked.question, "href": reverse("enquiry", args=[found.id])}
