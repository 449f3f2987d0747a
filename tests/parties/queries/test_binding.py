"""Agreements between two parties on a date are exact, and say "possibly" where dates do."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordat.parties import actions, queries
from concordat.parties.words import (
    OPERATOR,
    AgreementKind,
    AgreementState,
    Certainty,
    Day,
    PartGiven,
    PartyKind,
    SuccessionKind,
    TieKind,
)
from tests.parties.universe import SIGNED, absorb, agree, found

pytestmark = pytest.mark.django_db
YES, POSSIBLY = Certainty.YES, Certainty.POSSIBLY


def between(a: str, b: str, on: date) -> list[tuple[str, Certainty]]:
    return [(one.agreement.slug, one.certainty) for one in queries.agreements_between(a, b, on)]


def test_from_the_very_day_both_have_signed() -> None:
    found("nicely", "carely", "other")
    agree("pact", "nicely", "carely")
    agree("elsewhere", "nicely", "other")
    assert between("nicely", "carely", date(2021, 9, 30)) == []
    assert between("nicely", "carely", SIGNED) == [("pact", YES)]
    assert between("carely", "nicely", SIGNED) == [("pact", YES)]
    assert between("nicely", "nicely", SIGNED) == []
    assert between("nicely", "nobody", SIGNED) == []


def test_bounded_and_unknown_dates_say_possibly() -> None:
    found("a", "b")
    agree("bounded", "a", "b", on=Day(date(2021, 10, 1), date(2022, 3, 31)))
    agree("undated", "a", "b", on=None)
    assert between("a", "b", date(2021, 9, 30)) == [("undated", POSSIBLY)]
    assert between("a", "b", date(2022, 3, 30)) == [("bounded", POSSIBLY), ("undated", POSSIBLY)]
    assert between("a", "b", date(2022, 3, 31)) == [("bounded", YES), ("undated", POSSIBLY)]


def test_an_heir_is_bound_and_what_the_gone_signed_stands() -> None:
    found("a", "b", "heir")
    agree("pact", "a", "b")
    absorb("a", "heir", date(2023, 4, 1))
    assert between("heir", "b", date(2023, 3, 31)) == []
    assert between("heir", "b", date(2023, 4, 1)) == [("pact", YES)]
    stands = queries.agreements_between("a", "b", date(2023, 4, 1))
    assert [one.agreement.state for one in stands] == [AgreementState.REVIEW_DUE]


def test_a_bounded_succession_leaves_both_possible() -> None:
    found("a", "b", "heir")
    agree("pact", "a", "b")
    absorb("a", "heir", Day(date(2023, 1, 1), date(2023, 6, 30)))
    on = date(2023, 3, 1)
    assert between("a", "b", on) == [("pact", POSSIBLY)]
    assert between("heir", "b", on) == [("pact", POSSIBLY)]
    count = queries.signatories("pact", on)
    assert count
    assert (count.as_signed, count.as_held, count.possibly) == (2, 1, 2)


def test_a_function_that_went_elsewhere_takes_its_signature_along() -> None:
    found("a", "b", "labs")
    agree("screening-pact", "a", "b", function="screening")
    agree("other-pact", "a", "b", function="training")
    actions.succeed(
        by=OPERATOR,
        slug="screening-to-labs",
        kind=SuccessionKind.TRANSFER,
        parts=[PartGiven("a", "labs", function="screening")],
        on=date(2022, 1, 1),
    )
    # b signed for the same function, and nothing was taken from it.
    assert between("labs", "b", date(2022, 1, 1)) == [("screening-pact", YES)]
    assert between("a", "b", date(2022, 1, 1)) == [("other-pact", YES)]


def test_a_past_review_date_is_listed() -> None:
    found("a", "b")
    actions.record_agreement(
        by=OPERATOR,
        slug="old",
        kind=AgreementKind.MEMORANDUM,
        title="Old",
        signed_on=date(2015, 1, 1),
        review_on=date(2018, 1, 1),
    )
    states = {
        on: view.state
        for on in (date(2017, 12, 31), date(2018, 1, 1))
        if (view := queries.agreement("old", on=on))
    }
    assert list(states.values()) == [AgreementState.IN_FORCE, AgreementState.REVIEW_DUE]


def test_a_joint_name_holds_as_long_as_those_under_it() -> None:
    found("monitorly", "trustly", "england", "b")
    found("improvely", kind=PartyKind.JOINT_NAME)
    for slug in ("monitorly", "trustly"):
        actions.tie(by=OPERATOR, party=slug, to="improvely", kind=TieKind.ACTS_AS)
    agree("pact", "b")
    actions.sign(
        by=OPERATOR,
        agreement="pact",
        name="England and Improvely",
        parties=["england", "improvely"],
        on=None,
    )
    count = queries.signatories("pact", SIGNED)
    assert count
    assert (count.as_signed, count.as_held) == (2, 3)
    absorb("monitorly", "england", date(2022, 7, 1))
    absorb("trustly", "england", date(2022, 7, 1))
    later = queries.signatories("pact", date(2022, 7, 1))
    assert later
    assert (later.as_signed, later.as_held) == (2, 2)
    assert {holder.party.slug for holder in later.holders} == {"england", "b"}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dates(date(2021, 9, 1), date(2023, 6, 1)))
def test_the_same_answer_from_the_list_of_all(db: None, on: date) -> None:
    """The exact query agrees with reading every agreement and looking for both names."""
    if queries.party("a") is None:
        found("a", "b", "heir")
        agree("pact", "a", "b")
        agree("other", "b", "heir", on=date(2022, 2, 2))
        absorb("a", "heir", date(2023, 4, 1))
    for one, two in (("a", "b"), ("b", "heir"), ("a", "heir")):
        expected = set()
        for view in queries.agreements(on=on):
            standing = [s for s in view.signatures if s.certainty is YES]
            bound = {h.party.slug for s in standing for g in s.holdings for h in g.holders}
            bound |= {p.slug for s in standing for p in s.parties}
            if {one, two} <= bound:
                expected.add((view.slug, YES))
        assert set(between(one, two, on)) == expected
