"""Every page: whole HTML, nothing from outside, the headers that keep it so, and its world."""

import pytest
from django.conf import settings
from django.test import Client

from tests.web.html import Page

PAGES = (
    "/",
    "/search",
    "/search?box=lines",
    "/search?q=salt",
    "/search?q=salt&page=2",
    "/search?q=salt+OR+pressure",
    "/search?q=zzzz",
    "/search?q=&kind=trial",
    "/search?q=&standing=retracted",
    "/packs",
    "/recall",
    "/parties",
    "/parties?on=2015-01-01",
    "/parties/nhs-england",
    "/parties/hee?on=2021-10-01",
    "/parties?q=nhs+improvement&kind=joint+name&page=1",
    "/parties?as_if=nhs-england-announced-2025",
    "/parties/nhs-england?as_if=nhs-england-announced-2025",
    "/parties/nice/assets",
    "/parties/nhs-england/assets?as_if=nhs-england-announced-2025&kind=agreement&needs=somebody",
    "/successions",
    "/successions/phe-2021",
    "/successions/nhs-england-announced-2025",
    "/agreements",
    "/agreements?between=nice&between=cqc&on=2021-10-01",
    "/agreements?show=review",
    "/agreements/concordat?as_if=nhs-england-announced-2025",
    "/agreements/concordat",
    "/agreements/concordat?on=2021-11-01",
    "/agreements/concordat/ambition-2",
    "/forum",
    "/decisions",
    "/planned",
    "/questions",
    "/about",
    "/accessibility",
    "/privacy",
    "/report",
    "/report/received",
)
WRONG = {
    "/search?q=salt+AND+%28": 400,
    "/search?q=salt&page=x": 400,
    "/search?q=salt&page=999": 400,
    "/search?q=%00": 400,
    "/search?q=" + "a" * 4_001: 400,
    "/search?q=salt&kind=rumour": 400,
    "/search?q=salt&year=soon": 400,
    "/parties?on=yesterday": 400,
    "/parties?on=2021-02-30": 400,
    "/parties/nhs-england?on=%00": 400,
    "/agreements/concordat?on=0000-00-00": 400,
    "/parties/nobody": 404,
    "/successions/nothing": 404,
    "/parties/nice/assets?on=yesterday": 400,
    "/assets/orphans": 403,
    "/record/party": 403,
    "/record/succession": 403,
    "/record/agreement": 403,
    "/parties/nice/record/role": 403,
    "/agreements/concordat/record/signature": 403,
    "/agreements/concordat/documents/nothing": 404,
    "/agreements/nothing": 404,
    "/agreements/concordat/ambition-9": 404,
    "/evidence/0000000000000": 404,
    "/nowhere": 404,
}


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_every_page_is_whole_and_loads_nothing_from_outside(client: Client) -> None:
    for address, status in {**dict.fromkeys(PAGES, 200), **WRONG}.items():
        response = client.get(address)
        assert response.status_code == status, address
        text = response.content.decode()
        page = Page(text)
        assert not page.faults, (address, page.faults)
        assert page.lang == "en-GB", address
        assert page.title.endswith("– Concordat"), address
        assert all(each.startswith("/") for each in page.loaded), (address, page.loaded)
        assert "//" not in "".join(each[:2] for each in page.loaded), address
        assert "This copy is used by the tests" in text, address
        assert 'href="#maincontent"' in text, address
        assert "It is not an NHS service" in text, address
        assert "header__logo" not in text, address


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_every_link_inside_leads_somewhere(client: Client) -> None:
    seen: set[str] = set()
    todo = list(PAGES)
    while todo:
        address = todo.pop().split("#")[0].split("&amp;")[0]
        if address in seen or len(seen) > 150:
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code == 200, address
        if "text/html" in response["Content-Type"]:
            found = Page(response.content.decode()).hrefs
            todo += [each for each in found if each.startswith("/")]
    assert len(seen) > 80


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_the_headers_forbid_what_the_pages_do_not_need(client: Client) -> None:
    response = client.get("/")
    policy = response["Content-Security-Policy"]
    assert "script-src 'self' 'nonce-" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    other = client.get("/")["Content-Security-Policy"]
    assert other != policy  # a nonce is used once


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_a_reader_gets_no_cookie_and_leaves_no_session(client: Client) -> None:
    for address in ("/", "/search?q=salt", "/parties", "/healthz"):
        assert not client.get(address).cookies, address


@pytest.mark.django_db
@pytest.mark.usefixtures("empty_world")
def test_an_empty_world_says_what_to_type(client: Client) -> None:
    response = client.get("/")
    text = response.content.decode()
    assert not Page(text).faults
    assert "concordat evidence ingest" in text
    for address in ("/search?q=salt", "/parties", "/agreements", "/about"):
        assert client.get(address).status_code == 200, address


@pytest.mark.django_db
@pytest.mark.usefixtures("empty_world")
def test_health_and_robots(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "revision": 0}
    assert "Disallow: /search" in client.get("/robots.txt").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("empty_world")
def test_a_fault_of_ours_is_a_page_without_its_cause(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("concordat.evidence.queries.inventory", None)
    response = client.get("/")
    assert response.status_code == 500
    text = response.content.decode()
    assert "Something went wrong here" in text
    assert "NoneType" not in text
    assert not Page(text).faults


def test_the_design_system_loads_nothing_from_outside() -> None:
    from django.contrib.staticfiles import finders

    for name in ("design_system/nhsuk-frontend.min.css", "concordat.css", "concordat.js"):
        found = finders.find(name)
        assert isinstance(found, str)
        with open(found, encoding="utf-8") as file:
            text = file.read()
        assert "http:" not in text
        assert "https:" not in text
        assert "@font-face" not in text
        assert "sourceMappingURL" not in text
    assert settings.STATIC_URL.startswith("/")
