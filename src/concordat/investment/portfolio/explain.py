"""Why is this offer in and that one out? What each brings, displaces, and who gains or loses."""

import numpy as np

from concordat.investment.portfolio.bounds import LeafBound
from concordat.investment.portfolio.choice import Choice
from concordat.investment.portfolio.classes import Classes
from concordat.investment.portfolio.decompose import Search
from concordat.investment.portfolio.problem import Floats

#: Organisations named for an offer; those with most at stake.
NAMED = 10


def explain(found: Search, best: Choice) -> dict[str, object]:
    """Return, ready for JSON, the binding constraints and a reason for each offer.

    Taken: `brings` is the value lost without it, `uses_only_here` by organisation who would lose
    it, `shares_with` the other taken offers that cover most of the same. Left out: `would_add`,
    `who_would_gain`, what stands against it, and the price at which it would begin to pay.
    """
    worth = _value_of_a_pound(found)
    shared = _shared_uses(best.classes)
    offers = found.classes.problem.offers
    return {
        "binding": _binding(found, best),
        "value_of_another_pound": worth,
        "taken": [_taken(best, offer, shared) for offer in best.offers()],
        "left_out": [
            _left_out(best, offer, worth, shared)
            for offer in range(len(offers))
            if not best.taken[offer]
        ],
    }


def _value_of_a_pound(found: Search) -> float:
    """Return the value that one more pound would bring at the margin of the relaxation."""
    node = max(found.nodes, key=lambda one: one.bound)
    leaf = LeafBound(found.classes, node.leaf)
    shown = leaf.evaluate(node.mu, found.lift)
    mu = np.where(leaf.open, node.mu, 0.0)
    gains, cost = found.classes.covers @ mu, found.classes.cost
    partly = leaf.free & (shown.shares > 1e-6) & (shown.shares < 1 - 1e-6) & (cost > 0)
    if partly.any():
        return float((gains[partly] / cost[partly]).max())
    out = leaf.free & (shown.shares <= 1e-6) & (cost > 0) & (cost <= shown.money)
    return float((gains[out] / cost[out]).max()) if out.any() else 0.0


def _binding(found: Search, best: Choice) -> dict[str, object]:
    classes = found.classes
    problem = classes.problem
    tight = np.flatnonzero(found.lift > 1e-9)
    return {
        "budget_left": classes.budget - best.cost,
        "floors": [
            {"organisation": problem.organisations[one], "multiplier": float(found.lift[one])}
            for one in tight[np.argsort(-found.lift[tight])][:NAMED]
        ],
        "exclusive_groups": sorted(
            {problem.groups[offer] for offer in best.offers() if problem.groups[offer]}
        ),
    }


def _taken(best: Choice, offer: int, shared: Floats) -> dict[str, object]:
    classes = best.classes
    problem = classes.problem
    mine = best.over(offer)
    alone = mine[best.count[mine] == 1]
    uses = float(classes.uses[alone].sum())
    cost = float(classes.cost[offer])
    return {
        "offer": problem.offers[offer],
        "cost": cost,
        "brings": float(classes.value[alone].sum()),
        "uses_only_here": uses,
        "uses_in_all": float(classes.uses[mine].sum()),
        "pounds_per_use_only_here": cost / uses if uses else None,
        "who_would_lose": _who(best, offer, counted=1),
        "shares_with": _rivals(best, offer, shared),
        "instead_of": _instead_of(best, offer, shared),
    }


def _left_out(best: Choice, offer: int, worth: float, shared: Floats) -> dict[str, object]:
    classes = best.classes
    problem = classes.problem
    value, uses = best.gain(offer)
    cost = float(classes.cost[offer])
    rivals = [int(k) for k in classes.mates[offer] if best.taken[k]]
    if rivals:
        why = f"{problem.offers[rivals[0]]} of the same exclusive group is taken"
    elif value <= 0:
        why = "everything that it holds is covered by offers taken"
    elif not best.fits(offer, uses):
        why = "the budget is spent on offers that bring more for a pound"
    else:
        why = "left out within the gap that was allowed"
    price = value / worth + classes.supply_price * uses if worth > 0 else None
    return {
        "offer": problem.offers[offer],
        "cost": cost,
        "would_add": value,
        "uses_added": uses,
        "why": why,
        "would_pay_at": min(price, cost) if price is not None else None,
        "who_would_gain": _who(best, offer, counted=0),
        "covered_by": _rivals(best, offer, shared),
    }


def _who(best: Choice, offer: int, *, counted: int) -> list[dict[str, object]]:
    """Return who has most uses in what an offer covers and exactly so many taken ones do."""
    classes = best.classes
    problem = classes.problem
    count = np.append(best.count, -1)
    start, end = problem.covers.indptr[offer], problem.covers.indptr[offer + 1]
    pairs = problem.covers.indices[start:end]
    pairs = pairs[count[classes.of_pair[pairs]] == counted]
    uses = np.bincount(
        problem.pair_organisation[pairs],
        weights=problem.uses[pairs],
        minlength=len(problem.organisations),
    )
    top = np.argsort(-uses, kind="stable")[:NAMED]
    return [
        {"organisation": problem.organisations[one], "uses": float(uses[one])}
        for one in top
        if uses[one] > 0
    ]


def _shared_uses(classes: Classes) -> Floats:
    """Return offers x offers: the uses that both cover."""
    weighted = classes.covers.copy()
    weighted.data = classes.uses[weighted.indices]
    found: Floats = (weighted @ classes.covered_by).toarray()
    np.fill_diagonal(found, 0.0)
    return found


def _rivals(best: Choice, offer: int, shared: Floats) -> list[dict[str, object]]:
    """Return the taken offers that cover most uses of what this one does."""
    mine = shared[offer] * best.taken
    top = np.argsort(-mine, kind="stable")[:3]
    return [
        {"offer": best.classes.problem.offers[one], "uses": float(mine[one])}
        for one in top
        if mine[one] > 0
    ]


def _instead_of(best: Choice, offer: int, shared: Floats) -> list[str]:
    """Return the offers left out that it stands for: of its group, or most like it."""
    classes = best.classes
    mates = [int(k) for k in classes.mates[offer] if not best.taken[k]]
    if mates:
        return [classes.problem.offers[one] for one in mates[:3]]
    mine = np.where(best.taken, 0.0, shared[offer])
    top = np.argsort(-mine, kind="stable")[:3]
    return [classes.problem.offers[one] for one in top if mine[one] > 0]
