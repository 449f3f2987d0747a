"""A choice of offers being made: what it covers, costs and still lacks."""

import numpy as np

from concordat.investment.portfolio.classes import Classes, Mask
from concordat.investment.portfolio.problem import Floats, Ints

#: Money and uses are compared with this much tolerance, relative to their size.
TINY = 1e-9


class Choice:
    """Chosen offers with their coverage kept up to date."""

    __slots__ = ("classes", "count", "met", "spent", "taken", "value")

    def __init__(self, classes: Classes) -> None:
        self.classes = classes
        self.taken: Mask = np.zeros(classes.offers, dtype=bool)
        self.count = np.zeros(len(classes.uses), dtype=np.int32)  # chosen offers over each class
        self.value, self.met, self.spent = 0.0, 0.0, 0.0

    def copy(self) -> "Choice":
        other = Choice(self.classes)
        other.taken, other.count = self.taken.copy(), self.count.copy()
        other.value, other.met, other.spent = self.value, self.met, self.spent
        return other

    def over(self, offer: int) -> Ints:
        """Return the classes that an offer covers."""
        covers = self.classes.covers
        found: Ints = covers.indices[covers.indptr[offer] : covers.indptr[offer + 1]]
        return found

    def take(self, offer: int) -> None:
        mine = self.over(offer)
        fresh = mine[self.count[mine] == 0]
        self.count[mine] += 1
        self.taken[offer] = True
        self.value += float(self.classes.value[fresh].sum())
        self.met += float(self.classes.uses[fresh].sum())
        self.spent += float(self.classes.cost[offer])

    def drop(self, offer: int) -> None:
        mine = self.over(offer)
        self.count[mine] -= 1
        lost = mine[self.count[mine] == 0]
        self.taken[offer] = False
        self.value -= float(self.classes.value[lost].sum())
        self.met -= float(self.classes.uses[lost].sum())
        self.spent -= float(self.classes.cost[offer])

    def gain(self, offer: int) -> tuple[float, float]:
        """Return value and uses that taking an offer would add."""
        mine = self.over(offer)
        fresh = mine[self.count[mine] == 0]
        return float(self.classes.value[fresh].sum()), float(self.classes.uses[fresh].sum())

    def worst_first(self) -> list[int]:
        """Return the taken offers, those that bring least for a pound first."""
        cost = self.classes.cost

        def ratio(offer: int) -> float:
            return self.loss(offer) / max(float(cost[offer]), 1e-9)

        return sorted(self.offers(), key=ratio)

    def loss(self, offer: int) -> float:
        """Return the value that only this chosen offer brings."""
        mine = self.over(offer)
        return float(self.classes.value[mine[self.count[mine] == 1]].sum())

    def gains(self) -> Floats:
        """Return the value that each offer would add."""
        found: Floats = self.classes.covers @ (self.classes.value * (self.count == 0))
        return found

    @property
    def cost(self) -> float:
        """Offers and document supply of what is unmet."""
        return self.spent + self.classes.supply_price * (self.classes.wanted - self.met)

    def cost_with(self, offer: int, uses: float) -> float:
        return self.cost + float(self.classes.cost[offer]) - self.classes.supply_price * uses

    def fits(self, offer: int, uses: float) -> bool:
        """Whether an offer may be added: within budget, or cheaper than doing without it."""
        after = self.cost_with(offer, uses)
        return after <= self.limit or after < self.cost

    def allows(self, offer: int) -> bool:
        """Whether none of its exclusive group is taken."""
        mates = self.classes.mates[offer]
        return not len(mates) or not self.taken[mates].any()

    @property
    def limit(self) -> float:
        return self.classes.budget * (1 + TINY) + TINY

    def shortages(self) -> Floats:
        """Return the uses that each organisation lacks to its floor."""
        if not self.classes.has_floors:
            return np.zeros(len(self.classes.floors))
        met = np.bincount(
            self.classes.organisation,
            weights=self.classes.uses * (self.count > 0),
            minlength=len(self.classes.floors),
        )
        short = self.classes.floors - met
        return np.where(short > TINY * (1 + self.classes.floors), short, 0.0)

    @property
    def within_budget(self) -> bool:
        return self.cost <= self.limit

    @property
    def feasible(self) -> bool:
        return self.within_budget and not self.shortages().any()

    def offers(self) -> list[int]:
        return [int(one) for one in np.flatnonzero(self.taken)]


def chosen(classes: Classes, offers: list[int]) -> Choice:
    """Return the choice of these offers."""
    choice = Choice(classes)
    for offer in offers:
        choice.take(offer)
    return choice
