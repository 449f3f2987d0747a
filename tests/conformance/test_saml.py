"""Signing in through an organisation by SAML, against a provider run by npm on loopback.

Needs npm and the packages `samlp` and `express`, which are installed into a temporary folder.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from concordat.config.sign_in import providers
from concordat.parties import models
from tests.conformance import npm
from tests.journeys.conftest import axe_faults, chromium  # noqa: F401
from tests.web.account.saml.college import keys, metadata
from tests.web.people.village import PASSWORD, person, settle

pytestmark = [pytest.mark.conformance, pytest.mark.django_db(transaction=True)]
PACKAGES = ("samlp@8", "express@4")
SCRIPT = Path(__file__).with_name("saml_provider.mjs")
Configure = Callable[..., None]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the provider can be run."""
    return npm.install(tmp_path_factory.mktemp("saml"), SCRIPT, *PACKAGES)


@pytest.fixture
def provider(installed: Path, live_server: LiveServer, tmp_path: Path) -> Iterator[str]:
    """The address of a provider that reads our metadata.

    It stands on another host than we do, so that cookies see another site.
    """
    assert "127.0.0.1" not in live_server.url
    for name in ("org", "concordat"):
        for kind, text in zip(("key", "crt"), keys(name), strict=True):
            (tmp_path / f"{name}.{kind}").write_bytes(text)
    port = npm.free_port()
    given = {
        "PORT": str(port),
        "METADATA": f"{live_server.url}/account/saml/org/metadata/",
        "KEY": str(tmp_path / "org.key"),
        "CERTIFICATE": str(tmp_path / "org.crt"),
    }
    with npm.running(installed, SCRIPT, **given):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def configure(provider: str, settings: Settings) -> Configure:
    """Return what sets this server up as its environment would."""

    def given(**more: str) -> None:
        environment = {
            "SAML_PROVIDERS": "org",
            "SAML_ORG_LABEL": "The Organisation",
            "SAML_ORG_METADATA": f"{provider}/metadata",
            **more,
        }
        settings.SOCIALACCOUNT_PROVIDERS = providers(environment)

    cache.clear()
    settle()
    given()
    return given


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:  # noqa: F811
    window = chromium.new_context(base_url=live_server.url)
    opened = window.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    window.close()


def through(page: Page, name: str, *, button: str = "Sign in with The Organisation") -> None:
    """Sign in at the organisation under a name, and come back."""
    page.get_by_role("button", name=button).click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(re.compile("localhost.*/account"))


@pytest.mark.parametrize("encrypted", [False, True])
def test_somebody_new_gets_an_identity_and_no_rights(
    configure: Configure, page: Page, tmp_path: Path, encrypted: bool
) -> None:
    """With a key of ours the request is signed and checked there, the answer encrypted for us."""
    ours = {"SAML_KEY": tmp_path / "concordat.key", "SAML_CERTIFICATE": tmp_path / "concordat.crt"}
    more = {name: str(path) for name, path in ours.items()} if encrypted else {}
    configure(SAML_ORG_TRUST_EMAIL="org.example", **more)
    page.goto("/account/login/?next=/account/tokens")
    assert not axe_faults(page)
    through(page, "vera")
    assert page.url.endswith("/account/tokens")
    page.goto("/account")
    assert page.get_by_text("You have no post at a party").is_visible()
    row = models.Person.objects.get(email="vera@org.example")
    assert row.name == "Vera Example"
    assert models.AuditEntry.objects.filter(deed="create person").exists()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    through(page, "vera")
    assert models.Person.objects.filter(email="vera@org.example").count() == 1


def test_an_address_that_is_not_trusted_opens_nobodys_account(
    configure: Configure, page: Page
) -> None:
    made = person("vera", "hill-trust")
    models.Person.objects.filter(public_id=made).update(email="vera@org.example")
    page.goto("/account/login/")
    through(page, "vera")
    page.goto("/account")
    assert page.url.split("?")[0].endswith("/account/login/")


def test_ones_own_account_is_connected_by_choice(configure: Configure, page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email address").fill("una@hill-trust.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/account/3rdparty/")
    through(page, "somebody", button="Connect The Organisation")
    assert page.get_by_text("You can now sign in that way too").is_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    through(page, "somebody")
    assert page.get_by_text("una@hill-trust.example").is_visible()


def test_an_answer_signed_by_another_opens_nothing(
    configure: Configure, provider: str, page: Page, tmp_path: Path
) -> None:
    """The metadata that we hold name another key than the one that signs."""
    other = tmp_path / "other.xml"
    other.write_text(metadata("stranger", entity=f"{provider}/", door=f"{provider}/sso"))
    configure(SAML_ORG_METADATA=str(other), SAML_ORG_TRUST_EMAIL="yes")
    page.goto("/account/login/")
    through(page, "vera")
    assert page.get_by_role("heading", name="Your organisation did not let you in").is_visible()
    assert not models.Person.objects.filter(email="vera@org.example").exists()
