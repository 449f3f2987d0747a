"""The wizard shows what a succession would move, and what somebody must decide."""

from datetime import date

import pytest

from concordat.parties import actions, queries
from concordat.parties.words import (
    OPERATOR,
    VISITOR,
    Affected,
    AgreementKind,
    PartGiven,
    Role,
    SuccessionKind,
    SuccessionStatus,
    Visibility,
)
from tests.parties.universe import SIGNED, absorb, agree, found

pytestmark = pytest.mark.django_db
ON = date(2024, 1, 1)


def announce(kind: SuccessionKind, *parts: PartGiven) -> str:
    actions.succeed(
        by=OPERATOR,
        slug="event",
        kind=kind,
        parts=parts,
        on=None,
        status=SuccessionStatus.ANNOUNCED,
    )
    return "event"


def moved(found_: list[Affected]) -> dict[str, set[str]]:
    return {each.kind: {h.party.slug for h in each.after} for each in found_}


def test_everything_of_this_room() -> None:
    found("gone", "a", "heir", "other")
    absorb("gone", "a", date(2022, 1, 1))
    agree("pact", "gone", "other")  # signed by one whose heir now goes as well
    actions.support(by=OPERATOR, agreement="pact", party="a", on=SIGNED)
    actions.convene(by=OPERATOR, agreement="pact", party="a", on=SIGNED)
    actions.join(by=OPERATOR, party="a", since=SIGNED)
    ada = actions.create_person(by=OPERATOR, email="a@example.org", name="Ada")
    actions.affiliate(by=OPERATOR, person=ada, party="a")
    actions.grant_role(by=OPERATOR, person=ada, party="a", role=Role.READER)
    actions.appoint(by=OPERATOR, person=ada, party="a", since=SIGNED)
    event = announce(SuccessionKind.ABSORB, PartGiven("a", "heir"))
    shown = queries.affected_by(event, by=OPERATOR, on=ON)
    assert moved(shown) == {
        "signature": {"heir"},
        "support": {"heir"},
        "convenor": {"heir"},
        "membership": {"heir"},
        "post": {"heir"},
        "role": set(),
        "mandate": set(),
    }
    undecided = {each.kind for each in shown if each.decisions}
    assert undecided == {"role", "mandate"}
    # It shows what will be so: carrying it out makes it true.
    actions.bring_into_force(by=OPERATOR, slug=event, on=ON)
    count = queries.signatories("pact", ON)
    assert count
    assert {h.party.slug for h in count.holders} == {"heir", "other"}


def test_a_split_that_says_too_little_asks() -> None:
    found("a", "b", "c", "d")
    agree("pact", "a", "d")
    event = announce(
        SuccessionKind.SPLIT, PartGiven("a", "b", function="x"), PartGiven("a", "c", function="y")
    )
    [signature] = queries.affected_by(event, by=OPERATOR, on=ON)
    assert {h.party.slug for h in signature.after} == {"b", "c"}
    assert "decide between B, C" in signature.decisions[0]


def test_it_names_nothing_that_may_not_be_seen() -> None:
    found("a", "heir")
    actions.record_agreement(
        by=OPERATOR,
        slug="draft",
        kind=AgreementKind.LICENCE,
        title="Secret",
        owner="a",
        visibility=Visibility.OWN_PARTY,
        signed_on=SIGNED,
    )
    actions.sign(by=OPERATOR, agreement="draft", name="A", parties=["a"], on=None)
    ada = actions.create_person(by=OPERATOR, email="a@example.org", name="Ada")
    actions.affiliate(by=OPERATOR, person=ada, party="a")
    event = announce(SuccessionKind.ABSORB, PartGiven("a", "heir"))
    labels = " ".join(each.label for each in queries.affected_by(event, by=VISITOR, on=ON))
    assert "Secret" not in labels
    assert "Ada" not in labels
    assert {each.kind for each in queries.affected_by(event, by=VISITOR, on=ON)} == {"post"}


def test_no_such_event() -> None:
    assert queries.affected_by("nothing", by=OPERATOR) == []
