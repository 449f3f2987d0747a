"""A record that was taken down: its page, and the deed."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from concordat.evidence import actions
from concordat.evidence import queries as evidence
from concordat.evidence.words import WorkView
from concordat.parties.words import Actor, Role
from concordat.web.deeds import Data, Deed, DeedForm, carry_out, require
from concordat.web.pages import posted, show
from concordat.web.readers import actor_of


class TakedownForm(DeedForm):
    """Why a record is taken down."""

    reason = forms.CharField(
        label="Why is it taken down?",
        help_text="Everybody who comes to its address reads it",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Give the reason: whoever comes to its address reads it"},
    )


def gone(request: HttpRequest, work_id: str) -> HttpResponse:
    """Return the page of a record that was taken down, or answer "not found"."""
    found = evidence.taken_down(work_id)
    if found is None:
        raise Http404
    page = {"title": "Taken down", "taken_down": found}
    return show(request, "evidence/gone.jinja", page, room="search", status=410)


@login_required
@never_cache
def take_down(request: HttpRequest, work_id: str) -> HttpResponse:
    """Take a public record down."""
    require(request, Role.SECRETARIAT)
    work = evidence.work(work_id, by=actor_of(request))
    if not isinstance(work, WorkView):
        raise Http404

    def act(by: Actor, given: Data) -> tuple[str, str]:
        actions.take_down(work=work_id, reason=given["reason"], by=by)
        return "The record is taken down.", reverse("work", args=[work_id])

    deed = Deed(
        title="Take this record down",
        button="Take it down",
        act=act,
        lead=f"“{work.title}” It leaves pages, search, packs and protocols. Its address says that "
        "it was taken down, and why. For a work that was retracted or withdrawn by its publisher, "
        "report that instead: its record stays, with the warning.",
        trail=({"text": work.title[:60], "href": reverse("work", args=[work_id])},),
        room="search",
    )
    return carry_out(request, deed, TakedownForm(posted(request)))
