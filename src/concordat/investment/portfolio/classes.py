"""Pairs that the same offers cover are one class: the same problem, made small.

In any choice they are all met or all unmet, so nothing is lost by adding them up. Where there is
a floor, only pairs of the same organisation are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from concordat.investment.portfolio.problem import Floats, Ints, Problem

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Classes:
    """A problem over classes of pairs. Pairs that no offer covers are in no class."""

    problem: Problem
    value: Floats  # of the classes
    uses: Floats
    organisation: Ints  # of the classes; -1 where there is no floor
    covers: sparse.csr_array  # offers x classes
    covered_by: sparse.csr_array  # classes x offers
    of_pair: Ints  # the class of each pair, -1 for none
    cost: Floats
    mates: tuple[Ints, ...]  # for each offer the others of its exclusive group
    floors: Floats  # uses that each organisation must have met
    budget: float
    supply_price: float
    wanted: float  # all uses, also those that nobody offers

    @property
    def offers(self) -> int:
        return len(self.cost)

    @property
    def has_floors(self) -> bool:
        return bool((self.floors > 0).any())


def classes_of(problem: Problem) -> Classes:
    """Add up the pairs of a problem that are always met together."""
    floors = problem.wanted * problem.settings.floor
    marks = _marks(problem, by_organisation=bool((floors > 0).any()))
    reached = np.asarray(problem.covers.sum(axis=0)).ravel() > 0
    _, first, inverse = np.unique(marks[reached], return_index=True, return_inverse=True)
    of_pair = np.full(len(problem.uses), -1, dtype=np.int64)
    of_pair[reached] = inverse
    picked = np.flatnonzero(reached)[first]
    covers = sparse.csr_array(problem.covers[:, picked])
    covers.sort_indices()
    return Classes(
        problem=problem,
        value=_sums(inverse, problem.value[reached], len(first)),
        uses=_sums(inverse, problem.uses[reached], len(first)),
        organisation=problem.pair_organisation[picked]
        if (floors > 0).any()
        else np.full(len(first), -1, dtype=np.int64),
        covers=covers,
        covered_by=sparse.csr_array(covers.T),
        of_pair=of_pair,
        cost=problem.cost,
        mates=_mates(problem.groups),
        floors=floors,
        budget=problem.settings.budget,
        supply_price=problem.supply_price,
        wanted=float(problem.uses.sum()),
    )


def _sums(of: Ints, amounts: Floats, number: int) -> Floats:
    return np.bincount(of, weights=amounts, minlength=number).astype(np.float64)


def _marks(problem: Problem, *, by_organisation: bool) -> NDArray[np.void]:
    """Give each pair a mark of 128 bits that is equal where the covering offers are."""
    random = np.random.default_rng(20260101)
    salts = random.integers(0, 2**64, size=(2, len(problem.offers)), dtype=np.uint64)
    marks = np.zeros((len(problem.uses), 2), dtype=np.uint64)
    pointers, indices = problem.covers.indptr, problem.covers.indices
    for offer in range(len(problem.offers)):
        mine = indices[pointers[offer] : pointers[offer + 1]]
        marks[mine, 0] += salts[0, offer]
        marks[mine, 1] += salts[1, offer]
    if by_organisation:
        own = random.integers(0, 2**64, size=len(problem.organisations), dtype=np.uint64)
        marks[:, 0] += own[problem.pair_organisation]
    return np.ascontiguousarray(marks).view([("", np.uint64), ("", np.uint64)]).ravel()


def _mates(groups: tuple[str, ...]) -> tuple[Ints, ...]:
    members: dict[str, list[int]] = {}
    for offer, group in enumerate(groups):
        if group:
            members.setdefault(group, []).append(offer)
    none = np.empty(0, dtype=np.int64)
    return tuple(
        np.array([one for one in members[group] if one != offer], dtype=np.int64) if group else none
        for offer, group in enumerate(groups)
    )
