"""allauth's provider, asking by our rules and knowing people by what lasts."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from onelogin.saml2.auth import OneLogin_Saml2_Auth as Auth
from onelogin.saml2.authn_request import OneLogin_Saml2_Authn_Request as Request
from onelogin.saml2.settings import OneLogin_Saml2_Settings as Settings
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils

from concordat.web.account.saml import metadata, our_side
from concordat.web.account.saml.answers import Answer, NotBelieved

_FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:"
_NAME_ID = "NameID"  # what SUBJECT says to know people by the name identifier


class Provider(SAMLProvider):  # type: ignore[misc]
    """One organisation. Nothing of what it says is kept but who the person is."""

    def toolkit(self) -> Settings:
        """Return the settings of python3-saml. Unavailable, OSError: see `metadata`, `our_side`."""
        given = self.app.settings
        theirs = metadata.identity_provider(given, now=timezone.now())
        return our_side.toolkit(self.request, self.app.client_id, given, theirs)

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, **more: Any
    ) -> HttpResponse:
        """Send somebody there with a request whose id this browser's session keeps.

        No RelayState and no NameIDPolicy: where to go afterwards stays in the session, and a
        provider that cannot serve a demanded kind of name refuses everybody. `Auth.login` would
        sign an empty RelayState, over which providers disagree.
        """
        settings = self.toolkit()
        asked = Request(settings, set_nameid_policy=False)
        query = {"SAMLRequest": asked.get_request()}
        if settings.get_security_data()["authnRequestsSigned"]:
            Auth({}, settings).add_request_signature(query)
        address: str = Utils.redirect(settings.get_idp_sso_url(), query)
        self.stash_redirect_state(request, process, next_url, state_id=asked.get_id())
        return HttpResponseRedirect(address)

    def extract_uid(self, data: Answer) -> str:
        """Return what names a person for good: the attribute chosen, else a lasting name."""
        if uid := self._extract(data).get("uid"):
            return str(uid)
        chosen, kind = self.app.settings["subject"], data.name_id_format
        named = kind == f"{_FORMAT}persistent" if not chosen else chosen == _NAME_ID
        if not named or not data.name_id or kind == f"{_FORMAT}transient":
            raise NotBelieved("names nobody for good: set SUBJECT to the attribute that does")
        return data.name_id

    def extract_extra_data(self, data: Answer) -> dict[str, Any]:
        return {}


def provider_or_404(request: HttpRequest, name: str) -> Provider:
    try:
        app = get_adapter().get_app(request, provider=SAMLProvider.id, client_id=name)
    except SocialApp.DoesNotExist:
        raise Http404(f"no provider of SAML is called {name}") from None
    return Provider(request, app=app)
