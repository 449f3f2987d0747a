"""What we hold of a party, and what a reorganisation of it would move."""

from datetime import date

import pytest

from concordat.evidence.actions import take
from concordat.evidence.actions.desk import Shelf
from concordat.evidence.models import Work
from concordat.evidence.queries import affected_by, coverage
from concordat.parties import queries as parties
from concordat.parties.words import (
    OPERATOR,
    VISITOR,
    Day,
    PartGiven,
    SuccessionKind,
    Visibility,
)
from tests.evidence.made import found, made
from tests.parties.universe import found as found_parties

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _works() -> None:
    """Two lists: one of a's works alone, one shared by a and b."""
    found_parties("a", "b", "heir")
    take(found=found(made("One", "pmid:1"), made("Two", "pmid:2")), source="alone", format="ris",
         by=OPERATOR)  # fmt: skip
    take(found=found(made("Three", "pmid:3"), made("Four", "pmid:4")), source="shared",
         format="ris", by=OPERATOR)  # fmt: skip
    Work.objects.exclude(title="Four").update(party_id="a")
    Work.objects.filter(title="Four").update(party_id="b")


def test_found_and_failed_are_known_for_a_source_of_its_own() -> None:
    alone, shared = coverage("a", by=VISITOR)
    assert (alone.source, alone.held, alone.found, alone.failed) == ("alone", 2, 2, 0)
    assert alone.good_at
    assert (shared.source, shared.held, shared.found, shared.failed) == ("shared", 1, None, None)


def test_a_source_that_gave_nothing_yet_is_listed_when_asked_for() -> None:
    assert coverage("heir", by=VISITOR) == ()
    (line,) = coverage("heir", by=VISITOR, sources=("alone",))
    assert (line.held, line.found) == (0, None)


def test_private_works_are_counted_for_nobody_else() -> None:
    owner = parties.party("a")
    assert owner
    shelf = Shelf(owner.id, "", Visibility.OWN_PARTY)
    take(found=found(made("Secret", "pmid:9")), source="alone", format="ris", by=OPERATOR,
         shelf=shelf)  # fmt: skip
    Work.objects.filter(title="Secret").update(party_id="a")
    assert [line.held for line in coverage("a", by=VISITOR)] == [2, 1]


def test_an_event_moves_who_answers_for_works() -> None:
    event = parties.draft(
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven("a", "heir")],
        on=Day.of(date(2024, 1, 1)),
    )
    (moved,) = affected_by(event, by=VISITOR)
    assert (moved.label, moved.before.slug) == ("3 works published by A", "a")
    assert [holder.party.slug for holder in moved.after] == ["heir"]
