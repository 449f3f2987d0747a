"""A page with one form that does one deed: asked, checked, done, or said why not.

Nothing that somebody typed is lost on the way: what a room refuses stands at its field, who
was second is shown what stands now beside their own words, and who may not do it gets back
what they wrote.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from concordat.parties import actions, queries
from concordat.parties.words import Actor, Conflict, Refused, Role
from concordat.web.pages import show
from concordat.web.readers import actor_of

Data = Mapping[str, Any]
#: The words that follow a deed, and the address to go to.
Done = tuple[str, str]
#: The hidden field that says of which state of the thing a form was made.
_MADE_OF = ("edition", "version")
_STILL_BELOW = (
    "Nothing of yours is lost: look at what it says now, put in below what should stay, "
    "and send it again."
)


class DeedForm(forms.Form):
    """A form that changes something. `edition`: of the thing when the form was made."""

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page with one form says beside the form."""

    title: str
    button: str
    lead: str = ""
    trail: tuple[dict[str, str], ...] | list[dict[str, str]] = ()
    room: str = ""
    template: str = "deed.jinja"
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed(Page):
    """A page with what its form does.

    `act` carries the deed out by one action. `edition` asks for the thing's present edition,
    for rooms that do not say it with a Conflict.
    """

    act: Callable[[Actor, Data], Done]
    edition: Callable[[], int] | None = None


def require(request: HttpRequest, *roles: Role, party: str = "") -> Actor:
    """Return who acts, or raise NotAllowedError, which becomes a page that says what to do.

    The room's action asks again: this only spares people a form that they could not send.
    """
    actor = actor_of(request)
    if not queries.may_act(actor, *roles, party=party):
        raise actions.NotAllowedError(actor, roles, party)
    return actor


def carry_out(request: HttpRequest, deed: Deed, form: forms.Form) -> HttpResponse:
    """Show the form, or do the deed and go on."""

    def act(given: Data) -> Done:
        return deed.act(actor_of(request), given)

    return perform(request, deed, form, act, edition=deed.edition)


def perform(
    request: HttpRequest,
    page: Page,
    form: forms.Form,
    act: Callable[[Data], Done],
    *,
    edition: Callable[[], int] | None = None,
) -> HttpResponse:
    """Show the form, or do what `act` does with what was given, and go on.

    A form that was sent only to look something up comes here unbound, and nothing is done.
    """
    conflict = None
    sent = request.method == "POST" and form.is_bound
    if sent and form.is_valid():
        try:
            said, address = act(form.cleaned_data)
        except Refused as error:
            refused(form, error)
        except Conflict as error:
            conflict = error
            _renew(form, error.version or (edition() if edition else 0))
            form.add_error(None, f"{error} {_STILL_BELOW}")
        except PermissionError as error:
            return stopped(request, error, form, room=page.room)
        else:
            messages.success(request, said)
            return redirect(address)
    shown = {
        "title": page.title,
        "page": page,
        "form": form,
        "problem": bool(form.errors),
        "conflict": conflict,
        "trail": list(page.trail),
        **page.more,
    }
    return show(request, page.template, shown, room=page.room, status=400 if sent else 200)


def press(request: HttpRequest, act: Callable[[], str], address: str) -> HttpResponse:
    """Do a deed that has no fields, say what came of it, and go to the address."""
    try:
        messages.success(request, act())
    except (Refused, Conflict) as error:
        messages.error(request, getattr(error, "message", str(error)))
    except PermissionError as error:
        return stopped(request, error)
    return redirect(address)


def refused(form: forms.Form, error: Refused) -> None:
    """Say on the form what the room refused, at its field where there is one."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


def stopped(
    request: HttpRequest, error: PermissionError, form: forms.Form | None = None, *, room: str = ""
) -> HttpResponse:
    """Say why somebody may not do this, and give back what they wrote."""
    typed = []
    if form is not None:
        typed = [
            (str(bound.label), str(bound.value() or ""))
            for bound in form
            if not bound.is_hidden and bound.value()
        ]
    page = {"title": "You may not do this", "reason": str(error), "typed": typed}
    return show(request, "errors/403.jinja", page, room=room, status=403)


def _renew(form: forms.Form, now: int) -> None:
    """Let the form, sent again, be about the thing as it is now."""
    data = cast(QueryDict, form.data).copy()
    for name in _MADE_OF:
        if name in form.fields:
            data[form.add_prefix(name)] = str(now)
    form.data = data
