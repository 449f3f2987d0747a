"""Is the choice of offers better than greedy, and how much of what is possible does it reach?

Invented regions of the shape of the English NHS: 628 offers for 200 organisations, 3,000 titles,
lumpy (publishers' packages) and tangled (random packages over single titles), several seeds. In
one run: prefixes as Unsub chooses them, greedy over all offers, HiGHS alone on the same small
form, and ours. "Closed" is the share of the distance from greedy to the proved bound.

    python benchmarks/portfolio.py           two seeds, some minutes
    python benchmarks/portfolio.py --quick   one small region of each kind, seconds
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from concordat.investment.portfolio import decompose, exact
from concordat.investment.portfolio.choice import chosen
from concordat.investment.portfolio.classes import Classes, classes_of
from concordat.investment.portfolio.greedy import greedy, singles
from concordat.investment.portfolio.problem import read_problem

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.investment.portfolio import made

SECONDS = 60.0


def tangled(
    folder: Path, *, organisations: int, titles: int, offers: int, budget: float, seed: int
) -> Path:
    """Packages of random titles, so that hardly two pairs are covered by the same offers."""
    random = np.random.default_rng(seed)
    popular, size = random.lognormal(0, 1.3, titles), random.lognormal(0, 0.8, organisations)
    taste = random.lognormal(0, 0.9, (organisations, titles))
    uses = random.poisson(np.outer(size, popular) * taste * 2)
    made_offers, total = [], 0.0
    for _ in range(offers):
        level = str(random.choice(["national", "regional", "local"], p=[0.03, 0.15, 0.82]))
        takers = {
            "national": np.arange(organisations),
            "regional": np.flatnonzero(np.arange(organisations) % 7 == random.integers(7)),
            "local": random.choice(organisations, 1),
        }[level]
        single = level == "local" and random.random() < 0.6
        count = 1 if single else max(1, int(titles * random.uniform(0.02, 0.25)))
        held = random.choice(titles, count, replace=False, p=popular**0.6 / (popular**0.6).sum())
        used = float(uses[np.ix_(takers, held)].sum())
        for_a_use = {"national": 1.6, "regional": 2.2, "local": 3.2}[level]
        price = for_a_use * used * random.lognormal(0, 0.3) + 20
        total += price
        who, what = [f"o{i}" for i in takers], [f"t{j}" for j in held]
        made_offers.append((round(price, 2), who, what, ""))
    demand = [(f"o{i}", f"t{j}", int(uses[i, j])) for i, j in zip(*np.nonzero(uses), strict=True)]
    return made.write(
        folder, demand=demand, offers=made_offers, settings={"budget": round(total * budget, 2)}
    )


def compare(name: str, classes: Classes, table: Table) -> None:
    """Add a row for each way of choosing."""
    wanted = float(classes.problem.value.sum())
    base = greedy(classes).value
    rows: list[tuple[str, float, float, float]] = []
    for label, run in (
        ("Unsub: singles", lambda: singles(classes).value),
        ("Unsub with fill", lambda: singles(classes, and_fill=True).value),
        ("greedy, all offers", lambda: greedy(classes).value),
    ):
        started = time.perf_counter()
        rows.append((label, run(), float("nan"), time.perf_counter() - started))
    started = time.perf_counter()
    proof = exact.prove(classes, lambda: False, SECONDS, gap=0.001)
    value = chosen(classes, proof.offers).value if proof.offers is not None else 0.0
    rows.append(("HiGHS alone", value, proof.bound, time.perf_counter() - started))
    started = time.perf_counter()
    found = decompose.search(
        classes,
        gap=0.001,
        deadline=time.monotonic() + SECONDS,
        over=lambda: False,
        most_leaves=60,
    )
    assert found.best is not None
    took = time.perf_counter() - started
    rows.append(("decomposition", found.best.value, found.upper_bound, took))
    top = found.upper_bound
    for label, value, bound, took in rows:
        closed = (value - base) / (top - base) if top > base else 1.0
        gap = "" if np.isnan(bound) else f"{(bound - value) / max(value, 1e-9):.2%}"
        shown = f"{closed:.0%}" if value >= base else ""
        table.add_row(name, label, f"{value / wanted:.2%}", shown, gap, f"{took:.1f}")
    table.add_section()


def main() -> None:
    quick = "--quick" in sys.argv
    shape = (30, 200, 120) if quick else (200, 3000, 628)
    table = Table(title=f"{shape[2]} offers, {shape[0]} organisations, {shape[1]} titles")
    for column in ("region", "chosen by", "use met", "closed", "gap proved", "seconds"):
        table.add_column(column)
    for seed in (1,) if quick else (1, 2):
        for kind, make, budget in (("lumpy", made.region, 0.2), ("tangled", tangled, 0.1)):
            with tempfile.TemporaryDirectory() as folder:
                path = make(
                    Path(folder) / "p",
                    organisations=shape[0],
                    titles=shape[1],
                    offers=shape[2],
                    budget=budget,
                    seed=seed,
                )
                compare(f"{kind} {seed}", classes_of(read_problem(path)), table)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
