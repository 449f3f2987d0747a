"""The same content bought several times, and what one joint offer would save. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from concordat.investment.words import Duplicate, LineView, OfferView


def duplicates(lines: Iterable[LineView], offers: Iterable[OfferView]) -> list[Duplicate]:
    """Return each product with two lines or more, the largest saving first.

    The joint offer is the cheapest that reaches every organisation of those lines. Lines and
    offers whose price is not known to the asker are left out.
    """
    of_product: dict[str, list[LineView]] = defaultdict(list)
    for line in lines:
        if line.offer.cost is not None:
            of_product[line.offer.product].append(line)
    possible = [offer for offer in offers if offer.cost is not None]
    found = [
        _duplicate(product, several, possible)
        for product, several in of_product.items()
        if len(several) > 1
    ]
    return sorted(found, key=lambda one: (-one.saving, one.product))


def _duplicate(product: str, lines: list[LineView], offers: list[OfferView]) -> Duplicate:
    paid = sum((line.offer.cost or Decimal(0) for line in lines), Decimal(0))
    reached = frozenset[str]().union(*(line.offer.organisations for line in lines))
    joint = min(
        (one for one in offers if one.product == product and one.organisations >= reached),
        key=lambda one: (one.cost or Decimal(0), one.slug),
        default=None,
    )
    saving = max(paid - (joint.cost or Decimal(0)), Decimal(0)) if joint else Decimal(0)
    return Duplicate(product, tuple(lines), paid, joint, saving)
