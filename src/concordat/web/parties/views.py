"""Pages of parties, each as at a date."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from concordat.evidence import queries as evidence
from concordat.parties import queries
from concordat.parties.words import (
    Actor,
    AgreementView,
    PartyKind,
    PartyLine,
    PartyView,
    Role,
    in_order,
)
from concordat.search import queries as search
from concordat.search.words import Filters, Question
from concordat.web.evidence.presenters import byline
from concordat.web.evidence.standing import kind_tag, sentence, standing_tag
from concordat.web.pages import show
from concordat.web.parties import assets, coverage, presenters, timeline
from concordat.web.parties.bonds import bonds_of
from concordat.web.parties.forms import AsAt
from concordat.web.parties.hindsight import Seen, as_seen, line_as_seen
from concordat.web.parties.party_deeds import may_change_entries, may_say
from concordat.web.parties.register import KEEPERS_OF_THE_RECORD
from concordat.web.parties.seeing import as_at_of, dated, today
from concordat.web.readers import actor_of
from concordat.web.search.wording import of

SHOWN = 10  # works of a party on its page
FIRST = 6  # assets of a party on its page; its register has all
PAGE = 100  # parties on a page of the list


def parties(request: HttpRequest) -> HttpResponse:
    """List the parties as at a date, all of them or those of a kind or with some words."""
    as_at, words = as_at_of(request), request.GET.get("q", "").replace("\0", "").strip()[:100]
    kind = request.GET.get("kind", "")
    kinds = [each for each in PartyKind if each.value == kind]
    found = queries.party_list(on=as_at.on, kinds=kinds, words=words, as_if=as_at.events)
    shown = presenters.present_page(found, request.GET.get("page", ""), size=PAGE, on=as_at.on)
    page = {
        "title": "Parties",
        "list": shown,
        "q": words,
        "kind": kinds[0].value if kinds else "",
        "kinds": [(each.value, sentence(each.value)) for each in PartyKind],
        "may_record": queries.may_act(actor_of(request), Role.SECRETARIAT),
        "may_add": queries.may_act(actor_of(request), *KEEPERS_OF_THE_RECORD),
        **dated(as_at),
    }
    return show(request, "parties/parties.jinja", page, room="parties", status=as_at.status)


def party(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a party: its names, what became of it, what it publishes and what we hold of it."""
    as_at, by = as_at_of(request), actor_of(request)
    found = queries.party(slug, on=as_at.on, as_if=as_at.events)
    if found is None:
        raise Http404
    seen = Seen(found)
    if as_at.past:
        seen = as_seen(found, as_at.on, as_if=as_at.events)
        found = seen.party
    sources = tuple(each.taken_as for each in found.publishes if each.taken_as)
    answered_for = assets.of_party(found.slug, by=by, as_at=as_at)
    first = in_order(answered_for, as_at.on)[:FIRST]
    looked = evidence.coverage(found.slug, by=by, sources=sources)
    page = {
        "title": found.name,
        "party": found,
        "tag": presenters.existence_tag(found),
        "held": presenters.present_holding(found.holding),
        "bonds": bonds_of(found.slug, _agreements(by, as_at)),
        "successions": presenters.present_successions(found.successions, on=as_at.on),
        "later": presenters.present_successions(seen.later),
        "announced": presenters.announced_in(found.successions, on=as_at.on),
        "timeline": timeline.draw(found, _others(found, as_at), today=as_at.on),
        "publishing": coverage.present_publishing(
            found.publishes, looked, publisher=found.short or found.name
        ),
        "coverage": coverage.present_coverage(looked, today=today()),
        "assets": assets.present(first, on=as_at.on, carry=as_at.carry),
        "asset_count": len(answered_for),
        "works": _works(by, found.slug),
        "held_count": _held_count(by, found.slug),
        "links": may_say(by, found),
        "may_change_entries": may_change_entries(by, found),
        "trail": [{"text": "Parties", "href": reverse("parties") + as_at.carry}],
        **dated(as_at),
    }
    return show(request, "parties/party.jinja", page, room="parties", status=as_at.status)


def _others(found: PartyView, as_at: AsAt) -> list[PartyLine]:
    """Return the bodies that gave to this one or took from it."""
    slugs = {
        ref.slug
        for event in found.successions
        for part in event.parts
        for ref in (part.giver, part.taker)
    }
    slugs.discard(found.slug)
    lines = queries.party_list(on=found.on, slugs=slugs, as_if=as_at.events) if slugs else []
    return [line_as_seen(line, as_at.on) for line in lines] if as_at.past else lines


def _agreements(by: Actor, as_at: AsAt) -> list[AgreementView]:
    return queries.agreements(on=as_at.on, by=by, as_if=as_at.events)


def _works(by: Actor, slug: str) -> list[dict[str, object]]:
    return [
        {
            "id": work.id,
            "title": work.title,
            "byline": byline(work),
            "kind": kind_tag(work.kind),
            "standing": standing_tag(work.standing),
        }
        for work in evidence.published_by(slug, by=by, limit=SHOWN)
    ]


def _held_count(by: Actor, slug: str) -> str:
    question = Question("", filters=Filters(parties=(slug,)), page_size=1)
    return of(search.find(question, by=by, today=today()).total, "work")
