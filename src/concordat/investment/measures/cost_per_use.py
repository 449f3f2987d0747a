"""What did a use cost? Pure."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Spell:
    """A period of paying for something, and the uses counted in it."""

    price: Decimal  # pounds for the whole period
    uses: int  # see measures.metrics.USES
    months_paid: int
    months_counted: int


def cost_per_use(spell: Spell) -> Decimal | None:
    """Return pounds per use, or None when nothing was counted.

    COUNTER reports often miss months. We charge only the months counted, or a title
    with half a year of reports would look twice as dear as it is.
    """
    if not spell.uses or not spell.months_counted:
        return None
    return spell.price * spell.months_counted / spell.months_paid / spell.uses
