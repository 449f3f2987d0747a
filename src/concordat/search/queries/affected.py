"""What would a reorganisation move of this room?"""

from datetime import date

from concordat.parties import queries as parties
from concordat.parties.words import Actor, Affected, SuccessionView
from concordat.search.models import SavedStrategy

ROOM = "search"


def affected_by(
    event: SuccessionView | str, *, by: Actor, on: date | None = None
) -> list[Affected]:
    """Return the kept strategies whose owner is another after the event."""
    compared = parties.shift(event, on)
    if compared is None:
        return []
    rows = SavedStrategy.objects.filter(parties.visible_to(by), owner__public_id__in=compared.ids)
    return [
        compared.affected(ROOM, "strategy", row.name, row.public_id, row.owner_id or "")
        for row in rows.order_by("pk")
    ]
