"""Ask a librarian: the form, what was answered already, and what was sent."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concordat.enquiries import actions, queries
from concordat.enquiries.words import Refused
from concordat.parties import queries as parties
from concordat.parties.words import PartyRef, PersonView, TieKind
from concordat.web.access.places import place_of
from concordat.web.enquiries.alike import guidance_for, works_for
from concordat.web.enquiries.deeds import refused
from concordat.web.enquiries.forms import AskForm
from concordat.web.enquiries.presenters import show_line, show_work
from concordat.web.pages import show
from concordat.web.readers import actor_of


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a question: first shown what answers it already, then sent to the library."""
    person = _person(request)
    form = _form(request, person)
    if request.method == "POST" and form.is_valid():
        if "change" in request.POST:
            return _shown(request, form)
        if "send" not in request.POST and "answer" not in request.POST:
            return _alike(request, form)
        try:
            return _send(request, form, person)
        except Refused as error:
            refused(form, error)
    return _shown(request, form, status=400 if request.method == "POST" else 200)


def _shown(request: HttpRequest, form: AskForm, status: int = 200) -> HttpResponse:
    page = {
        "title": "Ask for a document" if _document(request) else "Ask a librarian",
        "form": form,
        "problem": bool(form.errors),
        "works_here": queries.may_work(actor_of(request)),
        "document": _document(request),
    }
    return show(request, "enquiries/ask.jinja", page, room="ask", status=status)


def _document(request: HttpRequest) -> bool:
    """Return whether somebody came to ask for one work: then a few fields are enough."""
    return request.method == "GET" and bool(request.GET.get("work"))


def _alike(request: HttpRequest, form: AskForm) -> HttpResponse:
    """Show what answers the question already. Nothing of it is kept so far."""
    question = form.cleaned_data["question"]
    actor = actor_of(request)
    found = {
        "reports": [
            (show_line(each), queries.follow_token(each.id) if each.person == actor.person else "")
            for each in queries.delivered_like(question, by=actor, now=timezone.now())
        ],
        "guidance": [show_work(each) for each in guidance_for(question, by=actor)],
        "answers": queries.similar(question, by=actor),
        "works": [show_work(each) for each in works_for(question, by=actor)],
    }
    title = "Does one of these answer you?" if any(found.values()) else "Send your question"
    page = {"title": title, "question": question, "carried": form.values(), **found}
    return show(request, "enquiries/alike.jinja", page, room="ask")


def _send(request: HttpRequest, form: AskForm, person: PersonView | None) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    given = form.asked(name=person.name if person else "", email=person.email if person else "")
    sure = bool(form.cleaned_data.get("sure"))
    if answer := request.POST.get("answer", "")[:13]:
        made = actions.reuse(by=actor, given=given, answer=answer, sure=sure, now=now)
    else:
        made = actions.ask(by=actor, given=given, sure=sure, now=now)
    return redirect("asked_library", queries.follow_token(made))


@never_cache
@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """Say what happens next, and where to follow it."""
    found = queries.followed(token, now=timezone.now())
    if found is None:
        raise Http404
    answer = queries.answer(found.reused, by=actor_of(request)) if found.reused else None
    title = "Answered by an earlier question" if answer else "The library has your question"
    page = {"title": title, "enquiry": found, "token": token, "answer": answer}
    return show(request, "enquiries/sent.jinja", page, room="ask")


def _person(request: HttpRequest) -> PersonView | None:
    actor = actor_of(request)
    return parties.person(actor.person, by=actor) if actor.person else None


def _form(request: HttpRequest, person: PersonView | None) -> AskForm:
    today = timezone.localdate()
    libraries = queries.libraries(on=today)
    place = place_of(request)
    initial = {
        "question": request.GET.get("q", "")[:2000],
        "organisation": place.name if place else "",
        "library": _library_at(place.slug, libraries) if place else "",
    }
    return AskForm(
        request.POST if request.method == "POST" else None,
        libraries=libraries,
        known_person=bool(person and person.email),
        initial=initial,
    )


def _library_at(slug: str, libraries: list[PartyRef]) -> str:
    """Return the library that is part of a place, or is that place."""
    views = parties.parties(on=timezone.localdate(), slugs=[each.slug for each in libraries])
    for view in views:
        parts = [tie.party.slug for tie in view.ties if tie.kind is TieKind.PART_OF]
        if slug in (view.slug, *parts):
            return view.id
    return ""
