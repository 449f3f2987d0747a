"""An invented organisation that signs people in by SAML: its keys, metadata and answers.

It signs and encrypts with xmlsec itself, so that what is believed here was not made by the
library that judges it.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree

ENTITY = "https://college.example/idp"
DOOR = "https://college.example/sso"
OURS = "http://testserver/account/saml/college/metadata/"
HERE = "http://testserver/account/saml/college/acs/"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
_SAML, _PROTOCOL = "urn:oasis:names:tc:SAML:2.0:assertion", "urn:oasis:names:tc:SAML:2.0:protocol"
_NAMES = f'xmlns:saml="{_SAML}" xmlns:samlp="{_PROTOCOL}"'
MAIL, SHOWN = "urn:oid:0.9.2342.19200300.100.1.3", "urn:oid:2.16.840.1.113730.3.1.241"
LASTING = "urn:oasis:names:tc:SAML:attribute:subject-id"


@cache
def keys(name: str = "college") -> tuple[bytes, bytes]:
    """Return a key and its certificate as PEM, the same for each name in one run."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    pem = serialization.Encoding.PEM
    return key.private_bytes(pem, form, plain), made.public_bytes(pem)


def metadata(*signers: str, entity: str = ENTITY, door: str = DOOR, until: str = "") -> str:
    """Return the metadata of the organisation, with the certificates that it signs with."""
    held = "".join(
        '<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>'
        + "".join(keys(name)[1].decode().split("\n")[1:-2])
        + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
        for name in signers or ("college",)
    )
    valid = f' validUntil="{until}"' if until else ""
    return (
        '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"'
        f' xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="{entity}"{valid}>'
        f'<md:IDPSSODescriptor protocolSupportEnumeration="{_PROTOCOL}">{held}'
        '<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"'
        f' Location="{door}"/></md:IDPSSODescriptor></md:EntityDescriptor>'
    )


def request_in(address: str) -> tuple[str, dict[str, list[str]]]:
    """Return the id of the request in the address where somebody is sent, and its query."""
    query = parse_qs(urlsplit(address).query, keep_blank_values=True)
    text = zlib.decompress(base64.b64decode(query["SAMLRequest"][0]), -15)
    return str(etree.fromstring(text).get("ID")), query


