"""A page with one form that does one deed of the forum: done, or said why not; nothing lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from concordat.forum.words import Conflict, Refused
from concordat.parties.words import Actor, Role
from concordat.web.pages import show
from concordat.web.readers import actor_of

Data = Mapping[str, Any]
Trail = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page with a form says beside the form."""

    title: str
    button: str
    lead: str = ""
    trail: Trail = field(default_factory=list)
    template: str = "forum/form.jinja"
    more: Mapping[str, object] = field(default_factory=dict)
    looking: bool = False  # the form was sent only to look something up


def carry_out(
    request: HttpRequest, page: Page, form: forms.Form, act: Callable[[Data], tuple[str, str]]
) -> HttpResponse:
    """Show the form, or do the deed. `act` returns what to say and the address to go to."""
    conflict: Conflict | None = None
    if form.is_valid():
        try:
            said, address = act(form.cleaned_data)
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        except Conflict as error:
            conflict = error
            renew(form, error.version)
            form.add_error(
                None,
                f"{error} What you wrote is still below. Put in what should stay, and send again.",
            )
        except PermissionError as error:
            return stopped(request, error, form)
        else:
            messages.success(request, said)
            return redirect(address)
    words = {
        "title": page.title,
        "page": page,
        "form": form,
        "problem": bool(form.errors),
        "conflict": conflict,
        "trail": page.trail,
        **page.more,
    }
    failed = request.method == "POST" and not page.looking
    return show(request, page.template, words, room="forum", status=400 if failed else 200)


def renew(form: forms.Form, version: int) -> None:
    """Let the form, sent again, be about the thing as it is now."""
    data = cast(QueryDict, form.data).copy()
    data["version"] = str(version)
    form.data = data


def press(request: HttpRequest, act: Callable[[], str], address: str) -> HttpResponse:
    """Do a deed that has no fields, say what came of it, and go to the address."""
    try:
        messages.success(request, act())
    except (Refused, Conflict) as error:
        messages.error(request, str(error))
    except PermissionError as error:
        return stopped(request, error)
    return redirect(address)


def stopped(
    request: HttpRequest, error: PermissionError, form: forms.Form | None = None
) -> HttpResponse:
    """Say why somebody may not do this, and give back what they wrote."""
    typed = []
    if form is not None:
        typed = [
            (str(bound.label), str(bound.value() or ""))
            for bound in form
            if not bound.is_hidden and bound.value()
        ]
    page = {"title": "You may not do this", "why": str(error), "typed": typed}
    return show(request, "forum/stopped.jinja", page, room="forum", status=403)


def rights(request: HttpRequest) -> dict[str, bool]:
    """Return which buttons a page offers. The room asks again when one is pressed."""
    actor = actor_of(request)
    return {
        "secretary": bool(actor.joined and actor.may(Role.SECRETARIAT)),
        "writer": bool(actor.party and actor.joined and actor.roles - {Role.READER}),
        "delegate": bool(actor.party and actor.may(Role.DELEGATE)),
        "member": actor.joined,
    }


def actor(request: HttpRequest) -> Actor:
    """Return who acts."""
    return actor_of(request)
