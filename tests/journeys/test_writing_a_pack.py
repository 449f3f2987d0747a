"""A pack is written in the browser: begun, written, named works, reviewed, published, withdrawn."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from concordat.parties.words import Role
from tests.delivery import fallen
from tests.journeys.conftest import check
from tests.journeys.test_retraction import ask, nowhere, sign_in

__all__ = ["nowhere"]  # the fixture
pytestmark = pytest.mark.journey


def test_a_pack_from_its_question_to_its_withdrawal(
    chromium: Browser,
    live_server: LiveServer,
    nowhere: fallen.Nowhere,
) -> None:
    site = live_server.url
    # Given two librarians, when the first begins a pack and forgets what is needed
    cal = fallen.person("cal", "library", Role.KNOWLEDGE_SPECIALIST)
    ada = sign_in(chromium, site, nowhere.ada)
    ada.goto(f"{site}/packs")
    ada.click("text=Write a pack")
    check(ada)
    ada.fill("[name=question]", "Does salt help?")
    ada.click("button:has-text('Begin')")
    ada.wait_for_url("**/write")
    ada.fill("[name=line_1]", "One invented trial says so.")
    ada.fill("[name=review_on]", "soon")
    ada.click("main button:has-text('Save')")
    ada.wait_for_selector(".nhsuk-error-summary")
    check(ada)
    assert ada.input_value("[name=line_1]") == "One invented trial says so."
    ada.fill("[name=review_on]", "2030-01-01")
    ada.click("main button:has-text('Save')")
    ada.wait_for_url(lambda address: "write" not in address)
    check(ada)
    assert "Still missing: at least one work" in ada.inner_text("main")

    # then finds a work by words, another by its identifier
    ada.click("text=Name works")
    for text in ("invented trial of salt", "10.5555/review"):
        ada.fill("main [name=q]", text)
        ada.click("main button:has-text('Find')")
        ada.wait_for_url("**q=**")
        ada.locator("button:has-text('Put it in')").first.click()
        ada.wait_for_selector("text=It is in the pack.")
    check(ada)
    ada.click("text=Back to the draft")
    ada.wait_for_url("**/drafts/*")
    draft = ada.url.partition("#")[0]
    ada.click("text=Ask for a review")
    check(ada)
    ada.click("main button:has-text('Ask')")
    ada.wait_for_url(draft)

    # and the second librarian finds it ready
    second = sign_in(chromium, site, cal)
    second.goto(f"{site}/packs/drafts")
    check(second)
    second.click("text=Does salt help?")
    second.click("main >> text=Review it")
    second.check("text=It is ready")
    check(second)
    second.click("button:has-text('Send it')")
    second.wait_for_url(draft)

    # Then it is published, and says who read it
    ada.goto(draft)
    check(ada)
    ada.click("text=Publish it")
    ada.click("main button:has-text('Publish')")
    ada.wait_for_url("**/packs/does-salt-help")
    check(ada)
    assert "One invented trial says so." in ask(f"{site}/packs/does-salt-help")
    assert "Cal" in ask(f"{site}/packs/does-salt-help/1/pack.html")

    # and withdrawn it gives its text to no channel
    ada.click("main >> text=Withdraw it")
    ada.fill("[name=reason]", "The trial was never held.")
    check(ada)
    ada.click("main button:has-text('Withdraw it')")
    ada.wait_for_url("**/packs/does-salt-help")
    check(ada)
    for channel in ("packs/does-salt-help", "feeds/packs.atom", "api/v1/packs/does-salt-help"):
        said = ask(f"{site}/{channel}")
        assert "The trial was never held." in said
        assert "One invented trial" not in said
    for page in (ada, second):
        page.context.close()