def _vera() -> dict[str, str]:
    return {LASTING: "v1@college.example", MAIL: "vera@college.example", SHOWN: "Vera Example"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer of the organisation. What is left out is as it should be."""

    asked: str  # the id of the request that the signed part answers
    wrapped_for: str | None = None  # the id that the unsigned part names, if another
    attributes: dict[str, str] = field(default_factory=_vera)
    name_id: tuple[str, str] = ("urn:oasis:names:tc:SAML:2.0:nameid-format:transient", "_t1")
    audience: str | None = OURS
    recipient: str = HERE
    issuer: str = ENTITY
    minutes: int = 5  # until it runs out; below nought: it did
    context: str = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
    signer: str | None = "college"
    signature: Any = xmlsec.constants.TransformRsaSha256
    digest: Any = xmlsec.constants.TransformSha256
    encrypted_for: bytes | None = None  # a certificate
    key_transport: Any = xmlsec.constants.TransformRsaOaep

    def sent(self) -> str:
        """Return it as the organisation's page would send it."""
        return base64.b64encode(self.xml()).decode()

    def xml(self) -> bytes:
        answer = etree.fromstring(self._text())
        assertion = answer.find(f"{{{_SAML}}}Assertion")
        assert assertion is not None
        if self.signer:
            self._sign(assertion)
        if self.encrypted_for:
            self._encrypt(answer, assertion)
        return etree.tostring(answer)

    def _text(self) -> str:
        now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        at, until = f"{now.isoformat()}Z", f"{(now + timedelta(minutes=self.minutes)).isoformat()}Z"
        outer = self.asked if self.wrapped_for is None else self.wrapped_for
        answers = f' InResponseTo="{outer}"' if outer else ""
        answers_inside = f' InResponseTo="{self.asked}"' if self.asked else ""
        audience = (
            f"<saml:AudienceRestriction><saml:Audience>{self.audience}</saml:Audience>"
            "</saml:AudienceRestriction>"
            if self.audience
            else ""
        )
        said = "".join(
            f'<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue>'
            "</saml:Attribute>"
            for name, value in self.attributes.items()
        )
        statement = f"<saml:AttributeStatement>{said}</saml:AttributeStatement>" if said else ""
        return (
            f'<samlp:Response {_NAMES} ID="_r" Version="2.0" IssueInstant="{at}"'
            f' Destination="{HERE}"{answers}><saml:Issuer>{self.issuer}</saml:Issuer>'
            '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>'
            f'</samlp:Status><saml:Assertion ID="_a" Version="2.0" IssueInstant="{at}">'
            f"<saml:Issuer>{self.issuer}</saml:Issuer><saml:Subject>"
            f'<saml:NameID Format="{self.name_id[0]}">{self.name_id[1]}</saml:NameID>'
            '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">'
            f'<saml:SubjectConfirmationData NotOnOrAfter="{until}"'
            f' Recipient="{self.recipient}"{answers_inside}/></saml:SubjectConfirmation>'
            f'</saml:Subject><saml:Conditions NotBefore="{at}" NotOnOrAfter="{until}">{audience}'
            f'</saml:Conditions><saml:AuthnStatement AuthnInstant="{at}"><saml:AuthnContext>'
            f"<saml:AuthnContextClassRef>{self.context}</saml:AuthnContextClassRef>"
            f"</saml:AuthnContext></saml:AuthnStatement>{statement}</saml:Assertion>"
            "</samlp:Response>"
        )

    def _sign(self, assertion: Any) -> None:
        assert self.signer
        node = xmlsec.template.create(
            assertion, xmlsec.constants.TransformExclC14N, self.signature, ns="ds"
        )
        assertion.insert(1, node)
        reference = xmlsec.template.add_reference(node, self.digest, uri="#_a")
        xmlsec.template.add_transform(reference, xmlsec.constants.TransformEnveloped)
        xmlsec.template.add_transform(reference, xmlsec.constants.TransformExclC14N)
        xmlsec.tree.add_ids(assertion, ["ID"])
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.from_memory(
            keys(self.signer)[0], xmlsec.constants.KeyDataFormatPem
        )
        context.sign(node)

    def _encrypt(self, answer: Any, assertion: Any) -> None:
        assert self.encrypted_for
        manager = xmlsec.KeysManager()
        form = xmlsec.constants.KeyDataFormatCertPem
        manager.add_key(xmlsec.Key.from_memory(self.encrypted_for, form))
        data = xmlsec.template.encrypted_data_create(
            answer,
            xmlsec.constants.TransformAes256Gcm,
            type=xmlsec.EncryptionType.ELEMENT,
            ns="xenc",
        )
        xmlsec.template.encrypted_data_ensure_cipher_value(data)
        info = xmlsec.template.encrypted_data_ensure_key_info(data, ns="ds")
        key = xmlsec.template.add_encrypted_key(info, self.key_transport)
        xmlsec.template.encrypted_data_ensure_cipher_value(key)
        context = xmlsec.EncryptionContext(manager)
        context.key = xmlsec.Key.generate(
            xmlsec.constants.KeyDataAes, 256, xmlsec.constants.KeyDataTypeSession
        )
        holder = etree.SubElement(answer, f"{{{_SAML}}}EncryptedAssertion")
        holder.append(assertion)
        holder.append(context.encrypt_xml(data, assertion))


def write(folder: Path, *, certificate_of: str = "") -> dict[str, str]:
    """Write the organisation's metadata, and our key; return the environment that names them."""
    place = folder / "college.xml"
    place.write_text(metadata())
    given = {
        "SAML_PROVIDERS": "college",
        "SAML_COLLEGE_LABEL": "Nowhere College",
        "SAML_COLLEGE_METADATA": str(place),
    }
    if certificate_of:
        for name, text in zip(("saml.key", "saml.crt"), keys(certificate_of), strict=True):
            (folder / name).write_bytes(text)
        ours = {"SAML_KEY": folder / "saml.key", "SAML_CERTIFICATE": folder / "saml.crt"}
        given |= {name: str(path) for name, path in ours.items()}
    return given
