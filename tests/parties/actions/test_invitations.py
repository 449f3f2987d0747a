"""People come in by an administrator's leave alone, once, and lose it when it is taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from concordat.parties import actions, models, queries
from concordat.parties.words import (
    OPERATOR,
    Actor,
    InvitationState,
    Role,
)
from tests.parties.universe import FOUNDED, acting

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
PASSWORD = "copper tram otter"


def invited(chief: Actor, email: str = "new@alpha.example", **more: object) -> str:
    made = actions.invite(by=chief, email=email, party="alpha", now=NOW, **more)  # type: ignore[arg-type]
    view = queries.invitation(made, by=chief, now=NOW)
    assert view is not None
    return view.code


def join(code: str, *, by: Actor | None = None, now: datetime = NOW, name: str = "New") -> str:
    by = by or Actor(name="visitor")
    return actions.accept_invitation(by=by, code=code, name=name, password=PASSWORD, now=now)


def test_whoever_is_invited_sets_a_password_and_has_what_was_given(chief: Actor) -> None:
    code = invited(chief, "  New@Alpha.example ", roles=[Role.READER, Role.DELEGATE], post="Clerk")
    person = models.Person.objects.get(public_id=join(code))
    assert person.email == "new@alpha.example"
    assert person.check_password(PASSWORD)
    assert acting(person.public_id).roles == {Role.READER, Role.DELEGATE}
    assert person.affiliations.get().post == "Clerk"
    assert "new@alpha" not in "".join(models.AuditEntry.objects.values_list("changed", flat=True))


def test_it_works_once(chief: Actor) -> None:
    code = invited(chief)
    join(code)
    with pytest.raises(actions.WrongFactError, match="used already"):
        join(code, name="Another")
    assert models.Person.objects.count() == 2


def test_it_runs_out_and_can_be_withdrawn(chief: Actor) -> None:
    code = invited(chief)
    with pytest.raises(actions.WrongFactError, match="run out"):
        join(code, now=NOW + timedelta(days=14))
    view = queries.invitation_of(code, now=NOW)
    assert view is not None
    actions.withdraw_invitation(by=chief, invitation=view.id)
    with pytest.raises(actions.WrongFactError, match="withdrawn"):
        join(code)


def test_a_link_that_was_tampered_with_opens_nothing(chief: Actor) -> None:
    code = invited(chief)
    public_id, _, seal = code.partition(":")
    for wrong in ("", public_id, code[:-1], f"{models.Party.objects.first()}:{seal}", "x" + code):
        assert queries.invitation_of(wrong, now=NOW) is None
        with pytest.raises(actions.WrongFactError, match="not the link"):
            join(wrong)


def test_inviting_again_makes_the_first_link_useless(chief: Actor) -> None:
    first, second = invited(chief), invited(chief)
    with pytest.raises(actions.WrongFactError, match="withdrawn"):
        join(first)
    join(second)


def test_a_weak_password_leaves_the_link_as_it_was(chief: Actor) -> None:
    code = invited(chief)
    for weak in ("short", "password1234", "new@alpha.example"):
        with pytest.raises(actions.WrongFactError) as caught:
            actions.accept_invitation(
                by=Actor(name="visitor"), code=code, name="N", password=weak, now=NOW
            )
        assert caught.value.field == "password"
    join(code)


def test_somebody_known_keeps_their_identity_and_must_sign_in(chief: Actor) -> None:
    ada = actions.create_person(by=OPERATOR, email="ada@beta.example", name="Ada")
    code = invited(chief, "ada@beta.example")
    view = queries.invitation_of(code, now=NOW)
    assert view is not None
    assert view.known
    with pytest.raises(actions.WrongFactError, match="sign in"):
        join(code)
    assert join(code, by=acting(ada)) == ada
    assert models.Person.objects.get(public_id=ada).affiliations.get().party.slug == "alpha"


def test_only_an_administrator_invites_and_only_to_what_is_theirs(chief: Actor) -> None:
    actions.invite(by=chief, email="a@b.example", party="shelf")
    with pytest.raises(actions.NotAllowedError):
        actions.invite(by=chief, email="a@b.example", party="beta")
    with pytest.raises(actions.NotAllowedError):
        actions.invite(by=chief, email="a@b.example", party="alpha", roles=[Role.SECRETARIAT])
    member = acting(join(invited(chief)))
    with pytest.raises(actions.NotAllowedError):
        actions.invite(by=member, email="a@b.example", party="alpha")
    assert queries.invitations(by=member) == []


def test_invitations_end_with_the_right_to_invite(chief: Actor) -> None:
    code = invited(chief)
    actions.leave_post(by=chief, person=chief.person, party="alpha", on=date.today())  # noqa: DTZ011
    view = queries.invitation_of(code, now=NOW)
    assert view is not None
    assert (view.state, view.code) == (InvitationState.WITHDRAWN, "")


def test_leaving_ends_rights_at_once_even_those_meant_to_last(chief: Actor) -> None:
    today = date.today()  # noqa: DTZ011
    actions.appoint(
        by=OPERATOR,
        person=chief.person,
        party="alpha",
        since=FOUNDED,
        until=today + timedelta(days=400),
    )
    actions.leave_post(by=chief, person=chief.person, party="alpha", on=today)
    left = acting(chief.person)
    assert (left.party, left.roles, left.name) == ("", frozenset(), "Chief")
    assert not queries.may_speak_for(chief.person, "alpha", on=today)


def test_leaving_the_only_service_ends_what_is_held_for_its_party(chief: Actor) -> None:
    today = date.today()  # noqa: DTZ011
    eve = actions.create_person(by=OPERATOR, email="eve@shelf.example", name="Eve")
    for party in ("shelf", "alpha"):
        actions.affiliate(by=OPERATOR, person=eve, party=party, since=FOUNDED)
    actions.appoint(by=OPERATOR, person=eve, party="alpha", since=FOUNDED)
    actions.leave_post(by=chief, person=eve, party="shelf", on=today)
    assert queries.may_speak_for(eve, "alpha", on=today)  # she still works at alpha itself
    models.Affiliation.objects.filter(person__public_id=eve, party__slug="alpha").delete()
    actions.affiliate(by=OPERATOR, person=eve, party="shelf", since=today)
    actions.leave_post(by=chief, person=eve, party="shelf", on=today)
    assert not queries.may_speak_for(eve, "alpha", on=today)


def test_a_role_is_taken_away_at_once(chief: Actor) -> None:
    eve = join(invited(chief, roles=[Role.PUBLISHER]))
    today = date.today()  # noqa: DTZ011
    actions.revoke_role(by=chief, person=eve, party="alpha", role=Role.PUBLISHER, on=today)
    assert acting(eve).roles == frozenset()
    with pytest.raises(actions.WrongFactError, match="not publisher"):
        actions.revoke_role(by=chief, person=eve, party="alpha", role=Role.PUBLISHER, on=today)
