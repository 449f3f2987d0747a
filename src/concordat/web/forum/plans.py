"""Planned work: the register, entering a plan, what is alike, the answer."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concordat.forum import actions, queries
from concordat.forum.words import Choice, LikenessView, PlanKind, PlanStage, PlanView
from concordat.parties import queries as parties
from concordat.parties.words import Visibility
from concordat.web.forum.deeds import Data, Page, Trail, perform, rights
from concordat.web.forum.plan_forms import AnswerForm, PlanForm, plan_initial
from concordat.web.forum.saying import SAYING
from concordat.web.pages import show
from concordat.web.readers import actor_of


def trail(plan: PlanView | None = None) -> Trail:
    """Return the way back from a page of planned work."""
    found = [
        {"text": "Forum", "href": reverse("forums")},
        {"text": "Planned work", "href": reverse("plans")},
    ]
    if plan:
        found.append({"text": plan.given.title, "href": reverse("plan", args=[plan.id])})
    return found


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """List the planned work that the reader may read."""
    asked = {name: request.GET.get(name, "").strip()[:200] for name in ("q", "kind", "stage")}
    found = queries.plans(
        by=actor_of(request), text=asked["q"], kind=asked["kind"], stage=asked["stage"]
    )
    page = {
        "title": "Planned work",
        "plans": found,
        "asked": asked,
        "kinds": [kind.value for kind in PlanKind],
        "stages": [stage.value for stage in PlanStage],
        "to_answer": queries.to_answer(by=actor_of(request)),
        "trail": trail()[:1],
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/plans.jinja", page, room="forum")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Take in a plan, and show at once what is alike."""
    actor = actor_of(request)
    person = parties.person(actor.person, by=actor)
    initial = {
        "title": request.GET.get("title", "")[:300],
        "contact_name": actor.name,
        "contact_email": person.email if person else "",
        "stage": PlanStage.PLANNED.value,
        "visibility": Visibility.PARTIES.value,
    }
    form = PlanForm(request.POST or None, initial=initial)
    page = Page(
        title="Enter planned work",
        button="Save and see what is alike",
        lead="It takes two minutes. What you do not know yet can wait. "
        "Do not write anything about a patient.",
        trail=trail(),
    )

    def act(_: Data) -> tuple[str, str]:
        made = actions.enter_plan(by=actor, given=form.given(), now=timezone.now())
        return "Your plan is saved.", reverse("alike", args=[made])

    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Change a plan of one's own party."""
    actor, found = actor_of(request), _found(request, plan_id)
    form = PlanForm(request.POST or None, initial=plan_initial(found.given, found.version))

    def act(given: Data) -> tuple[str, str]:
        actions.change_plan(
            by=actor,
            plan=plan_id,
            given=form.given(),
            version=given["version"],
            now=timezone.now(),
        )
        return "Your changes are saved.", reverse("alike", args=[plan_id])

    page = Page(title="Change planned work", button="Save", trail=trail(found))
    return perform(request, page, form, act)


@require_safe
def plan(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Show a plan."""
    found = _found(request, plan_id)
    page = {
        "title": found.given.title,
        "plan": found,
        "likenesses": queries.alike(plan_id, by=actor_of(request)),
        "trail": trail(),
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/plan.jinja", page, room="forum")


@require_safe
def alike(request: HttpRequest, plan_id: str) -> HttpResponse:
    """Show the plans most like one, with reasons, and what their owners answered."""
    found = _found(request, plan_id)
    page = {
        "title": "What is alike",
        "plan": found,
        "likenesses": queries.alike(plan_id, by=actor_of(request)),
        "trail": trail(found),
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/alike.jinja", page, room="forum")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, plan_id: str, likeness_id: str) -> HttpResponse:
    """Answer what will be done about an alike plan."""
    actor, found = actor_of(request), _found(request, plan_id)
    alike = {each.id: each for each in queries.alike(plan_id, by=actor)}
    if likeness_id not in alike:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"choice": Choice.JOIN.value})

    def act(given: Data) -> tuple[str, str]:
        actions.answer_likeness(
            by=actor,
            likeness=likeness_id,
            plan=plan_id,
            choice=Choice(given["choice"]),
            reason=given["reason"],
            now=timezone.now(),
        )
        said = "Your answer is recorded. Both owners are told by mail."
        if given["choice"] == Choice.JOIN:
            said += " Joining goes on the agenda of the next meeting."
        return said, reverse("alike", args=[plan_id])

    page = Page(
        title="What will you do?",
        button="Answer",
        lead=_lead(found, alike[likeness_id]),
        trail=trail(found),
    )
    return perform(request, page, form, act)


def _lead(found: PlanView, other: LikenessView) -> str:
    if other.plan:
        title, whose = other.plan.given.title, other.plan.party.name
        return f"Your “{found.given.title}” is like “{title}” of {whose}."
    kind = other.veiled.kind if other.veiled else "plan"
    return f"Your “{found.given.title}” is like a {kind} that its owner does not share."


def _found(request: HttpRequest, plan_id: str) -> PlanView:
    found = queries.plan(plan_id, by=actor_of(request))
    if found is None:
        raise Http404
    return found
