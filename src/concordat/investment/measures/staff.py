"""Which groups of staff an organisation's uses are for. Pure, and an estimate; see `losses`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from concordat.investment.measures.cut import Cut, Pair, Way
from concordat.investment.measures.losses import by_group

Workforce = Mapping[str, Mapping[str, float]]
#: An organisation, an item, a group of staff ("" where nobody says who works there).
Part = tuple[str, str, str]


def uses_by_group(cut: Cut, staff: Workforce) -> dict[Part, float]:
    """Share each use among the groups of its organisation.

    By how much each group uses what holds the item now, or would, where nothing does.
    """
    holding: dict[str, list[Way]] = defaultdict(list)
    for way in cut.ways:
        for item in way.items:
            holding[item].append(way)
    found: dict[Part, float] = {}
    for (organisation, item), number in cut.uses.items():
        ways = [way for way in holding[item] if organisation in way.organisations]
        audience = _mean([way for way in ways if way.held] or ways, staff.get(organisation, {}))
        for loss in by_group({organisation: number}, staff, audience):
            found[organisation, item, loss.group] = loss.uses
    return found


def _mean(ways: Iterable[Way], groups: Iterable[str]) -> dict[str, float]:
    """Return how much each group uses what these ways hold; one that names nobody is for all."""
    chosen = list(ways)
    named = sorted(groups)
    if not any(way.audience for way in chosen):
        return {}
    return {
        group: sum(way.audience.get(group, 0.0) if way.audience else 1.0 for way in chosen)
        for group in named
    }


def kept_by_group(
    uses: Mapping[Part, float], met: Mapping[Pair, float]
) -> dict[tuple[str, str], float]:
    """Return the uses that are met, by organisation and group."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for (organisation, item, group), number in uses.items():
        found[organisation, group] += number if (organisation, item) in met else 0.0
    return dict(found)
