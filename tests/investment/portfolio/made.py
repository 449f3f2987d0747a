"""Invented portfolio problems, as folders of CSV files."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np


def write(
    folder: Path,
    *,
    demand: Iterable[Sequence[object]],
    offers: Sequence[tuple[float, Sequence[str], Sequence[str], str]],
    settings: dict[str, float],
    weighted: bool = False,
) -> Path:
    """Write a problem. An offer is (cost, organisations, items, exclusive group)."""
    folder.mkdir(parents=True, exist_ok=True)
    demand = list(demand)
    takers = {name for _, who, _, _ in offers for name in who}
    held = {name for _, _, what, _ in offers for name in what}
    who = sorted({str(row[0]) for row in demand} | takers)
    what = sorted({str(row[1]) for row in demand} | held)
    head = ["organisation", "item", "uses", *(["weight"] if weighted else [])]
    names = [f"k{number}" for number in range(len(offers))]
    table(folder, "organisations", ["organisation", "fte"], [(name, 1) for name in who])
    table(folder, "items", ["item", "title"], [(name, name) for name in what])
    table(folder, "demand", head, demand)
    table(
        folder,
        "offers",
        ["offer", "level", "cost", "exclusive_group"],
        [(name, "local", one[0], one[3]) for name, one in zip(names, offers, strict=True)],
    )
    for place, column in ((1, "organisation"), (2, "item")):
        rows = [
            (name, other)
            for name, one in zip(names, offers, strict=True)
            for other in one[place]  # type: ignore[union-attr]
        ]
        table(folder, f"offer_{column}s", ["offer", column], rows)
    lines = [f"{name} = {value}" for name, value in settings.items()]
    (folder / "settings.toml").write_text("\n".join(lines), "utf-8")
    return folder


def table(folder: Path, name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(head)
        writer.writerows(rows)


def region(
    folder: Path,
    *,
    organisations: int,
    titles: int,
    offers: int,
    budget: float,
    seed: int = 1,
    settings: dict[str, float] | None = None,
) -> Path:
    """An invented health region, as lumpy as a real one.

    Publishers sell all their titles or a core of them, to the nation (in exclusive tiers), to one
    of seven regions or to one organisation; single titles are sold too. The wider the deal, the
    cheaper a use, give or take; `budget` is a share of what everything would cost.
    """
    random = np.random.default_rng(seed)
    popular, size = random.lognormal(0, 1.3, titles), random.lognormal(0, 0.8, organisations)
    taste = random.lognormal(0, 0.9, (organisations, titles))
    uses = random.poisson(np.outer(size, popular) * taste * 2)
    publishers = np.sort(random.integers(0, max(3, titles // 60), titles))
    who, what = [f"o{i}" for i in range(organisations)], [f"t{j}" for j in range(titles)]
    made, total = [], 0.0
    for _ in range(offers):
        level = str(random.choice(["national", "regional", "local"], p=[0.08, 0.27, 0.65]))
        takers = {
            "national": np.arange(organisations),
            "regional": np.flatnonzero(np.arange(organisations) % 7 == random.integers(7)),
            "local": random.choice(organisations, 1, p=size / size.sum()),
        }[level]
        publisher = int(random.choice(publishers))
        held = np.flatnonzero(publishers == publisher)
        if random.random() < 0.4:
            held = held[np.argsort(-popular[held])][: max(1, len(held) // 3)]
        if level == "local" and random.random() < 0.35:
            held = held[:1]
        used = float(uses[np.ix_(takers, held)].sum())
        for_a_use = {"national": 2.0, "regional": 2.6, "local": 3.2}[level]
        price = for_a_use * used * random.lognormal(0, 0.35) + 50
        total += price
        group = f"tier{publisher}" if level == "national" else ""
        made.append((round(price, 2), [who[i] for i in takers], [what[j] for j in held], group))
    demand = [(who[i], what[j], int(uses[i, j])) for i, j in zip(*np.nonzero(uses), strict=True)]
    return write(
        folder,
        demand=demand,
        offers=made,
        settings={"budget": round(total * budget, 2), **(settings or {})},
    )
