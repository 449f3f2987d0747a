"""What do organisations of a size pay, each for itself?"""

from collections import defaultdict
from decimal import Decimal

from concordat.investment.measures.price import TIERS, cost_of, tier_of
from concordat.investment.models import AgreementLine
from concordat.investment.queries.value import workforce
from concordat.investment.words import SizePrice
from concordat.parties.words import by_group, together


def paid_by_size() -> list[SizePrice]:
    """Return what organisations pay for what they buy alone, by tier of workforce, then in all.

    Over every line there is, also those whose price the reader may not see: so a figure is
    given only where at least five organisations stand behind it, and none from which a hidden
    one could be worked out (`parties.words.by_group`). Those without known staff are left out.
    """
    paid = _paid()
    tiers = {str(tier): paid.get(tier, {}) for tier in range(1, len(TIERS) + 1)}
    found = [SizePrice(int(tier), _said(int(tier)), made) for tier, made in by_group(tiers).items()]
    everybody = {slug: price for figures in paid.values() for slug, price in figures.items()}
    return [*found, SizePrice(0, "All sizes", together(everybody))]


def _paid() -> dict[int, dict[str, Decimal]]:
    staff = {slug: Decimal(str(sum(groups.values()))) for slug, groups in workforce().items()}
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    rows = AgreementLine.objects.select_related("payer", "offer").prefetch_related("offer__parties")
    for line in rows:
        payer, users = line.payer.slug, [party.slug for party in line.offer.parties.all()]
        if users != [payer] or payer not in staff:
            continue
        of_tier = found[tier_of(staff[payer])]
        of_tier[payer] = of_tier.get(payer, Decimal(0)) + cost_of(line.offer.price, [staff[payer]])
    return found


def _said(tier: int) -> str:
    low = TIERS[tier - 1]
    if tier == 1:
        return f"Over {low:,} full-time equivalents"
    high = TIERS[tier - 2]
    return f"Under {high:,}" if not low else f"{low:,} to {high:,}"
