"""Reporting what was found against a work: a form, a look at what will happen, the deed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from concordat.delivery import queries as delivery
from concordat.evidence import actions
from concordat.evidence import queries as evidence
from concordat.evidence.words import Kind, WorkView
from concordat.parties import actions as parties
from concordat.parties.words import Actor, Role
from concordat.web.evidence.forms import RELATIONS, StandingForm
from concordat.web.evidence.standing import said_on
from concordat.web.pages import show
from concordat.web.readers import actor_of


def may_report(actor: Actor) -> bool:
    """Return whether the reader's post is to say how works stand."""
    return bool(actor.person) and (
        actor.may(Role.PUBLISHER) or actor.may(Role.KNOWLEDGE_SPECIALIST)
    )


@login_required
@never_cache
def report(request: HttpRequest, work_id: str) -> HttpResponse:
    """Take a report in two steps: write, then look at whom it reaches and confirm."""
    actor = actor_of(request)
    if not may_report(actor):
        raise PermissionDenied(
            "Only a publisher or a knowledge specialist of a party may report how a work stands. "
            "Ask an administrator of your party for that role, or send them the notice."
        )
    work = evidence.work(work_id, by=actor)
    if not isinstance(work, WorkView):
        raise Http404
    if request.method != "POST":
        return _form(request, work, StandingForm(initial={"seen": work.revision}))
    form = StandingForm(request.POST)
    if not form.is_valid():
        return _form(request, work, form, status=400)
    if "confirm" not in request.POST:
        return _look(request, work, form, actor)
    return _enter(request, work, form, actor)


def _form(
    request: HttpRequest, work: WorkView, form: StandingForm, *, status: int = 200
) -> HttpResponse:
    page = {"title": "Report how this work stands", "work": work, "form": form}
    page |= {"problem": bool(form.errors), "trail": _trail(work)}
    return show(request, "evidence/report.jinja", page, room="search", status=status)


def _look(request: HttpRequest, work: WorkView, form: StandingForm, actor: Actor) -> HttpResponse:
    above = evidence.resting_on(work.id, by=actor)
    data = form.cleaned_data
    page = {
        "title": "Check before you confirm",
        "work": work,
        "given": [(name, form[name].value() or "") for name in form.fields],
        "relation": dict(RELATIONS)[data["relation"]],
        "data": data,
        "since": said_on(data["on"]),
        "guidance": [each.work for each in above if each.work.kind is Kind.GUIDANCE],
        "packs": delivery.packs_naming([work.id], by=actor),
        "trail": _trail(work),
    }
    return show(request, "evidence/report_check.jinja", page, room="search")


def _enter(request: HttpRequest, work: WorkView, form: StandingForm, actor: Actor) -> HttpResponse:
    data = form.cleaned_data
    try:
        actions.report(
            work=work.id,
            relation=data["relation"],
            on=data["on"],
            source=data["source"],
            note=data["note"],
            notice=data["notice"],
            seen=data["seen"],
            by=actor,
        )
    except parties.ChangedMeanwhileError:
        again = request.POST.copy()
        again["seen"] = str(work.revision)
        form.data = again
        form.add_error(
            None,
            "Somebody changed this work while you were writing. Nothing of yours is lost: look "
            "at how it stands now, then send this form again.",
        )
        return _form(request, work, form, status=409)
    messages.success(
        request,
        "It is entered. Within a minute everybody who was given this work is told, and the "
        "owners of what rests on it have a task.",
    )
    return redirect("work", work.id)


def _trail(work: WorkView) -> list[dict[str, str]]:
    return [
        {"text": "Search", "href": reverse("search")},
        {"text": work.title[:60], "href": reverse("work", args=[work.id])},
    ]
