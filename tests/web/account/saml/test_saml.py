"""Signing in by SAML: a whole and signed answer to one's own request, and no other, signs in."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
import xmlsec
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.test import Client
from lxml import etree
from pytest_django import Settings

from concordat.config import sign_in
from concordat.parties import models
from tests.web.account.saml import college
from tests.web.account.saml.college import Answer, keys
from tests.web.people.village import PASSWORD, person, settle

pytestmark = pytest.mark.django_db
Configure = Callable[..., None]
SHA1 = xmlsec.constants.TransformRsaSha1


@pytest.fixture(autouse=True)
def configure(empty_world: None, settings: Settings, tmp_path: Path) -> Iterator[Configure]:
    """The village, and a college set up as the environment of this server would say."""

    def given(certificate_of: str = "", **more: str) -> None:
        environment = college.write(tmp_path, certificate_of=certificate_of) | more
        settings.SOCIALACCOUNT_PROVIDERS = sign_in.providers(environment)

    cache.clear()
    settle()
    given()
    yield given
    cache.clear()


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def go(browser: Client, query: str = "") -> str:
    """Choose the college on the page for signing in; return the address where one is sent."""
    page = browser.get(f"/account/login/{query}").content.decode()
    (action,) = re.findall(r'action="(/account/saml/[^"]+)"', page)
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
    leaving = browser.post(unescape(action), {"csrfmiddlewaretoken": token})
    (address,) = re.findall(r'content="0; url=([^"]+)"', leaving.content.decode())
    return unescape(address)


def ask(browser: Client, query: str = "") -> str:
    """Go there; return the id of the request that one was sent with."""
    return college.request_in(go(browser, query))[0]


def bring(browser: Client, sent: str, **more: str) -> str:
    """Come back with an answer; return where that leads, or the heading of the page shown."""
    onward = browser.post("/account/saml/college/acs/", {"SAMLResponse": sent, **more})
    assert onward.status_code == 302
    page = browser.get(onward.headers["Location"])
    if page.status_code == 302:
        return str(page.headers["Location"])
    return re.sub(r"\s+", " ", re.findall(r"<h1[^>]*>(.*?)</h1>", page.content.decode(), re.S)[0])


def signed_in(browser: Client) -> str:
    return str(getattr(get_user(browser), "email", ""))  # type: ignore[arg-type]


REFUSED = "Your organisation did not let you in"


def test_somebody_new_gets_an_identity_and_no_rights(browser: Client, configure: Configure) -> None:
    configure(SAML_COLLEGE_TRUST_EMAIL="yes")
    assert bring(browser, Answer(asked=ask(browser, "?next=/parties")).sent()) == "/parties"
    assert signed_in(browser) == "vera@college.example"
    row = models.Person.objects.get(email="vera@college.example")
    assert (row.name, row.has_usable_password()) == ("Vera Example", False)
    assert "You have no post at a party" in browser.get("/account").content.decode()
    note = models.AuditEntry.objects.get(deed="create person", about=f"person:{row.public_id}")
    assert note.changed == '{"through": "college"}'

    again = Client()
    assert bring(again, Answer(asked=ask(again)).sent()) == "/account"
    assert signed_in(again) == "vera@college.example"
    assert models.Person.objects.filter(email="vera@college.example").count() == 1
    (kept,) = row.socialaccount_set.all()
    assert (kept.uid, kept.extra_data) == ("v1@college.example", {})


def test_the_request_asks_for_nothing_that_a_provider_may_lack(browser: Client) -> None:
    address = go(browser, "?next=/parties")
    assert address.startswith(college.DOOR)
    _, query = college.request_in(address)
    assert set(query) == {"SAMLRequest"}  # unsigned without a key; where to go stays here


@pytest.mark.parametrize(
    "wrong",
    [
        {"signer": None},
        {"signer": "mallory"},
        {"audience": "https://another.example/"},
        {"audience": None},
        {"issuer": "https://mallory.example/idp"},
        {"recipient": "http://testserver/account/saml/college/acs/more"},
        {"recipient": "https://another.example/acs"},
        {"minutes": -10},
        {"signature": SHA1, "digest": xmlsec.constants.TransformSha256},
        {"digest": xmlsec.constants.TransformSha1},
    ],
    ids=str,
)
def test_what_is_wrong_with_an_answer_opens_nothing(browser: Client, wrong: dict[str, str]) -> None:
    assert bring(browser, Answer(asked=ask(browser), **wrong).sent()) == REFUSED  # type: ignore[arg-type]
    assert not signed_in(browser)
    assert not models.Person.objects.filter(email="vera@college.example").exists()


def test_an_answer_works_once_and_in_the_browser_that_asked(
    browser: Client, configure: Configure
) -> None:
    configure(SAML_COLLEGE_TRUST_EMAIL="yes")
    sent = Answer(asked=ask(browser)).sent()
    stranger = Client()
    assert bring(stranger, sent) == REFUSED
    assert bring(browser, sent) == "/account"
    assert bring(browser, sent) == REFUSED
    ask(stranger)
    assert bring(stranger, sent) == REFUSED
    assert not signed_in(stranger)


def test_a_stolen_answer_in_new_wrapping_opens_nothing(browser: Client) -> None:
    """The envelope is not signed: anybody may write one's own request on it."""
    stolen = "ONELOGIN_another_request"
    wrapped = Answer(asked=stolen, wrapped_for=ask(browser))
    assert bring(browser, wrapped.sent()) == REFUSED
    silent = Answer(asked="", wrapped_for=ask(browser))
    assert bring(browser, silent.sent()) == REFUSED


