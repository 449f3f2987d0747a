"""No choice can be better than this: the bound of one leaf of the branching, and how to lower it.

The coverage rule x <= sum of z is relaxed with multipliers mu in [0, value]. What remains is a
knapsack over the offers, each worth the mu that it covers, plus what each class is worth above
its mu. Every mu gives a bound; the best mu gives that of linear programming.

- Floors: value is raised by a multiplier of each organisation, and what the floors demand at
  those multipliers is taken off again.
- Document supply is due on what is unmet. A choice of value V leaves at least so much unmet, so
  that the offers have only the rest of the budget: the bound is found as the fixed point.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from concordat.investment.portfolio.classes import Classes, Mask
from concordat.investment.portfolio.problem import Floats, Ints


@dataclass(frozen=True, slots=True)
class Leaf:
    """One part of all choices: some offers surely taken, some surely not."""

    taken: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Bound:
    """What a leaf can reach at most, and the fractional choice that shows it."""

    value: float
    shares: Floats  # of each offer, taken ones 1
    money: float  # budget that was left for offers after document supply


class LeafBound:
    """Evaluates and lowers the bound of one leaf."""

    def __init__(self, classes: Classes, leaf: Leaf) -> None:
        self.classes, self.leaf = classes, leaf
        taken = sorted(leaf.taken)
        self.free = np.ones(classes.offers, dtype=bool)
        self.free[[*taken, *leaf.left]] = False
        self.possible = True
        for offer in taken:
            self.free[classes.mates[offer]] = False
            self.possible &= not leaf.taken.intersection(classes.mates[offer].tolist())
        self.spent = float(classes.cost[taken].sum())
        self.done: Mask = np.asarray(classes.covered_by[:, taken].sum(axis=1)).ravel() > 0
        free = np.flatnonzero(self.free)
        reached = np.asarray(classes.covered_by[:, free].sum(axis=1)).ravel() > 0
        self.open: Mask = reached & ~self.done  # worth deciding; the rest is settled
        self.reach = float(classes.uses[self.open | self.done].sum())  # uses at most met
        self.possible = self.possible and self._floors_can_be_met()
        self._by_weight = _met_at_most(classes)

    def _floors_can_be_met(self) -> bool:
        """Whether every organisation has its floor when all that is free is taken."""
        classes = self.classes
        if not classes.has_floors:
            return True
        reach = np.bincount(
            classes.organisation,
            weights=classes.uses * (self.open | self.done),
            minlength=len(classes.floors),
        )
        return bool((reach >= classes.floors * (1 - 1e-9)).all())

    def evaluate(self, mu: Floats, lift: Floats) -> Bound:
        """Return the bound for multipliers; both are arrays over classes and organisations.

        Only mu of open classes counts.
        """
        classes = self.classes
        worth = raised(classes, lift)
        mu = np.where(self.open, mu, 0.0)
        fixed = float(worth[self.done].sum()) + float((worth - mu)[self.open].sum())
        fixed -= float(lift @ classes.floors)
        gains = classes.covers @ mu
        knapsack = _Knapsack(gains, classes.cost, np.flatnonzero(self.free & (gains > 0)))
        money = classes.budget - self.spent
        money -= classes.supply_price * (classes.wanted - self.reach)
        bound = fixed + knapsack.value(money)
        for _ in range(50 if classes.supply_price else 0):
            met = min(self.reach, self._by_weight(bound))
            money = classes.budget - self.spent - classes.supply_price * (classes.wanted - met)
            lower = fixed + knapsack.value(money)
            if lower >= bound - 1e-9 * abs(bound) or money < 0:
                bound = min(bound, lower)
                break
            bound = lower
        if not self.possible or money < -1e-9 * (1 + classes.budget):
            return Bound(-np.inf, np.zeros(classes.offers), money)
        shares = knapsack.shares(money)
        shares[sorted(self.leaf.taken)] = 1.0
        return Bound(bound, shares, money)


class _Knapsack:
    """The fractional knapsack: best by the pound first, the last one in part."""

    def __init__(self, gains: Floats, cost: Floats, offers: Ints) -> None:
        price = cost[offers]
        with np.errstate(divide="ignore"):
            density = np.where(price > 0, gains[offers] / np.maximum(price, 1e-300), np.inf)
        order = np.argsort(-density, kind="stable")
        self._offers = offers[order]
        self._cost = np.concatenate(([0.0], np.cumsum(price[order])))
        self._gain = np.concatenate(([0.0], np.cumsum(gains[self._offers])))
        self._price, self._size = price[order], len(cost)

    def value(self, money: float) -> float:
        if money < 0:
            return 0.0
        return float(np.interp(money, self._cost, self._gain)) if len(self._offers) else 0.0

    def shares(self, money: float) -> Floats:
        found = np.zeros(self._size)
        left = np.maximum(money, 0.0) - self._cost[:-1]
        price = np.maximum(self._price, 1e-300)
        found[self._offers] = np.where(self._price > 0, np.clip(left / price, 0, 1), 1.0)
        return found


def _met_at_most(classes: Classes) -> Callable[[float], float]:
    """Return the function that says how many uses a value can stand for at most."""
    with np.errstate(divide="ignore"):
        weight = np.where(classes.uses > 0, classes.value / classes.uses, np.inf)
    order = np.argsort(weight, kind="stable")
    values = np.concatenate(([0.0], np.cumsum(classes.value[order])))
    uses = np.concatenate(([0.0], np.cumsum(classes.uses[order])))
    free = float(classes.uses[weight <= 0].sum())
    return lambda value: max(free, float(np.interp(value, values, uses)))


def raised(classes: Classes, lift: Floats) -> Floats:
    """Return the value of the classes with the multipliers of the floors."""
    if not classes.has_floors:
        return classes.value
    return classes.value + lift[classes.organisation] * classes.uses


def lower(
    bound: LeafBound,
    mu: Floats,
    lift: Floats,
    *,
    target: float,
    rounds: int,
    over: Callable[[], bool],
    move_lift: bool = False,
) -> tuple[Bound, Floats, Floats, Floats]:
    """Lower a bound by subgradient steps. Return it, its mu and lift, and averaged shares.

    Steps are Polyak's towards the best value known, scaled by what each class is worth; the
    shares are averaged over the steps, which nears the solution of the linear programme.
    """
    classes = bound.classes
    best = bound.evaluate(mu, lift)
    best_mu, best_lift, average = mu, lift, best.shares
    theta, stale, before = 1.0, 0, best.value
    now, direction = best, np.zeros_like(mu)
    for turn in range(rounds):
        if over() or best.value <= target or not np.isfinite(best.value):
            break
        if turn % 60 == 59:
            if before - best.value < 0.02 * (best.value - target):
                break  # what is left is not worth the time; branching does more
            before = best.value
        worth = raised(classes, lift)
        slope = np.where(bound.open, classes.covered_by @ now.shares - 1.0, 0.0)
        slope[(slope < 0) & (mu >= worth)] = 0.0
        slope[(slope > 0) & (mu <= 0)] = 0.0
        direction = slope if turn == 0 else 0.6 * slope + 0.4 * direction
        size = float((worth * direction**2).sum())
        if size <= 1e-12:
            break
        step = theta * max(now.value - target, 1e-6 * abs(now.value)) / size
        if move_lift:
            lift = _move_lift(bound, mu, lift, now, step)
            mu = mu * (raised(classes, lift) / np.maximum(worth, 1e-300))
            worth = raised(classes, lift)
        mu = np.clip(mu - step * worth * direction, 0.0, worth)
        now = bound.evaluate(mu, lift)
        average = 0.9 * average + 0.1 * now.shares
        stale += 1
        if now.value < best.value - 1e-7 * abs(best.value):
            best, best_mu, best_lift, stale = now, mu, lift, 0
        elif stale >= 12:
            theta, stale = theta * 0.6, 0
            mu, lift, now = best_mu, best_lift, best
            if theta < 1e-3:
                break
    return best, best_mu, best_lift, average


def _move_lift(bound: LeafBound, mu: Floats, lift: Floats, now: Bound, step: float) -> Floats:
    """Move the multipliers of the floors against what organisations have beyond them."""
    classes = bound.classes
    worth = raised(classes, lift)
    partly = np.minimum(1.0, classes.covered_by @ now.shares)
    met = np.where(bound.done | (bound.open & (mu < worth * (1 - 1e-9))), 1.0, 0.0)
    met = np.where(bound.open & (mu >= worth * (1 - 1e-9)), partly, met)
    reached = np.bincount(
        classes.organisation, weights=classes.uses * met, minlength=len(classes.floors)
    )
    over = (reached - classes.floors) / np.maximum(classes.floors, 1e-300)
    moved: Floats = np.maximum(0.0, lift - 0.3 * np.clip(step, 0, 1) * np.clip(over, -1, 1))
    return moved
