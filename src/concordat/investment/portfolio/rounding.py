"""From fractional shares to a choice that can be bought, and from that to a better one."""

from collections.abc import Callable

import numpy as np

from concordat.investment.portfolio.bounds import Leaf
from concordat.investment.portfolio.choice import Choice
from concordat.investment.portfolio.classes import Classes
from concordat.investment.portfolio.greedy import fill, meet_floors, prune
from concordat.investment.portfolio.problem import Floats

#: From which share on an offer is taken before greedy decides about the rest.
CUTS = (0.999, 0.8, 0.5, 0.2)


def round_shares(
    classes: Classes, shares: Floats, leaf: Leaf, over: Callable[[], bool] = lambda: False
) -> list[Choice]:
    """Take the offers with large shares, what floors still need, and what then fits."""
    found: list[Choice] = []
    for cut in CUTS:
        if over():
            break
        choice = Choice(classes)
        order = sorted(np.flatnonzero(shares >= cut), key=lambda k: (-shares[k], k))
        for offer in [*sorted(leaf.taken), *(int(k) for k in order)]:
            _, uses = choice.gain(offer)
            if not choice.taken[offer] and choice.allows(offer) and choice.fits(offer, uses):
                choice.take(offer)
        found.append(complete(choice))
    return found


def complete(choice: Choice) -> Choice:
    """Meet the floors, drop what brings nothing, and fill."""
    if choice.classes.has_floors:
        meet_floors(choice)
        if not choice.within_budget:
            _cut_back(choice)
    fill(prune(choice))
    if choice.classes.supply_price:
        fill(choice)  # an offer that saves document supply may have made room for others
    return choice


def _cut_back(choice: Choice) -> None:
    """Drop what costs most for what it brings, and no floor needs, until the budget is kept."""
    for offer in choice.worst_first():
        if choice.within_budget:
            return
        choice.drop(offer)
        if choice.shortages().any():
            choice.take(offer)


def better(one: Choice | None, other: Choice) -> bool:
    """Whether the other is a feasible choice of more value, or as much for less."""
    if not other.feasible:
        return False
    if one is None or other.value > one.value * (1 + 1e-12):
        return True
    return other.value >= one.value and other.cost < one.cost - 1e-9


def improve(choice: Choice, over: Callable[[], bool], *, tries: int) -> Choice:
    """Try without each of the offers that bring least for a pound, and with what else fits.

    Keeps every exchange that gains; gives up after so many tries.
    """
    best = choice
    done = 0
    again = True
    while again and not over():
        again = False
        for offer in best.worst_first():
            if done >= tries or over():
                return best
            done += 1
            barred = np.zeros(best.classes.offers, dtype=bool)
            barred[offer] = True
            other = best.copy()
            other.drop(offer)
            if other.classes.has_floors:
                meet_floors(other, barred)
            fill(prune(other) if best.classes.has_floors else other, barred)
            if better(best, other):
                best, again = other, True
                break
    return best


def add_dear(choice: Choice, shares: Floats, over: Callable[[], bool], *, tries: int) -> Choice:
    """Try to put each left-out offer that the shares speak for in, and others out for it."""
    best = choice
    wanted = [int(k) for k in np.argsort(-shares, kind="stable") if not choice.taken[k]][:tries]
    for offer in wanted:
        if over() or shares[offer] <= 0.01:
            break
        other = best.copy()
        for mate in best.classes.mates[offer]:
            if other.taken[mate]:
                other.drop(int(mate))
        other.take(offer)
        for rival in other.worst_first():
            if other.within_budget:
                break
            if rival != offer:
                other.drop(rival)
        complete(other)
        if better(best, other):
            best = other
    return best
