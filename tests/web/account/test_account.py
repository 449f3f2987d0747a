"""One's own account: posts, tokens, sessions, a second factor, one's data."""

import json
import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from concordat.parties import actions, models, queries
from concordat.parties.words import OPERATOR, Role
from tests.web.people.village import FOUNDED, PASSWORD, settle

pytestmark = pytest.mark.django_db
PAGES = (
    "/account",
    "/account/tokens",
    "/account/sessions",
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/3rdparty/",
    "/account/leave/hill-trust",
    "/account/my-data",
)


@pytest.fixture(autouse=True)
def people(empty_world: None) -> Iterator[dict[str, str]]:
    cache.clear()
    yield settle()
    cache.clear()


@pytest.fixture
def una(client: Client) -> Client:
    client.post("/account/login/", {"login": "una@hill-trust.example", "password": PASSWORD})
    return client


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def test_every_page_is_for_the_person_alone_and_never_cached(una: Client) -> None:
    for address in PAGES:
        assert una.get(address).status_code == 200, address
        closed = Client().get(address)
        assert closed.status_code == 302, address
        assert closed.headers["Location"].startswith("/account/login/?next="), address
    for address in ("/account", "/account/tokens", "/account/my-data"):
        assert "no-store" in una.get(address).headers["Cache-Control"]


def test_an_administrator_is_urged_to_add_a_second_factor(una: Client) -> None:
    assert "signed in with your password alone" in una.get("/account").content.decode()


def test_acting_for_another_party_is_a_choice_among_ones_own(
    una: Client, people: dict[str, str]
) -> None:
    actions.affiliate(by=OPERATOR, person=people["una"], party="dale-trust", since=FOUNDED)
    assert una.post("/account/acting-for", {"party": "dale-trust"}).status_code == 302
    text = una.get("/about").content.decode()
    assert "Dale Trust" in text
    assert una.get("/people").status_code == 403  # administrator of Hill alone
    assert una.post("/account/acting-for", {"party": "hill-library"}).status_code == 404


def test_leaving_ends_rights_at_once_and_keeps_the_person(una: Client) -> None:
    assert una.get("/people").status_code == 200
    assert una.post("/account/leave/hill-trust", follow=True).status_code == 200
    assert una.get("/people").status_code == 403
    text = una.get("/account").content.decode()
    assert "You have no post at a party" in text
    assert "Una" in text
    assert una.post("/account/leave/hill-trust").status_code == 404


def test_a_token_is_shown_once_works_and_is_revoked(una: Client) -> None:
    given = {"name": "Our <b>catalogue</b>", "scope": "OWN", "days": "30"}
    text = una.post("/account/tokens", given).content.decode()
    (secret,) = re.findall(r"ccd_[0-9a-z]{13}_[\w-]+", text)
    actor = queries.actor_for_token(secret)
    assert actor is not None
    assert (actor.name, actor.roles) == ("Una", frozenset())
    text = una.get("/account/tokens").content.decode()
    assert secret not in text
    assert "<b>catalogue" not in text
    una.post(f"/account/tokens/{secret.split('_')[1]}/revoke")
    assert queries.actor_for_token(secret) is None
    assert una.post("/account/tokens", {"name": "", "days": "9"}).status_code == 400


def test_nobody_revokes_anothers_token(una: Client, people: dict[str, str]) -> None:
    text = una.post(
        "/account/tokens", {"name": "n", "scope": "PUBLIC", "days": "30"}
    ).content.decode()
    (secret,) = re.findall(r"ccd_[0-9a-z]{13}_[\w-]+", text)
    other = Client()
    other.force_login(models.Person.objects.get(public_id=people["dag"]))
    other.post(f"/account/tokens/{secret.split('_')[1]}/revoke")
    assert queries.actor_for_token(secret) is not None


def test_a_session_elsewhere_is_seen_and_ended(una: Client) -> None:
    phone = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Safari/604.1"})
    given = {"login": "una@hill-trust.example", "password": PASSWORD}
    phone.post("/account/login/", given)
    text = una.get("/account/sessions").content.decode()
    assert "Safari on iPhone" in text
    (other,) = re.findall(r'name="end" value="(\d+)"', text)
    una.post("/account/sessions", {"end": other})
    assert phone.get("/account").status_code == 302
    assert una.get("/account").status_code == 200
    assert una.post("/account/sessions", {"end": "999999"}).status_code == 404
    phone.post("/account/login/", given)
    una.post("/account/sessions", {"end": "others"})
    assert phone.get("/account").status_code == 302


def test_a_new_password_ends_the_other_sessions(una: Client) -> None:
    other = Client()
    other.post("/account/login/", {"login": "una@hill-trust.example", "password": PASSWORD})
    new = "gravel violin mitten"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert una.post("/account/password/change/", given).status_code == 302
    assert una.get("/account").status_code == 200
    assert other.get("/account").status_code == 302
    assert mail.outbox[-1].subject == "Concordat: Your password was changed"


def add_app(client: Client) -> str:
    page = client.get("/account/2fa/totp/activate/").content.decode()
    (secret,) = re.findall(r'id="secret">([A-Z2-7]+)<', page)
    answer = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302
    return secret


@pytest.mark.django_db(transaction=True)  # the record follows the commit
def test_a_second_factor_is_asked_for_sealed_and_in_the_record(una: Client) -> None:
    secret = add_app(una)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert models.AuditEntry.objects.filter(deed="add authenticator app").exists()
    cache.clear()  # the code just used is not taken twice
    fresh = Client()
    answer = fresh.post(
        "/account/login/", {"login": "una@hill-trust.example", "password": PASSWORD}
    )
    assert answer.headers["Location"].startswith("/account/2fa/authenticate/")
    assert fresh.get("/account").status_code == 302
    wrong = fresh.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    assert fresh.post("/account/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302
    assert fresh.get("/account").status_code == 200


@pytest.mark.django_db(transaction=True)  # the record follows the commit
def test_under_another_key_no_code_fits(una: Client, settings: Settings) -> None:
    secret = add_app(una)
    cache.clear()
    settings.SECRET_KEY = "another key, as after a restore without its secrets, long enough"
    fresh = Client()
    fresh.post("/account/login/", {"login": "una@hill-trust.example", "password": PASSWORD})
    for code in (code_of(secret), code_of("AAAAAAAA"), "000000"):
        assert fresh.post("/account/2fa/authenticate/", {"code": code}).status_code == 200


def test_my_data_is_whole_and_mine(una: Client, people: dict[str, str]) -> None:
    data = json.loads(una.get("/account/my-data").content)
    assert data["person"]["id"] == people["una"]
    assert data["person"]["email"] == "una@hill-trust.example"
    assert {role for _, role, _ in data["person"]["roles"]} == {Role.READER, Role.ADMINISTRATOR}
    assert len(data["sessions"]) == 1
    assert (data["requests_to_libraries"], data["told_of"]) == ([], [])
    assert "dag" not in json.dumps(data)
    named = {"name": "My reader", "scope": "PUBLIC", "days": "30"}
    una.post("/account/tokens", named)
    deeds = json.loads(una.get("/account/my-data").content)["deeds"]
    assert [deed["deed"] for deed in deeds[len(data["deeds"]) :]] == ["make token"]
