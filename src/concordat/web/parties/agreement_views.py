"""Pages of agreements and clauses, each as at a date."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from concordat.forum import queries as forum
from concordat.forum.words import CitationKind
from concordat.parties import queries
from concordat.parties.words import AgreementState, AgreementView, Role, Visibility
from concordat.web.pages import show
from concordat.web.parties import agreement_presenters as presenters
from concordat.web.parties.agreement_deeds import may_record
from concordat.web.parties.party_deeds import party_lines
from concordat.web.parties.presenters import life
from concordat.web.parties.seeing import as_at_of, dated
from concordat.web.readers import actor_of

_MINUTES = 3  # the newest of each forum; its page has the others


def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements as at a date: all, those between two parties, or those to review."""
    as_at, by = as_at_of(request), actor_of(request)
    parties = party_lines()
    two = presenters.two_parties(request.GET.getlist("between"), parties)
    if len(two) == 2:
        a, b = (line.slug for line in two)
        pairs = queries.agreements_between(a, b, as_at.on, by=by, as_if=as_at.events)
        lines = [presenters.agreement_line(p.agreement, p.certainty, p.decisions) for p in pairs]
    else:
        found = queries.agreements(on=as_at.on, by=by, as_if=as_at.events)
        lines = [presenters.agreement_line(each) for each in found]
    due = [x for x in lines if x.agreement.state is AgreementState.REVIEW_DUE]
    page = {
        "title": "Agreements",
        "agreements": due if request.GET.get("show") == "review" else lines,
        "review": request.GET.get("show") == "review",
        "due": len(due),
        "two": two,
        "chosen": [line.slug for line in two],
        "parties": parties,
        "may_add": queries.may_act(by, Role.SECRETARIAT, Role.ADMINISTRATOR),
        **dated(as_at),
    }
    return show(request, "parties/agreements.jinja", page, room="agreements", status=as_at.status)


def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an agreement: its words, who signed, and who holds that on the date asked."""
    as_at, by = as_at_of(request), actor_of(request)
    found = queries.agreement(slug, on=as_at.on, by=by, as_if=as_at.events)
    if found is None:
        raise Http404
    several_days = len({each.period.since for each in found.signatures}) > 1
    page = {
        "title": found.short or found.title,
        "agreement": found,
        "state": presenters.state_tag(found),
        "count": presenters.present_count(found.signatories),
        "signatures": [
            presenters.present_signature(each, dated=several_days) for each in found.signatures
        ],
        "support": [
            presenters.present_held(e.name, e.holding, e.period, e.note, e.certainty)
            for e in found.support
        ],
        "several_days": several_days,
        "convenors": [
            presenters.present_held(e.holding.party.name, e.holding, e.period, e.note, e.certainty)
            for e in found.convenors
        ],
        "commitments": [presenters.present_commitment(each) for each in found.commitments],
        "documents": [
            presenters.present_document(each, queries.copy_of(each)) for each in found.documents
        ],
        "forums": _forums(slug),
        "links": may_record(by, found),
        "private": found.visibility is not Visibility.PUBLIC,
        "trail": [{"text": "Agreements", "href": reverse("agreements") + as_at.carry}],
        **dated(as_at),
    }
    return show(request, "parties/agreement.jinja", page, room="agreements", status=as_at.status)


def _forums(agreement: str) -> list[dict[str, object]]:
    """Return the forums that meet under an agreement, with the newest minutes of each."""
    return [
        {"slug": slug, "name": name, "minutes": forum.published(slug)[:_MINUTES]}
        for slug, name in forum.forums_under(agreement)
    ]


def clause(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show one clause, word for word, so that it can be cited."""
    as_at = as_at_of(request)
    found = queries.agreement(slug, on=as_at.on, by=actor_of(request))
    wanted = found.clause(key) if found else None
    if found is None or wanted is None:
        raise Http404
    page = {
        "title": f"{presenters.clause_name(wanted)} – {found.short or found.title}",
        "agreement": found,
        "clause": wanted,
        "name": presenters.clause_name(wanted),
        "commitments": [
            presenters.present_commitment(each) for each in found.commitments if each.clause == key
        ],
        "wordings": _wordings(found, key),
        "decisions": forum.decisions_citing(
            CitationKind.CLAUSE, [f"{slug}/{key}"], by=actor_of(request)
        ),
        "trail": [
            {"text": "Agreements", "href": reverse("agreements") + as_at.carry},
            {
                "text": found.short or found.title,
                "href": reverse("agreement", args=[slug]) + as_at.carry,
            },
        ],
        **dated(as_at),
    }
    return show(request, "parties/clause.jinja", page, room="agreements", status=as_at.status)


def _wordings(found: AgreementView, key: str) -> list[tuple[str, str, str]]:
    """Return the wording of each version that has the clause: number, when, text."""
    return [
        (version.number, life(version.period), each.text)
        for version in found.versions
        for each in version.clauses
        if each.key == key
    ]