def test_a_changed_word_breaks_the_signature(browser: Client) -> None:
    whole = Answer(asked=ask(browser)).xml()
    assert b"vera@college" in whole
    changed = college.base64.b64encode(whole.replace(b"vera@college", b"una@hill-tr")).decode()
    assert bring(browser, changed) == REFUSED


def test_what_nobody_asked_for_is_asked_for(browser: Client) -> None:
    """A link at the organisation's own portal: it leads to our question, and signs nobody in."""
    assert bring(browser, Answer(asked="").sent()) == "/account/saml/college/login/"
    assert not signed_in(browser)
    assert (
        "Sign in with Nowhere College"
        in browser.get("/account/saml/college/login/").content.decode()
    )


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_it_leads_only_within_this_site(browser: Client, configure: Configure, target: str) -> None:
    configure(SAML_COLLEGE_TRUST_EMAIL="yes")
    sent = Answer(asked=ask(browser, f"?next={target}")).sent()
    assert bring(browser, sent, RelayState=target) == "/account"


def test_an_encrypted_answer_is_opened(browser: Client, configure: Configure) -> None:
    configure(certificate_of="concordat", SAML_COLLEGE_TRUST_EMAIL="yes")
    address = go(browser)
    asked, query = college.request_in(address)
    assert query["SigAlg"] == ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"]
    sent = Answer(asked=asked, encrypted_for=keys("concordat")[1])
    assert b"vera" not in sent.xml()
    assert bring(browser, sent.sent()) == "/account"
    assert signed_in(browser) == "vera@college.example"


@pytest.mark.parametrize(
    "wrong",
    [
        {"encrypted_for": "mallory"},
        {"encrypted_for": "concordat", "signer": None},
        {"encrypted_for": "concordat", "key_transport": xmlsec.constants.TransformRsaPkcs1},
    ],
    ids=str,
)
def test_encrypting_proves_nothing(
    browser: Client, configure: Configure, wrong: dict[str, str]
) -> None:
    configure(certificate_of="concordat")
    given = wrong | {"encrypted_for": keys(wrong["encrypted_for"])[1]}
    assert bring(browser, Answer(asked=ask(browser), **given).sent()) == REFUSED  # type: ignore[arg-type]


