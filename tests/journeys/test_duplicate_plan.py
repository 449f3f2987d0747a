"""The duplicate plan: from an entry in two minutes to joint work that the year's report counts."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import Browser, Page

from concordat.evidence import queries as evidence
from concordat.forum import actions
from concordat.parties.words import CLOCK, VISITOR, Visibility
from tests.forum import universe
from tests.forum.universe import FORUM, Region
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey

SECRET = "zanzibar"


@pytest.fixture
def region(site: str) -> Region:
    made = universe.build()
    actions.enter_plan(
        by=made.actor("imogen"),
        given=universe.plan(
            "Exercise at home to prevent falls",
            contact_name="Imogen",
            contact_email="imogen@wexbourne-royal.example",
        ),
        now=universe.now(-20),
    )
    actions.enter_plan(
        by=made.actor("sorrel"),
        given=universe.plan(
            f"A draft on falls called {SECRET}",
            visibility=Visibility.MATCH,
            contact_name="Sorrel",
            contact_email="sorrel@hathermere.example",
        ),
        now=universe.now(-10),
    )
    universe.meeting(made, days=0, title="First meeting")
    return made


@pytest.fixture
def sign_in(chromium: Browser, site: str, region: Region) -> Callable[[str], Page]:
    """Return a function that opens a window in which somebody is signed in."""

    def enter(name: str) -> Page:
        client = Client()
        client.force_login(region.people[name])
        window = chromium.new_context(viewport={"width": 1280, "height": 900})
        cookie = client.cookies["sessionid"].value
        window.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        page = window.new_page()
        page.set_default_timeout(25_000)
        page.goto(f"{site}/forum")
        return page

    return enter


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def test_a_duplicate_plan_becomes_joint_work(
    site: str, region: Region, sign_in: Callable[[str], Page], visit: Callable[..., Page]
) -> None:
    rufus = sign_in("rufus")
    _enter_and_join(rufus)
    hester, bridget = sign_in("hester"), sign_in("bridget")
    meeting = _the_agenda_has_it(hester)
    _papers_are_one_pdf(hester)
    _a_position_needs_a_mandate(bridget, sign_in("lapsed"), meeting)
    area = _propose_joint_work(rufus)
    decision = _decide_with_a_quorum(hester, meeting, area, region)
    _agree(hester, area, decision)
    _minutes_by_two(hester, meeting)
    _approved_at_the_next(hester, region, meeting)
    visitor = visit(f"/meetings/{meeting}/minutes")
    assert "[withheld: personal]" in visitor.inner_text("main")
    check(visitor)
    _report(hester, visitor)


def _enter_and_join(page: Page) -> None:
    # Given a plan of another party and a draft that is not shared,
    # when somebody enters the like in two minutes,
    page.click("text=What others plan, and what is alike")
    check(page)
    page.click("text=Enter planned work")
    check(page, "duplicate_plan_enter", whole=True)
    press(page, "Save and see what is alike")
    assert "There is a problem" in page.inner_text("main")
    check(page)
    page.fill("#id_title", "Strength training against falls at home")
    page.select_option("#id_kind", "review")
    page.fill("#id_population", "People over 65 living at home")
    page.fill("#id_intervention", "Strength and balance training")
    page.fill("#id_outcome", "Falls")
    press(page, "Save and see what is alike")
    # then the radar shows both, with reasons for the one and next to nothing of the other.
    said = page.inner_text("main")
    assert "Exercise at home to prevent falls" in said
    assert "The same outcome" in said
    assert "A review that its owner does not share" in said
    assert "sorrel@hathermere.example" in said
    assert SECRET not in page.content()
    check(page, "duplicate_plan_alike", whole=True)
    page.get_by_role("link", name="Answer about Exercise at home to prevent falls").click()
    page.check("text=Wait for theirs")
    press(page, "Answer")
    assert "Write something here" in page.inner_text("main")
    page.check("text=Join: do it together")
    page.fill("#id_reason", "One review serves both.")
    check(page)
    press(page, "Answer")
    assert "Both owners are told" in page.inner_text("body")
    assert actions.send_letters(by=CLOCK, now=universe.now()) >= 4
    told = [letter for letter in mail.outbox if letter.to == ["imogen@wexbourne-royal.example"]]
    assert any("answers: join" in letter.body for letter in told)
    assert SECRET not in "".join(letter.body for letter in mail.outbox if "rufus" in letter.to[0])


def _the_agenda_has_it(page: Page) -> str:
    page.goto(page.url.split("/forum")[0] + "/forum")
    check(page)
    page.click("text=First meeting")
    said = page.inner_text("main")
    assert "Join “Strength training against falls at home”" in said
    check(page, "duplicate_plan_meeting", whole=True)
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def _papers_are_one_pdf(page: Page) -> None:
    press(page, "Close the agenda, send the papers")
    answer = page.request.get(page.url + "/papers.pdf")
    assert answer.body()[:5] == b"%PDF-"
    assert "BEGIN:VEVENT" in page.request.get(page.url + "/invite.ics").text()


def _a_position_needs_a_mandate(bridget: Page, lapsed: Page, meeting: str) -> None:
    for page in (bridget, lapsed):
        page.goto(page.url.split("/forum")[0] + f"/meetings/{meeting}")
        page.get_by_role("link", name="Record the position of your party").first.click()
        page.check("text=Can live with it")
        page.fill("#id_reasons", "If one of us leads.")
        press(page, "Record it")
    assert "Can live with it".lower() in bridget.inner_text("main")
    said = lapsed.inner_text("main")
    assert "no mandate to speak" in said
    assert "If one of us leads." in said  # what was written is given back
    check(lapsed)


def _propose_joint_work(page: Page) -> str:
    page.get_by_role("link", name="Propose joint work with").first.click()
    page.fill("#id_scope", "One review of exercise against falls.")
    check(page)
    press(page, "Propose it")
    return page.url.rsplit("/", 1)[-1]


def _decide_with_a_quorum(page: Page, meeting: str, area: str, region: Region) -> str:
    root = page.url.split("/meetings")[0]
    press(page, "Open the meeting")
    page.click("text=Keep the list")
    for person, party in universe.THREE[:2]:
        _arrive(page, person, party)
    page.goto(f"{root}/meetings/{meeting}/decide")
    page.fill("#id_text", "The two reviews become one.")
    press(page, "Record it")
    assert "There is no quorum, so nothing can be decided" in page.inner_text("main")
    check(page, "duplicate_plan_no_quorum", whole=True)
    _arrive(page, *universe.THREE[2], at=f"{root}/meetings/{meeting}/present")
    assert "There is a quorum." in page.inner_text("#quorum")
    check(page)
    works = evidence.published_by("nice", by=VISITOR, limit=1)
    scenario = universe.scenario(region)
    page.goto(f"{root}/meetings/{meeting}/decide")
    page.fill("#id_text", "The two reviews become one; Marl Vale leads.")
    page.get_by_label("ask-first: Ask before you start.").check()
    page.fill("#id_works", "doi:10.5555/nowhere.1")
    page.fill("#id_areas", area)
    page.select_option("#id_scenario", scenario.public_id)
    page.fill("#id_find", f"{root}/evidence/{works[0].id}")
    press(page, "Find works")
    check(page)
    page.get_by_label(works[0].title).check()
    press(page, "Record it")
    said = page.inner_text("main")
    for cited in ("compact, ask-first", "revision", scenario.name, scenario.sha256):
        assert cited in said
    check(page, "duplicate_plan_decision", whole=True)
    return page.url.rsplit("/", 1)[-1]


def _arrive(page: Page, person: str, party: str, *, at: str = "") -> None:
    if at:
        page.goto(at)
    page.fill("#id_person", person)
    page.select_option("#id_party", party)
    press(page, "Add to the list")


def _agree(page: Page, area: str, decision: str) -> None:
    root = page.url.split("/decisions")[0]
    page.goto(f"{root}/areas/{area}")
    assert "It cannot be agreed yet" in page.inner_text("main")
    page.click("text=Mark it as agreed")
    page.select_option("#id_decision", decision)
    press(page, "It is agreed")
    assert "cannot be agreed before it says who gains" in page.inner_text("main")
    page.goto(f"{root}/areas/{area}/measure")
    page.check("text=Patients")
    page.fill("#id_measure", "Hours spent on reviews of falls")
    page.fill("#id_baseline", "120 hours")
    page.fill("#id_baseline_on", universe.today(-1).isoformat())
    press(page, "Save")
    page.click("text=Mark it as agreed")
    page.select_option("#id_decision", decision)
    press(page, "It is agreed")
    assert "The joint work is agreed." in page.inner_text("body")
    check(page, "duplicate_plan_area", whole=True)


def _minutes_by_two(page: Page, meeting: str) -> None:
    root = page.url.split("/areas")[0]
    page.goto(f"{root}/meetings/{meeting}")
    press(page, "Close the meeting")
    press(page, "Draft the minutes")
    other = page.context.new_page()
    for window in (page, other):
        window.goto(f"{root}/meetings/{meeting}/minutes/change")
    draft = page.input_value("#id_text")
    page.fill("#id_text", f"{draft}\nAnselm was late for a family reason.")
    press(page, "Save")
    other.fill("#id_text", f"{draft}\nWritten at the same time.")
    press(other, "Save")
    said = other.inner_text("main")
    assert "was quicker" in said
    assert "family reason" in said
    assert "Written at the same time." in other.input_value("#id_text")
    check(other)
    other.close()
    page.goto(f"{root}/meetings/{meeting}/minutes")
    assert "wrote at the same time" in page.inner_text("main")
    press(page, "Circulate the draft")


def _approved_at_the_next(page: Page, region: Region, meeting: str) -> None:
    root = page.url.split("/meetings")[0]
    following = universe.opened(region, *universe.THREE, days=1, title="Second meeting")
    page.goto(f"{root}/meetings/{following}")
    assert "Approve the minutes of First meeting" in page.inner_text("main")
    page.get_by_role("link", name="Record a decision on item 1").click()
    page.fill("#id_text", "The minutes of the first meeting are approved.")
    press(page, "Record it")
    decision = page.url.rsplit("/", 1)[-1]
    page.goto(f"{root}/meetings/{meeting}/minutes/approve")
    page.select_option("#id_decision", decision)
    press(page, "Approve")
    page.goto(f"{root}/meetings/{meeting}/minutes/change")
    press(page, "Save")
    assert "can no longer be changed" in page.inner_text("main")
    page.goto(f"{root}/meetings/{meeting}/minutes/withhold")
    page.fill("#id_passage", "for a family reason")
    page.fill("#id_reason", "personal")
    press(page, "Withhold")
    press(page, "Publish")
    assert "The minutes are published." in page.inner_text("body")
    check(page, "duplicate_plan_minutes", whole=True)


def _report(page: Page, visitor: Page) -> None:
    root = page.url.split("/meetings")[0]
    page.goto(f"{root}/forum/{FORUM}")
    check(page)
    page.click("text=Report of")
    said = page.inner_text("main")
    assert "Joint work agreed: 1" in said
    assert "Duplicates answered by joining, sharing or waiting: 1" in said
    check(page, "duplicate_plan_report", whole=True)
    for form in ("pdf", "csv", "html"):
        assert page.request.get(f"{page.url}.{form}").ok
    visitor.goto(f"{root}/forum/{FORUM}")
    assert "Minutes of First meeting" in visitor.inner_text("main")
