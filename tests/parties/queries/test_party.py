"""A party as at a date: what it was called, whether it was there, what is said of it."""

from datetime import date

import pytest

from concordat.parties import actions, models, queries
from concordat.parties.words import OPERATOR, Certainty, Day, PartyKind, TieKind
from tests.parties.universe import absorb, found

pytestmark = pytest.mark.django_db


def exists(slug: str, on: date | None) -> Certainty:
    view = queries.party(slug, on=on)
    assert view
    return view.exists


def test_it_is_there_from_its_first_day_until_its_last() -> None:
    found("a", "heir")
    absorb("a", "heir", date(2023, 4, 1))
    assert exists("a", date(2009, 12, 31)) is Certainty.NO
    assert exists("a", date(2010, 1, 1)) is Certainty.YES
    assert exists("a", date(2023, 3, 31)) is Certainty.YES
    assert exists("a", date(2023, 4, 1)) is Certainty.NO
    view = queries.party("a")
    assert view
    assert view.period.until == Day.of(date(2023, 4, 1))
    assert view.holding
    assert [h.party.slug for h in view.holding.holders] == ["heir"]


def test_nobody_says_when_it_began() -> None:
    actions.found_party(by=OPERATOR, slug="a", name="A", kind=PartyKind.CHARITY)
    assert exists("a", date(2020, 1, 1)) is Certainty.POSSIBLY
    assert exists("a", None) is Certainty.YES
    actions.rename_party(by=OPERATOR, party="a", name="B", on=date(2015, 1, 1))
    # It must have been there to be renamed.
    assert exists("a", date(2020, 1, 1)) is Certainty.YES
    assert exists("a", date(2014, 1, 1)) is Certainty.POSSIBLY


def test_one_that_ended_without_an_heir_asks() -> None:
    found("a")
    models.Party.objects.update(until=Day.of(date(2020, 1, 1)))
    holding = queries.holder_of("a", "", date(2021, 1, 1))
    assert holding
    assert holding.decisions == ("A is no longer there and nobody is known to have taken over.",)


def test_by_slug_by_public_id_and_not_at_all() -> None:
    found("a")
    view = queries.party("a")
    assert view
    assert queries.party(view.id) == view
    assert queries.party("b") is None
    assert queries.holder_of("b") is None


def test_some_of_all() -> None:
    found("b", "a")
    found("c", kind=PartyKind.CHARITY)
    assert [view.slug for view in queries.parties()] == ["a", "b", "c"]
    assert [view.slug for view in queries.parties(kinds=[PartyKind.CHARITY])] == ["c"]
    assert [view.slug for view in queries.parties(slugs=["b", "c", "x"])] == ["b", "c"]
    assert queries.parties(slugs=[]) == []


def test_ties_are_seen_from_both_ends_and_never_in_a_ring() -> None:
    found("top", "middle", "low")
    actions.tie(by=OPERATOR, party="low", to="middle", kind=TieKind.PART_OF)
    actions.tie(by=OPERATOR, party="middle", to="top", kind=TieKind.PART_OF)
    view = queries.party("middle")
    assert view
    assert [tie.party.slug for tie in view.ties] == ["top"]
    assert [tie.party.slug for tie in view.members] == ["low"]
    with pytest.raises(actions.WrongFactError, match="cannot hold itself"):
        actions.tie(by=OPERATOR, party="top", to="low", kind=TieKind.PART_OF)


@pytest.mark.parametrize("slug", ["", "A", "a b", "a--b", "-a", "a" * 101])
def test_an_address_that_cannot_be(slug: str) -> None:
    with pytest.raises(actions.WrongFactError):
        actions.found_party(by=OPERATOR, slug=slug, name="A", kind=PartyKind.OTHER)


def test_an_address_is_given_once_and_joining_done_once() -> None:
    found("a")
    with pytest.raises(actions.WrongFactError, match="is taken"):
        found("a")
    actions.join(by=OPERATOR, party="a", since=date(2020, 1, 1))
    with pytest.raises(actions.WrongFactError, match="joined already"):
        actions.join(by=OPERATOR, party="a", since=date(2021, 1, 1))
