"""The page of one work, and the work as a file for a reference manager."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse

from concordat.delivery import queries as delivery
from concordat.evidence import queries as evidence
from concordat.evidence.words import Moved, WorkView
from concordat.forum import queries as forum
from concordat.forum.words import CitationKind
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Role
from concordat.web.access.places import place_of
from concordat.web.access.showing import access_of_works
from concordat.web.evidence.origin import results_before
from concordat.web.evidence.parting import may_part
from concordat.web.evidence.presenters import present_work
from concordat.web.evidence.steward import may_report
from concordat.web.evidence.takedown import gone
from concordat.web.evidence.ties import ties_of
from concordat.web.exports import as_ris
from concordat.web.pages import show
from concordat.web.readers import actor_of


def work(request: HttpRequest, work_id: str) -> HttpResponse:
    """Show a work; one that was merged into another leads there for good."""
    actor = actor_of(request)
    found = evidence.work(work_id, by=actor)
    if found is None:
        return gone(request, work_id)
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("work", args=[found.to]))
    party = parties.party(found.party) if found.party else None
    page = present_work(found, evidence.source_records(work_id, by=actor), party=party)
    trail = [{"text": "Search", "href": results_before(request) or reverse("search")}]
    shown = {
        "page": page,
        "ties": ties_of(found, by=actor),
        "packs": delivery.packs_naming([work_id], by=actor),
        "decisions": forum.decisions_citing(CitationKind.WORK, evidence.ids_of(work_id), by=actor),
        "trail": trail,
        "may_part": may_part(actor, len(page.provenance)),
        "may_report": may_report(actor),
        "may_take_down": bool(actor.person) and parties.may_act(actor, Role.SECRETARIAT),
        "access": access_of_works(request, [found])[found.id],
        "place": place_of(request),
    }
    return show(request, "evidence/work.jinja", shown, room="search")


def work_ris(request: HttpRequest, work_id: str) -> HttpResponseBase:
    """Give one work as a RIS file."""
    found = _found(work_id, by=actor_of(request))
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("work_ris", args=[found.to]))
    return as_ris([found], name=f"concordat-{found.id}")


def _found(work_id: str, *, by: Actor) -> WorkView | Moved:
    found = evidence.work(work_id, by=by)
    if found is None:
        raise Http404
    return found
