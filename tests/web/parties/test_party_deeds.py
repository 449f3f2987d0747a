"""Adding a party and saying things of one, in the browser's place."""

import re

import pytest
from django.test import Client

from concordat.parties import actions, models, queries
from concordat.parties.words import OPERATOR, Role
from tests.web.html import Page
from tests.web.parties.record import person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
NEW = {
    "name": "An Invented Institute",
    "kind": "charity",
    "since": "May 2020",
    "website": "https://example.org",
}
DEEDS = (
    "description",
    "name",
    "role",
    "identifier",
    "tie",
    "publishing",
    "service",
    "membership",
    "end",
)


@pytest.fixture
def secretary() -> Client:
    return signed_in(person("sam", "nice", Role.SECRETARIAT))


@pytest.fixture
def administrator() -> Client:
    return signed_in(person("ada", "cqc", Role.ADMINISTRATOR))


def text(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def test_a_party_is_added_and_shown(secretary: Client) -> None:
    response = secretary.post("/record/party", NEW)
    assert response["Location"] == "/parties/an-invented-institute"
    page = text(secretary.get(response["Location"]).content)
    assert "An Invented Institute was added." in page
    assert "began between 1 May 2020 and 31 May 2020" not in page
    assert "began May 2020" in page


def test_a_wrong_form_keeps_what_was_written_and_links_each_error(secretary: Client) -> None:
    response = secretary.post("/record/party", {**NEW, "since": "soon", "kind": ""})
    assert response.status_code == 400
    html = response.content.decode()
    assert not Page(html).faults
    assert 'href="#id_since"' in html
    assert 'href="#id_kind"' in html
    assert 'value="An Invented Institute"' in html
    assert "<title>Error: Add a party" in html
    taken = secretary.post("/record/party", {**NEW, "slug": "nice"})
    assert "“nice” is taken" in text(taken.content)


def test_who_may_not_is_told_what_to_do() -> None:
    visitor = Client().get("/record/party")
    assert visitor.status_code == 403
    assert "You are not signed in." in text(visitor.content)
    reader = signed_in(person("rea", "cqc", Role.READER))
    for address in ("/record/party", *(f"/parties/cqc/record/{deed}" for deed in DEEDS)):
        assert reader.get(address).status_code == 403, address
        assert reader.post(address, NEW).status_code == 403, address
    assert "needs the role secretariat or administrator" in text(
        reader.get("/record/party").content
    )
    assert "Change the record" not in text(reader.get("/parties/cqc").content)


@pytest.mark.parametrize("deed", DEEDS)
def test_every_form_is_whole(secretary: Client, deed: str) -> None:
    page = Page(secretary.get(f"/parties/nice/record/{deed}").content.decode())
    assert not page.faults, page.faults
    assert page.title.endswith("– Concordat")


def test_there_is_nothing_else_to_say(secretary: Client) -> None:
    assert secretary.get("/parties/nice/record/nonsense").status_code == 404
    assert secretary.get("/parties/nobody/record/name").status_code == 404


def test_what_was_said_is_on_the_page(secretary: Client) -> None:
    said: dict[str, dict[str, str]] = {
        "description": {"about": "Says what works.", "website": "https://example.org/n"},
        "role": {"role": "sets standards", "since": "2013-04-01"},
        "identifier": {"scheme": "ror", "value": "02nhqek82", "since": "unknown"},
        "publishing": {"what": "Quality standards", "licence": "Open", "taken_as": "invented"},
        "name": {
            "way": "renamed",
            "name": "NICE and Easy",
            "since": "2025-01-01",
        },
        "tie": {"kind": "sponsored by", "to": "cqc", "since": "2024"},
        "service": {"name": "The Institute’s Library", "since": "2020"},
    }
    for deed, data in said.items():
        response = secretary.post(f"/parties/nice/record/{deed}", data)
        assert response.status_code == 302, (deed, text(response.content)[:600])
    page = text(secretary.get("/parties/nice").content)
    for words in (
        "NICE and Easy",
        "Says what works.",
        "sets standards, since 1 April 2013",
        "02nhqek82",
        "Quality standards",
        "Sponsored by Care Quality Commission",
        "The Institute’s Library",
    ):
        assert words in page, words
    assert "National Institute for Health and Care Excellence" in text(
        secretary.get("/parties/nice?on=2024-12-31").content
    )


def test_something_is_ended(secretary: Client) -> None:
    secretary.post("/parties/nice/record/role", {"role": "sets standards", "since": "2013"})
    role = models.PartyRole.objects.get(role="sets standards").public_id
    response = secretary.post("/parties/nice/record/end", {"fact": role, "on": "2024-06-01"})
    assert response.status_code == 302
    page = text(secretary.get("/parties/nice").content)
    assert "sets standards, began 2013, until 1 June 2024" in page


def test_the_second_of_two_editors_keeps_their_words(secretary: Client) -> None:
    form = secretary.get("/parties/nice/record/description").content.decode()
    edition = re.search(r'name="edition"[^>]*value="(\d+)"', form)
    assert edition
    actions.describe_party(by=OPERATOR, party="nice", about="Somebody else’s words", website="")
    mine = {"about": "My words", "website": "", "edition": edition[1]}
    refused = secretary.post("/parties/nice/record/description", mine)
    assert refused.status_code == 400
    html = refused.content.decode()
    assert "Nothing of yours is lost" in html
    assert "My words" in html
    again = re.search(r'name="edition"[^>]*value="(\d+)"', html)
    assert again
    done = secretary.post("/parties/nice/record/description", {**mine, "edition": again[1]})
    assert done.status_code == 302
    view = queries.party("nice")
    assert view
    assert view.about == "My words"


def test_an_administrator_speaks_for_their_party_alone(administrator: Client) -> None:
    own = administrator.get("/parties/cqc")
    assert "Change the record" in text(own.content)
    assert "Change the record" not in text(administrator.get("/parties/nice").content)
    role = {"role": "inspects", "since": "2009"}
    assert administrator.post("/parties/cqc/record/role", role).status_code == 302
    assert administrator.post("/parties/nice/record/role", role).status_code == 403
    names = administrator.get("/parties/cqc/record/name").content.decode()
    assert "takes the place" not in names


def test_an_entry_of_what_is_published_is_changed_where_it_stands(administrator: Client) -> None:
    assert "Change<span" not in administrator.get("/parties/nice").content.decode()
    page = administrator.get("/parties/cqc").content.decode()
    link = re.search(r'href="(/parties/cqc/record/entry\?entry=(\w+))">Change<span', page)
    assert link
    form = administrator.get(link[1]).content.decode()
    assert not Page(form).faults
    assert f'value="{link[2]}"' in form
    said = {
        "entry": link[2],
        "licence": "Open Government Licence 3.0",
        "review_on": "1 May 2020",
        "where": "https://example.org/reports",
    }
    assert administrator.post("/parties/cqc/record/entry", said).status_code == 302
    words = text(administrator.get("/parties/cqc").content)
    assert "Open Government Licence 3.0" in words
    assert "to be looked at again 1 May 2020" in words
    assert "Review due" in words
    assert administrator.post("/parties/nice/record/entry", said).status_code == 403
    assert administrator.get("/parties/cqc/record/entry?entry=nothing").status_code == 404


def test_who_lacks_the_secretariats_role_is_told_whom_to_ask(administrator: Client) -> None:
    refused = administrator.get("/record/succession")
    assert refused.status_code == 403
    assert "Ask somebody who keeps the record" in text(refused.content)
    assert "Record a succession" not in administrator.get("/parties").content.decode()


def test_an_administrator_keeps_their_services_in_order(administrator: Client) -> None:
    made = {"name": "The Reading Room", "since": "2020"}
    assert administrator.post("/parties/cqc/record/service", made).status_code == 302
    page = "/parties/the-reading-room"
    links = administrator.get(page).content.decode()
    for deed in ("name", "move", "closing"):
        assert f"{page}/record/{deed}" in links
        form = administrator.get(f"{page}/record/{deed}")
        assert form.status_code == 200
        assert not Page(form.content.decode()).faults
    assert f"{page}/record/service" not in links, "a service has none below it"
    for deed, data in {
        "name": {"way": "renamed", "name": "The Study", "since": "2024-01-01"},
        "closing": {"on": "2025-01-01", "reason": "Its rooms were given up"},
        "move": {"to": "nice", "on": "2025-01-01"},
    }.items():
        assert administrator.post(f"{page}/record/{deed}", data).status_code == 302, deed
    words = text(administrator.get(page).content)
    assert "The Study" in words
    assert "2020, until 1 January 2025" in words
    assert "Change the record" not in words, "from that day it is the other party's"
    assert administrator.post(f"{page}/record/closing", {}).status_code == 403
    assert administrator.get("/parties/cqc/record/closing").status_code == 404


def test_a_form_needs_its_token(secretary: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = secretary.cookies
    assert strict.post("/record/party", NEW).status_code == 403
    assert queries.party("an-invented-institute") is None
