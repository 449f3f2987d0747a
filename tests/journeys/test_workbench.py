"""A librarian writes a strategy, keeps it, drops in what other databases gave, and two screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from concordat.parties import actions as parties
from concordat.parties.models import Person
from concordat.parties.words import OPERATOR, Role
from tests.forum.universe import BEGAN, CONTENT
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey

STRATEGY = "1. salt.ti.\n2. (pressure or guidance).ti.\n3. 1 and 2"
EXPORT = """TY  - JOUR
TI  - Salt and blood pressure in Nowhere, part 3
AU  - Example, Ann C
PY  - 2003
JO  - Journal of Nowhere
DO  - 10.5555/nowhere.3
ER  -
TY  - JOUR
TI  - A salt substitute in the villages of Nowhere: a trial
AU  - Doe, Jane
PY  - 2011
VL  - 43
SP  - 216
AB  - People of forty villages cooked with a salt substitute for five years.
ER  -
TY  - JOUR
TI  - A salt substitute in the villages of Nowhere - a trial
AU  - Doe, J
PY  - 2011
VL  - 43
SP  - 216-223
ER  -
"""


@pytest.fixture
def sign_in(chromium: Browser, site: str) -> Callable[[str], Page]:
    """Return a function that opens a window in which a librarian is signed in."""
    parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)

    def enter(name: str) -> Page:
        made = parties.create_person(by=OPERATOR, email=f"{name}@w.example", name=name.title())
        party, role = "wexbourne-knowledge", Role.KNOWLEDGE_SPECIALIST
        parties.affiliate(by=OPERATOR, person=made, party=party, since=BEGAN)
        parties.grant_role(by=OPERATOR, person=made, party=party, role=role, since=BEGAN)
        client = Client()
        client.force_login(Person.objects.get(public_id=made))
        window = chromium.new_context(viewport={"width": 1100, "height": 900})
        cookie = client.cookies["sessionid"].value
        window.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        page = window.new_page()
        page.set_default_timeout(15_000)
        return page

    return enter


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_a_strategy_is_written_kept_and_run_again(
    site: str, sign_in: Callable[[str], Page]
) -> None:
    page = sign_in("imogen")
    # given a strategy with a slip
    page.goto(f"{site}/workbench")
    check(page)
    page.get_by_label("Strategy").fill(STRATEGY.replace("guidance)", "guidance"))
    press(page, "Count the lines")
    # then its line says so, and the lines that do not rest on it are counted
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page.locator(".app-bench__wrong")).to_contain_text("never closed")
    expect(page.locator("tbody tr").first).to_contain_text("24")
    check(page, "workbench_error")
    # when the line is changed
    press(page, "Edit line 2")
    page.get_by_label("Line", exact=True).fill("(pressure or guidance).ti.")
    press(page, "Change the line and count again")
    # then it and what rests on it are counted
    expect(page.get_by_role("heading", name="24 works found on")).to_be_visible()
    expect(page.get_by_text("recounted")).to_have_count(2)
    check(page, "workbench_counts", at="#counts")
    # when it is translated
    press(page, "Translate")
    expect(page.get_by_label("The strategy for PubMed, to copy")).to_have_value(
        "#1 salt[ti]\n#2 pressure[ti] OR guidance[ti]\n#3 #1 AND #2"
    )
    check(page, "workbench_translation", at="#translation")
    # when it is kept
    page.get_by_label("Name").fill("Salt and pressure")
    press(page, "Keep it, with what it finds today")
    expect(page.get_by_role("heading", level=1)).to_have_text("Salt and pressure")
    press(page, "Run it today")
    check(page, "workbench_kept")
    # then a run of then can be seen beside today
    page.locator("table a").last.click()
    expect(page.get_by_text("every line gives the same count")).to_be_visible()
    check(page, "workbench_run")
    # when a search elsewhere is reported
    page.get_by_role("link", name="Salt and pressure").click()
    page.get_by_role("link", name="Report a search in another database").click()
    expect(page.get_by_label("Number of records found")).to_be_visible()
    check(page)
    page.get_by_label("Database").fill("Embase")
    page.get_by_label("Date of the search").fill("2026-02-20")
    page.get_by_label("Number of records found").fill("1,234 or so")
    press(page, "Keep the search")
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Enter a whole number")
    page.get_by_label("Number of records found").fill("1234")
    press(page, "Keep the search")
    # then it stands with the strategy
    expect(page.get_by_role("cell", name="1,234")).to_be_visible()
    check(page)
    _a_second_person_reviews_it(page, sign_in("clement"))


def _a_second_person_reviews_it(page: Page, reviewer: Page) -> None:
    # given the address of the strategy, when a colleague finds something to revise
    reviewer.goto(page.url)
    reviewer.get_by_role("link", name="Review this strategy").click()
    check(reviewer)
    reviewer.get_by_label("Revisions suggested").check()
    press(reviewer, "Keep the review")
    expect(reviewer.locator(".nhsuk-error-summary")).to_contain_text("what should be revised")
    reviewer.get_by_label("Words of the text").fill("Add sodium beside salt.")
    press(reviewer, "Keep the review")
    expect(reviewer.get_by_text("Your review is kept")).to_be_visible()
    # then whoever wrote it answers, and cannot review it
    page.reload()
    page.get_by_role("link", name="Answer Clement").click()
    check(page)
    page.get_by_label("What did you do about it?").fill("Added in the next version.")
    press(page, "Keep the answer")
    expect(page.get_by_text("Added in the next version.")).to_be_visible()
    check(page, "strategy_review", at="#reviews")
    page.get_by_role("link", name="Review this strategy").click()
    page.get_by_label("No revisions").check()
    press(page, "Keep the review")
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("ask somebody else")


def test_two_people_screen_what_other_databases_gave(
    site: str, sign_in: Callable[[str], Page], tmp_path: Path
) -> None:
    imogen, clement = sign_in("imogen"), sign_in("clement")
    # given a collection
    imogen.goto(f"{site}/collections")
    check(imogen)
    imogen.get_by_role("link", name="Begin a collection").click()
    check(imogen)
    imogen.get_by_label("Name").fill("Salt substitutes")
    press(imogen, "Begin the collection")
    # when a file that is no export is dropped in, it is refused and nothing is lost
    (tmp_path / "export.ris").write_text(EXPORT)
    (tmp_path / "export.pdf").write_bytes(b"%PDF-1.7")
    imogen.get_by_label("Which database is it from?").fill("Embase")
    imogen.get_by_label("File").set_input_files(tmp_path / "export.pdf")
    press(imogen, "Take the file in")
    expect(imogen.locator(".nhsuk-error-summary")).to_contain_text("a PDF document")
    expect(imogen.get_by_label("Which database is it from?")).to_have_value("Embase")
    check(imogen)
    # when the export is dropped in
    imogen.get_by_label("File").set_input_files(tmp_path / "export.ris")
    press(imogen, "Take the file in")
    # then copies and known works are counted
    imogen.get_by_text("The numbers of the picture").click()
    row = imogen.get_by_role("row", name="Copies taken out")
    expect(row).to_contain_text("1")
    check(imogen, "collection")
    address = imogen.url
    imogen.get_by_role("link", name="All works, with copies").click()
    imogen.locator("summary").first.click()
    expect(imogen.get_by_text("the same first author")).to_have_count(2)
    check(imogen, "collection_copies")
    # when both screen, one with keys and one with buttons
    imogen.goto(f"{address}/screen")
    check(imogen, "screening")
    for key, left in (("e", "1 left"), ("i", "nothing left")):
        imogen.wait_for_load_state()  # keys are read by a script, which comes after the page
        imogen.keyboard.press(key)
        expect(imogen.get_by_text(left)).to_be_visible()
    clement.goto(f"{address}/screen")
    press(clement, "Include")
    expect(clement.get_by_text("1 left for you")).to_be_visible()
    press(clement, "Include")
    # then they settle what they disagree on
    clement.get_by_role("link", name="Settle what is in conflict").click()
    expect(clement.get_by_text("Imogen: exclude; Clement: include")).to_be_visible()
    check(clement, "conflicts")
    clement.get_by_role("button", name="Settle as include").click()
    expect(clement.get_by_role("heading", level=1)).to_have_text("In conflict: 0")
    # and save what is included, with the flow as a picture
    clement.goto(address)
    expect(clement.locator(".app-drawn svg")).to_contain_text("Included: 2")
    check(clement)
    with clement.expect_download() as saved:
        clement.get_by_role("link", name="RIS").click()
    assert saved.value.path().read_text().count("TY  - ") == 2
    clement.get_by_role("link", name="Included", exact=True).click()
    check(clement)
