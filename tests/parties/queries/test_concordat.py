"""The seed itself, as the reviewed files have it: who signed, who holds, who convened, when."""

from datetime import date

import pytest

from concordat.parties import actions, queries
from concordat.parties.words import OPERATOR, AgreementState, AgreementView, Certainty
from tests.conftest import ROOT

BEFORE_ALL = date(2019, 1, 1)
TODAY = date(2026, 11, 1)


@pytest.fixture
def content(db: None) -> None:
    actions.load_parties(folder=ROOT / "content" / "parties", by=OPERATOR)
    actions.load_agreements(folder=ROOT / "content" / "agreements", by=OPERATOR)


def concordat(on: date, as_if: tuple[str, ...] = ()) -> AgreementView:
    view = queries.agreement("concordat", on=on, as_if=as_if)
    assert view
    return view


def holders(view: AgreementView) -> set[str]:
    assert view.signatories
    return {holder.party.slug for holder in view.signatories.holders}


@pytest.mark.usefixtures("content")
def test_five_as_signed_one_supporter_three_ambitions_one_forum_clause() -> None:
    view = concordat(TODAY)
    assert len(view.signatures) == 5
    assert len(view.support) == 1
    kinds = [str(clause.kind) for clause in view.clauses]
    assert (kinds.count("ambition"), kinds.count("forum")) == (3, 1)
    assert [clause.key for clause in view.clauses if clause.kind == "ambition"] == [
        "ambition-1",
        "ambition-2",
        "ambition-3",
    ]
    clause = queries.clause("concordat", "ambition-2")
    assert clause
    assert clause.text.startswith("investment in digital knowledge resources on behalf of the NHS")


@pytest.mark.usefixtures("content")
def test_before_anybody_could_have_signed() -> None:
    view = concordat(BEFORE_ALL)
    assert view.state is AgreementState.NOT_YET
    assert view.signatories
    assert (view.signatories.as_signed, view.signatories.as_held) == (0, 0)


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2022, 8, 1), {"hee", "nhs-england", "cqc", "nice", "ukhsa"}),
        (date(2023, 3, 31), {"hee", "nhs-england", "cqc", "nice", "ukhsa"}),
        (date(2023, 4, 1), {"nhs-england", "cqc", "nice", "ukhsa"}),
        (TODAY, {"nhs-england", "cqc", "nice", "ukhsa"}),
    ],
)
def test_five_as_signed_fewer_as_held(on: date, held: set[str]) -> None:
    view = concordat(on)
    assert view.signatories
    assert view.signatories.as_signed == 5
    assert view.signatories.as_held == len(held)
    assert holders(view) == held


@pytest.mark.usefixtures("content")
def test_a_gone_party_makes_review_due_and_ends_nothing() -> None:
    view = concordat(TODAY)
    assert view.state is AgreementState.REVIEW_DUE
    assert (
        "Health Education England is no longer there; its signature is held by NHS England."
    ) in view.reasons


@pytest.mark.usefixtures("content")
def test_support_is_no_signature() -> None:
    assert "nihr" not in holders(concordat(TODAY))
    assert queries.agreements_between("nihr", "nice", TODAY) == []


@pytest.mark.usefixtures("content")
def test_the_convening_role_moved_with_its_holder() -> None:
    view = concordat(date(2023, 4, 1))
    assert [c.holding.party.slug for c in view.convenors] == ["hee"]
    assert [h.party.slug for c in view.convenors for h in c.holding.holders] == ["nhs-england"]
    earlier = concordat(date(2023, 3, 31))
    assert [h.party.slug for c in earlier.convenors for h in c.holding.holders] == ["hee"]


@pytest.mark.usefixtures("content")
def test_the_announced_succession_can_be_looked_at_as_if_in_force() -> None:
    announced = [e.slug for e in queries.successions() if str(e.status) == "announced"]
    assert announced
    assert "nhs-england" in holders(concordat(TODAY))
    ahead = holders(concordat(TODAY, as_if=tuple(announced)))
    assert ahead == {"dhsc", "cqc", "nice", "ukhsa"}


@pytest.mark.usefixtures("content")
def test_each_true_succession_is_one_event() -> None:
    for party, on, heir in (
        ("hee", date(2023, 4, 1), "nhs-england"),
        ("nhs-digital", date(2023, 2, 1), "nhs-england"),
        ("nhs-improvement", date(2022, 7, 1), "nhs-england"),
    ):
        now = queries.holder_of(party, "", on)
        day_before = queries.holder_of(party, "", date.fromordinal(on.toordinal() - 1))
        assert now
        assert day_before
        assert [h.party.slug for h in now.holders] == [heir]
        assert [h.party.slug for h in day_before.holders] == [party]


@pytest.mark.usefixtures("content")
def test_public_health_england_split_four_ways() -> None:
    protection = queries.holder_of("phe", "health protection", TODAY)
    assert protection
    assert [h.party.slug for h in protection.holders] == ["ukhsa"]
    unsaid = queries.holder_of("phe", "", date(2021, 10, 1))
    assert unsaid
    assert {h.party.slug for h in unsaid.holders} == {"ukhsa", "ohid", "nhs-england", "nhs-digital"}
    assert {h.certainty for h in unsaid.holders} == {Certainty.POSSIBLY}
    assert len(unsaid.decisions) == 1


@pytest.mark.usefixtures("content")
def test_a_list_costs_no_more_questions_than_one(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        queries.agreements(on=TODAY)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        queries.parties(on=TODAY)
