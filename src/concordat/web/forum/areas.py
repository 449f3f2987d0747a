"""Joint work areas."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concordat.forum import actions, queries
from concordat.forum.words import AreaView, Beneficiary
from concordat.web.forum.area_forms import AgreeForm, AreaForm, EntryForm, MeasureForm
from concordat.web.forum.deeds import Data, Page, Trail, perform, rights
from concordat.web.forum.forums import every_member
from concordat.web.forum.saying import SAYING
from concordat.web.pages import show
from concordat.web.readers import actor_of


def _found(request: HttpRequest, area_id: str) -> AreaView:
    found = queries.area(area_id, by=actor_of(request))
    if found is None:
        raise Http404
    return found


def _trail(found: AreaView | None = None) -> Trail:
    back = [{"text": "Forum", "href": reverse("forums")}]
    if found:
        back.append({"text": found.title, "href": reverse("area", args=[found.id])})
    return back


@require_safe
def area(request: HttpRequest, area_id: str) -> HttpResponse:
    """Show joint work: who gains, how that is measured, what was done."""
    found, actor = _found(request, area_id), actor_of(request)
    mine = queries.slug_of(actor) in {found.lead.slug, *(party.slug for party in found.partners)}
    page = {
        "title": found.title,
        "area": found,
        "mine": mine,
        "decision": queries.decision(found.decision, by=actor) if found.decision else None,
        "trail": _trail(),
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/area.jinja", page, room="forum")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose joint work, from two plans that are alike or from nothing."""
    actor = actor_of(request)
    forums = queries.forums(on=timezone.localdate())
    if not forums:
        raise Http404
    plans = [each for key in request.GET.getlist("plan") if (each := queries.plan(key, by=actor))]
    form = AreaForm(
        request.POST or None,
        parties=every_member(),
        forums=[(each.slug, each.name) for each in forums],
        initial={
            "title": plans[0].given.title if plans else "",
            "lead": queries.slug_of(actor),
            "partners": [each.party.slug for each in plans[1:]],
        },
    )

    def act(given: Data) -> tuple[str, str]:
        made = actions.propose_area(
            by=actor,
            plans=[each.id for each in plans],
            now=timezone.now(),
            **given,
        )
        said = "Proposed. Say who gains and how that is measured, so that it can be agreed."
        return said, reverse("area", args=[made])

    page = Page(title="Propose joint work", button="Propose it", trail=_trail())
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def measure(request: HttpRequest, area_id: str) -> HttpResponse:
    """Say who gains and how that is measured."""
    found = _found(request, area_id)
    initial = {name: getattr(found, name) for name in MeasureForm.base_fields}
    form = MeasureForm(request.POST or None, initial=initial)

    def act(given: Data) -> tuple[str, str]:
        values = {**given, "beneficiary": Beneficiary(given["beneficiary"])}
        actions.measure_area(by=actor_of(request), area=area_id, now=timezone.now(), **values)
        return "It is saved.", reverse("area", args=[area_id])

    page = Page(title="Who gains, and how is it measured?", button="Save", trail=_trail(found))
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, area_id: str) -> HttpResponse:
    """Mark joint work as agreed by a decision."""
    actor, found = actor_of(request), _found(request, area_id)
    offered = [
        (each.id, f"{each.number}: {each.text[:80]}")
        for each in queries.decisions(found.forum, by=actor)
    ]
    form = AgreeForm(request.POST or None, decisions=offered)

    def act(given: Data) -> tuple[str, str]:
        actions.agree_area(by=actor, area=area_id, decision=given["decision"], now=timezone.now())
        return "The joint work is agreed.", reverse("area", args=[area_id])

    page = Page(title="Agree the joint work", button="It is agreed", trail=_trail(found))
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, area_id: str) -> HttpResponse:
    """Write what was done, or measured."""
    found = _found(request, area_id)
    form = EntryForm(request.POST or None)

    def act(given: Data) -> tuple[str, str]:
        actions.write_entry(by=actor_of(request), area=area_id, now=timezone.now(), **given)
        return "It is written down.", reverse("area", args=[area_id])

    page = Page(title="What was done?", button="Write it down", trail=_trail(found))
    return perform(request, page, form, act)