def test_a_trusted_address_finds_its_person(browser: Client, configure: Configure) -> None:
    made = person("vera", "hill-trust")
    models.Person.objects.filter(public_id=made).update(email="vera@college.example")
    configure(SAML_COLLEGE_TRUST_EMAIL="other.example, college.example")
    assert bring(browser, Answer(asked=ask(browser)).sent()) == "/account"
    assert "Clerk" in browser.get("/account").content.decode()
    assert models.AuditEntry.objects.filter(deed="connect organisation").exists()
    row = models.Person.objects.get(public_id=made)
    assert row.check_password(PASSWORD)  # of an address that the house answers for
    assert "can now be opened through Nowhere College" in str(mail.outbox[-1].body)


@pytest.mark.parametrize("trust", ["", "no", "other.example"])
def test_an_address_that_is_not_trusted_opens_nobodys_account(
    browser: Client, configure: Configure, trust: str
) -> None:
    made = person("vera", "hill-trust")
    models.Person.objects.filter(public_id=made).update(email="vera@college.example")
    configure(SAML_COLLEGE_TRUST_EMAIL=trust)
    bring(browser, Answer(asked=ask(browser)).sent())
    assert not signed_in(browser)
    assert models.Person.objects.filter(email="vera@college.example").count() == 1


def test_a_second_factor_is_asked_for(browser: Client, configure: Configure) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    made = person("vera", "hill-trust")
    models.Person.objects.filter(public_id=made).update(email="vera@college.example")
    TOTP.activate(models.Person.objects.get(public_id=made), "A" * 32)
    configure(SAML_COLLEGE_TRUST_EMAIL="yes")
    assert bring(browser, Answer(asked=ask(browser)).sent()) == "/account/2fa/authenticate/"
    assert not signed_in(browser)


def test_people_are_known_by_what_lasts(browser: Client, configure: Configure) -> None:
    configure(SAML_COLLEGE_TRUST_EMAIL="yes")
    nameless = {college.MAIL: "vera@college.example"}
    passing = Answer(asked=ask(browser), attributes=nameless)
    assert bring(browser, passing.sent()) == REFUSED
    lasting = Answer(asked=ask(browser), attributes=nameless, name_id=(college.PERSISTENT, "p1"))
    assert bring(browser, lasting.sent()) == "/account"
    (kept,) = models.Person.objects.get(email="vera@college.example").socialaccount_set.all()
    assert kept.uid == "p1"


def test_the_attribute_chosen_is_the_only_one(browser: Client, configure: Configure) -> None:
    configure(SAML_COLLEGE_SUBJECT="employeeNumber", SAML_COLLEGE_TRUST_EMAIL="yes")
    other = Answer(asked=ask(browser), name_id=(college.PERSISTENT, "p1"))
    assert bring(browser, other.sent()) == REFUSED
    chosen = Answer(
        asked=ask(browser), attributes={"employeeNumber": "7", college.MAIL: "v@c.example"}
    )
    assert bring(browser, chosen.sent()) == "/account"


def test_how_sure_the_provider_is_is_checked_here(browser: Client, configure: Configure) -> None:
    configure(
        SAML_COLLEGE_CONTEXTS="https://refeds.org/profile/mfa", SAML_COLLEGE_TRUST_EMAIL="yes"
    )
    assert bring(browser, Answer(asked=ask(browser)).sent()) == REFUSED
    sure = Answer(asked=ask(browser), context="https://refeds.org/profile/mfa")
    assert bring(browser, sure.sent()) == "/account"


def test_somebody_who_lacks_an_address_is_asked_for_one(browser: Client) -> None:
    sent = Answer(asked=ask(browser), attributes={college.LASTING: "v1@college.example"}).sent()
    assert bring(browser, sent) == "/account/3rdparty/signup/"
    assert "One more thing" in browser.get("/account/3rdparty/signup/").content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "not base64 &%",
        "PHhtbA==",
        college.base64.b64encode(b"<x InResponseTo='a'/>").decode(),
        college.base64.b64encode(
            b"<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><x InResponseTo='a'>&b;</x>"
        ).decode(),
        "A" * 400_000,
    ],
    ids=lambda sent: sent[:12],
)
def test_what_is_no_answer_is_a_page(browser: Client, sent: str) -> None:
    ask(browser)
    assert bring(browser, sent) == REFUSED


