"""What would a reorganisation move of this room?"""

from collections.abc import Iterator
from datetime import date

from concordat.investment.models import AgreementLine, Deal, Offer
from concordat.investment.queries.value import may_see_prices
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Affected, SuccessionView

ROOM = "investment"


def affected_by(
    event: SuccessionView | str, *, by: Actor, on: date | None = None
) -> list[Affected]:
    """Return the deals and purchases whose user or payer is another after the event.

    Prices and notice dates are not told: whoever may see them looks at the line itself.
    """
    compared = parties.shift(event, on)
    if compared is None:
        return []
    return [
        compared.affected(ROOM, kind, label, public_id, slug)
        for kind, label, public_id, slug in _things(by, list(compared.moved))
    ]


def _things(by: Actor, slugs: list[str]) -> Iterator[tuple[str, str, str, str]]:
    seen = Deal.objects.filter(parties.visible_to(by))
    for field, kind in (("parties", "holding"), ("payer", "payment")):
        rows = seen.filter(**{f"{field}__slug__in": slugs}).order_by("slug")
        for name, public_id, slug in rows.values_list("name", "public_id", f"{field}__slug"):
            yield kind, name, public_id, slug
    if not may_see_prices(by):
        return
    offers = Offer.objects.filter(parties.visible_to(by))
    lines = AgreementLine.objects.filter(offer__in=offers, payer__slug__in=slugs).order_by("pk")
    for name, public_id, slug in lines.values_list("offer__name", "public_id", "payer__slug"):
        yield "purchase", name, public_id, slug
