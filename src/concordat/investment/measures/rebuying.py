"""What a cut saves in one purse, and what it then costs in the others. Pure.

Norway cut 5 to 6 million nationally, and its other libraries paid at least 15 to have the
same again: whoever looks at one purse sees a saving where the public has a loss.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from concordat.investment.words import OfferView

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Induced:
    """What organisations buy again for themselves after a cut, and what remains of it."""

    saved: Decimal
    bought: tuple[OfferView, ...]
    rebought: Decimal

    @property
    def net(self) -> Decimal:
        return self.saved - self.rebought


def buy_again(
    *,
    ended: Collection[OfferView],
    kept: Collection[OfferView],
    offers: Iterable[OfferView],
    uses: Mapping[Pair, float],
    worth: Decimal,
) -> Induced:
    """Return what each organisation would buy by itself once `ended` have gone.

    An organisation buys its best offer for one (most lost uses per pound first) as long as a
    use restored costs it no more than `worth` pounds; what it does not buy, it goes without.
    `uses`: by organisation and item, a year.
    """
    saved = sum((offer.cost or Decimal(0) for offer in ended), Decimal(0))
    held = {offer.slug for offer in (*ended, *kept)}
    lost = _lost(ended, kept, uses)
    bought: list[OfferView] = []
    own = [o for o in offers if len(o.organisations) == 1 and o.slug not in held and o.cost]
    while own:
        per_pound = [(_restored(offer, lost) / float(offer.cost or 1), offer) for offer in own]
        best, offer = max(per_pound, key=lambda one: (one[0], one[1].slug))
        if best <= 0 or best * float(worth) < 1:
            break
        bought.append(offer)
        own.remove(offer)
        lost = {pair: n for pair, n in lost.items() if not _covers(offer, pair)}
    rebought = sum((offer.cost or Decimal(0) for offer in bought), Decimal(0))
    return Induced(saved, tuple(bought), rebought)


def _covers(offer: OfferView, pair: Pair) -> bool:
    return pair[0] in offer.organisations and pair[1] in offer.items


def _restored(offer: OfferView, lost: Mapping[Pair, float]) -> float:
    return sum(number for pair, number in lost.items() if _covers(offer, pair))


def _lost(
    ended: Collection[OfferView], kept: Collection[OfferView], uses: Mapping[Pair, float]
) -> dict[Pair, float]:
    return {
        pair: number
        for pair, number in uses.items()
        if any(_covers(offer, pair) for offer in ended)
        and not any(_covers(offer, pair) for offer in kept)
    }
