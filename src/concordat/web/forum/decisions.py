"""Decisions: the list of a forum or of all, one with what it rests on, and its published words."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from concordat.evidence import queries as evidence
from concordat.forum import queries
from concordat.forum.words import CitationKind, CitationView, DecisionView, PublicationView
from concordat.investment import queries as investment
from concordat.paper import pdf
from concordat.parties import queries as parties
from concordat.parties.words import Actor
from concordat.web.forum.deeds import rights
from concordat.web.forum.forums import as_file, known
from concordat.web.forum.saying import SAYING
from concordat.web.pages import show
from concordat.web.readers import actor_of


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """List the decisions of all forums that the reader may know of."""
    return _listed(request, queries.decisions(by=actor_of(request)), title="Decisions")


@require_safe
def of_forum(request: HttpRequest, slug: str) -> HttpResponse:
    """List the decisions of a forum that the reader may know of."""
    forum = known(slug)
    found = queries.decisions(slug, by=actor_of(request))
    place = {"text": forum.name, "href": reverse("forum", args=[slug])}
    return _listed(request, found, title=f"Decisions of {forum.name}", place=place)


def _listed(
    request: HttpRequest,
    found: list[DecisionView],
    *,
    title: str,
    place: dict[str, str] | None = None,
) -> HttpResponse:
    page = {
        "title": title,
        "decisions": found,
        "several": place is None,
        "today": timezone.localdate(),
        "trail": [{"text": "Forum", "href": reverse("forums")}, *([place] if place else [])],
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/decisions.jinja", page, room="forum")


@require_safe
def decision(request: HttpRequest, decision_id: str) -> HttpResponse:
    """Show a decision: what it rests on, the quorum then, and the positions of parties."""
    by = actor_of(request)
    found = _found(decision_id, by)
    page = {
        "title": f"Decision {found.number}",
        "decision": found,
        "cited": [(each, _address(each, by)) for each in found.citations],
        "today": timezone.localdate(),
        "trail": [
            {"text": "Forum", "href": reverse("forums")},
            {"text": found.forum_name, "href": reverse("forum", args=[found.forum])},
            {"text": "Decisions", "href": reverse("forum_decisions", args=[found.forum])},
        ],
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/decision.jinja", page, room="forum")


def _found(decision_id: str, by: Actor) -> DecisionView:
    found = queries.decision(decision_id, by=by)
    if found is None:
        raise Http404
    return found


def _address(cited: CitationView, by: Actor) -> str:
    """Return where the reader can see what is cited; nothing where they may not."""
    match cited.kind:
        case CitationKind.CLAUSE:
            slug, _, key = cited.ref.partition("/")
            found = parties.clause(slug, key, by=by)
            return reverse("clause", args=[slug, key]) if found else ""
        case CitationKind.WORK:
            return reverse("work", args=[cited.ref]) if evidence.work(cited.ref, by=by) else ""
        case CitationKind.PLAN:
            return reverse("plan", args=[cited.ref]) if queries.plan(cited.ref, by=by) else ""
        case CitationKind.AREA:
            return reverse("area", args=[cited.ref]) if queries.area(cited.ref, by=by) else ""
        case CitationKind.SCENARIO:
            buys = investment.may_see_prices(by)
            look = investment.scenario if buys else investment.shared_scenario
            return reverse("scenario", args=[cited.ref]) if look(cited.ref, by=by) else ""


def _published(request: HttpRequest, decision_id: str) -> PublicationView:
    """Return the published words of a decision, if they are still those recorded."""
    kept = _found(decision_id, actor_of(request)).publication
    if kept is None or not kept.sound:
        raise Http404
    return kept


@require_safe
def text_file(request: HttpRequest, decision_id: str) -> HttpResponse:
    """Return the published words, byte for byte those that the hash is of."""
    kept = _published(request, decision_id)
    name = f"decision-{decision_id}.txt"
    return as_file(kept.text.encode(), "text/plain; charset=utf-8", name)


@require_safe
def pdf_file(request: HttpRequest, decision_id: str) -> HttpResponse:
    """Return the published words as PDF."""
    paper = queries.decision_paper(decision_id, by=actor_of(request))
    if paper is None:
        raise Http404
    return as_file(pdf.render(paper), "application/pdf", f"decision-{decision_id}.pdf")
