"""Coming in: by an invitation's link, or by asking."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.parties import actions, queries
from concordat.parties.words import Certainty, InvitationState, InvitationView, PartyRef
from concordat.web.pages import posted, show
from concordat.web.people.forms import AskForm, JoinForm
from concordat.web.people.presenters import slugs
from concordat.web.people.views import refused
from concordat.web.readers import ACTING_FOR, actor_of


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Show an invitation to whoever holds its link, and let them accept it once."""
    found = queries.invitation_of(code)
    if found is None or found.state is not InvitationState.OPEN:
        state = found.state.value if found else ""
        over = {"title": "This invitation works no more", "state": state}
        return show(request, "people/join_over.jinja", over, status=410)
    actor = actor_of(request)
    form = JoinForm(posted(request), initial={"name": found.name})
    if request.method == "POST" and (actor.person or form.is_valid()):
        given = {} if actor.person else form.cleaned_data
        try:
            actions.accept_invitation(by=actor, code=code, **given)
        except actions.WrongFactError as error:
            refused(form, error)
        else:
            return _welcome(request, found, password=given.get("password", ""))
    page: dict[str, object] = {
        "title": f"Join {found.party.name}",
        "invitation": found,
        "form": form,
        "code": code,
        "problem": bool(request.method == "POST" and form.errors),
    }
    status = 400 if request.method == "POST" else 200
    return show(request, "people/join.jinja", page, status=status)


def _welcome(request: HttpRequest, found: InvitationView, *, password: str) -> HttpResponse:
    """Show newcomers their account, signed in with the password that they have just set."""
    messages.success(request, f"You have joined {found.party.name}.")
    if not password:
        request.session[ACTING_FOR] = found.party.slug
        return redirect("account")
    credentials = {"email": found.email, "password": password}
    person = get_adapter(request).authenticate(request, **credentials)
    signed_in: HttpResponse = perform_password_login(
        request, credentials, Login(user=person, email=found.email)
    )
    return signed_in


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask an administrator of a party to be let in."""
    actor, offered = actor_of(request), _joined()
    form = AskForm(posted(request), parties=offered, known=bool(actor.person))
    wanted = request.GET.get("party", "")
    if wanted in slugs(offered):
        form.fields["party"].initial = wanted
    if request.method == "POST":
        limited: HttpResponse | None = ratelimit.consume_or_429(request, action="ask_access")
        if limited is not None:
            return limited
        if form.is_valid():
            try:
                actions.ask_access(by=actor, **form.cleaned_data)
            except actions.WrongFactError as error:
                refused(form, error)
            else:
                return redirect("asked_access")
    page = {
        "title": "Ask for access",
        "form": form,
        "offered": bool(offered),
        "problem": bool(form.errors),
    }
    return show(request, "people/ask.jinja", page, status=400 if form.errors else 200)


def asked(request: HttpRequest) -> HttpResponse:
    """Thank for a request and say what comes next."""
    return show(request, "people/asked.jinja", {"title": "Your request is sent"})


def _joined() -> list[PartyRef]:
    """Return the parties that have joined this copy: only they have a space to be let into."""
    everybody = queries.parties(on=timezone.localdate())
    return [party.ref for party in everybody if party.joined is Certainty.YES]
