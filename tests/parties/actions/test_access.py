"""Who asks is answered once; who is let in without an account is invited."""

from pathlib import Path

import pytest
from django.apps import apps
from pytest_django import Settings

from concordat.parties import actions, models, queries
from concordat.parties.actions.audit import append_head
from concordat.parties.words import OPERATOR, VISITOR, Actor, Role, Scope
from tests.parties.universe import acting, found

pytestmark = pytest.mark.django_db


def asked(**more: str) -> str:
    given = {"email": "joe@else.example", "name": "Joe", "reason": "I search there.", **more}
    return actions.ask_access(by=VISITOR, party="alpha", **given)


def test_a_stranger_let_in_is_invited(chief: Actor) -> None:
    request = asked()
    (view,) = queries.access_requests(by=chief)
    assert (view.id, view.granted, view.email) == (request, None, "joe@else.example")
    made = actions.answer_request(by=chief, request=request, version=1, granted=True)
    invitation = queries.invitation(made, by=chief)
    assert invitation is not None
    assert (invitation.email, invitation.name) == ("joe@else.example", "Joe")
    assert not models.Person.objects.filter(email="joe@else.example").exists()


def test_somebody_signed_in_is_let_in_at_once(chief: Actor) -> None:
    ada = actions.create_person(by=OPERATOR, email="ada@beta.example", name="Ada")
    request = actions.ask_access(by=acting(ada), party="alpha", reason="A new post.")
    made = actions.answer_request(
        by=chief, request=request, version=1, granted=True, roles=[Role.PUBLISHER]
    )
    assert made == ""
    assert acting(ada).roles == {Role.PUBLISHER}


def test_two_who_answer_at_once_do_not_undo_each_other(chief: Actor) -> None:
    request = asked()
    actions.answer_request(by=chief, request=request, version=1, granted=False, answer="Not here.")
    with pytest.raises(actions.WrongFactError, match="Somebody else"):
        actions.answer_request(by=chief, request=request, version=1, granted=True)
    view = queries.access_request(request, by=chief)
    assert view is not None
    assert (view.granted, view.answer, view.answered_by) == (False, "Not here.", "Chief")
    assert not models.Invitation.objects.exists()


def test_asking_twice_is_said(chief: Actor) -> None:
    asked()
    with pytest.raises(actions.WrongFactError, match="asked already"):
        asked(email=" JOE@else.example")


def test_others_see_and_answer_nothing(chief: Actor) -> None:
    request = asked()
    found("gamma")
    other = actions.create_person(by=OPERATOR, email="boss@gamma.example", name="Boss")
    actions.affiliate(by=OPERATOR, person=other, party="gamma")
    actions.grant_role(by=OPERATOR, person=other, party="gamma", role=Role.ADMINISTRATOR)
    boss = acting(other)
    assert boss.may(Role.ADMINISTRATOR)
    assert queries.access_requests(by=boss) == []
    assert queries.access_request(request, by=boss) is None
    assert queries.people_of(by=boss)[0].name == "Boss"
    with pytest.raises(actions.NotAllowedError):
        actions.answer_request(by=boss, request=request, version=1, granted=True)


def test_erasing_a_person_leaves_no_trace_of_address_or_name(
    chief: Actor, tmp_path: Path, settings: Settings
) -> None:
    settings.DATA_DIR = tmp_path
    made = asked(name="Joe Uncommon")
    invitation = actions.answer_request(by=chief, request=made, version=1, granted=True)
    code = queries.invitation(invitation, by=chief)
    assert code is not None
    joe = actions.accept_invitation(
        by=VISITOR, code=code.code, name="Joe Uncommon", password="copper tram otter"
    )
    actions.make_token(by=acting(joe), name="Joe Uncommon’s catalogue", scopes=[Scope.OWN])
    actions.erase_person(by=acting(joe), person=joe, reason="They asked.")
    kept = [
        str(value)
        for model in apps.get_app_config("parties").get_models()
        for row in model._default_manager.values_list()
        for value in row
    ]
    assert not [value for value in kept if "Uncommon" in value or "joe@else" in value]
    append_head()  # as at the end of a transaction, which a test has not
    assert queries.verify_audit().sound
