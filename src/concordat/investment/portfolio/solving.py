"""Solve a problem's folder into a solution's folder. The best found is written whenever it ends."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from concordat.investment.portfolio import exact
from concordat.investment.portfolio.certificate import write_certificate
from concordat.investment.portfolio.choice import Choice, chosen
from concordat.investment.portfolio.classes import Classes, classes_of
from concordat.investment.portfolio.decompose import DECIDABLE, Progress, Search, search
from concordat.investment.portfolio.explain import explain
from concordat.investment.portfolio.greedy import greedy, meet_floors, singles
from concordat.investment.portfolio.problem import Problem, read_problem, unknown_settings
from concordat.investment.portfolio.rounding import complete

#: Seconds of work that writing one multiplier takes, and explaining one link of offer and class;
#: about a third more than was measured.
WRITING, EXPLAINING = 1e-6, 5e-7
#: Seconds from which on the clock and the work done tell how busy the machine is.
_TELLING = 0.5


class InfeasibleError(Exception):
    """No choice keeps the budget and the floors; `message` says what is short.

    `least` is what the cheapest choice found costs, where one was found.
    """

    def __init__(self, message: str, least: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.least = least


def solve(
    folder: Path,
    out: Path,
    *,
    over: Callable[[], bool] = lambda: False,
    progress: Progress = lambda _: None,
    started: float | None = None,
) -> dict[str, object]:
    """Solve, write the solution, and return its summary.

    `over` is asked often and ends the search early. Raises ProblemError or InfeasibleError, and
    then writes nothing.
    """
    began = (time.monotonic(), time.process_time())
    started = began[0] if started is None else started
    problem = read_problem(folder)
    for name in unknown_settings(folder / "settings.toml"):
        progress(f"settings.toml: {name} means nothing here and is left out; is it mistyped?")
    progress(
        f"{len(problem.organisations)} organisations, {len(problem.items)} items, "
        f"{len(problem.offers)} offers, {len(problem.uses)} pairs wanted"
    )
    classes = classes_of(problem)
    _check_reach(classes)
    seconds = problem.settings.seconds
    leaves = _most_leaves(problem)
    yardsticks = _yardsticks(classes)
    slow = _slowness(began)
    explaining = min(0.3 * seconds, (0.2 + EXPLAINING * classes.covers.nnz) * slow)
    found = search(
        classes,
        gap=problem.settings.gap,
        deadline=started + seconds - explaining,
        over=over,
        most_leaves=leaves,
        for_each_leaf=WRITING * len(problem.uses) * slow,
        progress=progress,
    )
    if found.best is None:
        raise _what_is_short(found, over)
    return _write(found, out, started, yardsticks)


def _slowness(began: tuple[float, float]) -> float:
    """Return how much longer things take than the work that is in them: others work here too."""
    clock, work = time.monotonic() - began[0], time.process_time() - began[1]
    return float(np.clip(clock / max(work, 1e-3), 1.0, 4.0)) if clock > _TELLING else 1.0


def _most_leaves(problem: Problem) -> int:
    """Return how many leaves can be written in reasonable time and space."""
    return int(np.clip(6_000_000 / max(len(problem.uses), 1), 12, 2000))


def _check_reach(classes: Classes) -> None:
    """Stop where an organisation could not have its floor even if everything were taken."""
    if not classes.has_floors:
        return
    reach = np.bincount(classes.organisation, weights=classes.uses, minlength=len(classes.floors))
    short = np.flatnonzero(reach < classes.floors * (1 - 1e-9))
    if not len(short):
        return
    problem = classes.problem
    named = [
        f"{problem.organisations[one]} ({reach[one] / problem.wanted[one]:.1%} at most)"
        for one in short[:10]
    ]
    more = f" and {len(short) - 10} more" if len(short) > 10 else ""
    raise InfeasibleError(
        f"The floor of {problem.settings.floor:.1%} cannot be reached by {len(short)} "
        f"organisations even if every offer were taken: {', '.join(named)}{more}. Lower the floor "
        "or add offers for them."
    )


def _what_is_short(found: Search, over: Callable[[], bool]) -> InfeasibleError:
    """Say by how much the cheapest choice that keeps the floors overruns the budget."""
    classes = found.classes
    cheap = complete_floors(classes)
    if classes.covers.nnz <= DECIDABLE and not over():
        better = exact.cheapest(classes, over, 20)
        if better is not None and not better.shortages().any():
            cheap = better if cheap is None or better.cost < cheap.cost else cheap
    floors = " and gives every organisation its floor" if classes.has_floors else ""
    sure = "There is no choice" if found.impossible else "No choice was found"
    if cheap is None or cheap.within_budget:
        return InfeasibleError(
            f"{sure} that keeps the budget of {classes.budget:,.2f}{floors}; allow more seconds."
        )
    over_budget = cheap.cost - classes.budget
    supply = cheap.cost - cheap.spent
    return InfeasibleError(
        f"{sure} that keeps the budget of {classes.budget:,.2f}{floors}. The cheapest found costs "
        f"{cheap.cost:,.2f} (offers {cheap.spent:,.2f}, document supply {supply:,.2f}): "
        f"{over_budget:,.2f} more. Raise the budget or lower the floor.",
        float(cheap.cost),
    )


def complete_floors(classes: Classes) -> Choice | None:
    """Return a cheap choice that meets the floors whatever it costs, where greedy finds one."""
    choice = meet_floors(complete(Choice(classes)) if classes.supply_price else Choice(classes))
    return None if choice.shortages().any() else choice


# --- writing ----------------------------------------------------------------------------------


def _write(
    found: Search, out: Path, started: float, yardsticks: dict[str, object]
) -> dict[str, object]:
    assert found.best is not None  # noqa: S101
    best = chosen(found.classes, found.best.offers())  # summed anew, without drift
    problem = found.classes.problem
    out.mkdir(parents=True, exist_ok=True)
    names = [problem.offers[offer] for offer in best.offers()]
    (out / "chosen.csv").write_text("offer\n" + "".join(f"{_cell(n)}\n" for n in names), "utf-8")
    (out / "access.csv").write_text(_access(best), "utf-8")
    write_certificate(found, out)
    explanation = json.dumps(explain(found, best), indent=1, ensure_ascii=False)
    (out / "explanation.json").write_text(explanation, "utf-8")
    summary = _summary(found, best) | yardsticks | _closed(found, best, yardsticks)
    summary["seconds"] = round(time.monotonic() - started, 3)
    (out / "summary.json").write_text(json.dumps(summary, indent=1), "utf-8")
    return summary


def _cell(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if any(mark in name for mark in ',"\r\n') else name


def _access(best: Choice) -> str:
    """Return organisation, wanted, met for every organisation, in uses."""
    problem = best.classes.problem
    classes = np.append(best.count > 0, False)  # the last stands for pairs in no class
    met = np.bincount(
        problem.pair_organisation,
        weights=problem.uses * classes[best.classes.of_pair],
        minlength=len(problem.organisations),
    )
    rows = zip(problem.organisations, problem.wanted.tolist(), met.tolist(), strict=True)
    return "organisation,wanted,met\n" + "".join(
        f"{_cell(name)},{wanted:.12g},{got:.12g}\n" for name, wanted, got in rows
    )


def _yardsticks(classes: Classes) -> dict[str, object]:
    """Return what simpler ways of choosing give. Before the search: its time is counted."""
    simple = greedy(classes)
    return {
        "greedy": simple.value,
        "greedy_feasible": simple.feasible,
        "unsub": singles(classes).value,
        "unsub_with_fill": singles(classes, and_fill=True).value,
    }


def _closed(found: Search, best: Choice, yardsticks: dict[str, object]) -> dict[str, object]:
    """Return the share of the distance from greedy to the bound that is closed; None: none is."""
    simple = float(str(yardsticks["greedy"]))
    between = found.upper_bound - simple
    worth = between > 1e-9 * (1 + found.upper_bound)
    return {"gap_closed": (best.value - simple) / between if worth else None}


def _summary(found: Search, best: Choice) -> dict[str, object]:
    classes = found.classes
    return {
        "value": best.value,
        "cost": best.cost,
        "upper_bound": found.upper_bound,
        "gap": max(found.gap, 0.0),
        "seconds": 0.0,
        "wanted_value": float(classes.problem.value.sum()),
        "wanted": classes.wanted,
        "met": best.met,
        "offers_cost": best.spent,
        "document_supply_cost": best.cost - best.spent,
        "budget": classes.budget,
        "floor": classes.problem.settings.floor,
        "leaves": len(found.nodes),
        "solver_bound": found.solver_bound,  # of HiGHS, where asked; not part of the certificate
    }
