"""Pages of successions: the list, one event with what it moves, and the wizard that records one."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.parties import actions, queries
from concordat.parties.words import (
    Actor,
    PartGiven,
    Role,
    SuccessionKind,
    SuccessionStatus,
    SuccessionView,
)
from concordat.web.deeds import Data, Deed, carry_out, require
from concordat.web.pages import show
from concordat.web.parties import flow, presenters
from concordat.web.parties import succession_forms as forms
from concordat.web.parties.effects import effects_of
from concordat.web.parties.party_deeds import party_lines
from concordat.web.parties.seeing import as_at_of
from concordat.web.readers import actor_of

Done = tuple[str, str]
Act = Callable[[Actor, Data], Done]


def successions(request: HttpRequest) -> HttpResponse:
    """List every event of reorganisation, the newest first."""
    as_at = as_at_of(request)
    found = queries.successions(on=as_at.on)
    as_stood: dict[SuccessionStatus, list[SuccessionView]] = {each: [] for each in SuccessionStatus}
    for event in found:
        as_stood[event.status_on(as_at.on)].append(event)
    page = {
        "title": "Successions",
        "announced": as_stood[SuccessionStatus.ANNOUNCED],
        "withdrawn": as_stood[SuccessionStatus.WITHDRAWN],
        "past": as_stood[SuccessionStatus.IN_FORCE][::-1],
        "may_record": queries.may_act(actor_of(request), Role.SECRETARIAT),
        "as_at": as_at,
        "trail": [{"text": "Parties", "href": reverse("parties") + as_at.carry}],
    }
    return show(request, "parties/successions.jinja", page, room="parties", status=as_at.status)


def succession(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one event: who gave what to whom, by what instrument, and what it moves."""
    event, by, as_at = event_of(slug), actor_of(request), as_at_of(request)
    announced = event.status is SuccessionStatus.ANNOUNCED
    page = {
        "title": event.title or event.slug,
        "event": event,
        "lines": presenters.present_successions([event]),
        "flow": flow.draw(event),
        "effects": effects_of(event, by=by),
        "announced": announced,
        "withdrawn": event.status is SuccessionStatus.WITHDRAWN,
        "stood": event.status_on(as_at.on),
        "givers": {part.giver.slug: part.giver.name for part in event.parts},
        "links": _links(event, by),
        "safe_link": presenters.safe_link,
        "as_at": as_at,
        "may_record": queries.may_act(by, Role.SECRETARIAT),
        "trail": _trail(carry=as_at.carry),
    }
    return show(request, "parties/succession.jinja", page, room="parties", status=as_at.status)


