"""Branch and bound over the multipliers: the best choice found, and a proof of how good it is.

At the root and in each leaf the bound of `bounds` is lowered, by linear programming where that is
small and by subgradient steps where it is not; shares are rounded to choices; the offer that is
most undecided and weighs most is branched on. Whenever it is stopped, what it has is valid.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from concordat.investment.portfolio import exact
from concordat.investment.portfolio.bounds import Bound, Leaf, LeafBound, lower, raised
from concordat.investment.portfolio.choice import Choice, chosen
from concordat.investment.portfolio.classes import Classes
from concordat.investment.portfolio.greedy import greedy
from concordat.investment.portfolio.problem import Floats
from concordat.investment.portfolio.rounding import (
    add_dear,
    better,
    complete,
    improve,
    round_shares,
)

#: Links of offers and classes up to which the linear relaxation of a leaf is solved by HiGHS.
SMALL = 60_000
#: The same, up to which HiGHS solves the whole in seconds; beyond, our branching is faster.
PROVABLE = 8_000
#: The same, up to which HiGHS is asked whether there is any choice at all.
DECIDABLE = 150_000
#: No gap is smaller than what adding up costs.
NOTHING = 1e-9
#: Share of the budget from which on an offer is lumpy enough to be branched on in large problems.
LUMPY = 0.004


@dataclass(slots=True)
class Node:
    """A leaf with the best bound known for it and the multipliers that show it."""

    leaf: Leaf
    bound: float
    mu: Floats
    shares: Floats  # of the offers in the solution of the relaxation, or near it
    closed: bool = False  # nothing left to branch on


@dataclass(slots=True)
class Search:
    """Everything found so far. `nodes` are the leaves: together they are all choices."""

    classes: Classes
    lift: Floats
    nodes: list[Node] = field(default_factory=list)
    best: Choice | None = None
    solver_bound: float | None = None  # what HiGHS proved by its own means, where it was asked
    impossible: bool = False  # proved that no choice keeps budget and floors

    @property
    def upper_bound(self) -> float:
        top = max((node.bound for node in self.nodes), default=np.inf)
        return max(top, self.best.value if self.best else -np.inf)

    @property
    def gap(self) -> float:
        """How much more than the best choice may be possible, as a fraction of its value."""
        if self.best is None:
            return float("inf")
        above = self.upper_bound - self.best.value
        return above / self.best.value if self.best.value > 0 else (1.0 if above > 1e-9 else 0.0)


Progress = Callable[[str], None]


def search(
    classes: Classes,
    *,
    gap: float,
    deadline: float,
    over: Callable[[], bool],
    most_leaves: int,
    for_each_leaf: float = 0.0,
    progress: Progress = lambda _: None,
) -> Search:
    """Search until the gap is proved, time.monotonic() reaches the deadline, or `over()`.

    The deadline comes nearer by `for_each_leaf` seconds with every leaf, as each must be written.
    """
    gap = max(gap, NOTHING)
    halfway = deadline

    def stop() -> bool:
        until = min(deadline, halfway)
        return over() or time.monotonic() >= until - for_each_leaf * len(found.nodes)

    found = Search(classes, lift=np.zeros(len(classes.floors)))
    _offer(found, greedy(classes))
    _offer(found, complete(Choice(classes)))
    small = classes.covers.nnz <= SMALL
    _root(found, small=small, stop=stop, deadline=deadline)
    progress(_told(found, "root"))
    solvable = PROVABLE if found.best else DECIDABLE
    if found.gap > gap and classes.covers.nnz <= solvable and not stop():
        _ask_highs(found, gap=gap, stop=stop, deadline=deadline)
        progress(_told(found, "HiGHS"))
    grow = Growth(gap, small, stop, deadline, most_leaves, progress)
    if not (small and found.lift.any()):
        _grow(found, grow)
        return found
    first, halfway = found, time.monotonic() + _share(deadline, 0.5)
    _grow(first, grow)
    if first.gap <= gap or first.impossible:
        return first
    found, halfway = _without_lift(first), deadline
    _grow(found, grow)
    first.best = found.best
    return first if first.upper_bound <= found.upper_bound else found


@dataclass(frozen=True, slots=True)
class Growth:
    """How far the branching is to go."""

    gap: float
    small: bool
    stop: Callable[[], bool]
    deadline: float
    most_leaves: int
    progress: Progress


def _grow(found: Search, how: Growth) -> None:
    """Branch on the leaf with the largest bound until the gap is proved or nothing helps."""
    while not found.impossible and found.gap > how.gap and not how.stop():
        node = max(found.nodes, key=_bound)
        if node.closed or len(found.nodes) >= how.most_leaves:
            return
        _branch(found, node, small=how.small, stop=how.stop, deadline=how.deadline)
        how.progress(_told(found, f"{len(found.nodes)} leaves"))


def _without_lift(found: Search) -> Search:
    """Begin a second tree without multipliers of the floors.

    One multiplier serves all leaves; far down, where floors are kept with room to spare, it holds
    the bound up. Without it a tree that is grown to its end always closes.
    """
    classes = found.classes
    other = Search(classes, lift=np.zeros(len(classes.floors)), best=found.best)
    other.solver_bound = found.solver_bound
    bound = LeafBound(classes, Leaf())
    mu = np.minimum(found.nodes[0].mu, classes.value)
    target = found.best.value if found.best else 0.0
    shown, mu, _, average = lower(
        bound, mu, other.lift, target=target, rounds=200, over=lambda: False
    )
    other.nodes = [Node(Leaf(), shown.value, mu, average)]
    return other


def _bound(node: Node) -> float:
    return node.bound


def _told(found: Search, stage: str) -> str:
    value = f"{found.best.value:,.1f}" if found.best else "none"
    return f"{stage}: best {value}, at most {found.upper_bound:,.1f}, gap {found.gap:.3%}"


def _offer(found: Search, choice: Choice) -> None:
    if better(found.best, choice):
        found.best = choice


def _root(found: Search, *, small: bool, stop: Callable[[], bool], deadline: float) -> None:
    classes = found.classes
    bound = LeafBound(classes, Leaf())
    shared = np.maximum(np.asarray(classes.covered_by.sum(axis=1)).ravel(), 1.0)
    mu = classes.value / np.sqrt(shared)
    node = Node(Leaf(), bound.evaluate(mu, found.lift).value, mu, np.zeros(classes.offers))
    found.nodes = [node]
    if small:
        relaxed = exact.relax(classes, bound, stop, _share(deadline, 0.3))
        if relaxed is not None:
            found.lift = relaxed.lift
            _settle(found, node, bound.evaluate(relaxed.mu, relaxed.lift), relaxed.mu)
            node.shares = relaxed.shares
    if not node.shares.any():
        target = found.best.value if found.best else 0.0
        shown, mu, lift, average = lower(
            bound, mu, found.lift, target=target, rounds=600, over=stop,
            move_lift=classes.has_floors,
        )  # fmt: skip
        found.lift = lift
        node.bound, node.mu, node.shares = shown.value, mu, average
    _round(found, node, stop, tries=400 if small else 60)


def _settle(found: Search, node: Node, shown: Bound, mu: Floats) -> None:
    if shown.value < node.bound:
        node.bound, node.mu, node.shares = shown.value, mu, shown.shares


def _share(deadline: float, share: float) -> float:
    return max(0.01, (deadline - time.monotonic()) * share)


def _round(found: Search, node: Node, stop: Callable[[], bool], *, tries: int) -> None:
    """Make choices from a node's shares, and better the best of them."""
    made = round_shares(found.classes, node.shares, node.leaf, stop)
    good = [one for one in made if one.feasible]
    if not good:
        return
    top = max(good, key=lambda one: one.value)
    if found.best is None or top.value > found.best.value * 0.995:
        top = improve(top, stop, tries=tries)
        top = add_dear(top, node.shares, stop, tries=tries // 4)
    _offer(found, top)


def _ask_highs(found: Search, *, gap: float, stop: Callable[[], bool], deadline: float) -> None:
    """Let HiGHS look for the best choice; what it proves is shown again by our own leaves."""
    proof = exact.prove(found.classes, stop, _share(deadline, 0.5), gap=gap / 2, start=found.best)
    found.impossible = proof.infeasible
    found.solver_bound = proof.bound if np.isfinite(proof.bound) else None
    if proof.offers is not None:
        _offer(found, chosen(found.classes, proof.offers))
        _offer(found, complete(chosen(found.classes, proof.offers)))


def _branch(
    found: Search, node: Node, *, small: bool, stop: Callable[[], bool], deadline: float
) -> None:
    """Replace a node by two: one with an offer taken, one without."""
    offer = _undecided(found, node, small=small)
    if offer is None:
        node.closed = True
        return
    found.nodes.remove(node)
    for leaf in (
        Leaf(node.leaf.taken | {offer}, node.leaf.left),
        Leaf(node.leaf.taken, node.leaf.left | {offer}),
    ):
        found.nodes.append(_child(found, node, leaf, small=small, stop=stop, deadline=deadline))


def _child(
    found: Search,
    parent: Node,
    leaf: Leaf,
    *,
    small: bool,
    stop: Callable[[], bool],
    deadline: float,
) -> Node:
    """Bound a new leaf, beginning with its parent's multipliers."""
    classes = found.classes
    bound = LeafBound(classes, leaf)
    mu = np.minimum(parent.mu, raised(classes, found.lift))
    shown = bound.evaluate(mu, found.lift)
    child = Node(leaf, min(shown.value, parent.bound), mu, shown.shares)
    if not np.isfinite(shown.value) or stop():
        child.bound = shown.value
        child.closed = not np.isfinite(shown.value)
        return child
    child.bound = shown.value
    target = found.best.value if found.best else 0.0
    if small:
        relaxed = exact.relax(classes, bound, stop, _share(deadline, 0.2))
        if relaxed is not None:
            again = bound.evaluate(np.minimum(relaxed.mu, raised(classes, found.lift)), found.lift)
            _settle(found, child, again, np.minimum(relaxed.mu, raised(classes, found.lift)))
            child.shares = relaxed.shares
    if not small or classes.has_floors:
        lowered, mu, _, average = lower(
            bound, child.mu, found.lift, target=target, rounds=40 if small else 150, over=stop
        )
        if lowered.value < child.bound:
            child.bound, child.mu = lowered.value, mu
        if not small:
            child.shares = average
    if child.bound > target:
        _round(found, child, stop, tries=20 if small else 6)
    else:
        child.closed = True
    return child


def _undecided(found: Search, node: Node, *, small: bool) -> int | None:
    """Return the free offer whose share is nearest to a half and whose price weighs most."""
    classes = found.classes
    free = np.ones(classes.offers, dtype=bool)
    free[[*sorted(node.leaf.taken), *sorted(node.leaf.left)]] = False
    for taken in node.leaf.taken:
        free[classes.mates[taken]] = False
    if not small:
        free &= classes.cost >= LUMPY * classes.budget
    doubt = np.minimum(node.shares, 1 - node.shares)
    doubt += 0.5 * _crowded(found, node)
    score = np.where(free & (doubt > 1e-9), doubt * classes.cost, 0.0)
    if not score.any():  # the shares decide everything, and yet the bound is not reached
        score = np.where(free & (small | (doubt > 0)), classes.cost + 1e-9, 0.0)
    best = int(np.argmax(score)) if len(score) else 0
    return best if len(score) and score[best] > 0 else None


def _crowded(found: Search, node: Node) -> Floats:
    """Mark offers whose exclusive group the shares take more than once."""
    mates = found.classes.mates
    return np.array(
        [
            1.0 if len(one) and share > 1e-6 and share + node.shares[one].sum() > 1 + 1e-6 else 0.0
            for share, one in zip(node.shares, mates, strict=True)
        ]
    )
