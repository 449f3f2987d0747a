"""What is used, paid, and could be paid instead. Money is in pounds a year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from concordat.investment.words.holding import Reach
from concordat.investment.words.usage import UsageCheck
from concordat.parties.words import Together


class MonthState(StrEnum):
    """What is known of a month's use. None of them stands for another."""

    FIGURES = "figures"
    ZERO = "zero"  # the provider says that nothing was used
    PARTIAL = "partial"  # there are figures, and they understate the use
    NOT_READY = "not ready"  # the provider will say later
    GONE = "no longer kept"  # nobody will ever say
    NO_REPORT = "no report"  # nobody has loaded one


#: States in which the figures are all there are: cost per use may count the month.
COUNTED = frozenset({MonthState.FIGURES, MonthState.ZERO})


class UseCount(NamedTuple):
    """So many uses of one kind in one month, as the store keeps them."""

    organisation: str  # slug of a party
    platform: str  # slug
    report: str  # "TR_J1"
    release: str  # "5" or "5.1"
    item: str  # see `measures.items.item_key`
    name: str
    data_type: str
    access_type: str
    metric: str
    month: str  # "2025-01"
    number: int


class MonthKnown(NamedTuple):
    """What a report says of one month as a whole."""

    organisation: str
    platform: str
    report: str
    month: str
    state: MonthState


class Total(NamedTuple):
    """Uses of an item by an organisation, summed over months."""

    organisation: str
    platform: str
    item: str
    name: str
    data_type: str
    metric: str
    number: int


class Monthly(NamedTuple):
    """Uses of one kind in one month, summed over items."""

    organisation: str
    platform: str
    data_type: str
    metric: str
    release: str
    month: str
    number: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Uses of a platform month by month, at one organisation or at all together.

    `uses` are in the order of `months`; None: no report speaks of the month. `incomplete`
    are months of which some report is partial, not ready or lacking, so that the figure is low.
    """

    platform: str
    months: tuple[str, ...]
    uses: tuple[int | None, ...]
    incomplete: frozenset[str]


@dataclass(frozen=True, slots=True)
class SizePrice:
    """What organisations of a tier of workforce pay a year for what they buy alone.

    `tier` 0 is all of them. `made` None: fewer than five pay, or it would betray others.
    """

    tier: int
    name: str
    made: Together | None


@dataclass(frozen=True, slots=True)
class UsageLoad:
    """What came of loading a usage report."""

    check: UsageCheck
    kept: int  # figures; 0 where the report does not pass
    months: Mapping[str, MonthState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfferView:
    """What can be bought: for whom, holding what, at what price a year; None: confidential."""

    id: str
    slug: str
    name: str
    product: str  # the same content sold in other ways has the same product
    provider: str
    platform: str
    reach: Reach
    cost: Decimal | None
    organisations: frozenset[str]  # slugs
    items: Mapping[str, str]  # key -> name
    audience: Mapping[str, float]  # staff group -> how much it uses this, relative to others
    exclusive_group: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """An offer that is being paid for now, and until when notice can be given."""

    id: str
    offer: OfferView
    payer: str  # slug
    payer_name: str
    renews_on: date  # one day on which it goes on by itself for a year
    notice_days: int
    committed_until: date | None = None


@dataclass(frozen=True, slots=True)
class CostLine:
    """Cost per use of one line. `per_use` None: nothing was counted, or no month was."""

    line: LineView
    metric: str  # id of a metric, with its version
    uses: int
    months_counted: int  # month and organisation pairs with figures or zero
    months_paid: int
    per_use: Decimal | None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One product paid for several times, and the offer that would hold for all at less."""

    product: str
    lines: tuple[LineView, ...]
    paid: Decimal
    joint: OfferView | None
    saving: Decimal  # paid minus the joint price; 0 where there is no joint offer at less


class Loss(NamedTuple):
    """What a group of staff of an organisation loses by a change. Uses a year, an estimate."""

    organisation: str
    group: str
    uses: float


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario as it was asked, and once solved, what came of it."""

    id: str
    name: str
    made_by: str
    made_on: date
    errand: str
    inputs: Mapping[str, object]
    solution: Mapping[str, object]  # empty until solved
    sha256: str  # of inputs and solution; empty until solved
    shared: bool = False  # with every party that has joined

    @property
    def solved(self) -> bool:
        return bool(self.sha256)


@dataclass(frozen=True, slots=True)
class SharedScenario:
    """What may be known of a shared scenario by who sees no prices: shares, and what ends."""

    id: str
    name: str
    made_by: str
    made_on: date
    possible: bool
    asked: float  # share of the cost to be saved
    saved: float  # share of the cost that is saved
    kept: float  # share of the use that is kept
    floor: float
    every_group: bool
    end_by: date
    ends: tuple[str, ...]
    bought: tuple[str, ...]
    sha256: str
