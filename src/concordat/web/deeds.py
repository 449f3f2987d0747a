"""A page with one form that does one deed: asked, checked, done, or said why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from concordat.parties import actions, queries
from concordat.parties.words import Actor, Role
from concordat.web.pages import show
from concordat.web.readers import actor_of

Data = Mapping[str, Any]


class DeedForm(forms.Form):
    """A form that changes something. `edition`: of the thing when the form was made."""

    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def renew(self, edition: int) -> None:
        """Let the form, sent again, be about the thing as it is now."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("edition")] = str(edition)
        self.data = data


@dataclass(frozen=True, slots=True)
class Deed:
    """What a page with one form says, and what its form does.

    `act` carries the deed out by one action, and returns the words and the address that
    follow. `edition` asks for the thing's present edition.
    """

    title: str
    button: str
    act: Callable[[Actor, Data], tuple[str, str]]
    lead: str = ""
    trail: tuple[dict[str, str], ...] = ()
    room: str = ""
    edition: Callable[[], int] | None = None
    template: str = "deed.jinja"
    more: Mapping[str, object] | None = None


def require(request: HttpRequest, *roles: Role, party: str = "") -> Actor:
    """Return who acts, or raise NotAllowedError, which becomes a page that says what to do.

    The room's action asks again: this only spares people a form that they could not send.
    """
    actor = actor_of(request)
    if not queries.may_act(actor, *roles, party=party):
        raise actions.NotAllowedError(actor, roles, party)
    return actor


def carry_out(request: HttpRequest, deed: Deed, form: DeedForm) -> HttpResponse:
    """Show the form, or do the deed and go on; what was written is never lost on the way."""
    status = 200
    if request.method == "POST":
        if form.is_valid() and (address := _done(request, deed, form)):
            return redirect(address)
        status = 400
    page = {
        "title": deed.title,
        "deed": deed,
        "form": form,
        "problem": bool(form.errors),
        "trail": list(deed.trail),
        "has_file": form.is_multipart(),
        **(deed.more or {}),
    }
    return show(request, deed.template, page, room=deed.room, status=status)


def _done(request: HttpRequest, deed: Deed, form: DeedForm) -> str:
    """Return the address to go to; nothing when the room refused, and the form says why."""
    try:
        said, address = deed.act(actor_of(request), form.cleaned_data)
    except actions.WrongFactError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return ""
    except actions.ChangedMeanwhileError as error:
        if deed.edition:
            form.renew(deed.edition())
        form.add_error(None, str(error))
        return ""
    messages.success(request, said)
    return address
