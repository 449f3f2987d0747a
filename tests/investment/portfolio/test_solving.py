"""Every small problem is solved as trying all choices would, and every solution is proved."""

import csv
import itertools
import json
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.investment.portfolio import checking, decompose, exact
from concordat.investment.portfolio.bounds import Leaf, LeafBound
from concordat.investment.portfolio.choice import chosen
from concordat.investment.portfolio.classes import Classes, classes_of
from concordat.investment.portfolio.problem import read_problem
from concordat.investment.portfolio.solving import InfeasibleError, solve
from tests.investment.portfolio import made

ORGANISATIONS, ITEMS = ["A", "B", "C"], ["p", "q", "r", "s"]
Problem = dict[str, object]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Problems of a size where all choices can be tried."""
    pairs = st.tuples(st.sampled_from(ORGANISATIONS), st.sampled_from(ITEMS))
    weighted = draw(st.booleans())
    wanted = draw(st.dictionaries(pairs, st.integers(0, 20), min_size=1, max_size=10))
    weight = st.sampled_from([0, 1, 2.5])
    demand = [(*pair, uses, *([draw(weight)] if weighted else [])) for pair, uses in wanted.items()]
    offers = draw(
        st.lists(
            st.tuples(
                st.integers(0, 30).map(float),
                st.lists(st.sampled_from(ORGANISATIONS), unique=True, max_size=3),
                st.lists(st.sampled_from(ITEMS), unique=True, max_size=4),
                st.sampled_from(["", "", "g", "h"]),
            ),
            min_size=1,
            max_size=6,
        )
    )
    return {
        "demand": demand,
        "offers": offers,
        "weighted": weighted,
        "settings": {
            "budget": draw(st.integers(0, 80)),
            "floor": draw(st.sampled_from([0, 0, 0.3, 0.7])),
            "document_supply_cost": draw(st.sampled_from([0, 0, 4])),
            "document_supply_share": draw(st.sampled_from([0.1, 0.5])),
            "gap": 0,
            "seconds": 20,
        },
    }


def best_of_all(problem: Problem) -> float | None:
    """The oracle: the value of the best choice, by trying every one; None if none is allowed."""
    rules, offers = problem["settings"], problem["offers"]
    demand = {(row[0], row[1]): (row[2], row[2] * (row[3] if len(row) > 3 else 1))
              for row in problem["demand"]}  # type: ignore[attr-defined]  # fmt: skip
    best = None
    for number in range(len(offers) + 1):  # type: ignore[arg-type]
        for taken in itertools.combinations(offers, number):  # type: ignore[call-overload]
            groups = [one[3] for one in taken if one[3]]
            met = {(o, i) for one in taken for o in one[1] for i in one[2]} & demand.keys()
            unmet = sum(uses for pair, (uses, _) in demand.items() if pair not in met)
            price = rules["document_supply_cost"] * rules["document_supply_share"]  # type: ignore[index]
            cost = sum(one[0] for one in taken) + price * unmet
            floors = all(
                sum(demand[pair][0] for pair in met if pair[0] == o)
                >= rules["floor"] * sum(d[0] for pair, d in demand.items() if pair[0] == o) - 1e-9  # type: ignore[index]
                for o in ORGANISATIONS
            )
            if len(groups) == len(set(groups)) and cost <= rules["budget"] + 1e-9 and floors:  # type: ignore[index]
                best = max(best or 0.0, sum(demand[pair][1] for pair in met))
    return best


@settings(max_examples=120, deadline=None)
@given(problems())
def test_the_best_of_all_choices_is_found_and_proved(problem: Problem) -> None:
    best = best_of_all(problem)
    with tempfile.TemporaryDirectory() as name:
        folder = made.write(Path(name) / "problem", **problem)  # type: ignore[arg-type]
        out = Path(name) / "solution"
        if best is None:
            with pytest.raises(InfeasibleError) as caught:
                solve(folder, out)
            assert caught.value.message
            assert not out.exists()
            return
        summary = solve(folder, out)
        assert summary["value"] == pytest.approx(best)
        assert summary["upper_bound"] == pytest.approx(best, rel=1e-6, abs=1e-6)
        wrong, _ = checking.check(folder, out)
        assert wrong == []


@settings(max_examples=60, deadline=None)
@given(problems(), st.data())
def test_every_bound_is_a_bound_whatever_the_multipliers(
    problem: Problem, data: st.DataObject
) -> None:
    best = best_of_all(problem)
    with tempfile.TemporaryDirectory() as name:
        folder = made.write(Path(name) / "problem", **problem)  # type: ignore[arg-type]
        classes = classes_of(read_problem(folder))
    if best is None:
        return
    share = data.draw(st.floats(0, 1))
    lift = classes.floors * data.draw(st.floats(0, 0.2))
    worth = classes.value + (lift[classes.organisation] * classes.uses if classes.has_floors else 0)
    bound = LeafBound(classes, Leaf()).evaluate(worth * share, lift).value
    assert bound >= best - 1e-6


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.region(
        tmp_path_factory.mktemp("region"),
        organisations=14,
        titles=60,
        offers=50,
        budget=0.35,
        settings={"gap": 0.002, "seconds": 30},
    )


def test_a_region_is_better_than_greedy_and_agrees_with_highs(region: Path, tmp_path: Path) -> None:
    summary = solve(region, tmp_path / "s")
    assert float(str(summary["gap"])) <= 0.002
    assert float(str(summary["value"])) >= float(str(summary["greedy"]))
    classes = classes_of(read_problem(region))
    proof = exact.prove(classes, lambda: False, 30, gap=1e-6)
    assert proof.optimal
    assert proof.offers is not None
    exactly = chosen(classes, proof.offers).value
    assert float(str(summary["value"])) <= exactly * (1 + 1e-9)
    assert exactly <= float(str(summary["upper_bound"])) * (1 + 1e-9)
    assert checking.check(region, tmp_path / "s")[0] == []


def test_subgradient_and_linear_programme_agree(
    region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way of large problems reaches the bound that linear programming gives small ones."""

    def root(classes: Classes) -> float:
        return decompose.search(
            classes, gap=0, deadline=time.monotonic() + 30, over=lambda: False, most_leaves=1
        ).upper_bound

    classes = classes_of(read_problem(region))
    programmed = root(classes)
    monkeypatch.setattr(decompose, "SMALL", 0)
    assert root(classes) == pytest.approx(programmed, rel=2e-3)
    summary = solve(region, tmp_path / "s")
    assert checking.check(region, tmp_path / "s")[0] == []
    assert float(str(summary["gap"])) < 0.02


