"""Knowledge packs: a list, a page, and files to print or pass on.

The body never changes; how its works stand is read for each answer and wrapped round it.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag

from concordat.delivery import actions
from concordat.delivery import queries as delivery
from concordat.delivery.words.pack import DeliveredPack
from concordat.delivery.words.recall import Channel, Given
from concordat.paper import html, pdf
from concordat.paper.tree import Paper
from concordat.web.access.places import place_of
from concordat.web.access.showing import access_of_works
from concordat.web.evidence.standing import said_on
from concordat.web.packs.presenters import present_line, present_pack
from concordat.web.pages import show
from concordat.web.readers import actor_of


def packs(request: HttpRequest) -> HttpResponse:
    """List the packs that are not past their review date, and those that are, apart."""
    today = timezone.localdate()
    views = delivery.packs(by=actor_of(request), today=today)
    lines = [present_line(each) for each in delivery.deliver(views, today=today)]
    page = {
        "title": "Knowledge packs",
        "current": [line for line in lines if not (line.overdue or line.withdrawn)],
        "overdue": [line for line in lines if line.overdue],
        "withdrawn": [line for line in lines if line.withdrawn],
        "may_write": delivery.may_write(actor_of(request)),
    }
    return show(request, "packs/packs.jinja", page, room="packs")


def pack(request: HttpRequest, name: str, number: int | None = None) -> HttpResponse:
    """Show a pack with how its works stand at this moment."""
    delivered = _delivered(request, name, number)
    _leave_receipt(request, delivered, Channel.PAGE)
    works = [work for work in delivered.works if work]
    page = {
        "works": works,
        "access": access_of_works(request, works),
        "place": place_of(request),
        "title": delivered.pack.body.question,
        "heading": delivered.pack.body.question,
        "page": present_pack(delivered),
        "body": html.body(_paper(delivered, site="")),
        "may_change": delivery.may_write_pack(delivered.pack, by=actor_of(request)),
        "versions": [
            (each, said_on(at)) for each, at in delivery.numbers(name, by=actor_of(request))
        ],
        "trail": [{"text": "Knowledge packs", "href": reverse("packs")}],
    }
    return show(request, "packs/pack.jinja", page, room="packs")


def as_pdf(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Give a version as PDF, its standing read now."""
    return _file(request, name, number, "pdf")


def as_html(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Give a version as one HTML file that needs nothing else."""
    return _file(request, name, number, "html")


def _file(request: HttpRequest, name: str, number: int, form: str) -> HttpResponse:
    delivered = _delivered(request, name, number)
    _leave_receipt(request, delivered, Channel.FILE)
    tag = quote_etag(f"{delivered.etag}-{timezone.localdate()}-{form}")
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers=headers)
    paper = _paper(delivered, site=settings.SITE)
    if form == "pdf":
        headers["Content-Disposition"] = f'inline; filename="{name}-{number}.pdf"'
        return HttpResponse(pdf.render(paper), content_type="application/pdf", headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{name}-{number}.html"'
    return HttpResponse(
        html.render(paper), content_type="text/html; charset=utf-8", headers=headers
    )


def _paper(delivered: DeliveredPack, *, site: str) -> Paper:
    today = timezone.localdate().isoformat()
    return delivery.paper_of(delivered, site=site, today=today)


def _delivered(request: HttpRequest, name: str, number: int | None) -> DeliveredPack:
    found = delivery.pack(name, by=actor_of(request), number=number)
    if found is None:
        raise Http404
    return delivery.deliver([found], today=timezone.localdate())[0]


def _leave_receipt(request: HttpRequest, delivered: DeliveredPack, channel: Channel) -> None:
    actor = actor_of(request)
    given = Given(
        kind="pack",
        thing=delivered.pack.id,
        version=str(delivered.pack.number),
        channel=channel,
        works=delivered.pack.works,
        person=actor.person,
        party=actor.party,
    )
    actions.leave_receipts([given], by=actor)
