"""Signing in, its limits, where it leads, and what is said to whom."""

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from concordat.parties import models
from tests.web.people.village import PASSWORD, settle

pytestmark = pytest.mark.django_db
UNA = "una@hill-trust.example"


@pytest.fixture(autouse=True)
def people(empty_world: None) -> Iterator[dict[str, str]]:
    """The village; rate limits begin anew with each test."""
    cache.clear()
    yield settle()
    cache.clear()


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> int:
    given = {"login": UNA, "password": password, **more}
    return client.post("/account/login/", given).status_code


def test_the_header_says_who_is_signed_in_and_for_whom(client: Client) -> None:
    assert 'href="/account/login/?next=/parties"' in client.get("/parties").content.decode()
    assert sign_in(client) == 302
    text = client.get("/parties").content.decode()
    assert "Una" in text
    assert "Hill Trust" in text
    assert 'action="/account/logout/"' in text
    assert client.post("/account/logout/").status_code == 302
    assert "Sign out" not in client.get("/parties").content.decode()


def test_signing_out_needs_a_form(client: Client) -> None:
    sign_in(client)
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "https://testserver@evil.example/",
    ],
)
def test_it_leads_only_within_this_site(client: Client, target: str) -> None:
    answer = client.post("/account/login/", {"login": UNA, "password": PASSWORD, "next": target})
    assert answer.headers["Location"] == "/account"


def test_it_leads_back_to_where_one_was(client: Client) -> None:
    answer = client.post(
        "/account/login/", {"login": UNA, "password": PASSWORD, "next": "/parties?on=2021-01-01"}
    )
    assert answer.headers["Location"] == "/parties?on=2021-01-01"


def test_guessing_is_stopped_even_with_the_right_password(client: Client) -> None:
    for _ in range(5):
        assert sign_in(client, "wrong wrong wrong") == 200
    answer = client.post("/account/login/", {"login": UNA, "password": PASSWORD})
    assert answer.status_code == 200
    assert "Too many tries" in answer.content.decode()


def test_many_tries_from_one_place_are_stopped_with_a_page(client: Client) -> None:
    statuses = [
        client.post("/account/login/", {"login": f"x{n}@a.example", "password": "w"}).status_code
        for n in range(31)
    ]
    assert statuses[-1] == 429
    text = client.post("/account/login/", {"login": UNA, "password": PASSWORD}).content.decode()
    assert "Wait five minutes" in text


def test_nobody_learns_whether_an_address_is_known(client: Client) -> None:
    pages = []
    for address in (UNA, "nobody@hill-trust.example"):
        answer = client.post("/account/password/reset/", {"email": address}, follow=True)
        pages.append(re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answer.content.decode()))
    assert pages[0] == pages[1]
    assert [message.subject for message in mail.outbox] == [
        "Concordat: Set a new password",
        "Concordat: No account with this address",
    ]


def test_a_new_password_by_letter_works_once_and_is_in_the_record(
    client: Client, settings: Settings
) -> None:
    client.post("/account/password/reset/", {"email": UNA})
    (link,) = re.findall(rf"{settings.SITE}(\S+)", str(mail.outbox[0].body))
    form = client.get(link, follow=True).request["PATH_INFO"]
    new = {"password1": "gravel violin mitten", "password2": "gravel violin mitten"}
    assert client.post(form, new).status_code == 302
    assert sign_in(client, "gravel violin mitten") == 302
    assert "works no more" in Client().get(link, follow=True).content.decode()
    assert models.AuditEntry.objects.filter(deed="reset password").count() == 1


def test_no_account_without_an_invitation(client: Client) -> None:
    before = models.Person.objects.count()
    answer = client.post(
        "/account/signup/", {"email": "x@y.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert "People are invited" in answer.content.decode()
    assert models.Person.objects.count() == before


def test_a_closed_account_stays_out(client: Client) -> None:
    models.Person.objects.filter(email=UNA).update(is_active=False)
    sign_in(client)
    assert client.get("/account").status_code == 302


def test_an_erased_person_cannot_act(client: Client) -> None:
    sign_in(client)
    models.Person.objects.filter(email=UNA).update(is_active=False, erased_at=timezone.now())
    assert client.get("/account").status_code == 302


def test_the_demonstration_shows_its_password_on_this_machine_alone(
    client: Client, settings: Settings
) -> None:
    secrets = settings.DATA_DIR / "secrets"
    secrets.mkdir()
    (secrets / "demo_password").write_text("open-sesame-2345")
    shown = {}
    for world, bound in (
        ("demo", "127.0.0.1:8000"),
        ("demo", "localhost:1"),
        ("demo", "0.0.0.0:8000"),
        ("demo", ""),
        ("test", "127.0.0.1:8000"),
    ):
        settings.WORLD, settings.BOUND_TO = world, bound
        shown[world, bound] = "open-sesame-2345" in client.get("/account/login/").content.decode()
    assert list(shown.values()) == [True, True, False, False, False]
