"""Keeping the record of parties and agreements; told as given, when, then."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from concordat.parties.words import Role
from tests.journeys.conftest import check
from tests.web.parties.record import PASSWORD, person

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]


@pytest.fixture
def at_the_desk(visit: Visit) -> Page:
    """A page of somebody of the secretariat who has signed in by the form."""
    sam = person("sam", "nice", Role.SECRETARIAT)
    page = visit("/account/login/")
    page.get_by_label("Email address").fill(sam.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return page


def whole(page: Page) -> None:
    """Assert that axe finds nothing on the page, with everything folded out."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    check(page)


def open_from(page: Page, words: str) -> None:
    """Open a link of what may be changed here."""
    page.locator("summary", has_text="Change the record").click()
    page.get_by_role("link", name=words).click()


def test_a_party_a_signature_a_succession_and_the_page_as_at_last_year(at_the_desk: Page) -> None:
    page = at_the_desk
    # given the list of parties, when somebody adds one
    page.get_by_role("link", name="Parties").first.click()
    page.get_by_role("link", name="Add a party").click()
    whole(page)
    page.get_by_label("Name", exact=True).fill("Institute of Invented Evidence")
    page.get_by_label("What it is", exact=True).select_option("charity")
    page.get_by_label("When did it begin").fill("1 May 2015")
    page.get_by_role("button", name="Add the party").click()
    # then it has a page
    expect(page.get_by_role("heading", level=1)).to_contain_text("Institute of Invented Evidence")
    whole(page)
    # when its signature under the concordat is recorded
    page.get_by_role("link", name="Agreements").first.click()
    page.get_by_role("link", name=re.compile("a concordat$")).first.click()
    open_from(page, "Record a signature")
    whole(page)
    page.get_by_label("Who signed", exact=True).select_option("institute-of-invented-evidence")
    page.get_by_label("When did it sign").fill("2 March 2024")
    page.get_by_role("button", name="Record the signature").click()
    # then it is counted
    expect(page.get_by_text("6 names as signed")).to_be_visible()
    # when it is absorbed by another this year
    page.get_by_role("link", name="Parties").first.click()
    page.get_by_role("link", name="See what became of whom").click()
    page.get_by_role("link", name="Record a succession").click()
    page.get_by_label("What happened, in a few words").fill("The institute joined NICE")
    page.get_by_label("Absorb: one or several").check()
    page.get_by_label("In force", exact=True).check()
    page.get_by_label("When does it take effect").fill("1 January 2026")
    first = page.get_by_role("group", name="Row 1")
    first.get_by_label("From").select_option("institute-of-invented-evidence")
    first.get_by_label("To").select_option("nice")
    page.get_by_role("button", name="See what it would move").click()
    # then it is shown before it happens: one signature goes over
    expect(page.get_by_text("Nothing is recorded yet.")).to_be_visible()
    expect(page.get_by_role("region", name="1 signature")).to_contain_text("Invented Evidence")
    whole(page)
    page.get_by_role("button", name="Record this succession").click()
    expect(page.get_by_text("The succession was recorded as one event.")).to_be_visible()
    whole(page)
    # when its page is opened, then it is gone, and as at last year it was there
    page.get_by_role("link", name="Institute of Invented Evidence").first.click()
    expect(page.get_by_text("No longer exists")).to_be_visible()
    page.get_by_label("Show as at").fill("2025-06-01")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("As at 1 June 2025.", exact=True)).to_be_visible()
    expect(page.get_by_text("No longer exists")).to_have_count(0)
    expect(page.get_by_text("What came later, after 1 June 2025")).to_be_visible()
    # and the concordat of last year is as it was
    page.goto(re.sub(r"/parties.*", "/agreements/concordat?on=2025-06-01", page.url))
    row = page.get_by_role("row", name=re.compile("Institute of Invented Evidence"))
    expect(row).to_contain_text("the same")
    page.get_by_label("Show as at").fill("2026-06-01")
    page.get_by_role("button", name="Show", exact=True).click()
    row = page.get_by_role("row", name=re.compile("Institute of Invented Evidence"))
    expect(row).to_contain_text("National Institute for Health and Care Excellence")


