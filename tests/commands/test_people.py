"""`concordat people`, as an operator types it on a copy without a mail server."""

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from concordat.commands import house
from concordat.commands.people import group
from concordat.parties import actions, models, queries
from concordat.parties.words import OPERATOR, PartyKind, Role

pytestmark = pytest.mark.django_db
PASSWORD = "copper tram otter"


@pytest.fixture(autouse=True)
def opened(empty_house: None) -> None:
    founded = date(2020, 1, 1)
    actions.found_party(by=OPERATOR, slug="hill", name="Hill", kind=PartyKind.TRUST, since=founded)


@pytest.fixture
def empty_house(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """The test database stands in for a copy that is open already."""
    settings.SITE = "http://testserver"
    settings.DATA_DIR = tmp_path
    cache.clear()
    for name in ("enter_to_write", "enter_to_read"):
        monkeypatch.setattr(house, name, lambda: None)


def people(*words: str) -> Result:
    return CliRunner().invoke(group, words)


@pytest.mark.django_db(transaction=True)
def test_who_asks_is_erased_and_the_record_stays_sound() -> None:
    made = actions.create_person(by=OPERATOR, email="gone@hill.example", name="Gone Gale")
    done = people("erase", "gone@hill.example", "--reason", "asked for it", "--yes")
    assert done.exit_code == 0, done.output
    row = models.Person.objects.get(public_id=made)
    assert (row.name, row.is_active) == ("", False)
    assert not models.AuditEntry.objects.filter(changed__contains="Gone Gale").exists()
    assert queries.verify_audit().sound
    again = people("erase", "gone@hill.example", "--reason", "asked for it", "--yes")
    assert again.exit_code == 1
    assert "Nobody is known by gone@hill.example" in again.output


def link_in(result: Result) -> str:
    (link,) = re.findall(r"http://testserver(\S+)", result.output)
    return str(link)


def test_the_first_administrator_comes_in_and_can_invite() -> None:
    made = people("add", "Ann@Hill.example", "--name", "Ann", "--party", "hill", "--join")
    assert made.exit_code == 0, made.output
    ann = Client()
    given = {"name": "Ann", "password": PASSWORD}
    assert ann.post(link_in(made), given).status_code == 302
    assert ann.get("/people/invite").status_code == 200
    actor = queries.actor_for(models.Person.objects.get(email="ann@hill.example"))
    assert (actor.roles, actor.joined) == ({Role.ADMINISTRATOR}, True)
    listed = people("list", "--party", "hill").output
    assert listed == "ann@hill.example  Ann  at hill  administrator\n"
    assert people("list", "--party", "dale").output == ""


def test_what_is_wrong_is_said() -> None:
    assert "There is no party" in people("add", "a@b.example", "--party", "dale").output
    assert "Write an e-mail address" in people("add", "nobody", "--party", "hill").output
    assert "has not joined" in people("add", "a@b.example", "--party", "hill").output
    assert "Nobody signs in" in people("password-link", "a@b.example").output
    assert "no second factor" in people("forget-factor", "a@b.example", "--yes").output


def test_a_link_sets_a_new_password_once() -> None:
    actions.create_person(by=OPERATOR, email="ann@hill.example", name="Ann", password=PASSWORD)
    link = link_in(people("password-link", "ann@hill.example"))
    form = Client().get(link, follow=True)
    assert "Three random words" in form.content.decode()
    assert models.AuditEntry.objects.filter(deed="make password link").exists()


def test_a_lost_factor_is_forgotten() -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    made = actions.create_person(
        by=OPERATOR, email="ann@hill.example", name="Ann", password=PASSWORD
    )
    TOTP.activate(models.Person.objects.get(public_id=made), "A" * 32)
    ann, given = Client(), {"login": "ann@hill.example", "password": PASSWORD}
    assert "2fa" in ann.post("/account/login/", given).headers["Location"]
    assert people("forget-factor", "ann@hill.example", "--yes").exit_code == 0
    cache.clear()
    assert Client().post("/account/login/", given).headers["Location"] == "/account"
    assert models.AuditEntry.objects.filter(deed="forget factor").exists()
