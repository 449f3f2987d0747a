"""Pages that record what came of an announced succession: in force, put off, or withdrawn."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.parties import actions
from concordat.parties.words import Actor, Role, SuccessionStatus
from concordat.web.deeds import Data, carry_out, require
from concordat.web.parties import succession_forms as forms
from concordat.web.parties.succession_views import Done, deed_on, event_of


@never_cache
@require_http_methods(["GET", "POST"])
def bring_into_force(request: HttpRequest, slug: str) -> HttpResponse:
    """Record that an announced event came into force."""
    require(request, Role.SECRETARIAT)
    event = event_of(slug)
    if event.status is not SuccessionStatus.ANNOUNCED:
        return redirect("succession", slug)

    def act(by: Actor, data: Data) -> Done:
        actions.bring_into_force(
            by=by,
            slug=slug,
            on=data["on"],
            instrument=data["instrument"],
            edition=data["edition"],
        )
        return "It is in force. Who holds what follows from it.", reverse("succession", args=[slug])

    deed = deed_on(event, "Record that it came into force", "Record", act)
    return carry_out(request, deed, forms.ForceForm(request.POST or None, event=event))


@never_cache
@require_http_methods(["GET", "POST"])
def postpone(request: HttpRequest, slug: str) -> HttpResponse:
    """Record that an announced event is to take effect on another day."""
    require(request, Role.SECRETARIAT)
    event = event_of(slug)
    if event.status is not SuccessionStatus.ANNOUNCED:
        return redirect("succession", slug)

    def act(by: Actor, data: Data) -> Done:
        actions.postpone_succession(
            by=by,
            slug=slug,
            on=data["on"],
            reason=data["reason"],
            today=timezone.localdate(),
            edition=data["edition"],
        )
        return "The new day is recorded, and the old one kept.", reverse("succession", args=[slug])

    lead = "It stays announced and moves nothing. The day that was planned stays in its note."
    deed = deed_on(event, "Put it off to another day", "Record the new day", act, lead)
    return carry_out(request, deed, forms.PostponeForm(request.POST or None, event=event))


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Record that an announced event was called off."""
    require(request, Role.SECRETARIAT)
    event = event_of(slug)
    if event.status is not SuccessionStatus.ANNOUNCED:
        return redirect("succession", slug)

    def act(by: Actor, data: Data) -> Done:
        actions.withdraw_succession(
            by=by,
            slug=slug,
            on=data["on"],
            reason=data["reason"],
            source=data["source"],
            today=timezone.localdate(),
            edition=data["edition"],
        )
        return "It is recorded as withdrawn. It moves nothing.", reverse("succession", args=[slug])

    lead = (
        "It stays in the record: pages as at days before tell it as announced, later ones as "
        "withdrawn, and nobody can look at it as if it were in force any more. This is not taken "
        "back: where it is announced once more, record a new event."
    )
    deed = deed_on(event, "Record that it was withdrawn", "Record the withdrawal", act, lead)
    return carry_out(request, deed, forms.WithdrawForm(request.POST or None, event=event))
