"""Pages of parties, agreements and clauses, each as at a date."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from concordat.evidence import queries as evidence
from concordat.parties import queries
from concordat.parties.words import PartyView
from concordat.search import queries as search
from concordat.search.words import Filters, Question
from concordat.web.evidence.presenters import byline
from concordat.web.evidence.standing import kind_tag, standing_tag
from concordat.web.pages import show
from concordat.web.parties import presenters, timeline
from concordat.web.parties.forms import AsAt, read_as_at
from concordat.web.readers import actor_of
from concordat.web.search.wording import of

SHOWN = 10  # works of a party on its page


def parties(request: HttpRequest) -> HttpResponse:
    """List the parties as at a date."""
    as_at = _as_at(request)
    there, gone = presenters.present_parties(queries.parties(on=as_at.on))
    page = {"title": "Parties", "there": there, "gone": gone, **_dated(as_at)}
    return show(request, "parties/parties.jinja", page, room="parties", status=as_at.status)


def party(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a party: its names, what became of it, what it publishes and what we hold of it."""
    as_at = _as_at(request)
    found = queries.party(slug, on=as_at.on)
    if found is None:
        raise Http404
    page = {
        "title": found.name,
        "party": found,
        "tag": presenters.existence_tag(found),
        "held": presenters.present_holding(found.holding),
        "successions": presenters.present_successions(found.successions),
        "timeline": timeline.draw(found, _others(found), today=as_at.on),
        "works": _works(request, slug),
        "held_count": _held_count(request, slug),
        "trail": [{"text": "Parties", "href": reverse("parties")}],
        **_dated(as_at),
    }
    return show(request, "parties/party.jinja", page, room="parties", status=as_at.status)


def _others(found: PartyView) -> list[PartyView]:
    """Return the bodies that gave to this one or took from it."""
    slugs = {
        ref.slug
        for event in found.successions
        for part in event.parts
        for ref in (part.giver, part.taker)
    }
    return queries.parties(on=found.on, slugs=slugs - {found.slug})


def _works(request: HttpRequest, slug: str) -> list[dict[str, object]]:
    works = evidence.published_by(slug, by=actor_of(request), limit=SHOWN)
    return [
        {
            "id": work.id,
            "title": work.title,
            "byline": byline(work),
            "kind": kind_tag(work.kind),
            "standing": standing_tag(work.standing),
        }
        for work in works
    ]


def _held_count(request: HttpRequest, slug: str) -> str:
    question = Question("", filters=Filters(parties=(slug,)), page_size=1)
    return of(search.find(question, by=actor_of(request), today=_today()).total, "work")


def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements as at a date."""
    as_at = _as_at(request)
    found = queries.agreements(on=as_at.on)
    lines = [(agreement, presenters.state_tag(agreement)) for agreement in found]
    page = {"title": "Agreements", "agreements": lines, **_dated(as_at)}
    return show(request, "parties/agreements.jinja", page, room="agreements", status=as_at.status)


def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an agreement: its words, who signed, and who holds that on the date asked."""
    as_at = _as_at(request)
    found = queries.agreement(slug, on=as_at.on)
    if found is None:
        raise Http404
    page = {
        "title": found.short or found.title,
        "agreement": found,
        "state": presenters.state_tag(found),
        "count": presenters.present_count(found.signatories),
        "signatures": [presenters.present_signature(each) for each in found.signatures],
        "support": [
            presenters.present_held(each.name, each.holding, each.period, each.note)
            for each in found.support
        ],
        "convenors": [
            presenters.present_held(each.holding.party.name, each.holding, each.period, each.note)
            for each in found.convenors
        ],
        "trail": [{"text": "Agreements", "href": reverse("agreements")}],
        **_dated(as_at),
    }
    return show(request, "parties/agreement.jinja", page, room="agreements", status=as_at.status)


def clause(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show one clause, word for word, so that it can be cited."""
    found = queries.agreement(slug, on=_today())
    wanted = found.clause(key) if found else None
    if found is None or wanted is None:
        raise Http404
    page = {
        "title": f"{presenters.clause_name(wanted)} – {found.short or found.title}",
        "agreement": found,
        "clause": wanted,
        "name": presenters.clause_name(wanted),
        "trail": [
            {"text": "Agreements", "href": reverse("agreements")},
            {"text": found.short or found.title, "href": reverse("agreement", args=[slug])},
        ],
    }
    return show(request, "parties/clause.jinja", page, room="agreements")


def _today() -> date:
    return timezone.localdate()


def _as_at(request: HttpRequest) -> AsAt:
    return read_as_at(request.GET, today=_today())


def _dated(as_at: AsAt) -> dict[str, object]:
    """Return what each page with a date shows of it."""
    return {
        "as_at": as_at,
        "on": presenters.plain(as_at.on),
        "problem": as_at.error,
        "life": presenters.life,
        "safe_link": presenters.safe_link,
        "clause_name": presenters.clause_name,
    }
