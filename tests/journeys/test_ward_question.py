"""A nurse on a ward asks, sees what she may open and why, and is told of what comes later."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from concordat.delivery import actions
from concordat.parties.words import CLOCK
from tests.journeys.conftest import check
from tests.web import ward

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]


@pytest.fixture
def ward_visit(visit: Visit, tmp_path: Path) -> Visit:
    """The small world, with the invented region, what it holds, and four works on bedsores."""
    ward.build(tmp_path / "ward")
    return visit


def test_from_a_question_with_an_error_to_the_open_page(ward_visit: Visit) -> None:
    # given a nurse who has not signed in and runs no script
    page = ward_visit("/", script=False)
    # when she asks, with a letter wrong
    page.get_by_label("Find evidence").fill("bedsore tretment on wards")
    page.get_by_role("button", name="Search").click()
    # then the works are there with their kind, and nothing is promised yet
    result = page.locator(".app-result", has_text="on wards")
    expect(result.get_by_text("Trial", exact=True)).to_be_visible()
    expect(result.get_by_text("It depends on where you work")).to_be_visible()
    expect(page.get_by_label("Only what anybody can open (1 work)")).to_be_visible()
    # when she says where she works, by a part of its name
    page.get_by_role("button", name="Where do you work?").click()
    page.get_by_label("Name of your organisation").fill("royal infirmary")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name=re.compile("Wexbourne Royal")).click()
    # then she is back at her question, and each result has one best thing to do
    expect(page.get_by_text("What you can open at Wexbourne Royal")).to_be_visible()
    button = page.locator(".app-result", has_text="on wards").locator(".app-open__button")
    expect(button).to_have_count(1)
    expect(button).to_contain_text("Open after sign-in")
    expect(button).to_have_attribute("href", "https://n.example/")
    # when she wants only what she can open
    page.get_by_label("Only what I can open (3 works)").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 works found")
    expect(page.locator(".app-result", has_text="at sea")).to_have_count(0)
    page.get_by_role("link", name="Only what I can open").click()
    expect(page.locator(".app-result", has_text="at sea")).to_be_visible()
    # when she asks why
    page.locator(".app-result", has_text="on wards").get_by_text("See why").click()
    # then she reads which agreement, who pays, until when, and what for
    for said in ("Agreement for all (invented)", "National Knowledge Fund", "31 March 2090"):
        expect(page.get_by_text(said).first).to_be_visible()
    expect(page.get_by_text("text-mine")).to_be_visible()


def test_what_cannot_be_opened_has_a_way_out(ward_visit: Visit) -> None:
    # given somebody at the Royal, by the link on the pages of her trust
    page = ward_visit("/at/wexbourne-royal?next=/search%3Fq%3Dbedsores")
    # then what nobody holds can be requested, and what is open is opened
    sea = page.locator(".app-result", has_text="at sea")
    expect(sea.locator(".app-open__button")).to_contain_text("Request")
    open_one = page.locator(".app-result", has_text="in the open")
    expect(open_one.locator(".app-open__button")).to_have_text(re.compile("^Open"))
    check(page, "ward_results")
    # when she looks why
    sea.get_by_text("See why").click()
    # then her library gets it
    expect(page.get_by_text("gets a copy for you").first).to_be_visible()
    check(page, "ward_access", whole=True)
    # and somebody of another trust is told that the Royal's agreement is not theirs
    page.goto(re.sub(r"/evidence/.*", "/at/marl-vale?next=/search%3Fq%3Dbedsores", page.url))
    page.locator(".app-result", has_text="at home").get_by_text("See why").click()
    expect(page.get_by_text("is not made for Marl Vale").first).to_be_visible()
    check(page)


def test_links_from_other_systems(ward_visit: Visit) -> None:
    # given a link as a reference manager makes it
    page = ward_visit(
        "/openurl?ctx_ver=Z39.88-2004&rft_id=info%3Adoi%2F10.5555%2Fward.local&rft.genre=article"
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bedsores at home")
    expect(page.get_by_role("heading", name="It depends on where you work")).to_be_visible()
    check(page)
    # when a link says nothing, then the summary leads to the field
    root = re.sub(r"/openurl.*", "", page.url)
    page.goto(f"{root}/resolve?doi=nothing")
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    check(page)
    page.get_by_label("DOI", exact=True).fill("https://doi.org/10.5555/ward.open")
    page.get_by_role("button", name="Find it").click()
    expect(page.get_by_role("heading", name="Yes: there is an open copy")).to_be_visible()
    # when a clinical system sends more than it should
    page.goto(f"{root}/find?text=bedsores+NHS+943+476+5919&at=wexbourne-royal&patient=Ann")
    # then the address that stays names nobody
    assert page.url == f"{root}/search?q=bedsores+NHS&mode=question&taken_out=1"
    expect(page.get_by_text("might name a patient was taken out")).to_be_visible()
    expect(page.get_by_text("What you can open at Wexbourne Royal")).to_be_visible()


def test_an_alert_from_the_results_to_its_end(ward_visit: Visit, tmp_path: Path) -> None:
    # given results
    page = ward_visit("/search?q=bedsores")
    root = re.sub(r"/search.*", "", page.url)
    # when an alert is asked for, first with a slip
    page.get_by_role("link", name="Get an alert").click()
    check(page, "ward_alert")
    page.get_by_label("Your email address").fill("ann")
    page.get_by_role("button", name="Get the alert").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("name@example.org")
    check(page)
    page.get_by_label("Your email address").fill("ann@example.org")
    page.get_by_role("button", name="Get the alert").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    check(page)
    # then one letter asks, and its page begins the alert by a button
    assert actions.carry_letters() == 1
    link = re.search(r"/alerts/confirm/\S+", str(mail.outbox[-1].body))
    assert link
    page.goto(root + link[0])
    check(page)
    page.get_by_role("button", name="Begin the alert").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your alert has begun")
    # when nothing is new, then no letter comes; when something is, one does
    assert actions.write_alerts(by=CLOCK) == 0
    new = {**ward.works()[0], "title": "Bedsores and beds, an invented trial"}
    new["identifiers"] = [{"scheme": "doi", "value": "10.5555/ward.new"}]
    ward.add_works(tmp_path / "new", [new])
    assert actions.write_alerts(by=CLOCK) == 1
    assert actions.write_alerts(by=CLOCK) == 0
    actions.carry_letters()
    assert "Bedsores and beds" in str(mail.outbox[-1].body)
    # and its last link ends it
    stop = re.search(r"/alerts/stop/\S+", str(mail.outbox[-1].body))
    assert stop
    page.goto(root + stop[0])
    check(page)
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your alert has ended")
