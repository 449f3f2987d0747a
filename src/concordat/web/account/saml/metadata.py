"""Who a provider is: its address, its certificates, read from its metadata."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache
from lxml.etree import LxmlError
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as Parser
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML as Xml

_FRESH = 4 * 3600  # seconds; a provider announces new keys days before it uses them
_KEPT = 14 * 24 * 3600  # seconds that the last good ones serve while its address is silent
_WAIT = 10  # seconds
_SIGNS = (
    "//md:EntityDescriptor[@entityID=$tagid]/md:IDPSSODescriptor"
    "/md:KeyDescriptor[not(@use='encryption')]/ds:KeyInfo/ds:X509Data/ds:X509Certificate"
)
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Unavailable(Exception):
    """The metadata cannot be had, or do not say what is needed. Says why, for the operator."""


def identity_provider(given: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """Return the provider as python3-saml takes it. Raise Unavailable.

    A file is read each time; what an address gives is kept for some hours.
    """
    if "://" not in given["metadata"]:
        return _read(_file(given["metadata"]), given["entity_id"], now)
    named = f"{given['metadata']} {given['entity_id']}"
    key = f"saml-metadata-{sha256(named.encode()).hexdigest()}"
    kept: tuple[float, bytes] | None = cache.get(key)
    if kept is None or now.timestamp() - kept[0] > _FRESH:
        try:
            kept = now.timestamp(), _fetch(given["metadata"])
            found = _read(kept[1], given["entity_id"], now)
        except Unavailable:
            if kept is None or (kept := cache.get(key)) is None:
                raise
        else:
            cache.set(key, kept, _KEPT)
            return found
    return _read(kept[1], given["entity_id"], now)


def _file(place: str) -> bytes:
    try:
        return Path(place).read_bytes()
    except OSError as error:
        raise Unavailable(f"{place}: {error.strerror}") from None


def _fetch(address: str) -> bytes:
    try:
        found: bytes = Parser.get_metadata(address, timeout=_WAIT)
    except Exception as error:  # urllib, TLS and the parser each have errors of their own
        raise Unavailable(f"{address}: {error}") from None
    return found


def _read(text: bytes, entity: str, now: datetime) -> dict[str, Any]:
    try:
        whole = Xml.to_etree(text)
        _still_valid(whole, entity, now)
        if not entity and len(Xml.query(whole, "//md:IDPSSODescriptor")) > 1:
            raise Unavailable("the metadata name several providers; set ENTITY_ID to the one meant")
        found: dict[str, Any] = Parser.parse(text, entity_id=entity or None).get("idp", {})
    except (LxmlError, ValueError, AttributeError) as error:
        raise Unavailable(f"no metadata of SAML 2.0: {error}") from None
    address = found.get("singleSignOnService", {}).get("url", "")
    parts = urlsplit(address)
    if not found.get("entityId"):
        raise Unavailable(f"the metadata do not name {entity or 'an identity provider'}")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise Unavailable("the metadata give no https address to sign in at by HTTP-Redirect")
    # Looked for here: the parser would take a lone certificate for encryption instead.
    if not Xml.query(whole, _SIGNS, tagid=found["entityId"]):
        raise Unavailable("the metadata hold no certificate that the provider signs with")
    return found


def _still_valid(whole: Any, entity: str, now: datetime) -> None:
    """Heed `validUntil`: an old copy may hold a key that was withdrawn."""
    mine = f"[@entityID='{entity}']" if entity else ""
    holders = Xml.query(whole, f"/* | //md:EntityDescriptor{mine} | //md:EntitiesDescriptor")
    for holder in holders:
        until = holder.get("validUntil")
        if until and datetime.fromtimestamp(Utils.parse_SAML_to_time(until), UTC) <= now:
            raise Unavailable(f"the metadata were valid until {until}; get new ones")
