"""Recording agreements, signatures, support and convenors."""

from datetime import date

import pytest

from concordat.parties import actions, models, queries
from concordat.parties.words import (
    OPERATOR,
    VISITOR,
    Actor,
    AgreementKind,
    Certainty,
    ClauseKind,
    Role,
    Visibility,
)
from tests.parties.universe import SIGNED, absorb, agree, found

pytestmark = pytest.mark.django_db


def test_a_clause_has_an_address() -> None:
    found("a")
    agree("pact", "a")
    clause = queries.clause("pact", "term-1")
    assert clause
    assert clause.text == "Each tells the other in time."
    assert queries.clause("pact", "term-2") is None
    assert queries.clause("nothing", "term-1") is None


def test_convening_is_handed_on() -> None:
    found("a", "b")
    agree("pact", "a", "b")
    actions.convene(by=OPERATOR, agreement="pact", party="a", on=SIGNED)
    actions.convene(by=OPERATOR, agreement="pact", party="b", on=date(2023, 1, 1))

    def convenors(on: date) -> list[str]:
        view = queries.agreement("pact", on=on)
        assert view
        return [
            c.holding.holders[0].party.slug for c in view.convenors if c.certainty is Certainty.YES
        ]

    assert convenors(date(2022, 12, 31)) == ["a"]
    assert convenors(date(2023, 1, 1)) == ["b"]
    with pytest.raises(actions.WrongFactError, match="convenes already"):
        actions.convene(by=OPERATOR, agreement="pact", party="b", on=date(2024, 1, 1))
    with pytest.raises(actions.WrongFactError, match="only since"):
        actions.convene(by=OPERATOR, agreement="pact", party="a", on=date(2022, 1, 1))


def test_support_is_kept_apart() -> None:
    found("a", "nihrly")
    agree("pact", "a")
    actions.support(by=OPERATOR, agreement="pact", party="nihrly", on=SIGNED)
    view = queries.agreement("pact", on=SIGNED)
    assert view
    assert [one.name for one in view.support] == ["Nihrly"]
    assert view.signatories
    assert (view.signatories.as_signed, view.signatories.as_held) == (1, 1)


def test_one_name_signs_once() -> None:
    found("a")
    agree("pact", "a")
    with pytest.raises(actions.WrongFactError, match="signed this agreement already"):
        actions.sign(by=OPERATOR, agreement="pact", name="A", parties=["a"], on=None)
    with pytest.raises(actions.WrongFactError, match="Say who signed"):
        actions.sign(by=OPERATOR, agreement="pact", name="X", parties=[], on=None)
    assert models.Signature.objects.count() == 1


def test_a_delegate_signs_for_their_own_party_and_what_it_inherited() -> None:
    found("a", "b", "gone")
    agree("pact")
    absorb("gone", "a", date(2022, 1, 1))
    ids = {row.slug: row.public_id for row in models.Party.objects.all()}
    delegate = Actor(
        name="Ada",
        party=ids["a"],
        heir_to=(ids["gone"],),
        roles=frozenset({Role.DELEGATE}),
        joined=True,
    )
    actions.sign(by=delegate, agreement="pact", name="A", parties=["a"], on=None)
    actions.sign(by=delegate, agreement="pact", name="Gone", parties=["gone"], on=None)
    with pytest.raises(actions.NotAllowedError):
        actions.sign(by=delegate, agreement="pact", name="B", parties=["b"], on=None)
    with pytest.raises(actions.NotAllowedError):
        actions.sign(by=VISITOR, agreement="pact", name="B", parties=["b"], on=None)


def test_an_unseen_agreement_is_as_good_as_none() -> None:
    found("a", "b")
    actions.record_agreement(
        by=OPERATOR,
        slug="draft",
        kind=AgreementKind.LICENCE,
        title="Draft",
        owner="a",
        visibility=Visibility.OWN_PARTY,
        clauses=[("c", ClauseKind.TERM, "Secret price.")],
    )
    b = models.Party.objects.get(slug="b").public_id
    other = Actor(name="Bo", party=b, roles=frozenset({Role.DELEGATE}), joined=True)
    with pytest.raises(actions.WrongFactError, match="There is no agreement “draft”"):
        actions.sign(by=other, agreement="draft", name="B", parties=["b"], on=None)
    assert queries.clause("draft", "c", by=other) is None
    assert queries.agreements_between("a", "b", by=other) == []


def test_a_related_agreement_that_may_not_be_seen_is_not_named() -> None:
    found("a")
    agree("pact", "a")
    actions.record_agreement(
        by=OPERATOR,
        slug="secret",
        kind=AgreementKind.LICENCE,
        title="Secret licence",
        owner="a",
        visibility=Visibility.OWN_PARTY,
    )
    pact, secret = (models.Agreement.objects.get(slug=slug) for slug in ("pact", "secret"))
    models.Relation.objects.create(agreement=pact, kind="complements", to=secret)
    models.Relation.objects.create(agreement=secret, kind="implements", to=pact)
    seen, all_ = queries.agreement("pact"), queries.agreement("pact", by=OPERATOR)
    assert seen
    assert all_
    assert seen.relations == ()
    assert [relation.to for relation in all_.relations] == ["secret", "secret"]


def test_what_is_kept_from_others_has_an_owner() -> None:
    with pytest.raises(actions.WrongFactError, match="needs a party whose it is"):
        actions.record_agreement(
            by=OPERATOR,
            slug="draft",
            kind=AgreementKind.LICENCE,
            title="Draft",
            visibility=Visibility.OWN_PARTY,
        )
