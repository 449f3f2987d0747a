"""What came of a cut, in figures and sentences ready for JSON. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from concordat.investment.measures.cut import (
    Cut,
    Inputs,
    Way,
    by_organisation,
    by_price_per_use,
    chosen_ways,
    lost_pairs,
)
from concordat.investment.measures.losses import by_group
from concordat.investment.measures.rebuying import Induced, buy_again
from concordat.investment.measures.staff import kept_by_group, uses_by_group
from concordat.investment.words import OfferView, Reach

#: What a use restored may cost an organisation that buys again for itself, in pounds: about what
#: a copy from elsewhere costs. Above it they are taken to go without.
WORTH = Decimal(20)


def outcome(
    inputs: Inputs, cut: Cut, chosen: Sequence[str], summary: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the solution of a scenario."""
    after = chosen_ways(cut, chosen)
    kept = {way.slug for way in after}
    ended = [way for way in cut.held if way.slug not in kept]
    new = [way for way in after if not way.held]
    lost = lost_pairs(cut, after)
    staff = inputs["workforce"]
    return {
        "possible": True,
        "money": _money(cut, after, new),
        "value": _value(cut, summary, after),
        "ended": [_ended(way, lost, after, staff) for way in ended],
        "new": [_named(way) for way in new],
        "kept": [_named(way) for way in after if way.held],
        "locked": [{**_named(way), "ends_on": way.ends_on} for way in cut.locked],
        "organisations": _organisations(cut, after),
        "groups": _groups(cut, after, staff),
        "one_purse": _one_purse(cut),
        "solver": {
            name: summary.get(name)
            for name in ("value", "upper_bound", "gap", "greedy", "greedy_feasible", "unsub")
        },
    }


def _named(way: Way) -> dict[str, Any]:
    return {"slug": way.slug, "name": way.name, "cost": way.cost, "reach": way.reach}


def _money(cut: Cut, after: list[Way], new: list[Way]) -> dict[str, float]:
    met = cut.met_by(after)
    offers, supply = sum(way.cost for way in after), cut.supply(met)
    return {
        "before": cut.before,
        "budget": cut.budget,
        "kept": offers - sum(way.cost for way in new),
        "bought_instead": sum(way.cost for way in new),
        "supply": supply,
        "after": offers + supply,
        "saved": cut.before - offers - supply,
    }


def _value(cut: Cut, summary: Mapping[str, Any], after: list[Way]) -> dict[str, float]:
    before, now = sum(cut.met_by(cut.held).values()), sum(cut.met_by(after).values())
    return {
        "wanted": sum(cut.uses.values()),
        "before": before,
        "after": now,
        "greedy": float(summary["greedy"]),
        "bound": float(summary["upper_bound"]),
    }


def _ended(
    way: Way,
    lost: Mapping[tuple[str, str], float],
    after: list[Way],
    staff: Mapping[str, Mapping[str, float]],
) -> dict[str, Any]:
    """Say of an ended line what it saves, who loses, and by what the rest is still had."""
    mine = {pair: number for pair, number in lost.items() if way.covers(pair)}
    instead = [
        one.name for one in after if one.items & way.items and one.organisations & way.organisations
    ]
    losses = by_group(by_organisation(mine), staff, way.audience)
    return {
        **_named(way),
        "ends_on": way.ends_on,
        "lost": sum(mine.values()),
        "losses": [list(loss) for loss in losses],
        "instead": instead,
        "why": _why(way, sum(mine.values()), instead),
    }


def _why(way: Way, lost: float, instead: list[str]) -> str:
    if not lost and instead:
        return f"Nothing is lost: {' and '.join(instead[:2])} holds all of it that is used."
    if not lost:
        return "Nobody has used it in the months counted."
    price = way.cost / lost
    kept = f" Part of it stays within {instead[0]}." if instead else ""
    return (
        f"Each use that is lost with it costs £{price:,.2f} now, more than what the same money "
        f"keeps elsewhere.{kept}"
    )


def _organisations(cut: Cut, after: list[Way]) -> list[dict[str, Any]]:
    wanted = by_organisation(cut.uses)
    before, now = by_organisation(cut.met_by(cut.held)), by_organisation(cut.met_by(after))
    return [
        {"slug": slug, "wanted": n, "before": before.get(slug, 0.0), "after": now.get(slug, 0.0)}
        for slug, n in sorted(wanted.items())
    ]


def _groups(
    cut: Cut, after: list[Way], staff: Mapping[str, Mapping[str, float]]
) -> list[dict[str, Any]]:
    """Return what each group of staff of each organisation can use now and afterwards."""
    uses = uses_by_group(cut, staff)
    before = kept_by_group(uses, cut.met_by(cut.held))
    now = kept_by_group(uses, cut.met_by(after))
    return [
        {"slug": slug, "group": group, "before": number, "after": now[slug, group]}
        for (slug, group), number in sorted(before.items())
    ]


def _one_purse(cut: Cut) -> dict[str, Any]:
    """Return what cutting down a list of costs per use would come to, with buying again."""
    kept = by_price_per_use(cut)
    ended = [way for way in cut.held if way not in kept]
    induced = norway(cut, ended, kept)
    bought = {offer.slug for offer in induced.bought}
    after = [*kept, *(way for way in cut.ways if way.slug in bought)]
    return {
        "ended": [_named(way) for way in ended],
        "saved": float(induced.saved),
        "bought_again": [_named(way) for way in cut.ways if way.slug in bought],
        "rebought": float(induced.rebought),
        "supply": cut.supply(cut.met_by(after)),
        "net": float(induced.net) - cut.supply(cut.met_by(after)),
        "value": sum(cut.met_by(after).values()),
    }


def norway(cut: Cut, ended: Sequence[Way], kept: Sequence[Way]) -> Induced:
    """Return what organisations buy again, each for itself, once these lines have ended."""
    return buy_again(
        ended=[_offer(way) for way in ended],
        kept=[_offer(way) for way in kept],
        offers=[_offer(way) for way in cut.ways],
        uses=cut.uses,
        worth=WORTH,
    )


def _offer(way: Way) -> OfferView:
    return OfferView(
        id="",
        slug=way.slug,
        name=way.name,
        product="",
        provider="",
        platform="",
        reach=Reach(way.reach),
        cost=Decimal(str(way.cost)),
        organisations=way.organisations,
        items=dict.fromkeys(way.items, ""),
        audience=way.audience,
        exclusive_group=way.group,
    )
