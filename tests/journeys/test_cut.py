"""The cut: a buyer asks what ending a fifth would take away, and keeps the answer."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from concordat.errands import actions as errands
from concordat.jobs.errands import DEEDS
from concordat.parties import actions as parties
from concordat.parties.queries import everybody
from concordat.parties.words import OPERATOR
from tests.conftest import ROOT
from tests.investment import world
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey
Open = Callable[[str], Page]
#: With a folder here the pictures of the manual are taken anew.


@pytest.fixture
def region(transactional_db: None, settings: Settings, tmp_path: Path) -> None:
    """The invented region: its offers, its usage, and its people."""
    settings.DATA_DIR = tmp_path
    world.build()
    people = ROOT / "content" / "demo" / "people.toml"
    parties.load_people(file=people, password="a password for one test", by=OPERATOR)


@pytest.fixture
def as_petra(region: None, live_server: LiveServer, chromium: Browser) -> Iterator[Open]:
    """Return a function that opens a page as the procurement lead."""
    petra = next(one for one in everybody(by=OPERATOR) if one.name == "Petra Lowe")
    client = Client()
    client.force_login(get_user_model().objects.get(public_id=petra.id))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    window = chromium.new_context(viewport={"width": 1280, "height": 900})
    window.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
    page = window.new_page()
    page.set_default_timeout(30_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def open_page(address: str) -> Page:
        page.goto(live_server.url + address)
        return page

    yield open_page
    window.close()
    assert not faults, faults


def test_from_costs_to_a_scenario_that_is_kept(as_petra: Open) -> None:
    # given the procurement lead on the page of what is bought
    page = as_petra("/investment")
    expect(page.get_by_role("heading", level=1)).to_have_text("What we buy together")
    check(page, "cut_overview")
    # when she looks at what a use costs
    page.get_by_role("link", name="What a use costs").click()
    # then each line has its price for a use, and what is incomplete says so
    expect(
        page.get_by_role("cell", name="Beacon Clinical Answers, Marl Vale alone")
    ).to_be_visible()
    expect(page.get_by_text("incomplete").first).to_be_visible()
    check(page, "cut_costs")
    # and what is bought more than once has a joint offer beside it
    page = as_petra("/investment/duplicates")
    expect(page.get_by_text("Estuary Nursing Journals, whole region: £38,900")).to_be_visible()
    check(page, "cut_duplicates")
    # and months that are not ready are not zero
    page = as_petra("/investment/usage")
    expect(page.get_by_text("not ready").nth(1)).to_be_visible()
    expect(page.get_by_text("zero", exact=True).first).to_be_visible()
    check(page)
    # and use is drawn month by month, for all or for one organisation
    page = as_petra("/investment/trend")
    expect(page.get_by_role("img", name="Uses of each platform month by month")).to_be_visible()
    page.get_by_label("Whose use").select_option(label="Saltmarl Ambulance Trust")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/investment/trend?organisation=saltmarl")
    expect(page.get_by_role("rowheader", name="farthing")).to_be_visible()
    check(page, "cut_trend")
    # and what others of a size pay is shown only where enough of them do
    page = as_petra("/investment/sizes")
    expect(page.get_by_text("too few to show").first).to_be_visible()
    check(page)
    # when she asks for a fifth, at first with a share that cannot be
    page = as_petra("/investment/scenarios/new")
    check(page, "cut_form")
    page.get_by_label("How much to save").fill("a fifth")
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("write a number from 0 to 100")
    page.get_by_label("How much to save").fill("20")
    page.get_by_label("By which day").fill(f"1 July {timezone.localdate().year + 2}")
    page.get_by_label("Every staff group of every organisation").check()
    page.get_by_role("button", name="Work it out").click()
    # then it is under way, and the page says that one may leave
    expect(page.get_by_text("You may leave this page")).to_be_visible()
    check(page)
    errands.run_next(DEEDS)
    # and soon she sees what is kept, who loses what, and what the public saves
    page.reload()  # or it has looked again by itself
    expect(page.get_by_role("heading", name="What ends")).to_be_visible()
    expect(page.get_by_role("table", name="Lines that end")).to_be_visible()
    for fold in page.locator("main summary").filter(has_text=re.compile("What|Who")).all():
        fold.click()
    expect(page.get_by_text("Greedy at the same money")).to_be_visible()
    expect(page.get_by_role("table", name="By staff group")).to_contain_text("Allied health")
    expect(page.get_by_text("and so does each of its staff groups")).to_be_visible()
    expect(page.get_by_text("Marl Vale Hospitals Trust, Medical").first).to_be_visible()
    check(page, "cut_result")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save who loses what").click()
    assert "Nursing and midwifery" in saved.value.path().read_text(encoding="utf-8")
    # when she asks for less and puts both beside each other
    page = as_petra("/investment/scenarios/new")
    page.get_by_label("What to call it").fill("A tenth")
    page.get_by_label("How much to save").fill("10")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_text("You may leave this page")).to_be_visible()
    errands.run_next(DEEDS)
    page = as_petra("/investment/scenarios")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Compare those chosen").click()
    page.wait_for_url("**/scenarios/compare?**")
    # then she sees what both end and what only one does
    expect(page.get_by_role("row", name="Asked to save 10.0 % 20.0 %")).to_be_visible()
    expect(
        page.get_by_role("rowheader", name="Ends here, but not in every one of them")
    ).to_be_visible()
    check(page, "cut_compare")


def test_a_cut_that_cannot_be_made_says_why(as_petra: Open) -> None:
    # given a cut of nine tenths
    page = as_petra("/investment/scenarios/new")
    page.get_by_label("How much to save").fill("90")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_text("You may leave this page")).to_be_visible()
    errands.run_next(DEEDS)
    # when she looks again
    page.reload()
    # then it says what stands in the way, and nothing is lost
    expect(page.get_by_text("This cut cannot be made")).to_be_visible()
    expect(page.get_by_role("link", name="Ask again with other figures")).to_be_visible()
    check(page)
