"""Signing in through one's organisation: which providers, read from the environment.

    OIDC_PROVIDERS=openathens,entra            names, free to choose; they stand in addresses
    OIDC_OPENATHENS_LABEL=OpenAthens           what the button says
    OIDC_OPENATHENS_SERVER=https://...         the issuer; its discovery document lies below it
    OIDC_OPENATHENS_CLIENT_ID=...
    OIDC_OPENATHENS_CLIENT_SECRET=...
    OIDC_OPENATHENS_SCOPES=openid email        left out: openid profile email
    OIDC_OPENATHENS_ACR_VALUES=AAL2_OR_AAL3_ANY   how sure the provider must be, where it asks
    OIDC_OPENATHENS_SUBJECT=sub                the claim that names a person for good
    OIDC_OPENATHENS_TRUST_EMAIL=yes            its verified addresses may find a person's account

`TRUST_EMAIL` is off unless the provider proves addresses: else whoever can write an address
there could sign in as its owner here.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}\Z")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def providers(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the providers as allauth takes them. Raise ImproperlyConfigured on a bad one."""
    names = [name.strip() for name in environment.get("OIDC_PROVIDERS", "").split(",")]
    return [_provider(name, environment) for name in names if name]


def _provider(name: str, environment: Mapping[str, str]) -> dict[str, Any]:
    if not _NAME.match(name):
        raise ImproperlyConfigured(
            f"OIDC_PROVIDERS: {name!r} is no name; use small letters, figures and hyphens."
        )
    prefix = f"OIDC_{name.upper().replace('-', '_')}_"

    def given(what: str, default: str = "") -> str:
        return environment.get(prefix + what, default).strip()

    for needed in ("SERVER", "CLIENT_ID", "CLIENT_SECRET"):
        if not given(needed):
            raise ImproperlyConfigured(f"Set {prefix}{needed}, or take {name} out.")
    trusted = given("TRUST_EMAIL").lower() in ("yes", "true", "1")
    settings: dict[str, Any] = {
        "server_url": _safe(given("SERVER"), prefix + "SERVER"),
        "oauth_pkce_enabled": True,
        "uid_field": given("SUBJECT", "sub"),
        "scope": given("SCOPES", "openid profile email").split(),
        "email_authentication": trusted,
        "email_authentication_auto_connect": trusted,
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


def _safe(address: str, variable: str) -> str:
    """Return the address of a server; without TLS only on this machine, for trials."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return address.rstrip("/")
    raise ImproperlyConfigured(f"{variable}: write an address that begins with https://")
