"""A portfolio problem: who wants what, what is on offer, and for how much.

Read from a folder: organisations (organisation, ...), items (item, ...), demand (organisation,
item, uses, and weight where uses do not count alike), offers (offer, level, cost,
exclusive_group), offer_organisations (offer, organisation), offer_items (offer, item), each as
CSV or Parquet, and settings.toml (budget, document_supply_cost, document_supply_share, floor,
gap, seconds).
"""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from concordat.investment.portfolio.tables import ProblemError, Table, read_table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What settings.toml holds. Money in pounds, shares and gap as fractions of 1."""

    budget: float
    document_supply_cost: float = 0.0  # for one unmet use that is asked for elsewhere
    document_supply_share: float = 0.0  # of unmet uses that are asked for elsewhere
    floor: float = 0.0  # each organisation gets at least this share of its demand
    gap: float = 0.001  # stop when the choice is proved this near to the best
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Problem:
    """Names and arrays. A pair is an organisation and an item that it wants."""

    organisations: tuple[str, ...]
    items: tuple[str, ...]
    offers: tuple[str, ...]
    levels: tuple[str, ...]  # of the offers
    groups: tuple[str, ...]  # of the offers; at most one of a group is taken, "" stands alone
    cost: Floats  # of the offers
    pair_organisation: Ints
    pair_item: Ints
    uses: Floats  # of the pairs, above zero
    value: Floats  # of the pairs: weight x uses
    covers: sparse.csr_array  # offers x pairs
    settings: Settings

    @property
    def supply_price(self) -> float:
        """Pounds that one unmet use costs on average."""
        return self.settings.document_supply_cost * self.settings.document_supply_share

    @property
    def wanted(self) -> Floats:
        """Uses wanted by each organisation."""
        return np.bincount(
            self.pair_organisation, weights=self.uses, minlength=len(self.organisations)
        ).astype(np.float64)


def read_problem(folder: Path) -> Problem:
    """Read a problem. Raises ProblemError, which names file and row."""
    if not folder.is_dir():
        raise ProblemError(f"{folder} is no folder.")
    settings = read_settings(folder / "settings.toml")
    organisations = _names(read_table(folder, "organisations", ["organisation"]), "organisation")
    items = _names(read_table(folder, "items", ["item"]), "item")
    table = read_table(folder, "offers", ["offer", "cost"], ["level", "exclusive_group"])
    offers, cost = _names(table, "offer"), np.array(table.numbers("cost"))
    demand = read_table(folder, "demand", ["organisation", "item", "uses"], ["weight"])
    pairs = _pairs(demand, organisations, items)
    takers = _links(folder, "offer_organisations", "organisation", offers, organisations)
    holdings = _links(folder, "offer_items", "item", offers, items)
    blank = [""] * len(table)
    return Problem(
        organisations=tuple(organisations),
        items=tuple(items),
        offers=tuple(offers),
        levels=tuple(table.columns.get("level", blank)),
        groups=tuple(table.columns.get("exclusive_group", blank)),
        cost=cost,
        pair_organisation=pairs[0],
        pair_item=pairs[1],
        uses=pairs[2],
        value=pairs[3],
        covers=_covers(takers, holdings, pairs[0], pairs[1]),
        settings=settings,
    )


def read_settings(path: Path) -> Settings:
    """Read settings.toml; what is not there has its default, but a budget must be."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ProblemError(f"{path} is missing; it holds at least `budget = 1000000`.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProblemError(f"{path}: not TOML: {error}.") from error
    values: dict[str, float] = {}
    for field in fields(Settings):
        if field.name not in found:
            continue
        value = found[field.name]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
            raise ProblemError(f"{path}: {field.name} = {value!r} must be a number of 0 or more.")
        values[field.name] = float(value)
    if "budget" not in values:
        raise ProblemError(f"{path}: budget is missing; write `budget = 1000000`.")
    for name in ("floor", "document_supply_share"):
        if values.get(name, 0) > 1:
            raise ProblemError(f"{path}: {name} = {values[name]} must be a share from 0 to 1.")
    return Settings(**values)


def unknown_settings(path: Path) -> list[str]:
    """Return names in settings.toml that mean nothing here: perhaps mistyped."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return sorted(found.keys() - {field.name for field in fields(Settings)})


def _names(table: Table, column: str) -> dict[str, int]:
    """Return name -> place; each name once."""
    found: dict[str, int] = {}
    for place, name in enumerate(table.columns[column]):
        if not name:
            raise table.wrong(place, f"{column} is empty.")
        if name in found:
            raise table.wrong(place, f"{column} '{name}' stands twice.")
        found[name] = place
    return found


def _places(table: Table, column: str, names: dict[str, int]) -> Ints:
    """Return the places of the names in a column."""
    try:
        return np.array([names[name] for name in table.columns[column]], dtype=np.int64)
    except KeyError:
        for place, name in enumerate(table.columns[column]):
            if name not in names:
                raise table.wrong(place, f"{column} '{name}' is not in {column}s.") from None
        raise


def _pairs(
    table: Table, organisations: dict[str, int], items: dict[str, int]
) -> tuple[Ints, Ints, Floats, Floats]:
    """Return organisation, item, uses and value of each pair, in the order of organisations."""
    who = _places(table, "organisation", organisations)
    what = _places(table, "item", items)
    uses = np.array(table.numbers("uses"))
    weight = np.array(table.numbers("weight")) if "weight" in table.columns else np.ones(len(uses))
    keys = who * len(items) + what
    sorted_already = len(keys) < 2 or bool((np.diff(keys) > 0).all())
    order = np.arange(len(keys)) if sorted_already else np.argsort(keys, kind="stable")
    twice = np.flatnonzero(np.diff(keys[order]) == 0)
    if len(twice):
        raise table.wrong(
            int(order[twice[0] + 1]),
            f"demand of this organisation for this item was given before, in row "
            f"{table.rows[int(order[twice[0]])]}; add them up.",
        )
    order = order[uses[order] > 0]
    return who[order], what[order], uses[order], (weight * uses)[order]


def _links(
    folder: Path, name: str, column: str, offers: dict[str, int], others: dict[str, int]
) -> sparse.csr_array:
    """Return offers x others, 1 where linked."""
    table = read_table(folder, name, ["offer", column])
    rows, columns = _places(table, "offer", offers), _places(table, column, others)
    links = sparse.csr_array(
        (np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=(len(offers), len(others))
    )
    links.sum_duplicates()
    return links


def _covers(
    takers: sparse.csr_array, holdings: sparse.csr_array, who: Ints, what: Ints
) -> sparse.csr_array:
    """Return offers x pairs: 1 where the organisation may take the offer and it has the item."""
    starts = np.searchsorted(who, np.arange(takers.shape[1] + 1))
    held = np.zeros(holdings.shape[1], dtype=bool)
    indices, pointers = [], [0]
    for offer in range(takers.shape[0]):
        mine = holdings.indices[holdings.indptr[offer] : holdings.indptr[offer + 1]]
        held[mine] = True
        takes = np.sort(takers.indices[takers.indptr[offer] : takers.indptr[offer + 1]])
        spans = [np.arange(starts[one], starts[one + 1]) for one in takes]
        pairs = np.concatenate(spans) if spans else np.empty(0, dtype=np.int64)
        indices.append(pairs[held[what[pairs]]])
        pointers.append(pointers[-1] + len(indices[-1]))
        held[mine] = False
    together = np.concatenate(indices) if indices else np.empty(0, dtype=np.int64)
    shape = (takers.shape[0], len(who))
    return sparse.csr_array((np.ones(len(together)), together, np.array(pointers)), shape=shape)
