"""From offers and usage to a scenario that is answered once and for all."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from concordat.errands import actions as errands
from concordat.investment import actions, queries
from concordat.investment.actions.scenario import in_plain_words, work_out
from concordat.investment.words import ScenarioView
from concordat.jobs.errands import DEEDS
from concordat.parties.actions import NotAllowedError, WrongFactError
from concordat.parties.words import OPERATOR, VISITOR, Actor, Role
from tests.investment import world

TODAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    world.build()


def ask(by: Actor = OPERATOR, *, share: str = "0.2", end_by: date = date(2027, 7, 1)) -> str:
    return actions.ask_cut(
        name="A fifth",
        share=Decimal(share),
        end_by=end_by,
        floor=Decimal("0.75"),
        by=by,
        today=TODAY,
    )


def answered(public_id: str) -> ScenarioView:
    assert errands.run_next(DEEDS)
    found = queries.scenario(public_id, by=OPERATOR)
    assert found is not None
    assert found.solved
    return found


def test_a_fifth_is_cut_and_kept_under_its_hash(region: None) -> None:
    public_id = ask()
    found = answered(public_id)
    solution: Mapping[str, Any] = found.solution
    money, value = solution["money"], solution["value"]
    # the sums add up, nothing is over the budget, and at least a fifth is saved in all
    assert money["after"] == pytest.approx(
        money["kept"] + money["bought_instead"] + money["supply"]
    )
    assert money["after"] <= money["before"] * 0.8 + 0.01
    assert value["greedy"] <= value["after"] <= value["bound"] + 0.01
    # who loses adds up, from the staff groups to the whole
    lost = sum(one["before"] - one["after"] for one in solution["organisations"])
    assert lost == pytest.approx(value["before"] - value["after"])
    for one in solution["ended"]:
        assert sum(uses for *_, uses in one["losses"]) == pytest.approx(one["lost"])
    for one in solution["organisations"]:
        assert one["after"] >= 0.75 * one["wanted"] - 0.01
    # what cannot be ended in time stays, and an independent judge agrees
    assert "lantern-point-of-care-region" in {one["slug"] for one in solution["locked"]}
    assert solution["judge"] == []
    # a provider's missing months are said, not taken for zero
    missing: Any = found.inputs["estimated"]
    assert ["tollen-estuary", "tidemark", 10] in missing
    assert ["osmere", "harbourlight", 0] in missing
    # the hash is over what is kept, and the same inputs have the same answer
    both = {"inputs": found.inputs, "solution": found.solution}
    text = json.dumps(both, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert found.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert work_out(found.inputs) == found.solution
    # asked to be solved again, or after prices have changed, it stays what it was
    assert actions.solve_cut(scenario=public_id, by=OPERATOR) == found.sha256
    # and a cut that the lines do not allow is answered too
    soon = answered(ask(share="0.9"))
    assert not soon.solution["possible"]
    assert "Cut less" in str(soon.solution["why"])


def test_prices_and_scenarios_are_for_buyers(region: None) -> None:
    reader = Actor(name="R", person="p", party="q", roles=frozenset({Role.READER}), joined=True)
    for by in (VISITOR, reader):
        with pytest.raises(NotAllowedError):
            queries.lines(by=by, on=TODAY)
        with pytest.raises(NotAllowedError):
            ask(by)
    buyer = Actor(
        name="B", person="p", party="q", roles=frozenset({Role.PROCUREMENT_LEAD}), joined=True
    )
    assert len(queries.lines(by=buyer, on=TODAY)) == 27
    # somebody whose party has not joined sees nothing of what the parties share
    outside = Actor(name="O", party="z", roles=frozenset({Role.PROCUREMENT_LEAD}))
    assert queries.lines(by=outside, on=TODAY) == []
    with pytest.raises(WrongFactError, match="Nothing is being paid for"):
        ask(outside)
    with pytest.raises(WrongFactError, match="still to come"):
        ask(end_by=TODAY)


def test_costs_and_duplicates_of_the_region(region: None) -> None:
    period = queries.latest_year()
    assert period == ("2025-01", "2025-12")
    costs = queries.costs(by=OPERATOR, on=TODAY, since=period[0], until=period[1])
    by_slug = {one.line.offer.slug: one for one in costs}
    core = by_slug["tidemark-medical-core-region"]
    assert (core.months_counted, core.months_paid) == (94, 96)  # two months were not ready
    assert core.per_use == Decimal(96000) * 94 / 96 / core.uses
    midwifery = by_slug["harbour-midwifery-journals-osmere"]
    assert (midwifery.months_counted, midwifery.per_use) == (0, None)  # only partial figures
    twice = {one.product: one for one in queries.duplicate_purchases(by=OPERATOR, on=TODAY)}
    estuary = twice["Estuary Nursing Journals"]
    assert [estuary.paid, estuary.saving] == [Decimal(58500), Decimal(58500 - 38900)]
    assert twice["Saltway Surgery Journals"].saving == 0


def test_a_report_is_restated_and_a_wrong_one_changes_nothing(region: None, tmp_path: Path) -> None:
    report = world.CONTENT / "demo" / "investment" / "usage" / "saltmarl.farthing.tr_j1.tsv"
    before = queries.completeness(by=OPERATOR, since="2025-01", until="2025-12")
    again = actions.load_usage(
        file=report, organisation="saltmarl", platform="farthing", by=OPERATOR
    )
    assert again.kept
    broken = tmp_path / "broken.tsv"
    broken.write_text(report.read_text(encoding="utf-8")[:900], encoding="utf-8")
    refused = actions.load_usage(
        file=broken, organisation="saltmarl", platform="farthing", by=OPERATOR
    )
    assert not refused.check.passes
    assert queries.completeness(by=OPERATOR, since="2025-01", until="2025-12") == before
    with pytest.raises(actions.UnknownOrganisationError, match="nowhere"):
        actions.load_usage(file=report, organisation="nowhere", platform="farthing", by=OPERATOR)


def test_every_group_of_staff_keeps_its_floor_when_that_is_asked(region: None) -> None:
    public_id = actions.ask_cut(
        name="With groups",
        share=Decimal("0.2"),
        end_by=date(2027, 7, 1),
        floor=Decimal("0.9"),
        every_group=True,
        by=OPERATOR,
        today=TODAY,
    )
    found = answered(public_id)
    solution: Mapping[str, Any] = found.solution
    assert solution["possible"], solution.get("why")
    assert solution["judge"] == []
    groups = solution["groups"]
    assert {one["group"] for one in groups} >= {"Medical", "Nursing and midwifery"}
    for one in groups:
        assert one["after"] >= 0.9 * one["before"] - 0.01, one
    # the groups of an organisation make together what the organisation has
    for one in solution["organisations"]:
        parts = [part for part in groups if part["slug"] == one["slug"]]
        assert sum(part["before"] for part in parts) == pytest.approx(one["before"])
        assert sum(part["after"] for part in parts) == pytest.approx(one["after"])
    # it binds: without it some group falls lower
    plain = work_out(
        {**found.inputs, "question": {**found.inputs["question"], "every_group": False}}
    )
    assert plain["value"]["after"] >= solution["value"]["after"] - 0.01
    lowest = min(one["after"] / one["before"] for one in plain["groups"] if one["before"])
    assert lowest < 0.9


def test_what_the_solver_says_is_told_in_plain_words() -> None:
    waiting = "9 organisations, 40 items, 12 offers, 300 pairs wanted"
    plain = "Comparing the choices: 9 organisations, 40 items, 12 offers."
    assert in_plain_words(waiting) == plain
    told = in_plain_words("62 leaves: best 149,732.0, at most 149,738.1, gap 0.004%")
    assert told == "The best choice so far is within 0.004 % of the best that is possible."
    assert in_plain_words("root: best none, at most 1.0, gap inf%").startswith("No choice")
