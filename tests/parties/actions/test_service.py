"""A party's administrators keep its knowledge services in order, and nobody else's."""

from datetime import date

import pytest

from concordat.parties import actions, queries
from concordat.parties.words import OPERATOR, Actor, Certainty, PartyView, Role
from tests.parties.universe import FOUNDED, acting

pytestmark = pytest.mark.django_db
MOVED = date(2024, 4, 1)
BEFORE, AFTER = date(2024, 3, 31), date(2024, 4, 1)


def shelf(on: date | None = None) -> PartyView:
    found = queries.party("shelf", on=on)
    assert found is not None
    return found


def above(on: date) -> list[str]:
    return [tie.party.slug for tie in shelf(on).ties if tie.period.covers(on) is Certainty.YES]


def librarian_of(service: str) -> Actor:
    made = actions.create_person(by=OPERATOR, email=f"lib@{service}.example", name="Lib")
    actions.affiliate(by=OPERATOR, person=made, party=service, since=FOUNDED)
    return acting(made)


def test_its_name_is_changed_by_the_administrators_of_its_party(chief: Actor) -> None:
    actions.rename_party(by=chief, party="shelf", name="The Stacks", on=MOVED)
    assert (shelf(BEFORE).name, shelf(AFTER).name) == ("Shelf", "The Stacks")
    with pytest.raises(actions.NotAllowedError):
        actions.rename_party(by=chief, party="alpha", name="Omega", on=MOVED)


def test_moved_it_belongs_elsewhere_from_that_day_and_its_people_with_it(chief: Actor) -> None:
    lib = librarian_of("shelf")
    edition = shelf().edition
    actions.move_service(by=chief, service="shelf", to="beta", on=MOVED, edition=edition)
    assert (above(BEFORE), above(AFTER)) == (["alpha"], ["beta"])
    alpha, beta = (queries.party(slug) for slug in ("alpha", "beta"))
    assert alpha is not None
    assert beta is not None
    assert lib.party == alpha.id
    now = acting(lib.person)
    assert (now.party, now.services) == (beta.id, lib.services)
    with pytest.raises(actions.NotAllowedError):  # it is no longer theirs to give
        actions.move_service(by=chief, service="shelf", to="alpha", on=date(2024, 5, 1))


def test_nobody_takes_a_service_from_another_party(chief: Actor) -> None:
    actions.found_service(by=OPERATOR, party="beta", slug="nook", name="Nook", since=FOUNDED)
    for deed in (
        lambda: actions.move_service(by=chief, service="nook", to="alpha", on=MOVED),
        lambda: actions.close_service(by=chief, service="nook", on=MOVED, reason="x"),
        lambda: actions.rename_party(by=chief, party="nook", name="Mine", on=MOVED),
    ):
        with pytest.raises(actions.NotAllowedError):
            deed()


def test_closed_it_was_there_until_that_day(chief: Actor) -> None:
    actions.close_service(by=chief, service="shelf", on=MOVED, reason="Funding ended")
    assert (shelf(BEFORE).exists, shelf(AFTER).exists) == (Certainty.YES, Certainty.NO)
    with pytest.raises(actions.WrongFactError, match="closed on 1 April 2024 already"):
        actions.close_service(by=chief, service="shelf", on=MOVED, reason="Again")


def test_what_cannot_be_is_refused_in_words(chief: Actor) -> None:
    move = {"by": chief, "service": "shelf"}
    for said, given in {
        "already": {"to": "alpha", "on": MOVED},
        "only since": {"to": "beta", "on": date(2001, 1, 1)},
        "not of a service": {"to": "shelf", "on": MOVED},
    }.items():
        with pytest.raises(actions.WrongFactError, match=said):
            actions.move_service(**move, **given)  # type: ignore[arg-type]
    with pytest.raises(actions.WrongFactError, match="Only a knowledge service"):
        actions.close_service(by=chief, service="alpha", on=MOVED, reason="x")
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.close_service(by=chief, service="shelf", on=MOVED, reason="x", edition=99)
    assert Role.ADMINISTRATOR in chief.roles
