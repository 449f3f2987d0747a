"""A reader finds, narrows, understands and saves; told as given, when, then."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import check

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]


def test_from_a_question_to_a_work(visit: Visit) -> None:
    # given the first page
    page = visit("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Find evidence")
    # when somebody asks in plain words
    page.get_by_label("Find evidence").fill("salt and blood pressure")
    page.get_by_label("Find evidence").press("Enter")
    # then the works are there, and why, and how the words were taken
    expect(page.get_by_role("heading", level=1)).to_contain_text("works found")
    expect(page.get_by_text("Taken as a question")).to_be_visible()
    page.locator("summary", has_text="Why this result").first.click()
    expect(page.get_by_text("Found “salt”").first).to_be_visible()
    # when they open the first
    title = page.locator(".app-result h2 a").first
    name = title.inner_text()
    title.click()
    # then it is that work
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("heading", name="Where each field came from")).to_be_visible()


def test_narrowing_and_widening_again(visit: Visit) -> None:
    # given a strategy with its results
    page = visit("/search?q=salt+AND+pressure")
    expect(page.get_by_role("heading", level=1)).to_contain_text("23 works found")
    # when a journal is ticked
    page.get_by_label("Nowhere Letters").check()
    page.get_by_role("button", name="Apply filters").click()
    # then fewer are there, and the box stays ticked
    expect(page.get_by_role("heading", level=1)).to_have_text("11 works found")
    expect(page.get_by_label("Nowhere Letters")).to_be_checked()
    # when the filter is taken off
    page.get_by_role("link", name="Take off all filters").click()
    # then all are back
    expect(page.get_by_role("heading", level=1)).to_contain_text("23 works found")


def test_everything_works_without_javascript(visit: Visit) -> None:
    # given a browser that runs no script
    page = visit("/", script=False)
    # when somebody searches, filters, opens a receipt and turns the page
    page.get_by_label("Find evidence").fill("salt AND pressure")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("21 to 23 shown")
    page.locator("summary", has_text="Why this result").first.click()
    expect(page.get_by_text("Place 21").first).to_be_visible()
    page.get_by_label("Trial (").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_text("Kind of evidence: Trial")).to_be_visible()
    # and when they report a problem
    page.get_by_role("link", name="Report a problem").click()
    page.get_by_label("What is wrong?").fill("Nothing, thank you")
    page.get_by_role("button", name="Send report").click()
    # then it is taken
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, your report is kept")


def test_a_wrong_strategy_leads_back_to_the_box(visit: Visit) -> None:
    # given a strategy with a bracket that is not closed
    page = visit("/search?q=salt+AND+(pressure")
    # then the summary has the focus and its link leads to the box
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.locator(".nhsuk-error-summary a").click()
    expect(page.locator("#q")).to_be_focused()
    assert "%23q" not in page.url
    # when it is put right
    page.locator("#q").fill("salt AND (pressure)")
    page.locator("#q").press("Enter")
    # then it finds
    expect(page.get_by_role("heading", level=1)).to_contain_text("23 works found")


def test_the_results_can_be_saved(visit: Visit) -> None:
    # given results
    page = visit("/search?q=salt+AND+pressure")
    # when RIS is chosen
    with page.expect_download() as saved:
        page.get_by_role("link", name="RIS").click()
    # then the file has them all
    assert saved.value.suggested_filename == "concordat-search.ris"
    assert saved.value.path().read_text(encoding="utf-8").count("TY  - ") == 23


def test_by_keyboard_alone(visit: Visit) -> None:
    # given the page of results and no mouse
    page = visit("/search?q=salt+AND+pressure")
    # when Tab is pressed first, then the skip link shows and leads to the content
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#maincontent"
    # and when Tab goes on through the whole page
    seen = _walk(page)
    # then each thing that can be used was reached once, in order, and could be seen
    assert seen == page.evaluate(_USABLE)
    check(page)


#: What can be reached with Tab after the skip link's target, in the order of the page.
_USABLE = """() => [...document.querySelectorAll(
  'main a[href], main input:not([type=hidden]), main textarea, main button, main summary, '
  + 'main [tabindex="0"], footer a[href]')].filter(e => e.checkVisibility()).length"""
_SEEN = """() => { const e = document.activeElement; const r = e.getBoundingClientRect();
  const s = getComputedStyle(e);
  const l = e.labels?.[0] ? getComputedStyle(e.labels[0], '::before') : s;
  return [e === document.body, r.width > 0 && r.height > 0,
    s.outlineStyle !== 'none' || s.boxShadow !== 'none' || l.outlineStyle !== 'none'
    || l.boxShadow !== 'none']; }"""


def _walk(page: Page) -> int:
    """Press Tab to the end of the page; return how many things had the focus, each visibly."""
    for count in range(500):
        page.keyboard.press("Tab")
        at_end, has_size, marked = page.evaluate(_SEEN)
        if at_end:
            return count
        assert has_size, page.evaluate("document.activeElement.outerHTML")
        assert marked, page.evaluate("document.activeElement.outerHTML")
    raise AssertionError("Tab never came to the end of the page")
