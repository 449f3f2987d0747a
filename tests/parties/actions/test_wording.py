"""Versions, documents, ties, reviews, withdrawals, and to which work a thing belongs."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from concordat.parties import actions, documents, queries
from concordat.parties.words import (
    OPERATOR,
    VISITOR,
    Actor,
    AgreementKind,
    AgreementView,
    Certainty,
    ClauseGiven,
    ClauseKind,
    Copy,
    Day,
    PartGiven,
    RelationKind,
    Role,
    SuccessionKind,
    Visibility,
)
from tests.parties.universe import SIGNED, absorb, agree, found

pytestmark = pytest.mark.django_db
LATER = date(2024, 1, 1)
PDF = b"%PDF-1.7 an invented agreement"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def seen(on: date = LATER, by: Actor = OPERATOR) -> AgreementView:
    view = queries.agreement("pact", on=on, by=by)
    assert view
    return view


def test_each_wording_has_its_time() -> None:
    found("a")
    agree("pact", "a")
    number = actions.add_version(
        by=OPERATOR,
        agreement="pact",
        since=LATER,
        clauses=[ClauseGiven("term-1", ClauseKind.TERM, "Each tells the other at once.", "1")],
    )
    assert number == "2"
    assert seen(date(2023, 12, 31)).clauses[0].text == "Each tells the other in time."
    assert seen(LATER).clauses[0].text == "Each tells the other at once."
    with pytest.raises(actions.WrongFactError, match="only since 1 January 2024"):
        actions.add_version(
            by=OPERATOR,
            agreement="pact",
            since=date(2023, 1, 1),
            clauses=[ClauseGiven("x", ClauseKind.TERM, "Text")],
        )


def test_a_clause_key_is_an_address_and_stands_once() -> None:
    found("a")
    twice = [ClauseGiven("x", ClauseKind.TERM, "One"), ClauseGiven("X", ClauseKind.TERM, "Two")]
    with pytest.raises(actions.WrongFactError, match="stands twice"):
        actions.record_agreement(
            by=OPERATOR, slug="pact", kind=AgreementKind.OTHER, title="Pact", clauses=twice
        )
    assert queries.agreement("pact") is None


def test_a_document_is_kept_with_its_hash() -> None:
    found("a")
    agree("pact", "a")
    key = actions.keep_document(
        by=OPERATOR, agreement="pact", title="Signed text", chunks=[PDF], published_on=SIGNED
    )
    (document,) = seen().documents
    assert (document.key, document.size) == (key, len(PDF))
    assert queries.copy_of(document) is Copy.AS_RECORDED
    assert queries.document("pact", key, by=VISITOR) == document
    assert queries.document_bytes(document) == PDF
    documents.kept_path(document.sha256).write_bytes(b"%PDF-1.7 an altered agreement")
    assert queries.document_bytes(document) is None


def test_a_document_that_is_not_what_was_said_is_refused() -> None:
    found("a")
    agree("pact", "a")
    with pytest.raises(actions.WrongFactError, match="another hash") as caught:
        actions.keep_document(
            by=OPERATOR, agreement="pact", title="T", chunks=[PDF], sha256="0" * 64
        )
    assert caught.value.field == "sha256"
    with pytest.raises(actions.WrongFactError, match="not a PDF"):
        actions.keep_document(by=OPERATOR, agreement="pact", title="T", chunks=[b"text"])
    assert seen().documents == ()


def test_nobody_else_may_hand_in_bytes(tmp_path: Path) -> None:
    found("a")
    agree("pact", "a")
    with pytest.raises(actions.NotAllowedError):
        actions.keep_document(by=VISITOR, agreement="pact", title="T", chunks=[PDF])
    assert not (tmp_path / "documents").exists()


def test_a_document_of_a_private_agreement_is_as_private() -> None:
    found("a")
    actions.record_agreement(
        by=OPERATOR,
        slug="pact",
        kind=AgreementKind.LICENCE,
        title="Secret",
        owner="a",
        visibility=Visibility.OWN_PARTY,
    )
    key = actions.keep_document(by=OPERATOR, agreement="pact", title="T", chunks=[PDF])
    assert queries.document("pact", key, by=VISITOR) is None
    assert queries.document("pact", key, by=OPERATOR)


def test_agreements_are_tied_both_ways() -> None:
    found("a")
    agree("pact", "a")
    agree("other", "a")
    actions.relate(by=OPERATOR, agreement="pact", kind=RelationKind.IMPLEMENTS, to="other")
    other = queries.agreement("other")
    assert other
    assert [(r.kind, r.to, r.backward) for r in other.relations] == [
        (RelationKind.IMPLEMENTS, "pact", True)
    ]
    for wrong in ({"to": "pact"}, {}, {"to": "other", "to_text": "others"}):
        with pytest.raises(actions.WrongFactError):
            actions.relate(by=OPERATOR, agreement="pact", kind=RelationKind.IMPLEMENTS, **wrong)


def test_a_review_day_makes_it_due() -> None:
    found("a")
    agree("pact", "a")
    edition = seen().edition
    actions.set_review(by=OPERATOR, agreement="pact", on=date(2023, 6, 1), edition=edition)
    assert seen().state == "stands, review due"
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.set_review(by=OPERATOR, agreement="pact", on=None, edition=edition)


def test_a_withdrawn_signature_stood_until_then() -> None:
    found("a", "b")
    agree("pact", "a", "b")
    bond = seen().signatures[0].id
    actions.withdraw(by=OPERATOR, agreement="pact", bond=bond, on=LATER, today=LATER, reason="Left")
    assert [s.certainty for s in seen(date(2023, 12, 31)).signatures] == [Certainty.YES] * 2
    assert [s.certainty for s in seen(LATER).signatures] == [Certainty.NO, Certainty.YES]
    assert seen().signatures[0].note == "Withdrawn: Left"
    with pytest.raises(actions.WrongFactError, match="it has ended"):
        actions.withdraw(by=OPERATOR, agreement="pact", bond=bond, on=LATER, today=LATER)


def test_an_heir_withdraws_what_it_took_over_and_others_do_not() -> None:
    found("a", "heir", "other")
    agree("pact", "a")
    absorb("a", "heir", date(2023, 4, 1))

    def delegate_of(slug: str) -> Actor:
        party = queries.party(slug, on=LATER)
        assert party
        roles = frozenset({Role.DELEGATE})
        return Actor(slug, person=slug, party=party.id, roles=roles, joined=True)

    bond = seen().signatures[0].id
    with pytest.raises(actions.NotAllowedError):
        actions.withdraw(
            by=delegate_of("other"), agreement="pact", bond=bond, on=LATER, today=LATER
        )
    actions.withdraw(by=delegate_of("heir"), agreement="pact", bond=bond, on=LATER, today=LATER)
    assert seen().signatures[0].certainty is Certainty.NO


def test_a_withdrawal_before_the_signature_is_refused() -> None:
    found("a")
    agree("pact", "a")
    with pytest.raises(actions.WrongFactError, match="before it was given"):
        actions.withdraw(
            by=OPERATOR,
            agreement="pact",
            bond=seen().signatures[0].id,
            on=date(2020, 1, 1),
            today=LATER,
        )


def test_a_split_is_settled_by_saying_to_which_work_a_signature_belongs() -> None:
    found("a", "x", "y")
    agree("pact", "a")
    actions.succeed(
        by=OPERATOR,
        slug="split",
        kind=SuccessionKind.SPLIT,
        parts=[PartGiven("a", "x", "health protection"), PartGiven("a", "y", "evidence")],
        on=date(2023, 1, 1),
    )
    (open_one,) = seen().signatures
    assert open_one.holdings[0].decisions
    actions.place(by=OPERATOR, agreement="pact", thing=open_one.id, function="Evidence")
    (settled,) = seen().signatures
    assert [holder.party.slug for holder in settled.holdings[0].holders] == ["y"]
    assert settled.holdings[0].decisions == ()


def test_a_split_is_settled_by_completing_it() -> None:
    found("a", "x", "y")
    agree("pact", "a")
    parts = [PartGiven("a", "x", "health protection"), PartGiven("a", "y", "evidence")]
    actions.succeed(
        by=OPERATOR, slug="split", kind=SuccessionKind.SPLIT, parts=parts, on=Day(SIGNED, LATER)
    )
    event = queries.succession("split")
    assert event
    rest = PartGiven("a", "y")
    actions.complete_succession(by=OPERATOR, slug="split", part=rest, edition=event.edition)
    (signature,) = seen().signatures
    assert {h.party.slug for h in signature.holdings[0].holders} == {"y"}
    for wrong in (rest, PartGiven("b", "y"), PartGiven("a", "x", "Evidence")):
        with pytest.raises(actions.WrongFactError):
            actions.complete_succession(by=OPERATOR, slug="split", part=wrong)
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.complete_succession(
            by=OPERATOR, slug="split", part=PartGiven("a", "x", "new"), edition=event.edition
        )


def test_only_a_split_can_be_completed() -> None:
    found("a", "heir")
    absorb("a", "heir", SIGNED)
    with pytest.raises(actions.WrongFactError, match="only a split"):
        actions.complete_succession(
            by=OPERATOR, slug="a-into-heir", part=PartGiven("a", "heir", "x")
        )
