"""What an event moves is asked of every room, and nobody learns by it what is not theirs."""

from datetime import UTC, date, datetime

import pytest

from concordat.enquiries import actions as enquiries
from concordat.enquiries import queries as libraries
from concordat.enquiries.words import Asked, Purpose
from concordat.investment import actions as investment
from concordat.investment import queries as money
from concordat.parties import actions, queries
from concordat.parties.words import (
    OPERATOR,
    VISITOR,
    Actor,
    Day,
    PartGiven,
    Role,
    SuccessionKind,
    SuccessionView,
)
from concordat.search import actions as search
from concordat.search.words import StrategyGiven
from concordat.web.parties import assets
from concordat.web.parties.effects import _plural, effects_of
from concordat.web.parties.forms import AsAt
from tests.web.world import CONTENT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
ON = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def _region(small_world: None) -> None:
    """The invented region with a strategy, a question to a library, packs and holdings."""
    actions.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)
    investment.load_demo(folder=CONTENT / "demo" / "holdings", by=OPERATOR)
    investment.load_offers(folder=CONTENT / "demo" / "investment", by=OPERATOR)
    given = StrategyGiven("Salt in the ward", "salt.ti.")
    search.save_strategy(by=member("wexbourne-royal"), given=given, now=NOW)
    library = next(one for one in libraries.libraries(on=ON) if one.slug == "wexbourne-knowledge")
    asked = Asked("Does salt help?", Purpose.AUDIT, library.id, name="Ann", email="ann@x.example")
    enquiries.ask(by=VISITOR, given=asked, now=NOW)


def member(slug: str, *roles: Role) -> Actor:
    view = queries.party(slug, on=ON)
    assert view
    held = frozenset(roles or (Role.KNOWLEDGE_SPECIALIST,))
    return Actor(f"Ann of {slug}", person="p" * 13, party=view.id, roles=held, joined=True)


def absorbed() -> SuccessionView:
    return queries.draft(
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven("wexbourne-royal", "marl-vale")],
        on=Day.of(ON),
    )


def kinds(by: Actor) -> dict[str, list[str]]:
    groups = effects_of(absorbed(), by=by).groups
    return {line.kind: [each.label for each in g.lines] for g in groups for line in g.lines}


def test_every_room_says_what_goes_over() -> None:
    found = kinds(OPERATOR)
    assert found["strategy"] == ["Salt in the ward"]
    assert found["queue of enquiries"] == ["1 open"]
    assert "Royal neurology agreement (invented)" in found["holding"]
    assert found["purchase"]
    assert "membership" in found


def test_others_learn_nothing_by_it() -> None:
    for by in (VISITOR, member("tollen-estuary"), member("tollen-estuary", Role.PROCUREMENT_LEAD)):
        found = kinds(by)
        assert "strategy" not in found
        assert "queue of enquiries" not in found
        # Buyers show each other what they pay for; what a room's own door hides stays hidden.
        shown = money.lines(by=by, on=ON) if money.may_see_prices(by) else []
        assert set(found.get("purchase", [])) <= {line.offer.name for line in shown}, by.name
    assert "Does salt help?" not in str(kinds(OPERATOR))


def test_a_heir_moves_what_it_took_over_before() -> None:
    actions.succeed(
        by=OPERATOR,
        slug="first",
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven("wexbourne-royal", "marl-vale")],
        on=date(2025, 6, 1),
    )
    event = queries.draft(
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven("marl-vale", "tollen-estuary")],
        on=Day.of(ON),
    )
    groups = effects_of(event, by=OPERATOR).groups
    lines = {line.label: line for group in groups for line in group.lines}
    strategy = lines["Salt in the ward"]
    assert strategy.before[0] == "marl-vale"
    assert [slug for slug, _, _ in strategy.after] == ["tollen-estuary"]


def test_the_heir_answers_for_the_knowledge() -> None:
    def labels(slug: str, on: date) -> list[str]:
        found = assets.of_party(slug, by=OPERATOR, as_at=AsAt(on, on.isoformat()))
        return [line.label for line in assets.present(found, on=on)]

    assert "Salt in the ward" in labels("wexbourne-royal", ON)
    actions.succeed(
        by=OPERATOR,
        slug="it",
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven("wexbourne-royal", "marl-vale")],
        on=date(2026, 6, 1),
    )
    assert "Salt in the ward" in labels("wexbourne-royal", ON)
    assert "Salt in the ward" in labels("marl-vale", date(2026, 6, 1))
    assert "Salt in the ward" not in labels("wexbourne-royal", date(2026, 6, 1))


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("strategy", "strategies"),
        ("collection of works", "collections of works"),
        ("question to answer", "questions to answer"),
        ("open task of recall", "open tasks of recall"),
        ("payment", "payments"),
    ],
)
def test_plurals(one: str, several: str) -> None:
    assert _plural(one) == several


def test_what_is_moved_is_named_and_told_once() -> None:
    """The joint signature of two bodies that one body holds is one signature."""
    event = queries.succession("nhs-england-announced-2025")
    assert event is not None
    groups = effects_of(event, by=VISITOR).groups
    signatures = next(each for each in groups if "signature" in each.title)
    labels = [line.label for line in signatures.lines]
    assert len(labels) == len(set(labels)) == 2
    assert signatures.title == "2 signatures"
