"""What can be asked for."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router

from concordat.delivery import actions as receipts
from concordat.delivery import queries as delivery
from concordat.delivery.words.recall import Channel
from concordat.evidence import queries as evidence
from concordat.evidence.words import Kind, Moved, Standing, WorkView
from concordat.gateway.api import records, shapes
from concordat.gateway.api.giving import TROUBLE, give, problem
from concordat.gateway.callers import Caller, caller_of, given_to
from concordat.gateway.records import licences, work_record
from concordat.parties import queries as parties
from concordat.search import queries as search
from concordat.search.words import Question

router = Router()
ID = r"^[0-9a-hjkmnp-tv-z]{13}$"
SLUG = r"^[a-z0-9][a-z0-9-]{0,79}$"
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Name = Annotated[str, Path(pattern=SLUG)]


@router.get("works", response={200: shapes.Works, **TROUBLE}, summary="List works")
def works(
    request: HttpRequest,
    cursor: Annotated[str | None, Query(pattern=ID, description="`next` of the last page")] = None,
    limit: Limit = 50,
    standing: Standing | None = None,
    kind: Kind | None = None,
) -> HttpResponse:
    """Works in an order that never changes: begin without a cursor, go on with `next`."""
    who = caller_of(request)
    found = evidence.works_after(
        cursor or "", by=who.actor, standing=standing, kind=kind, limit=limit + 1
    )
    views = [each.view for each in found[:limit] if each.view]
    more = found[limit - 1].id if len(found) > limit else None
    _receipt(who, views)
    return give(request, shapes.Works, {"items": _records(views), "next": more})


@router.get("works/{work_id}", response={200: shapes.Work, **TROUBLE}, summary="Give a work")
def work(request: HttpRequest, work_id: Annotated[str, Path(pattern=ID)]) -> HttpResponse:
    """One work. One that was merged into another is given as what it became."""
    who = caller_of(request)
    found = evidence.work(work_id, by=who.actor)
    if isinstance(found, Moved):
        found = evidence.work(found.to, by=who.actor)
    if not isinstance(found, WorkView):
        return _missing(work_id)
    _receipt(who, [found])
    return give(request, shapes.Work, _records([found])[0])


@router.get(
    "works/{work_id}/chain", response={200: shapes.Chain, **TROUBLE}, summary="Give a chain"
)
def chain(request: HttpRequest, work_id: Annotated[str, Path(pattern=ID)]) -> HttpResponse:
    """What a work rests on and what rests on it, two hops each way; what is unknown is said."""
    who = caller_of(request)
    found = evidence.chain(work_id, by=who.actor)
    if isinstance(found, Moved):
        found = evidence.chain(found.to, by=who.actor)
    if found is None or isinstance(found, Moved):
        return _missing(work_id)
    return give(request, shapes.Chain, records.chain_record(found))


@router.get("search", response={200: shapes.Found, **TROUBLE}, summary="Find works")
def find(
    request: HttpRequest,
    q: Annotated[str, Query(min_length=1, max_length=4000, description="Words or a strategy")],
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
    limit: Limit = 20,
) -> HttpResponse:
    """What plain words or an exact strategy find, as the pages do."""
    who = caller_of(request)
    question = Question(q, page=page, page_size=limit)
    answer = search.find(question, by=who.actor, today=timezone.localdate())
    views = list(evidence.works_by_id([hit.id for hit in answer.hits], by=who.actor).values())
    _receipt(who, views)
    facts = {
        "total": answer.total,
        "mode": answer.reading.mode.value,
        "executed": q,
        "items": _records(views),
        "next": str(page + 1) if page * limit < answer.total else None,
    }
    return give(request, shapes.Found, facts)


@router.get("access", response={200: shapes.Access, **TROUBLE}, summary="Say what can be opened")
def access(
    request: HttpRequest,
    doi: Annotated[str, Query(max_length=300, description="A DOI")] = "",
    pmid: Annotated[str, Query(max_length=40, description="A number of PubMed")] = "",
    openurl: Annotated[str, Query(max_length=4000, description="The query of an OpenURL")] = "",
    at: Annotated[str, Query(max_length=100, description="Slug of an organisation")] = "",
) -> HttpResponse:
    """Whether a work can be opened at an organisation today, why, who pays and until when.

    Named by a DOI, a PMID or an OpenURL; what is not held here is judged by what the link says.
    Without `at` only what anybody can open is certain. No prices.
    """
    who, today = caller_of(request), timezone.localdate()
    query = openurl or urlencode({"doi": doi} if doi else {"pmid": pmid})
    citation = delivery.read_openurl(query)
    if citation.empty:
        raise Http404("No work is named: give doi, pmid or openurl.")
    place = delivery.place(at, on=today) if at else None
    if at and place is None:
        raise Http404(f"There is no organisation {at}.")
    found = delivery.resolve(citation, at=place, by=who.actor, on=today)
    _receipt(who, [found.work] if found.work else [])
    return give(request, shapes.Access, records.access_record(found, place))


@router.get("packs", response={200: shapes.Packs, **TROUBLE}, summary="List packs")
def packs(request: HttpRequest, overdue: bool = False) -> HttpResponse:
    """The newest version of each pack; those past their review date only when asked for."""
    who, today = caller_of(request), timezone.localdate()
    views = delivery.packs(by=who.actor, today=today, overdue=overdue)
    delivered = delivery.deliver(views, today=today)
    receipts.leave_receipts(
        [
            given_to(
                who,
                Channel.API,
                kind="pack",
                thing=each.pack.id,
                version=each.pack.number,
                works=each.pack.works,
            )
            for each in delivered
        ],
        by=who.actor,
    )
    items = [records.pack_record(each, site=settings.SITE) for each in delivered]
    return give(request, shapes.Packs, {"items": items})


@router.get("packs/{name}", response={200: shapes.Pack, **TROUBLE}, summary="Give a pack")
def pack(
    request: HttpRequest, name: Name, version: Annotated[int | None, Query(ge=1, le=10**6)] = None
) -> HttpResponse:
    """A pack by its slug or id, its newest version or another one."""
    who, today = caller_of(request), timezone.localdate()
    found = delivery.pack(name, by=who.actor, number=version)
    if found is None:
        raise Http404(f"There is no such pack as {name}, or not in that version.")
    (delivered,) = delivery.deliver([found], today=today)
    receipt = given_to(
        who, Channel.API, kind="pack", thing=found.id, version=found.number, works=found.works
    )
    receipts.leave_receipts([receipt], by=who.actor)
    return give(request, shapes.Pack, records.pack_record(delivered, site=settings.SITE))


@router.get("recalls", response={200: shapes.Falls, **TROUBLE}, summary="List works that fell")
def recalls(
    request: HttpRequest,
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Limit = 100,
) -> HttpResponse:
    """Works that fell after a number, oldest first. Fetching with a token says: seen."""
    who = caller_of(request)
    falls = delivery.falls(after=after, limit=limit)
    kind = receipts.RECALL_LIST
    receipt = given_to(who, Channel.API, kind=kind, thing="recalls", version=str(after))
    receipts.leave_receipts([receipt], by=who.actor)
    items = [records.fall_record(each, site=settings.SITE) for each in falls]
    more = falls[-1].number if len(falls) == limit else None
    return give(request, shapes.Falls, {"items": items, "next": more})


@router.get("parties", response={200: shapes.Parties, **TROUBLE}, summary="List parties")
def all_parties(request: HttpRequest) -> HttpResponse:
    """Every party, those that are gone among them, as of today."""
    caller_of(request)
    found = parties.parties(on=timezone.localdate())
    items = [records.party_record(each, site=settings.SITE) for each in found]
    return give(request, shapes.Parties, {"items": items})


@router.get("parties/{slug}", response={200: shapes.Party, **TROUBLE}, summary="Give a party")
def party(request: HttpRequest, slug: Name) -> HttpResponse:
    """One party as of today."""
    caller_of(request)
    found = parties.party(slug, on=timezone.localdate())
    if found is None:
        raise Http404(f"There is no party {slug}.")
    return give(request, shapes.Party, records.party_record(found, site=settings.SITE))


@router.get("agreements", response={200: shapes.Agreements, **TROUBLE}, summary="List agreements")
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement that you may see, as of today."""
    who = caller_of(request)
    found = parties.agreements(on=timezone.localdate(), by=who.actor)
    items = [records.agreement_record(each, site=settings.SITE) for each in found]
    return give(request, shapes.Agreements, {"items": items})


