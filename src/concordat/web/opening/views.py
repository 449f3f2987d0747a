"""Where do you work; can I open this; links from other systems."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from concordat.delivery import queries as delivery
from concordat.delivery.words import Citation
from concordat.evidence import queries as evidence
from concordat.evidence.words import Moved, WorkView
from concordat.parties import queries as parties
from concordat.search import queries as search
from concordat.web.access.doors import doors_for
from concordat.web.access.places import COOKIE, place_of, remember, safe_next
from concordat.web.access.presenters import present_access
from concordat.web.access.showing import access_of_works
from concordat.web.evidence.presenters import byline
from concordat.web.evidence.standing import kind_tag, present_banner, standing_tag
from concordat.web.pages import show
from concordat.web.readers import actor_of

_MOST_PLACES = 50


def places(request: HttpRequest) -> HttpResponse:
    """Let the reader find and choose the organisation in which they work."""
    text = request.GET.get("name", "").replace("\0", "")[:100].strip()
    found = parties.workplaces(text, on=timezone.localdate(), limit=_MOST_PLACES + 1)
    page = {
        "title": "Where do you work?",
        "text": text,
        "found": found[:_MOST_PLACES],
        "more": len(found) > _MOST_PLACES,
        "place": place_of(request),
        "next": safe_next(request),
    }
    return show(request, "access/places.jinja", page, room="search")


@require_POST
def choose_place(request: HttpRequest) -> HttpResponse:
    """Keep the organisation that was chosen, or forget it, and go on."""
    slug = request.POST.get("place", "")
    response = redirect(safe_next(request))
    if not slug:
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    if delivery.place(slug, on=timezone.localdate()) is None:
        raise Http404
    return remember(response, request, slug)


def at(request: HttpRequest, slug: str) -> HttpResponse:
    """A link that an organisation puts on its own pages: whoever follows it works there."""
    if delivery.place(slug, on=timezone.localdate()) is None:
        raise Http404
    return remember(redirect(safe_next(request)), request, slug)


def work_access(request: HttpRequest, work_id: str) -> HttpResponse:
    """Say whether a work can be opened where the reader works, why, and what else to do."""
    found = evidence.work(work_id, by=actor_of(request))
    if found is None:
        raise Http404
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("work_access", args=[found.to]))
    access = access_of_works(request, [found])[found.id]
    trail = [
        {"text": "Search", "href": reverse("search")},
        {"text": found.title[:60], "href": reverse("work", args=[found.id])},
    ]
    page = {**_head(found), "access": access, "place": place_of(request), "trail": trail}
    return show(request, "access/access.jinja", page, room="search")


def _head(work: WorkView) -> dict[str, object]:
    return {
        "title": "Can I open it?",
        "work": work,
        "byline": byline(work),
        "kind": kind_tag(work.kind),
        "standing": standing_tag(work.standing),
        "banner": present_banner(work),
    }


def openurl(request: HttpRequest) -> HttpResponse:
    """Answer a link that another system made: OpenURL 1.0 or 0.1, a DOI, a PMID."""
    citation = delivery.read_openurl(request.META.get("QUERY_STRING", ""))
    if citation.empty:
        return _box(request, citation)
    place = place_of(request)
    found = delivery.resolve(citation, at=place, by=actor_of(request), on=timezone.localdate())
    about = found.work.title if found.work else citation.title or citation.journal or citation.doi
    work = found.work.id if found.work else ""
    doors = doors_for(request, found.access, place, about=about, work=work)
    page: dict[str, object] = {
        "title": "Can I open it?",
        "citation": citation,
        "access": present_access(
            found.access, place, doors, standing=found.work.standing if found.work else None
        ),
        "place": place,
        **(_head(found.work) if found.work else {}),
    }
    return show(request, "access/access.jinja", page, room="search")


def _box(request: HttpRequest, citation: Citation) -> HttpResponse:
    """Ask for a DOI or PMID; say so when the link that came said nothing that can be read."""
    came = bool(request.META.get("QUERY_STRING"))
    page = {"title": "Find one article", "problem": came, "ignored": citation.ignored}
    return show(request, "access/resolve.jinja", page, room="search", status=400 if came else 200)


def find(request: HttpRequest) -> HttpResponse:
    """Take words from a clinical system to the results. Only `code`, `text` and `at` are read.

    A code without words is searched by its name where the thesaurus that is loaded has it.
    What could name a patient is taken out before the address of the results is made; the
    address that came is neither kept nor logged.
    """
    text, taken_out = delivery.without_patients(request.GET.get("text", ""))
    code, dropped = delivery.without_codes(request.GET.get("code", ""))
    slug = request.GET.get("at", "")[:100]
    at = delivery.place(slug, on=timezone.localdate()) if slug else None
    told = {"taken_out": "1"} if taken_out or dropped else {}
    if text := text or (search.name_of_code(code) if code else ""):
        to = f"{reverse('search')}?{urlencode({'q': text, 'mode': 'question', **told})}"
    else:
        to = f"{reverse('launch_words')}?{urlencode({'code': code, **told})}"
    response = redirect(to)
    return remember(response, request, at.slug) if at else response


def launch_words(request: HttpRequest) -> HttpResponse:
    """Ask for the words that a launch link did not bring. Its own address names no patient."""
    code, _ = delivery.without_codes(request.GET.get("code", ""))
    page = {
        "title": "Search from another system",
        "code": code,
        "taken_out": "taken_out" in request.GET,
    }
    return show(request, "access/launch.jinja", page, room="search")
