"""One's own account: who I am, for whom I act, my posts, my data."""

import dataclasses
import json
from datetime import date, datetime

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from concordat.delivery import queries as delivery
from concordat.enquiries import queries as enquiries
from concordat.parties import actions, queries
from concordat.parties.words import PersonView
from concordat.web.account import presenters
from concordat.web.account.waiting import places, waiting
from concordat.web.pages import show
from concordat.web.readers import ACTING_FOR, actor_of, forget


@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Show what waits for me, who I am here, and everything that I can change about it."""
    actor, person, today = actor_of(request), _myself(request), timezone.localdate()
    factor = is_mfa_enabled(request.user)
    page = {
        "title": "Your account",
        "person": person,
        "waits": waiting(actor, today=today, now=timezone.now()),
        "places": places(actor),
        "acting": queries.party_named(actor.party) if actor.party else None,
        "choices": presenters.choices(queries.posts_of(actor.person), acting=actor.party),
        "posts": presenters.posts(person, today=today),
        "roles": presenters.roles(person, today=today),
        "mandates": presenters.mandates(person, today=today),
        "factor": factor,
        "urged": presenters.needs_factor(person, today=today) and not factor,
        "has_password": request.user.is_authenticated and request.user.has_usable_password(),
        "sessions": UserSession.objects.filter(user=request.user).count(),
        "tokens": sum(token.live for token in queries.tokens(by=actor)),
    }
    return show(request, "account/account.jinja", page)


def _myself(request: HttpRequest) -> PersonView:
    actor = actor_of(request)
    person = queries.person(actor.person, by=actor)
    if person is None:
        raise Http404
    return person


@login_required
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose the party that I act for, among those that I have a post in."""
    slug = request.POST.get("party", "")
    offered = {post.party.slug: post.party for post in queries.posts_of(actor_of(request).person)}
    if slug not in offered:
        raise Http404
    request.session[ACTING_FOR] = slug
    forget(request)
    messages.success(request, f"You now act for {offered[slug].name}.")
    return redirect("account")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then end my post at a party with every role and mandate there, at once."""
    today = timezone.localdate()
    held = {post.slug: post for post in presenters.posts(_myself(request), today=today)}
    if slug not in held:
        raise Http404
    if request.method != "POST":
        page = {"title": "Leave a post", "post": held[slug]}
        return show(request, "account/leave.jinja", page)
    actor = actor_of(request)
    actions.leave_post(by=actor, person=actor.person, party=slug, on=today)
    forget(request)
    messages.success(request, f"Your post at {held[slug].party} has ended. You are still you.")
    return redirect("account")


@login_required
@never_cache
def my_data(request: HttpRequest) -> HttpResponse:
    """Give me all that is kept about me, as JSON."""
    actor = actor_of(request)
    kept = queries.export_person(actor.person, by=actor)
    if kept is None:
        raise Http404
    body = {
        "taken_at": timezone.now().isoformat(),
        "person": dataclasses.asdict(kept),
        "tokens": [dataclasses.asdict(token) for token in queries.tokens(by=actor)],
        "sessions": [
            {"since": session.created_at, "address": session.ip, "browser": session.user_agent}
            for session in UserSession.objects.filter(user=request.user)
        ],
        "deeds": [dataclasses.asdict(line) for line in queries.deeds_of(actor.person, by=actor)],
        "requests_to_libraries": [
            dataclasses.asdict(each)
            for each in enquiries.mine(by=actor, now=timezone.now(), limit=10_000)
        ],
        "told_of": [{**dataclasses.asdict(told), "key": ""} for told in delivery.mine(by=actor)],
    }
    text = json.dumps(body, ensure_ascii=False, indent=2, default=_plain)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
