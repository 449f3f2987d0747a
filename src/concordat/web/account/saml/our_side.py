"""Who we are to a provider, and what we demand of it: settings for python3-saml."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.metadata import OneLogin_Saml2_Metadata as Metadata
from onelogin.saml2.settings import OneLogin_Saml2_Settings as Settings

#: Demanded of every provider; none can be turned off.
_DEMANDS = {
    "wantAssertionsSigned": True,
    "rejectDeprecatedAlgorithm": True,  # SHA-1; `answers` names what is allowed
    "wantNameId": False,  # some give a subject attribute instead
    "wantAttributeStatement": False,
    "allowRepeatAttributeName": True,
    "signatureAlgorithm": Names.RSA_SHA256,
    "digestAlgorithm": Names.SHA256,
}


def answer_address(request: HttpRequest, name: str) -> str:
    """Return the address to which the provider sends its answers."""
    return request.build_absolute_uri(reverse("saml_acs", args=[name]))


def toolkit(
    request: HttpRequest, name: str, given: Mapping[str, Any], provider: Mapping[str, Any]
) -> Settings:
    """Return what python3-saml needs to ask this provider and to judge its answers.

    OSError: our own key or certificate cannot be read.
    """
    ours = _ours(request, name, given["ours"])
    contexts = given["contexts"]
    security = {
        **_DEMANDS,
        "authnRequestsSigned": "privateKey" in ours,
        "requestedAuthnContext": contexts or False,
        "failOnAuthnContextMismatch": bool(contexts),
    }
    whole = {"strict": True, "sp": ours, "idp": dict(provider), "security": security}
    return Settings(whole | {"security": security | {"allowSingleLabelDomains": True}})


def described(request: HttpRequest, name: str, given: Mapping[str, Any]) -> str:
    """Return our metadata as XML, for the provider to load.

    They never run out: many providers load them once, by hand.
    """
    ours = {"NameIDFormat": Names.NAMEID_UNSPECIFIED, **_ours(request, name, given["ours"])}
    text = Metadata.builder(ours, "privateKey" in ours, True, "", "")
    if "x509cert" in ours:
        text = Metadata.add_x509_key_descriptors(text, ours["x509cert"], True)
    return text if isinstance(text, str) else text.decode()


def _ours(request: HttpRequest, name: str, given: Mapping[str, str]) -> dict[str, Any]:
    metadata = request.build_absolute_uri(reverse("saml_metadata", args=[name]))
    ours: dict[str, Any] = {
        "entityId": given["entity_id"] or metadata,
        "assertionConsumerService": {
            "url": answer_address(request, name),
            "binding": Names.BINDING_HTTP_POST,
        },
    }
    if given["key"]:
        ours["privateKey"] = Path(given["key"]).read_text()
        ours["x509cert"] = Path(given["certificate"]).read_text()
    return ours
