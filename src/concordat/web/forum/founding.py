"""Founding a forum, its terms of reference, and who belongs to it."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concordat.forum import actions, queries
from concordat.forum.words import ForumView, MemberKind
from concordat.parties import queries as parties
from concordat.parties.words import Actor, PartyRef, Role
from concordat.web.deeds import require
from concordat.web.forum.deeds import Data, Page, Trail, perform, rights
from concordat.web.forum.forums import known
from concordat.web.forum.founding_forms import AdmitForm, ChairForm, EndForm, FoundForm, TermsForm
from concordat.web.forum.saying import SAYING
from concordat.web.pages import show


def _trail(found: ForumView | None = None) -> Trail:
    back = [{"text": "Forum", "href": reverse("forums")}]
    if found:
        back.append({"text": found.name, "href": reverse("forum", args=[found.slug])})
    return back


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Record a forum."""
    actor = require(request, Role.SECRETARIAT)
    form = FoundForm(request.POST or None, clauses=_clauses(actor))

    def act(given: Data) -> tuple[str, str]:
        agreement, _, clause = given["clause"].partition("/")
        slug = given["slug"] or slugify(given["name"])[:100]
        actions.found_forum(
            by=actor,
            slug=slug,
            name=given["name"],
            about=given["about"],
            agreement=agreement,
            clause=clause,
        )
        said = "The forum is recorded. Without terms of reference it decides nothing: write them."
        return said, reverse("set_terms", args=[slug])

    page = Page(title="Record a forum", button="Record it", trail=_trail())
    return perform(request, page, form, act)


def _clauses(actor: Actor) -> list[tuple[str, str]]:
    """Return the clauses under which a forum may meet, forum clauses first."""
    listed = [
        (clause.kind != "forum", each.title, clause)
        for each in parties.agreements(on=timezone.localdate(), by=actor)
        for clause in each.clauses
    ]
    return [
        (f"{clause.agreement}/{clause.key}", f"{title}: {clause.heading or clause.key}")
        for _, title, clause in sorted(listed, key=lambda one: one[:2])
    ]


@require_safe
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all terms of reference of a forum, newest first."""
    forum, today = known(slug), timezone.localdate()
    every = queries.terms_of(slug)
    page = {
        "title": "Terms of reference",
        "forum": forum,
        "terms": every,
        "in_force": forum.terms.number if forum.terms else "",
        "today": today,
        "trail": _trail(forum),
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/terms.jinja", page, room="forum")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def set_terms(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a forum terms of reference from a day on."""
    actor, forum = require(request, Role.SECRETARIAT), known(slug)
    every = queries.terms_of(slug)
    before = every[0] if every else None
    form = TermsForm(request.POST or None, before=before, count=len(every))

    def act(given: Data) -> tuple[str, str]:
        actions.set_terms(
            by=actor,
            forum=slug,
            number=given["number"],
            since=given["since"],
            text=given["text"],
            rules=form.rules(),
            source=given["source"],
        )
        return "The terms of reference are recorded.", reverse("terms", args=[slug])

    lead = "Earlier terms stay as history. The quorum of each meeting is counted by these rules."
    page = Page(title="Terms of reference", button="Record them", lead=lead, trail=_trail(forum))
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def act_as_chair(request: HttpRequest, slug: str) -> HttpResponse:
    """Record what the chair did between meetings, for the next one to ratify."""
    actor, forum = require(request, Role.SECRETARIAT), known(slug)
    form = ChairForm(request.POST or None)

    def act(given: Data) -> tuple[str, str]:
        made = actions.act_as_chair(by=actor, forum=slug, now=timezone.now(), **given)
        return "It is recorded, to be ratified.", reverse("decision", args=[made])

    lead = "It is flagged as not ratified until a meeting with a quorum has ratified it."
    page = Page(title="Record a chair’s action", button="Record it", lead=lead, trail=_trail(forum))
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def admit(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a party into a forum."""
    actor, forum = require(request, Role.SECRETARIAT), known(slug)
    form = AdmitForm(request.POST or None, parties=_not_members(forum))

    def act(given: Data) -> tuple[str, str]:
        values: dict[str, Any] = {**given, "kind": MemberKind(given["kind"])}
        actions.admit(by=actor, forum=slug, **values)
        return "The party is a member.", f"{reverse('forum', args=[slug])}#members"

    page = Page(title="Take in a member", button="Take it in", trail=_trail(forum))
    return perform(request, page, form, act)


def _not_members(forum: ForumView) -> list[PartyRef]:
    today = timezone.localdate()
    there = {each.party.slug for each in forum.members}
    every = parties.parties(on=today)
    return [each.ref for each in every if each.slug not in there]


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, slug: str, party: str) -> HttpResponse:
    """End a party's membership."""
    actor, forum = require(request, Role.SECRETARIAT), known(slug)
    name = next((each.party.name for each in forum.members if each.party.slug == party), party)
    form = EndForm(request.POST or None, initial={"until": timezone.localdate()})

    def act(given: Data) -> tuple[str, str]:
        until: date = given["until"]
        actions.end_membership(by=actor, forum=slug, party=party, until=until)
        return "The membership ends on that day.", f"{reverse('forum', args=[slug])}#members"

    page = Page(title=f"End the membership of {name}", button="End it", trail=_trail(forum))
    return perform(request, page, form, act)
