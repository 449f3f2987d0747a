"""The library's pages that we hand more to, or ask less of."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.socialaccount.providers.openid_connect.views import login as oidc_login
from allauth.socialaccount.views import ConnectionsView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.web.account.entrance import demonstration, organisations
from concordat.web.pages import show


class SignIn(LoginView):  # type: ignore[misc]
    """Sign in with a password, or choose another way. `?as=` fills in the address."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "login": self.request.GET.get("as", "")[:254]}

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**given)
        return page | {
            "organisations": organisations(self.request),
            "demonstration": demonstration(),
            "chosen": "as" in self.request.GET,
        }


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """Ask for the second factor that somebody has."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**given)
        held = Authenticator.objects.filter(user=self.stage.login.user)
        return page | {"kinds": set(held.values_list("type", flat=True))}


class Connections(ConnectionsView):  # type: ignore[misc]
    """Which organisations open this account."""

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**given)
        offered = organisations(self.request)
        called = {each.provider: each.name for each in offered}
        held = [
            (each.pk, called.get(each.provider, each.provider)) for each in page["form"].accounts
        ]
        return page | {"organisations": offered, "connected": held}

    def form_valid(self, form: Any) -> HttpResponse:
        """Disconnect, also from a provider that is in the settings no more."""
        account = form.cleaned_data["account"]
        if account.provider not in {each.provider for each in organisations(self.request)}:
            account._provider = account.provider  # the letter names it; else it is looked up
        answer: HttpResponse = super().form_valid(form)
        return answer


sign_in = SignIn.as_view()
second_step = SecondStep.as_view()
connections = login_required(Connections.as_view())


@never_cache
@require_http_methods(["GET", "POST"])
def to_organisation(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send somebody to their organisation to sign in there."""
    only_where_to_return(request)
    answer: HttpResponse = oidc_login(request, provider_id)
    name = next(
        (each.name for each in organisations(request) if each.address == request.path), provider_id
    )
    return leave_for(request, answer, name)


def only_where_to_return(request: HttpRequest) -> None:
    """Drop what an address asks for beyond where to return.

    Else whoever writes a link could ask the provider to be less sure than this copy is set to.
    """
    asked = request.GET.copy()
    for name in set(asked) - {"next", "process"}:
        del asked[name]
    request.GET = asked  # type: ignore[assignment]


def leave_for(request: HttpRequest, answer: HttpResponse, name: str) -> HttpResponse:
    """Send somebody on to where an answer would redirect them, if that is another site.

    By a page and not by a redirect: a browser that heeds `form-action` would follow the
    answer to a form to this site alone, and the organisation may send on to others.
    """
    address = answer.headers.get("Location", "")
    if answer.status_code != 302 or not urlsplit(address).netloc:
        return answer
    return show(request, "socialaccount/leaving.jinja", {"address": address, "provider": name})
