"""Every page, wide and narrow: axe finds nothing, and nothing must be scrolled sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import check
from tests.web.test_pages import PAGES, WRONG

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]


def test_axe_finds_nothing_on_any_page(visit: Visit) -> None:
    works = _works(visit)
    page = visit("/")
    root = page.url.rstrip("/")
    for address in (*PAGES, *WRONG, *works):
        page.goto(f"{root}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        check(page)


def test_a_screen_of_320_pixels_needs_no_scrolling_sideways(visit: Visit) -> None:
    """320 pixels is a page of 1280 at 400 per cent (WCAG 2.2, 1.4.10)."""
    works = _works(visit)
    page = visit("/", width=320)
    root = page.url.rstrip("/")
    for address in (*PAGES, *WRONG, *works):
        page.goto(f"{root}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    page.goto(f"{root}/search?q=salt")
    check(page)


def _works(visit: Visit) -> list[str]:
    """Return the addresses of a retracted trial and of guidance with a long address in it."""
    found = []
    for kept in ("standing=retracted", "kind=guidance"):
        link = visit(f"/search?q=&{kept}").locator(".app-result h2 a").first
        found.append(link.get_attribute("href") or "")
    return found