@pytest.mark.parametrize("spoil", ["value", "upper_bound", "greedy", "mu", "leaf", "chosen"])
def test_the_judge_finds_what_is_false(region: Path, tmp_path: Path, spoil: str) -> None:
    out = tmp_path / "s"
    solve(region, out)
    summary = json.loads((out / "summary.json").read_text())
    if spoil in summary:
        summary[spoil] *= 0.9
        (out / "summary.json").write_text(json.dumps(summary))
    elif spoil == "mu":
        path = out / "mu_0.csv"
        lines = path.read_text().splitlines()
        path.write_text("\n".join(lines[: len(lines) // 4]))
    elif spoil == "chosen":
        path = out / "chosen.csv"
        path.write_text("\n".join(path.read_text().splitlines()[:-1]))
    else:
        leaves = json.loads((out / "leaves.json").read_text())["leaves"]
        (out / "leaves.json").write_text(json.dumps({"leaves": leaves[1:]}))
    try:
        wrong, _ = checking.check(region, out)
    except ValueError as error:
        wrong = [str(error)]
    assert wrong


def test_it_stops_when_told_and_writes_the_best_so_far(region: Path, tmp_path: Path) -> None:
    summary = solve(region, tmp_path / "s", over=lambda: True)
    assert float(str(summary["value"])) > 0
    assert checking.check(region, tmp_path / "s")[0] == []


def test_the_solution_has_the_agreed_form_and_reasons(region: Path, tmp_path: Path) -> None:
    solve(region, tmp_path / "s")
    with (tmp_path / "s" / "access.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == ["organisation", "wanted", "met"]
    assert all(0 <= float(row["met"]) <= float(row["wanted"]) for row in rows)
    reasons = json.loads((tmp_path / "s" / "explanation.json").read_text())
    problem = read_problem(region)
    named = [one["offer"] for one in reasons["taken"] + reasons["left_out"]]
    assert sorted(named) == sorted(problem.offers)
    assert all(one["why"] for one in reasons["left_out"])
    for one in reasons["left_out"]:
        assert one["would_pay_at"] is None or one["would_pay_at"] <= one["cost"]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"budget": 10, "floor": 0.9}, ["floor", "90.0%", "B"]),
        (
            {"budget": 5, "floor": 0.5},
            ["budget of 5.00", "The cheapest found costs 20.00", "15.00"],
        ),
        (
            {"budget": 1, "document_supply_cost": 10, "document_supply_share": 0.5},
            ["document supply", "Raise the budget"],
        ),
    ],
)
def test_what_is_short_is_said(tmp_path: Path, rules: dict[str, float], said: list[str]) -> None:
    folder = made.write(
        tmp_path / "p",
        demand=[("A", "p", 10), ("B", "p", 6), ("B", "q", 4)],
        offers=[(20.0, ["A", "B"], ["p"], "")],
        settings=rules,
    )
    with pytest.raises(InfeasibleError) as caught:
        solve(folder, tmp_path / "s")
    for part in said:
        assert part in caught.value.message
