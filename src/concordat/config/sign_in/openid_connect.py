"""Signing in through one's organisation by OpenID Connect.

OIDC_PROVIDERS=openathens,entra            names, free to choose; they stand in addresses
OIDC_OPENATHENS_LABEL=OpenAthens           what the button says
OIDC_OPENATHENS_SERVER=https://...         the issuer; its discovery document lies below it
OIDC_OPENATHENS_CLIENT_ID=...
OIDC_OPENATHENS_CLIENT_SECRET=...
OIDC_OPENATHENS_SCOPES=openid email        left out: openid profile email
OIDC_OPENATHENS_ACR_VALUES=AAL2_OR_AAL3_ANY   how sure the provider must be, where it asks
OIDC_OPENATHENS_SUBJECT=sub                the claim that names a person for good
OIDC_OPENATHENS_TRUST_EMAIL=yes            its verified addresses may find a person's account
                                           (or the domains of which they may: nhs.example)
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from concordat.config.sign_in.variables import named, prefix_of, reader, safe, trust


def providers(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the providers as allauth takes them. Raise ImproperlyConfigured on a bad one."""
    return [_provider(name, environment) for name in named("OIDC_PROVIDERS", environment)]


def _provider(name: str, environment: Mapping[str, str]) -> dict[str, Any]:
    prefix = prefix_of("OIDC", name)
    given = reader(prefix, environment)
    for needed in ("SERVER", "CLIENT_ID", "CLIENT_SECRET"):
        if not given(needed):
            raise ImproperlyConfigured(f"Set {prefix}{needed}, or take {name} out.")
    settings: dict[str, Any] = {
        "server_url": safe(given("SERVER"), prefix + "SERVER").rstrip("/"),
        "oauth_pkce_enabled": True,
        "uid_field": given("SUBJECT", "sub"),
        "scope": given("SCOPES", "openid profile email").split(),
        **trust(given, prefix + "TRUST_EMAIL"),
    }
    if acr := given("ACR_VALUES"):
        settings["auth_params"] = {"acr_values": acr}
    return {
        "provider_id": name,
        "name": given("LABEL", name),
        "client_id": given("CLIENT_ID"),
        "secret": given("CLIENT_SECRET"),
        "settings": settings,
    }
