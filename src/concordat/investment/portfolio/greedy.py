"""The yardsticks: choosing one offer after another by what it brings for its price.

Greedy is within 1 % of the best on many problems; it is shown beside every answer, so that
nobody pays for mathematics that brings nothing.
"""

import heapq

import numpy as np

from concordat.investment.portfolio.choice import Choice
from concordat.investment.portfolio.classes import Classes, Mask
from concordat.investment.portfolio.problem import Floats


def greedy(classes: Classes) -> Choice:
    """Take whichever offer adds most value for a pound, as long as one fits; floors are ignored.

    Kinder than any tool on the market: all offers compete, what does not fit is skipped.
    """
    return fill(Choice(classes))


def fill(choice: Choice, barred: Mask | None = None) -> Choice:
    """Add to a choice, greedily, whatever still fits; ties go to the offer listed first.

    An offer is judged anew only when it comes to the top: its gain can only have shrunk.
    """
    classes = choice.classes
    gains, cost = choice.gains(), classes.cost
    open_ = ~choice.taken & (gains > 0)
    if barred is not None:
        open_ &= ~barred
    heap = [(-_ratio(gains[k], cost[k]), int(k)) for k in np.flatnonzero(open_)]
    heapq.heapify(heap)
    while heap:
        _, offer = heapq.heappop(heap)
        value, uses = choice.gain(offer)
        if value <= 0 or not choice.allows(offer):
            continue
        now = -_ratio(value, cost[offer])
        if heap and (now, offer) > heap[0]:
            heapq.heappush(heap, (now, offer))
        elif choice.fits(offer, uses):
            choice.take(offer)
    return choice


def _ratio(value: float, cost: float) -> float:
    return float(value / cost) if cost > 0 else float("inf")


def singles(classes: Classes, *, and_fill: bool = False) -> Choice:
    """Choose as Unsub does: offers of one item, in the order of net cost per paid use.

    Net cost is the price less the document supply that the offer's own use would have cost.
    The list is walked until the budget overflows; with `and_fill` what does not fit is skipped,
    which the original does not do.
    """
    choice = Choice(classes)
    problem = classes.problem
    alone = _offers_of_one_item(classes)
    uses = problem.covers @ problem.uses
    net = classes.cost - classes.supply_price * uses
    order = sorted(
        (int(k) for k in np.flatnonzero(alone & (uses > 0))), key=lambda k: (net[k] / uses[k], k)
    )
    for offer in order:
        _, fresh = choice.gain(offer)
        if not choice.allows(offer):
            continue
        if choice.fits(offer, fresh):
            choice.take(offer)
        elif not and_fill:
            break
    return choice


def _offers_of_one_item(classes: Classes) -> Mask:
    """Say which offers cover pairs of no more than one item."""
    problem = classes.problem
    found = np.zeros(classes.offers, dtype=bool)
    for offer in range(classes.offers):
        start, end = problem.covers.indptr[offer], problem.covers.indptr[offer + 1]
        items = problem.pair_item[problem.covers.indices[start:end]]
        found[offer] = len(items) > 0 and bool((items == items[0]).all())
    return found


def meet_floors(choice: Choice, barred: Mask | None = None) -> Choice:
    """Add what brings organisations nearest to their floors for a pound, until all are met.

    The result may be above the budget: the caller looks.
    """
    classes = choice.classes
    short = choice.shortages()
    cost = classes.cost
    heap: list[tuple[float, int]] = []
    if short.any():
        for offer in map(int, np.flatnonzero(~choice.taken)):
            help_ = _help(choice, offer, short)
            if help_ > 0 and (barred is None or not barred[offer]):
                heap.append((-_ratio(help_, cost[offer]), offer))
    heapq.heapify(heap)
    while heap and short.any():
        _, offer = heapq.heappop(heap)
        help_ = _help(choice, offer, short)
        if help_ <= 0 or not choice.allows(offer):
            continue
        now = -_ratio(help_, cost[offer])
        if heap and (now, offer) > heap[0]:
            heapq.heappush(heap, (now, offer))
            continue
        choice.take(offer)
        short = choice.shortages()
    return choice


def _help(choice: Choice, offer: int, short: Floats) -> float:
    """Return by how many uses an offer would bring organisations nearer to their floors."""
    mine = choice.over(offer)
    fresh = mine[choice.count[mine] == 0]
    brought = np.bincount(
        choice.classes.organisation[fresh],
        weights=choice.classes.uses[fresh],
        minlength=len(short),
    )
    return float(np.minimum(brought, short).sum())


def prune(choice: Choice) -> Choice:
    """Drop offers that bring nothing that others do not, the dearest first."""
    cost = choice.classes.cost
    for offer in sorted(choice.offers(), key=lambda k: -cost[k]):
        mine = choice.over(offer)
        if cost[offer] > 0 and not (choice.count[mine] == 1).any():
            choice.drop(offer)
    return choice
