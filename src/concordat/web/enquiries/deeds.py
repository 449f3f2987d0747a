"""A page with one form that does one deed: done, or said why not; nothing typed is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from concordat.enquiries.words import Conflict, Refused
from concordat.web.pages import show

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page with a form says beside the form."""

    title: str
    button: str
    lead: str = ""
    trail: list[dict[str, str]] = field(default_factory=list)
    template: str = "enquiries/form.jinja"
    more: Mapping[str, object] = field(default_factory=dict)


def carry_out(
    request: HttpRequest, page: Page, form: forms.Form, act: Callable[[Data], tuple[str, str]]
) -> HttpResponse:
    """Show the form, or do the deed. `act` returns what to say and the address to go to."""
    conflict: Conflict | None = None
    if request.method == "POST" and form.is_valid():
        try:
            said, address = act(form.cleaned_data)
        except Refused as error:
            refused(form, error)
        except Conflict as error:
            conflict = error
            renew(form, error.version)
            form.add_error(
                None,
                f"{error} What you wrote is still below. Put in what should stay, and send again.",
            )
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
    status = 400 if request.method == "POST" else 200
    return show(request, page.template, words, room="ask", status=status)


def refused(form: forms.Form, error: Refused) -> None:
    """Say on the form what the room refused, at its field where there is one."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


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
    return redirect(address)
