"""What fell, who has not seen it yet, what owners decided, and what I was told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from concordat.delivery import actions
from concordat.delivery import queries as delivery
from concordat.delivery.words.pack import PackView
from concordat.delivery.words.recall import Outcome, TaskView
from concordat.evidence import queries as evidence
from concordat.web.evidence.standing import said_on
from concordat.web.outbox.views import shows_letters
from concordat.web.pages import show
from concordat.web.readers import actor_of
from concordat.web.recall.forms import AnswerForm


def falls(request: HttpRequest) -> HttpResponse:
    """List what fell, newest first."""
    actor = actor_of(request)
    page = {
        "title": "Recalls",
        "falls": delivery.falls(newest_first=True, limit=200),
        "follows_up": delivery.may_follow_up(actor),
        "mine": bool(actor.person),
        "said_on": said_on,
    }
    return show(request, "recall/falls.jinja", page, room="recall")


@never_cache
def fall(request: HttpRequest, fall_id: str) -> HttpResponse:
    """Show one fall: what owners decided; for those who may, who has not seen it yet."""
    actor = actor_of(request)
    found = delivery.fall(fall_id)
    if found is None:
        raise Http404
    page = {
        "title": f"Recall: {found.title[:60]}",
        "fall": found,
        "holders": delivery.holders(fall_id, by=actor),
        "others": delivery.other_holders(fall_id, by=actor, on=timezone.localdate()),
        "said_on": said_on,
        "follows_up": delivery.may_follow_up(actor),
        "tasks": delivery.tasks(by=actor, fall_id=fall_id),
        "outbox": shows_letters(),
        "trail": [{"text": "Recalls", "href": reverse("falls")}],
    }
    return show(request, "recall/fall.jinja", page, room="recall")


@login_required
@never_cache
def tasks(request: HttpRequest) -> HttpResponse:
    """List what the reader's party has to decide."""
    page = {
        "title": "Tasks after a recall",
        "tasks": delivery.tasks(by=actor_of(request)),
        "trail": [{"text": "Recalls", "href": reverse("falls")}],
    }
    return show(request, "recall/tasks.jinja", page, room="recall")


@login_required
@never_cache
def task(request: HttpRequest, task_id: str) -> HttpResponse:
    """Show a task, and take its answer."""
    found = delivery.task(task_id)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _task(request, found, AnswerForm(initial={"seen": found.version}))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _task(request, found, form, status=400)
    data = form.cleaned_data
    if data["outcome"] == Outcome.WITHDRAW and "confirm" not in request.POST:
        pack = _to_withdraw(request, found)
        if pack is not None and delivery.may_answer(task_id, by=actor_of(request)):
            return _confirm(request, found, form, pack)
    try:
        actions.answer_task(
            task=task_id,
            outcome=Outcome(data["outcome"]),
            reason=data["reason"],
            seen=data["seen"],
            by=actor_of(request),
        )
    except actions.AnsweredError as error:
        again = request.POST.copy()
        again["seen"] = str(found.version)
        form.data = again
        form.add_error(None, f"{error} Your text is below: send it again to replace that answer.")
        return _task(request, found, form, status=409)
    messages.success(request, "Your answer is kept, and can be read by everybody.")
    return _follow(request, found, Outcome(data["outcome"]), data["reason"])


def _to_withdraw(request: HttpRequest, found: TaskView) -> PackView | None:
    """Return the pack that an answer may withdraw, or None."""
    pack = delivery.pack(found.subject, by=actor_of(request)) if found.kind == "pack" else None
    return None if pack is None or pack.withdrawn else pack


def _confirm(
    request: HttpRequest, found: TaskView, form: AnswerForm, pack: PackView
) -> HttpResponse:
    """Say what a withdrawal does, before it is done."""
    page = {
        "title": "Check before you withdraw the pack",
        "task": found,
        "pack": pack,
        "holders": delivery.times_given([pack.id])[1],
        "given": [(name, form[name].value() or "") for name in form.fields],
        "reason": form.cleaned_data["reason"],
        "trail": [
            {"text": "Tasks after a recall", "href": reverse("tasks")},
            {"text": found.title[:60], "href": reverse("task", args=[found.id])},
        ],
    }
    return show(request, "recall/withdraw.jinja", page, room="recall")


def _follow(request: HttpRequest, found: TaskView, outcome: Outcome, reason: str) -> HttpResponse:
    """Do with a pack what its owner decided: withdraw it at once, or go to write it anew."""
    pack = _to_withdraw(request, found)
    if pack is not None:
        if outcome is Outcome.WITHDRAW:
            actions.withdraw_pack(slug=pack.slug, reason=reason, by=actor_of(request))
            messages.success(
                request,
                "The pack is withdrawn: every channel says so, and whoever is known to have "
                "been given it is told.",
            )
        elif outcome is Outcome.UPDATE:
            messages.success(request, "Write its next version from here.")
            return redirect("pack", pack.slug)
    return redirect("task", found.id)


def _task(
    request: HttpRequest, found: TaskView, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    works = evidence.works_by_id(found.path, by=actor_of(request))
    page = {
        "title": f"Decide what follows: {found.title[:60]}",
        "task": found,
        "way": [works[each] for each in found.path if each in works],
        "form": form,
        "may_answer": delivery.may_answer(found.id, by=actor_of(request)),
        "said_on": said_on,
        "problem": bool(form.errors),
        "trail": [{"text": "Tasks after a recall", "href": reverse("tasks")}],
    }
    return show(request, "recall/task.jinja", page, room="recall", status=status)


@login_required
@never_cache
def told_me(request: HttpRequest) -> HttpResponse:
    """List what the reader was told of."""
    page = {
        "title": "What you were told",
        "told": delivery.mine(by=actor_of(request)),
        "said_on": said_on,
        "trail": [{"text": "Recalls", "href": reverse("falls")}],
    }
    return show(request, "recall/told_me.jinja", page, room="recall")


@never_cache
def seen(request: HttpRequest, key: str) -> HttpResponse:
    """Let the holder of a letter say that they have seen it, with a button.

    Opening the link is not enough: mail filters open links too.
    """
    found = delivery.notice_by_key(key)
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.acknowledge(key=key, by=actor_of(request))
        messages.success(request, "Thank you. The owner can see that you have seen this.")
        return redirect("seen", key)
    page = {"title": "Have you seen this?", "told": found, "said_on": said_on}
    return show(request, "recall/seen.jinja", page, room="recall")