def test_an_agreement_with_document_commitment_and_convenor(
    at_the_desk: Page, tmp_path: Path
) -> None:
    page = at_the_desk
    # given an agreement that is recorded with its clauses
    page.get_by_role("link", name="Agreements").first.click()
    page.get_by_role("link", name="Record an agreement").click()
    whole(page)
    page.get_by_label("Title", exact=True).fill("An invented memorandum of two bodies")
    page.get_by_label("What people call it").fill("The pact")
    page.get_by_label("What it is", exact=True).select_option("memorandum of understanding")
    page.get_by_label("When was it signed").fill("between 2021-09-01 and 2021-11-30")
    page.get_by_label("Its clauses, word for word").fill("Term 1: Each tells the other.")
    page.get_by_role("button", name="Record the agreement").click()
    # when both sign, a convenor, a document and a commitment are recorded
    for party in ("nice", "cqc"):
        open_from(page, "Record a signature")
        page.get_by_label("Who signed", exact=True).select_option(party)
        page.get_by_role("button", name="Record the signature").click()
    open_from(page, "Hand the convening over")
    page.get_by_label("Who convenes").select_option("nice")
    page.get_by_label("From when").fill("2022")
    page.get_by_role("button", name="Record the convenor").click()
    document = tmp_path / "signed.pdf"
    document.write_bytes(b"%PDF-1.7 an invented memorandum")
    open_from(page, "Add a document")
    whole(page)
    page.get_by_label("Title", exact=True).fill("Signed text")
    page.get_by_label("The document").set_input_files(document)
    page.get_by_role("button", name="Keep the document").click()
    open_from(page, "Record a commitment")
    page.get_by_label("Who commits itself").select_option("cqc")
    page.get_by_label("Under which clause").select_option("term-1")
    page.get_by_label("What it will do").fill("Writes each month")
    page.get_by_role("button", name="Record the commitment").click()
    open_from(page, "Record that a commitment was kept")
    page.get_by_label("Care Quality Commission: Writes each month").check()
    page.get_by_label("What shows that it was done").fill("Twelve letters")
    page.get_by_label("When was it done").fill("2025")
    page.get_by_role("button", name="Record the evidence").click()
    # then all of it is on the page, and the copy is verified
    expect(page.get_by_text("Our copy is as recorded")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Writes each month"))).to_contain_text(
        "Twelve letters"
    )
    whole(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name=re.compile("Download our copy")).click()
    assert saved.value.path().read_bytes() == document.read_bytes()
    # and between the two on a day on which it may have been signed, it is possibly in force
    page.get_by_role("link", name="Agreements").first.click()
    page.get_by_label("Between").select_option("nice")
    page.get_by_label("and", exact=True).select_option("cqc")
    page.get_by_label("As at").fill("2021-10-01")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("main h2").first).to_contain_text("in force on 1 October 2021")
    expect(page.get_by_text("Possibly: a date is not known").first).to_be_visible()
    whole(page)


def test_an_administrator_keeps_a_service_and_an_entry_in_order(visit: Visit) -> None:
    # given the administrator of a party, on its page
    ada = person("ada", "cqc", Role.ADMINISTRATOR)
    page = visit("/account/login/")
    page.get_by_label("Email address").fill(ada.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto(re.sub(r"(//[^/]+).*", r"\1/parties/cqc", page.url))
    # when an entry of what it publishes gets a day of review
    page.get_by_role("link", name=re.compile("^Change what is said of")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Change an entry")
    whole(page)
    page.get_by_label("When should somebody look").fill("1 May 2020")
    page.get_by_role("button", name="Save").click()
    # then it is among the knowledge that the party answers for, and due
    expect(page.get_by_text("The entry was changed.")).to_be_visible()
    expect(page.get_by_text("Review due").first).to_be_visible()
    # when a knowledge service is added, moved and looked at as before
    open_from(page, "Add a knowledge service of")
    page.get_by_label("Name of the knowledge service").fill("The Reading Room")
    page.get_by_label("When did it begin").fill("2020")
    page.get_by_role("button", name="Add the service").click()
    page.get_by_role("link", name="The Reading Room").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The Reading Room")
    open_from(page, "Move to another party")
    whole(page)
    page.get_by_label("Which party does it become part of").select_option("nice")
    page.get_by_label("From when").fill("1 January 2025")
    page.get_by_role("button", name="Record the move").click()
    # then both are on its page with their days, and it is no longer theirs to change
    expect(page.get_by_text("becomes part of the other party")).to_be_visible()
    expect(page.get_by_text("until 1 January 2025")).to_be_visible()
    expect(page.locator("summary", has_text="Change the record")).to_have_count(0)
    whole(page)


def test_nothing_of_it_needs_javascript(visit: Visit) -> None:
    # given somebody of the secretariat in a browser that runs no script
    sam = person("sam", "nice", Role.SECRETARIAT)
    page = visit("/account/login/", script=False)
    page.get_by_label("Email address").fill(sam.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    # when an announced succession is recorded by way of a mistake and another row
    page.goto(re.sub(r"(//[^/]+).*", r"\1/record/succession", page.url))
    page.get_by_role("button", name="See what it would move").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("What happened, in a few words").fill("A plan")
    page.get_by_label("Transfer of function").check()
    page.get_by_label("Announced only").check()
    page.get_by_role("button", name="Add two more rows").click()
    third = page.get_by_role("group", name="Row 3")
    third.get_by_label("From").select_option("cqc")
    third.get_by_label("To").select_option("nice")
    third.get_by_label("Which piece of work").fill("library")
    page.get_by_role("button", name="See what it would move").click()
    page.get_by_role("button", name="Record this succession").click()
    # then it is announced, and moves nothing yet
    expect(page.get_by_role("heading", level=1)).to_have_text("A plan")
    expect(page.get_by_text("What it would move")).to_be_visible()
