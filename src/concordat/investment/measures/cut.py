"""A cut as a problem to be solved: which lines should end by a day so that most use is kept? Pure.

Lines that cannot be ended in time are taken at no price and their money is taken off the
budget: so they count for the floors and the value, and nothing can be gained by leaving them.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

Pair = tuple[str, str]
Inputs = Mapping[str, Any]


class CutError(Exception):
    """The cut cannot be made whatever is chosen; `message` says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Way:
    """One offer of a cut. `locked`: it is held and cannot be made to end in time."""

    slug: str
    name: str
    cost: float
    reach: str
    organisations: frozenset[str]
    items: frozenset[str]
    audience: Mapping[str, float]
    group: str
    held: bool
    locked: bool
    ends_on: str  # the first day on which it can end; empty where it is not held

    def covers(self, pair: Pair) -> bool:
        return pair[0] in self.organisations and pair[1] in self.items


@dataclass(frozen=True, slots=True)
class Cut:
    """What a scenario's inputs say, ready to be worked with."""

    ways: tuple[Way, ...]
    uses: Mapping[Pair, float]
    share: float
    floor: float
    supply_price: float  # pounds that one unmet use costs on average
    supply_cost: float
    supply_share: float

    @property
    def held(self) -> list[Way]:
        return [way for way in self.ways if way.held]

    @property
    def locked(self) -> list[Way]:
        return [way for way in self.ways if way.locked]

    @property
    def before(self) -> float:
        """Total public cost now: lines, and copies of what they do not hold."""
        return sum(way.cost for way in self.held) + self.supply(self.met_by(self.held))

    @property
    def budget(self) -> float:
        return self.before * (1 - self.share)

    @property
    def open_ways(self) -> list[Way]:
        """Return what may be chosen: not another form of what is locked."""
        fixed = {way.group for way in self.locked if way.group}
        return [way for way in self.ways if way.locked or way.group not in fixed]

    def met_by(self, ways: Iterable[Way]) -> dict[Pair, float]:
        """Return the pairs that some of these ways cover, with their uses."""
        covered = {(one, item) for way in ways for one in way.organisations for item in way.items}
        return {pair: number for pair, number in self.uses.items() if pair in covered}

    def supply(self, met: Mapping[Pair, float]) -> float:
        """Return what copies of the rest cost."""
        return self.supply_price * (sum(self.uses.values()) - sum(met.values()))


def read_cut(inputs: Inputs) -> Cut:
    """Return the cut that frozen inputs describe."""
    asked = inputs["question"]
    return Cut(
        ways=tuple(_way(one) for one in inputs["offers"]),
        uses={(one, item): float(number) for one, item, number in inputs["uses"]},
        share=asked["share"],
        floor=asked["floor"],
        supply_price=asked["supply_cost"] * asked["supply_share"],
        supply_cost=asked["supply_cost"],
        supply_share=asked["supply_share"],
    )


def _way(one: Mapping[str, Any]) -> Way:
    return Way(
        slug=one["slug"],
        name=one["name"],
        cost=float(one["cost"]),
        reach=one["reach"],
        organisations=frozenset(one["organisations"]),
        items=frozenset(one["items"]),
        audience=one["audience"],
        group=one["group"],
        held=one["held"],
        locked=one["locked"],
        ends_on=one["ends_on"],
    )


def check_possible(cut: Cut) -> None:
    """Raise CutError where the lines that cannot end cost more than may be spent at all."""
    fixed = sum(way.cost for way in cut.locked)
    if fixed > cut.budget:
        last = date.fromisoformat(max(way.ends_on for way in cut.locked))
        raise CutError(
            f"{_may_spend(cut)} Lines that cannot be ended in time cost £{fixed:,.0f}. Cut less, "
            f"or choose a later day: by {last.day} {last:%B %Y} every line can be ended."
        )