def event_of(slug: str) -> SuccessionView:
    """Return an event under the names of today, or answer "not found"."""
    found = queries.succession(slug, on=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _links(event: SuccessionView, by: Actor) -> list[tuple[str, str]]:
    """Return what `by` may do with the event."""
    if not queries.may_act(by, Role.SECRETARIAT):
        return []
    correct = (reverse("correct_succession", args=[event.slug]), "Correct what is recorded of it")
    if event.status is SuccessionStatus.ANNOUNCED:
        return [
            (reverse("bring_into_force", args=[event.slug]), "Record that it came into force"),
            (reverse("postpone_succession", args=[event.slug]), "Put it off to another day"),
            (reverse("withdraw_succession", args=[event.slug]), "Record that it was withdrawn"),
            correct,
        ]
    in_force = event.status is SuccessionStatus.IN_FORCE
    if in_force and event.kind is SuccessionKind.SPLIT:
        rest = reverse("complete_succession", args=[event.slug])
        return [(rest, "Decide what it left open"), correct]
    return [correct]


def _trail(*more: dict[str, str], carry: str = "") -> list[dict[str, str]]:
    return [
        {"text": "Parties", "href": reverse("parties") + carry},
        {"text": "Successions", "href": reverse("successions") + carry},
        *more,
    ]


@never_cache
@require_http_methods(["GET", "POST"])
def record_succession(request: HttpRequest) -> HttpResponse:
    """Record an event in three steps: say what happens, look at what it moves, confirm.

    Nothing is kept between the steps but what the form itself carries.
    """
    by = require(request, Role.SECRETARIAT)
    step, sent = request.POST.get("step", ""), request.POST or None
    looks = step in ("look", "confirm")
    more = 2 if step == "more" else 0
    wizard = forms.Wizard(sent, parties=party_lines(), more_rows=more, checked=looks)
    if sent is None or not looks:
        return _first_step(request, wizard, checked=False)
    if not wizard.is_valid():
        return _first_step(request, wizard, checked=True)
    event = _draft(wizard)
    for fault in queries.faults_in(event):
        wizard.parts[0].add_error(None, fault)
        return _first_step(request, wizard, checked=True)
    effects = effects_of(event, by=by)
    looked_at = request.POST.get("looked_at", "")
    if step == "look" or looked_at != effects.fingerprint:
        return _second_step(request, wizard, event, by, changed=step == "confirm")
    return _third_step(request, wizard, by)


def _first_step(request: HttpRequest, wizard: forms.Wizard, *, checked: bool) -> HttpResponse:
    """Ask what happens. Errors are shown only once the form was sent to be looked at."""
    page = {
        "title": "Record a succession",
        "wizard": wizard,
        "checked": checked,
        "problem": checked,
        "problems": _problems(wizard) if checked else [],
        "trail": _trail(),
    }
    status = 400 if checked else 200
    return show(request, "parties/record_succession.jinja", page, room="parties", status=status)


def _problems(wizard: forms.Wizard) -> list[dict[str, str]]:
    """Return every error with its field, for the summary at the head of the page."""
    found = []
    for form in (wizard.event, *wizard.parts):
        found += [{"text": str(said), "href": "#parts"} for said in form.non_field_errors()]
        for field in form:
            target = f"#{field.id_for_label or field.auto_id}"
            found += [{"text": str(said), "href": target} for said in field.errors]
    return found


def _draft(wizard: forms.Wizard) -> SuccessionView:
    data = wizard.event.cleaned_data
    return queries.draft(
        kind=SuccessionKind(data["kind"]),
        parts=wizard.given(),
        on=data["on"],
        title=data["title"],
        status=SuccessionStatus(data["status"]),
    )


def _second_step(
    request: HttpRequest, wizard: forms.Wizard, event: SuccessionView, by: Actor, *, changed: bool
) -> HttpResponse:
    """Show what the event would move, before anything is recorded."""
    page = {
        "title": "What this succession would move",
        "wizard": wizard,
        "event": event,
        "lines": presenters.present_successions([event]),
        "flow": flow.draw(event),
        "effects": effects_of(event, by=by),
        "changed": changed,
        "problem": changed,
        "announced": event.status is SuccessionStatus.ANNOUNCED,
        "trail": _trail(),
    }
    status = 409 if changed else 200
    return show(request, "parties/look_at_succession.jinja", page, room="parties", status=status)


def _third_step(request: HttpRequest, wizard: forms.Wizard, by: Actor) -> HttpResponse:
    """Record the event, at once and whole."""
    data = wizard.event.cleaned_data
    slug = wizard.slug([each.slug for each in queries.successions()])
    try:
        actions.succeed(
            by=by,
            slug=slug,
            kind=SuccessionKind(data["kind"]),
            parts=wizard.given(),
            on=data["on"],
            status=SuccessionStatus(data["status"]),
            title=data["title"],
            announced_on=data["announced_on"],
            instrument=data["instrument"],
            instrument_url=data["instrument_url"],
            source=data["source"],
        )
    except actions.WrongFactError as error:
        wizard.parts[0].add_error(None, error.message)
        return _first_step(request, wizard, checked=True)
    messages.success(request, "The succession was recorded as one event.")
    return redirect("succession", slug)


@never_cache
@require_http_methods(["GET", "POST"])
def complete_succession(request: HttpRequest, slug: str) -> HttpResponse:
    """Decide what a split left open."""
    require(request, Role.SECRETARIAT)
    event = event_of(slug)
    if event.kind is not SuccessionKind.SPLIT or event.status is SuccessionStatus.WITHDRAWN:
        raise Http404

    def act(by: Actor, data: Data) -> Done:
        part = PartGiven(data["giver"], data["taker"], data["function"], note=data["note"])
        actions.complete_succession(by=by, slug=slug, part=part, edition=data["edition"])
        return "The decision was recorded.", reverse("succession", args=[slug])

    lead = "What was recorded of the event stays. Your decision is added to it."
    deed = deed_on(event, "Decide what the event left open", "Record the decision", act, lead)
    form = forms.CompletionForm(request.POST or None, event=event)
    return carry_out(request, deed, form)


@never_cache
@require_http_methods(["GET", "POST"])
def correct_succession(request: HttpRequest, slug: str) -> HttpResponse:
    """Add to an event what is right of it, with the reason."""
    require(request, Role.SECRETARIAT)
    event = event_of(slug)

    def act(by: Actor, data: Data) -> Done:
        actions.correct_succession(
            by=by,
            slug=slug,
            text=data["text"],
            reason=data["reason"],
            today=timezone.localdate(),
            edition=data["edition"],
        )
        return "The correction was added.", reverse("succession", args=[slug])

    lead = (
        "What was recorded is never rewritten. Your correction stands on the page of the event "
        "from today, with its reason. It moves nothing: where something went to another body, "
        "record a further succession as well."
    )
    deed = deed_on(event, "Correct what is recorded of it", "Add the correction", act, lead)
    return carry_out(request, deed, forms.CorrectionForm(request.POST or None, event=event))


def deed_on(event: SuccessionView, title: str, button: str, act: Act, lead: str = "") -> Deed:
    """Return the page of a deed on a recorded event."""
    place = {"text": event.title or event.slug, "href": reverse("succession", args=[event.slug])}
    return Deed(
        title=title,
        button=button,
        lead=lead,
        act=act,
        trail=tuple(_trail(place)),
        room="parties",
        edition=lambda: event_of(event.slug).edition,
    )
