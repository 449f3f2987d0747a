"""Signing in through one's organisation: which providers, read from the environment.

`openid_connect` and `saml` each say which variables they read. A provider's name stands in
addresses and with each account that it opens, so it is free to choose, once, for all of them.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from concordat.config.sign_in import openid_connect, saml


def providers(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return SOCIALACCOUNT_PROVIDERS. Raise ImproperlyConfigured on what cannot work."""
    apps = {
        "openid_connect": openid_connect.providers(environment),
        "saml": saml.providers(environment),
    }
    names = [app["provider_id"] for each in apps.values() for app in each]
    for name in names:
        if names.count(name) > 1:
            raise ImproperlyConfigured(
                f"Two providers to sign in with are called {name}. Give one another name."
            )
    return {kind: {"APPS": each} for kind, each in apps.items()}
