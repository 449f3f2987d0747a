"""No address of signing in carries a primary key, and what nobody needs is not there."""

import re
from collections.abc import Iterator

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core import mail, signing
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from concordat.parties import models
from tests.web.people.village import PASSWORD, settle

pytestmark = pytest.mark.django_db
LEV = "lev@hill-library.example"


@pytest.fixture(autouse=True)
def people(empty_world: None) -> Iterator[None]:
    cache.clear()
    settle()
    yield
    cache.clear()


@pytest.fixture
def lev() -> Client:
    """Somebody who has just signed in with a password."""
    client = Client()
    client.post("/account/login/", {"login": LEV, "password": PASSWORD})
    return client


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, route)
        elif isinstance(each, URLPattern):
            yield route, each


def test_no_address_of_the_site_takes_a_number_for_an_object() -> None:
    counted = [
        route
        for route, each in routes(get_resolver())
        if {"pk", "id"}.intersection(each.pattern.regex.groupindex) or "<int:pk>" in route
    ]
    assert not counted


def test_only_what_is_named_of_the_library_is_there(lev: Client) -> None:
    for address in (
        "/account/login/code/",
        "/account/login/code/confirm/",
        "/account/3rdparty/login/error/",
        "/account/2fa/trust/",
        "/account/2fa/webauthn/signup/",
        "/account/oidc/college/",
        "/account/saml/college/sls/",
    ):
        assert lev.get(address).status_code == 404, address


def test_a_link_to_a_new_password_names_a_public_id(settings: Settings) -> None:
    client, row = Client(), models.Person.objects.get(email=LEV)
    client.post("/account/password/reset/", {"email": LEV})
    (key,) = re.findall(rf"{settings.SITE}/account/password/reset/key/(\S+)/", _body())
    whose, _, token = key.partition("-")
    assert whose == row.public_id
    assert default_token_generator.check_token(row, token)


def test_a_link_with_a_primary_key_is_not_there() -> None:
    row = models.Person.objects.get(email=LEV)
    token = default_token_generator.make_token(row)
    old = f"/account/password/reset/key/{user_pk_to_url_str(row)}-{token}/"
    assert Client().get(old).status_code == 404
    whole = f"/account/password/reset/key/{row.public_id}-{token}/"
    assert Client().get(whole).status_code == 302


@pytest.mark.parametrize("whose", ["una", "nobody"])
def test_a_link_opens_nobody_elses_account(whose: str) -> None:
    """The token was made for one person; whose the address says it is changes nothing."""
    token = default_token_generator.make_token(models.Person.objects.get(email=LEV))
    una = models.Person.objects.get(email="una@hill-trust.example").public_id
    named = {"una": una, "nobody": "0" * 13}[whose]
    page = Client().get(f"/account/password/reset/key/{named}-{token}/")
    assert "works no more" in page.content.decode()


def test_an_address_is_confirmed_by_a_link_that_says_nothing(
    lev: Client, settings: Settings
) -> None:
    lev.post("/account/email/", {"action_add": "1", "email": "lev@new.example"})
    (key,) = re.findall(rf"{settings.SITE}/account/confirm-email/(\S+)/", _body())
    assert re.fullmatch("[0-9a-z]{64}", key)
    row = EmailAddress.objects.get(email="lev@new.example")
    old = signing.dumps(obj=row.pk, salt="account")
    assert lev.get(f"/account/confirm-email/{old}/").status_code == 404
    assert "Is <b>lev@new.example</b>" in lev.get(f"/account/confirm-email/{key}/").content.decode()
    lev.post(f"/account/confirm-email/{key}/")
    assert models.Person.objects.filter(email="lev@new.example").exists()
    again = Client().get(f"/account/confirm-email/{key}/").content.decode()
    assert "Is <b>" not in again


def test_passkeys_have_addresses_that_do_not_count_them(lev: Client) -> None:
    key = passkey(LEV, "My phone")
    page = lev.get("/account/2fa/webauthn/").content.decode()
    (rename,) = re.findall(r'href="(/account/2fa/webauthn/[0-9a-f]{16}/name)"', page)
    remove = rename.replace("/name", "/remove")
    for verb in ("edit", "remove"):
        assert lev.get(f"/account/2fa/webauthn/keys/{key.pk}/{verb}/").status_code == 404
    assert f'action="{rename}"' in lev.get(rename).content.decode()
    assert lev.post(rename, {"name": "Old phone"}).status_code == 302
    assert "<b>Old phone</b>" in lev.get("/account/2fa/webauthn/").content.decode()
    assert f'action="{remove}"' in lev.get(remove).content.decode()
    assert lev.post(remove).status_code == 302
    assert not Authenticator.objects.filter(pk=key.pk).exists()
    assert models.AuditEntry.objects.filter(deed="remove passkey").exists()
    assert lev.get(remove).status_code == 404


def test_a_passkey_is_its_owners(lev: Client) -> None:
    una = Client()
    una.post("/account/login/", {"login": "una@hill-trust.example", "password": PASSWORD})
    key = passkey("una@hill-trust.example", "Una’s key")
    page = una.get("/account/2fa/webauthn/").content.decode()
    (rename,) = re.findall(r'href="(/account/2fa/webauthn/[0-9a-f]{16}/name)"', page)
    assert lev.get(rename).status_code == 404
    assert lev.post(rename.replace("/name", "/remove")).status_code == 404
    assert Client().get(rename).headers["Location"].startswith("/account/login/")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def passkey(email: str, name: str) -> Authenticator:
    person = models.Person.objects.get(email=email)
    data = {"name": name, "credential": {"clientExtensionResults": {}}}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)


def _body() -> str:
    return str(mail.outbox[-1].body)
