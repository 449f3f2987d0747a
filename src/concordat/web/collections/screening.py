"""Screen one record after another, and settle what two people disagree on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from concordat.evidence import actions
from concordat.evidence import queries as evidence
from concordat.evidence.words import CollectionView, Decision, Progress, Refused
from concordat.web.collections import presenters
from concordat.web.collections.forms import VoteForm
from concordat.web.collections.views import found_collection, refuse, trail_to
from concordat.web.enquiries.context import request_for
from concordat.web.pages import show
from concordat.web.readers import actor_of


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest, collection_id: str) -> HttpResponse:
    """Show the next record that the reader has not screened, and take what they say."""
    found = found_collection(request, collection_id)
    form = VoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _voted(request, form):
        return redirect("screen", collection_id)
    total, next_ones = evidence.collected(
        collection_id, by=actor_of(request), progress=Progress.WAITING, limit=1
    )
    page = {
        "title": f"Screen: {found.name}",
        "collection": found,
        "left": total,
        "record": presenters.present_record(next_ones[0]) if next_ones else None,
        "form": form,
        "for_request": request_for(found.request, by=actor_of(request)),
        "problem": bool(form.errors),
        "trail": trail_to(found),
    }
    status = 400 if form.errors else 200
    return show(request, "collections/screen.jinja", page, room="search", status=status)


def _voted(request: HttpRequest, form: VoteForm) -> bool:
    data = form.cleaned_data
    try:
        actions.vote(
            by=actor_of(request),
            record=data["record"],
            decision=Decision(data["decision"]),
            reason=data["reason"],
            now=timezone.now(),
        )
    except Refused as error:
        refuse(form, error)
        return False
    return True


@login_required
@require_POST
def change(request: HttpRequest, collection_id: str) -> HttpResponse:
    """Change a decision: one's own vote while others are blind to it, else what was settled."""
    found = found_collection(request, collection_id)
    form = VoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, "It was not changed: choose include or exclude.")
    elif _changed(request, form, found):
        messages.success(request, "The decision is changed.")
    shown = request.POST.get("show", "")
    query = f"?show={shown}" if shown in presenters.STATES else ""
    return redirect(reverse("collected_records", args=[collection_id]) + query)


def _changed(request: HttpRequest, form: VoteForm, found: CollectionView) -> bool:
    actor, data = actor_of(request), form.cleaned_data
    kept = evidence.collected_record(data["record"], by=actor)
    if kept is None:
        messages.error(request, "There is no such record.")
        return False
    alone = found.screeners == 1 and kept.mine and not kept.verdict
    deed = actions.vote if alone or not kept.votes else actions.decide_again
    try:
        deed(
            by=actor,
            record=kept.id,
            decision=Decision(data["decision"]),
            reason=data["reason"],
            now=timezone.now(),
        )
    except Refused as error:
        messages.error(request, error.message)
        return False
    return True


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def conflicts(request: HttpRequest, collection_id: str) -> HttpResponse:
    """List what screeners disagree on, and settle it."""
    found = found_collection(request, collection_id)
    if request.method == "POST":
        form = VoteForm(request.POST)
        if not form.is_valid():
            messages.error(request, "It was not settled: choose include or exclude.")
        elif _settled(request, form):
            messages.success(request, "It is settled.")
        return redirect("conflicts", collection_id)
    total, works = evidence.collected(
        collection_id, by=actor_of(request), progress=Progress.CONFLICT, limit=25
    )
    page = {
        "title": f"Conflicts: {found.name}",
        "collection": found,
        "total": total,
        "records": [presenters.present_record(each) for each in works],
        "trail": trail_to(found),
    }
    return show(request, "collections/conflicts.jinja", page, room="search")


def _settled(request: HttpRequest, form: VoteForm) -> bool:
    data = form.cleaned_data
    try:
        actions.settle(
            by=actor_of(request),
            record=data["record"],
            decision=Decision(data["decision"]),
            reason=data["reason"],
            now=timezone.now(),
        )
    except Refused as error:
        messages.error(request, error.message)
        return False
    return True