@router.get(
    "agreements/{slug}", response={200: shapes.Agreement, **TROUBLE}, summary="Give an agreement"
)
def agreement(request: HttpRequest, slug: Name) -> HttpResponse:
    """One agreement with its clauses as of today."""
    who = caller_of(request)
    found = parties.agreement(slug, on=timezone.localdate(), by=who.actor)
    if found is None:
        raise Http404(f"There is no agreement {slug}.")
    return give(request, shapes.Agreement, records.agreement_record(found, site=settings.SITE))


def _missing(work_id: str) -> HttpResponse:
    """Say that a work was taken down, and why, or that there is none."""
    gone = evidence.taken_down(work_id)
    if gone is None:
        raise Http404(f"There is no work {work_id}.")
    return problem(HTTPStatus.GONE, f"Taken down on {gone.at[:10]}: {gone.why}")


def _records(views: list[WorkView]) -> list[shapes.Facts]:
    known = licences()
    return [work_record(each, site=settings.SITE, licences=known) for each in views]


def _receipt(who: Caller, views: list[WorkView]) -> None:
    ids = tuple(view.id for view in views)
    if ids:
        receipt = given_to(who, Channel.API, kind="works", thing=ids[0], works=ids)
        receipts.leave_receipts([receipt], by=who.actor)
