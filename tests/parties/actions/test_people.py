"""People keep one identity; what they may do follows their posts, and roles never spread."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from concordat.parties import actions, models, queries
from concordat.parties.words import (
    OPERATOR,
    VISITOR,
    Actor,
    Certainty,
    PartyKind,
    Role,
    TieKind,
)
from tests.parties.universe import absorb, found

pytestmark = pytest.mark.django_db
ON = date(2024, 1, 1)


def person(name: str = "Ada", **more: str) -> str:
    return actions.create_person(by=OPERATOR, email=f" {name}@Example.org ", name=name, **more)


def actor(public_id: str, on: date = ON, party: str = "") -> Actor:
    return queries.actor_for(models.Person.objects.get(public_id=public_id), on=on, party=party)


def id_of(slug: str) -> str:
    return models.Party.objects.get(slug=slug).public_id


def test_signing_in_is_by_address_in_any_spelling() -> None:
    ada = person(password="a long walk by the sea")
    row = models.Person.objects.get_by_natural_key("ADA@example.ORG")
    assert row.public_id == ada
    assert row.check_password("a long walk by the sea")
    with pytest.raises(actions.WrongFactError, match="has that address already"):
        person()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"email": "nowhere", "name": "N"}, "email"),
        ({"email": "n@example.org", "name": " "}, "name"),
        ({"email": "n@example.org", "name": "N", "password": "password"}, "password"),
    ],
)
def test_what_is_refused(facts: dict[str, str], field: str) -> None:
    with pytest.raises(actions.WrongFactError) as caught:
        actions.create_person(by=OPERATOR, **facts)
    assert caught.value.field == field
    assert models.Person.objects.count() == 0


def test_a_person_without_a_password_cannot_sign_in() -> None:
    row = models.Person.objects.get(public_id=person())
    assert not row.has_usable_password()


def test_the_actor_follows_the_post() -> None:
    found("a", "b")
    actions.join(by=OPERATOR, party="a", since=date(2020, 1, 1))
    ada = person()
    assert actor(ada) == Actor(name="Ada", person=ada)
    actions.affiliate(by=OPERATOR, person=ada, party="a", since=date(2022, 1, 1))
    actions.grant_role(by=OPERATOR, person=ada, party="a", role=Role.DELEGATE)
    at_a = actor(ada)
    assert (at_a.party, at_a.joined) == (id_of("a"), True)
    assert at_a.roles == {Role.DELEGATE}
    assert actor(ada, on=date(2021, 12, 31)).party == ""
    actions.leave_post(by=OPERATOR, person=ada, party="a", on=date(2023, 1, 1))
    actions.affiliate(by=OPERATOR, person=ada, party="b", since=date(2023, 1, 1))
    at_b = actor(ada)
    assert (at_b.party, at_b.joined, at_b.roles) == (id_of("b"), False, frozenset())
    assert at_b.person == at_a.person
    assert actor(ada, on=date(2022, 12, 31)).roles == {Role.DELEGATE}


def test_asking_for_a_party_one_has_no_post_in_gives_ones_own() -> None:
    found("a", "b")
    ada = person()
    actions.affiliate(by=OPERATOR, person=ada, party="a")
    assert actor(ada, party="b").party == id_of("a")


def test_the_heir_is_acted_for_and_its_inheritance_seen_but_roles_stay_behind() -> None:
    found("a", "heir")
    actions.join(by=OPERATOR, party="a", since=date(2020, 1, 1))
    ada = person()
    actions.affiliate(by=OPERATOR, person=ada, party="a")
    actions.grant_role(by=OPERATOR, person=ada, party="a", role=Role.ADMINISTRATOR)
    absorb("a", "heir", date(2023, 4, 1))
    after = actor(ada)
    assert (after.party, after.heir_to, after.joined) == (id_of("heir"), (id_of("a"),), True)
    assert after.roles == frozenset()
    marks = queries.audiences_of(after)
    assert {f"party:{id_of('a')}", f"party:{id_of('heir')}", "parties"} <= marks


def test_a_service_is_below_its_party_and_its_roles_stay_there() -> None:
    found("trust")
    found("library", kind=PartyKind.KNOWLEDGE_SERVICE)
    actions.tie(by=OPERATOR, party="library", to="trust", kind=TieKind.PART_OF)
    ada = person()
    actions.affiliate(by=OPERATOR, person=ada, party="library")
    for role in (Role.KNOWLEDGE_SPECIALIST, Role.ADMINISTRATOR):
        actions.grant_role(by=OPERATOR, person=ada, party="library", role=role)
    found_ = actor(ada)
    assert (found_.party, found_.services) == (id_of("trust"), (id_of("library"),))
    assert found_.roles == {Role.KNOWLEDGE_SPECIALIST}


def test_an_inactive_person_acts_for_nobody() -> None:
    found("a")
    ada = person()
    actions.affiliate(by=OPERATOR, person=ada, party="a")
    models.Person.objects.update(is_active=False)
    assert actor(ada).party == ""


def test_mandates_have_dates_and_scopes() -> None:
    found("a")
    ada = person()
    actions.appoint(
        by=OPERATOR,
        person=ada,
        party="a",
        since=date(2023, 1, 1),
        until=date(2025, 1, 1),
        scope="Purchasing",
    )

    def may(on: date, scope: str) -> Certainty:
        return queries.may_speak_for(ada, "a", on=on, scope=scope)

    assert may(ON, "purchasing") is Certainty.YES
    assert may(ON, "") is Certainty.NO
    assert may(ON, "safety") is Certainty.NO
    assert may(date(2025, 1, 1), "purchasing") is Certainty.NO
    assert queries.may_speak_for("nobody", "a", on=ON) is Certainty.NO


def test_an_administrator_manages_their_own_party_alone() -> None:
    found("a", "b")
    ada, bo = person(), person("Bo")
    admin = Actor(name="Cy", party=id_of("a"), roles=frozenset({Role.ADMINISTRATOR}), joined=True)
    actions.grant_role(by=admin, person=ada, party="a", role=Role.DELEGATE)
    for party, role in (("b", Role.DELEGATE), ("a", Role.SECRETARIAT)):
        with pytest.raises(actions.NotAllowedError):
            actions.grant_role(by=admin, person=bo, party=party, role=role)
    with pytest.raises(actions.NotAllowedError):
        actions.appoint(by=admin, person=bo, party="b", since=ON)
    with pytest.raises(actions.NotAllowedError):
        actions.create_person(by=VISITOR, email="n@example.org", name="N")


def test_who_may_see_a_person() -> None:
    ada = person()
    member = Actor(name="Bo", party="b", joined=True)
    for by, email in (
        (VISITOR, None),
        (Actor(name="Cy", party="c"), None),
        (member, ""),
        (Actor(name="Ada", person=ada), "ada@example.org"),
        (OPERATOR, "ada@example.org"),
    ):
        view = queries.person(ada, by=by)
        assert (view.email if view else None) == email
    assert queries.export_person(ada, by=member) is None


@pytest.mark.django_db(transaction=True)
def test_erasing_a_person_leaves_a_sound_record(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    found("a")
    ada, bo = person(), person("Bo")
    actions.affiliate(by=OPERATOR, person=ada, party="a", post="Ada's own post")
    actions.affiliate(by=OPERATOR, person=bo, party="a", post="Bo's own post")
    with pytest.raises(actions.NotAllowedError):
        actions.erase_person(by=Actor(name="Bo", person=bo), person=ada, reason="spite")
    assert actions.erase_person(by=OPERATOR, person=ada, reason="asked for") == 2
    assert queries.verify_audit().sound
    row = models.Person.objects.get(public_id=ada)
    assert (row.name, row.is_active, row.has_usable_password()) == ("", False, False)
    assert queries.person(ada, by=OPERATOR) is None
    told = " ".join(line.changed for line in queries.audit_lines(by=OPERATOR))
    assert "Ada's own post" not in told
    assert "Bo's own post" in told
    with pytest.raises(actions.WrongFactError, match="erased already"):
        actions.erase_person(by=OPERATOR, person=ada, reason="again")
