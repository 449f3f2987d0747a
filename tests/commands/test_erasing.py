"""`concordat people erase` reaches what was asked of libraries, and says what stays."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.apps import apps
from django.core import mail
from django.db import models
from pytest_django import Settings

from concordat.commands import house
from concordat.commands.people import group
from concordat.enquiries import actions as enquiries
from concordat.enquiries import queries
from concordat.enquiries.models import Enquiry, EnquiryEvent, EnquiryLetter
from concordat.enquiries.words import Asked, Purpose
from concordat.parties import actions as parties
from concordat.parties.actions import NotAllowedError
from concordat.parties.queries import verify_audit
from concordat.parties.words import CLOCK, OPERATOR, VISITOR, Actor
from tests.forum.universe import CONTENT

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
ADDRESS, NAME = "tobias.marsh@hill.example", "Tobias Marsh"


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    settings.DATA_DIR = tmp_path / "data"
    for name in ("enter_to_write", "enter_to_read"):
        monkeypatch.setattr(house, name, lambda: None)
    parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)


def erase(email: str, *more: str) -> Result:
    return CliRunner().invoke(group, ["erase", email, "--reason", "asked for it", *more])


def ask(by: Actor, *, email: str = ADDRESS, name: str = NAME, question: str = "Does salt?") -> str:
    library = queries.libraries(on=NOW.date())[0].id
    given = Asked(question, Purpose.AUDIT, library, name=name, email=email)
    return enquiries.ask(by=by, given=given, now=NOW)


def kept(text: str) -> list[str]:
    """Return the columns of any table that contain a text."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                rows = model._base_manager.values_list(field.name, flat=True)
                if any(text.casefold() in str(value).casefold() for value in rows):
                    found.append(f"{model._meta.label}.{field.name}")
    return found


@pytest.mark.django_db(transaction=True)
def test_who_asked_is_in_no_table_afterwards() -> None:
    made = parties.create_person(by=OPERATOR, email=ADDRESS, name=NAME)
    tobias = Actor(name=NAME, person=made)
    sent = ask(tobias)
    enquiries.send_letters(by=CLOCK, now=NOW)
    back = f"550 <{ADDRESS}> unknown"
    enquiries.bounced(by=OPERATOR, letter=sent, why=back, now=NOW)
    enquiries.withdraw(by=tobias, token=queries.follow_token(sent), why=f"Write to {NAME}", now=NOW)
    waits = ask(tobias, name="Toby Marsh")
    other = ask(VISITOR, email="bo@hill.example", name="Bo", question=f"As {NAME} asked?")
    assert len(kept(ADDRESS)) > 3
    done = erase(ADDRESS, "--yes")
    assert done.exit_code == 0, done.output
    assert kept(ADDRESS) == kept(NAME) == kept("Toby Marsh") == []
    assert "requests to libraries: 2 cleared" in done.output
    assert "letters of libraries: 2 cleared" in done.output
    assert "Archives made before" in done.output
    assert Enquiry.objects.get(public_id=waits).state == "withdrawn"
    assert Enquiry.objects.get(public_id=other).question == "As somebody erased asked?"
    mail.outbox.clear()
    enquiries.send_letters(by=CLOCK, now=NOW)
    assert [message.to for message in mail.outbox] == [["bo@hill.example"]]
    assert [view.id for view in queries.queue(by=OPERATOR, now=NOW)] == [other]
    assert verify_audit().sound


def test_who_only_asked_is_erased_too_and_others_of_the_name_are_not() -> None:
    parties.create_person(by=OPERATOR, email="other@hill.example", name=NAME)
    ask(VISITOR, email=ADDRESS, name="Tobi Marsh")
    first = parties.create_person(by=OPERATOR, email="first@hill.example", name=NAME)
    theirs = ask(VISITOR, email="bo@hill.example", name="Bo")
    EnquiryEvent.objects.filter(enquiry__public_id=theirs).update(by=NAME)
    assert erase(ADDRESS, "--yes").exit_code == 0
    assert kept(ADDRESS) == kept("Tobi Marsh") == []
    done = erase("first@hill.example", "--yes")
    assert "somebody else here bears the same" in done.output
    assert kept(first)
    assert EnquiryEvent.objects.filter(by=NAME).exists()
    assert EnquiryLetter.objects.filter(to="bo@hill.example").exists()


def test_it_is_asked_only_about_somebody() -> None:
    nobody = erase("nobody@x.example")
    assert (nobody.exit_code, "Go on?" in nobody.output) == (1, False)
    assert "Nobody is known by nobody@x.example" in nobody.output
    ask(VISITOR)
    asked = CliRunner().invoke(group, ["erase", ADDRESS, "--reason", "r"], input="n\n")
    assert (asked.exit_code, "Go on?" in asked.output) == (1, True)
    assert kept(ADDRESS)
    with pytest.raises(NotAllowedError):
        enquiries.forget_person(by=VISITOR, person="", email=ADDRESS, name="", now=NOW)


def test_letters_kept_as_files_go(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    ask(VISITOR)
    enquiries.send_letters(by=CLOCK, now=NOW)
    (file,) = Path(settings.EMAIL_FILE_PATH).iterdir()
    assert ADDRESS in file.read_text()
    assert "letters kept as files: 1 cleared" in erase(ADDRESS, "--yes").output
    assert not list(Path(settings.EMAIL_FILE_PATH).iterdir())
