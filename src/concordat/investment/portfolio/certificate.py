"""The proof that no choice can be worth more, written so that others can recompute it.

leaves.json: the leaves of the branching, for each the offers fixed in and fixed out; together
they are all choices. mu_<leaf>.csv (organisation, item, mu): the multipliers of the leaf, 0 where
a pair is not listed. floors.csv (organisation, multiplier): those of the floors, for all leaves.
A leaf holds no choice where its fixed offers overrun the budget or stand in one exclusive group, or
where an organisation could not reach its floor with all offers that are free.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from concordat.investment.portfolio.bounds import LeafBound, raised
from concordat.investment.portfolio.classes import Classes
from concordat.investment.portfolio.decompose import Node, Search
from concordat.investment.portfolio.problem import Floats


def write_certificate(found: Search, folder: Path) -> None:
    """Write the certificate of a search into a folder."""
    problem = found.classes.problem
    leaves = [
        {
            "leaf": number,
            "bound": node.bound if np.isfinite(node.bound) else None,
            "in": [problem.offers[offer] for offer in sorted(node.leaf.taken)],
            "out": [problem.offers[offer] for offer in sorted(node.leaf.left)],
        }
        for number, node in enumerate(found.nodes)
    ]
    (folder / "leaves.json").write_text(json.dumps({"leaves": leaves}, indent=1), "utf-8")
    lines = [
        f"{_quoted(name)},{multiplier!r}\n"
        for name, multiplier in zip(problem.organisations, found.lift.tolist(), strict=True)
    ]
    (folder / "floors.csv").write_text("organisation,multiplier\n" + "".join(lines), "utf-8")
    for old in folder.glob("mu_*.csv"):
        old.unlink()
    for number, node in enumerate(found.nodes):
        with (folder / f"mu_{number}.csv").open("w", encoding="utf-8", newline="") as stream:
            stream.write("organisation,item,mu\n")
            stream.writelines(_mu_lines(found, node))


def _mu_lines(found: Search, node: Node) -> Iterator[str]:
    """Share the multiplier of each class out to its pairs, by what they are worth."""
    classes = found.classes
    problem = classes.problem
    mu = _mu_of_pairs(classes, node, found.lift)
    who = [_quoted(name) for name in problem.organisations]
    what = [_quoted(name) for name in problem.items]
    kept = np.flatnonzero(mu > 0)
    return (
        f"{who[one]},{what[other]},{amount!r}\n"
        for one, other, amount in zip(
            problem.pair_organisation[kept].tolist(),
            problem.pair_item[kept].tolist(),
            mu[kept].tolist(),
            strict=True,
        )
    )


def _mu_of_pairs(classes: Classes, node: Node, lift: Floats) -> Floats:
    """Return mu over pairs: all of its worth where nothing can cover a pair in this leaf."""
    problem = classes.problem
    of_organisation = lift[problem.pair_organisation] if classes.has_floors else 0.0
    worth = problem.value + of_organisation * problem.uses
    total = raised(classes, lift)
    share = np.divide(node.mu, total, out=np.zeros_like(total), where=total > 0)
    bound = LeafBound(classes, node.leaf)
    share[~bound.open & ~bound.done] = 1.0
    share = np.append(np.minimum(share, 1.0), 1.0)  # the last stands for pairs in no class
    found: Floats = worth * share[classes.of_pair]
    return found


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if any(mark in name for mark in ',"\r\n') else name
