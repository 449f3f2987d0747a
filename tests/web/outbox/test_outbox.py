"""One outbox shows the letters of every room, in the demonstration alone."""

import pytest
from django.test import Client
from pytest_django import Settings

from concordat.delivery import actions
from concordat.forum.actions.given import write_letter
from concordat.parties.words import CLOCK
from tests.delivery.conftest import nowhere  # noqa: F401
from tests.delivery.fallen import Nowhere, give_pack, retract
from tests.forum import universe
from tests.web.html import Page

pytestmark = pytest.mark.django_db


def test_recalls_and_the_forum_are_in_it(
    client: Client,
    nowhere: Nowhere,  # noqa: F811
    settings: Settings,
) -> None:
    give_pack(nowhere, person=nowhere.ada.person)
    retract(nowhere)
    actions.notice_falls(by=CLOCK)
    write_letter(to="a@b.example", subject="Alike", body="Two plans", about="x", now=universe.now())
    assert client.get("/outbox").status_code == 404
    settings.WORLD = "demo"
    assert client.get("/outbox").status_code == 404, "this back end sends"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    text = client.get("/outbox").content.decode()
    assert not Page(text).faults
    for said in ("Retracted: The invented trial of salt", "ada@example.org", "/recall/seen/"):
        assert said in text
    assert "Two plans" in text
    assert client.get("/alerts/outbox").status_code == 404
