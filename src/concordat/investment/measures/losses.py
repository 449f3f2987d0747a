"""Who loses what by a change, down to groups of staff. Pure.

COUNTER does not say who read: an organisation's lost uses are shared among its staff groups
by their numbers and by how much each group uses the product, relative to others. It is an
estimate, and pages say so.
"""

from collections.abc import Mapping

from concordat.investment.words import Loss


def by_group(
    uses: Mapping[str, float],
    workforce: Mapping[str, Mapping[str, float]],
    audience: Mapping[str, float],
) -> list[Loss]:
    """Share each organisation's uses among its groups; the largest loss first.

    A group that the audience does not name weighs 1 where nobody is named, else 0. An
    organisation whose workforce is not known, or has none of the audience, is one group: "".
    """
    found: list[Loss] = []
    for organisation, number in uses.items():
        if number <= 0:
            continue
        weights = {
            group: fte * (audience.get(group, 0.0) if audience else 1.0)
            for group, fte in workforce.get(organisation, {}).items()
        }
        total = sum(weights.values())
        if total <= 0:
            found.append(Loss(organisation, "", number))
            continue
        found += [
            Loss(organisation, group, number * weight / total)
            for group, weight in weights.items()
            if weight > 0
        ]
    return sorted(found, key=lambda one: (-one.uses, one.organisation, one.group))
