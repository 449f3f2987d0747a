"""Administrators bring people into their own party, and see nobody else's."""

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from concordat.parties import models, queries
from concordat.parties.words import OPERATOR, Role
from tests.web.html import Page
from tests.web.people.village import PASSWORD, settle

pytestmark = pytest.mark.django_db
INVITE = {
    "party": "hill-library",
    "email": "new@else.example",
    "name": "Newt",
    "post": "Librarian",
    "roles": ["knowledge specialist"],
}


@pytest.fixture(autouse=True)
def people(empty_world: None, settings: Settings) -> Iterator[dict[str, str]]:
    settings.SITE = "http://testserver"
    cache.clear()
    yield settle()
    cache.clear()


def signed_in(people: dict[str, str], name: str) -> Client:
    client = Client()
    client.force_login(models.Person.objects.get(public_id=people[name]))
    return client


def test_pages_are_for_administrators(people: dict[str, str]) -> None:
    for address in ("/people", "/people/invite", f"/people/{people['lev']}"):
        assert Client().get(address).status_code == 302, address
        refused = signed_in(people, "lev").get(address)
        assert refused.status_code == 403, address
        assert "Only an administrator" in refused.content.decode()
        assert signed_in(people, "una").get(address).status_code == 200, address


def test_every_page_is_whole(people: dict[str, str]) -> None:
    una = signed_in(people, "una")
    una.post("/people/invite", INVITE)
    made = models.Invitation.objects.get().public_id
    for address in (
        "/people",
        "/people/invite",
        f"/people/{people['lev']}",
        f"/people/invitations/{made}",
        "/ask-access",
        "/ask-access/sent",
        "/account",
        "/account/tokens",
        "/account/sessions",
        "/account/2fa/",
        "/account/email/",
    ):
        page = Page(una.get(address).content.decode())
        assert not page.faults, (address, page.faults)
        assert page.title.endswith("– Concordat"), address


def test_a_party_sees_its_own_people_alone(people: dict[str, str]) -> None:
    una = signed_in(people, "una").get("/people").content.decode()
    assert "Lev" in una  # of the library that is part of the trust
    assert "Dag" not in una
    assert signed_in(people, "una").get(f"/people/{people['dag']}").status_code == 404
    take = f"/people/{people['dag']}/take"
    gone = signed_in(people, "una").post(take, {"party": "dale-trust", "role": "administrator"})
    assert gone.status_code == 404


def test_an_invited_person_sets_a_password_and_is_in(people: dict[str, str]) -> None:
    signed_in(people, "una").post("/people/invite", INVITE)
    (letter,) = mail.outbox
    assert letter.to == ["new@else.example"]
    assert "Una invites you" in letter.subject
    (link,) = re.findall(r"http://testserver(/join/\S+)", str(letter.body))
    newt = Client()
    form = newt.get(link)
    assert form.headers["Cache-Control"].count("no-store") == 1
    assert "Three random words" in form.content.decode()
    weak = newt.post(link, {"name": "Newt", "password": "password1234"})
    assert weak.status_code == 400
    assert "easy to guess" in weak.content.decode()
    assert newt.post(link, {"name": "Newt", "password": PASSWORD}).status_code == 302
    text = newt.get("/account").content.decode()
    assert "knowledge specialist for Hill Library" in text
    assert "You have joined Hill Library" in text
    assert Client().get(link).status_code == 410
    assert Client().post(link, {"name": "X", "password": PASSWORD}).status_code == 410


def test_a_known_person_joins_with_the_account_they_have(people: dict[str, str]) -> None:
    signed_in(people, "una").post("/people/invite", INVITE | {"email": "dag@dale-trust.example"})
    view = queries.invitation(models.Invitation.objects.get().public_id, by=OPERATOR)
    assert view is not None
    link = f"/join/{view.code}"
    assert "sign in to accept" in Client().get(link).content.decode()
    dag = signed_in(people, "dag")
    assert dag.post(link, follow=True).status_code == 200
    assert "Hill Trust" in dag.get("/about").content.decode()  # the library’s party


def test_a_copy_without_mail_says_so_and_shows_the_link(
    people: dict[str, str], settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.DATA_DIR / "outbox"
    una = signed_in(people, "una")
    text = una.post("/people/invite", INVITE, follow=True).content.decode()
    assert "No letter went out" in text
    assert "http://testserver/join/" in text
    assert "cannot send email" in una.get("/account/password/reset/done/").content.decode()


def test_asking_answering_and_hearing_of_it(people: dict[str, str]) -> None:
    ask = {
        "party": "hill-trust",
        "name": "Joe <b>",
        "email": "joe@else.example",
        "reason": "I search there.",
    }
    visitor = Client()
    assert visitor.post("/ask-access", ask | {"email": "joe"}).status_code == 400
    assert visitor.post("/ask-access", ask).status_code == 302
    una = signed_in(people, "una")
    text = una.get("/people").content.decode()
    assert "Joe &lt;b&gt;" in text
    (page,) = re.findall(r"/people/requests/\w+", text)
    assert signed_in(people, "dag").get(page).status_code == 404
    answer = {"granted": "yes", "roles": ["reader"], "version": "1"}
    assert una.post(page, answer).status_code == 302
    assert mail.outbox[-1].to == ["joe@else.example"]
    again = una.post(page, answer)
    assert again.status_code == 400
    assert "Somebody else has answered" in again.content.decode()


def test_too_many_requests_are_stopped(people: dict[str, str]) -> None:
    visitor = Client()
    statuses = [visitor.post("/ask-access", {}).status_code for _ in range(6)]
    assert statuses == [400] * 5 + [429]


def test_roles_mandates_and_posts_change_at_once(people: dict[str, str]) -> None:
    una, lev = signed_in(people, "una"), people["lev"]
    una.post(f"/people/{lev}/give", {"party": "hill-trust", "role": "publisher"})
    row = models.Person.objects.get(public_id=lev)
    assert Role.PUBLISHER in queries.actor_for(row).roles
    una.post(f"/people/{lev}/take", {"party": "hill-trust", "role": "publisher"})
    assert Role.PUBLISHER not in queries.actor_for(row).roles
    assert una.post(f"/people/{lev}/mandate", {"scope": ""}).status_code == 400
    una.post(f"/people/{lev}/mandate", {"scope": "evidence", "given_by": "The board"})
    today = timezone.localdate()
    assert queries.may_speak_for(lev, "hill-trust", on=today, scope="evidence")
    una.post(f"/people/{lev}/leave", {"party": "hill-library"})
    assert queries.actor_for(row).party == ""
    assert not queries.may_speak_for(lev, "hill-trust", on=today, scope="evidence")


def test_nobody_gives_the_role_of_the_secretariat_but_itself(people: dict[str, str]) -> None:
    una, lev = signed_in(people, "una"), people["lev"]
    page = una.get("/people/invite").content.decode()
    assert 'value="secretariat"' not in page
    given = una.post(f"/people/{lev}/give", {"party": "hill-trust", "role": "secretariat"})
    assert given.status_code == 403
    assert "it needs the role secretariat" in given.content.decode()


def test_forms_are_guarded(people: dict[str, str]) -> None:
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(models.Person.objects.get(public_id=people["una"]))
    for address in ("/people/invite", "/account/tokens", "/account/sessions", "/account/logout/"):
        assert guarded.post(address, INVITE).status_code == 403, address
