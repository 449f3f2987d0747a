"""What is wrong with how SAML is set up here, as `concordat doctor` and `check --deploy` say."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.utils import timezone

from concordat.web.account import saml

TAG = "signing_in"


@register(TAG, deploy=True)
def providers_can_be_asked(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """Read the metadata of each provider, over the network where they are there."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"]
    if not apps or not saml.INSTALLED:
        return []
    from concordat.web.account.saml.metadata import Unavailable, identity_provider

    found: list[CheckMessage] = []
    for app in apps:
        try:
            identity_provider(app["settings"], now=timezone.now())
        except Unavailable as error:
            variable = f"SAML_{app['provider_id'].upper().replace('-', '_')}_METADATA"
            hint = f"Set {variable} to the provider's metadata as they are now."
            found.append(Error(f"{app['name']}: {error}", hint=hint, id="signing_in.E001"))
    return found + list(_ours(apps[0]["settings"]["ours"]))


def _ours(given: dict[str, str]) -> Iterator[CheckMessage]:
    if not given["key"]:
        return
    place = Path(given["key"])
    hint = "Make both anew, as docs/how_to/sign_in_with_your_organisation.md says."
    try:
        key = load_pem_private_key(place.read_bytes(), None).public_key()
        certificate = x509.load_pem_x509_certificate(Path(given["certificate"]).read_bytes())
    except (OSError, ValueError, TypeError) as error:
        yield Error(f"SAML_KEY or SAML_CERTIFICATE: {error}", hint=hint, id="signing_in.E002")
        return
    if certificate.public_key() != key:
        said = "SAML_CERTIFICATE is not the certificate of SAML_KEY"
        yield Error(said, hint=hint, id="signing_in.E003")
    if stat.S_IMODE(place.stat().st_mode) & 0o077:
        said = f"others can read {place}"
        yield Caution(said, hint=f"Type `chmod 600 {place}`.", id="signing_in.W001")
