"""A server with the small world, and a browser that may not leave this machine."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from concordat.search.queries.opened import forget
from tests.journeys import browser
from tests.web import world

AXE = Path(__file__).with_name("axe") / "axe.min.js"
PICTURES = os.environ.get("MANUAL_PICTURES", "")
#: WCAG 2.2 at levels A and AA, and what axe holds for good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def chromium(live_server: LiveServer) -> Iterator[Browser]:
    """The browser of one file of journeys, closed before the server that it talks to.

    A connection that the browser keeps open ends in a thread of the server, which may use
    the database only while the server runs; so those threads are waited for.

    Playwright's own loop runs in this thread, and Django takes that for asynchronous code;
    while the browser is open it is told otherwise. What must start a loop of its own, as the
    answer to MCP must, cannot run in this thread meanwhile: so the browser does not outlive
    its file, and no other test finds it open.
    """
    path = browser.find()
    if path is None:
        pytest.skip(f"LOUD: {browser.HOW}")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)


@pytest.fixture
def site(
    transactional_db: None, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> Iterator[str]:
    """The address of a server that shows the small world."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    folder = tmp_path / "works"
    folder.mkdir()
    forget()
    world.build(folder)
    yield str(live_server.url)
    forget()


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens an address in a new window of a given width.

    The window fails the test when a page asks anything of another origin or when the
    browser complains.
    """
    windows, faults = [], []

    def open_page(address: str, *, width: int = 1280, script: bool = True) -> Page:
        window = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script
        )
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(30_000)
        page.on(
            "request", lambda r: None if r.url.startswith((site, "data:")) else faults.append(r.url)
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda m: faults.append(m.text) if _complaint(m.type, m.text) else None)
        page.goto(site + address)
        return page

    yield open_page
    for window in windows:
        window.close()
    assert not faults, faults


def _complaint(kind: str, text: str) -> bool:
    """A page that answers 400 or 404 on purpose is logged by the browser; that is no fault."""
    return kind == "error" and "the server responded with a status of 4" not in text


def axe_faults(page: Page) -> list[str]:
    """Return what axe finds wrong with the page, a line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{fault['id']}: {fault['help']} at {node['target']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def check(page: Page, picture: str = "", *, at: str = "body", whole: bool = False) -> None:
    """Fail when axe finds anything wrong with the page as it stands.

    `picture`: the name of a picture of the manual, taken when MANUAL_PICTURES names a folder:
    of what `at` shows first, or of the whole page.
    """
    page.wait_for_load_state("load")
    faults = axe_faults(page)
    assert not faults, (page.url, faults)
    if PICTURES and picture:
        page.locator(at).first.evaluate(
            "part => part.scrollIntoView()" if at != "main" else "scrollTo(0, 0)"
        )
        page.screenshot(path=Path(PICTURES) / f"{picture}.png", full_page=whole)
