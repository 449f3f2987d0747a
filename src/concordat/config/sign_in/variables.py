"""What the variables of every kind of provider have in common."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}\Z")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+\Z")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

#: Returns what a variable of one provider holds: ("LABEL", what it is if left out).
Given = Callable[..., str]


def named(variable: str, environment: Mapping[str, str]) -> list[str]:
    """Return the names that a variable lists, joined by commas."""
    names = [name.strip() for name in environment.get(variable, "").split(",")]
    for name in filter(None, names):
        if not _NAME.match(name):
            raise ImproperlyConfigured(
                f"{variable}: {name!r} is no name; use small letters, figures and hyphens."
            )
    return [name for name in names if name]


def prefix_of(kind: str, name: str) -> str:
    return f"{kind}_{name.upper().replace('-', '_')}_"


def reader(prefix: str, environment: Mapping[str, str]) -> Given:
    """Return what reads the variables of one provider."""

    def given(what: str, default: str = "") -> str:
        return environment.get(prefix + what, default).strip()

    return given


def trust(given: Given, variable: str) -> dict[str, Any]:
    """Return whether a provider's addresses open accounts, and those of which domains.

    Off unless the provider proves addresses: else whoever can write an address there could
    sign in as its owner here. With domains named, it is believed for those alone.
    """
    said = given("TRUST_EMAIL").lower()
    if said in ("", "no", "false", "0"):
        return {"email_authentication": False}
    domains = [] if said in ("yes", "true", "1") else re.split(r"[\s,]+", said)
    if wrong := next((each for each in domains if not _DOMAIN.match(each)), ""):
        raise ImproperlyConfigured(
            f"{variable}: write yes, no, or the domains of its addresses; {wrong!r} is none."
        )
    return {"email_authentication": True, "email_domains": domains}


def safe(address: str, variable: str) -> str:
    """Return the address of a server; without TLS only on this machine, for trials."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return address
    raise ImproperlyConfigured(f"{variable}: write an address that begins with https://")
