"""Screen one record after another, and settle what two people disagree on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.evidence import actions
from concordat.evidence import queries as evidence
from concordat.evidence.words import Decision, Progress, Refused
from concordat.web.collections import presenters
from concordat.web.collections.forms import VoteForm
from concordat.web.collections.views import found_collection, refuse, trail_to
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