def too_dear(cut: Cut, inputs: Inputs, least: float) -> str:
    """Say in the words of the question why no choice is cheap enough.

    `least` is what the cheapest choice found costs without the lines that cannot end.
    """
    asked = inputs["question"]
    fixed, end_by = sum(way.cost for way in cut.locked), date.fromisoformat(asked["end_by"])
    kept = f"{asked['floor'] * 100:g} % of its use"
    who = "every organisation and each of its staff groups" if asked.get("every_group") else ""
    stays = (
        f" £{fixed:,.0f} of it is for lines that cannot be ended by {end_by.day} {end_by:%B %Y}."
        if fixed
        else ""
    )
    return (
        f"{_may_spend(cut)}{stays} The cheapest choice found that keeps "
        f"{who or 'every organisation'} at {kept} costs £{least + fixed:,.0f} a year, with copies "
        "from other libraries. Save less, choose a later day, or let organisations keep less."
    )


def _may_spend(cut: Cut) -> str:
    part = f"{(1 - cut.share) * 100:g} %"
    return f"You may spend £{cut.budget:,.0f} a year: {part} of £{cut.before:,.0f}."


def write_problem(
    cut: Cut, folder: Path, *, groups: Mapping[tuple[str, str, str], float] | None = None
) -> None:
    """Write the folder that `concordat portfolio solve` reads.

    With `groups`, the uses of each group of staff, every group of an organisation stands in it
    as an organisation of its own: so the floor is kept for each of them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ways = cut.open_ways
    parts = groups or {(*pair, ""): number for pair, number in cut.uses.items()}
    within: dict[str, set[str]] = defaultdict(set)
    for who, _, group in parts:
        within[who].add(_part(who, group))
    organisations = sorted(one for names in within.values() for one in names)
    items = sorted({pair[1] for pair in cut.uses})
    used = set(items)
    _table(folder / "organisations.csv", ["organisation"], [[one] for one in organisations])
    _table(folder / "items.csv", ["item"], [[one] for one in items])
    demand = [[_part(who, group), item, n] for (who, item, group), n in sorted(parts.items())]
    _table(folder / "demand.csv", ["organisation", "item", "uses"], demand)
    priced = [[w.slug, w.reach, 0 if w.locked else w.cost, w.group] for w in ways]
    _table(folder / "offers.csv", ["offer", "level", "cost", "exclusive_group"], priced)
    takers = [
        [way.slug, one]
        for way in ways
        for who in sorted(way.organisations & within.keys())
        for one in sorted(within[who])
    ]
    _table(folder / "offer_organisations.csv", ["offer", "organisation"], takers)
    held = [[w.slug, item] for w in ways for item in sorted(w.items & used)]
    _table(folder / "offer_items.csv", ["offer", "item"], held)
    budget = cut.budget - sum(way.cost for way in cut.locked)
    settings = {
        "budget": budget,
        "document_supply_cost": cut.supply_cost,
        "document_supply_share": cut.supply_share,
        "floor": cut.floor,
        "gap": 0.0001,
        "seconds": 60,
    }
    text = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
    (folder / "settings.toml").write_text(text, "utf-8")


def _part(organisation: str, group: str) -> str:
    return f"{organisation}: {group}" if group else organisation


def _table(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def chosen_ways(cut: Cut, slugs: Iterable[str]) -> list[Way]:
    """Return what is held after the cut: what was chosen, and what cannot end."""
    chosen = set(slugs)
    return [way for way in cut.ways if way.locked or way.slug in chosen]


def lost_pairs(cut: Cut, after: Iterable[Way]) -> dict[Pair, float]:
    """Return the pairs that are covered now and not afterwards."""
    kept = cut.met_by(after)
    return {pair: number for pair, number in cut.met_by(cut.held).items() if pair not in kept}


def by_organisation(pairs: Mapping[Pair, float]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for (organisation, _), number in pairs.items():
        found[organisation] += number
    return dict(found)


def by_price_per_use(cut: Cut) -> list[Way]:
    """Return what stays if the dearest uses are cut first, line by line, and nothing is bought.

    This is what a list of costs per use invites to: it sees neither overlap nor joint offers.
    """
    money = sum(way.cost for way in cut.held) * (1 - cut.share)
    spent = sum(way.cost for way in cut.held)
    kept = list(cut.held)

    def price(way: Way) -> float:
        uses = sum(cut.met_by([way]).values())
        return way.cost / uses if uses else float("inf")

    for way in sorted((w for w in cut.held if not w.locked), key=price, reverse=True):
        if spent <= money:
            break
        kept.remove(way)
        spent -= way.cost
    return kept
