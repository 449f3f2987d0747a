"""The tokens of one's programs: list, make, revoke."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from concordat.parties import actions, queries
from concordat.parties.words import Scope
from concordat.web.account.forms import TokenForm
from concordat.web.account.presenters import token_line
from concordat.web.pages import posted, show
from concordat.web.readers import actor_of


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List the person's tokens; a POST makes one and shows its secret, this once."""
    form = TokenForm(posted(request))
    secret = _make(request, form) if request.method == "POST" and form.is_valid() else ""
    if secret:
        form = TokenForm()
    page = {
        "title": "Tokens",
        "form": form,
        "problem": bool(form.errors),
        "secret": secret,
        "tokens": [token_line(token) for token in queries.tokens(by=actor_of(request))],
    }
    status = 400 if form.errors else 200
    return show(request, "account/tokens.jinja", page, status=status)


def _make(request: HttpRequest, form: TokenForm) -> str:
    """Return the secret of a new token; "" when the room refused, with the form saying why."""
    given = form.cleaned_data
    scopes = [Scope[given["scope"]]]
    try:
        return actions.make_token(
            by=actor_of(request), name=given["name"], scopes=scopes, days=given["days"]
        )
    except actions.WrongFactError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return ""


@login_required
@require_POST
def revoke(request: HttpRequest, token_id: str) -> HttpResponse:
    """End a token at once."""
    try:
        actions.revoke_token(by=actor_of(request), token=token_id)
    except actions.WrongFactError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "The token works no more.")
    return redirect("tokens")
