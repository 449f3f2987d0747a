"""HiGHS: the whole problem where it is small enough to be proved, and its linear relaxation.

The one place that knows the solver.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np

from concordat.investment.portfolio.bounds import Leaf, LeafBound, raised
from concordat.investment.portfolio.choice import Choice, chosen
from concordat.investment.portfolio.classes import Classes
from concordat.investment.portfolio.problem import Floats


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The solution of a leaf's linear relaxation, its duals scaled as the certificate wants."""

    shares: Floats  # of the offers
    mu: Floats  # of the classes
    lift: Floats  # of the organisations


@dataclass(frozen=True, slots=True)
class Proof:
    """What HiGHS found: a choice or none, what is possible at most, and whether that is proved."""

    offers: list[int] | None
    bound: float
    optimal: bool
    infeasible: bool


def relax(
    classes: Classes, leaf: LeafBound, over: Callable[[], bool], seconds: float
) -> Relaxation | None:
    """Solve the linear relaxation of a leaf; None where it was not solved in time."""
    model = _model(classes, leaf.leaf, whole=False)
    solver = _run(model, over, seconds, gap=0.0)
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = solver.getSolution()
    offers, number = classes.offers, len(classes.uses)
    duals = np.abs(np.array(solution.row_dual))
    # A pound of budget saves document supply too; see `bounds` for the form without that price.
    scale = 1.0 / (1.0 + duals[number] * classes.supply_price)
    lift = np.zeros(len(classes.floors))
    if classes.has_floors:
        lift = duals[number + 1 : number + 1 + len(classes.floors)] * scale
    shares = np.clip(np.array(solution.col_value[:offers]), 0, 1)
    mu = np.minimum(duals[:number] * scale, raised(classes, lift))  # above it at x = 0 only
    return Relaxation(shares, mu, lift)


def prove(
    classes: Classes,
    over: Callable[[], bool],
    seconds: float,
    *,
    gap: float,
    start: Choice | None = None,
    cheapest: bool = False,
) -> Proof:
    """Solve the whole problem, for most value or (`cheapest`) for least cost to meet the floors."""
    model = _model(classes, Leaf(), whole=True, cheapest=cheapest)
    solver = _run(model, over, seconds, gap=gap, start=start)
    status = solver.getModelStatus()
    information = solver.getInfo()
    infeasible = status == highspy.HighsModelStatus.kInfeasible
    offers: list[int] | None = None
    if information.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        values = np.array(solver.getSolution().col_value[: classes.offers])
        offers = [int(one) for one in np.flatnonzero(values > 0.5)]
    return Proof(
        offers=offers,
        bound=float(information.mip_dual_bound),
        optimal=status == highspy.HighsModelStatus.kOptimal,
        infeasible=infeasible,
    )


def cheapest(classes: Classes, over: Callable[[], bool], seconds: float) -> Choice | None:
    """Return the choice that meets the floors at the least total cost, where found in time."""
    found = prove(classes, over, seconds, gap=1e-6, cheapest=True)
    return None if found.offers is None else chosen(classes, found.offers)


def _run(
    model: highspy.HighsLp,
    over: Callable[[], bool],
    seconds: float,
    *,
    gap: float,
    start: Choice | None = None,
) -> highspy.Highs:
    """Run HiGHS beside us, so that a signal or the end of time can stop it."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", max(seconds, 0.01))
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    if start is not None:
        solver.setSolution(
            start.classes.offers,
            np.arange(start.classes.offers, dtype=np.int32),
            start.taken.astype(np.float64),
        )
    solver.HandleUserInterrupt = True
    work = threading.Thread(target=solver.run, daemon=True)
    work.start()
    while work.is_alive():
        work.join(0.05)
        if over():
            solver.cancelSolve()  # type: ignore[no-untyped-call]
            work.join(5)
            break
    return solver


def _model(classes: Classes, leaf: Leaf, *, whole: bool, cheapest: bool = False) -> highspy.HighsLp:
    """Variables: offers, then classes. Rows: coverage, cost, floors, exclusive groups."""
    offers, number = classes.offers, len(classes.uses)
    rows, columns, values = _coverage(classes)
    lower = [np.full(number, -np.inf)]
    upper = [np.zeros(number)]
    row = number
    # Cost: offers + supply of all that is wanted - supply of what is met.
    rows.append(np.full(offers + number, row))
    columns.append(np.arange(offers + number))
    values.append(np.concatenate([classes.cost, -classes.supply_price * classes.uses]))
    money = np.inf if cheapest else classes.budget - classes.supply_price * classes.wanted
    lower.append(np.array([-np.inf]))
    upper.append(np.array([money]))
    row += 1
    if classes.has_floors:
        rows.append(row + classes.organisation)
        columns.append(offers + np.arange(number))
        values.append(classes.uses)
        lower.append(classes.floors)
        upper.append(np.full(len(classes.floors), np.inf))
        row += len(classes.floors)
    for members in _groups(classes):
        rows.append(np.full(len(members), row))
        columns.append(np.array(members))
        values.append(np.ones(len(members)))
        lower.append(np.array([-np.inf]))
        upper.append(np.array([1.0]))
        row += 1
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = offers + number, row
    if cheapest:
        model.col_cost_ = np.concatenate([classes.cost, -classes.supply_price * classes.uses])
    else:
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.concatenate([np.zeros(offers), classes.value])
    low, high = np.zeros(offers + number), np.ones(offers + number)
    low[sorted(leaf.taken)] = 1.0
    high[sorted(leaf.left)] = 0.0
    model.col_lower_, model.col_upper_ = low, high
    model.row_lower_, model.row_upper_ = np.concatenate(lower), np.concatenate(upper)
    _fill_matrix(model, np.concatenate(rows), np.concatenate(columns), np.concatenate(values))
    if whole:
        integer, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        model.integrality_ = [integer] * offers + [real] * number
    return model


def _coverage(
    classes: Classes,
) -> tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]:
    """x of a class <= sum of its offers."""
    offers, number = classes.offers, len(classes.uses)
    links = classes.covered_by.tocoo()
    rows = [np.arange(number), links.coords[0]]
    columns = [offers + np.arange(number), links.coords[1]]
    values = [np.ones(number), -np.ones(links.nnz)]
    return rows, columns, values


def _groups(classes: Classes) -> list[list[int]]:
    found = {
        tuple(sorted([offer, *mates.tolist()]))
        for offer, mates in enumerate(classes.mates)
        if len(mates)
    }
    return [list(members) for members in sorted(found)]


def _fill_matrix(
    model: highspy.HighsLp,
    rows: np.ndarray,
    columns: np.ndarray,
    values: np.ndarray,
) -> None:
    order = np.lexsort((columns, rows))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_, model.a_matrix_.num_row_ = model.num_col_, model.num_row_
    model.a_matrix_.start_ = np.searchsorted(rows[order], np.arange(model.num_row_ + 1)).astype(
        np.int32
    )
    model.a_matrix_.index_ = columns[order].astype(np.int32)
    model.a_matrix_.value_ = values[order].astype(np.float64)
