"""The evidence search: from a question to an answer that was used, and used again."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from docx import Document
from playwright.sync_api import Browser, Page, expect

from concordat.delivery import actions as delivery
from concordat.delivery.models import Receipt
from concordat.enquiries import actions
from concordat.enquiries.models import Enquiry
from concordat.parties import actions as parties
from concordat.parties.models import Person
from concordat.parties.words import CLOCK, OPERATOR, Role
from tests.forum.universe import BEGAN, CONTENT
from tests.journeys.conftest import check

pytestmark = pytest.mark.journey

QUESTION = "Does salt raise blood pressure in adults of Nowhere?"
STRATEGY = "1. salt.ti.\n2. pressure.ti.\n3. 1 and 2"
EXPORT = """TY  - JOUR
TI  - A salt substitute in the villages of Nowhere: a trial
AU  - Doe, Jane
PY  - 2011
JO  - Villages
ER  -
TY  - JOUR
TI  - Pepper in the towns of Nowhere
AU  - Poe, Ed
PY  - 2012
ER  -
"""


@pytest.fixture
def people(site: str) -> dict[str, Person]:
    """Two librarians of one library, and a nurse who asks."""
    Client().get("/search?q=salt")  # what the first reader waits for is no part of the journey
    report = parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)
    assert not report.complaints
    made = {}
    for name, party, role in (
        ("imogen", "wexbourne-knowledge", Role.KNOWLEDGE_SPECIALIST),
        ("clement", "wexbourne-knowledge", Role.KNOWLEDGE_SPECIALIST),
        ("ada", "wexbourne-royal", Role.READER),
    ):
        email = f"{name}@wexbourne.example"
        id_ = parties.create_person(by=OPERATOR, email=email, name=name.title())
        parties.affiliate(by=OPERATOR, person=id_, party=party, since=BEGAN)
        parties.grant_role(by=OPERATOR, person=id_, party=party, role=role, since=BEGAN)
        made[name] = Person.objects.get(public_id=id_)
    return made


@pytest.fixture
def sign_in(chromium: Browser, site: str, people: dict[str, Person]) -> Callable[[str], Page]:
    """Return a function that opens a window in which somebody is signed in."""

    def enter(name: str) -> Page:
        client = Client()
        client.force_login(people[name])
        window = chromium.new_context(viewport={"width": 1280, "height": 900})
        cookie = client.cookies["sessionid"].value
        window.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        page = window.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{site}/enquiries")
        return page

    return enter


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def test_a_question_becomes_an_answer_that_is_used_again(
    site: str,
    people: dict[str, Person],
    sign_in: Callable[[str], Page],
    visit: Callable[..., Page],
    tmp_path: Path,
) -> None:
    visitor = visit("/search?q=salt+blood+pressure")
    _asks_without_a_patient(visitor)
    follow = visitor.url
    imogen = sign_in("imogen")
    (export := tmp_path / "embase.ris").write_text(EXPORT)
    _is_taken_from_the_queue_and_searched(imogen, export)
    _two_librarians_write_at_once(imogen, sign_in("clement"))
    _is_delivered_with_a_receipt(imogen, visitor, follow)
    _comes_back_and_goes_out_again(imogen, site)
    _is_asked_for_its_use_once(visitor, follow)
    _is_used_again(imogen, sign_in("ada"), site)


def _asks_without_a_patient(page: Page) -> None:
    page.get_by_role("link", name="Ask a librarian", exact=True).last.click()
    assert "salt blood pressure" in page.get_by_label("Your question").input_value()
    check(page, "evidence_search_ask")
    page.get_by_label("Your question").fill(f"{QUESTION} Her NHS number is 943 476 5919")
    page.get_by_label("What is it for?").select_option("guideline or policy")
    page.get_by_label("On which day do you decide?").fill(_day(1))
    page.get_by_label("At what time?").fill("14:30")
    page.get_by_label("Which library do you ask?").select_option(
        label="Wexbourne Knowledge and Library Service (invented)"
    )
    page.get_by_label("Where do you work?").fill("Wexbourne Royal")
    page.get_by_label("Your name").fill("Ann Example")
    page.get_by_label("Your email address").fill("ann@wexbourne.example")
    press(page, "Continue")
    assert "Take out an NHS number" in page.inner_text("main")
    check(page, "evidence_search_patient")
    assert not Enquiry.objects.exists()
    page.get_by_label("Your question").fill(QUESTION)
    press(page, "Continue")
    assert "Nothing has been sent yet" in page.inner_text("main")
    check(page)
    press(page, "end my question")
    assert "The library has your question" in page.inner_text("main")
    check(page)
    assert Enquiry.objects.count() == 1
    page.get_by_role("link", name="Follow your question").click()
    check(page)


def _is_taken_from_the_queue_and_searched(page: Page, export: Path) -> None:
    page.reload()
    check(page, "evidence_search_queue")
    page.get_by_role("link", name=QUESTION).click()
    press(page, "Take it on")
    assert "Imogen searches." in page.inner_text("main")
    press(page, "Start searching")
    check(page, "evidence_search_request")
    request = page.url
    page.get_by_role("link", name="Search at the workbench").click()
    page.locator("#id_text").fill(STRATEGY)
    press(page, "Count")
    page.get_by_label("Name").first.fill("Salt and pressure")
    press(page, "Keep")
    page.goto(request)
    assert "Salt and pressure: 23 works" in page.inner_text("main")
    _what_another_database_gave_is_screened(page, export)
    page.goto(request)
    press(page, "Start summarising")


def _what_another_database_gave_is_screened(page: Page, export: Path) -> None:
    page.get_by_role("link", name="Take in files from other databases").click()
    page.get_by_label("Name").fill("Salt elsewhere")
    page.get_by_label("One", exact=True).check()
    press(page, "Begin the collection")
    expect(page.get_by_role("link", name=QUESTION)).to_be_visible()
    page.get_by_label("Which database is it from?").fill("Embase")
    page.get_by_label("File").set_input_files(export)
    press(page, "Take the file in")
    expect(page.get_by_text("The file is taken in")).to_be_visible()
    page.get_by_role("link", name="Screen", exact=True).click()
    expect(page.get_by_text("2 left for you")).to_be_visible()
    page.wait_for_load_state()  # keys are read by a script, which comes after the page
    page.keyboard.press("i")
    expect(page.get_by_text("1 left for you")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("e")
    expect(page.get_by_text("nothing left")).to_be_visible()


def _two_librarians_write_at_once(first: Page, second: Page) -> None:
    second.get_by_role("link", name=QUESTION).click()
    for page in (first, second):
        page.get_by_role("link", name="Write the report").click()
    check(first)
    assert "1 of 2 works were included by screening" in first.inner_text("main")
    assert not first.get_by_label("16. Deduplication").count()
    boxes = first.get_by_role("group", name="Works that Salt and pressure found")
    for box in boxes.get_by_role("checkbox").all()[:3]:
        box.check()
    first.get_by_label("The answer in short").fill("Salt may raise it a little.")
    first.get_by_label("14. Peer review").fill("Clement looked at the strategy.")
    press(first, "Save and look at it")
    assert "Salt may raise it a little." in first.inner_text("main")
    second.get_by_label("The answer in short").fill("Nobody can tell.")
    press(second, "Save and look at it")
    said = second.inner_text("main")
    assert "Imogen was quicker" in said
    assert "Salt may raise it a little." in said
    assert second.get_by_label("The answer in short").input_value() == "Nobody can tell."
    check(second, "evidence_search_conflict")


def _is_delivered_with_a_receipt(page: Page, visitor: Page, follow: str) -> None:
    check(page, "evidence_search_report")
    check(page, "evidence_search_screened", at="h2:has-text('How it was screened')")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="DOCX").click()
    assert waiting.value.suggested_filename.startswith("draft-report-")
    press(page, "Deliver to")
    expect(page.get_by_role("heading", level=1)).to_have_text("Let others use this answer")
    check(page)
    page.get_by_role("link", name=QUESTION[:30]).click()
    assert "Edition 1 to ann@wexbourne.example" in page.inner_text("main")
    check(page)
    assert actions.send_letters(by=CLOCK, now=datetime.now(UTC)) == 2
    letter = mail.outbox[-1]
    assert letter.to == ["ann@wexbourne.example"]
    assert "Salt may raise it a little." in letter.body
    delivery.take_in_receipts(by=CLOCK)
    receipt = Receipt.objects.get(kind="report")
    assert (receipt.mail, receipt.works.count()) == ("ann@wexbourne.example", 3)
    visitor.goto(follow)
    check(visitor)
    with visitor.expect_download() as waiting:
        visitor.get_by_role("link", name="Save as DOCX").click()
    text = _text(Path(waiting.value.path()).read_bytes())
    for said in (
        "salt.ti.",
        "1 and 2",
        "23",
        "Clement looked at the strategy.",
        "Not reported.",
        "A salt substitute in the villages of Nowhere",
        "Included by Imogen.",
        "25 records were identified (This library of evidence (Concordat) 23, Embase 2).",
    ):
        assert said in text
    assert "Pepper" not in text
    with visitor.expect_download() as waiting:
        visitor.get_by_role("link", name="Save as PDF").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF")


def _comes_back_and_goes_out_again(page: Page, site: str) -> None:
    enquiry = Enquiry.objects.get()
    now = datetime.now(UTC)
    actions.bounced(by=OPERATOR, letter=enquiry.public_id, why="550 no such user", now=now)
    page.goto(f"{site}/enquiries")
    assert "550 no such user" in page.inner_text("main")
    check(page)
    page.get_by_role("link", name="Send it again").first.click()
    page.get_by_label("Address").fill("ann.example@wexbourne.example")
    press(page, "Send")
    assert actions.send_letters(by=CLOCK, now=datetime.now(UTC)) == 1
    assert mail.outbox[-1].to == ["ann.example@wexbourne.example"]
    page.goto(f"{site}/enquiries")
    assert "550 no such user" not in page.inner_text("main")


def _is_asked_for_its_use_once(page: Page, follow: str) -> None:
    later = datetime.now(UTC) + timedelta(days=15)
    assert actions.ask_use(by=CLOCK, now=later) == 1
    assert actions.ask_use(by=CLOCK, now=later) == 0
    page.goto(f"{follow}/use")
    check(page, "evidence_search_use")
    page.get_by_label("For how you work").fill("The ward changed its menu.")
    press(page, "Send")
    assert "The ward changed its menu." in page.inner_text("main")
    page.goto(f"{follow}/use")
    page.get_by_label("For patients").fill("Again")
    press(page, "Send")
    assert "You have said it already" in page.inner_text("main")


def _is_used_again(librarian: Page, ada: Page, site: str) -> None:
    enquiry = Enquiry.objects.get()
    librarian.goto(f"{site}/enquiries/{enquiry.public_id}")
    librarian.get_by_role("link", name="Let others use this answer").click()
    press(librarian, "Publish")
    assert "Everybody can read it now" in librarian.inner_text("body")
    check(librarian)
    ada.goto(f"{site}/ask?q=Does+salt+raise+blood+pressure+in+adults+of+Nowhere")
    ada.get_by_label("What is it for?").select_option("care of a patient")
    ada.get_by_label("Which library do you ask?").select_option(
        label="Wexbourne Knowledge and Library Service (invented)"
    )
    press(ada, "Continue")
    check(ada, "evidence_search_alike")
    press(ada, "This answers me")
    assert "Answered by an earlier question" in ada.inner_text("main")
    ada.get_by_role("link", name="Read the answer").click()
    assert "used again 1 time" in ada.inner_text("main")
    check(ada)
    assert Enquiry.objects.get(state="answered by reuse").email == "ada@wexbourne.example"


def _text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _day(ahead: int) -> str:
    return (datetime.now(UTC) + timedelta(days=ahead)).strftime("%Y-%m-%d")
