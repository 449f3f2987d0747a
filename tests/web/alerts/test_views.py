"""Asking for an alert, the button in the mail, one-click unsubscribing, and the feed."""

import re
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from concordat.delivery import actions
from concordat.delivery.models import Subscription
from concordat.evidence import actions as evidence
from concordat.parties.words import OPERATOR
from concordat.search import actions as search
from tests.web.html import Page

ATOM = "{http://www.w3.org/2005/Atom}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def _asked(client: Client) -> str:
    """Ask for an alert, and return the token in the letter that comes."""
    sent = client.post("/alerts/new?q=salt", {"address": "ann@example.org", "days": "1"})
    assert (sent.status_code, sent["Location"]) == (302, "/alerts/asked")
    assert actions.carry_letters() == 1
    found = re.search(r"/alerts/confirm/(\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_from_the_form_to_the_end(client: Client) -> None:
    assert not Page(client.get("/alerts/new?q=salt").content.decode()).faults
    token = _asked(client)
    page = client.get(f"/alerts/confirm/{token}")
    assert not Page(page.content.decode()).faults
    assert Subscription.objects.get().state == "waiting"  # opening the link begins nothing
    assert f"/alerts/stop/{token}" in mail.outbox[-1].body  # it can be ended from the first letter
    begun = client.post(f"/alerts/confirm/{token}", follow=True)
    assert begun.request["PATH_INFO"] == "/alerts/begun"
    assert f'href="/alerts/stop/{token}"' in begun.content.decode()
    again = client.get(f"/alerts/confirm/{token}").content.decode()
    assert "Your alert is running" in again
    assert "Begin the alert" not in again
    assert f'action="/alerts/stop/{token}"' in again
    assert not Page(again).faults
    assert Subscription.objects.get().state == "active"
    assert not Page(client.get(f"/alerts/stop/{token}").content.decode()).faults
    assert Subscription.objects.get().state == "active"
    for address in ("/alerts/asked", "/alerts/begun", "/alerts/begun?alert=x", "/alerts/ended"):
        assert not Page(client.get(address).content.decode()).faults, address


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_a_mail_program_ends_it_with_one_request(client: Client) -> None:
    token = _asked(client)
    client.post(f"/alerts/confirm/{token}")
    program = Client(enforce_csrf_checks=True)  # no cookie, no token of a form
    answer = program.post(f"/alerts/stop/{token}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 302
    assert Subscription.objects.get().state == "ended"
    assert client.get(f"/alerts/confirm/{token}").status_code == 404
    assert program.post("/alerts/stop/forged").status_code == 404
    assert Client(enforce_csrf_checks=True).post(f"/alerts/confirm/{token}").status_code == 403


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_letters_are_shown_only_where_all_is_invented(client: Client, settings: Settings) -> None:
    _asked(client)
    assert client.get("/outbox").status_code == 404
    settings.WORLD = "demo"
    assert client.get("/outbox").status_code == 404  # this back end sends
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    text = client.get("/outbox").content.decode()
    assert "/alerts/confirm/" in text
    assert not Page(text).faults


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_a_wrong_address_leads_back_to_its_field(client: Client) -> None:
    answer = client.post("/alerts/new?q=salt", {"address": "ann", "days": "1"})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert 'href="#id_address"' in text
    assert not Page(text).faults
    for address in ("/alerts/new", "/alerts/new?q=salt&page=x"):
        assert client.get(address).status_code == 404, address
    broken = client.post("/alerts/new?q=salt+AND+(", {"address": "a@example.org", "days": "1"})
    assert broken.status_code == 400
    assert not Subscription.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_the_feed_is_atom_with_ids_that_stay(client: Client) -> None:
    answer = client.get("/search/feed.atom?q=salt+AND+pressure")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 23
    ids = [entry.findtext(f"{ATOM}id", "") for entry in entries]
    assert len(set(ids)) == 23
    assert all(re.fullmatch(r"tag:concordat,2026:work/\w{13}", each) for each in ids)
    titles = [entry.findtext(f"{ATOM}title", "") for entry in entries]
    assert sum(title.startswith("RETRACTED: ") for title in titles) == 1
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{name}") is not None, name
    again = client.get(
        "/search/feed.atom?q=salt+AND+pressure", headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304
    assert client.get("/search/feed.atom?q=zzzz").status_code == 200
    assert client.get("/search/feed.atom?q=salt+AND+(").status_code == 400
    assert client.get("/search/feed.atom").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("small_world")
def test_a_work_that_is_taken_down_leaves_a_tombstone(client: Client) -> None:
    address = "/search/feed.atom?q=salt+AND+pressure"
    before = ElementTree.fromstring(client.get(address).content)  # noqa: S314 - our own
    assert not before.findall(DELETED)
    names = [entry.findtext(f"{ATOM}id", "") for entry in before.findall(f"{ATOM}entry")]
    gone = names[0].rpartition("/")[2]
    evidence.take_down(work=gone, reason="The publisher asked for it.", by=OPERATOR)
    search.index_works(by=OPERATOR)
    after = ElementTree.fromstring(client.get(address).content)  # noqa: S314 - our own
    left = [entry.findtext(f"{ATOM}id", "") for entry in after.findall(f"{ATOM}entry")]
    assert set(names) - set(left) == {names[0]}
    (told,) = after.findall(DELETED)
    assert told.get("ref") == names[0]
    assert told.get("when") == after.findtext(f"{ATOM}updated")
