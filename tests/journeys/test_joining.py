"""Somebody is invited, comes in, guards their account, lends it to a program, and leaves."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core import mail
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from concordat.parties import queries
from tests.journeys.conftest import check
from tests.web.people.village import PASSWORD, settle

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]
WORDS = "gravel violin mitten"


@pytest.fixture
def site(
    transactional_db: None, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> str:
    """The address of a server with two parties and their people, and no evidence."""
    settings.DATA_DIR = tmp_path
    settings.SITE = str(live_server.url)
    cache.clear()
    settle()
    Client().get("/account/login/")  # the first page imports every view: not in the browser’s time
    return settings.SITE


def fair(page: Page) -> Page:
    """Fail when axe finds anything wrong with the page as it stands."""
    check(page)
    return page


def sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def follow(page: Page, name: str | re.Pattern[str]) -> Page:
    page.get_by_role("link", name=name).first.click()
    return fair(page)


def press(page: Page, name: str) -> Page:
    page.get_by_role("button", name=name, exact=True).first.click()
    return fair(page)


def totp(secret: str) -> str:
    """The code that an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, list(counters())[1]))


def test_from_invitation_to_leaving(site: str, visit: Visit) -> None:
    # given: an administrator who invites a colleague to the library
    una = fair(visit("/account/login/"))
    sign_in(una, "una@hill-trust.example", PASSWORD)
    follow(una, re.compile("People of Hill Trust"))
    press(una, "Invite somebody")
    una.get_by_label("Party or service").select_option(label="Hill Library")
    una.get_by_label("Email address").fill("newt@else.example")
    una.get_by_label("Name (optional)").fill("Newt")
    una.get_by_label(re.compile("Knowledge specialist")).check()
    press(una, "Invite")
    (link,) = re.findall(rf"{site}(/join/\S+)", str(mail.outbox[-1].body))

    # when: they open the letter's link, in their own browser, and choose a password
    newt = fair(visit(link))
    newt.get_by_label("Password", exact=True).fill("password1234")
    press(newt, "Join")
    assert newt.get_by_role("alert").get_by_text("easy to guess").is_visible()
    newt.get_by_label("Password", exact=True).fill(WORDS)
    press(newt, "Join")

    # then: they are in, with what they were given, and add an authenticator app
    assert newt.get_by_role("heading", name="Your account").is_visible()
    assert newt.get_by_text("knowledge specialist for Hill Library").is_visible()
    follow(newt, re.compile("Second factor"))
    follow(newt, "Add an authenticator app")
    secret = newt.locator("#secret").inner_text()
    newt.get_by_label("Code").fill("000000")
    press(newt, "Add the app")
    assert newt.get_by_role("alert").get_by_text("This code is not right").is_visible()
    secret = newt.locator("#secret").inner_text()
    newt.get_by_label("Code").fill(totp(secret))
    press(newt, "Add the app")
    assert newt.get_by_text("10 of 10 codes are left").is_visible()

    # when: they sign out, and in again with password and code
    press(newt, "Sign out")
    follow(newt, "Sign in")
    sign_in(newt, "newt@else.example", WORDS)
    fair(newt).get_by_label("Code").fill(totp(secret))
    press(newt, "Sign in")

    # then: a token for a program is shown once, and works
    newt.goto(f"{site}/account")
    assert newt.get_by_text("(on)").is_visible()
    follow(newt, "Tokens")
    newt.get_by_label("What is it for?").fill("Our catalogue")
    newt.get_by_label("Read what I may read").check()
    press(newt, "Make the token")
    token = newt.locator("#secret").inner_text()
    actor = queries.actor_for_token(token)
    assert actor is not None
    assert actor.party
    newt.goto(f"{site}/account/tokens")
    assert newt.locator("#secret").count() == 0

    # when: they leave the post
    newt.goto(f"{site}/account")
    follow(newt, re.compile("^Leave"))
    press(newt, "Leave the post")

    # then: their rights are gone at once, those of the token too; they are still themselves
    assert newt.get_by_text("You have no post at a party").is_visible()
    assert newt.get_by_text("newt@else.example").is_visible()
    left = queries.actor_for_token(token)
    assert left is not None
    assert (left.name, left.party, left.services) == ("Newt", "", ())


def test_asking_for_access_without_a_script(site: str, visit: Visit) -> None:
    # given: a visitor whose browser runs no script, on a small screen
    joe = visit("/ask-access", script=False, width=360)
    joe.get_by_label("Your name").fill("Joe")
    joe.get_by_label("Your email address").fill("joe@else.example")
    joe.get_by_label("Party or service").select_option(label="Hill Trust")
    joe.get_by_role("button", name="Ask").click()
    assert joe.get_by_role("link", name="Say why you need access").is_visible()
    joe.get_by_label("Why do you need access?").fill("I search there.")
    joe.get_by_role("button", name="Ask").click()
    assert joe.get_by_role("heading", name="Your request is sent").is_visible()

    # when: the administrator grants it
    una = visit("/account/login/?next=/people")
    sign_in(una, "una@hill-trust.example", PASSWORD)
    follow(fair(una), "Joe")
    una.get_by_label("Yes").check()
    press(una, "Answer")

    # then: Joe has a letter with a link
    assert mail.outbox[-1].to == ["joe@else.example"]
    assert "/join/" in str(mail.outbox[-1].body)


def test_sessions_are_seen_and_ended(site: str, visit: Visit) -> None:
    # given: somebody signed in at two places
    here, there = visit("/account/login/"), visit("/account/login/")
    for place in (here, there):
        sign_in(place, "lev@hill-library.example", PASSWORD)
        place.wait_for_url(re.compile("/account$"))

    # when: one ends the other
    here.goto(f"{site}/account/sessions")
    fair(here).get_by_role("button", name=re.compile("^End the session")).click()

    # then: the other is asked to sign in
    there.reload()
    assert there.get_by_role("heading", name="Sign in", exact=True).is_visible()
    for address in (
        "/account/2fa/",
        "/account/3rdparty/",
        "/account/email/",
        "/account/password/change/",
        "/account/password/reset/done/",
    ):
        here.goto(site + address)
        fair(here)


def test_a_passkey_signs_in_without_a_password(site: str, visit: Visit) -> None:
    # given: a device that can hold passkeys
    lev = visit("/account/login/")
    device = lev.context.new_cdp_session(lev)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(lev, "lev@hill-library.example", PASSWORD)
    lev.goto(f"{site}/account/2fa/webauthn/add/")
    fair(lev).get_by_label("Name").fill("This device")
    lev.get_by_label("Let it sign me in without my password").check()

    # when: it is added, and used to sign in
    lev.get_by_role("button", name="Add the passkey").click()
    # The device answers in its own time, and only then does the page send the form.
    lev.get_by_text("Recovery codes").first.wait_for()
    fair(lev)
    press(lev, "Sign out")
    follow(lev, "Sign in")
    lev.get_by_role("button", name="Sign in with a passkey").click()

    # then: they are in
    lev.wait_for_url(re.compile("/account$"))
    assert lev.get_by_text("lev@hill-library.example").is_visible()

    # when: they come with their password, it is the second factor that they are asked for
    press(lev, "Sign out")
    follow(lev, "Sign in")
    sign_in(lev, "lev@hill-library.example", PASSWORD)
    lev.get_by_role("heading", name="Use your passkey").wait_for()
    fair(lev).get_by_role("button", name="Use your passkey").click()
    lev.wait_for_url(re.compile("/account$"))
    lev.goto(f"{site}/account/2fa/webauthn/")
    follow(lev, "Rename This device")
