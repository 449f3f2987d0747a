"""What of a provider's answer is believed.

python3-saml checks signature, schema, times and issuer. Here stands what its checks leave
open, after SAML 2.0 Profiles 4.1.4.2 and 4.1.4.3: the signed part itself must say for whom it
is, where it goes, which request it answers and how long, else the wrapping that anybody can
write round a stolen assertion would be believed. What a signature may name is a short list,
so that no transform or reference of a stranger's making is ever carried out.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import LxmlError
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.response import OneLogin_Saml2_Response as Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings as Settings
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Utils
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML as Xml

MOST = 300_000  # signs of an answer as it is sent; with encryption and attributes some 20,000
_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#"
_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_ENC, _ENC11 = "http://www.w3.org/2001/04/xmlenc#", "http://www.w3.org/2009/xmlenc11#"
#: Which algorithms may be named where; no SHA-1 in signatures, no RSA 1.5 in encryption.
_SHA2 = {f"{_ENC}sha256", f"{_MORE}sha384", f"{_ENC}sha512"}
_ALLOWED = {
    "SignatureMethod": {
        f"{_MORE}{kind}-sha{n}" for kind in ("rsa", "ecdsa") for n in (256, 384, 512)
    },
    "CanonicalizationMethod": {_C14N, f"{_C14N}WithComments"},
    "Transform": {_C14N, f"{_C14N}WithComments", f"{Names.NS_DS}enveloped-signature"},
    "EncryptionMethod": {
        *(f"{_ENC}aes{n}-cbc" for n in (128, 192, 256)),
        *(f"{_ENC11}aes{n}-gcm" for n in (128, 192, 256)),
        f"{_ENC}rsa-oaep-mgf1p",
        f"{_ENC11}rsa-oaep",
    },
}
_LEADING = frozenset({"Reference", "RetrievalMethod", "KeyInfoReference"})
#: There is one assertion, and it is signed, when these are looked for.
_BEARERS = (
    "/samlp:Response/saml:Assertion/saml:Subject"
    f"/saml:SubjectConfirmation[@Method='{Names.CM_BEARER}']/saml:SubjectConfirmationData"
)


class NotBelieved(Exception):
    """An answer that opens nothing. Says why, for the operator's log and nobody else."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider says of a person, in the words that allauth asks with."""

    attributes: dict[str, list[str]]
    name_id: str
    name_id_format: str

    def get_attributes(self) -> dict[str, list[str]]:
        return self.attributes

    def get_nameid(self) -> str:
        return self.name_id

    def get_nameid_format(self) -> str:
        return self.name_id_format


def request_answered(sent: str) -> str:
    """Return the id of the request that an answer says it answers, unproved; "" if none."""
    return _opened(sent).get("InResponseTo") or ""


def read(sent: str, *, settings: Settings, here: str, asked: str) -> Answer:
    """Return what an answer says, if all of it holds. Raise NotBelieved.

    `here` is the address to which it was sent, `asked` the id of the request that this
    browser was sent with.
    """
    try:
        _plain(_opened(sent))
        response = Response(settings, sent)
        _plain(response.get_xml_document())
        response.is_valid(_place(here), asked, raise_exceptions=True)
        _bound(response, ours=settings.get_sp_data()["entityId"], here=here, asked=asked)
        return _said(response)
    except NotBelieved:
        raise
    except Exception as error:  # a stranger wrote it: whatever it breaks, it opens nothing
        raise NotBelieved(f"{type(error).__name__}: {error}") from error


def _opened(sent: str) -> Any:
    if len(sent) > MOST:
        raise NotBelieved(f"is longer than {MOST} signs")
    try:
        return Xml.to_etree(Utils.b64decode(sent))
    except (LxmlError, ValueError) as error:
        raise NotBelieved(f"is no XML in base64: {error}") from error


def _place(here: str) -> dict[str, Any]:
    """Return an address as python3-saml takes the request that came to it."""
    parts = urlsplit(here)
    return {
        "https": "on" if parts.scheme == "https" else "off",
        "http_host": parts.netloc,
        "script_name": "",
        "path_info": parts.path,
        "get_data": {},
        "post_data": {},
    }


def _plain(document: Any) -> None:
    """Refuse what a signature or an encryption of a stranger could make this machine do."""
    for each in document.iter():
        name = str(each.tag).rpartition("}")[2]
        if name == "DigestMethod" and "SignedInfo" in _above(each):
            _allowed(each, _SHA2, name)
        elif name in _ALLOWED:
            _allowed(each, _ALLOWED[name], name)
        elif name == "CipherReference":
            raise NotBelieved("names a CipherReference")
        elif name in _LEADING and not each.get("URI", "").startswith("#"):
            raise NotBelieved(f"{name} leads elsewhere")


def _allowed(each: Any, allowed: set[str], name: str) -> None:
    if each.get("Algorithm") not in allowed:
        raise NotBelieved(f"{name} is {each.get('Algorithm')}")


def _above(each: Any) -> set[str]:
    return {str(above.tag).rpartition("}")[2] for above in each.iterancestors()}


def _bound(response: Response, *, ours: str, here: str, asked: str) -> None:
    """Refuse an assertion that does not itself say that it is for us, now, and for this."""
    if ours not in response.get_audiences():
        raise NotBelieved("is not for this copy: no such Audience")
    bearers = Xml.query(response.get_xml_document(), _BEARERS)
    for each in bearers:
        until = each.get("NotOnOrAfter")
        if each.get("Recipient") != here or each.get("InResponseTo") != asked or not until:
            continue
        if Utils.parse_SAML_to_time(until) > Utils.now():
            return
    raise NotBelieved("does not say in its signed part that it answers this request, here, now")


def _said(response: Response) -> Answer:
    attributes = {
        name: [flat for value in values if (flat := _flat(value))]
        for name, values in response.get_attributes().items()
    }
    return Answer(attributes, response.get_nameid() or "", response.get_nameid_format() or "")


def _flat(value: Any) -> str:
    """Return an attribute's value as text; eduPersonTargetedID nests a name identifier."""
    return str(value["NameID"]["value"] or "") if isinstance(value, dict) else str(value)
