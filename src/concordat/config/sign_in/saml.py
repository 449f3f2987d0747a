"""Signing in through one's organisation by SAML 2.0.

SAML_PROVIDERS=college                     names, free to choose; they stand in addresses
SAML_COLLEGE_LABEL=Nowhere College         what the button says
SAML_COLLEGE_METADATA=/etc/.../college.xml the provider's metadata: a file or an https address
SAML_COLLEGE_ENTITY_ID=https://...         which provider, where its metadata name several
SAML_COLLEGE_SUBJECT=...                   the attribute that names a person for good
SAML_COLLEGE_EMAIL=...                     the attribute with the email address
SAML_COLLEGE_NAME=...                      the attribute with the name
SAML_COLLEGE_CONTEXTS=https://...          how sure the provider must be; checked here again
SAML_COLLEGE_TRUST_EMAIL=yes               its addresses may find a person's account
                                           (or the domains of which they may: nhs.example)
SAML_ENTITY_ID=https://...                 who we are; left out: where our metadata are
SAML_KEY=/etc/.../saml.key                 ours, as PEM: signs what we ask, and opens what
SAML_CERTIFICATE=/etc/.../saml.crt         the provider encrypts for us
"""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from concordat.config.sign_in.variables import named, prefix_of, reader, safe, trust

INSTALL = "pip install --require-hashes -r requirements/saml.txt"
_IDENTIFIER = re.compile(r"[^\s\"'<>&]+\Z")  # they are written into XML and XPath
#: Where providers put these by custom: eduPerson and SAML subject identifiers, Entra, ADFS.
_ATTRIBUTES = {
    "uid": (
        "urn:oasis:names:tc:SAML:attribute:subject-id urn:oasis:names:tc:SAML:attribute:pairwise-id"
    ),
    "email": (
        "urn:oid:0.9.2342.19200300.100.1.3 "
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress mail email"
    ),
    "name": (
        "urn:oid:2.16.840.1.113730.3.1.241 "
        "http://schemas.microsoft.com/identity/claims/displayname displayName"
    ),
    "first_name": (
        "urn:oid:2.5.4.42 http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname givenName"
    ),
    "last_name": (
        "urn:oid:2.5.4.4 http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname sn"
    ),
}
#: What SUBJECT says to take the name identifier itself, whatever its kind.
NAME_ID = "NameID"


def providers(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the providers as allauth takes them. Raise ImproperlyConfigured on a bad one."""
    names = named("SAML_PROVIDERS", environment)
    if names and not installed():
        raise ImproperlyConfigured(
            "SAML_PROVIDERS is set, but what SAML needs is not installed. "
            f"Type `{INSTALL}`, or take SAML_PROVIDERS out."
        )
    ours = _ours(environment) if names else {}
    return [_provider(name, environment, ours) for name in names]


def installed() -> bool:
    """Return whether the extra `saml` is there."""
    return all(find_spec(name) for name in ("onelogin", "xmlsec"))


def _ours(environment: Mapping[str, str]) -> dict[str, str]:
    """Return who we are to every provider: entity id, key, certificate; each may be empty."""
    given = reader("SAML_", environment)
    key, certificate = given("KEY"), given("CERTIFICATE")
    if bool(key) != bool(certificate):
        raise ImproperlyConfigured("Set SAML_KEY and SAML_CERTIFICATE together, or neither.")
    entity = _identifier(given("ENTITY_ID"), "SAML_ENTITY_ID")
    return {"entity_id": entity, "key": key, "certificate": certificate}


def _provider(name: str, environment: Mapping[str, str], ours: dict[str, str]) -> dict[str, Any]:
    prefix = prefix_of("SAML", name)
    given = reader(prefix, environment)
    trusted = trust(given, prefix + "TRUST_EMAIL")
    subject = given("SUBJECT")
    attributes = {
        "uid": [] if subject == NAME_ID else (subject or _ATTRIBUTES["uid"]).split(),
        "email": given("EMAIL", _ATTRIBUTES["email"]).split(),
        "name": given("NAME", _ATTRIBUTES["name"]).split(),
        **{key: _ATTRIBUTES[key].split() for key in ("first_name", "last_name")},
    }
    return {
        "provider_id": name,
        "client_id": name,  # allauth finds a SAML provider by it
        "name": given("LABEL", name),
        "settings": {
            "metadata": _place(given("METADATA"), prefix + "METADATA"),
            "entity_id": _identifier(given("ENTITY_ID"), prefix + "ENTITY_ID"),
            "contexts": [
                _identifier(each, prefix + "CONTEXTS") for each in given("CONTEXTS").split()
            ],
            "subject": subject,
            "ours": ours,
            "attribute_mapping": attributes,
            # SAML has no sign for a verified address: a provider trusted with addresses is
            # trusted to have verified them.
            "verified_email": trusted.get("email_domains") or trusted["email_authentication"],
            **trusted,
        },
    }


def _place(said: str, variable: str) -> str:
    """Return where metadata are: the whole path of a file, or a safe address."""
    if not said:
        raise ImproperlyConfigured(f"Set {variable} to the provider's metadata.")
    if "://" in said:
        return safe(said, variable)
    if not Path(said).is_absolute():
        raise ImproperlyConfigured(f"{variable}: write the whole path of the file, or an address.")
    return said


def _identifier(said: str, variable: str) -> str:
    if said and not _IDENTIFIER.match(said):
        raise ImproperlyConfigured(f"{variable}: {said!r} is no entity id or context.")
    return said