@pytest.mark.parametrize(
    "planted",
    [
        '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>',
        '<ds:Reference URI="file:///etc/passwd"/>',
        '<xenc:CipherReference xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" URI="http://x/"/>',
    ],
)
def test_a_signature_cannot_make_this_machine_fetch_or_run(browser: Client, planted: str) -> None:
    asked = ask(browser)
    tree = etree.fromstring(Answer(asked=asked).xml())
    (info,) = tree.iter("{http://www.w3.org/2000/09/xmldsig#}SignedInfo")
    info.append(
        etree.fromstring(
            planted.replace("<ds:", "<ds:", 1).replace(
                " ", ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ', 1
            )
        )
    )
    sent = college.base64.b64encode(etree.tostring(tree)).decode()
    assert bring(browser, sent) == REFUSED


def test_our_metadata_say_where_and_how(browser: Client, configure: Configure) -> None:
    from onelogin.saml2.xml_utils import OneLogin_Saml2_XML as Xml

    for certificate, parts in (("", 0), ("concordat", 2)):
        configure(certificate_of=certificate)
        answer = browser.get("/account/saml/college/metadata/")
        assert answer["Content-Type"] == "application/samlmetadata+xml"
        valid = Xml.validate_xml(answer.content, "saml-schema-metadata-2.0.xsd")
        assert not isinstance(valid, str), answer.content
        assert valid.get("entityID") == college.OURS
        assert college.HERE.encode() in answer.content
        assert b'WantAssertionsSigned="true"' in answer.content
        assert b"PRIVATE" not in answer.content
        assert answer.content.count(b"KeyDescriptor use=") == parts
        assert b"validUntil" not in answer.content


def test_what_is_not_there_is_not_there(browser: Client) -> None:
    for address in (
        "other/login/",
        "other/acs/",
        "other/acs/finish/",
        "other/metadata/",
        "college/sls/",
    ):
        assert browser.get(f"/account/saml/{address}").status_code in (404, 405), address
        assert browser.post(f"/account/saml/{address}").status_code in (403, 404, 405), address
    assert browser.get("/account/saml/college/acs/").status_code == 405
    assert bring(browser, "") == REFUSED


def test_many_answers_from_one_place_are_stopped(browser: Client) -> None:
    statuses = [browser.post("/account/saml/college/acs/").status_code for _ in range(61)]
    assert (statuses[0], statuses[-1]) == (302, 429)


def test_metadata_that_cannot_be_had_are_a_page(browser: Client, configure: Configure) -> None:
    configure(SAML_COLLEGE_METADATA="/nowhere/college.xml")
    page = browser.get("/account/login/").content.decode()
    assert "Sign in with Nowhere College" in page
    browser.cookies.clear()
    plain = Client()
    assert REFUSED in plain.post("/account/saml/college/login/").content.decode()
    assert plain.get("/account/saml/college/metadata/").status_code == 200


def test_one_can_disconnect_from_a_provider_that_was_taken_out(
    browser: Client, configure: Configure, settings: Settings
) -> None:
    configure(SAML_COLLEGE_TRUST_EMAIL="yes")
    made = person("vera", "hill-trust")
    models.Person.objects.filter(public_id=made).update(email="vera@college.example")
    plain = Client()
    assert bring(plain, Answer(asked=ask(plain)).sent()) == "/account"
    settings.SOCIALACCOUNT_PROVIDERS = sign_in.providers({})
    page = plain.get("/account/3rdparty/").content.decode()
    assert "You can sign in with <b>college</b>" in page
    (account,) = re.findall(r'name="account" value="(\d+)"', page)
    plain.post("/account/3rdparty/", {"account": account})
    assert models.AuditEntry.objects.filter(deed="disconnect organisation").exists()
