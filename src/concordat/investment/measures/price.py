"""What an offer costs a year, by its rule. Pure.

{"rule": "flat", "amount": 54000}                      for all together
{"rule": "each", "amount": 900}                        for each organisation
{"rule": "tiers", "tiers": {"1": 9800, "7": 1200}}     for each, by its workforce
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

#: Lower bounds of the seven tiers by full-time equivalents. Published are that tier 1 is over
#: 15,000 and tier 7 under 3,000 (audit of 2025); the bounds between are ours.
TIERS = (15000, 12000, 9000, 7000, 5000, 3000, 0)

Price = Mapping[str, object]


class WrongPriceError(Exception):
    """The rule cannot be read, or has no price for a tier that is needed."""


def tier_of(fte: Decimal) -> int:
    """Return the tier, 1 to 7; exactly a bound belongs to the dearer tier, but for 15,000."""
    if fte > TIERS[0]:
        return 1
    return next(number for number, bound in enumerate(TIERS[1:], start=2) if fte >= bound)


def cost_of(price: Price, workforce: Iterable[Decimal]) -> Decimal:
    """Return pounds a year for organisations with so many full-time equivalents each."""
    staff = list(workforce)
    match price.get("rule"):
        case "flat":
            return _money(price.get("amount"))
        case "each":
            return _money(price.get("amount")) * len(staff)
        case "tiers":
            return sum((_of_tier(price, tier_of(fte)) for fte in staff), Decimal(0))
    raise WrongPriceError(f"A price has the rule flat, each or tiers, not {price.get('rule')!r}.")


def _of_tier(price: Price, tier: int) -> Decimal:
    tiers = price.get("tiers")
    if not isinstance(tiers, Mapping) or str(tier) not in tiers:
        raise WrongPriceError(f"There is no price for tier {tier}.")
    return _money(tiers[str(tier)])


def _money(value: object) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise WrongPriceError(f"{value!r} is no amount of pounds.")
    return amount
