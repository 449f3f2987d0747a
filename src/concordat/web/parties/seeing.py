"""What all pages of parties and agreements share: whose eyes, which day, and as if what."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from concordat.parties import queries
from concordat.parties.words import SuccessionStatus
from concordat.web.parties import presenters
from concordat.web.parties.agreement_presenters import clause_name
from concordat.web.parties.forms import AsAt, read_as_at, supposing


def today() -> date:
    return timezone.localdate()


def as_at_of(request: HttpRequest) -> AsAt:
    """Return the day and the announced event that the address asks to suppose."""
    as_at = read_as_at(request.GET, today=today())
    slug = request.GET.get("as_if", "").strip()
    event = queries.succession(slug) if slug else None
    if event is not None and event.status is SuccessionStatus.WITHDRAWN:
        said = f"“{event.title or event.slug}” was withdrawn {event.withdrawn_on}"
        return replace(as_at, not_supposed=said)
    if event is None or event.status is not SuccessionStatus.ANNOUNCED:
        return as_at
    return supposing(as_at, slug=event.slug, title=event.title or event.slug)


def dated(as_at: AsAt) -> dict[str, object]:
    """Return what each page with a date shows of it."""
    return {
        "as_at": as_at,
        "on": presenters.plain(as_at.on),
        "problem": as_at.error,
        "life": presenters.life,
        "safe_link": presenters.safe_link,
        "clause_name": clause_name,
    }
