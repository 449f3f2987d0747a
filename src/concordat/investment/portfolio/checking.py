"""An independent judge of a solution: recomputes everything from the files alone.

It shares no code with the solver but the reading of tables, and works pair by pair.
"""

import heapq
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from concordat.investment.portfolio.tables import read_table

NEAR = 1e-6  # agreement asked for, relative


class Judge:
    """The problem's files as arrays over pairs (organisation, item) that are wanted."""

    def __init__(self, folder: Path) -> None:
        read = tomllib.loads((folder / "settings.toml").read_text("utf-8"))
        self.budget = float(read["budget"])
        self.floor = float(read.get("floor", 0))
        self.price = float(read.get("document_supply_cost", 0))
        self.price *= float(read.get("document_supply_share", 0))
        table = read_table(folder, "demand", ["organisation", "item", "uses"], ["weight"])
        self.who = np.array(table.columns["organisation"])
        self.what = np.array(table.columns["item"])
        self.uses = np.array(table.numbers("uses"))
        weight = np.array(table.numbers("weight")) if "weight" in table.columns else 1.0
        self.value = weight * self.uses
        self.orgs, self.org = np.unique(self.who, return_inverse=True)
        self.items, self.item = np.unique(self.what, return_inverse=True)
        offers = read_table(folder, "offers", ["offer", "cost"], ["exclusive_group"])
        self.offers = offers.columns["offer"]
        self.cost = np.array(offers.numbers("cost"))
        self.group = offers.columns.get("exclusive_group", [""] * len(self.offers))
        self.covers = self._coverage(folder)
        self.wanted = np.bincount(self.org, self.uses)

    def _coverage(self, folder: Path) -> list[np.ndarray]:
        """For each offer the pairs it covers: its organisations x its items."""
        takers: dict[str, set[str]] = {offer: set() for offer in self.offers}
        holds: dict[str, set[str]] = {offer: set() for offer in self.offers}
        for name, into in (("organisation", takers), ("item", holds)):
            table = read_table(folder, f"offer_{name}s", ["offer", name])
            for offer, other in zip(table.columns["offer"], table.columns[name], strict=True):
                into[offer].add(other)
        takes = (np.isin(self.orgs, list(takers[offer]))[self.org] for offer in self.offers)
        has = (np.isin(self.items, list(holds[offer]))[self.item] for offer in self.offers)
        return [np.flatnonzero(one & other) for one, other in zip(takes, has, strict=True)]

    def met(self, chosen: list[int]) -> np.ndarray:
        found = np.zeros(len(self.uses), dtype=bool)
        for offer in chosen:
            found[self.covers[offer]] = True
        return found

    def clashes(self, chosen: list[int]) -> bool:
        groups = [self.group[offer] for offer in chosen if self.group[offer]]
        return len(groups) != len(set(groups))

    def greedy(self) -> float:
        """Most value for a pound first, what does not fit is skipped, ties as listed."""
        met, groups, cost = np.zeros(len(self.uses), bool), set(), self.price * self.uses.sum()

        def rank(offer: int) -> tuple[float, int]:
            gain = self.value[self.covers[offer]][~met[self.covers[offer]]].sum()
            return (-gain / self.cost[offer] if self.cost[offer] else -np.inf, offer)

        heap = [rank(offer) for offer in range(len(self.offers))]
        heapq.heapify(heap)
        while heap:
            offer = heapq.heappop(heap)[1]
            fresh = self.covers[offer][~met[self.covers[offer]]]
            if self.value[fresh].sum() <= 0 or self.group[offer] in groups:
                continue
            now = rank(offer)
            if heap and now > heap[0]:
                heapq.heappush(heap, now)
                continue
            after = cost + self.cost[offer] - self.price * self.uses[fresh].sum()
            if after <= self.budget * (1 + 1e-9) + 1e-9 or after < cost:
                met[fresh], cost = True, after
                groups |= {self.group[offer]} - {""}
        return float(self.value[met].sum())

    def leaf_bound(self, taken: list[int], left: list[int], mu, lift) -> float:  # type: ignore[no-untyped-def]
        """The most that choices with these offers fixed can be worth; -inf if there are none."""
        if self.clashes(taken):
            return -np.inf
        mates = {self.group[offer] for offer in taken} - {""}
        free = [k for k, group in enumerate(self.group) if group not in mates]
        free = [k for k in free if k not in taken and k not in left]
        worth = self.value + lift[self.org] * self.uses
        if (mu < 0).any() or (mu > worth * (1 + NEAR) + NEAR).any():
            raise ValueError("a multiplier lies outside 0 and weight x uses")
        done, reach = self.met(taken), self.met([*taken, *free])
        if (np.bincount(self.org, self.uses * reach) < self.floor * self.wanted * (1 - 1e-9)).any():
            return -np.inf  # an organisation cannot have its floor whatever else is taken
        base = worth[done].sum() + (worth - mu)[~done].sum() - self.floor * (lift @ self.wanted)
        price = self.cost[free]
        gain = np.array([mu[self.covers[k]][~done[self.covers[k]]].sum() for k in free])
        density = np.where(price > 0, gain / np.where(price > 0, price, 1), np.inf)
        order = np.argsort(-density, kind="stable")

        def knapsack(money: float) -> float:
            before = np.concatenate(([0.0], np.cumsum(price[order])))[:-1]
            share = np.clip((money - before) / np.where(price > 0, price, 1)[order], 0, 1)
            return float((gain[order] * np.where(price[order] > 0, share, 1.0)).sum())

        light = np.argsort(np.where(self.uses > 0, self.value / np.maximum(self.uses, 1e-300), 0))
        most = self.uses[reach].sum()
        bound, met = np.inf, most
        for _ in range(60 if self.price else 1):  # the fixed point of bound and supply due
            money = self.budget - self.cost[taken].sum() - self.price * (self.uses.sum() - met)
            if money < -1e-9 * (1 + self.budget):
                return -np.inf
            bound = min(bound, float(base + knapsack(money)))
            met = min(most, self._uses_worth(bound, light[reach[light]]))
        return bound

    def _uses_worth(self, value: float, order) -> float:  # type: ignore[no-untyped-def]
        """Uses that a value can stand for at most: those of least weight first."""
        cumulated = np.concatenate(([0.0], np.cumsum(self.value[order])))
        uses = np.concatenate(([0.0], np.cumsum(self.uses[order])))
        free = self.uses[order][self.value[order] <= 0].sum()
        return float(max(np.interp(value, cumulated, uses), free))

    def certified(self, solution: Path) -> float:
        """The bound of the whole certificate."""
        leaves = json.loads((solution / "leaves.json").read_text("utf-8"))["leaves"]
        number = {offer: place for place, offer in enumerate(self.offers)}
        parts = [
            tuple(frozenset(number[k] for k in leaf[w]) for w in ("in", "out")) for leaf in leaves
        ]
        if not covers_all(parts):
            raise ValueError("the leaves are not all choices")
        table = read_table(solution, "floors", ["organisation", "multiplier"])
        told = dict(zip(table.columns["organisation"], table.numbers("multiplier"), strict=True))
        lift = np.array([told.get(str(name), 0.0) for name in self.orgs])
        pair = {key: place for place, key in enumerate(zip(self.who, self.what, strict=True))}
        bounds = []
        for leaf, (taken, left) in zip(leaves, parts, strict=True):
            mu = np.zeros(len(self.uses))
            table = read_table(solution, f"mu_{leaf['leaf']}", ["organisation", "item", "mu"])
            keys = zip(table.columns["organisation"], table.columns["item"], strict=True)
            mu[[pair[key] for key in keys]] = table.numbers("mu")
            bounds.append(self.leaf_bound(sorted(taken), sorted(left), mu, lift))
        return max(bounds)


