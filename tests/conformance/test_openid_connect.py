"""Signing in through an organisation, against a certified provider run by npm on loopback.

Needs npm and the package `oidc-provider`, which is installed into a temporary folder.
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
from tests.journeys.conftest import chromium  # noqa: F401
from tests.web.people.village import PASSWORD, person, settle

pytestmark = [pytest.mark.conformance, pytest.mark.django_db(transaction=True)]
PROVIDER = "oidc-provider@9"
SCRIPT = Path(__file__).with_name("openid_provider.mjs")
SECRET = "a secret between the two"


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the provider can be run."""
    return npm.install(tmp_path_factory.mktemp("identity"), SCRIPT, PROVIDER)


@pytest.fixture
def provider(installed: Path, live_server: LiveServer) -> Iterator[str]:
    """The address of a provider that knows this server as its client."""
    port = npm.free_port()
    back = f"{live_server.url}/account/oidc/org/login/callback/"
    with npm.running(installed, SCRIPT, PORT=str(port), REDIRECT=back):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def configure(provider: str, settings: Settings) -> Callable[..., None]:
    """Return what sets this server up as its environment would."""

    def given(**more: str) -> None:
        environment = {
            "OIDC_PROVIDERS": "org",
            "OIDC_ORG_LABEL": "The Organisation",
            "OIDC_ORG_SERVER": provider,
            "OIDC_ORG_CLIENT_ID": "concordat",
            "OIDC_ORG_CLIENT_SECRET": SECRET,
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
    page.wait_for_url(re.compile("/interaction/"))
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill("any")
    page.get_by_role("button", name=re.compile("sign-in", re.I)).click()
    page.get_by_role("button", name=re.compile("continue", re.I)).click()
    page.wait_for_url(re.compile("/account"))


def test_somebody_new_gets_an_identity_and_no_rights(
    configure: Callable[..., None], page: Page
) -> None:
    page.goto("/account/login/?next=/account/tokens")
    through(page, "vera")
    assert page.url.endswith("/account/tokens")
    page.goto("/account")
    assert page.get_by_text("You have no post at a party").is_visible()
    row = models.Person.objects.get(email="vera@org.example")
    assert row.name == "Vera Example"
    assert not row.has_usable_password()
    assert models.AuditEntry.objects.filter(deed="create person").exists()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with The Organisation").click()
    page.wait_for_url(re.compile("/account$"))  # still signed in there
    assert models.Person.objects.filter(email="vera@org.example").count() == 1


def test_a_trusted_address_finds_its_person(configure: Callable[..., None], page: Page) -> None:
    made = person("victor", "hill-trust")
    models.Person.objects.filter(public_id=made).update(email="victor@org.example")
    configure(OIDC_ORG_TRUST_EMAIL="yes")
    page.goto("/account/login/")
    through(page, "victor")
    page.goto("/account")
    assert page.get_by_text("Clerk").is_visible()


@pytest.mark.parametrize(("name", "trust"), [("victor", ""), ("mallory", "yes")])
def test_an_address_that_is_not_proved_opens_nobodys_account(
    configure: Callable[..., None], page: Page, name: str, trust: str
) -> None:
    """Whom the provider is not trusted for, or whose address it has not verified."""
    made = person(name, "hill-trust")
    models.Person.objects.filter(public_id=made).update(email=f"{name}@org.example")
    configure(OIDC_ORG_TRUST_EMAIL=trust)
    page.goto("/account/login/")
    through(page, name)
    page.goto("/account")
    assert page.url.split("?")[0].endswith("/account/login/")


def test_ones_own_account_is_connected_by_choice(
    configure: Callable[..., None], page: Page
) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email address").fill("una@hill-trust.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/account/3rdparty/")
    through(page, "somebody", button="Connect The Organisation")
    assert page.get_by_text("You can now sign in that way too").is_visible()
    assert models.AuditEntry.objects.filter(deed="connect organisation").exists()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with The Organisation").click()
    page.wait_for_url(re.compile("/account$"))
    assert page.get_by_text("una@hill-trust.example").is_visible()


def test_a_wrong_secret_is_a_page_and_not_a_session(
    configure: Callable[..., None], page: Page
) -> None:
    configure(OIDC_ORG_CLIENT_SECRET="not the one")
    page.goto("/account/login/")
    through(page, "vera")
    assert page.get_by_role("heading", name="Your organisation did not let you in").is_visible()
    assert not models.Person.objects.filter(email="vera@org.example").exists()


def test_an_answer_that_nobody_asked_for_opens_nothing(
    configure: Callable[..., None], page: Page
) -> None:
    page.goto("/account/oidc/org/login/callback/?code=stolen&state=made-up")
    assert page.get_by_role("heading", name="Your organisation did not let you in").is_visible()
    page.goto("/account")
    assert "/account/login/" in page.url


def test_nobody_asks_the_provider_to_be_less_sure(
    configure: Callable[..., None], page: Page
) -> None:
    configure(OIDC_ORG_ACR_VALUES="AAL3")
    page.goto("/account/oidc/org/login/?auth_params=acr_values%3DAAL1&scope=offline_access")
    with page.expect_request(re.compile("127.0.0.1.*/auth")) as asked:
        page.get_by_role("button", name="Go to The Organisation").click()
    assert "acr_values=AAL3" in asked.value.url
    assert "AAL1" not in asked.value.url
    assert "offline_access" not in asked.value.url
    assert "code_challenge_method=S256" in asked.value.url
