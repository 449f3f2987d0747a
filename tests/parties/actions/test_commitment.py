"""What parties owe under an agreement, and evidence that it was done."""

from datetime import date

import pytest

from concordat.parties import actions, queries
from concordat.parties.words import OPERATOR, VISITOR, Actor, AgreementView, Role, Visibility
from tests.parties.universe import absorb, agree, found

pytestmark = pytest.mark.django_db
TODAY = date(2024, 1, 1)


def seen(by: Actor = OPERATOR) -> AgreementView:
    view = queries.agreement("pact", on=TODAY, by=by)
    assert view
    return view


def delegate_of(slug: str) -> Actor:
    party = queries.party(slug, on=TODAY)
    assert party
    return Actor(slug, person=slug, party=party.id, roles=frozenset({Role.DELEGATE}), joined=True)


def test_a_commitment_with_its_evidence() -> None:
    found("a")
    agree("pact", "a")
    key = actions.commit(
        by=delegate_of("a"),
        agreement="pact",
        party="a",
        clause="term-1",
        text="Tells the others each month",
        indicator="Letters sent",
        target="12 a year",
    )
    assert key == "term-1-a"
    actions.deliver(
        by=delegate_of("a"),
        agreement="pact",
        commitment=key,
        text="Twelve letters",
        on=date(2023, 12, 31),
        url="https://example.org/letters",
        today=TODAY,
    )
    (commitment,) = seen().commitments
    assert (commitment.indicator, commitment.target) == ("Letters sent", "12 a year")
    assert [(e.text, str(e.on)) for e in commitment.evidence] == [
        ("Twelve letters", "31 December 2023")
    ]
    again = actions.commit(by=OPERATOR, agreement="pact", party="a", clause="term-1", text="More")
    assert again == "term-1-a-2"


def test_the_heir_reports_on_what_it_took_over() -> None:
    found("a", "heir", "other")
    agree("pact", "a")
    key = actions.commit(by=OPERATOR, agreement="pact", party="a", text="Tells the others")
    absorb("a", "heir", date(2023, 4, 1))
    with pytest.raises(actions.NotAllowedError):
        actions.deliver(
            by=delegate_of("other"), agreement="pact", commitment=key, text="Done", today=TODAY
        )
    actions.deliver(
        by=delegate_of("heir"), agreement="pact", commitment=key, text="Done", today=TODAY
    )
    assert [e.text for e in seen().commitments[0].evidence] == ["Done"]


def test_a_commitment_kept_from_others_is_not_there_for_them() -> None:
    found("a", "b")
    agree("pact", "a", "b")
    key = actions.commit(
        by=OPERATOR, agreement="pact", party="a", text="Quietly", visibility=Visibility.OWN_PARTY
    )
    assert [c.key for c in seen(delegate_of("a")).commitments] == [key]
    assert seen(VISITOR).commitments == ()
    assert [a.label for a in queries.assets_of("a", by=delegate_of("b"), on=TODAY)] == []
    with pytest.raises(actions.WrongFactError, match="no commitment"):
        actions.deliver(
            by=delegate_of("b"), agreement="pact", commitment=key, text="x", today=TODAY
        )


def test_what_cannot_be_recorded() -> None:
    found("a")
    agree("pact", "a")
    with pytest.raises(actions.WrongFactError, match="no clause"):
        actions.commit(by=OPERATOR, agreement="pact", party="a", clause="nothing", text="x")
    with pytest.raises(actions.NotAllowedError):
        actions.commit(by=VISITOR, agreement="pact", party="a", text="x")
    key = actions.commit(by=OPERATOR, agreement="pact", party="a", text="x")
    with pytest.raises(actions.WrongFactError, match="https://"):
        actions.deliver(
            by=OPERATOR,
            agreement="pact",
            commitment=key,
            text="x",
            url="javascript:alert(1)",
            today=TODAY,
        )