def covers_all(parts: Sequence[tuple[frozenset[int], ...]]) -> bool:
    """Whether leaves are all choices: one decides nothing, or all split at some offer."""
    if any(not taken and not left for taken, left in parts):
        return True
    decided = [taken | left for taken, left in parts]
    for offer in frozenset.intersection(*decided) if decided else ():
        with_ = [(taken - {offer}, left) for taken, left in parts if offer in taken]
        without = [(taken, left - {offer}) for taken, left in parts if offer in left]
        return covers_all(with_) and covers_all(without)
    return False


def check(folder: Path, solution: Path) -> tuple[list[str], dict[str, float]]:
    """Return disagreements (none if the solution is what it says), and what was recomputed."""
    judge = Judge(folder)
    summary = json.loads((solution / "summary.json").read_text("utf-8"))
    number = {offer: place for place, offer in enumerate(judge.offers)}
    chosen = [number[k] for k in read_table(solution, "chosen", ["offer"]).columns["offer"]]
    met = judge.met(chosen)
    found = {
        "value": float(judge.value[met].sum()),
        "cost": float(judge.cost[chosen].sum() + judge.price * judge.uses[~met].sum()),
        "greedy": judge.greedy(),
        "upper_bound": judge.certified(solution),
    }
    wrong = [
        f"{name} is {summary[name]}, recomputed {found[name]}"
        for name in ("value", "cost", "greedy")
        if abs(summary[name] - found[name]) > NEAR * (1 + abs(found[name]))
    ]
    if found["upper_bound"] > summary["upper_bound"] * (1 + NEAR) + NEAR:
        wrong.append(f"upper_bound is {summary['upper_bound']}, proved is {found['upper_bound']}")
    if found["cost"] > judge.budget * (1 + NEAR) + NEAR:
        wrong.append(f"the cost {found['cost']} is above the budget {judge.budget}")
    if judge.clashes(chosen):
        wrong.append("two offers of one exclusive group are chosen")
    got = np.bincount(judge.org, judge.uses * met)
    if (got < judge.floor * judge.wanted * (1 - NEAR) - NEAR).any():
        wrong.append("an organisation has less than its floor")
    access = read_table(solution, "access", ["organisation", "wanted", "met"])
    told = dict(zip(access.columns["organisation"], access.numbers("met"), strict=True))
    told_met = np.array([told.get(str(name), 0.0) for name in judge.orgs])
    if (abs(told_met - got) > NEAR * (1 + got)).any():
        wrong.append("access.csv does not say what is met")
    return wrong, found
