"""Signing again after a withdrawal, and what was recorded by mistake."""

from datetime import date

import pytest

from concordat.parties import actions, models, queries
from concordat.parties.words import OPERATOR, AgreementView, Certainty, Day, Role
from tests.parties.universe import SIGNED, absorb, acting, agree, found

pytestmark = pytest.mark.django_db

LEFT, BACK = date(2024, 1, 1), date(2025, 1, 1)


def seen(on: date = BACK) -> AgreementView:
    view = queries.agreement("pact", on=on)
    assert view
    return view


def leave(bond: str) -> None:
    actions.withdraw(by=OPERATOR, agreement="pact", bond=bond, on=LEFT, today=LEFT)


def sign_again(on: Day | date | None) -> str:
    return actions.sign(by=OPERATOR, agreement="pact", name="A", parties=["a"], on=on)


def test_whoever_withdrew_signs_again() -> None:
    found("a")
    agree("pact", "a")
    leave(seen().signatures[0].id)
    for too_soon in (None, date(2023, 12, 31), Day(None, date(2023, 12, 31))):
        with pytest.raises(actions.WrongFactError, match="ended on 1 January 2024") as refused:
            sign_again(too_soon)
        assert refused.value.field == "on"
    sign_again(BACK)
    assert [each.key for each in seen().signatures] == ["a", "a-2"]

    def count(on: date) -> int:
        told = seen(on).signatories
        assert told
        return told.as_signed

    assert [count(day) for day in (SIGNED, LEFT, BACK)] == [1, 0, 1]
    with pytest.raises(actions.WrongFactError, match="signed this agreement already"):
        sign_again(date(2026, 1, 1))


def test_a_day_that_may_be_late_enough_is_taken() -> None:
    found("a")
    agree("pact", "a")
    leave(seen().signatures[0].id)
    sign_again(Day(date(2023, 1, 1), date(2024, 12, 31)))
    assert len(seen().signatures) == 2


def test_a_signature_recorded_by_mistake_never_was() -> None:
    found("a", "b", "heir")
    agree("pact", "a", "b")
    wrong = seen().signatures[0].id
    actions.strike(by=OPERATOR, agreement="pact", bond=wrong, reason="It was\nnot they")
    for on in (SIGNED, BACK):
        assert [each.name for each in seen(on).signatures] == ["B"]
        assert queries.agreements_between("a", "b", on, by=OPERATOR) == []
    event = absorb("a", "heir", date(2026, 1, 1))
    moved = queries.affected_by(event, by=OPERATOR)
    assert not any("pact" in str(each) for each in moved)
    row = models.AuditEntry.objects.get(deed="strike")
    assert "It was not they" in row.changed
    assert '"name": "A"' in row.changed
    for deed in (
        lambda: leave(wrong),
        lambda: actions.strike(by=OPERATOR, agreement="pact", bond=wrong, reason="Again"),
        lambda: actions.place(by=OPERATOR, agreement="pact", thing=wrong, function="work"),
    ):
        with pytest.raises(actions.WrongFactError, match="There is no such"):
            deed()
    sign_again(SIGNED)
    assert [each.name for each in seen(SIGNED).signatures] == ["B", "A"]


def test_support_recorded_by_mistake_never_was() -> None:
    found("a")
    agree("pact")
    wrong = actions.support(by=OPERATOR, agreement="pact", party="a", on=SIGNED)
    actions.strike(by=OPERATOR, agreement="pact", bond=wrong, reason="Another body")
    assert seen().support == ()
    actions.support(by=OPERATOR, agreement="pact", party="a", on=SIGNED)
    assert [each.certainty for each in seen().support] == [Certainty.YES]


def test_a_mistake_needs_a_reason_and_the_secretariat() -> None:
    found("a")
    agree("pact", "a")
    bond = seen().signatures[0].id
    with pytest.raises(actions.WrongFactError, match="Write something"):
        actions.strike(by=OPERATOR, agreement="pact", bond=bond, reason=" ")
    person = actions.create_person(by=OPERATOR, name="Ada", email="ada@a.example")
    actions.affiliate(by=OPERATOR, person=person, party="a", since=SIGNED)
    actions.grant_role(by=OPERATOR, person=person, role=Role.ADMINISTRATOR, party="a", since=SIGNED)
    with pytest.raises(actions.NotAllowedError):
        actions.strike(by=acting(person), agreement="pact", bond=bond, reason="No")
    assert len(seen().signatures) == 1


def test_a_day_on_which_nobody_could_have_signed_is_refused() -> None:
    found("a", "b", "heir")
    agree("pact", "a")
    absorb("b", "heir", LEFT)
    for on, why in ((date(1900, 1, 1), "was signed|began"), (BACK, "B ended on 1 January 2024")):
        with pytest.raises(actions.WrongFactError, match=why) as refused:
            actions.sign(by=OPERATOR, agreement="pact", name="B", parties=["b"], on=on)
        assert refused.value.field == "on"


def test_a_page_as_at_an_earlier_day_knows_no_later_end() -> None:
    found("a", "b")
    agree("pact", "a")
    actions.sign(by=OPERATOR, agreement="pact", name="B", parties=["b"], on=BACK)
    bond = next(each.id for each in seen().signatures if each.name == "B")
    actions.withdraw(by=OPERATOR, agreement="pact", bond=bond, on=BACK, today=BACK)
    before = next(each for each in seen(LEFT).signatures if each.name == "B")
    assert (before.certainty, before.period.until) == (Certainty.NO, None)
