"""Confidential figures shown together: the one rule for aggregates.

Who may not see single figures may see what at least five make together. What counts is
whose own figure it is: of a price, who pays it, not who uses what it buys. A national price
that covers two hundred organisations is one payer's, and stays hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

#: With fewer, whoever knows some of the figures could work out another's.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Together:
    """What the figures of `count` bodies make together."""

    count: int
    total: Decimal
    median: Decimal


def enough(count: int) -> bool:
    """Return whether a figure that `count` bodies stand behind may be shown to all."""
    return count >= FEWEST


def together(figures: Mapping[str, Decimal]) -> Together | None:
    """Return what figures make together, each under whose it is; None when too few are behind.

    One body's several figures are added up first: it counts once.
    """
    if not enough(len(figures)):
        return None
    return Together(len(figures), sum(figures.values(), Decimal(0)), median(figures.values()))


def by_group(groups: Mapping[str, Mapping[str, Decimal]]) -> dict[str, Together | None]:
    """Return the same for each group, to be shown beside what all groups make together.

    One group hidden alone could be worked out from the rest, so the smallest others are
    hidden with it until at least five bodies stand behind all that is hidden. A body in two
    groups counts in each.
    """
    shown = {name: together(figures) for name, figures in groups.items()}
    hidden = sum(len(groups[name]) for name, made in shown.items() if made is None)
    rest = sorted((made.count, name) for name, made in shown.items() if made is not None)
    for count, name in rest:
        if hidden == 0 or enough(hidden):
            break
        shown[name] = None
        hidden += count
    return shown
