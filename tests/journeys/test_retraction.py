"""Journey 5: a retraction is entered, and reaches whoever relied on the work."""

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from concordat.delivery import actions as delivery
from concordat.parties import models
from concordat.parties.words import CLOCK, OPERATOR, Actor
from concordat.search import actions as search
from concordat.search.queries.opened import forget
from tests.delivery import fallen
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey
PASSWORD = "a long walk by the sea"


@pytest.fixture
def nowhere(
    transactional_db: None, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> Iterator[fallen.Nowhere]:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.SITE = live_server.url
    folder = tmp_path / "world"
    folder.mkdir()
    forget()
    world = fallen.build(folder)
    search.index_works(by=OPERATOR)
    yield world
    forget()


def sign_in(chromium: Browser, site: str, who: Actor) -> Page:
    """Return a window in which the person has signed in by the page for it."""
    row = models.Person.objects.get(public_id=who.person)
    row.set_password(PASSWORD)
    row.save()
    page = chromium.new_context(viewport={"width": 1100, "height": 900}).new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{site}/account/login/")
    page.fill("input[name=login]", row.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "login" not in address)
    return page


def ask(address: str, message: dict[str, object] | None = None) -> str:
    """Return what a program gets."""
    headers = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    data = json.dumps(message).encode() if message else None
    request = urllib.request.Request(address, data=data, headers=headers if data else {})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        return str(answer.read().decode())


def test_a_retraction_from_the_steward_to_those_who_relied_on_it(
    chromium: Browser, live_server: LiveServer, nowhere: fallen.Nowhere
) -> None:
    site = live_server.url
    # Given a reader who was given a pack, and a program that harvests us
    eve = sign_in(chromium, site, nowhere.eve)
    eve.goto(f"{site}/packs")
    check(eve)
    eve.click("text=Which invented trials of salt")
    check(eve)
    assert "retracted" not in eve.inner_text("main").lower()

    # When a steward reports a retraction, first wrongly, then rightly
    ada = sign_in(chromium, site, nowhere.ada)
    ada.goto(f"{site}/evidence/{nowhere.trial}")
    ada.click("text=Report that it was retracted")
    check(ada, "retraction_report", whole=True)
    ada.check("text=Retracted")
    ada.fill("[name=source]", "Journal of Nowhere")
    ada.fill("[name=on]", "soon")
    ada.click("text=Continue")
    check(ada)
    assert "Enter the date like" in ada.inner_text(".nhsuk-error-summary")
    assert ada.input_value("[name=source]") == "Journal of Nowhere"
    ada.fill("[name=on]", "2013-05-01")
    ada.fill("[name=notice]", "10.5555/notice")
    ada.click("text=Continue")
    check(ada, "retraction_check", whole=True)
    assert "The invented guidance of salt" in ada.inner_text("main")
    ada.click("text=Confirm and enter it")
    check(ada, "retraction_work", whole=True)
    assert "This work has been retracted" in ada.inner_text("main")

    # Then every channel says so at the next question
    search.index_works(by=CLOCK)
    delivery.notice_falls(by=CLOCK)
    delivery.tell_holders(by=CLOCK)
    oai = f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:concordat.local:{nowhere.trial}"
    call = {"name": "get_record", "arguments": {"name": nowhere.trial}}
    tool = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    said = [
        ask(f"{site}/search?q=trial&standing=retracted"),
        ask(f"{site}/packs/salt"),
        ask(f"{site}/feeds/packs.atom"),
        ask(f"{site}/feeds/recall.atom"),
        ask(f"{site}/oai?{oai}"),
        ask(f"{site}/api/v1/works/{nowhere.trial}"),
        ask(f"{site}/api/v1/recalls"),
        ask(f"{site}/mcp", tool),
    ]
    assert all("retracted" in text.lower() for text in said)

    # and the reader of the pack is told by mail, and says with a button that she has seen it
    (letter,) = mail.outbox
    link = re.search(r"http\S+/recall/seen/\S+", str(letter.body))
    assert link
    eve.goto(link[0])
    check(eve)
    eve.click("button:has-text('I have seen this')")
    assert "You have said that you have seen this" in eve.inner_text("main")
    eve.goto(f"{site}/recall/me")
    check(eve)
    assert "The invented trial of salt" in eve.inner_text("main")

    # and the steward sees who has not yet seen it, and the chain
    ada.goto(f"{site}/recall")
    check(ada)
    ada.click("main .app-result h2 a")
    check(ada)
    assert "Who has not yet seen it" in ada.inner_text("main")
    ada.goto(f"{site}/evidence/{nowhere.trial}/chain")
    check(ada, "retraction_chain", whole=True)
    assert "Unknown" in ada.inner_text("main")

    # and the owner of guidance two hops above decides, with a reason
    bob = sign_in(chromium, site, nowhere.bob)
    bob.goto(f"{site}/recall/tasks")
    check(bob)
    bob.click("main .app-result h2 a")
    check(bob, "retraction_task", whole=True)
    bob.check("text=Update: it will be changed")
    bob.click("text=Keep this answer")
    check(bob)
    assert "Give the reason" in bob.inner_text(".nhsuk-error-summary")
    bob.fill("[name=reason]", "Section 3 rests on the review; it is being rewritten.")
    bob.click("text=Keep this answer")
    check(bob)
    assert "Section 3 rests on the review" in bob.inner_text("main")
    ada.goto(f"{site}/recall")
    ada.click("main .app-result h2 a")
    assert "Section 3 rests on the review" in ada.inner_text("main")
    check(ada, "retraction_holders", whole=True)
    eve.goto(f"{site}/packs/salt")
    check(eve, "retraction_pack", whole=True)
    for page in (ada, bob, eve):
        page.context.close()
