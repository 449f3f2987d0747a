"""What parties say in a meeting, and what it decides."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.forum import actions, queries
from concordat.forum.words import MeetingView, Stance
from concordat.web.forum.citing import (
    LOOK,
    cites_of,
    decision_form,
    works_found,
    works_named,
)
from concordat.web.forum.deciding_forms import ActionForm, PositionForm
from concordat.web.forum.deeds import Data, Page, perform
from concordat.web.forum.fields import lines_of
from concordat.web.forum.forums import crumbs, members
from concordat.web.forum.meeting_forms import InterestForm
from concordat.web.forum.meetings import found_meeting
from concordat.web.readers import actor_of


def _items(meeting: MeetingView) -> list[tuple[str, str]]:
    return [(item.id, f"{item.number}. {item.title}") for item in meeting.items]


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def interest(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Declare a conflict of interest."""
    found = found_meeting(request, meeting_id)
    form = InterestForm(
        request.POST or None,
        parties=members(found.forum),
        items=_items(found),
        initial={"person": actor_of(request).name},
    )

    def act(given: Data) -> tuple[str, str]:
        actions.declare_interest(by=actor_of(request), meeting=meeting_id, **given)
        return "The interest is declared.", reverse("meeting", args=[meeting_id])

    page = Page(title="Declare an interest", button="Declare it", trail=crumbs(found))
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def position(request: HttpRequest, meeting_id: str, item_id: str) -> HttpResponse:
    """Record the position of one's party."""
    actor, found = actor_of(request), found_meeting(request, meeting_id)
    item = next((each for each in found.items if each.id == item_id), None)
    if item is None:
        raise Http404
    mine = queries.slug_of(actor)
    form = PositionForm(request.POST or None)

    def act(given: Data) -> tuple[str, str]:
        actions.take_position(
            by=actor,
            item=item_id,
            party=mine,
            stance=Stance(given["stance"]),
            reasons=given["reasons"],
            evidence=lines_of(given["evidence"]),
            now=timezone.now(),
        )
        return "The position is recorded.", reverse("meeting", args=[meeting_id])

    page = Page(
        title="The position of your party",
        button="Record it",
        lead=f"On item {item.number}: {item.title}. Earlier positions stay as history.",
        trail=crumbs(found),
    )
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Record a decision."""
    actor, found = actor_of(request), found_meeting(request, meeting_id)
    form = decision_form(request, found, actor)

    def act(given: Data) -> tuple[str, str]:
        made = actions.decide(
            by=actor,
            meeting=meeting_id,
            text=given["text"],
            item=given["item"],
            reasons=given["reasons"],
            cites=cites_of(form, actor),
            owner=given["owner"],
            review_on=given["review_on"],
            replaces=given["replaces"],
            as_chairs_action=given["chair"],
            despite=given["despite"],
            now=timezone.now(),
        )
        return "The decision is recorded.", reverse("decision", args=[made])

    looking = LOOK in request.POST
    page = Page(
        title="Record a decision",
        button="Record it",
        trail=crumbs(found),
        template="forum/decide.jinja",
        more={
            "meeting": found,
            "named": works_named(form, actor),
            "found": works_found(form, actor) if looking else [],
            "looked": looking,
        },
    )
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def give_action(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Give a party something to do."""
    found = found_meeting(request, meeting_id)
    form = ActionForm(request.POST or None, parties=members(found.forum))

    def act(given: Data) -> tuple[str, str]:
        actions.give_action(
            by=actor_of(request),
            forum=found.forum,
            meeting=meeting_id,
            now=timezone.now(),
            **given,
        )
        return "The action is given.", reverse("meeting", args=[meeting_id])

    page = Page(title="Give an action", button="Give it", trail=crumbs(found))
    return perform(request, page, form, act)
