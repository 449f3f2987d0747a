"""Ask for an alert, confirm it, end it; follow a search as a feed."""

import hashlib
from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from concordat.delivery import actions as delivery
from concordat.delivery import queries
from concordat.delivery.words import SubscriptionState, TooManyAlertsError
from concordat.evidence import queries as evidence
from concordat.parties import queries as parties
from concordat.parties.words import VISITOR
from concordat.search import queries as search
from concordat.search.words import Question, Sort
from concordat.web.alerts.atom import Channel, as_atom
from concordat.web.alerts.forms import AlertForm
from concordat.web.outbox.views import shows_letters
from concordat.web.pages import show
from concordat.web.readers import actor_of
from concordat.web.search.addresses import (
    UnreadableAddress,
    is_filtered,
    query_of,
    read_question,
)

#: Works of a feed at most, the newest here first; and how many are looked through for them.
ENTRIES = 50
LOOKED_THROUGH = 500


def new(request: HttpRequest) -> HttpResponse:
    """Take an address that wants to know when new works answer a question."""
    question = _question(request)
    query = query_of(question)
    form = AlertForm(request.POST if request.method == "POST" else None, initial=_mine(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _subscribe(request, form, question, query)
        except TooManyAlertsError as error:
            form.add_error("address", str(error))
        except (search.StrategyError, search.TooMuchWork) as error:
            form.add_error(None, f"This cannot be searched as it is: {error}")
    page = {
        "title": "Get an alert",
        "problem": bool(form.errors),
        "form": form,
        "text": _title(question),
        "query": query,
    }
    return show(
        request, "alerts/new.jinja", page, room="search", status=400 if form.errors else 200
    )


def _subscribe(
    request: HttpRequest, form: AlertForm, question: Question, query: str
) -> HttpResponse:
    address = form.cleaned_data["address"]
    known = bool(_mine(request)) and address.casefold() == _mine(request)["address"].casefold()
    made = delivery.subscribe(
        question=question,
        query=query,
        title=_title(question),
        address=address,
        days=form.cleaned_data["days"],
        by=actor_of(request),
        confirmed=known,
    )
    return _to_begun(queries.token_of(made)) if known else redirect("alert_asked")


def _to_begun(token: str) -> HttpResponse:
    return redirect(f"{reverse('alert_begun')}?{urlencode({'alert': token})}")


def _mine(request: HttpRequest) -> dict[str, str]:
    """Return the address of a signed-in person, which was proved to be theirs."""
    actor = actor_of(request)
    found = parties.person(actor.person, by=actor) if actor.person else None
    return {"address": found.email} if found else {}


def asked(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way; the same whether or not there was an alert before."""
    page = {"title": "Check your email", "outbox": shows_letters()}
    return show(request, "alerts/asked.jinja", page, room="search")


def begun(request: HttpRequest) -> HttpResponse:
    """Say that the alert has begun, and how it is ended."""
    token = request.GET.get("alert", "")[:200]
    found = queries.subscription_of(token) if token else None
    running = found is not None and found.state is SubscriptionState.ACTIVE
    page = {"title": "Your alert has begun", "alert": found, "token": token if running else ""}
    return show(request, "alerts/begun.jinja", page, room="search")


def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Begin an alert at the press of a button: programs that open links in mail press none."""
    found = queries.subscription_of(token)
    if found is None or found.state in (SubscriptionState.ENDED, SubscriptionState.BOUNCED):
        raise Http404
    if request.method == "POST":
        delivery.confirm(token=token, by=actor_of(request))
        return _to_begun(token)
    running = found.state is SubscriptionState.ACTIVE
    title = "Your alert is running" if running else "Confirm your alert"
    page = {"title": title, "alert": found, "token": token, "running": running}
    return show(request, "alerts/confirm.jinja", page, room="search")


@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End an alert: one press here, or one request of a mail program (RFC 8058).

    Mail programs send no cookie, so this one form carries no CSRF token; the signed token in
    the address is what proves the right, and all it can do is to end this alert.
    """
    found = queries.subscription_of(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        delivery.stop(token=token, by=VISITOR)
        return redirect("alert_ended")
    page = {"title": "End this alert", "alert": found, "token": token}
    return show(request, "alerts/stop.jinja", page, room="search")


def ended(request: HttpRequest) -> HttpResponse:
    """Say that no more letters will come."""
    return show(request, "alerts/ended.jinja", {"title": "Your alert has ended"}, room="search")


def feed(request: HttpRequest) -> HttpResponse:
    """Give the newest public works that answer a question as an Atom feed."""
    try:
        question = replace(_question(request), sort=Sort.GUIDED, page=1)
        ids = search.find_all_ids(question, by=VISITOR, limit=LOOKED_THROUGH)
    except (search.StrategyError, search.TooMuchWork) as error:
        return HttpResponse(f"This cannot be searched: {error}\n", status=400, content_type=_PLAIN)
    works = sorted(
        evidence.works_by_id(ids, by=VISITOR).values(),
        key=lambda work: (work.first_seen_at, work.id),
        reverse=True,
    )[:ENTRIES]
    query = query_of(question)
    body = as_atom(
        Channel(
            title=f"Concordat: {_title(question)}",
            href=f"{settings.SITE}{reverse('search_feed')}?{query}",
            page=f"{settings.SITE}{reverse('search')}?{query}",
            site=settings.SITE,
            updated=_began(),
        ),
        works,
        evidence.gone_lately(),
    )
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return HttpResponse(
        body, content_type="application/atom+xml; charset=utf-8", headers={"ETag": tag}
    )


_PLAIN = "text/plain; charset=utf-8"


def _began() -> str:
    """Return the date of a feed without entries, the same from day to day."""
    return "2026-01-01T00:00:00+00:00"


def _question(request: HttpRequest) -> Question:
    try:
        question = replace(read_question(request.GET), page=1)
    except UnreadableAddress as error:
        raise Http404(str(error)) from error
    if not question.text.strip() and not is_filtered(question):
        raise Http404
    return question


def _title(question: Question) -> str:
    """Return the question in one line, as letters and feeds name it."""
    return " ".join(question.text.split())[:200] or "the works chosen by filters"
