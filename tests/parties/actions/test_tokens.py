"""A token does what its person may, less what it leaves out, for as long as both last."""

from datetime import UTC, date, datetime, timedelta

import pytest

from concordat.parties import actions, models, queries
from concordat.parties.words import OPERATOR, Actor, Scope
from tests.parties.universe import acting

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


def make(by: Actor, scope: Scope, **more: int) -> str:
    return actions.make_token(by=by, name="Our catalogue", scopes=[scope], now=NOW, **more)


def test_the_secret_is_kept_nowhere(chief: Actor) -> None:
    secret = make(chief, Scope.OWN)
    row = models.Token.objects.get()
    kept = [str(getattr(row, field.attname)) for field in row._meta.fields]
    assert secret.rsplit("_", 1)[1] not in " ".join(kept)
    assert secret not in "".join(models.AuditEntry.objects.values_list("changed", flat=True))
    (view,) = queries.tokens(by=chief)
    assert (view.name, view.live, view.last_used_at) == ("Our catalogue", True, None)


def test_each_scope_adds_to_the_one_before(chief: Actor) -> None:
    public, own, write = (queries.actor_for_token(make(chief, scope)) for scope in Scope)
    assert public
    assert own
    assert write
    assert (public.party, public.roles, public.scopes) == ("", frozenset(), {"public"})
    assert (own.party, own.roles) == (chief.party, frozenset())
    assert (write.party, write.roles) == (chief.party, chief.roles)
    assert write.scopes == {"public", "own", "write"}
    assert {public.person, own.person, write.person} == {chief.person}


def test_without_write_nothing_can_be_written(chief: Actor) -> None:
    own = queries.actor_for_token(make(chief, Scope.OWN))
    assert own is not None
    with pytest.raises(actions.NotAllowedError):
        actions.invite(by=own, email="a@b.example", party="alpha")


def test_wrong_texts_open_nothing(chief: Actor) -> None:
    secret = make(chief, Scope.WRITE)
    prefix, public_id, rest = secret.split("_", 2)
    for wrong in ("", "x", secret[:-1], secret + "x", public_id, f"{prefix}_{public_id}_"):
        assert queries.actor_for_token(wrong) is None
    assert queries.actor_for_token(f"{prefix}_0000000000000_{rest}") is None
    assert queries.actor_for_token(secret) is not None


def test_it_ends_when_revoked_when_it_runs_out_and_when_its_person_goes(
    chief: Actor,
) -> None:
    secret = make(chief, Scope.WRITE, days=30)
    assert queries.actor_for_token(secret, now=NOW + timedelta(days=30)) is None
    second = make(chief, Scope.WRITE)
    (view,) = [token for token in queries.tokens(by=chief) if token.id in second]
    actions.revoke_token(by=chief, token=view.id)
    assert queries.actor_for_token(second) is None
    models.Person.objects.filter(public_id=chief.person).update(is_active=False)
    assert queries.actor_for_token(secret) is None


def test_it_loses_the_party_with_the_post(chief: Actor) -> None:
    secret = make(chief, Scope.WRITE)
    today = date.today()  # noqa: DTZ011
    actions.affiliate(by=OPERATOR, person=chief.person, party="beta", since=today)
    actions.leave_post(by=chief, person=chief.person, party="alpha", on=today)
    actor = queries.actor_for_token(secret)
    assert actor is not None
    assert (actor.party, actor.roles) == ("", frozenset())


def test_when_it_was_last_used_is_kept_coarsely(chief: Actor) -> None:
    secret = make(chief, Scope.PUBLIC)
    for minutes, kept in ((0, 0), (9, 0), (10, 10), (15, 10)):
        queries.actor_for_token(secret, now=NOW + timedelta(minutes=minutes))
        assert models.Token.objects.get().last_used_at == NOW + timedelta(minutes=kept)


def test_what_is_refused(chief: Actor) -> None:
    with pytest.raises(actions.NotAllowedError):
        make(OPERATOR, Scope.PUBLIC)
    for wrong in ({"name": " "}, {"scopes": []}, {"days": 0}, {"days": 400}):
        with pytest.raises(actions.WrongFactError):
            actions.make_token(by=chief, **{"name": "n", "scopes": [Scope.OWN], **wrong})  # type: ignore[arg-type]
    other = actions.create_person(by=OPERATOR, email="eve@beta.example", name="Eve")
    secret = make(chief, Scope.OWN)
    with pytest.raises(actions.WrongFactError):
        actions.revoke_token(by=acting(other), token=secret.split("_")[1])
    assert queries.actor_for_token(secret) is not None
